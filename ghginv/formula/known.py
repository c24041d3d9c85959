"""Formulas on booleans: which record and year can be estimated at all.

The plan walks the same trees before any arithmetic, so that a missing number never meets an operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np

from ghginv.formula.evaluation import YEAR, Array, Evaluation, Frame
from ghginv.formula.order import Group
from ghginv.formula.tree import Missing, Node


def evaluate(steps: Mapping[str, Node], groups: Sequence[Group], frame: Frame) -> dict[str, Array]:
    """For every step where it is known; `frame.values` says so of parameters and constants."""
    return Known(frame).run(steps, groups)


class Known(Evaluation):
    """An evaluation on booleans: a value is known if all that it is made of is."""

    def constant(self, node: Node) -> Array:
        return np.full((1,) * (len(self.frame.lengths) + 3), not isinstance(node, Missing))

    def apply(self, function: str, arguments: list[Array], spare: bool = False) -> Array:
        return reduce(np.logical_and, arguments)

    def scale(self, value: Array, factor: float, spare: bool) -> Array:
        return value

    def reduce(self, value: Array, dimension: int, length: int) -> Array:
        return np.logical_and.reduce(value, axis=dimension, keepdims=True)

    def add_if(self, condition: Array, value: Array, total: Array | None) -> Array:
        part = ~condition | value
        return part if total is None else total & part

    def nothing(self) -> Array:
        return np.ones((1,) * (len(self.frame.lengths) + 3), dtype=bool)

    def between(self, name: str) -> Array:
        given = self.frame.given[name]
        before = np.logical_or.accumulate(given, axis=YEAR)
        after = np.flip(np.logical_or.accumulate(np.flip(given, YEAR), axis=YEAR), YEAR)
        return before & after

    def extend(self, name: str, along: str) -> Array:
        given, guide = self.frame.given[name], self.values[along]
        return given.any(axis=YEAR, keepdims=True) & guide & (~given | guide).all(axis=YEAR, keepdims=True)
