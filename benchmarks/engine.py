"""The engine on many records against the same arithmetic in bare NumPy, in one process and in turn.

Run as `python -m benchmarks.engine [RECORDS] [PAIRS]`; prints a line of JSON for each kind of record.
"""

from __future__ import annotations

import json
import sys
import tracemalloc
from collections.abc import Callable
from statistics import median
from time import process_time

import numpy as np

from benchmarks import engine_reference as bare
from benchmarks.pairs import Ratio
from ghginv.engine.block import Block, Column, evaluate
from ghginv.engine.totals import by_group
from ghginv.library import Library, load_library

Work = Callable[[], object]

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


def combustion(library: Library, records: int) -> tuple[Work, Work]:
    """Stationary combustion: three gases, 40 fuels, totals over 2,000 groups."""
    rng = np.random.default_rng(1)
    consumed, fuel = rng.random(records), rng.integers(0, 40, records)
    group = rng.integers(0, GROUPS, records)
    heat, factors, gwp = rng.random(40), rng.random((3, 40)), np.array([1.0, 28.0, 265.0])
    method = library.method("stationary_combustion")
    keys = {"fuel": "natural_gas", "biomass": "no", "basis": "mass"}
    program = library.program(method, keys)
    given = {
        "fuel_consumed": column(consumed, 2),
        "calorific_value": column(heat, 2, fuel),
        "factor": column(factors[:, None, :], 2, fuel),
        **{name: column(np.zeros((1, 0, 1)), 2) for name in ("captured", "deducted")},  # nothing is captured
    }
    axes: dict[str, tuple[str, ...]] = {"gas": ("CO2", "CH4", "N2O"), "purpose": ()}
    block = Block("combustion", program, keys, axes, (2022,), records, given)

    def ours() -> object:
        emission = evaluate(block, {"emission"})["emission"]
        return sum(by_group(emission[gas, 0], group, GROUPS) * (gwp[gas] * 1e3) for gas in range(3))

    def theirs() -> object:
        # Factors in kg/TJ on TJ/kt: a kilogram is 1e-6 kt.
        return bare.combustion(consumed, fuel, heat, factors, gwp, group, GROUPS)

    return ours, theirs


def livestock(library: Library, records: int) -> tuple[Work, Work]:
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


def landfill(library: Library, records: int) -> tuple[Work, Work]:
    """First-order decay: sites of two kinds of waste over 50 years; a record is one deposit of one year."""
    rng = np.random.default_rng(3)
    sites = max(records // (2 * YEARS), 1)
    deposited = rng.random((2, YEARS, sites))
    doc, docf, rate = np.array([0.15, 0.4]), np.array([0.5, 0.5]), np.array([0.185, 0.06])
    method = library.method("solid_waste_disposal_fod")
    keys = {"history": "as_given", "weight": "wet", "decay_basis": "rate"}
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


KINDS: dict[str, Callable[[Library, int], tuple[Work, Work]]] = {
    "combustion": combustion,
    "livestock": livestock,
    "landfill": landfill,
}


def ratio(kind: str, records: int, pairs: int) -> tuple[Ratio, float]:
    """The engine's time against bare NumPy's, once both have given the same numbers; its nanoseconds a record."""
    ours, theirs = KINDS[kind](load_library(), records)
    np.testing.assert_allclose(np.asarray(ours()), np.asarray(theirs()), rtol=1e-9)
    measured = [(_seconds(ours), _seconds(theirs)) for _ in range(pairs)]
    return Ratio.of(measured), median(one for one, _ in measured) / records * 1e9


def bytes_a_record(kind: str, records: int) -> float:
    """The peak of memory while the engine works, its input columns included."""
    library = load_library()
    KINDS[kind](library, 1_000)[0]()  # what is read and made once is no record's
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    ours, _ = KINDS[kind](library, records)
    tracemalloc.reset_peak()
    ours()
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return peak / records


def _seconds(work: Work) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Measures all three."""
    records, pairs = (int(text) for text in [*sys.argv[1:], "1000000", "15"][:2])
    for kind in KINDS:
        measured, nanoseconds = ratio(kind, records, pairs)
        found = {"ratio": measured, "ns_a_record": nanoseconds, "bytes_a_record": bytes_a_record(kind, records)}
        print(json.dumps({"kind": kind, "records": records, **found}))


if __name__ == "__main__":
    main()
