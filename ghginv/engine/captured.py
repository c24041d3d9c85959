"""CO2 captured in plants: what becomes of it, what of it is taken off where it was formed, and what is only shown.

The methods list what they capture as a memo item with an axis `purpose`, and a table row of each purpose says how much
of it is taken off. Ammonia plants also list, without the axis, what follows from the urea they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum
from typing import NamedTuple

from ghginv.engine.plan import reported_years
from ghginv.engine.results import Emission, Results, reported
from ghginv.formula.evaluation import Array

#: The memo item, the axis of what becomes of the CO2, and the parameter that says how much is taken off.
MEMO, PURPOSE, DEDUCTED = "co2_captured", "purpose", "deducted"
_UREA = "urea"


class Part(NamedTuple):
    """What one record captures for one purpose in a year, in tonnes.

    by_purpose: whether the method tells purposes apart. position: of the year in the inventory and of the record.
    """

    year: int
    purpose: str
    by_purpose: bool
    captured: float
    taken_off: float
    emission: Emission
    position: tuple[int, int]


class Captured(NamedTuple):
    """Tonnes of CO2 of one year and purpose."""

    captured: float
    taken_off: float

    @property
    def only_shown(self) -> float:
        """What counts where it was formed, though it was captured."""
        return self.captured - self.taken_off


def parts(results: Results) -> Iterator[Part]:
    """Everything captured, in the order of the results."""
    for emission in results.emissions:
        if emission.memo != MEMO:
            continue
        by_purpose = PURPOSE in emission.names
        purpose = emission.names.get(PURPOSE, _UREA)
        shares = _shares(results, emission) if by_purpose else None
        for index, year in enumerate(results.inventory.years):
            for position in range(len(emission.calculated.planned.records)):
                mass = float(emission.mass[index, position])
                if mass and emission.estimated[index, position]:
                    share = 1.0 if shares is None else float(shares[index, position])
                    yield Part(year, purpose, by_purpose, mass, mass * share, emission, (index, position))


def captured(results: Results) -> dict[int, Mapping[str, Captured]]:
    """Captured CO2 by purpose, in each year that has any."""
    sums: dict[int, dict[str, list[Part]]] = {}
    for part in parts(results):
        sums.setdefault(part.year, {}).setdefault(part.purpose, []).append(part)
    order = results.inventory.library.vocabulary("capture_purpose").members
    return {
        year: {
            purpose: Captured(fsum(p.captured for p in found[purpose]), fsum(p.taken_off for p in found[purpose]))
            for purpose in order
            if purpose in found
        }
        for year, found in sorted(sums.items())
    }


def _shares(results: Results, emission: Emission) -> Array:
    """How much of it is taken off: (year of the inventory, record)."""
    block = emission.calculated.planned.block
    value = block.columns[DEDUCTED].take(slice(0, block.records))[..., 0]
    years = reported_years(results.inventory, block)
    return reported(value, emission.member, years, block.records, len(block.years))
