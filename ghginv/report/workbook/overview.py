"""The summary: years side by side, and for each year sectors by gas with totals and memo items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ghginv.engine.quality import DOUBTS
from ghginv.engine.totals import ACROSS, GASES, INDIRECT, SECTORS
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.checks import Check
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.economy import EconomyTables
from ghginv.report.workbook.sectors import SectorSheet

_FIRST_GAS = 1
_TOTAL = _FIRST_GAS + len(GASES)
_SHOWN = _TOTAL + 1
COLUMNS = _SHOWN + 1
#: Unit of the overview.
_UNIT = {"en": "kt", "zh": "万吨"}
_LULUCF = "lulucf"


class SummarySheet:
    """Writes the summary. sectors: the sheets that hold the sums; memo_sheets: all that may have memo items.

    checks: each figure with what ghginv found.
    """

    def __init__(
        self, context: Context, sheet: Sheet, sectors: Mapping[str, SectorSheet], memo_sheets: Sequence[SectorSheet]
    ) -> None:
        self.context, self.sheet, self.sectors, self.memo_sheets = context, sheet, sectors, memo_sheets
        self.checks: list[Check] = []
        self.shown = [name for name in SECTORS if name in sectors]
        totals = context.summary.totals.values()
        self._across = ACROSS if any(one.across("indirect_co2") is not None for one in totals) else ()
        self._cells: dict[tuple[int, str, str], Cell] = {}

    def write(self) -> None:
        """Writes everything."""
        context, sheet = self.context, self.sheet
        inventory = context.inventory
        name = inventory.name.zh if context.language == "zh" else inventory.name.en
        years = ", ".join(map(str, inventory.years))
        about = f"{years} · {inventory.guideline} · GWP {inventory.gwp}"
        sheet.title(f"{name}  {context.word('inventory_title')}", about)
        sheet.widen(0, 40)
        sheet.fit(0, [context.word(name) for name in self._across])
        for column in range(1, max(COLUMNS + 1, len(inventory.years) + 3)):
            sheet.widen(column, 13.5)
        overview = sheet.row
        sheet.row += len(self.shown) + 5  # an empty line, the heading, the heads, two totals
        sheet.row += len(self._across) + 1 if self._across else 0  # and what they mean
        for year in inventory.years:
            self._write_year(year)
        if any(context.summary.coverage[year].incomplete_sectors for year in inventory.years):
            sheet.text(sheet.row, 0, f"* {context.word('incomplete')}", "small")
            sheet.row += 1
        below = sheet.row
        sheet.row = overview
        self._write_overview()
        sheet.row = below
        economy = EconomyTables(context, sheet, self._cells, COLUMNS)
        economy.write()
        self.checks += economy.checks
        self._write_quality()
        sheet.page(repeat=2, freeze=(2, 1))

    # Years side by side.

    def _write_overview(self) -> None:
        context, sheet, unit = self.context, self.sheet, _UNIT[self.context.language]
        sheet.section(f"{context.word('by_year_table')}, {context.word('unit_on_screen')}", COLUMNS)
        years = context.inventory.years
        sheet.text(sheet.row, 0, context.word("sector"), "head")
        for column, year in enumerate(years, 1):
            sheet.number(sheet.row, column, year, "head", styles.WHOLE)
        rows = [(name, name, "text", "formula") for name in self.shown]
        rows += [(f"total_{with_}_lulucf", f"total_{with_}_lulucf", "total", "total") for with_ in ("without", "with")]
        rows += [(name, name, "strong", "output") for name in self._across]
        for key, label, text_kind, kind in rows:
            sheet.row += 1
            sheet.text(sheet.row, 0, context.word(label), text_kind)
            for column, year in enumerate(years, 1):
                cell = self._cells.get((year, key, ""))
                if cell is None:
                    missing = "NE" if key in context.summary.coverage[year].incomplete_sectors else ""
                    sheet.text(sheet.row, column, missing, "key")
                    continue
                value = cell.value * context.constants.factor("t", unit)
                formula = f"={cell.address}{context.constants.times('t', unit)}"
                sheet.formula(sheet.row, column, formula, value, kind, styles.TONNES)
        sheet.row += 1
        if self._across:
            sheet.paragraph(context.word("about_across"), COLUMNS, sheet.width(COLUMNS))

    # One year.

    def _write_year(self, year: int) -> None:
        context, sheet = self.context, self.sheet
        sheet.section(f"{context.word('sector_by_gas')}  {year}", COLUMNS)
        heads = [context.word("sector"), *GASES, context.word("total"), context.word("total_shown")]
        sheet.heads(sheet.row, 0, heads)
        head_row, first = sheet.row, sheet.row + 1
        for name in self.shown:
            sheet.row += 1
            self._write_sector(year, name)
        rows = {name: first + position for position, name in enumerate(self.shown)}
        for key, names in (("without", [n for n in self.shown if n != _LULUCF]), ("with", self.shown)):
            sheet.row += 1
            self._write_total(year, f"total_{key}_lulucf", [rows[name] for name in names], names)
        memo = context.summary.totals[year].memo
        if memo:
            sheet.row += 1
            sheet.text(sheet.row, 0, context.word("memo"), "strong")
            sheet.blanks(sheet.row, 1, _SHOWN, "text")
        for name in sorted(memo):
            sheet.row += 1
            self._write_memo(year, name, head_row)
        if self._across:
            self._write_across(year)
        sheet.row += 1

    def _write_sector(self, year: int, name: str) -> None:
        context, sheet = self.context, self.sheet
        coverage, totals = context.summary.coverage[year], context.summary.totals[year]
        mark = " *" if name in coverage.incomplete_sectors else ""
        sheet.text(sheet.row, 0, context.word(name) + mark)
        for column, gas in enumerate(GASES, _FIRST_GAS):
            cell = self.sectors[name].totals.get((year, gas))
            if cell is None:
                sheet.text(sheet.row, column, ", ".join(coverage.cells.get((name, gas), ())), "key")
            else:
                own = self._write(column, year, name, gas, f"={cell.address}", cell.value, "formula")
                engine = totals.by_sector_gas.get((name, gas), 0.0)
                self._check(year, f"{context.word(name)} {gas}", own, engine)
        self._write_row_total(year, name, "output")
        if (year, name, "") in self._cells:
            self._check(year, context.word(name), self._cells[year, name, ""], totals.sector(name))

    def _write_total(self, year: int, key: str, rows: Sequence[int], names: Sequence[str]) -> None:
        context, sheet = self.context, self.sheet
        totals, with_lulucf = context.summary.totals[year], key == "total_with_lulucf"
        incomplete = context.summary.coverage[year].incomplete_sectors & set(names)
        sheet.text(sheet.row, 0, context.word(key) + (" *" if incomplete else ""), "total")
        for column, gas in enumerate(GASES, _FIRST_GAS):
            parts = [cell.value for name in names if (cell := self._cells.get((year, name, gas))) is not None]
            if not parts:
                sheet.text(sheet.row, column, "", "total")
                continue
            formula = f"=SUM({','.join(addresses.cell(row, column) for row in rows)})"
            own = self._write(column, year, key, gas, formula, sum(parts), "total")
            self._check(year, f"{context.word(key)} {gas}", own, totals.gas(gas, with_lulucf))
        self._write_row_total(year, key, "total")
        if (year, key, "") in self._cells:
            self._check(year, context.word(key), self._cells[year, key, ""], totals.total(with_lulucf))

    def _write_memo(self, year: int, name: str, head_row: int) -> None:
        context, sheet = self.context, self.sheet
        totals = context.summary.totals[year].memo[name]
        sheet.text(sheet.row, 0, context.word(name), indent=1)
        for column, gas in enumerate(GASES, _FIRST_GAS):
            head = f"{addresses.column_name(column)}${head_row + 1}"
            sums = [made for one in self.memo_sheets if (made := one.sum_of_memo(name, year, head))]
            if gas not in totals:
                sheet.text(sheet.row, column, "", "text")
                continue
            own = self._write(column, year, name, gas, f"={'+'.join(sums)}", totals[gas], "formula")
            self._check(year, f"{context.word(name)} {gas}", own, totals[gas])
        self._write_row_total(year, name, "output")

    def _write_across(self, year: int) -> None:
        """CO2 of energy, that of net imported electricity and heat, and the sum of both."""
        context, sheet = self.context, self.sheet
        sheet.row += 1
        sheet.text(sheet.row, 0, f"{context.word('across')} (CO2)", "strong")
        sheet.blanks(sheet.row, 1, _SHOWN, "text")
        direct, indirect, together = ACROSS
        parts = {direct: ["energy"], indirect: list(INDIRECT), together: [direct, indirect]}
        for name in self._across:
            sheet.row += 1
            sheet.text(sheet.row, 0, context.word(name), indent=1)
            sheet.blanks(sheet.row, 1, _TOTAL - 1, "text")
            cells = [cell for part in parts[name] if (cell := self._cells.get((year, part, "CO2"))) is not None]
            engine = context.summary.totals[year].across(name)
            if engine is not None:
                formula = f"={addresses.added([cell.address for cell in cells])}"
                own = self._write(_FIRST_GAS, year, name, "CO2", formula, sum(cell.value for cell in cells), "formula")
                self._check(year, context.word(name), own, engine)
            self._write_row_total(year, name, "output")

    def _write_row_total(self, year: int, key: str, kind: str) -> None:
        """The sum over the gases, in tonnes and in the unit of the overview."""
        sheet, constants, unit = self.sheet, self.context.constants, _UNIT[self.context.language]
        values = [cell.value for gas in GASES if (cell := self._cells.get((year, key, gas))) is not None]
        if not values:
            sheet.blanks(sheet.row, _TOTAL, _SHOWN, "total" if kind == "total" else "text")
            return
        row, total = sheet.row, sum(values)
        formula = f"=SUM({addresses.cell(row, _FIRST_GAS)}:{addresses.cell(row, _TOTAL - 1)})"
        self._write(_TOTAL, year, key, "", formula, total, kind)
        shown = f"={addresses.cell(row, _TOTAL)}{constants.times('t', unit)}"
        sheet.formula(row, _SHOWN, shown, total * constants.factor("t", unit), kind, styles.TONNES)

    def _write(self, column: int, year: int, key: str, gas: str, formula: str, value: float, kind: str) -> Cell:
        self.sheet.formula(self.sheet.row, column, formula, value, kind, styles.TONNES)
        cell = Cell(f"{self.sheet.prefix}{addresses.fixed(self.sheet.row, column)}", value)
        self._cells[year, key, gas] = cell
        return cell

    def _check(self, year: int, what: str, cell: Cell, engine: float) -> None:
        self.checks.append(Check(year, what, cell, engine))

    # What it all rests on.

    def _write_quality(self) -> None:
        context, sheet = self.context, self.sheet
        sheet.section(context.word("quality"), COLUMNS)
        sheet.text(sheet.row, 0, context.word("year"), "head")
        for position, doubt in enumerate(DOUBTS):
            sheet.heads(sheet.row, 1 + 2 * position, [context.word(doubt), context.word("share")])
        for year in context.inventory.years:
            sheet.row += 1
            sheet.number(sheet.row, 0, year, "centred", styles.WHOLE)
            quality = context.summary.quality[year]
            for position, doubt in enumerate(DOUBTS):
                sheet.number(sheet.row, 1 + 2 * position, quality.count[doubt], "value", styles.WHOLE)
                sheet.number(sheet.row, 2 + 2 * position, quality.share[doubt], "value", styles.PERCENT)
        sheet.row += 1
