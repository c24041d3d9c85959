"""Energy consumption in standard coal: the total of a year, by kind of energy, and what of it is fossil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ghginv import units
from ghginv.engine.plan import reported_years
from ghginv.engine.results import Calculated, Results

#: The methods whose steps are added up.
FUEL, ELECTRICITY_AND_HEAT = "standard_coal_of_fuel", "standard_coal_of_electricity_and_heat"
#: Kinds of energy: those of fuels (fossil, then biomass), primary electricity, electricity taken in, heat and other.
FOSSIL = ("coal", "oil", "gas", "other")
NON_FOSSIL = ("biomass", "primary_electricity")
NEITHER = ("net_electricity", "heat_and_other")
KINDS = (*FOSSIL, *NON_FOSSIL, *NEITHER)
#: What of fuels was used as raw material, which is inside their kinds.
AS_RAW_MATERIAL = _MATERIAL_STEP = "as_raw_material"
#: Standard coal is added up in tonnes.
UNIT = "tce"


class EnergyConsumption(NamedTuple):
    """Tonnes of standard coal of one year.

    by_kind: of `KINDS`, those that have records. as_raw_material: what of it was used as raw material.
    """

    by_kind: Mapping[str, float]
    as_raw_material: float

    @property
    def total(self) -> float:
        """All energy."""
        return fsum(self.by_kind.values())

    def sum_of(self, kinds: tuple[str, ...]) -> float:
        """Some kinds together, such as `FOSSIL`."""
        return fsum(self.by_kind.get(kind, 0.0) for kind in kinds)

    def share_of(self, kinds: tuple[str, ...]) -> float | None:
        """Their part of the total. Electricity taken in, and heat, are neither fossil nor non-fossil."""
        return self.sum_of(kinds) / self.total if self.total else None


class Part(NamedTuple):
    """A step of a record in a year, in tonnes of standard coal: it counts `sign` times in its kind.

    kind: `AS_RAW_MATERIAL` for what is inside another kind already. position: of the year in the block's run and of the
    record.
    """

    year: int
    kind: str
    amount: float
    sign: int
    calculated: Calculated
    step: str
    position: tuple[int, int]


def parts(results: Results) -> Iterator[Part]:
    """Everything that is added up."""
    for one in results.calculated:
        if one.planned.method.name not in (FUEL, ELECTRICITY_AND_HEAT):
            continue
        is_fuel = one.planned.method.name == FUEL
        years = reported_years(results.inventory, one.planned.block)
        for step in ("consumed", _MATERIAL_STEP) if is_fuel else ("primary", "net_taken_in", "difference"):
            values, known = _tonnes(one, step), _known(one, step)
            for position, record in enumerate(one.planned.records):
                kind, sign = _kind(step, record.keys)
                for index, year in zip(map(int, years), results.inventory.years, strict=True):
                    if known[index, position]:
                        yield Part(year, kind, float(values[index, position]), sign, one, step, (index, position))


def consumption(results: Results) -> dict[int, EnergyConsumption]:
    """The energy consumption of each year that has records of it."""
    sums: dict[int, dict[str, list[float]]] = {}
    for part in parts(results):
        sums.setdefault(part.year, {}).setdefault(part.kind, []).append(part.sign * part.amount)
    return {
        year: EnergyConsumption(
            {kind: fsum(mine[kind]) for kind in KINDS if kind in mine}, fsum(mine.get(AS_RAW_MATERIAL, ()))
        )
        for year, mine in sorted(sums.items())
    }


def _kind(step: str, keys: Mapping[str, str]) -> tuple[str, int]:
    """What kind of energy a step of a record is, and its sign. A statistical difference belongs to what is taken in."""
    if "energy_carrier" not in keys:
        return AS_RAW_MATERIAL if step == _MATERIAL_STEP else keys["kind"], 1
    sign = -1 if step == "difference" else 1
    if keys["energy_carrier"] != "electricity":
        return "heat_and_other", sign
    return ("primary_electricity" if step == "primary" else "net_electricity"), sign


def _tonnes(one: Calculated, step: str) -> NDArray[np.float64]:
    """A step in tonnes of standard coal: (year of the run, record)."""
    block = one.planned.block
    return block.spread(step, one.values[step]) * units.conversion(block.program.units[step], UNIT)


def _known(one: Calculated, step: str) -> NDArray[np.bool_]:
    """Whether it is estimated; same dimensions."""
    block = one.planned.block
    return block.spread(step, block.known[step][..., 0]).astype(bool)
