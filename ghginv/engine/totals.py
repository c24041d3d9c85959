"""Sums of leaves, and intensities recomputed from them. Nothing here is ever a sum of rounded or averaged figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ghginv.engine.results import Emission, Results
from ghginv.formula.evaluation import Array
from ghginv.inventory.economy import BASES as BASES

#: The seven gases of an inventory, as groups of species.
GASES = ("CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3")
#: The sector in which the guidelines place all fluorinated gases; the other sectors have the first three gases.
FLUORINATED_SECTOR = "ippu"
SECTORS = ("energy", "ippu", "agriculture", "lulucf", "waste", "other")
#: The memo items that are emitted elsewhere for what the region takes in: the indirect emission.
INDIRECT = ("purchased_electricity", "purchased_heat")
#: Sums that cross the border of the inventory, CO2 only, in the order in which they are shown.
ACROSS = ("energy_co2", "indirect_co2", "energy_co2_and_indirect")


class Leaf(NamedTuple):
    """What one category emits of one gas in one year, all records together. Tonnes of gas and of CO2e."""

    year: int
    category: str
    gas: str
    group: str
    memo: str
    mass: float
    co2e: float


def leaves(results: Results) -> tuple[Leaf, ...]:
    """The finest sums: by year, category, gas and memo item, in a fixed order."""
    sums: dict[tuple[int, str, str, str, str], tuple[list[float], list[float]]] = {}
    for emission in results.emissions:
        for category, masses, estimated in _by_category(emission):
            for index, year in enumerate(results.inventory.years):
                if not estimated[index]:
                    continue  # not estimated is not zero
                key = (year, category, emission.gas, emission.group, emission.memo)
                mass, co2e = sums.setdefault(key, ([], []))
                mass.append(float(masses[index]))
                co2e.append(float(masses[index]) * emission.gwp)
    return tuple(Leaf(*key, fsum(mass), fsum(co2e)) for key, (mass, co2e) in sorted(sums.items()))


def by_group(mass: Array, groups: NDArray[np.intp], count: int) -> Array:
    """The sum of each group of records: mass (year, record), groups (record) -> (year, group), (group) of one year."""
    sums = np.stack([np.bincount(groups, weights=year, minlength=count) for year in mass])
    return sums[0] if len(sums) == 1 else sums


def _by_category(emission: Emission) -> Iterable[tuple[str, Array, Array]]:
    """The mass by year of each category, records added by their order, and how many records are estimated."""
    codes = {category: code for code, category in enumerate(sorted(set(emission.categories)))}
    groups = np.asarray([codes[category] for category in emission.categories], dtype=np.intp)
    shape = (len(emission.mass), len(codes))
    masses = by_group(emission.mass, groups, len(codes)).reshape(shape)
    estimated = by_group(emission.estimated, groups, len(codes)).reshape(shape)
    for category, code in codes.items():
        yield category, masses[:, code], estimated[:, code]


class YearTotals(NamedTuple):
    """The totals of one year, in tonnes of CO2e; memo items are in none of them.

    by_sector_gas: (sector, gas group) -> tonnes CO2e. by_gas_mass: species -> tonnes of it.
    memo: name -> (gas group -> tonnes CO2e).
    """

    year: int
    by_sector_gas: Mapping[tuple[str, str], float]
    memo: Mapping[str, Mapping[str, float]]
    leaves: tuple[Leaf, ...]

    def total(self, lulucf: bool, gas: str | None = None) -> float:
        """The total with or without land use, land-use change and forestry; of one gas group if given."""
        return fsum(v for (s, g), v in self.by_sector_gas.items() if (lulucf or s != "lulucf") and gas in (None, g))

    def has(self, sector: str) -> bool:
        """Whether anything of a sector was estimated."""
        return any(name == sector for name, _ in self.by_sector_gas)

    def sector(self, sector: str) -> float:
        """All gases of a sector."""
        return fsum(v for (s, _), v in self.by_sector_gas.items() if s == sector)

    def gas(self, gas: str, lulucf: bool = True) -> float:
        """One gas group over all sectors."""
        return self.total(lulucf, gas)

    def across(self, name: str) -> float | None:
        """One of `ACROSS`, in tonnes of CO2; None where a part of it is not reported.

        energy_co2: CO2 of the energy sector. indirect_co2: CO2 of net imported electricity and heat, emitted elsewhere,
        negative where more is sent out. energy_co2_and_indirect: both, as plans and targets of carbon intensity count.
        """
        energy = self.by_sector_gas.get(("energy", "CO2"))
        parts = [self.memo[item]["CO2"] for item in INDIRECT if "CO2" in self.memo.get(item, {})]
        indirect = fsum(parts) if parts else None
        if name == "energy_co2":
            return energy
        if name == "indirect_co2":
            return indirect
        return None if energy is None or indirect is None else fsum((energy, indirect))


def totals(results: Results) -> dict[int, YearTotals]:
    """The totals of each year of the inventory."""
    categories = results.inventory.library.categories
    everything = leaves(results)
    found = {}
    for year in results.inventory.years:
        mine = tuple(leaf for leaf in everything if leaf.year == year)
        sector_gas: dict[tuple[str, str], list[float]] = {}
        memo: dict[str, dict[str, list[float]]] = {}
        for leaf in mine:
            if leaf.memo:
                memo.setdefault(leaf.memo, {}).setdefault(leaf.group, []).append(leaf.co2e)
            else:
                sector_gas.setdefault((categories.sector(leaf.category), leaf.group), []).append(leaf.co2e)
        found[year] = YearTotals(
            year,
            {key: fsum(values) for key, values in sector_gas.items()},
            {name: {gas: fsum(v) for gas, v in gases.items()} for name, gases in memo.items()},
            mine,
        )
    return found


def intensities(results: Results, year_totals: YearTotals) -> dict[str, float]:
    """Emissions per person and per unit of output, from totals without LULUCF unless the name says otherwise.

    Money in 10,000 CNY at the price basis of the socio-economic file. What is not given is left out.
    """
    economy, year = results.inventory.economy, year_totals.year
    figures = {
        "co2e": year_totals.total(lulucf=False),
        "co2": year_totals.total(lulucf=False, gas="CO2"),
        "co2e_with_lulucf": year_totals.total(lulucf=True),
    }
    together = year_totals.across("energy_co2_and_indirect")
    if together is not None:
        figures["energy_co2_and_indirect"] = together
    found = {}
    for ending, (series, unit) in BASES.items():
        amount = economy.value(series, year, unit)
        if amount:
            found.update({f"{start}_{ending}": figure / amount for start, figure in figures.items()})
    return found
