"""Reading an energy balance as a bureau prints it: title, source, names of fuels, units, rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from ghginv import source, units
from ghginv.inventory.balance_checks import check_sums
from ghginv.inventory.energy_balance import CARRIER, FUEL, TOTAL, Cell, Column, EnergyBalance
from ghginv.library import Library
from ghginv.model.energy_balance import Layout, Named, Row
from ghginv.model.numbers import meant_number, read_number
from ghginv.model.quantity import is_known_unit
from ghginv.problems import Problems
from ghginv.source import Scalar

#: What the first line of such a file says, beside the year.
_TITLE = re.compile(r"energy[ _]balance|能源平衡表", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SOURCES = ("source", "来源", "资料来源", "数据来源")
#: A second column of names in the other language.
_ITEMS = ("item", "项目", "指标")
#: Units that amounts can be turned into.
_AMOUNTS, _ENERGY = ("kt", "Mm3", "TJ"), ("TJ",)
_OUTLINE = re.compile(r"^\s*(?:#|其中[:：]?)?\s*(?:[（(]?[一二三四五六七八九十]+[)）]?\s*[.．、]|\d+\s*[.．、])?\s*#?")
_SIGNS = re.compile(r"[\s,，、.．。·:：;；()（）\[\]【】+＋\-－—_]+")
_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*[\[（(【](?P<unit>[^\[\]()（）【】]+)[\]）)】]")


def is_energy_balance(path: Path) -> bool:
    """Whether the first line of a CSV file says so."""
    with path.open("rb") as file:
        first = file.readline(2000)
    return _TITLE.search(first.decode("utf-8", errors="replace")) is not None


def read_balance(path: Path, name: str, library: Library, problems: Problems) -> EnergyBalance | None:
    """Reads and checks one; None, with problems, where it cannot be used."""
    before = problems.count("error")
    grid = source.read_grid(path, problems, name)
    if not grid:
        return None
    balance = _Reader(library.energy_balance("china"), library, problems).read(grid)
    if balance is not None and problems.count("error") == before:
        check_sums(balance, problems)
    return balance if problems.count("error") == before else None


class _Reader:
    """Reads the lines of one table from top to bottom."""

    def __init__(self, layout: Layout, library: Library, problems: Problems) -> None:
        self.layout, self.library, self.problems = layout, library, problems
        self._rows = _by_name(layout.rows)
        self._totals = _by_name(layout.totals)

    def read(self, grid: Sequence[tuple[Scalar, ...]]) -> EnergyBalance | None:
        first = [cell.text for cell in grid[0] if cell.text]
        years = _YEAR.findall(" ".join(first))
        if len(set(years)) != 1:
            self.problems.add("balance-year", grid[0][0].place, text=" ".join(first))
            return None
        said, head = "", 1
        while head < len(grid) and len(_filled(grid[head])) < 3:
            texts = [cell.text for cell in grid[head] if cell.text]
            if len(texts) == 2 and texts[0].casefold() in _SOURCES:
                said = texts[1]
            head += 1
        if head == len(grid):
            self.problems.add("balance-without-head", grid[0][0].place)
            return None
        if not said:
            said = grid[0][0].text
            self.problems.add("no-source", grid[0][0].place, record=said)
        below = head + 1
        while below < len(grid) and not grid[below][0].text:
            below += 1
        start = 2 if len(grid[head]) > 1 and _key(grid[head][1].text) in _ITEMS else 1
        columns = self._columns(grid[head], grid[head + 1 : below], start)
        titles, cells, sections = self._figures(grid[below:], columns)
        kept = tuple(column for _, column in columns)
        return EnergyBalance(int(years[0]), said, self.layout, grid[0][0].place, kept, titles, cells, sections)

    # The head.

    def _columns(
        self, head: Sequence[Scalar], below: Sequence[Sequence[Scalar]], start: int
    ) -> list[tuple[int, Column]]:
        """The columns with their numbers. below: lines of units, or of names in another language."""
        found: dict[str, tuple[int, Column]] = {}
        for number, cell in enumerate(head[start:], start):
            if not cell.text:
                continue
            written = [unit for row in below if number < len(row) and (unit := self._unit(row[number])) is not None]
            unit = next((one for one in written if _is_unit(one.text)), None)
            inside = _IN_BRACKETS.fullmatch(cell.text) if unit is None else None
            name = inside["name"] if inside else cell.text
            if inside is not None:
                unit = cell._replace(text=inside["unit"])
            elif unit is None and written:
                unit = written[0]  # refused below
            known = self._column(name, cell)
            if known is None:
                continue
            if unit is None:
                self.problems.add("balance-without-unit", cell.place, column=cell.text)
            elif is_known_unit(unit.text, unit.place, self.problems) and self._fits(name, known[1], unit):
                if known[0] in found:
                    first = found[known[0]][1].title.place.column
                    self.problems.add("duplicate-column", cell.place, key=cell.text, first_column=first)
                found[known[0]] = (number, Column(*known, cell._replace(text=name), unit))
        return list(found.values())

    def _fits(self, name: str, kind: str, unit: Scalar) -> bool:
        """Whether a column can be in a unit: electricity and heat as energy, fuels by mass and volume too."""
        expected = _ENERGY if kind == CARRIER else _AMOUNTS
        if any(units.same_dimension(unit.text, one) for one in expected):
            return True
        allowed = ", ".join(expected)
        self.problems.add("unit-mismatch", unit.place, parameter=name, unit=unit.text, expected=allowed)
        return False

    @staticmethod
    def _unit(cell: Scalar) -> Scalar | None:
        """A unit without brackets; None for an empty cell or one in a foreign notation such as (104 tn)."""
        text = cell.text.strip("()（）[]【】 ")
        return cell._replace(text=text) if text and not re.match(r"[\d.]", text) and not text.isspace() else None

    def _column(self, name: str, cell: Scalar) -> tuple[str, str] | None:
        """What a column is called in its vocabulary, and its kind."""
        plain = re.sub(r"\s+", "" if not name.isascii() else " ", name).strip()
        for vocabulary, kind in (("energy_carrier", CARRIER), ("fuel", FUEL)):
            found = self.library.vocabulary(vocabulary).find(plain)
            if found is not None:
                return found, kind
        if _key(plain) in self._totals:
            return self._totals[_key(plain)], TOTAL
        fuels = self.library.vocabulary("fuel")
        self.problems.add_unknown("balance-column", cell.place, name, fuels.choices(), fuels.listed())
        return None

    # The figures.

    def _figures(
        self, rows: Iterable[Sequence[Scalar]], columns: Sequence[tuple[int, Column]]
    ) -> tuple[dict[str, Scalar], dict[tuple[str, str], Cell], dict[str, str]]:
        titles: dict[str, Scalar] = {}
        cells: dict[tuple[str, str], Cell] = {}
        sections: dict[str, str] = {}
        section = ""
        for line in rows:
            title = line[0]
            figures = [(column, line[number]) for number, column in columns if number < len(line) and line[number].text]
            name = self._rows.get(_key(title.text))
            if name is None:
                if figures:  # a line of text, such as a note below the table, has none
                    known = [one for row in self.layout.rows.values() for one in row.names()]
                    self.problems.add_unknown("balance-row", title.place, title.text, known)
                continue
            if name in titles:
                self.problems.add("balance-row-twice", title.place, row=title.text, line=titles[name].place.line)
                continue
            titles[name] = title
            if not self.layout.rows[name].part_of:
                section = name
            sections[name] = section
            for column, text in figures:
                cell = self._cell(self.layout.rows[name], title, column, text)
                if cell is not None:
                    cells[name, column.name] = cell
        return titles, cells, sections

    def _cell(self, row: Row, title: Scalar, column: Column, text: Scalar) -> Cell | None:
        if read_number(text.text) is None:
            self.problems.add("not-a-number", text.place, text=text.text, suggestion=meant_number(text.text))
            return None
        value = Decimal(text.text)
        # Power stations and heating plants put out electricity and heat, and use fuel.
        is_output = bool(row.combustion) and row.printed == "negative" and column.kind == CARRIER
        wrong = {"positive": value < 0, "negative": value > 0, "either": False}[row.printed]
        if wrong and not is_output:
            sign = "-" if row.printed == "negative" else "+"
            self.problems.add("balance-sign", text.place, row=title.text, value=text.text, sign=sign)
        return Cell(value, text)


def _is_unit(text: str) -> bool:
    try:
        units.unit(text)
    except units.UnknownUnit:
        return False
    return True


def find_row(layout: Layout, text: str) -> str | None:
    """The row that is called so, by its id or any of its names."""
    return text if text in layout.rows else _by_name(layout.rows).get(_key(text))


def _by_name(rows: Mapping[str, Named]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row in rows.items():
        for one in (name, *row.names()):
            found.setdefault(_key(one), name)
    return found


def _key(text: str) -> str:
    """A name without outline numbers, signs and spaces."""
    plain = unicodedata.normalize("NFKC", text).replace("&", "and")
    return _SIGNS.sub("", _OUTLINE.sub("", plain)).casefold()


def _filled(row: Sequence[Scalar]) -> list[Scalar]:
    return [cell for cell in row if cell.text]
