"""Sums, memo items, intensities and what others printed; and that tables of results hold numbers and nothing else."""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_inventories import compute, masses

from ghginv import Computation
from ghginv.engine.totals import BASES, GASES, by_group
from ghginv.report import emissions_csv, inventory_json

#: An ordinary inventory: all five sectors, methane of both origins in one category, a removal, gaps and keys.
ORDINARY = """
- {id: coal, category: 1.A.1.a, fuel: anthracite, source: x, fuel_consumed: {unit: kt, 2020: 100, 2021: 110}}
- {id: wood, category: 1.A.1.a, fuel: wood, source: x, fuel_consumed: {unit: kt, 2020: 10, 2021: 11}}
- {id: mill, category: 1.A.2.a, fuel: natural gas, source: x, fuel_consumed: {unit: TJ, 2020: 500, 2021: NE}}
- {id: clinker, category: 2.A.1, source: x, clinker: {unit: kt, 2020: 50, 2021: 40}}
- {id: works, category: 2.B.1, process: natural_gas_average, source: x, ammonia_made: {unit: kt, 2020: 50, 2021: 50}, captured: {sold: {unit: kt, 2020: 3, 2021: 0}}}
- {id: fab, category: 2.E.1, method: measured, source: x, emission: {unit: t, CF4: {2020: 7, 2021: 8}, NF3: {2020: 1, 2021: NO}}}
- {id: kiln, category: 2.A.3, method: measured, source: x, emission: {CO2: {unit: t, 2020: 900, 2021: 800}}}
- {id: cows, category: 3.A, animal: dairy_cattle, source: x, population: {unit: head, 2020: 1000, 2021: 900}}
- {id: forest, category: 3.B.1.a, source: x, bcef: 0.5 t/m3, root_ratio: 0.2, carbon_fraction: 0.5 t C/t, stock: {unit: m3, 2019: 1e6, 2020: 1.1e6, 2021: 1.3e6}}
- {id: tip, category: 4.A, site: managed_anaerobic, source: x, deposited: {food: {unit: kt, 2018: 9, 2019: 9, 2020: 9, 2021: 9}}}
- {category: 2.B.3, notation: NO, reason: none}
"""
#: Memo items of every kind that methods and categories make.
MEMO = """
- {id: flights, category: 1.A.3.a.i, fuel: jet kerosene, source: x, fuel_consumed: {unit: kt, 2020: 5, 2021: 6}}
- {id: ferry, category: 1.A.3.d.i, method: measured, source: x, emission: {CO2: {unit: t, 2020: 30, 2021: 40}}}
- {id: power, category: memo.purchased_electricity, source: x, purchased: {unit: GWh, 2020: 100, 2021: 90}, grid_factor: 0.6 t/MWh}
- {id: tce, category: memo.coal_equivalent, source: x, grid_factor: 0.6 t/MWh, consumed: {unit: 万吨标准煤, 煤炭: {2020: 2, 2021: 3}}}
"""
YEARS = (2020, 2021)
ECONOMY = """
population: {amount: {unit: 万人, 2020: 100, 2021: 101}, source: x}
gdp: {amount: {unit: 亿元, 2020: 1000, 2021: 1120.7}, source: x, price_basis: current prices}
industrial_value_added: {amount: {unit: 元, 2021: 4e10}, source: x, price_basis: current prices}
"""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Computation:
    return compute(
        tmp_path_factory.mktemp("all"), ORDINARY + MEMO, YEARS, gwp="AR6", files={"socioeconomic.yaml": ECONOMY}
    )


def test_totals_are_sums_of_the_rows(computed: Computation) -> None:
    library = computed.inventory.library
    by_sector_gas: dict[tuple[int, str, str], list[float]] = defaultdict(list)
    for row in computed.results.rows():
        if row.co2e is not None and not row.memo:
            by_sector_gas[row.year, library.categories.sector(row.category), library.gas(row.gas).group].append(
                row.co2e
            )
    for year, totals in computed.summary.totals.items():
        expected = {(s, g): math.fsum(v) for (y, s, g), v in by_sector_gas.items() if y == year}
        assert dict(totals.by_sector_gas) == pytest.approx(expected, rel=1e-13)
        assert {s for s, _ in expected} == {"energy", "ippu", "agriculture", "lulucf", "waste"}
        everything = math.fsum(expected.values())
        assert totals.total(lulucf=True) == pytest.approx(everything, rel=1e-13)
        assert totals.total(lulucf=False) == pytest.approx(everything - expected["lulucf", "CO2"], rel=1e-13)
        assert math.fsum(totals.gas(gas) for gas in GASES) == pytest.approx(everything, rel=1e-13)
        assert math.fsum(leaf.co2e for leaf in totals.leaves if not leaf.memo) == pytest.approx(everything, rel=1e-13)


def test_a_removal_is_negative_and_only_in_the_total_with_land(computed: Computation) -> None:
    totals = computed.summary.totals[2020]
    assert totals.sector("lulucf") == pytest.approx(-1e5 * 0.5 * 1.2 * 0.5 * 44 / 12)
    assert totals.total(lulucf=False) - totals.total(lulucf=True) == pytest.approx(-totals.sector("lulucf"))


def test_methane_of_two_origins_in_one_category_keeps_its_potentials(computed: Computation) -> None:
    (leaf,) = [one for one in computed.summary.totals[2020].leaves if (one.category, one.gas) == ("1.A.1.a", "CH4")]
    coal, wood = 100 * 26.7 / 1000, 10 * 15.6 * 30 / 1000  # a kilogram a TJ, thirty
    assert leaf.mass == pytest.approx(coal + wood)
    assert leaf.co2e == pytest.approx(coal * 29.8 + wood * 27.0)


def test_memo_items_are_shown_and_in_no_total(computed: Computation, tmp_path: Path) -> None:
    without = compute(
        tmp_path, ORDINARY.replace(", captured: {sold: {unit: kt, 2020: 3, 2021: 0}}", ""), YEARS, gwp="AR6"
    )
    for year in YEARS:
        assert computed.summary.totals[year].by_sector_gas == without.summary.totals[year].by_sector_gas
    memo = computed.summary.totals[2020].memo
    assert memo["biomass_co2"]["CO2"] == pytest.approx(10 * 15.6 * 112000 / 1000)
    assert memo["international_bunkers"]["CO2"] == pytest.approx(5 * 44.1 * 71500 / 1000 + 30)
    assert memo["purchased_electricity"] == {"CO2": pytest.approx(60_000)}
    assert memo["co2_captured"] == {"CO2": pytest.approx(3000)}  # sold, and emitted where it is used
    assert memo["coal_equivalent"] == {"CO2": pytest.approx(20_000 * 2.66)}
    assert set(memo["international_bunkers"]) == {"CO2", "CH4", "N2O"}


def test_direct_and_indirect_stand_side_by_side(computed: Computation) -> None:
    """CO2 of energy and of net imported electricity and heat; the inventory's totals hold none of the latter."""
    totals = computed.summary.totals[2020]
    energy = 100 * 26.7 * 98_300 / 1000 + 500 * 56_100 / 1000  # coal and gas; not the wood, not the clinker
    assert totals.across("energy_co2") == pytest.approx(energy)
    assert totals.across("indirect_co2") == pytest.approx(60_000)
    assert totals.across("energy_co2_and_indirect") == pytest.approx(energy + 60_000)
    assert computed.summary.intensities[2020]["energy_co2_and_indirect_per_capita_t"] == pytest.approx(
        (energy + 60_000) / 1e6
    )
    data = json.loads(inventory_json.text(computed.summary))["years"]["2020"]["direct_and_indirect_t"]
    assert data["direct_without_lulucf"] == totals.total(lulucf=False)
    assert data["indirect_co2"] == totals.across("indirect_co2")
    assert data["energy_co2_and_indirect"] == totals.across("energy_co2_and_indirect")


COAL = "- {id: coal, category: 1.A.1.a, fuel: anthracite, source: x, fuel_consumed: 1 kt}\n"
#: Used 100 GWh and generated 40 here; 5 TJ of heat sent out more than taken in; scope 2 is something else.
IMPORTS = """
- {id: net, category: memo.purchased_electricity, source: x, balance: region, consumed: 100 GWh, generated: 40 GWh, grid_factor: 0.5 t/MWh}
- {id: heat, category: memo.purchased_heat, source: x, purchased: 10 TJ, exported: 15 TJ, heat_factor: 0.1 t/GJ}
- {id: used, category: memo.scope_2_electricity, source: x, consumed: 100 GWh, grid_factor: 0.5 t/MWh}
- {id: warm, category: memo.scope_2_heat, source: x, consumed: 20 TJ, heat_factor: 0.1 t/GJ}
"""


def test_only_what_comes_from_outside_is_indirect(tmp_path: Path) -> None:
    """All that is used, generated here or not, is scope 2 and would count the region's own stations twice."""
    totals = compute(tmp_path, COAL + IMPORTS).summary.totals[2020]
    assert totals.memo["scope_2_electricity"]["CO2"] == pytest.approx(50_000)
    assert totals.memo["scope_2_heat"]["CO2"] == pytest.approx(2_000)
    assert totals.across("indirect_co2") == pytest.approx(60_000 * 0.5 - 5_000 * 0.1)


def test_a_region_that_generates_more_than_it_uses_is_told(tmp_path: Path) -> None:
    more = COAL + IMPORTS.replace("generated: 40", "generated: 140")
    found = compute(tmp_path, more)
    assert [p.values["record"] for p in found.problems if p.code == "check-warning"] == ["net"]
    assert found.summary.totals[2020].memo["purchased_electricity"]["CO2"] == pytest.approx(-20_000)


def test_what_is_not_reported_is_not_zero(tmp_path: Path) -> None:
    without = compute(tmp_path / "a", COAL).summary
    assert without.totals[2020].across("energy_co2") is not None
    assert without.totals[2020].across("indirect_co2") is None
    assert without.totals[2020].across("energy_co2_and_indirect") is None
    assert not without.coverage[2020].indirect_incomplete
    said = "- {category: memo.purchased_heat, notation: NE, reason: no data}\n"
    assert compute(tmp_path / "b", COAL + said).summary.coverage[2020].indirect_incomplete
    never = said.replace("NE", "NO")
    assert not compute(tmp_path / "c", COAL + never).summary.coverage[2020].indirect_incomplete


def test_gases_other_than_co2_are_in_no_sum_of_co2(tmp_path: Path) -> None:
    power = """- {id: a, category: memo.purchased_electricity, tier: 2, source: x, purchased: 1 GWh,
   grid_factor: {unit: kg/MWh, CO2: 400, CH4: 0.04}}
"""
    totals = compute(tmp_path, COAL + power).summary.totals[2020]
    assert totals.memo["purchased_electricity"]["CH4"] > 1
    assert totals.across("indirect_co2") == pytest.approx(400)


def test_a_printed_total_with_electricity_stands_beside_the_sum_with_it(tmp_path: Path) -> None:
    files = {
        "indicators.yaml": """reported:
- {id: plan, name: {en: Plan, zh: 方案}, compares: energy_co2_and_indirect, amount: 30 kt}
- {id: part, name: {en: Part, zh: 部分}, compares: indirect_co2, amount: 30 kt}
""",
    }
    (plan, part) = compute(tmp_path, COAL + IMPORTS, files=files).summary.reported[2020]
    assert plan.ours == pytest.approx(26.7 * 98.3 / 1000 + 29.5)
    assert part.difference == pytest.approx(-0.5)


def test_a_quantity_that_the_keys_leave_out_is_told(tmp_path: Path) -> None:
    both = IMPORTS.replace("consumed: 100 GWh, generated", "exported: 7 GWh, consumed: 100 GWh, generated")
    (problem,) = [p for p in compute(tmp_path, COAL + both).problems if p.code == "unused-quantity"]
    assert problem.values["parameter"] == "exported"


def test_methane_of_biomass_counts_where_its_carbon_dioxide_does_not(computed: Computation) -> None:
    wood = masses(computed, record="wood", year=2020)
    assert set(wood) == {("wood", "CO2", 2020, "biomass_co2"), ("wood", "CH4", 2020), ("wood", "N2O", 2020)}


def test_intensities_are_totals_divided_and_nothing_else(computed: Computation) -> None:
    for year, people, output in ((2020, 1e6, 1e7), (2021, 1.01e6, 1.1207e7)):
        totals, found = computed.summary.totals[year], computed.summary.intensities[year]
        assert found["co2e_per_capita_t"] == pytest.approx(totals.total(lulucf=False) / people, rel=1e-14)
        assert found["co2_per_capita_t"] == pytest.approx(totals.total(lulucf=False, gas="CO2") / people, rel=1e-14)
        assert found["co2e_with_lulucf_per_gdp_t_per_10k_cny"] == pytest.approx(
            totals.total(lulucf=True) / output, rel=1e-14
        )
    industry = [name for name in computed.summary.intensities[2020] if "industrial" in name]
    assert industry == []  # not given for 2020
    assert computed.summary.intensities[2021]["co2_per_industrial_value_added_t_per_10k_cny"] == pytest.approx(
        computed.summary.totals[2021].total(lulucf=False, gas="CO2") / 4e6
    )


@pytest.mark.parametrize(
    ("printed", "series", "amount", "name", "digits"),
    [
        # total CO2 of the low-carbon plan and what it prints beside it
        ("8537813.87 t", "gdp", "1120.7 亿元", "per_gdp_t_per_10k_cny", 0.76),
        ("853.781387 万吨", "gdp", "1120.7 亿元", "per_gdp_t_per_10k_cny", 0.76),
    ],
)
def test_intensities_of_printed_totals_reproduce_the_printed_digits(
    printed: str, series: str, amount: str, name: str, digits: float, tmp_path: Path
) -> None:
    files = {
        "socioeconomic.yaml": f"{series}: {{amount: {amount}, source: yearbook}}\n",
        "indicators.yaml": f"reported:\n- {{id: plan, name: {{en: Plan, zh: 方案}}, compares: co2, amount: {printed}}}\n",
    }
    found = compute(
        tmp_path, "- {id: a, category: 1.A.1.a, fuel: anthracite, source: x, fuel_consumed: 1 kt}", files=files
    )
    (figure,) = found.summary.reported[2020]
    assert round(figure.derived[name], 2) == digits
    assert figure.ours == pytest.approx(2624.61 if "万" not in printed else 0.262461)
    assert figure.difference == figure.ours - figure.value
    assert name in BASES


# ---- tables


def test_columns_of_numbers_hold_numbers(computed: Computation) -> None:
    frame = computed.emissions
    whole, decimal = ["year", "tier", "line"], ["emission_t", "gwp", "co2e_t"]
    assert all(pd.api.types.is_integer_dtype(frame[name]) for name in whole)
    assert all(pd.api.types.is_float_dtype(frame[name]) for name in decimal)
    others = frame.columns.difference(whole + decimal)
    assert all(isinstance(value, str) for name in others for value in frame[name])
    for name in decimal:
        known = frame[name].dropna().to_numpy(dtype=float)
        assert np.isfinite(known).all()
    missing = frame[frame.emission_t.isna()]
    assert set(missing.notation_key) == {"NE", "NO"}
    assert missing.co2e_t.isna().all()
    assert (frame.emission_t * frame.gwp - frame.co2e_t).abs().max() < 1e-6


def test_a_frame_without_any_number_has_columns_of_numbers_all_the_same(tmp_path: Path) -> None:
    frame = compute(tmp_path, "- {category: 2.B.3, notation: NO, reason: none}").emissions
    assert list(frame.notation_key) == ["NO"]
    assert [str(frame[name].dtype) for name in ("tier", "emission_t", "gwp", "co2e_t")] == ["Int64", *["Float64"] * 3]
    totals = compute(tmp_path, "- {category: 2.B.3, notation: NO, reason: none}").totals
    assert (len(totals), str(totals.co2e_t.dtype)) == (0, "float64")


def test_emissions_csv_holds_numbers_or_nothing(computed: Computation) -> None:
    rows = list(csv.DictReader(StringIO(emissions_csv.text(computed.results))))
    assert len(rows) == len(computed.emissions)
    for row in rows:
        for name in ("emission_t", "gwp", "co2e_t"):
            assert row[name] == "" or math.isfinite(float(row[name])), row
        assert int(row["year"]) in YEARS
        assert row["notation_key"] in ("", "NO", "NE", "NA", "IE", "C")
        assert (row["emission_t"] == "") <= (row["notation_key"] != "")
    again = math.fsum(
        float(row["co2e_t"]) for row in rows if row["year"] == "2020" and row["co2e_t"] and not row["memo"]
    )
    assert again == pytest.approx(computed.summary.totals[2020].total(lulucf=True), rel=1e-13)


def test_ancestors_of_what_is_not_estimated_are_incomplete(computed: Computation) -> None:
    coverage = computed.summary.coverage
    ours = {"1", "1.A", "1.A.2", "1.A.2.a"}
    assert ours <= set(coverage[2021].incomplete)
    assert not ours & set(coverage[2020].incomplete)
    assert "energy" in coverage[2021].incomplete_sectors
    assert "energy" not in coverage[2020].incomplete_sectors
    assert coverage[2021].cells["ippu", "NF3"] == ("NO",)


def test_groups_of_records_are_added() -> None:
    mass, groups = np.array([[1.0, 2, 3, 4], [5, 6, 7, 8]]), np.array([1, 0, 1, 3])
    np.testing.assert_array_equal(by_group(mass, groups, 4), [[2, 4, 0, 4], [6, 12, 0, 8]])
