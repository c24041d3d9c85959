"""Ratios of pairs that ran in turn: what a busy machine does to one it does to the other."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import quantiles
from typing import NamedTuple


class Ratio(NamedTuple):
    """Quartiles of the ratios of pairs."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> Ratio:
        """Of (measured, reference) in each pair."""
        return cls(*quantiles([one / other for one, other in pairs], n=4))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"
