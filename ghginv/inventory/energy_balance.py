"""An energy balance: the figures of one printed table, and the sums that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ghginv.model.energy_balance import FINAL, LOSSES, SUPPLY, TRANSFORMATION, Layout
from ghginv.problems import Place
from ghginv.source import Scalar

#: Kinds of columns.
FUEL, CARRIER, TOTAL = "fuel", "carrier", "total"
_NOTHING = Decimal(0)


class Column(NamedTuple):
    """A column: a fuel, electricity, heat or other energy, or a sum of others. name: in its vocabulary or layout."""

    name: str
    kind: str
    title: Scalar
    unit: Scalar


class Cell(NamedTuple):
    """A figure as printed, and where."""

    value: Decimal
    text: Scalar


@dataclass(frozen=True)
class EnergyBalance:
    """One table of one year.

    titles: how each row is called in it. cells: (row, column) -> figure; empty cells are not there. sections: for rows
    that may be a part of several sums, the one in which they stand. place: of its first line.
    """

    year: int
    source: str
    layout: Layout
    place: Place
    columns: tuple[Column, ...]
    titles: Mapping[str, Scalar]
    cells: Mapping[tuple[str, str], Cell]
    sections: Mapping[str, str]

    def value(self, row: str, column: str) -> Decimal:
        """A figure as printed; zero for an empty cell."""
        cell = self.cells.get((row, column))
        return _NOTHING if cell is None else cell.value

    def parts(self, row: str, column: str) -> list[str]:
        """The rows with a figure that are added up to a row."""
        own = [
            name for name, part in self.layout.rows.items() if (name, column) in self.cells and self._in(name) == row
        ]
        plain = [name for name in own if not self.layout.rows[name].re_input]
        if len(plain) == len(own) or (row, column) not in self.cells:
            return plain
        printed = self.value(row, column)
        gap = {len(one): abs(printed - self._sum(one, column)) for one in (plain, own)}
        return own if gap[len(own)] < gap[len(plain)] else plain

    def sum(self, row: str, column: str) -> Decimal:
        """A row as the sum of its parts, those of parts included; as printed where it has none."""
        parts = self.parts(row, column)
        return self._sum(parts, column) if parts else self.value(row, column)

    def difference(self, column: str) -> Decimal:
        """Supply and transformation less losses and final consumption."""
        supply, transformation = self.sum(SUPPLY, column), self.sum(TRANSFORMATION, column)
        return supply + transformation - self.sum(LOSSES, column) - self.sum(FINAL, column)

    def printed(self, row: str, column: str) -> Decimal:
        """A row as printed; the sum of its parts where it is not."""
        return self.value(row, column) if (row, column) in self.cells else self.sum(row, column)

    def decimals(self, column: str) -> int:
        """How many decimals the figures of a column have: the most that any of them has."""
        figures = (cell.value for (_, name), cell in self.cells.items() if name == column)
        return max((-int(one.as_tuple().exponent) for one in figures), default=0)

    def has(self, column: str) -> bool:
        """Whether a column has any figure but zero."""
        return any(name == column and cell.value for (_, name), cell in self.cells.items())

    def _in(self, row: str) -> str:
        """The sum that a row is a part of, the one above it where there is a choice; empty if of none."""
        part_of, section = self.layout.rows[row].part_of, self.sections.get(row, "")
        return section if section in part_of else next(iter(part_of), "")

    def _sum(self, rows: Iterable[str], column: str) -> Decimal:
        return sum((self.sum(row, column) for row in rows), _NOTHING)


def plain(value: Decimal, decimals: int = 6) -> str:
    """A number as people write it."""
    text = f"{round(value, decimals):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-", "-0") else text
