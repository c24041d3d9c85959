"""The calculation: notation keys, what is not estimated, links, blends, units, and that order changes nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path

import numpy as np
import pytest
from small_inventories import REGION, compute, keys, masses, problems, write

import ghginv
from ghginv.engine import block
from ghginv.engine.block import evaluate, find_known
from ghginv.library import load_library

#: Anthracite in power stations (IPCC 2006 V2 Tables 1.2 and 2.2): a kilotonne is 26.7 TJ, 98,300 kg CO2, 1 kg CH4,
#: 1.5 kg N2O a TJ. Tonnes of gas a kilotonne of coal:
CO2, CH4, N2O = 26.7 * 98300 / 1000, 26.7 * 1 / 1000, 26.7 * 1.5 / 1000
COAL = "id: coal, category: 1.A.1.a, fuel: anthracite, source: test"
LANDFILL = "id: site, category: 4.A, site: managed_anaerobic, source: test"
FOREST = "id: forest, category: 3.B.1.a, source: test, bcef: 0.5 t/m3, root_ratio: 0.2, carbon_fraction: 0.5 t C/t"
#: Carbon of a cubic metre of growing stock with these factors, as tonnes of CO2.
CO2_OF_STOCK = 0.5 * (1 + 0.2) * 0.5 * 44 / 12
DAIRY = "id: dairy, category: 3.A.2, animal: dairy_cattle, source: test"
#: Nitrogen a head and year, tonnes: 0.47 kg a day and tonne of animal, 350 kg (IPCC 2006 V4 Tables 10.19, 10A-4).
DAIRY_N, SHEEP_N = 0.47 * 0.350 * 365 / 1000, 1.17 * 0.028 * 365 / 1000


# ---- notation keys


def test_keys_of_single_years_stand_beside_the_years_with_figures(tmp_path: Path) -> None:
    years = range(2020, 2025)
    amount = "{unit: kt, 2020: 2, 2021: 'NE: no survey', 2022: 'IE: 1.A.2', 2023: NO, 2024: NA}"
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: {amount}}}", years)
    assert keys(found, gas="CO2") == [
        (2020, "", pytest.approx(2 * CO2)), (2021, "NE", None), (2022, "IE", 0.0), (2023, "NO", 0.0), (2024, "NA", 0.0),
    ]  # fmt: skip
    totals = found.summary.totals
    assert [totals[year].total(lulucf=True) != 0 for year in years] == [True, False, False, False, False]
    incomplete = {year: found.summary.coverage[year].incomplete for year in years}
    assert incomplete == {2021: ("1", "1.A", "1.A.1", "1.A.1.a")} | dict.fromkeys((2020, 2022, 2023, 2024), ())
    assert found.summary.coverage[2023].keys["NO"] == ("1.A.1.a",)
    assert found.summary.coverage[2023].estimated == ()


@pytest.mark.parametrize("key", ["NO", "NA", "'IE: 1.A.2'"])
def test_a_key_beside_a_figure_does_not_make_the_result_a_key(key: str, tmp_path: Path) -> None:
    deposits = "deposited: {food: {unit: kt, 2019: 5, 2020: 5}}"
    plain = compute(tmp_path / "plain", f"- {{{LANDFILL}, {deposits}}}")
    found = compute(tmp_path / "found", f"- {{{LANDFILL}, {deposits}, recovered: {key}}}")
    assert keys(found) == keys(plain)
    assert [(year, notation) for year, notation, _ in keys(found)] == [(2020, "")]


def test_a_member_that_is_elsewhere_adds_nothing_and_takes_nothing_away(tmp_path: Path) -> None:
    deposits = "{food: {unit: kt, 2019: 5, 2020: 5}, paper: {2019: NO, 2020: 'IE: the other site'}}"
    both = compute(tmp_path / "both", f"- {{{LANDFILL}, deposited: {deposits}}}")
    food = compute(tmp_path / "food", f"- {{{LANDFILL}, deposited: {{food: {{unit: kt, 2019: 5, 2020: 5}}}}}}")
    assert masses(both) == masses(food)
    assert keys(both) == [(2020, "", pytest.approx(masses(food)["site", "CH4", 2020]))]


def test_a_member_that_is_not_estimated_leaves_the_sum_not_estimated(tmp_path: Path) -> None:
    deposits = "{unit: kt, food: {2018: 5, 2019: 5, 2020: 5}, paper: {2018: 5, 2019: NE, 2020: 5}}"
    found = compute(tmp_path, f"- {{{LANDFILL}, deposited: {deposits}}}", (2018, 2019, 2020))
    assert [(year, key) for year, key, _ in keys(found)] == [(2018, ""), (2019, "NE"), (2020, "NE")]
    notices = [p for p in found.problems if p.code == "not-estimated"]
    assert [(p.values["years"], p.values["missing"]) for p in notices] == [("2019, 2020", "deposited")]


def test_keys_of_single_gases(tmp_path: Path) -> None:
    line = "- {id: m, category: 2.B.1, method: measured, source: test, emission: {CO2: 5 t, CH4: NO, N2O: NE}}"
    found = compute(tmp_path, line)
    assert [keys(found, gas=gas) for gas in ("CO2", "CH4", "N2O")] == [
        [(2020, "", 5.0)], [(2020, "NO", 0.0)], [(2020, "NE", None)],
    ]  # fmt: skip


def test_confidential_figures_are_in_the_totals_and_nowhere_else(tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: 2 kt, confidential: yes}}")
    assert found.summary.totals[2020].by_sector_gas["energy", "CO2"] == pytest.approx(2 * CO2)
    frame = found.emissions
    assert set(frame.notation_key) == {"C"}
    assert frame.emission_t.isna().all()
    assert frame.co2e_t.isna().all()
    from ghginv.report.explain import explain
    from ghginv.report.explain_text import as_text

    shown = as_text(explain(found.summary, "1.A.1.a", None, 2020, "en"), "en")
    assert not re.search("2 kt|53.4|5,?249|5.25", shown), shown
    assert "withheld" in shown or "confidential" in shown


def test_a_figure_that_is_said_to_be_confidential_but_is_not_given_is_missing(tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: C}}")
    assert [p.code for p in found.problems if p.level == "warning"] == ["confidential-without-figure"]
    assert {key for _, key, _ in keys(found)} == {"NE"}
    assert "1.A.1.a" in found.summary.coverage[2020].incomplete


def test_statements_for_some_gases_and_years(tmp_path: Path) -> None:
    said = "- {category: 2.E, notation: NE, gases: [NF3, PFCs], years: [2019, 2021], reason: no survey}"
    found = compute(tmp_path, f"{said}\n- {{category: 2.B.3, notation: NO, reason: none}}", (2020, 2021))
    assert [(y, k) for y, k, _ in keys(found, category="2.E")] == [(2021, "NE"), (2021, "NE")]  # 2019 is no year of it
    assert found.summary.coverage[2020].incomplete == ()
    assert found.summary.coverage[2021].incomplete == ("2", "2.E")
    assert found.summary.coverage[2021].cells["ippu", "NF3"] == ("NO", "NE")
    assert found.summary.coverage[2021].cells["ippu", "SF6"] == ("NO",)


@pytest.mark.parametrize(
    ("statement", "warned"),
    [
        ("category: 1.A.1, notation: NO", 3), ("category: 1.A.1.a, notation: NA, gases: [N2O]", 1),
        ("category: 1.A.1, notation: NO, years: [2021]", 0), ("category: 1.A.1.b, notation: NO", 0),
        ("category: 1.A.1, notation: NO, gases: [HFCs]", 0), ("category: 1.A.1, notation: NE", 0),
    ],
)  # fmt: skip
def test_what_is_said_not_to_occur_should_not_have_emissions(statement: str, warned: int, tmp_path: Path) -> None:
    lines = f"- {{{COAL}, fuel_consumed: {{unit: kt, 2020: 1, 2021: 0}}}}\n- {{{statement}, reason: none}}\n"
    found = compute(tmp_path, lines, (2020, 2021))
    assert [p.code for p in found.problems if p.level == "warning"] == ["said-not-to-occur"] * warned


def test_a_statement_of_confidentiality_leaves_the_totals_incomplete(tmp_path: Path) -> None:
    found = compute(tmp_path, "- {category: 2.C.1, notation: C, reason: one plant}")
    assert found.summary.coverage[2020].incomplete == ("2", "2.C", "2.C.1")


# ---- not estimated


def test_a_year_without_data_is_not_estimated_and_says_what_is_missing(tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: {{unit: kt, 2020: 1, 2022: 1}}}}", (2020, 2021, 2022))
    assert [(y, k) for y, k, _ in keys(found, gas="CO2")] == [(2020, ""), (2021, "NE"), (2022, "")]
    (notice,) = [p for p in found.problems if p.code == "not-estimated"]
    assert (notice.values["years"], notice.values["missing"]) == ("2021", "fuel_consumed")
    assert ("energy", "CO2") not in found.summary.totals[2021].by_sector_gas


def test_the_first_year_of_a_stock_has_no_change(tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{FOREST}, stock: {{unit: m3, 2020: 100, 2021: 160}}}}", (2020, 2021, 2022))
    assert keys(found) == [(2020, "NE", None), (2021, "", pytest.approx(-60 * CO2_OF_STOCK)), (2022, "NE", None)]


def test_surveys_on_either_side_of_the_inventory_are_joined_by_a_line(tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{FOREST}, stock: {{unit: m3, 2018: 100, 2024: 160}}}}", (2020, 2022))
    assert keys(found) == [(2020, "", pytest.approx(-10 * CO2_OF_STOCK)), (2022, "", pytest.approx(-10 * CO2_OF_STOCK))]


def test_a_survey_that_is_not_there_is_no_empty_forest(tmp_path: Path) -> None:
    stock = "{unit: m3, 2018: 100, 2019: 'IE: 3.B.2', 2020: NE, 2021: 130}"
    found = compute(tmp_path, f"- {{{FOREST}, stock: {stock}}}", (2020,))
    assert keys(found) == [(2020, "", pytest.approx(-10 * CO2_OF_STOCK))]


def test_inventory_years_with_a_gap(tmp_path: Path) -> None:
    lines = f"- {{{COAL}, fuel_consumed: {{unit: kt, 2018: 1, 2019: 5, 2020: 3}}}}\n"
    lines += f"- {{{FOREST}, stock: {{unit: m3, 2017: 90, 2018: 100, 2019: 130, 2020: 160}}}}"
    found = masses(compute(tmp_path, lines, (2018, 2020)))
    assert {key: value for key, value in found.items() if key[1] == "CO2"} == {
        ("coal", "CO2", 2018): pytest.approx(CO2), ("coal", "CO2", 2020): pytest.approx(3 * CO2),
        ("forest", "CO2", 2018): pytest.approx(-10 * CO2_OF_STOCK),
        ("forest", "CO2", 2020): pytest.approx(-30 * CO2_OF_STOCK),  # from 2019, not from 2018
    }  # fmt: skip


def test_a_default_for_years_that_others_have_is_told(tmp_path: Path) -> None:
    lines = f"- {{{COAL}, fuel_consumed: {{unit: kt, 2020: 1, 2021: 1}}, captured: {{stored: {{unit: t, 2020: 600}}}}}}"
    found = compute(tmp_path, lines, (2020, 2021))
    (warning,) = [p for p in found.problems if p.level == "warning"]
    assert (warning.code, warning.values["parameter"], warning.values["years"]) == (
        "years-not-given",
        "captured",
        "2021",
    )
    assert [totals.gas("CO2") for totals in found.summary.totals.values()] == [
        pytest.approx(CO2 - 600), pytest.approx(CO2),
    ]  # fmt: skip


def test_a_table_that_lists_nothing_is_no_sum_of_nothing(tmp_path: Path) -> None:
    """Without the region's livestock no management system is known: that must not come out as no nitrogen at all."""
    region = {name: value for name, value in REGION.items() if name != "ipcc_livestock"}
    computed = ghginv.compute(write(tmp_path, f"- {{{DAIRY}, population: 10 head}}", region=region))
    assert ("no-factor", "system_share") in {(p.code, p.values.get("parameter")) for p in computed.problems}


def test_other_quantities_by_system_leave_the_regions_systems_alone(tmp_path: Path) -> None:
    plain = compute(tmp_path / "plain", f"- {{{DAIRY}, population: 1000 head}}")
    more = compute(tmp_path / "more", f"- {{{DAIRY}, population: 1000 head, bedding: {{daily_spread: 0 kg N/head}}}}")
    assert masses(more) == masses(plain)


@pytest.mark.parametrize(("field", "code"), [("service_free: 0", "out-of-range"), ("lifetime: 7.5 yr", "out-of-range")])
def test_numbers_of_years_are_whole_and_at_least_one(field: str, code: str, tmp_path: Path) -> None:
    line = f"- {{category: 2.F.1, refrigerant: HFC-134a, source: test, imported: {{unit: t, 2020: 1}}, introduced: 2019, {field}}}"
    assert code in problems(tmp_path, line)


def test_a_bank_is_built_from_its_first_year(tmp_path: Path) -> None:
    """Sales of one year are carried back to the introduction; equipment of 2018 is retired when it is two years old."""
    line = (
        "- {id: cold, category: 2.F.1, refrigerant: HFC-134a, source: test, introduced: 2018, leak: 0.1, service_free: 9 yr, "
        "lifetime: 2 yr, imported: {unit: t, 2020: 30}}"
    )
    sold = {2018: 10.0, 2019: 20.0, 2020: 30.0}  # one, two and three years of a market that does not grow
    bank_2018 = sold[2018]
    bank_2019 = bank_2018 * 0.9 + sold[2019]
    retired = min(sold[2018], bank_2019) * 0.9
    bank_2020 = bank_2019 * 0.9 + sold[2020] - retired
    found = masses(compute(tmp_path, line))
    assert found == {("cold", "HFC-134a", 2020): pytest.approx(bank_2020 * 0.1 + retired)}


def test_a_number_of_years_may_differ_from_year_to_year(tmp_path: Path) -> None:
    line = (
        "- {id: cold, category: 2.F.1, refrigerant: HFC-134a, source: test, introduced: 2018, leak: 0.1, service_free: 9 yr, "
        "lifetime: {unit: yr, 2018: 2, 2019: 2, 2020: 3, 2021: 3}, imported: {unit: t, 2018: 10, 2019: 0, 2020: 0, 2021: 0}}"
    )
    bank = 10 * 0.9**2  # at the end of 2020: nothing is retired before it is three years old
    found = masses(compute(tmp_path, line, (2020, 2021)))
    retired = min(10, bank) * 0.9
    assert found == {
        ("cold", "HFC-134a", 2020): pytest.approx(bank * 0.1),
        ("cold", "HFC-134a", 2021): pytest.approx((bank * 0.9 - retired) * 0.1 + retired),
    }


FOLLOWING = """
method: following
title: {en: A series that follows another, zh: 随另一序列推算}
tier: 3
categories: ["5"]
parameters:
  amount: {unit: t, from: activity, title: {en: Amount, zh: 数量}}
  driver: {unit: person, from: activity, title: {en: Driver, zh: 驱动量}}
steps:
  all_years: {unit: t, formula: "extend(amount, along=driver)"}
  emission:  {unit: t, formula: "previous(emission, initial=0) + all_years"}
emissions: [{value: emission, gas: CH4, origin: fossil}]
"""


def test_a_series_cannot_follow_another_through_its_gaps(tmp_path: Path) -> None:
    driver = "{unit: person, 2018: 1000, 2019: NE, 2020: 1200}"
    line = f"- {{id: r, category: 5.B, method: following, source: x, driver: {driver}, amount: {{unit: t, 2018: 5}}}}"
    found = keys(compute(tmp_path, line, (2018, 2020), files={"methods/following.yaml": FOLLOWING}))
    assert [(year, key) for year, key, _ in found] == [(2018, ""), (2020, "NE")]


def test_people_between_censuses_are_on_a_line(tmp_path: Path) -> None:
    """Deposits follow them, and a notice says which years of both were not given."""
    people = "{unit: person, 2016: 1000, 2020: 1400}"
    line = f"- {{{LANDFILL}, opened: 2016, history: along_population, population: {people}, deposited: {{food: {{unit: kt, 2020: 7}}}}}}"
    computation = compute(tmp_path, line)
    assert computation.results is not None
    landfilled = computation.results.calculated[0].values["landfilled"].ravel()
    assert landfilled == pytest.approx([5, 5.5, 6, 6.5, 7], rel=1e-12)
    told = {p.values["parameter"]: p.values["years"] for p in computation.problems if p.code == "years-carried"}
    assert told == {"population": "2017-2019", "deposited": "2016-2019"}


# ---- links


def herd(dairy: str = "100 head", sheep: str = "200 head") -> str:
    shares = "{solid_storage: 0.6, pasture: 0.4}"
    return (
        f"- {{{DAIRY}, population: {dairy}, system_share: {shares}}}\n"
        f"- {{id: sheep, category: 3.A.2, animal: sheep, source: test, population: {sheep}, "
        "system_share: {pasture: 0.7, solid_storage: 0.3}}\n"
    )


def test_manure_reaches_the_soils_once_summed_over_herds_and_systems(tmp_path: Path) -> None:
    found = compute(tmp_path, herd())
    ours = masses(found, gas="N2O")
    dairy, sheep = 100 * DAIRY_N, 200 * SHEEP_N
    spread = dairy * 0.6 * (1 - 0.40) + sheep * 0.3 * (1 - 0.15)
    grazed = dairy * 0.4 * 0.02 + sheep * 0.7 * 0.01  # the group of cattle, the group of sheep
    assert ours["managed_soils_manure", "N2O", 2020] == pytest.approx((spread * 0.01 + grazed) * 44 / 28)
    assert ours["manure_n2o_indirect", "N2O", 2020] == pytest.approx(
        (dairy * 0.6 * 0.30 + sheep * 0.3 * 0.12) * 0.01 * 44 / 28
    )
    records = [record.id for record in found.inventory.records]
    assert sorted(r for r in records if "_" in r) == [
        "managed_soils_indirect",
        "managed_soils_manure",
        "manure_n2o_indirect",
    ]


def test_a_herd_that_is_not_known_in_a_year_leaves_the_soils_not_estimated(tmp_path: Path) -> None:
    found = compute(
        tmp_path, herd("{unit: head, 2020: 100, 2021: 100}", "{unit: head, 2020: 200, 2021: NE}"), (2020, 2021)
    )
    assert {(year, key) for year, key, _ in keys(found, record="managed_soils_manure")} == {(2020, ""), (2021, "NE")}


def test_a_link_that_finds_no_records_is_not_zero(tmp_path: Path) -> None:
    """Fertiliser without a herd: its own share of indirect emissions is estimated, that of manure is not.

    Crop residues and mineralised nitrogen count nothing where no record is: they may have been given as nitrogen applied.
    """
    found = compute(tmp_path, "- {id: urea, category: 3.C.4, nitrogen_input: urea, applied: 1000 t, source: test}")
    deposited, leached = 460 * 0.1 * 0.01 * 44 / 28, 460 * 0.3 * 0.0075 * 44 / 28
    assert [mass for _, _, mass in keys(found, record="managed_soils_indirect")] == [
        pytest.approx(deposited), None, pytest.approx(leached), None, 0, 0,
    ]  # fmt: skip
    assert "3.C.5" in found.summary.coverage[2020].incomplete


SOILS = "id: soils, category: 3.C.4, method: managed_soils_manure, source: test"


@pytest.mark.parametrize(
    ("given", "expected", "codes"),
    [
        ("{unit: t N, 2020: 9, 2021: 8}", (9, 8), {"link-differs"}),
        ("{unit: t N, 2020: 9}", (9, None), {"link-differs", "years-not-given"}),
        ("{unit: t N, 2020: NE, 2021: 8}", ("NE", 8), {"link-differs"}),
    ],
)
def test_a_number_given_for_a_link_is_compared_and_never_added(
    given: str, expected: tuple[object, ...], codes: set[str], tmp_path: Path
) -> None:
    population = "{unit: head, 2020: 100, 2021: 100}"
    line = (
        f"- {{{DAIRY}, population: {population}, system_share: {{solid_storage: 1}}}}\n- {{{SOILS}, to_soil: {given}}}"
    )
    found = compute(tmp_path, line, (2020, 2021))
    linked = 100 * DAIRY_N * (1 - 0.40)
    rows = keys(found, record="soils")[:2]  # manure; what follows is grazing
    for (_, key, mass), wanted in zip(rows, expected, strict=True):
        if wanted == "NE":
            assert (key, mass) == ("NE", None)
        else:
            assert mass == pytest.approx((linked if wanted is None else wanted) * 0.01 * 44 / 28)
    assert {p.code for p in found.problems if p.level == "warning"} == codes


def test_two_records_that_take_the_same_link_are_refused(tmp_path: Path) -> None:
    lines = herd() + f"- {{{SOILS}}}\n- {{{SOILS.replace('id: soils', 'id: more')}}}"
    assert "link-taken-twice" in problems(tmp_path, lines)


def test_automatic_methods_run_once_and_not_beside_a_record_of_their_own(tmp_path: Path) -> None:
    found = compute(tmp_path, herd() + f"- {{{SOILS}}}")
    methods = [record.method for record in found.inventory.records]
    assert methods.count("managed_soils_manure") == methods.count("managed_soils_indirect") == 1


CLINKER = "id: total, category: 2.A.1, source: test"
#: Tonnes of CO2 a kilotonne of clinker: 65 % CaO, kiln dust 2 % (IPCC 2006 V3 Section 2.2.1.2).
CLINKER_CO2 = 0.65 * 44.01 / 56.08 * 1.02 * 1000


def test_reported_plants_are_taken_off_their_category_year_by_year(tmp_path: Path) -> None:
    lines = (
        f"- {{{CLINKER}, clinker: {{unit: kt, 2020: 100, 2021: 120}}}}\n"
        "- {id: a, category: 2.A.1, method: measured, source: test, emission: {CO2: {unit: kt, 2020: 9, 2021: 8}}, "
        "covers: {record: total, amount: {unit: 万吨, 2020: 2, 2021: 1.5}}}\n"
        "- {id: b, category: 2.A.1, method: measured, source: test, year: 2021, emission: {CO2: 20 kt}, "
        "covers: {record: total, amount: 40000 t}}\n"
    )
    found = masses(compute(tmp_path, lines, (2020, 2021)), gas="CO2")
    assert found["total", "CO2", 2020] == pytest.approx((100 - 20) * CLINKER_CO2, rel=1e-3)
    assert found["total", "CO2", 2021] == pytest.approx((120 - 15 - 40) * CLINKER_CO2, rel=1e-3)
    assert found["total", "CO2", 2020] / found["total", "CO2", 2021] == pytest.approx(80 / 65, rel=1e-12)


def test_a_plant_is_taken_off_the_main_quantity_of_any_method(tmp_path: Path) -> None:
    """In whatever unit of the record's own kind, beside records of the same method that no plant is part of."""
    lines = (
        f"- {{{COAL}, fuel_consumed: {{unit: kt, 2020: 5, 2021: 6}}}}\n"
        "- {id: gas, category: 1.A.1.a, source: test, fuel: natural gas, fuel_consumed: {unit: TJ, 2020: 70, 2021: 80}}\n"
        "- {id: other, category: 1.A.1.a, source: test, fuel: natural gas, fuel_consumed: {unit: TJ, 2020: 7, 2021: 8}}\n"
        "- {id: a, category: 1.A.1.a, method: measured, source: test, emission: {CO2: {unit: kt, 2020: 4, 2021: 4}}, "
        "covers: {record: coal, amount: {unit: t, 2020: 2000, 2021: 1500}}}\n"
        "- {id: b, category: 1.A.1.a, method: measured, source: test, year: 2021, emission: {CO2: 1 kt}, "
        "covers: {record: gas, amount: 20000 GJ}}\n"
    )
    found = masses(compute(tmp_path, lines, (2020, 2021)), gas="CO2")
    assert found == {
        ("coal", "CO2", 2020): pytest.approx(3 * CO2), ("coal", "CO2", 2021): pytest.approx(4.5 * CO2),
        ("gas", "CO2", 2020): pytest.approx(70 * 56.1), ("gas", "CO2", 2021): pytest.approx(60 * 56.1),
        ("other", "CO2", 2020): pytest.approx(7 * 56.1), ("other", "CO2", 2021): pytest.approx(8 * 56.1),
        ("a", "CO2", 2020): 4000, ("a", "CO2", 2021): 4000, ("b", "CO2", 2021): 1000,
    }  # fmt: skip


def test_what_stands_beside_the_quantity_that_a_plant_is_taken_off_is_told(tmp_path: Path) -> None:
    lines = f"""
- {{{COAL}, fuel_consumed: 5 kt, captured: {{sold: 1 kt}}, calorific_value: 20 GJ/t}}
- {{id: a, category: 1.A.1.a, method: measured, source: test, emission: {{CO2: 4 kt}}, covers: {{record: coal, amount: 2 kt}}}}
"""
    told = [p for p in ghginv.compute(write(tmp_path, lines)).problems if p.level == "warning"]
    assert [(p.code, p.values["quantities"]) for p in told] == [("covers-beside", "captured")]


@pytest.mark.parametrize(
    ("plant", "code"),
    [
        ("method: measured, emission: {CO2: 9 kt}, covers: {record: total, amount: 101 kt}", "check-error"),
        ("method: measured, emission: {CO2: 9 kt}, covers: {record: totl, amount: 10 kt}", "covers-nothing"),
        ("method: measured, emission: {CO2: 9 kt}, covers: {record: total, amount: 10 head}", "unit-mismatch"),
        (
            "method: measured, emission: {CO2: 9 kt}, covers: {record: total, amount: {unit: kt, 2019: 10}}",
            "covers-years",
        ),
        ("method: measured, emission: {CO2: 9 kt}, covers: {record: total, amount: NE}", "covers-years"),
        ("clinker: 30 kt, cao_content: 0.64, covers: {record: total, amount: 30 kt}", "covers-not-taken-off"),
        ("method: measured, emission: {CO2: 9 kt}, covers: {record: coal, amount: 6 kt}", "check-error"),
        ("method: measured, emission: {CO2: 9 kt}, covers: {record: forest, amount: 1 m3}", "covers-not-taken-off"),
    ],
)
def test_what_a_plant_covers_must_come_off_something(plant: str, code: str, tmp_path: Path) -> None:
    lines = f"- {{{CLINKER}, clinker: 100 kt}}\n- {{{COAL}, fuel_consumed: 5 kt}}\n"
    lines += f"- {{{FOREST}, stock: {{unit: m3, 2019: 100, 2020: 120}}}}\n"
    assert code in problems(tmp_path, f"{lines}- {{id: plant, category: 2.A.1, source: test, {plant}}}")


@pytest.mark.parametrize(
    ("guideline", "setting", "sector"),
    [
        ("ipcc-2006", None, "energy"),
        ("ipcc-2006", "waste", "waste"),
        ("cn-2011", None, "waste"),
        ("cn-2011", "energy", "energy"),
    ],
)
def test_waste_burned_for_energy_stands_in_one_sector(
    guideline: str, setting: str | None, sector: str, tmp_path: Path
) -> None:
    burned = (
        "technology: continuous_stoker, incinerated: {plastics: 10 kt}"
        if guideline == "ipcc-2006"
        else "incinerated: {msw: 10 kt}"
    )
    line = f"- {{category: 4.C.1, source: test, energy_recovery: yes, {burned}}}"
    settings = {"settings": {"waste_to_energy": setting}} if setting else {}
    totals = compute(tmp_path, line, guideline=guideline, **settings).summary.totals[2020]
    # 10 kt of plastics, all dry, 75 % carbon, all fossil (IPCC 2006 V5 Table 2.4); municipal waste of the Chinese guide:
    # 20 % carbon, 39 % of it fossil, 95 % burned.
    fossil = 10e3 * (0.75 if guideline == "ipcc-2006" else 0.2 * 0.39 * 0.95) * 44 / 12
    assert totals.by_sector_gas[sector, "CO2"] == pytest.approx(fossil)
    assert {name for name, _ in totals.by_sector_gas} == {sector}
    assert totals.total(lulucf=True, gas="CO2") == pytest.approx(fossil)


# ---- gases


def refrigerant(name: str) -> str:
    return (
        f"- {{id: cold, category: 2.F.1, refrigerant: {name}, source: test, imported: {{unit: t, 2020: 100}}, "
        "introduced: 2020, leak: 0.1, lifetime: 10 yr, service_free: 2 yr}"
    )


def test_a_blend_is_split_by_mass_and_only_the_seven_gases_count(tmp_path: Path) -> None:
    # R-406A: 55 % HCFC-22, 4 % isobutane, 41 % HCFC-142b; R-407C: 23 % HFC-32, 25 % HFC-125, 52 % HFC-134a
    found = masses(compute(tmp_path / "c", refrigerant("R-407C")))
    whole = masses(compute(tmp_path / "a", refrigerant("HFC-134a")))["cold", "HFC-134a", 2020]
    shares = {gas: mass / whole for (_, gas, _), mass in found.items()}
    assert shares == pytest.approx({"HFC-32": 0.23, "HFC-125": 0.25, "HFC-134a": 0.52})
    # R-401A: 53 % HCFC-22, 13 % HFC-152a, 34 % HCFC-124
    partly = masses(compute(tmp_path / "p", refrigerant("R-401A")))
    assert {gas: mass / whole for (_, gas, _), mass in partly.items()} == pytest.approx({"HFC-152a": 0.13})


def test_a_gas_outside_the_seven_says_that_it_is_not_counted(tmp_path: Path) -> None:
    found = compute(tmp_path, refrigerant("HCFC-22"))
    assert masses(found) == {}
    assert [(p.code, p.values["gas"]) for p in found.problems] == [("gas-not-counted", "HCFC-22")]


def test_a_gas_without_a_potential_is_an_error_that_lists_sets(tmp_path: Path) -> None:
    line = "- {id: m, category: 2.E.1, method: measured, source: test, emission: {NF3: 1 t}}"
    computed = ghginv.compute(write(tmp_path, line, gwp="SAR"))
    (error,) = computed.problems.errors
    assert error.code == "no-gwp"
    assert {"AR4", "AR5", "AR6"} <= set(str(error.values["sets"]).split(", "))
    assert "SAR" not in str(error.values["sets"]).split(", ")


def test_methane_takes_the_potential_of_its_origin(tmp_path: Path) -> None:
    lines = (
        f"- {{{COAL}, fuel_consumed: 1000 kt}}\n- {{{COAL.replace('anthracite', 'wood').replace('id: coal', 'id: wood')}, "
        f"fuel_consumed: 1000 kt}}\n- {{{LANDFILL}, deposited: {{food: {{unit: kt, 2019: 5, 2020: 5}}}}}}\n"
        "- {id: cows, category: 3.A.1, animal: dairy_cattle, source: test, population: 10 head}\n"
        "- {id: gas, category: 1.B.2.b, method: activity_times_factor, source: test, activity: 10 t, factor: {CH4: 1 t/t}}\n"
        "- {id: digester, category: 4.B, method: activity_times_factor, source: test, biomass: yes, activity: 10 t, "
        "factor: {CH4: 1 t/t}}\n"
    )
    for gwp, fossil, biogenic in (("AR6", 29.8, 27.0), ("AR5", 28, 28)):
        frame = compute(tmp_path / gwp, lines, gwp=gwp).emissions
        used = frame[frame.gas == "CH4"].set_index("record").gwp.to_dict()
        assert used == {
            "coal": fossil, "gas": fossil, "wood": biogenic, "site": biogenic, "cows": biogenic, "digester": biogenic,
        }  # fmt: skip


# ---- units and factors


@pytest.mark.parametrize("amount", ["3 万吨", "30 kt", "30000 t", "3e7 kg", "0.03 Mt"])
def test_units_are_converted_at_the_border_and_exactly(amount: str, tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: {amount}}}")
    assert found.results.calculated[0].planned.block.columns["fuel_consumed"].values.item() == 30.0
    assert masses(found)["coal", "CO2", 2020] == pytest.approx(30 * CO2, rel=1e-14)


@pytest.mark.parametrize("amount", ["801 TJ", "801000 吉焦", "2.225e8 kWh", "22250 万千瓦时"])
def test_a_quantity_in_another_dimension_takes_its_own_formula(amount: str, tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: {amount}}}")
    assert masses(found)["coal", "CO2", 2020] == pytest.approx(801 * 98.3, rel=1e-14)


def test_a_factor_on_the_line_goes_before_a_local_table_and_that_before_the_library(tmp_path: Path) -> None:
    table = (
        "table: energy/calorific_value\nunit: TJ/kt\nby: [fuel]\nsource: own laboratory\n"
        "columns: [fuel, value]\nrows:\n- [无烟煤, 25]\n"
    )
    files = {"emission_factors/heat.yaml": table}
    lines = f"- {{{COAL}, fuel_consumed: 1 kt}}\n- {{{COAL.replace('coal', 'own')}, fuel_consumed: 1 kt, calorific_value: 20 MJ/kg}}"
    found = compute(tmp_path, lines, files=files)
    heat = {record: mass / 98.3 for (record, gas, _), mass in masses(found).items() if gas == "CO2"}
    assert heat == pytest.approx({"coal": 25, "own": 20})
    used = found.emissions.set_index(["record", "gas"]).factor_ids
    assert "energy/calorific_value@local:anthracite" in used["coal", "CO2"].split(";")
    assert "calorific_value" not in used["own", "CO2"]


def test_a_local_table_that_leaves_a_row_out_falls_back_to_the_library(tmp_path: Path) -> None:
    table = "table: energy/calorific_value\nunit: TJ/kt\nby: [fuel]\nsource: x\ncolumns: [fuel, value]\nrows:\n- [wood, 10]\n"
    found = compute(tmp_path, f"- {{{COAL}, fuel_consumed: 1 kt}}", files={"emission_factors/heat.yaml": table})
    assert masses(found)["coal", "CO2", 2020] == pytest.approx(CO2)


def test_a_local_potential_goes_before_the_reports_of_either_origin(tmp_path: Path) -> None:
    table = 'table: gases/gwp\nunit: "1"\nby: [gas]\nsource: x\ncolumns: [gas, value]\nrows:\n- [CH4, 99]\n'
    lines = (
        f"- {{{COAL}, fuel_consumed: 1 kt}}\n- {{{LANDFILL}, deposited: {{food: {{unit: kt, 2019: 5, 2020: 5}}}}}}\n"
    )
    frame = compute(tmp_path, lines, gwp="AR6", files={"emission_factors/gwp.yaml": table}).emissions
    assert frame.groupby("gas").gwp.unique().map(list).to_dict() == {"CO2": [1], "CH4": [99], "N2O": [273]}


LOCAL = """
method: flaring
title: {{en: Flaring, zh: 火炬}}
tier: 1
categories: ["1.B"]
parameters:
  burned: {{unit: kt, from: activity, title: {{en: Burned, zh: 燃烧量}}}}
  limit: {{unit: kt, from: activity, default: 1, title: {{en: Limit, zh: 上限}}}}
  factor: {{unit: t/t, from: activity, constant: true, title: {{en: Factor, zh: 因子}}}}
steps:
  emission: {{unit: kt, formula: {formula}}}
emissions:
- {{value: emission, gas: CO2}}
checks:
- {{condition: burned <= limit, level: error, message: {{en: Too much., zh: 过多。}}}}
"""


def test_a_local_method_and_a_check_on_what_its_steps_do_not_use(tmp_path: Path) -> None:
    files = {"methods/flaring.yaml": LOCAL.format(formula="burned * factor")}
    line = (
        "- {{id: flare, category: 1.B.2, method: flaring, source: test, burned: 500 t, factor: 2.5, limit: {limit} t}}"
    )
    assert masses(compute(tmp_path, line.format(limit=600), files=files)) == {
        ("flare", "CO2", 2020): pytest.approx(1250)
    }
    assert problems(tmp_path, line.format(limit=400), files=files) == ["check-error"]


def test_a_local_route_that_leaves_a_setting_out_is_refused(tmp_path: Path) -> None:
    text = LOCAL.format(formula="burned * factor").replace(
        "gas: CO2}", "gas: CO2, category: {setting: waste_to_energy, energy: 1.A.1.a, other: 4.C.1}}"
    )
    line = "- {id: flare, category: 1.B.2, method: flaring, source: test, burned: 500 t, factor: 2.5}"
    assert problems(tmp_path, line, files={"methods/flaring.yaml": text}) == ["missing-case"]


def test_methods_that_take_from_themselves_are_refused(tmp_path: Path) -> None:
    text = LOCAL.format(formula="burned * factor + own").replace(
        "steps:", "  own: {unit: kt, link: flaring.emission, over: [record], title: {en: Own, zh: 自}}\nsteps:"
    )
    line = "- {id: flare, category: 1.B.2, method: flaring, source: test, burned: 500 t, factor: 2.5}"
    assert problems(tmp_path, line, files={"methods/flaring.yaml": text}) == ["formula-ring"]


def test_a_method_of_the_library_that_the_language_refuses_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ghginv.library.library import Library

    known = Library.method

    def broken(library: Library, name: str) -> object:
        method = known(library, name)
        if name == "stationary_combustion":
            wrong = {"formula": "energy * calorific_value", "by": None, "cases": {}}
            step = method.steps["emission"].model_copy(update=wrong)
            method = method.model_copy(update={"steps": {**method.steps, "emission": step}})
        return method

    monkeypatch.setattr(Library, "method", broken)
    assert problems(tmp_path, f"- {{{COAL}, fuel_consumed: 1 kt}}\n- {{{CLINKER}, clinker: 1 kt}}") == ["formula-unit"]


def test_shares_that_users_give_add_to_one(tmp_path: Path) -> None:
    def told(shares: str) -> list[str]:
        return problems(tmp_path, f"- {{{DAIRY}, population: 10 head, system_share: {shares}}}")

    assert "shares-not-one" in told("{solid_storage: 0.5, pasture: 0.4}")
    assert "shares-not-one" not in told("{solid_storage: 0.333, pasture: 0.333, daily_spread: 0.333}")
    assert "shares-not-one" not in told("{solid_storage: 0.5, pasture: NE}")  # not estimated, not a wrong sum


def test_a_division_by_zero_is_a_problem_and_no_number(tmp_path: Path) -> None:
    files = {"methods/flaring.yaml": LOCAL.format(formula="burned / factor")}
    line = "- {id: flare, category: 1.B.2, method: flaring, source: test, burned: 500 t, factor: 0}"
    assert problems(tmp_path, line, files=files) == ["not-finite"]


# ---- order, chunks, size

MIXED = [
    f"{{{COAL}, fuel_consumed: {{unit: kt, 2019: 3.1, 2020: 2.7}}}}",
    f"{{{COAL.replace('coal', 'gas').replace('anthracite', 'natural gas')}, fuel_consumed: {{unit: TJ, 2019: 31, 2020: 47}}}}",
    f"{{{COAL.replace('coal', 'wood').replace('anthracite', 'wood')}, fuel_consumed: {{unit: kt, 2019: 0.3, 2020: NE}}}}",
    f"{{{LANDFILL}, deposited: {{unit: kt, food: {{2015: 1.1, 2016: 1.3, 2017: 1, 2018: 1.7, 2019: 1, 2020: 2}}}}}}",
    f"{{{LANDFILL.replace('id: site', 'id: tip')}, deposited: {{unit: kt, food: {{2018: 1, 2019: 1, 2020: 2}}, "
    "paper: {2018: 3, 2019: 0.1, 2020: 0.7}}}",
    f"{{{LANDFILL.replace('id: site', 'id: pit')}, deposited: {{unit: kt, food: {{2018: 1, 2019: 4, 2020: NO}}, "
    "paper: {2018: 3, 2019: 0.1, 2020: NE}}}",
    f"{{{FOREST}, stock: {{unit: m3, 2018: 100, 2020: 160}}}}",
    f"{{{DAIRY}, population: {{unit: head, 2019: 1000, 2020: 1100}}}}",
    "{id: sheep, category: 3.A.2, animal: sheep, source: test, population: {unit: head, 2019: 10, 2020: 12}, "
    "system_share: {pasture: 1}}",
    "{id: cold, category: 2.F.1, refrigerant: R-410A, source: test, imported: {unit: t, 2012: 100, 2020: 300}, "
    "introduced: 2005, growth: 0.03}",
    "{id: cars, category: 2.F.1, refrigerant: HFC-134a, source: test, imported: {unit: t, 2019: 10, 2020: 30}, "
    "introduced: 2010, lifetime: 4 yr}",
]
YEARS = (2019, 2020)


def listed(records: list[str]) -> str:
    return "".join(f"- {record}\n" for record in records)


def test_the_order_of_records_and_files_changes_nothing(tmp_path: Path) -> None:
    forward = compute(tmp_path / "forward", listed(MIXED), YEARS)
    parts = {"activity_data/z.yaml": listed(MIXED[5:]), "activity_data/deep/a.yaml": listed(MIXED[:5][::-1])}
    backward = compute(tmp_path / "backward", files=parts, years=YEARS)
    assert masses(backward) == pytest.approx(masses(forward), rel=1e-13)
    for year in YEARS:
        one, other = forward.summary.totals[year], backward.summary.totals[year]
        assert other.by_sector_gas == pytest.approx(one.by_sector_gas, rel=1e-12)
        assert other.total(lulucf=True) == pytest.approx(one.total(lulucf=True), rel=1e-12)


def test_a_record_more_changes_no_other_row(tmp_path: Path) -> None:
    every = masses(compute(tmp_path / "all", listed(MIXED), YEARS))
    for without in (0, 4, 9):
        fewer = compute(tmp_path / f"{without}", listed(MIXED[:without] + MIXED[without + 1 :]), YEARS)
        assert masses(fewer).items() <= every.items()  # bit for bit


@pytest.mark.parametrize("cells", [1, 7])
def test_small_chunks_give_the_same_bits(cells: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = compute(tmp_path, listed(MIXED), YEARS)
    monkeypatch.setattr(block, "CELLS_AT_A_TIME", cells)
    for calculated in at_once.results.calculated:
        records = list(calculated.planned.block.chunks())
        assert len(records) == calculated.planned.block.records or cells > 1
        again = evaluate(calculated.planned.block)
        assert again.keys() == calculated.values.keys()
        for name, value in calculated.values.items():
            np.testing.assert_array_equal(again[name], value)
        for name, known in find_known(calculated.planned.block).items():
            before = calculated.planned.block.known[name]
            np.testing.assert_array_equal(*np.broadcast_arrays(known, before))


def test_records_of_one_method_with_different_members_and_cases(tmp_path: Path) -> None:
    """Each alone must give what they give together: blocks do not mix cases, members or histories."""
    together = masses(compute(tmp_path / "all", listed(MIXED[:6] + MIXED[9:]), YEARS))
    alone = {}
    for number, record in enumerate(MIXED[:6] + MIXED[9:]):
        alone |= masses(compute(tmp_path / f"{number}", listed([record]), YEARS))
    assert together == alone


def test_no_number_of_a_plan_is_a_nan(tmp_path: Path) -> None:
    for calculated in compute(tmp_path, listed(MIXED), YEARS).results.calculated:
        for column in calculated.planned.block.columns.values():
            assert np.isfinite(column.values).all()
        for value in calculated.values.values():
            assert np.isfinite(value).all()


def table_of_plants(count: int) -> str:
    fuels = ("anthracite", "wood", "bituminous coal", "natural_gas", "diesel")
    rows = (f"p{i},1.A.2.{'abcdefg'[i % 7]},{fuels[i % 5]},meter,2020,{1 + i % 13}" for i in range(count))
    return "id,category,fuel,source,year,fuel_consumed [t]\n" + "\n".join(rows) + "\n"


def test_time_grows_with_the_number_of_records_and_not_with_its_square(tmp_path: Path) -> None:
    load_library()

    def seconds(count: int) -> float:
        folder = write(tmp_path / str(count), csv=table_of_plants(count))
        best = []
        for _ in range(2):
            start = time.process_time()
            assert len(ghginv.compute(folder).summary.totals[2020].leaves) > 7
            best.append(time.process_time() - start)
        return min(best)

    few, many = seconds(300), seconds(2_400)
    # Eight times as many take at most eight times as long; what grows with the square would take 64 times.
    assert many < 12 * few, f"{few:.2f} s for 300, {many:.2f} s for 2,400"
    assert many < 5, "2 ms a record on a slow machine; 0.3 ms where this was written"
