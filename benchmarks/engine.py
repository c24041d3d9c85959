"""The engine on many records against the same arithmetic in bare NumPy, in one process and in turn.

Run as `python -m benchmarks.engine [RECORDS] [PAIRS]`; prints a line of JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import tracemalloc
from collections.abc import Callable
from time import perf_counter

import numpy as np

from benchmarks import engine_reference as bare
from ghginv.engine.block import Block, Column, evaluate
from ghginv.engine.totals import by_group
from ghginv.library import Library, load_library

GROUPS = 2_000
YEARS = 50


def column(values: np.ndarray, axes: int, codes: np.ndarray | None = None) -> Column:
    """Numbers without a year: (member, ..., distinct) with room made for the year."""
    full = np.asarray(values, dtype=float)
    while full.ndim < axes + 1:
        full = full[None]
    return Column(np.expand_dims(full, -2), codes)


def constants(library: Library, block_inputs: tuple[str, ...], axes: int) -> dict[str, Column]:
    """The named constants that a program mentions."""
    return {n: column(np.array([library.constants[n].value]), axes) for n in block_inputs if n in library.constants}


def combustion(library: Library, records: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Stationary combustion: three gases, 40 fuels, totals over 2,000 groups."""
    rng = np.random.default_rng(1)
    consumed, fuel = rng.random(records), rng.integers(0, 40, records)
    group = rng.integers(0, GROUPS, records)
    heat, factors, gwp = rng.random(40), rng.random((3, 40)), np.array([1.0, 28.0, 265.0])
    method = library.method("stationary_combustion")
    keys = {"fuel": "natural_gas", "biomass": "no", "basis": "mass"}
    program = library.program(method, keys)
    given = {
        "fuel_consumed": column(consumed, 1),
        "calorific_value": column(heat, 1, fuel),
        "factor": column(factors, 1, fuel),
        "captured": column(np.zeros((1, 1)), 1),
    }
    block = Block("combustion", program, keys, {"gas": ("CO2", "CH4", "N2O")}, (2022,), records, given)

    def ours() -> object:
        emission = evaluate(block, {"emission"})["emission"]
        return sum(by_group(emission[gas], group, GROUPS) * (gwp[gas] * 1e3) for gas in range(3))

    def theirs() -> object:
        # Factors in kg/TJ on TJ/kt: a kilogram is 1e-6 kt.
        return bare.combustion(consumed, fuel, heat, factors, gwp, group, GROUPS)

    return ours, theirs


def livestock(library: Library, records: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Enteric fermentation, Tier 1, totals over 2,000 groups."""
    rng = np.random.default_rng(2)
    population, animal = rng.random(records) * 1e3, rng.integers(0, 16, records)
    group, factor = rng.integers(0, GROUPS, records), rng.random(16) * 100
    method = library.method("enteric_fermentation")
    keys = {"population_basis": "average"}
    program = library.program(method, keys)
    named = {"population": column(population, 0), "factor": column(factor, 0, animal)}
    given = {name: named["population" if name == "population" else "factor"] for name in program.inputs}
    block = Block("livestock", program, keys, {}, (2022,), records, given)

    def ours() -> object:
        return by_group(evaluate(block, {"emission"})["emission"], group, GROUPS) * 28e3

    def theirs() -> object:
        return bare.livestock(population, animal, factor, 28.0, group, GROUPS)

    return ours, theirs


def landfill(library: Library, records: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """First-order decay: sites of two kinds of waste over 50 years; a record is one deposit of one year."""
    rng = np.random.default_rng(3)
    sites = max(records // (2 * YEARS), 1)
    deposited = rng.random((2, YEARS, sites))
    doc, docf, rate = np.array([0.15, 0.4]), np.array([0.5, 0.5]), np.array([0.185, 0.06])
    method = library.method("solid_waste_disposal_fod")
    keys = {"history": "as_given"}
    program = library.program(method, keys)
    scalars = {"mcf": 0.8, "delay": 0.5, "methane_share": 0.5, "recovered": 0.0, "oxidation": 0.1, "stored_before": 0.0}
    given = {name: column(np.array([value]), 1) for name, value in scalars.items()}
    given |= {
        "deposited": Column(deposited),
        "organic_carbon": column(doc[:, None], 1),
        "decomposable": column(docf[:, None], 1),
        "decay_rate": column(rate[:, None], 1),
        **constants(library, program.inputs, 1),
    }
    years = tuple(range(1973, 1973 + YEARS))
    block = Block("landfill", program, keys, {"waste": ("food", "paper")}, years, sites, given)

    def ours() -> object:
        return evaluate(block, {"emission"})["emission"][0] * 28e3

    def theirs() -> object:
        return bare.landfill(deposited, doc, docf, 0.8, rate, 0.5, 0.5, 0.1, 28.0)

    return ours, theirs


def measure(name: str, records: int, pairs: int) -> dict[str, object]:
    """Ratios of time, pair by pair, and the engine's peak of memory per record above its input."""
    ours, theirs = {"combustion": combustion, "livestock": livestock, "landfill": landfill}[name](
        load_library(), records
    )
    np.testing.assert_allclose(np.asarray(ours()), np.asarray(theirs()), rtol=1e-9)
    ratios, seconds = [], []
    for _ in range(pairs):
        start = perf_counter()
        ours()
        middle = perf_counter()
        theirs()
        end = perf_counter()
        ratios.append((middle - start) / (end - middle))
        seconds.append(middle - start)
    tracemalloc.start()
    ours()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    low, median, high = statistics.quantiles(ratios, n=4)
    return {
        "what": name, "records": records, "ratio": [round(low, 2), round(median, 2), round(high, 2)],
        "ns_per_record": round(statistics.median(seconds) / records * 1e9, 1), "bytes_per_record": round(peak / records, 1),
    }  # fmt: skip


def main() -> None:
    """Measures all three."""
    records, pairs = (int(text) for text in [*sys.argv[1:], "1000000", "15"][:2])
    print(json.dumps([measure(name, records, pairs) for name in ("combustion", "livestock", "landfill")]))


if __name__ == "__main__":
    main()
