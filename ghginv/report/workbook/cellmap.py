"""Formulas of a whole column: each shape rendered once, then filled with the rows of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from ghginv.formula import excel
from ghginv.formula.excel import Side
from ghginv.formula.tree import Call, Name, Node, walk
from ghginv.report.workbook.addresses import column_name
from ghginv.report.workbook.tables import Placed, Rows, Table

#: From this many members on a sum over rows that lie apart is written as SUMIFS instead of a list.
_LONG_LIST = 9
#: Excel takes 255 arguments.
_MOST_ARGUMENTS = 250
#: Stands for a row in a template.
_HOLE = re.compile("\0(\\d+)\0")

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Reference:
    """A row: of a table, with some axis members fixed, in which year ('here' the cell's own).

    series: for years found by where a series is given.
    """

    table: Table
    year: str = "here"
    members: tuple[tuple[str, int], ...] = ()
    series: str = ""


class Formulas:
    """The formulas of the steps of a block. unit, constant: the names of a change of unit and of a constant."""

    def __init__(self, placed: Placed, unit: Callable[[float, str, str], str], constant: Callable[[str], str]) -> None:
        self.placed, self.unit, self.constant = placed, unit, constant

    def column(self, name: str) -> list[str | None]:
        """The formula of each row of a step's column; None where the step is not known."""
        placed = self.placed
        table, tree = placed.table_of[name], placed.trees[name]
        known: Bools = placed.flat(placed.known[name], table)
        formulas = np.full(table.size, None, dtype=object)
        for shape, rows in self._shapes(tree, table, known):
            formulas[rows] = shape.fill(tree, rows)
        found: list[str | None] = formulas.tolist()
        return found

    def _shapes(self, tree: Node, table: Table, known: Bools) -> Iterator[tuple[_Shape, Rows]]:
        """The shapes that a formula has in a table, each with the rows that have it."""
        calls = [node for node in walk(tree) if isinstance(node, Call)]
        looks_back = any(call.function in ("previous", "lag", "window") for call in calls)
        subjects = (call.arguments[0] for call in calls if call.function in ("between", "extend"))
        series = list(dict.fromkeys(subject.id for subject in subjects if isinstance(subject, Name)))
        codes = (table.grid.year == 0).astype(np.int64) if looks_back else np.zeros(table.size, dtype=np.int64)
        nearest = {name: Nearest(self.placed, name, table) for name in series}
        for found in nearest.values():
            codes = codes * 5 + found.kind
        for code in np.unique(codes[known]):
            rows = np.flatnonzero(known & (codes == code))
            yield _Shape(self, table, int(rows[0]), nearest), rows


class Nearest:
    """For each row of a table, the nearest given years of a series. kind: given, both sides, one, the other, none."""

    def __init__(self, placed: Placed, name: str, table: Table) -> None:
        block, grid = placed.block, table.grid
        given = np.broadcast_to(placed.given[name], (*block.lengths.values(), len(block.years), block.records))
        index = np.arange(len(block.years)).reshape(-1, 1)
        before = np.maximum.accumulate(np.where(given, index, -1), axis=-2)
        after = np.flip(np.minimum.accumulate(np.flip(np.where(given, index, len(block.years)), -2), axis=-2), -2)
        record = np.asarray(placed.shown)[grid.record]
        members = (grid.members[axis] if axis in placed.axes[name] else 0 for axis in block.axes)
        where = (*members, grid.year, record)
        self.given, self.before, self.after = given[where], before[where], after[where]
        self.has_before, self.has_after = self.before >= 0, self.after < len(block.years)
        self.kind = np.where(self.given, 0, 1 + 2 * ~self.has_before + ~self.has_after)


class _Shape:
    """Cells whose formulas differ in rows only: one of them stands for all while the formula is written."""

    def __init__(self, formulas: Formulas, table: Table, example: int, nearest: dict[str, Nearest]) -> None:
        self.formulas, self.placed, self.table = formulas, formulas.placed, table
        self.example, self.nearest_of = example, nearest
        self.first_year = table.grid.year[example] == 0
        self.holes: dict[Reference, int] = {}

    def fill(self, tree: Node, rows: Rows) -> list[str]:
        """The formula of each of these rows of the table."""
        pieces = _HOLE.split(excel.render(tree, self))
        template = "%d".join(text.replace("%", "%%") for text in pieces[::2])
        references = list(self.holes)
        if len(pieces) == 1:
            return [pieces[0]] * len(rows)
        columns = {hole: self._rows(references[hole], rows) for hole in map(int, pieces[1::2])}
        numbers = np.stack([columns[int(hole)] for hole in pieces[1::2]], axis=1).tolist()
        return [template % tuple(row) for row in numbers]

    def _rows(self, reference: Reference, rows: Rows) -> Rows:
        """The row numbers, as Excel counts them, that a reference means for some rows of the table."""
        grid = self.table.grid
        members = {axis: values[rows] for axis, values in grid.members.items()} | dict(reference.members)
        return np.broadcast_to(
            reference.table.row(grid.record[rows], members, self._years(reference, rows)) + 1, rows.shape
        )

    def _years(self, reference: Reference, rows: Rows) -> Rows | int:
        match reference.year:
            case "previous":
                return self.table.grid.year[rows] - 1
            case "first":
                return 0
            case "last":
                return reference.table.years - 1
            case "before":
                found: Rows = self.nearest_of[reference.series].before[rows]
                return found
            case "after":
                found = self.nearest_of[reference.series].after[rows]
                return found
        return self.table.grid.year[rows]

    def _cell(self, column: int, reference: Reference, fixed: str = "") -> str:
        """A cell with a hole for its row. In the same table it is relative, but for the parts that `fixed` names."""
        hole = self.holes.setdefault(reference, len(self.holes))
        if reference.table is not self.table:
            fixed = "$"
        before = "$" if fixed == "$" else ""
        return f"{before}{column_name(column)}{fixed}\0{hole}\0"

    def _value(self, name: str, year: str = "here", series: str = "") -> str:
        table = self.placed.table_of[name]
        return self._cell(table.columns[name], Reference(table, year, (), series))

    # What a formula asks for.

    def here(self, name: str) -> str:
        return self._value(name) if name in self.placed.table_of else self.formulas.constant(name)

    def count(self, name: str) -> str:
        values = self.placed.values[name]
        return self.here(name) if np.array_equal(values, np.rint(values)) else f"ROUND({self.here(name)},0)"

    def year(self) -> str:
        assert self.table.year_column is not None
        return self._cell(self.table.year_column, Reference(self.table))

    def previous(self, name: str) -> str | None:
        return None if self.first_year else self._value(name, "previous")

    def history(self, name: str, with_now: bool) -> tuple[str, str] | None:
        if self.first_year and not with_now:
            return None
        table = self.placed.table_of[name]
        assert table.year_column is not None
        last = "here" if with_now else "previous"
        values, years = (
            f"{self._cell(column, Reference(table, 'first'), '$')}:{self._cell(column, Reference(table, last), '$')}"
            for column in (table.columns[name], table.year_column)
        )
        return values, years

    def total(self, name: str, over: tuple[str, ...]) -> str:
        table = self.placed.table_of[name]
        column, lengths = table.columns[name], dict(zip(table.axes, table.lengths, strict=True))
        inner = [axis for axis in table.axes if axis in over]
        count = prod(lengths[axis] for axis in inner)
        if count == 0:
            return "0"
        is_run = tuple(inner) == table.axes[len(table.axes) - len(inner) :]
        is_one_year = not table.by_year or table.years == 1
        if is_run and count > 1 and (is_one_year or count >= _LONG_LIST):
            first = Reference(table, "first", tuple((axis, 0) for axis in inner))
            last = Reference(table, "last", tuple((axis, lengths[axis] - 1) for axis in inner))
            values = f"{self._cell(column, first, '$')}:{self._cell(column, last, '$')}"
            if is_one_year:
                return f"SUM({values})"
            assert table.year_column is not None
            years = f"{self._cell(table.year_column, first, '$')}:{self._cell(table.year_column, last, '$')}"
            return f"SUMIFS({values},{years},{self.year()})"
        cells = [
            self._cell(column, Reference(table, "here", tuple(zip(inner, member, strict=True))))
            for member in product(*(range(lengths[axis]) for axis in inner))
        ]
        return cells[0] if count == 1 else _sum(cells)

    def scale(self, factor: float, source: str, target: str) -> str:
        return self.formulas.unit(factor, source, target)

    def is_given(self, name: str) -> bool:
        return bool(self.nearest_of[name].given[self.example])

    def nearest(self, name: str, side: Side, of: str) -> str | None:
        found = self.nearest_of[name]
        has = found.has_before if side == "before" else found.has_after
        return self._value(of, side, name) if has[self.example] else None

    def nearest_year(self, name: str, side: Side) -> str:
        assert self.table.year_column is not None
        return self._cell(self.table.year_column, Reference(self.table, side, (), name))


def _sum(cells: Sequence[str]) -> str:
    """Cells added up, in several calls if there are more than Excel takes in one."""
    parts = [cells[i : i + _MOST_ARGUMENTS] for i in range(0, len(cells), _MOST_ARGUMENTS)]
    sums = [f"SUM({','.join(part)})" for part in parts]
    return sums[0] if len(sums) == 1 else f"({'+'.join(sums)})"
