"""The sheet of checks: figures of the workbook beside those of ghginv, and what ghginv warns of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ghginv.problems import Problem
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.context import Context

_TOLERANCE = "1E-9"
_SMALL = "0.0E+00;-0.0E+00;0"
_COLUMNS = 6
_YEAR, _WHAT, _LIVE, _ENGINE, _DIFFERENCE, _RESULT = range(_COLUMNS)
_RESULT_CELL = (3, 1)
_OK, _ERROR = "OK", "ERROR"


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of the workbook and the same from ghginv."""

    year: int
    what: str
    cell: Cell
    engine: float


def result_cell(sheet: Sheet) -> str:
    """The cell that says whether all checks hold."""
    return sheet.prefix + addresses.fixed(*_RESULT_CELL)


def write(context: Context, sheet: Sheet, checks: Sequence[Check]) -> None:
    """Writes the sheet."""
    sheet.title(context.word("checks"))
    for column, width in enumerate((24, 60, 18, 18, 14, 12)):
        sheet.widen(column, width)
    sheet.paragraph(context.word("checks_remark"), _COLUMNS, sheet.width(_COLUMNS))
    sheet.row = _RESULT_CELL[0]
    sheet.text(sheet.row, 0, context.word("all_checks"), "strong")
    first = sheet.row + 3
    results = addresses.column_range(_RESULT, first, first + max(len(checks), 1) - 1)
    whole = f'=IF(COUNTIF({results},"{_ERROR}")=0,"{_OK}","{_ERROR}")'
    sheet.formula(*_RESULT_CELL, whole, _OK, "output")
    heads = ("year", "what", "live", "engine", "difference", "result")
    sheet.heads(first - 1, 0, [context.word(head) for head in heads])
    for row, check in enumerate(checks, first):
        _write_check(sheet, row, check)
    sheet.row = first + len(checks)
    sheet.mark(_ERROR, "unchecked", [_RESULT_CELL, (first, _RESULT)], max(len(checks), 1))
    problems = list(context.results.problems)
    if problems:
        _write_problems(context, sheet, problems)
    sheet.page(repeat=2, freeze=(2, 0))


def _write_check(sheet: Sheet, row: int, check: Check) -> None:
    live, engine = addresses.cell(row, _LIVE), addresses.cell(row, _ENGINE)
    sheet.number(row, _YEAR, check.year, "centred", styles.WHOLE)
    sheet.text(row, _WHAT, check.what)
    sheet.formula(row, _LIVE, f"={check.cell.address}", check.cell.value, "reference")
    sheet.number(row, _ENGINE, check.engine, "value")
    # Rounded to a gram: what is left of a difference below that depends on the spreadsheet program.
    difference = round(check.cell.value - check.engine, 6) + 0.0
    sheet.formula(row, _DIFFERENCE, f"=ROUND({live}-{engine},6)", difference, "formula", _SMALL)
    # The one keeps what a bank leaves when it is empty, a rounding error of its former size, from being an error.
    condition = f"ABS({live}-{engine})<={_TOLERANCE}*MAX(1,ABS({live}),ABS({engine}))"
    sheet.formula(row, _RESULT, f'=IF({condition},"{_OK}","{_ERROR}")', _OK, "centred")


def _write_problems(context: Context, sheet: Sheet, problems: Sequence[Problem]) -> None:
    sheet.section(context.word("problems"), _COLUMNS)
    for column, head in enumerate(("place", "message", "level")):
        sheet.text(sheet.row, column, context.word(head), "head")
    for problem in problems:
        sheet.row += 1
        place = f"{problem.place.file}:{problem.place.line}" if problem.place is not None else ""
        sheet.text(sheet.row, 0, place, "wrapped")
        sheet.text(sheet.row, 1, problem.message(context.language), "wrapped")
        sheet.text(sheet.row, 2, context.word(problem.level), "centred")
