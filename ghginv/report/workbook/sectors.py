"""The sheet of a sector: categories by gas for each year, every record, and the memo items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import CategoryTables, Cell
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.lines import (
    CO2E,
    CODE,
    GAS,
    GROUP,
    GWP,
    KEY,
    LIST_COLUMNS,
    MASS,
    METHOD,
    PLACE,
    RECORD,
    REMARK,
    TITLE,
    YEAR,
    Line,
)

_COLUMNS = {
    "code": 10, "title": 28, "record": 18, "gas": 12, "group": 12, "year": 12, "mass_t": 14, "gwp": 11, "co2e_t": 14,
    "key": 14, "remark": 32, "place": 28, "method": 30,
}  # fmt: skip
#: Lines between the tables of categories and the list: an empty one, the heading, the heads.
_LINES_BETWEEN = 3


class SectorSheet:
    """Writes the sheet of one sector. lines: what is reported in it, categories together."""

    def __init__(self, context: Context, sheet: Sheet, title: str, lines: Sequence[Line]) -> None:
        self.context, self.sheet, self.title = context, sheet, title
        self.lines = [line for line in lines if not line.memo]
        self.memo_lines = [line for line in lines if line.memo]
        self.totals: Mapping[tuple[int, str], Cell] = {}
        self._memo_rows: dict[str, tuple[int, int]] = {}

    def write(self) -> None:
        """Writes everything; afterwards `totals` has the cell of each year and gas with a number ('': all gases)."""
        context, sheet = self.context, self.sheet
        inventory = context.inventory
        sheet.title(self.title, f"{inventory.guideline} · GWP {inventory.gwp}")
        for column, width in enumerate(_COLUMNS.values()):
            sheet.widen(column, width)
        if not self.lines and not self.memo_lines:
            sheet.text(sheet.row + 1, 0, context.word("no_data"), "plain")
        if self.lines:
            tables = CategoryTables(context, sheet, self.lines)
            tables.write(inventory.years, _LINES_BETWEEN)
            self.totals = tables.totals
            sheet.section(context.word("by_record"), LIST_COLUMNS)
            self._write_list(self.lines)
        if self.memo_lines:
            self._write_memo()
        sheet.page(repeat=2, freeze=(2, 2))

    def _write_list(self, lines: Iterable[Line]) -> None:
        """The list of records from the sheet's current row."""
        sheet = self.sheet
        sheet.heads(sheet.row, 0, [self.context.word(head) for head in _COLUMNS])
        first = sheet.row + 1
        for line in lines:
            sheet.row += 1
            self._write_line(sheet.row, line)
        sheet.frame(first, 0, sheet.row, LIST_COLUMNS - 1)
        sheet.row += 1

    def _write_line(self, row: int, line: Line) -> None:
        sheet = self.sheet
        sheet.text(row, CODE, line.category)
        sheet.text(row, TITLE, self.context.category(line.category), "wrapped")
        sheet.text(row, RECORD, line.record, "assumed" if line.is_assumption else "text")
        sheet.text(row, METHOD, line.method)
        sheet.text(row, GAS, line.gas or self.context.word("all_gases"), "centred")
        if line.groups:
            sheet.text(row, GROUP, ", ".join(line.groups), "centred")
        if len(line.years) == 1:
            sheet.number(row, YEAR, line.years[0], "centred", styles.WHOLE)
        else:
            sheet.text(row, YEAR, f"{line.years[0]}–{line.years[-1]}", "centred")
        if line.key:
            sheet.text(row, KEY, line.key, "key")
        if line.remark:
            sheet.text(row, REMARK, line.remark, "wrapped")
        sheet.text(row, PLACE, line.place)
        if line.mass is None:
            sheet.text(row, MASS, line.key, "key")
            sheet.text(row, GWP, line.key, "key")
            if line.co2e is None:
                sheet.text(row, CO2E, line.key, "key")
            else:
                sheet.number(row, CO2E, line.co2e, "value", styles.TONNES)
            return
        sheet.formula(row, MASS, line.formula, line.mass)
        sheet.formula(row, GWP, f"={line.potential}", line.gwp, "reference", styles.AS_TYPED)
        product = f"={addresses.cell(row, MASS)}*{addresses.cell(row, GWP)}"
        sheet.formula(row, CO2E, product, line.mass * line.gwp, "output", styles.TONNES)

    def _write_memo(self) -> None:
        context, sheet = self.context, self.sheet
        by_name: dict[str, list[Line]] = {}
        for line in self.memo_lines:
            by_name.setdefault(line.memo, []).append(line)
        for name, lines in sorted(by_name.items()):
            sheet.section(f"{context.word('memo')}: {context.word(name)}", LIST_COLUMNS)
            first = sheet.row + 1
            self._write_list(lines)
            self._memo_rows[name] = (first, first + len(lines) - 1)

    def sum_of_memo(self, name: str, year: int, gas: str) -> str:
        """The sum of a memo item in a year, of the gas group that a cell holds; empty if there is none of it here."""
        if name not in self._memo_rows:
            return ""
        first, last = self._memo_rows[name]
        values, years, groups = (
            f"{self.sheet.prefix}{addresses.column_range(column, first, last)}" for column in (CO2E, YEAR, GROUP)
        )
        return f"SUMIFS({values},{years},{year},{groups},{gas})"
