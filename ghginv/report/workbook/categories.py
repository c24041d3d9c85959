"""The tables of a sector: its categories by gas, one table for each year, every number a sum of the list below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from ghginv.engine.totals import GASES
from ghginv.model.activity import NOTATION_KEYS
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.lines import CO2E, GROUP, LIST_COLUMNS, YEAR, Line

_FIRST_GAS = 2
_TOTAL = _FIRST_GAS + len(GASES)
_KEYS = _TOTAL + 1
#: An empty line, the heading, the heads and the total.
_ROWS_AROUND = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, for use on other sheets, with what it holds."""

    address: str
    value: float


class CategoryTables:
    """Writes the tables. lines: what the list holds, categories together, from row `first_line` on.

    totals: for each year and gas, '' for all of them, the cell of the sector's sum.
    """

    def __init__(self, context: Context, sheet: Sheet, lines: Sequence[Line]) -> None:
        self.context, self.sheet, self.lines = context, sheet, lines
        self.totals: dict[tuple[int, str], Cell] = {}
        self.codes = self._find_codes()
        self.children: dict[str | None, list[str]] = {}
        for code in self.codes:
            above = context.library.categories.ancestors(code)
            parent = next((other for other in above if other in self.codes), None)
            self.children.setdefault(parent, []).append(code)
        self._rows: dict[str, tuple[int, int]] = {}
        self._sums: dict[tuple[int, str, str], list[float]] = {}
        self._found_keys: dict[tuple[int, str, str], set[str]] = {}
        for line in lines:
            for year in line.years if line.key else ():
                for group in line.groups or ("",):
                    self._found_keys.setdefault((year, line.category, group), set()).add(line.key)
            if line.co2e is not None:
                self._sums.setdefault((line.years[0], line.category, line.groups[0]), []).append(line.co2e)

    def _find_codes(self) -> list[str]:
        """The categories in use and those above them inside the sector, in the order of the tree."""
        categories = self.context.library.categories
        wanted = dict.fromkeys(line.category for line in self.lines)
        for code in list(wanted):
            above = (other for other in categories.ancestors(code) if "." in other)
            wanted |= {other: None for other in above if categories.sector(other) == categories.sector(code)}
        return [code for code in categories.codes() if code in wanted]

    def write(self, years: Sequence[int], lines_after: int) -> None:
        """Writes a table for each year. lines_after: rows between the last table and the first line of the list."""
        row = self.sheet.row + len(years) * (len(self.codes) + _ROWS_AROUND) + lines_after
        for position, line in enumerate(self.lines):
            first, _ = self._rows.get(line.category, (row + position, 0))
            self._rows[line.category] = (first, row + position)
        depth = min(code.count(".") for code in self.codes)
        titles = [" " * 2 * (code.count(".") - depth) + self.context.category(code) for code in self.codes]
        self.sheet.fit(1, titles, 44)
        for year in years:
            self._write_year(year, depth)

    def _write_year(self, year: int, depth: int) -> None:
        context, sheet = self.context, self.sheet
        sheet.section(f"{context.word('by_category')}  {year}", LIST_COLUMNS)
        heads = [context.word("code"), context.word("title"), *GASES, context.word("total"), context.word("key")]
        sheet.heads(sheet.row, 0, heads)
        head_row, first = sheet.row, sheet.row + 1
        rows = {code: first + position for position, code in enumerate(self.codes)}
        for code, row in rows.items():
            kind = "strong" if code in self.children else "text"
            sheet.text(row, 0, code, kind)
            sheet.text(row, 1, context.category(code), kind, indent=code.count(".") - depth)
            for column, gas in enumerate(GASES, _FIRST_GAS):
                self._write_cell(row, column, year, code, gas, self._formula(year, code, gas, column, rows, head_row))
            if any(self._has(year, code, gas) for gas in GASES):
                total = self._value(year, code, GASES)
                sheet.formula(row, _TOTAL, f"=SUM({_across(row)})", total, "output", styles.TONNES)
            self._write_keys(row, _KEYS, year, code, "")
        sheet.row = first + len(rows)
        sheet.frame(first, _FIRST_GAS, sheet.row - 1, _KEYS)
        self._write_total(sheet.row, year, rows)
        sheet.row += 1

    def _write_cell(self, row: int, column: int, year: int, code: str, gas: str, formula: str) -> None:
        if formula:
            self.sheet.formula(row, column, formula, self._value(year, code, [gas]), "formula", styles.TONNES)
        else:
            self._write_keys(row, column, year, code, gas)

    def _write_total(self, row: int, year: int, rows: Mapping[str, int]) -> None:
        sheet = self.sheet
        sheet.text(row, 0, "", "total")
        sheet.text(row, 1, self.context.word("total"), "total")
        sheet.text(row, _KEYS, "", "total")
        has_any = False
        for column, gas in enumerate(GASES, _FIRST_GAS):
            below = self._below(year, None, gas, column, rows)
            has_any |= bool(below)
            self._write_total_cell(row, column, year, gas, [gas], f"={below}" if below else "")
        self._write_total_cell(row, _TOTAL, year, "", GASES, f"=SUM({_across(row)})" if has_any else "")

    def _write_total_cell(
        self, row: int, column: int, year: int, name: str, gases: Sequence[str], formula: str
    ) -> None:
        if not formula:
            self.sheet.text(row, column, "", "total")
            return
        value = self._value(year, None, gases)
        self.sheet.formula(row, column, formula, value, "total", styles.TONNES)
        self.totals[year, name] = Cell(f"{self.sheet.prefix}{addresses.fixed(row, column)}", value)

    # Sums.

    def _value(self, year: int, code: str | None, gases: Sequence[str]) -> float:
        """The sum of a category, those below included; None is the sector."""
        own = [value for gas in gases for value in self._sums.get((year, code or "", gas), ())]
        return fsum([*own, *(self._value(year, child, gases) for child in self.children.get(code, ()))])

    def _has(self, year: int, code: str, gas: str) -> bool:
        """Whether there is anything to add up."""
        below = self.children.get(code, ())
        return (year, code, gas) in self._sums or any(self._has(year, child, gas) for child in below)

    def _formula(self, year: int, code: str, gas: str, column: int, rows: Mapping[str, int], head_row: int) -> str:
        """The formula of a category and gas: its own lines and the categories below; empty if there are none."""
        parts = []
        if (year, code, gas) in self._sums:
            first, last = self._rows[code]
            values, years, groups = (addresses.column_range(c, first, last) for c in (CO2E, YEAR, GROUP))
            head = f"{addresses.column_name(column)}${head_row + 1}"
            parts.append(f"SUMIFS({values},{years},{year},{groups},{head})")
        if below := self._below(year, code, gas, column, rows):
            parts.append(below)
        return f"={'+'.join(parts)}" if parts else ""

    def _below(self, year: int, code: str | None, gas: str, column: int, rows: Mapping[str, int]) -> str:
        cells = [addresses.cell(rows[c], column) for c in self.children.get(code, ()) if self._has(year, c, gas)]
        return f"SUM({','.join(cells)})" if cells else ""

    def _write_keys(self, row: int, column: int, year: int, code: str, gas: str) -> None:
        """The notation keys given for a category and gas group in a year, if any; '' for those that name no gas."""
        if found := self._found_keys.get((year, code, gas)):
            self.sheet.text(row, column, ", ".join(key for key in NOTATION_KEYS if key in found), "key")


def _across(row: int) -> str:
    return f"{addresses.cell(row, _FIRST_GAS)}:{addresses.cell(row, _TOTAL - 1)}"
