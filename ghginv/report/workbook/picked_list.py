"""A sheet with a list of what is added up, and tables above it whose numbers are picked from the list by its labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.checks import Check
from ghginv.report.workbook.context import Context


class Item(NamedTuple):
    """A line of the list: what it is picked by, the record, and its number with its formula, empty if there is none."""

    labels: tuple[str | int, ...]
    record: str
    formula: str
    value: float


class PickedList:
    """A sheet with tables that pick from a list below them. heads: of the labels, the year first."""

    def __init__(self, context: Context, sheet: Sheet, heads: Sequence[str], items: Sequence[Item]) -> None:
        self.context, self.sheet, self.heads, self.items = context, sheet, heads, items
        self.checks: list[Check] = []
        self._first = 0

    def write(self, title: str, remark: str, rows_above: int, columns: int) -> None:
        """Writes the head of the sheet and the list, with `rows_above` rows for tables from `sheet.row` on."""
        sheet, context = self.sheet, self.context
        sheet.title(context.word(title))
        for column, width in enumerate((34, *[16] * max(columns - 1, len(self.heads) + 1))):
            sheet.widen(column, width)
        sheet.paragraph(context.word(remark), columns, sheet.width(columns))
        tables = sheet.row
        sheet.row += rows_above
        sheet.section(context.word("by_record"), len(self.heads) + 2)
        sheet.heads(sheet.row, 0, [context.word(head) for head in ("record", *self.heads, "amount_listed")])
        self._first = sheet.row + 1
        for item in self.items:
            sheet.row += 1
            sheet.text(sheet.row, 0, item.record)
            for column, label in enumerate(item.labels, 1):
                if isinstance(label, int):
                    sheet.number(sheet.row, column, label, "centred", styles.WHOLE)
                else:
                    sheet.text(sheet.row, column, label)
            last = len(item.labels) + 1
            if item.formula:
                sheet.formula(sheet.row, last, item.formula, item.value, "reference", styles.TONNES)
            else:
                sheet.number(sheet.row, last, item.value, "value", styles.TONNES)
        sheet.row = tables
        sheet.page(repeat=2, freeze=(2, 1))

    def pick(self, row: int, column: int, criteria: Sequence[str], value: float, kind: str) -> Cell:
        """Writes the sum of the lines with these labels; an empty criterion is any."""
        last = self._first + max(len(self.items), 1) - 1
        values = addresses.column_range(len(self.heads) + 1, self._first, last)
        picked = [
            f"{addresses.column_range(number, self._first, last)},{criterion}"
            for number, criterion in enumerate(criteria, 1)
            if criterion
        ]
        self.sheet.formula(row, column, f"=SUMIFS({','.join([values, *picked])})", value, kind, styles.TONNES)
        return Cell(f"{self.sheet.prefix}{addresses.fixed(row, column)}", value)


def quoted(text: str) -> str:
    """A text as a criterion; nothing for an empty one."""
    return '"' + text.replace('"', '""') + '"' if text else ""
