"""A thin coat over XlsxWriter: text that stays text, formulas with their values, widths and pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from errno import EFBIG
from functools import cache
from io import BytesIO
from math import ceil

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ghginv.report.words import Language
from ghginv.report.workbook import addresses, styles

#: What a sheet can hold.
MOST_ROWS = 1_048_576
LONGEST_FORMULA, LONGEST_TEXT = 8192, 32767
_NARROWEST, _WIDEST, _USUAL_WIDTH = 5, 60, 9
_LINE_HEIGHT = 12
_PAPER_A4 = 9


class TooLarge(OSError):
    """A sheet would need more rows than Excel has."""


class _Worksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter says nothing about its types
    """Takes formulas as they are: looking for functions newer than 2010 costs more than all the rest of writing."""

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")


class Book:
    """The workbook while it is written."""

    def __init__(self, language: Language, title: str) -> None:
        self._buffer = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._workbook = Workbook(self._buffer, options)
        # No clock: the same results give the same bytes.
        self._workbook.set_properties({"title": title, "author": "ghginv", "created": datetime(2000, 1, 1)})
        self.styles = styles.Styles(self._workbook, language)
        self._names = addresses.SheetNames()
        self.sheets: list[Sheet] = []

    def sheet(self, wanted: str, color: str = "") -> Sheet:
        """A new sheet after the others."""
        name = self._names.new(wanted)
        worksheet = self._workbook.add_worksheet(name, worksheet_class=_Worksheet)
        if color:
            worksheet.set_tab_color(color)
        sheet = Sheet(name, worksheet, self.styles)
        self.sheets.append(sheet)
        return sheet

    def define(self, name: str, sheet: Sheet, row: int, column: int) -> None:
        """Lets formulas call a cell by a name."""
        self._workbook.define_name(name, f"={addresses.on_sheet(sheet.name)}{addresses.fixed(row, column)}")

    def content(self) -> bytes:
        """The finished file."""
        for sheet in self.sheets:
            sheet.finish()
        self._workbook.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet. Rows and columns are counted from 0; `row` is the next free one for those who write downward."""

    def __init__(self, name: str, worksheet: Worksheet, formats: styles.Styles) -> None:
        self.name, self.row = name, 0
        self.worksheet, self._formats = worksheet, formats
        self._widths: dict[int, float] = {}
        self._wrapped: dict[int, list[tuple[int, str]]] = {}

    @property
    def prefix(self) -> str:
        """What stands before a cell of this sheet elsewhere."""
        return addresses.on_sheet(self.name)

    def text(self, row: int, column: int, text: str, kind: str = "text", indent: int = 0) -> None:
        """Text that is never read as anything else."""
        self._check(row)
        form = self._formats.get(kind, indent=indent)
        if not text:
            self.worksheet.write_blank(row, column, None, form)
            return
        # XlsxWriter takes what stands between these marks for the markup of rich text.
        is_markup = text.startswith("<r>") and text.endswith("</r>")
        self.worksheet.write_string(row, column, text[:LONGEST_TEXT] + (" " if is_markup else ""), form)
        if kind in styles.WRAPPED:
            self._wrapped.setdefault(row, []).append((column, text))

    def number(self, row: int, column: int, value: float, kind: str, number: str = "") -> None:
        """A number; `number` is its format, by its size if none is given."""
        self._check(row)
        self.worksheet.write_number(row, column, value, self._formats.get(kind, number or styles.digits(value)))

    def formula(
        self, row: int, column: int, formula: str, value: float | str, kind: str = "formula", number: str = ""
    ) -> None:
        """A formula with the value that it has."""
        self._check(row)
        shown = number or ("" if isinstance(value, str) else styles.digits(value))
        self.worksheet.write_formula(row, column, formula, self._formats.get(kind, shown), value)

    def heads(self, row: int, column: int, texts: Sequence[str], kind: str = "head") -> None:
        """Text in cells side by side."""
        for offset, text in enumerate(texts):
            self.text(row, column + offset, text, kind)

    def blanks(self, row: int, first: int, last: int, kind: str) -> None:
        """Cells without content that belong to a table or a line."""
        for column in range(first, last + 1):
            self.worksheet.write_blank(row, column, None, self._formats.get(kind))

    def title(self, title: str, below: str = "") -> None:
        """The first lines of a sheet."""
        self.text(0, 0, title, "title")
        self.worksheet.set_row(0, 22)
        self.row = 1
        if below:
            self.text(1, 0, below, "small")
            self.row = 2

    def section(self, text: str, columns: int) -> None:
        """A heading over a part of the sheet, with an empty line before it."""
        self.row += 1
        self.text(self.row, 0, text, "section")
        self.blanks(self.row, 1, columns - 1, "section")
        self.row += 1

    def paragraph(self, text: str, columns: int, width: float) -> None:
        """Text over several columns that together are `width` wide."""
        self.span(self.row, 0, columns - 1, text, "remark", width)
        self.row += 1

    def span(self, row: int, first: int, last: int, text: str, kind: str, width: float) -> None:
        """Text over the columns from first to last, `width` wide, in a row as high as it needs."""
        if last > first:
            self.worksheet.merge_range(row, first, row, last, "", self._formats.get(kind))
        self.text(row, first, text, kind)
        if (lines := _lines(text, width)) > 1:
            self.worksheet.set_row(row, _LINE_HEIGHT * lines + 3)

    def link(self, row: int, column: int, target: Sheet) -> None:
        """A way to another sheet."""
        form = self._formats.get("url")
        self.worksheet.write_url(row, column, f"internal:{target.prefix}A1", form, string=target.name)

    def frame(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Draws the lines of a table around its empty cells too, which then need not be written one by one."""
        rule = {"type": "blanks", "format": self._formats.get("frame")}
        self.worksheet.conditional_format(first_row, first_column, last_row, last_column, rule)

    def mark(self, text: str, kind: str, firsts: Sequence[tuple[int, int]], rows: int) -> None:
        """Shows cells that hold a text as another kind of cell: those from each of these downward."""
        for row, column in firsts:
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": self._formats.get(kind)}
            self.worksheet.conditional_format(row, column, row + rows - 1, column, rule)

    def widen(self, column: int, width: float) -> None:
        """Makes a column at least so wide, in characters."""
        width = min(max(width, _NARROWEST), _WIDEST)
        self._widths[column] = max(self._widths.get(column, 0), width)

    def fit(self, column: int, texts: Sequence[str], widest: float = _WIDEST) -> None:
        """Makes a column wide enough for these texts, up to a limit."""
        self.widen(column, min(max(map(text_width, texts), default=0) + 2, widest))

    def width(self, columns: int) -> float:
        """How wide some columns are together."""
        return sum(self._widths.get(column, _USUAL_WIDTH) for column in range(columns))

    def page(self, repeat: int, freeze: tuple[int, int]) -> None:
        """A4 across, one page wide; the first `repeat` rows on every page, rows and columns that stay in view."""
        sheet = self.worksheet
        sheet.set_landscape()
        sheet.set_paper(_PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        sheet.repeat_rows(0, repeat - 1)
        sheet.freeze_panes(*freeze)
        sheet.hide_gridlines(2)

    def finish(self) -> None:
        """Sets the widths, and the heights of rows whose text takes several lines."""
        for column, width in sorted(self._widths.items()):
            self.worksheet.set_column(column, column, width)
        for row, texts in self._wrapped.items():
            lines = max(_lines(text, self._widths.get(column, _USUAL_WIDTH)) for column, text in texts)
            if lines > 1:
                self.worksheet.set_row(row, _LINE_HEIGHT * lines + 3)

    def _check(self, row: int) -> None:
        if row >= MOST_ROWS:
            raise TooLarge(EFBIG, f"more than {MOST_ROWS:,} rows on the sheet {self.name}", "inventory.xlsx")


@cache
def text_width(text: str) -> int:
    """How wide a text is, in the width of a digit: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width` digits of Excel's usual font, which is larger than ours.

    There is some room for words that do not fit at the end of a line.
    """
    room = max(width * 1.15 - 1, 1)
    return sum(max(ceil(text_width(line) / room), 1) for line in text.splitlines()) or 1
