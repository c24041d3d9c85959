"""Parts of the summary that need more than emissions: socio-economic data, intensities, figures of others."""

from __future__ import annotations

from collections.abc import Mapping

from ghginv import units
from ghginv.engine.summary import Comparison
from ghginv.engine.totals import BASES
from ghginv.model.activity import leaves
from ghginv.model.quantity import Amount, Quantity
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.checks import Check
from ghginv.report.workbook.context import Context

#: Figures of the summary by the names that intensities and comparisons use: (row, gas).
_FIGURES = {
    "co2e": ("total_without_lulucf", ""),
    "co2": ("total_without_lulucf", "CO2"),
    "co2e_with_lulucf": ("total_with_lulucf", ""),
    "co2_with_lulucf": ("total_with_lulucf", "CO2"),
    "coal_equivalent": ("coal_equivalent", "CO2"),
}
_IN_INTENSITIES = ("co2e", "co2", "co2e_with_lulucf")
_UNITS = {ending: f"t/{per}" for ending, (_, per) in BASES.items()}


class EconomyTables:
    """Writes them below what the sheet has. cells: the totals by year, row and gas."""

    def __init__(self, context: Context, sheet: Sheet, cells: Mapping[tuple[int, str, str], Cell], columns: int) -> None:
        self.context, self.sheet, self._cells, self._columns = context, sheet, cells, columns
        self.checks: list[Check] = []
        self._series: dict[tuple[str, int], Quantity] = {}
        self._series_cells: dict[tuple[str, int], str] = {}
        self._intensity_cells: dict[tuple[str, int], Cell] = {}

    def write(self) -> None:
        """Writes what there is."""
        summary = self.context.summary
        if self.context.inventory.economy.series:
            self._write_series()
        if any(summary.intensities.values()):
            self._write_intensities()
        if any(summary.reported.values()):
            self._write_reported()

    def _heads(self, section: str, first: str, others: list[str]) -> None:
        context, sheet = self.context, self.sheet
        sheet.section(context.word(section), self._columns)
        sheet.text(sheet.row, 0, context.word(first), "head")
        years = context.inventory.years
        for column, year in enumerate(years, 1):
            sheet.number(sheet.row, column, year, "head", styles.WHOLE)
        sheet.heads(sheet.row, len(years) + 1, [context.word(head) for head in others])

    def _write_series(self) -> None:
        context, sheet, years = self.context, self.sheet, self.context.inventory.years
        self._heads("series", "title", ["unit", "price_basis", "source", "assumed"])
        for name, series in context.inventory.economy.series.items():
            sheet.row += 1
            sheet.text(sheet.row, 0, context.word(name), "assumed" if series.head.assumption else "text")
            for column, year in enumerate(years, 1):
                quantity = _of_year(series.amount, year)
                if quantity is None or quantity.value is None:
                    sheet.text(sheet.row, column, quantity.notation or "" if quantity is not None else "", "key")
                    continue
                kind = "assumption" if series.head.assumption else "input"
                sheet.number(sheet.row, column, quantity.value, kind, styles.AS_TYPED)
                self._series[name, year] = quantity
                self._series_cells[name, year] = addresses.fixed(sheet.row, column)
            unit = next((quantity.unit for _, quantity, _ in leaves(series.amount) if quantity.unit), "1")
            head = series.head
            for column, text in enumerate((unit, head.price_basis, head.source, head.assumption), len(years) + 1):
                sheet.text(sheet.row, column, text, "text")
        sheet.row += 1

    def _per(self, ending: str, year: int) -> tuple[str, float] | None:
        """The operand and the number that an intensity divides by; None if it was not given."""
        name, unit = BASES[ending]
        quantity = self._series.get((name, year))
        if quantity is None or not quantity.value:
            return None
        own = quantity.unit or unit
        operand = f"({self._series_cells[name, year]}{self.context.constants.times(own, unit)})"
        return operand, quantity.value * units.conversion(own, unit)

    def _write_intensities(self) -> None:
        context, sheet, years = self.context, self.sheet, self.context.inventory.years
        self._heads("intensities", "intensity", ["unit"])
        found = context.summary.intensities
        for ending, unit in _UNITS.items():
            for figure in _IN_INTENSITIES:
                name = f"{figure}_{ending}"
                if not any(name in found[year] for year in years):
                    continue
                sheet.row += 1
                sheet.text(sheet.row, 0, f"{context.word(figure)} {context.word(ending)}")
                for column, year in enumerate(years, 1):
                    self._write_intensity(column, year, name, figure, ending)
                sheet.text(sheet.row, len(years) + 1, unit, "centred")
        sheet.row += 1

    def _write_intensity(self, column: int, year: int, name: str, figure: str, ending: str) -> None:
        context, sheet = self.context, self.sheet
        per, total = self._per(ending, year), self._cells.get((year, *_FIGURES[figure]))
        if per is None or total is None:
            sheet.text(sheet.row, column, "", "text")
            return
        operand, amount = per
        value = total.value / amount
        sheet.formula(sheet.row, column, f"={total.address}/{operand}", value, "output", "0.0000")
        cell = Cell(f"{sheet.prefix}{addresses.fixed(sheet.row, column)}", value)
        self._intensity_cells[name, year] = cell
        label = f"{context.word(figure)} {context.word(ending)}"
        self.checks.append(Check(year, label, cell, context.summary.intensities[year][name]))

    # Figures of others.

    def _write_reported(self) -> None:
        context, sheet = self.context, self.sheet
        sheet.section(context.word("printed_figures"), self._columns)
        heads = ("figure", "year", "printed", "ours", "difference", "difference_percent", "unit")
        sheet.heads(sheet.row, 0, [context.word(head) for head in heads])
        for year in context.inventory.years:
            for one in context.summary.reported[year]:
                sheet.row += 1
                self._write_comparison(year, one)
        sheet.row += 1

    def _write_comparison(self, year: int, one: Comparison) -> None:
        context, sheet, row = self.context, self.sheet, self.sheet.row
        sheet.text(row, 0, one.name.zh if context.language == "zh" else one.name.en)
        sheet.number(row, 1, year, "centred", styles.WHOLE)
        sheet.number(row, 2, one.value, "input", styles.AS_TYPED)
        sheet.text(row, 6, one.unit, "centred")
        ours = self._ours(year, one)
        if ours is None:
            sheet.blanks(row, 3, 5, "text")
        else:
            formula, value = ours
            sheet.formula(row, 3, formula, value)
            printed, own = addresses.cell(row, 2), addresses.cell(row, 3)
            sheet.formula(row, 4, f"={own}-{printed}", value - one.value)
            if one.value:
                share = (value - one.value) / one.value
                sheet.formula(row, 5, f"={addresses.cell(row, 4)}/{printed}", share, "formula", styles.PERCENT)
            else:
                sheet.text(row, 5, "")
        for ending in one.derived:
            self._write_derived(year, one, ending, row)

    def _ours(self, year: int, one: Comparison) -> tuple[str, float] | None:
        """Our own figure, as a formula on the summary's cells."""
        if one.compares not in _FIGURES:
            cell = self._intensity_cells.get((one.compares, year))
            return None if cell is None else (f"={cell.address}", cell.value)
        cell = self._cells.get((year, *_FIGURES[one.compares]))
        if cell is None:
            return None
        constants = self.context.constants
        return f"={cell.address}{constants.times('t', one.unit)}", cell.value * units.conversion("t", one.unit)

    def _write_derived(self, year: int, one: Comparison, ending: str, row: int) -> None:
        """The intensity that follows from a printed total."""
        per = self._per(ending, year)
        if per is None:
            return
        context, sheet = self.context, self.sheet
        sheet.row += 1
        operand, amount = per
        sheet.text(sheet.row, 0, f"{context.word('from_printed')}: {context.word(ending)}", indent=1)
        sheet.number(sheet.row, 1, year, "centred", styles.WHOLE)
        tonnes = f"{addresses.cell(row, 2)}{context.constants.times(one.unit, 't')}"
        value = one.value * units.conversion(one.unit, "t") / amount
        sheet.formula(sheet.row, 2, f"={tonnes}/{operand}", value, "formula", "0.0000")
        sheet.blanks(sheet.row, 3, 5, "text")
        sheet.text(sheet.row, 6, _UNITS[ending], "centred")


def _of_year(amount: Amount, year: int) -> Quantity | None:
    """What was given for a year, or for all of them."""
    found = [quantity for _, quantity, given in leaves(amount) if given in (year, None)]
    return next((quantity for quantity in found if quantity.value is not None), found[0] if found else None)
