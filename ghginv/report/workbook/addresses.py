"""What things are called inside a workbook: cells, sheets, defined names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

#: Of a sheet's name; what Excel refuses in one.
LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: Words that Excel would read as a cell (`CH4`, `R1C1`, `RC`) instead of a name.
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]?\d*|[Cc]\d*", re.ASCII)


@cache
def column_name(column: int) -> str:
    """0 -> A, 26 -> AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell(row: int, column: int) -> str:
    """A cell of the same sheet, rows and columns counted from 0."""
    return f"{column_name(column)}{row + 1}"


def fixed(row: int, column: int) -> str:
    """The same, absolute."""
    return f"${column_name(column)}${row + 1}"


def column_range(column: int, first: int, last: int) -> str:
    """The cells of some rows in a column, absolute."""
    return f"{fixed(first, column)}:{fixed(last, column)}"


def on_sheet(sheet: str) -> str:
    """What stands before a cell of another sheet."""
    return "'" + sheet.replace("'", "''") + "'!"


def added(terms: Sequence[str]) -> str:
    """Terms added up, as one operand."""
    return terms[0] if len(terms) == 1 else f"({'+'.join(terms)})"


class SheetNames:
    """Gives each sheet a name that Excel accepts and no other sheet has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        """A name as near to what is wanted as can be."""
        plain = _FORBIDDEN_IN_SHEET.sub(" ", wanted).strip().strip("'") or "-"
        number, name = 1, _cut(plain, LONGEST_SHEET_NAME)
        while name.casefold() in self._taken or name.casefold() == "history":
            number += 1
            ending = f" ({number})"
            name = _cut(plain, LONGEST_SHEET_NAME - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def _cut(text: str, length: int) -> str:
    """The beginning of a text, without a torn word at its end where it has spaces."""
    kept = text[:length]
    if len(text) > length and text[length].isalnum() and text[length].isascii() and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" '(（,，")


class DefinedNames:
    """Gives each constant, unit change, potential and share a name that formulas can use."""

    def __init__(self) -> None:
        self._names: dict[tuple[object, ...], str] = {}
        self._taken: set[str] = set()

    def get(self, identity: tuple[object, ...], wanted: str) -> str:
        """The name for something; the same each time it is asked for."""
        if identity not in self._names:
            plain = _plain(wanted)
            number, name = 1, plain
            while name.casefold() in self._taken:
                number += 1
                name = f"{plain}_{number}"
            self._taken.add(name.casefold())
            self._names[identity] = name
        return self._names[identity]


def _plain(text: str) -> str:
    """Letters, digits and underscores; nothing that could be a cell."""
    for sign, word in (("**", ""), ("/", "_per_"), ("%", "percent"), ("‰", "permille")):
        text = text.replace(sign, word)
    name = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", text)).strip("_")
    return f"_{name}" if not name or name[0].isdigit() or _LIKE_A_CELL.fullmatch(name) else name
