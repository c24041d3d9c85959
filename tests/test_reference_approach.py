"""The reference approach beside the sectoral one: what is compared, and when a difference wants an explanation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_inventories import compute, problems, write

import ghginv
from ghginv import Computation
from ghginv.engine.reference_comparison import ReferenceComparison
from ghginv.report import inventory_json, screen

DIESEL = """
- {id: supply, category: memo.reference_approach, fuel: diesel, imports: 100 TJ, stock_change: 4 TJ, source: x}
- {id: cars, category: 1.A.3.b, fuel: diesel, fuel_consumed: 95 TJ, source: x}
"""


def both(folder: Path, activity: str, **more: Any) -> ReferenceComparison:
    return compute(folder, activity, (2020,), **more).summary.reference[2020]


def test_the_two_approaches_stand_side_by_side(tmp_path: Path) -> None:
    found = both(tmp_path, DIESEL)
    assert found.total.reference == pytest.approx(96 * 20.2 * 44 / 12)
    assert found.total.sectoral == pytest.approx(95 * 74.1)
    assert found.total.share == pytest.approx(96 * 20.2 * 44 / 12 / (95 * 74.1) - 1)
    assert [line.name for line in found.groups] == ["liquid"]
    assert [(line.name, line.group) for line in found.fuels] == [("gas_diesel_oil", "liquid")]
    assert found.beyond() == ()


def test_the_example_of_a_party(tmp_path: Path) -> None:
    """5,003,025.63 kt against 4,996,935.44 kt, United States 2019: 0.1219 %. Supply is given as the carbon it has."""
    carbon = 5003025.629624133 * 12 / 44
    found = both(
        tmp_path,
        f"""
        - {{category: memo.reference_approach, fuel: crude oil, imports: 0 TJ, excluded_otherwise: {-carbon} kt C, source: x}}
        - {{category: 1.A.5.a, method: measured, emission: {{CO2: 4996935.440402258 kt}}, source: x}}
        """,
    )  # fmt: skip
    assert found.total.share == pytest.approx(0.12187848521382025 / 100, rel=1e-9)


def test_biomass_bunkers_urea_and_other_categories_are_not_in_the_comparison(tmp_path: Path) -> None:
    more = """
- {id: wood, category: 1.A.4.b, fuel: wood, fuel_consumed: 900 TJ, source: x}
- {id: flights, category: 1.A.3.a.i, fuel: jet kerosene, fuel_consumed: 500 TJ, source: x}
- {id: urea, category: 1.A.3.b.vi, method: measured, emission: {CO2: 30 kt}, source: x}
- {id: lime, category: 2.A.2, method: measured, emission: {CO2: 40 kt}, source: x}
"""
    alone = both(tmp_path / "alone", DIESEL)
    assert both(tmp_path / "more", DIESEL + more).total == alone.total


def test_co2_captured_is_added_back(tmp_path: Path) -> None:
    coal = """
    - {id: plant, category: 1.A.1.a, fuel: lignite, fuel_consumed: 1000 TJ, captured: {stored: 60 kt}, source: x}
    - {id: supply, category: memo.reference_approach, fuel: lignite, production: 1000 TJ, source: x}
    """
    computation = compute(tmp_path, coal)
    found = computation.summary.reference[2020].total
    assert found.sectoral == pytest.approx(101_000)
    assert computation.summary.totals[2020].gas("CO2") == pytest.approx(41_000)
    assert found.reference == pytest.approx(27.6 * 44 / 12 * 1000)
    by_carbon = both(tmp_path / "cn", coal, guideline="cn-2011", region="370000")
    assert by_carbon.total.share == pytest.approx(0, abs=1e-12)


def test_what_names_no_fuel_and_waste_have_groups_of_their_own(tmp_path: Path) -> None:
    found = both(tmp_path, DIESEL + "- {category: 1.A.2.m, method: measured, emission: {CO2: 1 kt}, source: x}\n")
    assert [line.name for line in found.groups] == ["liquid", "fuel_not_named"]
    assert [line.name for line in found.fuels] == ["gas_diesel_oil"]
    assert found.groups[1].reference is None


def test_a_confidential_record_names_no_fuel(tmp_path: Path) -> None:
    found = both(tmp_path, DIESEL.replace("95 TJ,", "95 TJ, confidential: yes,"))
    assert found.groups[0].sectoral == pytest.approx(95 * 74.1)
    assert found.fuels[0].sectoral is None


APART = DIESEL.replace("imports: 100 TJ", "imports: 120 TJ")


def test_more_than_five_per_cent_wants_an_explanation(tmp_path: Path) -> None:
    assert "reference-approach-differs" not in problems(tmp_path / "near", DIESEL)
    assert "reference-approach-differs" in problems(tmp_path / "apart", APART)
    explained = {"explanation": {"2020": "fuel sold at the border is not in the statistics"}}
    assert "reference-approach-differs" not in problems(tmp_path / "explained", APART, reference_approach=explained)
    wrong_year = {"explanation": {"2019": "x"}}
    assert "reference-approach-differs" in problems(tmp_path / "wrong", APART, reference_approach=wrong_year)


def test_one_group_too_high_does_not_hide_another_too_low(tmp_path: Path) -> None:
    offset = (
        DIESEL.replace("imports: 100 TJ", "imports: 110 TJ")
        + """
- {id: gas, category: 1.A.4.b, fuel: natural gas, fuel_consumed: 90 TJ, source: x}
- {id: gas_supply, category: memo.reference_approach, fuel: natural gas, imports: 77 TJ, source: x}
"""
    )
    found = both(tmp_path, offset)
    assert abs(found.total.share or 1) < 0.05
    assert [line.name for line in found.beyond()] == ["liquid", "gaseous"]
    assert "reference-approach-differs" in problems(tmp_path / "told", offset)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_reports_show_it_with_its_explanation(language: Any, tmp_path: Path) -> None:
    why = "fuel sold at the border"
    computation: Computation = compute(tmp_path, APART, reference_approach={"explanation": {"2020": why}})
    text = screen.table(computation.summary, 2020, language)
    assert why in text
    assert f"{100 * (computation.summary.reference[2020].total.share or 0):+.1f}" in text
    data = inventory_json.document(computation.summary)["years"]["2020"]["reference_approach"]
    assert data["explanation"] == why
    assert data["by_fuel"]["gas_diesel_oil"]["difference_t"] == pytest.approx(116 * 20.2 * 44 / 12 - 95 * 74.1)
    assert data["difference_percent"] == pytest.approx(100 * (computation.summary.reference[2020].total.share or 0))


def test_without_records_there_is_nothing(tmp_path: Path) -> None:
    computation = compute(tmp_path, DIESEL.splitlines()[2])
    assert computation.summary.reference == {}
    assert inventory_json.document(computation.summary)["years"]["2020"]["reference_approach"] is None
    assert inventory_json.document(computation.summary)["years"]["2020"]["energy_consumption"] is None


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("fuel: diesel, production: 10 kt", "secondary fuel"),
        ("fuel: wood, imports: 10 kt", "Biomass"),
        ("fuel: naphtha, imports: 1 kt, non_energy_use: 1 kt, excluded_share: 1.2", "More than all carbon"),
    ],
)
def test_what_does_not_belong_is_refused(record: str, message: str, tmp_path: Path) -> None:
    folder = write(tmp_path, f"- {{category: memo.reference_approach, {record}, source: x}}\n")
    told = [problem.message("en") for problem in ghginv.compute(folder).problems.errors]
    assert len(told) == 1
    assert message in told[0]
