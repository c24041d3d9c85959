"""Carbon of converted land is conserved: what stood there is burned, charred, taken away, decayed or still to decay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from factor_tables import load, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import compute, write
from test_properties import planned, with_values

import ghginv
from ghginv.engine.block import Block, evaluate

YEARS = range(1991, 2021)
CLIMATE = "climate: cool_temperate_moist"
AREAS = f"converted_area: {{unit: ha, {', '.join(f'{year}: 1' for year in YEARS)}}}"
CLEARING = (
    "category: 3.B.2.b.i, tier: 2, biomass_before: 200 t/ha, biomass_after: 20 t/ha, on_site_share: 0.3, "
    f"off_site_share: 0.1, removed_share: 0.2, {AREAS}"
)
#: Wood that is counted elsewhere leaves the land all the same.
WOOD = ("emitted_here", "counted_elsewhere")
areas = st.lists(st.floats(0, 1e4), min_size=len(YEARS), max_size=len(YEARS))


def flat(block: Block) -> dict[str, np.ndarray]:
    """The steps of a block with one record, each as its years."""
    return {name: np.ravel(value) for name, value in evaluate(block).items()}


def with_areas(block: Block, converted: Sequence[float]) -> Block:
    shape = block.columns["converted_area"].values.shape
    return with_values(block, "converted_area", np.array(converted).reshape(shape))


def carbon(computation: ghginv.Computation, method: str, step: str) -> float:
    """Thousand tonnes of carbon in the CO2 that a method counts in the last year."""
    assert computation.results is not None
    (block,) = (one.planned.block for one in computation.results.calculated if one.planned.method.name == method)
    return float(flat(block)[step][-1]) * 12 / 44


@pytest.mark.parametrize("wood", WOOD)
@given(
    converted=areas,
    shares=st.lists(st.floats(0, 1 / 3), min_size=3, max_size=3),
    oxidised=st.floats(0, 1),
    years=st.integers(1, 40),
)
@settings(max_examples=30, deadline=None)
def test_cleared_biomass_is_somewhere(
    wood: str, converted: list[float], shares: list[float], oxidised: float, years: int
) -> None:
    (one,) = planned(f"{CLEARING}, removed_wood: {wood}")
    block = with_areas(one.block, converted)
    names = ("on_site_share", "off_site_share", "removed_share", "oxidised", "decay_years")
    for name, value in zip(names, (*shares, oxidised, years), strict=True):
        block = with_values(block, name, np.full_like(block.columns[name].values, value))
    steps = flat(block)
    ages = max(YEARS) - np.array(YEARS)
    to_decay = (steps["left"] * (1 - np.minimum(ages + 1, years) / years)).sum()
    gone = sum(steps[name].sum() for name in ("burned", "charcoal", "removed", "decayed"))
    assert gone + to_decay == pytest.approx(steps["cleared"].sum(), rel=1e-9, abs=1e-12)
    assert steps["cleared"].sum() == pytest.approx(sum(converted) * 180 * 0.5 / 1000, rel=1e-9, abs=1e-12)  # kt C
    emitted = steps["burned"] + steps["decayed"] + (steps["removed"] if wood == "emitted_here" else 0)
    np.testing.assert_allclose(steps["emission"], emitted * 44 / 12, rtol=1e-9, atol=1e-12)


@given(converted=areas)
@settings(max_examples=20, deadline=None)
def test_litter_of_new_forest_reaches_that_of_old_forest(converted: list[float]) -> None:
    """After twenty years each hectare has gained what a forest holds, no more; what a forest holds is lost at once."""
    (new,) = planned(f"category: 3.B.1.b.i, {CLIMATE}, stand_share: {{unit: '1', broadleaf_deciduous: 1}}, {AREAS}")
    (old,) = planned(f"category: 3.B.2.b.i, {CLIMATE}, stand_share: {{unit: '1', broadleaf_deciduous: 1}}, {AREAS}")
    early = [area if year <= 2001 else 0 for year, area in zip(YEARS, converted, strict=True)]  # twenty years to 2020
    gained, lost = (flat(with_areas(one.block, early)) for one in (new, old))
    held = sum(early) * 16 / 1000  # kt C; Table 2.2: 16 t C/ha
    assert gained["gained"].sum() == pytest.approx(held, rel=1e-9, abs=1e-12)
    np.testing.assert_allclose(lost["lost"], np.array(early) * 16 / 1000, rtol=1e-9, atol=1e-12)
    assert lost["lost"].sum() == pytest.approx(gained["gained"].sum(), rel=1e-9, abs=1e-12)


LAND = """
- id: land
  category: 3.B
  source: test
  land_area: {forest_land: {unit: ha, 2018: 500, 2019: 460, 2020: 430}, settlements: {unit: ha, 2018: 100, 2019: 140, 2020: 170}}
  conversions: {forest_land: {settlements: {unit: ha, 2019: 40, 2020: 30}}}
- id: felled
  category: 3.B.5.b.i
  source: test
  cleared_share: 1
  forest_biomass: 90 t/ha
  root_ratio: 0.25
  biomass_before: 90 t/ha
  stand_share: {unit: "1", broadleaf_deciduous: 1}
"""


@pytest.mark.parametrize("guideline", ["ipcc-2006", "ipcc-2019", "cn-2011"])
def test_one_record_serves_each_guideline_from_the_matrix(guideline: str, tmp_path: Path) -> None:
    region = {"code": "XX", "climate": "cool_temperate_moist", "ecological_zone": "temperate_continental_forest"}
    computed = compute(tmp_path, LAND, guideline=guideline, gwp="AR5", region=region)
    litter = {"ipcc-2006": 16, "ipcc-2019": 23.9 + 23.6, "cn-2011": 16}[guideline]
    assert carbon(computed, "dead_organic_matter_converted", "emission") == pytest.approx(30 * litter / 1000)
    if guideline == "cn-2011":
        lost = 35 * 90 * 0.5 * (0.9 * (0.15 + 0.2) + 0.15) / 1000  # two years are known, 40 and 30 hectares
        assert carbon(computed, "forest_conversion_cn", "co2") == pytest.approx(lost)
    else:
        fraction = {"ipcc-2006": 0.5, "ipcc-2019": 0.47}[guideline]
        lost = 30 * 90 * 1.25 * fraction / 1000
        assert carbon(computed, "land_converted_biomass", "emission") == pytest.approx(lost)


GAPS = "- {id: gap, category: 3.B.2.b.i, source: test, biomass_before: 60 t/ha, converted_area: {unit: ha, 2012: 10, 2022: 10}}"


def test_years_between_given_areas_lie_on_a_line_and_are_told(tmp_path: Path) -> None:
    computed = compute(tmp_path, GAPS, (2020, 2022), guideline="cn-2011", gwp="AR5")
    # Ten hectares a year: 60 t x 0.5 C, a fifth burned of which nine tenths oxidise, 15 % burned elsewhere, 15 % decays.
    lost = 10 * 60 * 0.5 * (0.9 * (0.15 + 0.2) + 0.15) / 1000
    assert carbon(computed, "forest_conversion_cn", "co2") == pytest.approx(lost)
    told = [problem.values["years"] for problem in computed.problems if problem.code == "years-between"]
    assert told == ["2020"]


MATRIX = """
- id: land
  category: 3.B
  source: test
  land_area: {cropland: {unit: ha, 2001: 900, 2021: 700}, forest_land: {unit: ha, 2001: 100, 2021: 300}}
  conversions: {cropland: {forest_land: {unit: ha, 2002: 10, 2021: 10}}}
- {id: soils, category: 3.B.1.b.i, source: test, soil_share: {sandy: 1}, system_before: {forest: 1}, system_after: {forest: 1}}
- {id: nothing, category: 3.B.2.b.i, source: test, soil_share: {sandy: 1}, system_before: {forest: 1}, system_after: {forest: 1}}
"""


def test_converted_land_takes_every_year_that_the_matrix_knows(tmp_path: Path) -> None:
    computed = compute(tmp_path, MATRIX, (2021,), gwp="AR5", region={"code": "XX", "climate": "warm_temperate_dry"})
    (soils,) = [one for one in computed.results.calculated if "soils" in {r.id for r in one.planned.records}]
    assert soils.planned.block.years == tuple(range(2002, 2022))
    assert soils.values["in_transition"].max() == 200  # twenty years of ten hectares
    told = {p.values["record"] for p in computed.problems if p.code == "not-estimated"}
    assert "nothing" in told
    assert "soils" not in told
    assert "check-warning" not in {p.code for p in computed.problems}


def test_a_matrix_must_close_before_the_inventory_too(tmp_path: Path) -> None:
    broken = MATRIX.replace("2001: 900, 2021: 700", "2001: 900, 2011: 700, 2021: 700")
    region = {"code": "XX", "climate": "warm_temperate_dry"}
    computed = ghginv.compute(write(tmp_path, broken, (2021,), gwp="AR5", region=region))
    told = {p.values["years"] for p in computed.problems if p.code == "check-error"}
    assert told >= {"2002-2011"}


def test_forest_that_goes_holds_the_carbon_of_forest_that_stays(root: Path) -> None:
    """The 2019 Refinement refers to Table 4.3, whose rows by part of the tree are left out here."""
    tables = root / "emission_factors" / "land"
    going = rows_of(load(tables / "converted_carbon_fraction" / "ipcc-2019.yaml"))
    staying = rows_of(load(tables / "carbon_fraction" / "ipcc-2006.yaml"))
    assert {(*key, "any"): row for key, row in going.items()} == {
        key: row for key, row in staying.items() if key[2] == "any"
    }
