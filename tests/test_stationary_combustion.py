"""What stationary combustion tells a user whose figures are no fuel burned, or captured where it does not count."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cases import write_folder

import ghginv
from ghginv import Computation

CASE = {"case": "stationary", "inventory": {"guideline": "ipcc-2006", "years": [2020], "region": {"code": "XX"}}}


def compute(folder: Path, line: str) -> Computation:
    activity = f"- {{id: one, category: 1.A.1.a.i, source: example, {line}}}\n"
    return ghginv.compute(write_folder(CASE, {"activity": activity}, folder))


def codes(computation: Computation) -> list[str]:
    return [problem.code for problem in computation.problems if problem.level != "notice"]


@pytest.mark.parametrize("fuel", ["bitumen", "润滑油", "naphtha", "paraffin waxes"])
@pytest.mark.parametrize("method", ["stationary_combustion", "stationary_combustion_cn"])
def test_a_feedstock_or_product_that_is_burned_is_a_warning(tmp_path: Path, fuel: str, method: str) -> None:
    assert codes(compute(tmp_path, f"method: {method}, fuel: {fuel}, fuel_consumed: 1 kt")) == ["check-warning"]


@pytest.mark.parametrize("fuel", ["petroleum coke", "焦炭", "LPG", "wood"])
def test_a_fuel_that_is_burned_as_a_rule_is_none(tmp_path: Path, fuel: str) -> None:
    assert codes(compute(tmp_path, f"fuel: {fuel}, fuel_consumed: 1 kt")) == []


def test_what_is_captured_of_biomass_is_a_removal_beside_a_whole_memo_item(tmp_path: Path) -> None:
    computation = compute(tmp_path, "fuel: wood, fuel_consumed: 10 kt, captured: {stored: 5 kt, sold: 2 kt}")
    assert codes(computation) == []
    totals = computation.summary.totals[2020]
    assert totals.gas("CO2") == pytest.approx(-5000)
    assert totals.memo["biomass_co2"]["CO2"] == pytest.approx(10 * 15.6 * 112)
    assert totals.memo["co2_captured"]["CO2"] == pytest.approx(7000)


def test_more_captured_than_formed_is_an_error(tmp_path: Path) -> None:
    assert codes(compute(tmp_path, "fuel: natural gas, fuel_consumed: 1 TJ, captured: {sold: 56.2 t}")) == [
        "check-error"
    ]


def test_equipment_that_the_tables_do_not_have_for_a_fuel_is_an_error(tmp_path: Path) -> None:
    line = "method: stationary_combustion_tier3, fuel: natural gas, equipment: wood stove, fuel_consumed: 1 TJ"
    assert set(codes(compute(tmp_path, line))) == {"no-factor"}


def test_gross_heat_without_a_ratio_is_not_estimated(tmp_path: Path) -> None:
    computation = compute(tmp_path, "fuel: charcoal, calorific_basis: gross, fuel_consumed: 1 TJ")
    assert computation.results is not None
    assert {row.notation for row in computation.results.rows()} == {"NE"}
