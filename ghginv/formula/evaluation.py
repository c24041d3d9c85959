"""What all evaluations of a formula share: walking the tree, and looking back through the years.

A value is an array whose dimensions are (axis, axis, ..., year, record, draw), each of full length where the
value varies along it and of length one where it does not, so that NumPy's broadcasting does the alignment.
Subclasses say what the array holds: numbers (`numeric`) or whether there is a number (`known`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ghginv.formula.order import Group
from ghginv.formula.tree import Binary, Call, Missing, Name, Negate, Node, Number, Scale

Array = NDArray[Any]
YEAR, RECORD = -3, -2
#: Parts of a formula whose value is a new array that nothing else refers to, so that it may hold the next result.
_FRESH = (Binary, Negate, Scale)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the names of a formula stand for.

    lengths: the number of members of each axis, in the order of the leading dimensions.
    years: number of years. values: an array for each parameter and constant.
    given: for parameters used by `between` and `extend`, where the user gave a number (same dimensions, boolean).
    counts: the whole numbers of integer parameters, which say how far `lag` and `window` reach.
    """

    lengths: Mapping[str, int]
    years: int
    values: Mapping[str, Array]
    given: Mapping[str, Array] = field(default_factory=dict)
    counts: Mapping[str, Array] = field(default_factory=dict)

    def dimension(self, axis: str) -> int:
        """The dimension of an axis, counted from the front."""
        return list(self.lengths).index(axis)


class Evaluation(ABC):
    """One pass over the steps of a method; the result is in `values`."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.values: dict[str, Array] = dict(frame.values)
        self._by_year: dict[str, list[Array]] = {}

    def run(self, steps: Mapping[str, Node], groups: Sequence[Group]) -> dict[str, Array]:
        """Evaluates every step, in the order of `groups`; returns their arrays by name."""
        for group in groups:
            if not group.by_year:
                for name in group.steps:
                    self.values[name] = self.value(steps[name], None)
                continue
            self._by_year = {name: [] for name in group.steps}
            for year in range(self.frame.years):
                for name in group.steps:
                    self._by_year[name].append(self.value(steps[name], year))
            for name, slices in self._by_year.items():
                self.values[name] = np.concatenate(np.broadcast_arrays(*slices), axis=YEAR)
            self._by_year = {}
        return {name: self.values[name] for name in steps}

    def value(self, node: Node, year: int | None) -> Array:
        """The array of a node: for all years, or for the one of index `year`."""
        match node:
            case Name(id=name):
                return self._at(name, year)
            case Number() | Missing():
                return self.constant(node)
            case Scale(factor=factor, operand=operand):
                return self.scale(self.value(operand, year), factor, spare=isinstance(operand, _FRESH))
            case Negate(operand=operand):
                return self.apply("-", [self.value(operand, year)])
            case Binary(operator=operator, left=left, right=right):
                spare = isinstance(left, _FRESH)
                return self.apply(operator, [self.value(left, year), self.value(right, year)], spare)
            case Call(function="sum", arguments=[argument], over=over):
                return self._sum(self.value(argument, year), over)
            case Call(function="previous", arguments=[Name(id=name)], option=Node() as initial):
                return self._previous(name, initial, year)
            case Call(function="lag", arguments=[Name(id=name), n], option=Node() as before):
                return self._lag(name, n, before, year)
            case Call(function="window", arguments=[Name(id=name), first, last]):
                return self._window(name, first, last, year)
            case Call(function="between", arguments=[Name(id=name)]):
                return self._slice(self.between(name), year)
            case Call(function="extend", arguments=[Name(id=name)], option=Name(id=along)):
                return self._slice(self.extend(name, along), year)
            case Call(function=function, arguments=arguments):
                return self.apply(function, [self.value(argument, year) for argument in arguments])
        raise AssertionError(node)

    # What a subclass says about its kind of value.

    @abstractmethod
    def constant(self, node: Node) -> Array:
        """A number of the formula, or what stands for NE."""

    @abstractmethod
    def apply(self, function: str, arguments: list[Array], spare: bool = False) -> Array:
        """An operator or elementwise function. spare: the first argument may be overwritten."""

    @abstractmethod
    def scale(self, value: Array, factor: float, spare: bool) -> Array:
        """A change of unit. spare: the value may be overwritten."""

    @abstractmethod
    def reduce(self, value: Array, dimension: int, length: int) -> Array:
        """The sum over one dimension, which is kept with length one; `length`: members that the axis has."""

    @abstractmethod
    def add_if(self, condition: Array, value: Array, total: Array | None) -> Array:
        """`total` and, where the condition holds, `value`: the step of a window."""

    @abstractmethod
    def between(self, name: str) -> Array:
        """The series, linear between given years."""

    @abstractmethod
    def extend(self, name: str, along: str) -> Array:
        """The series, extended along another."""

    @abstractmethod
    def nothing(self) -> Array:
        """What stands before the first year in a window: no contribution."""

    # Looking along axes and years.

    def _at(self, name: str, year: int | None) -> Array:
        if year is not None and name in self._by_year:
            return self._by_year[name][year]
        return self._slice(self.values[name], year)

    @staticmethod
    def _slice(value: Array, year: int | None) -> Array:
        return value if year is None or value.shape[YEAR] == 1 else value[..., year : year + 1, :, :]

    def _sum(self, value: Array, over: tuple[str, ...]) -> Array:
        for axis in over:
            value = self.reduce(value, self.frame.dimension(axis), self.frame.lengths[axis])
        return value

    def _earlier(self, name: str, age: int, before: Array, year: int | None) -> Array:
        """The value `age` years earlier, `before` where that is before the first year."""
        if year is not None:
            return self._at(name, year - age) if age <= year else before
        value, years = self.values[name], self.frame.years
        if age == 0:
            return value
        kept = max(years - age, 0)
        if value.shape[YEAR] == 1:
            value = np.repeat(value, years, axis=YEAR)
        if before.shape[YEAR] == 1:
            before = np.repeat(before, years, axis=YEAR)
        parts = (before[..., : years - kept, :, :], value[..., :kept, :, :])
        shape = np.broadcast_shapes(*((*part.shape[:YEAR], 1, *part.shape[RECORD:]) for part in parts))
        alike = [np.broadcast_to(p, (*shape[:YEAR], p.shape[YEAR], *shape[RECORD:])) for p in parts]
        return np.concatenate(alike, axis=YEAR)

    def _previous(self, name: str, initial: Node, year: int | None) -> Array:
        if year:
            return self._at(name, year - 1)
        return self._earlier(name, 1, self.value(initial, year), year)

    def _count(self, node: Node, year: int | None) -> Array:
        """A number of years: whole numbers and integer parameters, added and subtracted."""
        match node:
            case Number(value=value):
                return np.full((1,) * (len(self.frame.lengths) + 3), round(value))
            case Name(id=name):
                return self._slice(self.frame.counts[name], year)
            case Scale(operand=operand):
                return self._count(operand, year)
            case Binary(operator="+", left=left, right=right):
                return self._count(left, year) + self._count(right, year)
            case Binary(operator="-", left=left, right=right):
                return self._count(left, year) - self._count(right, year)
        raise AssertionError(node)

    def _lag(self, name: str, n: Node, before: Node, year: int | None) -> Array:
        ages = self._count(n, year)
        start = self.value(before, year)
        distinct = np.unique(ages)
        result = self._earlier(name, int(distinct[0]), start, year)
        for age in distinct[1:]:
            result = np.where(ages == age, self._earlier(name, int(age), start, year), result)
        return result

    def _window(self, name: str, first: Node, last: Node, year: int | None) -> Array:
        lowest, highest = self._count(first, year), self._count(last, year)
        oldest = self.frame.years - 1 if year is None else year
        total: Array | None = None
        for age in range(int(lowest.min()), min(int(highest.max()), oldest) + 1):
            inside = (lowest <= age) & (age <= highest)
            total = self.add_if(inside, self._earlier(name, age, self.nothing(), year), total)
        return self.nothing() if total is None else total
