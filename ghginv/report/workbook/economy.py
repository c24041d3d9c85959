"""Parts of the summary that need more than emissions: socio-economic data, intensities, figures of others."""

from __future__ import annotations

from collections.abc import Mapping

from ghginv import units
from ghginv.engine.summary import Comparison
from ghginv.engine.totals import ACROSS
from ghginv.inventory.economy import BASES, COMPARED
from ghginv.model.activity import leaves
from ghginv.model.quantity import Amount, Quantity
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.checks import Check
from ghginv.report.workbook.context import Context

#: What the figures that intensities and comparisons use are the sums of: rows and gases of the summary.
_FIGURES = {
    "co2e": [("total_without_lulucf", "")],
    "co2": [("total_without_lulucf", "CO2")],
    "co2e_with_lulucf": [("total_with_lulucf", "")],
    "co2_with_lulucf": [("total_with_lulucf", "CO2")],
    "coal_equivalent": [("coal_equivalent", "CO2")],
    "co2_with_electricity": [("total_without_lulucf", "CO2"), ("purchased_electricity", "")],
    **{name: [(name, "CO2")] for name in ACROSS},
}
_IN_INTENSITIES = ("co2e", "co2", "co2e_with_lulucf", "energy_co2_and_indirect")


class EconomyTables:
    """Writes them below what the sheet has. cells: the totals by year, row and gas."""

    def __init__(
        self, context: Context, sheet: Sheet, cells: Mapping[tuple[int, str, str], Cell], columns: int
    ) -> None:
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
        self._heads("series", "title", ["unit", "price_basis", "source"])
        first, last = len(years) + 3, max(self._columns - 1, len(years) + 3)
        sheet.span(sheet.row, first, last, context.word("source"), "head", 60)
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
            sheet.text(sheet.row, len(years) + 1, unit, "centred")
            sheet.text(sheet.row, len(years) + 2, series.head.price_basis, "centred")
            about = series.head.source
            if series.head.assumption:
                about = "\n".join(filter(None, (about, f"{context.word('assumed')}: {series.head.assumption}")))
            width = sheet.width(last + 1) - sheet.width(first)
            sheet.span(sheet.row, first, last, about, "wide", width)
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
        for ending in BASES:
            for figure in _IN_INTENSITIES:
                name = f"{figure}_{ending}"
                if not any(name in found[year] for year in years):
                    continue
                sheet.row += 1
                sheet.text(sheet.row, 0, f"{context.word(figure)} {context.word(ending)}")
                for column, year in enumerate(years, 1):
                    self._write_intensity(column, year, name, figure, ending)
                sheet.text(sheet.row, len(years) + 1, COMPARED[name], "centred")
        sheet.row += 1

    def _write_intensity(self, column: int, year: int, name: str, figure: str, ending: str) -> None:
        context, sheet = self.context, self.sheet
        per, total = self._per(ending, year), self._cells.get((year, *_FIGURES[figure][0]))
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
        derived = [f"{context.word('from_printed')}: {context.word(ending)}" for ending in BASES]
        sheet.heads(sheet.row, 0, [context.word(head) for head in heads] + derived)
        years = context.inventory.years
        by_figure = [(one.id, year, one) for year in years for one in context.summary.reported[year]]
        order = list(dict.fromkeys(name for name, _, _ in by_figure))
        for _, year, one in sorted(by_figure, key=lambda item: (order.index(item[0]), item[1])):
            sheet.row += 1
            self._write_comparison(year, one)
        sheet.row += 1

    def _write_comparison(self, year: int, one: Comparison) -> None:
        context, sheet, row = self.context, self.sheet, self.sheet.row
        sheet.text(row, 0, one.name.zh if context.language == "zh" else one.name.en, "wrapped")
        sheet.number(row, 1, year, "centred", styles.WHOLE)
        sheet.number(row, 2, one.value, "input", styles.AS_TYPED)
        sheet.text(row, 6, one.unit, "centred")
        sheet.blanks(row, 3, 5, "text")
        ours = self._ours(year, one)
        if ours is not None:
            formula, value = ours
            sheet.formula(row, 3, formula, value)
            if one.ours is not None:
                own = Cell(f"{sheet.prefix}{addresses.fixed(row, 3)}", value)
                self.checks.append(Check(year, f"{context.word('ours')}: {one.id}", own, one.ours))
            printed, ours_cell = addresses.cell(row, 2), addresses.cell(row, 3)
            sheet.formula(row, 4, f"={ours_cell}-{printed}", value - one.value)
            if one.value:
                share = (value - one.value) / one.value
                sheet.formula(row, 5, f"={addresses.cell(row, 4)}/{printed}", share, "formula", styles.PERCENT)
        for column, ending in enumerate(BASES, 7):
            per = self._per(ending, year) if ending in one.derived else None
            if per is None:
                sheet.text(row, column, "")
                continue
            operand, amount = per
            tonnes = f"{addresses.cell(row, 2)}{context.constants.times(one.unit, 't')}"
            derived = one.value * units.conversion(one.unit, "t") / amount
            sheet.formula(row, column, f"={tonnes}/{operand}", derived, "formula", "0.0000")

    def _ours(self, year: int, one: Comparison) -> tuple[str, float] | None:
        """Our own figure, as a formula on the summary's cells."""
        if one.compares in _FIGURES:
            parts = [self._cells.get((year, *figure)) for figure in _FIGURES[one.compares]]
        else:
            parts = [self._intensity_cells.get((one.compares, year))]
        cells = [cell for cell in parts if cell is not None]
        if not cells:
            return None
        own = COMPARED[one.compares]
        total = addresses.added([cell.address for cell in cells])
        value = sum(cell.value for cell in cells) * units.conversion(own, one.unit)
        return f"={total}{self.context.constants.times(own, one.unit)}", value


def _of_year(amount: Amount, year: int) -> Quantity | None:
    """What was given for a year, or for all of them."""
    found = [quantity for _, quantity, given in leaves(amount) if given in (year, None)]
    return next((quantity for quantity in found if quantity.value is not None), found[0] if found else None)
