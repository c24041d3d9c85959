"""Formulas on numbers: points, samples and, by complex step, exact derivatives.

The evaluation does not care which of the three it is given. For samples, arrays are long in their last
dimension. For a derivative with respect to a source number s, give `s + STEP * 1j` and divide the imaginary
part of the result by STEP (Squire and Trapp 1998): it passes through recurrences, sums and cases. Where
`min`, `max`, `abs`, a comparison or a bound is at a tie the derivative is that of one side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import numpy as np

from ghginv.formula.evaluation import RECORD, YEAR, Array, Evaluation, Frame
from ghginv.formula.order import Group
from ghginv.formula.tree import Node, Number

#: Small enough that its square vanishes beside one, large enough not to underflow.
STEP = 1e-30

_IN_PLACE: dict[str, Callable[..., Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}
_FUNCTIONS: dict[str, Callable[..., Array]] = {
    **_IN_PLACE,
    "**": np.power,
    "<": lambda a, b: np.real(a) < np.real(b),
    "<=": lambda a, b: np.real(a) <= np.real(b),
    ">": lambda a, b: np.real(a) > np.real(b),
    ">=": lambda a, b: np.real(a) >= np.real(b),
    "==": lambda a, b: np.real(a) == np.real(b),
    "exp": np.exp,
    "ln": np.log,
    "sqrt": np.sqrt,
    "abs": lambda a: np.where(np.real(a) < 0, -a, a),
    "min": lambda *values: reduce(lambda a, b: np.where(np.real(b) < np.real(a), b, a), values),
    "max": lambda *values: reduce(lambda a, b: np.where(np.real(b) > np.real(a), b, a), values),
    "where": np.where,
}


def evaluate(steps: Mapping[str, Node], groups: Sequence[Group], frame: Frame) -> dict[str, Array]:
    """The value of every step; dimensions as in `evaluation.Frame`."""
    return Numeric(frame).run(steps, groups)


class Numeric(Evaluation):
    """An evaluation on float64 or complex128 arrays."""

    def constant(self, node: Node) -> Array:
        # What is not estimated is left out by `known`; a one here keeps the arithmetic free of 0/0.
        value = node.value if isinstance(node, Number) else 1.0
        return np.full((1,) * (len(self.frame.lengths) + 3), value)

    def apply(self, function: str, arguments: list[Array], spare: bool = False) -> Array:
        if function == "-" and len(arguments) == 1:
            return -arguments[0]
        if spare and function in _IN_PLACE:
            first, second = arguments
            fits = second.size == 1 or second.shape == first.shape
            if fits and first.flags.writeable and second.dtype == first.dtype:
                return _IN_PLACE[function](first, second, out=first)
        return _FUNCTIONS[function](*arguments)

    def scale(self, value: Array, factor: float, spare: bool) -> Array:
        scaled: Array = np.multiply(value, factor, out=value if spare and value.flags.writeable else None)
        return scaled

    def reduce(self, value: Array, dimension: int, length: int) -> Array:
        if value.shape[dimension] == 1:
            return value * length if length > 1 else value
        summed: Array = value.sum(axis=dimension, keepdims=True)
        return summed

    def add_if(self, condition: Array, value: Array, total: Array | None) -> Array:
        part = np.where(condition, value, 0.0)
        return part if total is None else total + part

    def nothing(self) -> Array:
        return np.zeros((1,) * (len(self.frame.lengths) + 3))

    def between(self, name: str) -> Array:
        """Linear between given years; outside them whatever stands in the array, which `known` leaves out."""
        left, right, weight = brackets(self.frame.given[name], hold=False)
        return _mix(self._full(self.values[name]), left, right, weight)

    def extend(self, name: str, along: str) -> Array:
        """The ratio of the series to `along` is linear between given years and held outside them."""
        given = self._full(self.frame.given[name])
        value, guide = self._full(self.values[name]), self._full(self.values[along])
        ratio = np.where(given, value, 1.0) / np.where(given, guide, 1.0)
        return np.where(given, value, _mix(ratio, *brackets(given, hold=True)) * guide)

    def _full(self, value: Array) -> Array:
        return value if value.shape[YEAR] > 1 else np.repeat(value, self.frame.years, axis=YEAR)


def brackets(given: Array, hold: bool) -> tuple[Array, Array, Array]:
    """For each year the nearest given years on either side and the weight of the right one.

    given: boolean, dimensions as in `Frame`. Returns (left, right, weight): year indices and fractions in the
    same dimensions. Before the first and after the last given year both sides are that year if `hold`, else
    the year itself.
    """
    years = given.shape[YEAR]
    index = np.arange(years).reshape(-1, 1, 1)
    left = np.maximum.accumulate(np.where(given, index, -1), axis=YEAR)
    right = np.flip(np.minimum.accumulate(np.flip(np.where(given, index, years), YEAR), axis=YEAR), YEAR)
    outside_left = np.where(right < years, right, index) if hold else index
    outside_right = np.where(left >= 0, left, index) if hold else index
    first, last = left < 0, right >= years
    left, right = np.where(first, outside_left, left), np.where(last, outside_right, right)
    left, right = np.where(last & ~first, right, left), np.where(first & ~last, left, right)
    weight = (index - left) / np.maximum(right - left, 1)
    return left, right, np.where(right > left, weight, 0.0)


def _mix(value: Array, left: Array, right: Array, weight: Array) -> Array:
    shape = (*np.broadcast_shapes(value.shape[:YEAR], left.shape[:YEAR]), value.shape[YEAR])
    shape += (max(value.shape[RECORD], left.shape[RECORD]), value.shape[-1])
    value = np.broadcast_to(value, shape)
    index = (*shape[:-1], 1)
    earlier = np.take_along_axis(value, np.broadcast_to(left, index), axis=YEAR)
    later = np.take_along_axis(value, np.broadcast_to(right, index), axis=YEAR)
    mixed: Array = earlier + weight * (later - earlier)
    return mixed
