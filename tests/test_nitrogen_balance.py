"""Nitrogen from feed to soil: what animals eat and what is added comes out again, whatever the numbers."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import compute
from test_properties import with_values

from ghginv.engine.block import Block, evaluate
from ghginv.engine.plan import Planned

#: Systems with and without an air gap between loss and emission, pasture, and dung that is burned.
SYSTEMS = ("pasture", "solid_storage", "dry_lot", "liquid_slurry", "anaerobic_digester", "burned_for_fuel")
SHARES = ", ".join(f"{system}: {share}" for system, share in zip(SYSTEMS, (0.3, 0.2, 0.1, 0.2, 0.1, 0.1), strict=True))
HERD = (
    f"animal: dairy_cattle, population: 1000 head, system_share: {{unit: '1', {SHARES}}}, other_use_share: 0.1, "
    "bedding: {unit: kg N/head, solid_storage: 7}, co_digestate: {unit: t N, anaerobic_digester: 2}"
)
FED = "crude_protein: 0.16, gross_energy: 300 MJ/head/day"
#: The herd by its mass, and by what is known of its feed and products.
HERDS = {
    "mass": f"method: manure_n2o_direct, {HERD}",
    "milk": f"method: manure_n2o_tier2, {HERD}, {FED}, net_energy_growth: 5 MJ/head/day, milk: 20 kg/head/day, weight_gain: 0.2 kg/head/day",
    "share": f"method: manure_n2o_tier2, excretion_source: energy_share, {HERD}, {FED}",
}
GUIDELINES = ("ipcc-2006", "ipcc-2019")
#: Nitrogen in a mass of N2O.
N_PER_N2O = 28 / 44

positive = st.floats(1e-3, 1e3)
fractions = st.floats(0, 0.3)


@cache
def planned(herd: str, guideline: str) -> dict[str, Planned]:
    """The blocks of a herd and of all that takes from it, by method."""
    with tempfile.TemporaryDirectory() as folder:
        line = f"- {{id: r, category: 3.A.2, source: test, {HERDS[herd]}}}"
        computation = compute(Path(folder), line, guideline=guideline)
    assert computation.results is not None
    return {one.planned.method.name: one.planned for one in computation.results.calculated}


def herd_block(herd: str, guideline: str) -> Block:
    (name,) = planned(herd, guideline).keys() & {"manure_n2o_direct", "manure_n2o_tier2"}
    return planned(herd, guideline)[name].block


def column(block: Block, name: str) -> np.ndarray:
    """The numbers of a parameter."""
    return block.columns[name].values


def changed(block: Block, data: st.DataObject) -> Block:
    """Other numbers of animals, of each share of nitrogen and of the systems, which still add to one."""
    for name in ("population", "nitrogen_rate", "weight", "gross_energy", "milk", "co_digestate", "bedding"):
        if name in block.columns:
            block = with_values(block, name, column(block, name) * data.draw(positive, name))
    for name in ("volatilised_share", "leached_share", "system_factor", "other_use_share", "on_pasture"):
        values = column(block, name)
        drawn = [data.draw(fractions, name) for _ in range(values.size)]
        block = with_values(block, name, np.reshape(drawn, values.shape))
    values = column(block, "system_share")
    shares = np.reshape([data.draw(positive, "system_share") for _ in range(values.size)], values.shape)
    return with_values(block, "system_share", shares / shares.sum())


@pytest.mark.parametrize("guideline", GUIDELINES)
@pytest.mark.parametrize("herd", HERDS)
@given(data=st.data())
@settings(max_examples=20)
def test_nitrogen_excreted_and_added_is_found_again(herd: str, guideline: str, data: st.DataObject) -> None:
    block = changed(herd_block(herd, guideline), data)
    found = {step: value.sum() for step, value in evaluate(block).items()}
    managed = evaluate(block)["managed"]
    added = column(block, "co_digestate").sum() + found["bedded"]
    # Of what leaves neither as ammonia nor by water nor as N2O: N2, and dung that is burned, or a total that holds them all.
    if guideline == "ipcc-2019":
        elsewhere = managed * (column(block, "lost_share") + column(block, "n2_ratio") * column(block, "system_factor"))
        n2o = found["emission"] * 1e3 * N_PER_N2O  # kt to t
        lost = found["volatilised"] + found["leached"] + n2o + elsewhere.sum()
    else:
        lost = (managed * column(block, "lost_share")).sum()
    away = lost + found["to_soil"] + found["other_use"] + found["pasture"]
    # The sum of large and small numbers: near the largest of them.
    size = max(abs(value) for value in (found["excreted"], added, lost))
    assert found["excreted"] + added == pytest.approx(away, rel=1e-12, abs=1e-12 * size)


@pytest.mark.parametrize("guideline", GUIDELINES)
@pytest.mark.parametrize("herd", ["milk", "share"])
@given(data=st.data())
@settings(max_examples=20)
def test_nitrogen_eaten_is_kept_or_excreted(herd: str, guideline: str, data: st.DataObject) -> None:
    block = changed(herd_block(herd, guideline), data)
    found = evaluate(block)
    eaten, kept = (found[f"nitrogen_{step}"] * 365 for step in ("intake", "retained"))
    excreted = found["excreted"].sum() * 1e3 / found["animals"].sum()  # t of the herd to kg a head
    size = float(max(np.abs(eaten).max(), np.abs(kept).max()))
    assert float(eaten.sum() - kept.sum()) == pytest.approx(excreted, rel=1e-12, abs=1e-12 * size)


@pytest.mark.parametrize("guideline", GUIDELINES)
@pytest.mark.parametrize("herd", HERDS)
def test_what_leaves_the_herd_reaches_soils_and_air(herd: str, guideline: str) -> None:
    blocks = planned(herd, guideline)
    given_away = {step: value.sum() for step, value in evaluate(herd_block(herd, guideline)).items()}
    soils = evaluate(blocks["managed_soils_manure"].block)
    air = blocks["manure_n2o_indirect"].block.columns
    assert soils["manure"].sum() == pytest.approx(given_away["to_soil"], rel=1e-14)
    assert soils["pasture_total"].sum() == pytest.approx(given_away["pasture"], rel=1e-14)
    for step in ("volatilised", "leached"):
        taken = air[step].values.sum() + air[f"{step}_tier2"].values.sum()
        assert taken == pytest.approx(given_away[step], rel=1e-14)
