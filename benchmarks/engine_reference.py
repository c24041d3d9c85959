"""The same arithmetic as the engine's, in bare NumPy: what speed is measured against.

Each function takes ready columns and returns the total of CO2e by group, as an analyst would write it by hand.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]


def combustion(
    fuel_consumed: Floats, fuel: Codes, calorific_value: Floats, factors: Floats, gwp: Floats, group: Codes, groups: int
) -> Floats:
    """Three gases: gather and multiply, then totals over the groups. factors: (gas, fuel), kg/TJ; consumed in kt."""
    energy = fuel_consumed * calorific_value[fuel]
    total = np.zeros(groups)
    for gas in range(len(factors)):
        emission = energy * factors[gas][fuel]
        total += np.bincount(group, weights=emission * (gwp[gas] * 1e-3), minlength=groups)
    return total


def livestock(population: Floats, animal: Codes, enteric: Floats, gwp: float, group: Codes, groups: int) -> Floats:
    """Methane of enteric fermentation: population times a factor (kg/head), totals over the groups."""
    emission = population * enteric[animal]
    return np.bincount(group, weights=emission * (gwp * 1e-3), minlength=groups)


def landfill(
    deposited: Floats, organic_carbon: Floats, decomposable: Floats, mcf: float, decay_rate: Floats, delay: float,
    methane_share: float, oxidation: float, gwp: float,
) -> Floats:  # fmt: skip
    """First-order decay, every site at once, year by year. deposited: (waste, year, site), kt. Returns (year, site)."""
    carbon = deposited * (organic_carbon * decomposable)[:, None, None] * mcf
    kept = np.exp(-decay_rate)[:, None]
    start = np.exp(-decay_rate * (0.5 - delay))[:, None]
    stored = np.zeros((len(decay_rate), deposited.shape[2]))
    emission = np.empty(deposited.shape[1:])
    for year in range(deposited.shape[1]):
        decomposed = carbon[:, year] * (1 - start) + stored * (1 - kept)
        stored = carbon[:, year] * start + stored * kept
        emission[year] = decomposed.sum(axis=0)
    return emission * (methane_share * 16 / 12 * (1 - oxidation) * gwp * 1e3)
