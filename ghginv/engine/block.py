"""Blocks: records of one method that share the same formulas, axis members and years, and their evaluation."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ghginv.formula import known, numeric
from ghginv.formula.evaluation import RECORD, Array, Frame
from ghginv.formula.program import Program

#: Values of one name that are worked on at a time, so that they stay in the processor's cache.
CELLS_AT_A_TIME = 64_000


class Column(NamedTuple):
    """The numbers of one parameter in a block.

    values: (axis, ..., year, distinct) in the parameter's unit, axes and year of length one where it does not
    vary. codes: for each record which of the distinct ones is its own; None where there is one for all, or
    one a record in order. known: same dimensions as values, or None where all are. origins: likewise, an
    `Origin` for each number, or None in bulk calculations that do not trace.
    """

    values: Array
    codes: NDArray[np.intp] | None = None
    known: Array | None = None
    origins: NDArray[Any] | None = None

    def take(self, records: slice) -> Array:
        """The numbers of some records: (axis, ..., year, record, 1)."""
        return self._pick(self.values, records)

    def take_known(self, records: slice) -> Array:
        """Whether each is known; same dimensions."""
        present = np.ones((1,) * self.values.ndim, dtype=bool) if self.known is None else self.known
        return self._pick(present, records)

    def origin(self, index: tuple[int, ...], record: int) -> Any:
        """Where the number of a record comes from; index: axis members and year."""
        if self.origins is None:
            return None
        distinct = record if self.codes is None else int(self.codes[record])
        full = (*index, distinct)
        return self.origins[tuple(map(min, full, [length - 1 for length in self.origins.shape]))]

    def _pick(self, values: Array, records: slice) -> Array:
        if values.shape[-1] == 1:
            return values[..., None]
        if self.codes is None:
            return values[..., records, None]
        return np.take(values, self.codes[records], axis=-1, mode="clip")[..., None]


@dataclass(frozen=True, slots=True)
class Block:
    """Records that are evaluated together.

    method, program: what is evaluated. keys: the keys that all records of the block share because a case,
    an output or a memo rule depends on them. axes: the members of each axis. years: the years of the run,
    which may begin before the inventory's. records: how many. columns: the parameters and constants.
    """

    method: str
    program: Program
    keys: Mapping[str, str]
    axes: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]
    records: int
    columns: Mapping[str, Column]
    integers: frozenset[str] = frozenset()
    known: dict[str, Array] = field(default_factory=dict)

    @property
    def lengths(self) -> dict[str, int]:
        """The number of members of each axis."""
        return {axis: len(members) for axis, members in self.axes.items()}

    def chunks(self) -> Iterator[slice]:
        """Runs of records small enough to stay in cache; all years and members of a record stay together.

        Formulas that look back go year by year, so that it is one year of a run that should fit.
        """
        cells = max(int(np.prod([len(members) for members in self.axes.values()])), 1)
        if not self.program.looks_back():
            cells *= len(self.years)
        size = max(CELLS_AT_A_TIME // cells, 1)
        for start in range(0, self.records, size):
            yield slice(start, min(start + size, self.records))

    def spread(self, step: str, value: Array) -> Array:
        """What a step is, or where it is known, for every year and record; axes that it does not have keep length one.

        value: (axis, ..., year, record), lengths of one where all are alike.
        """
        own = self.program.axes[step]
        lengths = (length if axis in own else 1 for axis, length in self.lengths.items())
        return np.broadcast_to(value, (*lengths, len(self.years), self.records))

    def frame(self, records: slice) -> Frame:
        """The numbers of some records, as the formulas see them."""
        values = {name: column.take(records) for name, column in self.columns.items()}
        return Frame(self.lengths, len(self.years), values, self._given(records), self._counts(values))

    def _given(self, records: slice) -> dict[str, Array]:
        shape = (1,) * (len(self.axes) + 3)
        given = {}
        for name in self.program.seen_in_years():
            present = self.columns[name].take_known(records)
            full = np.broadcast_shapes(present.shape, (*shape[:-3], len(self.years), 1, 1))
            given[name] = np.broadcast_to(present, full)
        return given

    def _counts(self, values: Mapping[str, Array]) -> dict[str, Array]:
        return {name: np.rint(values[name].real).astype(np.int64) for name in self.integers if name in values}


def find_known(block: Block) -> dict[str, Array]:
    """Where each step can be estimated: (axis, ..., year, record, 1), lengths of one where all are alike."""
    always = np.ones((1,) * (len(block.axes) + 3), dtype=bool)
    if all(column.known is None for column in block.columns.values()) and not block.program.looks_back():
        return dict.fromkeys(block.program.trees, always)
    parts: dict[str, list[Array]] = {name: [] for name in block.program.trees}
    for records in block.chunks():
        present = {name: column.take_known(records) for name, column in block.columns.items()}
        frame = replace(block.frame(records), values=present)
        for name, value in known.evaluate(block.program.trees, block.program.groups, frame).items():
            size = records.stop - records.start
            parts[name].append(always if value.all() else np.broadcast_to(value, (*value.shape[:-2], size, 1)))
    return {
        name: always if all(part is always for part in found) else np.concatenate([*_alike(found, block)], axis=RECORD)
        for name, found in parts.items()
    }


def _alike(parts: Sequence[Array], block: Block) -> Iterator[Array]:
    """The chunks of a step with the same axes and years, each as long as its records."""
    shape = np.broadcast_shapes(*((*part.shape[:RECORD], 1, 1) for part in parts))
    for part, records in zip(parts, block.chunks(), strict=True):
        yield np.broadcast_to(part, (*shape[:RECORD], records.stop - records.start, 1))


def evaluate(block: Block, wanted: Container[str] | None = None) -> dict[str, Array]:
    """The value of each step (or of those wanted): (axis, ..., year, record) in the step's unit.

    What `find_known` calls unknown is zero in the result.
    """
    program = block.program
    results: dict[str, Array] = {}
    for records in block.chunks():
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            values = numeric.evaluate(program.trees, program.groups, block.frame(records))
        for name, value in values.items():
            if wanted is not None and name not in wanted:
                continue
            if name not in results:
                shape = (*value.shape[:-2], block.records)
                results[name] = np.empty(shape, dtype=value.dtype)
            results[name][..., records] = value[..., 0]
    for name, value in results.items():
        present = block.known.get(name)
        if present is not None and not present.all():
            shape = np.broadcast_shapes(value.shape, present.shape[:-1])
            value = np.where(np.broadcast_to(present[..., 0], shape), np.broadcast_to(value, shape), 0.0)
            results[name] = value
    return results
