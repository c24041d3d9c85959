"""Where the numbers of a calculated block stand on a sheet, and which row belongs to which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ghginv.engine.block import Block, Column
from ghginv.engine.results import Calculated
from ghginv.formula import axes as inference
from ghginv.formula import excel
from ghginv.formula.evaluation import Array, Frame
from ghginv.formula.known import Known
from ghginv.formula.numeric import Numeric
from ghginv.formula.tree import Call, Name, walk

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Grid:
    """The record, axis members and year of each row of a table, as positions."""

    record: Rows
    members: Mapping[str, Rows]
    year: Rows


@dataclass(frozen=True, eq=False)
class Table:
    """Rows for each record, combination of axis members and, if `by_year`, year, sorted in this order.

    first: the row of the first of them. columns: of each name. year_column: None if not by year.
    """

    axes: tuple[str, ...]
    lengths: tuple[int, ...]
    by_year: bool
    years: int
    records: int
    first: int
    columns: Mapping[str, int]
    key_columns: Mapping[str, int]
    axis_columns: Mapping[str, int]
    year_column: int | None

    @property
    def size(self) -> int:
        """The number of rows."""
        return self.records * prod(self.lengths) * (self.years if self.by_year else 1)

    @property
    def last(self) -> int:
        """The last row."""
        return self.first + self.size - 1

    def row(self, record: Any, members: Mapping[str, Any], year: Any) -> Any:
        """The row of a record, the members of this table's axes and a year; of many, given arrays."""
        position = record
        for axis, length in zip(self.axes, self.lengths, strict=True):
            position = position * length + members[axis]
        return self.first + (position * self.years + year if self.by_year else position)

    @cached_property
    def grid(self) -> Grid:
        """What each row is for, in the order of the rows."""
        shape = (self.records, *self.lengths, self.years if self.by_year else 1)
        record, *members, year = (index.reshape(-1) for index in np.indices(shape))
        return Grid(record, dict(zip(self.axes, members, strict=True)), year)


class Placed:
    """A calculated block on its sheet.

    prefix: what stands before its cells on other sheets. labels: the name of each axis member. shown: the positions
    of the records that may be seen, `position` the reverse. trees: its steps, sums lifted. tables: but for axes
    without members, in their order; `table_of` a name is the one that has its column. end: the first row below.
    """

    def __init__(
        self,
        calculated: Calculated,
        prefix: str,
        keys_of_links: Sequence[str],
        labels: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.calculated, self.prefix, self.labels = calculated, prefix, labels
        self.block: Block = calculated.planned.block
        self.method = calculated.planned.method
        self.keys_of_links = tuple(key for key in keys_of_links if key in self.method.keys)
        records = calculated.planned.records
        self.shown = [i for i, record in enumerate(records) if not record.confidential]
        self.records = [records[i] for i in self.shown]
        self.position = {record: i for i, record in enumerate(self.shown)}
        self.trees = excel.lift(self.block.program.trees)
        self.axes = dict(self.block.program.axes)
        for name, tree in self.trees.items():
            if name not in self.axes:
                self.axes[name] = inference.infer(tree, self.axes)
        self.tables: list[Table] = []
        self.table_of: dict[str, Table] = {}
        self.end = 0
        self._evaluate()

    @property
    def whole(self) -> slice:
        """All records of the block."""
        return slice(0, self.block.records)

    @property
    def names(self) -> list[str]:
        """What has a column: parameters and then steps, in the order of the method's file."""
        columns = self.block.columns
        return [name for name in self.method.parameters if name in columns] + list(self.trees)

    def _evaluate(self) -> None:
        """The values of everything, lifted parts included, and where they are known: (axis, ..., year, record)."""
        frame = self.block.frame(self.whole)
        steps = {name: value[..., None] for name, value in self.calculated.values.items()}
        given = {name: column.take_known(self.whole) for name, column in self.block.columns.items()}
        values: dict[str, Array] = {**frame.values, **steps}
        known: dict[str, Array] = {**given, **self.block.known}
        for name, tree in self.trees.items():
            if name not in values:
                with np.errstate(all="ignore"):
                    one = Frame(frame.lengths, frame.years, values, frame.given, frame.counts)
                    values[name] = Numeric(one).value(tree, None)
                other = Frame(frame.lengths, frame.years, known, frame.given, frame.counts)
                known[name] = Known(other).value(tree, None)
        self.values = {name: value[..., 0] for name, value in values.items()}
        self.known = {name: value[..., 0] for name, value in known.items()}
        self.given = {name: value[..., 0] for name, value in frame.given.items()}

    def is_by_year(self, name: str) -> bool:
        """Whether a name has a row for each year: in a run of one year, always."""
        return len(self.block.years) == 1 or self.values[name].shape[-2] > 1 or name in self._looked_back

    @cached_property
    def _looked_back(self) -> frozenset[str]:
        """Names whose history a formula adds up or searches: it needs a range of years."""
        calls = [n for tree in self.trees.values() for n in walk(tree) if isinstance(n, Call)]
        subjects = (call.arguments[0] for call in calls if call.function in ("lag", "window"))
        return frozenset(subject.id for subject in subjects if isinstance(subject, Name))

    def flat(self, array: Array, table: Table) -> Array:
        """The numbers of an array (axis, ..., year, record) in the order of a table's rows."""
        block = self.block
        padded = array.reshape((1,) * (len(block.axes) + 2 - array.ndim) + array.shape)
        picked = padded[tuple(slice(None) if axis in table.axes else 0 for axis in block.axes)]
        full = np.broadcast_to(picked, (*table.lengths, len(block.years), block.records))
        if not table.by_year:
            full = full[..., 0, :]
        return np.moveaxis(full, -1, 0)[self.shown].reshape(-1)

    def flat_origins(self, column: Column, table: Table) -> list[Any]:
        """Where each number of a parameter comes from, in the order of a table's rows."""
        if column.origins is None:
            return [None] * table.size
        return list(self.flat(Column(column.origins, column.codes).take(self.whole)[..., 0], table))

    # Making the tables.

    def place(self, first: int, head_rows: int, key_columns: int) -> None:
        """Gives every name its table and column, from row `first` downward.

        head_rows: what stands above the rows of each table. key_columns: columns that the first table, with the
        records and what is the same in all years for each, has before its numbers.
        """
        row = first
        for number, (axes, by_year, names) in enumerate(self._groups()):
            table = self._table(axes, by_year, names, row + head_rows, key_columns if number == 0 else 1)
            self.table_of |= dict.fromkeys(names, table)
            if 0 not in table.lengths:
                self.tables.append(table)
                row = table.last + 1
        self.end = row

    def _groups(self) -> Iterator[tuple[tuple[str, ...], bool, list[str]]]:
        """The axis sets with their names: first those of the records alone, last those that vary by year."""
        groups: dict[tuple[bool, tuple[str, ...]], list[str]] = {(False, ()): []}
        for name in self.names:
            axes = tuple(axis for axis in self.block.axes if axis in self.axes[name])
            groups.setdefault((self.is_by_year(name), axes), []).append(name)
        for (by_year, axes), names in sorted(groups.items(), key=lambda item: item[0][0]):
            yield axes, by_year, names

    def _table(self, axes: tuple[str, ...], by_year: bool, names: Sequence[str], first: int, column: int) -> Table:
        keys = {key: column + i for i, key in enumerate(self.keys_of_links)}
        column += len(keys)
        members = {axis: column + i for i, axis in enumerate(axes)}
        column += len(members)
        year_column = column if by_year else None
        column += by_year
        columns = {name: column + i for i, name in enumerate(names)}
        lengths = tuple(self.block.lengths[axis] for axis in axes)
        years = len(self.block.years)
        return Table(axes, lengths, by_year, years, len(self.shown), first, columns, keys, members, year_column)
