"""Forest land: what is said of years between surveys, and what keeps a loss from being counted as nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_inventories import compute, masses, problems, write

import ghginv

STOCK = "id: forest, category: 3.B.1.a, source: test, bcef: 1 t/m3, root_ratio: 0, carbon_fraction: 1 t C/t"
GROWN = (
    "category: 3.B.1.a, source: test, land_area: 10 ha, growth: 1 t/ha/yr, root_ratio: 0, carbon_fraction: 0.5 t C/t"
)
VOLUME = (
    "id: trees, category: 3.B.1.a, source: test, standing_volume: {乔木林: 1000 m3}, consumption_rate: {乔木林: 2 %}"
)


@pytest.mark.parametrize(
    ("stock", "years", "told"),
    [
        ("2015: 100, 2018: 130, 2022: 150", (2016, 2018, 2019, 2020), ["2016, 2018-2020"]),
        ("2015: 100, 2018: 130, 2020: 150", (2020,), ["2020"]),  # half of what changed in two years
        ("2018: 100, 2019: 110, 2020: 130", (2019, 2020), []),
    ],
)
def test_a_change_between_two_surveys_is_told(
    stock: str, years: tuple[int, ...], told: list[str], tmp_path: Path
) -> None:
    computed = compute(tmp_path, f"- {{{STOCK}, stock: {{unit: Mm3, {stock}}}}}", years)
    found = [problem for problem in computed.problems if problem.code == "change-spread"]
    assert [problem.values["years"] for problem in found] == told
    assert {problem.level for problem in found} <= {"notice"}


def test_a_change_between_surveys_is_told_by_stand(tmp_path: Path) -> None:
    line = "- {id: a, category: 3.B.1.a, source: test, stand_area: {竹林: {unit: ha, 2018: 10, 2021: 13}}}"
    assert problems(tmp_path, line, (2019, 2020), guideline="cn-2011") == ["change-spread"]


@pytest.mark.parametrize(
    "loss", ["removed: 5 m3", "fuelwood_trees: 5 m3", "fuelwood_parts: 5 m3", "disturbed_area: 1 ha"]
)
def test_a_loss_whose_biomass_is_not_known_is_an_error(loss: str, tmp_path: Path) -> None:
    assert problems(tmp_path, f"- {{id: forest, {GROWN}, {loss}}}") == ["check-error"]


@pytest.mark.parametrize(
    "loss",
    ["removed: 5 m3, bcef_removal: 1 t/m3", "fuelwood_trees: 5 m3, bcef_removal: 1 t/m3",
     "fuelwood_parts: 5 m3, parts_density: 1 t/m3", "disturbed_area: 1 ha, biomass: 5 t/ha"],
)  # fmt: skip
def test_a_loss_is_taken_off_the_growth(loss: str, tmp_path: Path) -> None:
    computed = compute(tmp_path, f"- {{id: forest, {GROWN}, {loss}}}")
    assert masses(computed)["forest", "CO2", 2020] == pytest.approx(-(10 - 5) * 0.5 * 44 / 12)


def test_rates_without_the_sign_of_per_cent_are_an_error(tmp_path: Path) -> None:
    factors = "wood_density: 0.5 t/m3, whole_tree_factor: 1.5, carbon_fraction: 0.5 t C/t"
    line = f"- {{{VOLUME}, growth_rate: {{乔木林: 6}}, {factors}}}"
    assert problems(tmp_path, line, guideline="cn-2011") == ["check-error"]


def test_a_province_without_factors_says_what_to_give(tmp_path: Path) -> None:
    line = f"- {{{VOLUME}, growth_rate: {{乔木林: 6 %}}}}"
    found = ghginv.compute(write(tmp_path, line, guideline="cn-2011")).problems.errors
    assert {(problem.code, problem.values.get("parameter")) for problem in found} == {
        ("no-factor", "wood_density"),
        ("no-factor", "whole_tree_factor"),
    }


def test_growth_and_consumption_rates_must_be_given(tmp_path: Path) -> None:
    assert "missing-quantity" in problems(tmp_path, f"- {{{VOLUME}}}", guideline="cn-2011")


@pytest.mark.parametrize(
    ("fields", "method"),
    [
        ("land_area: 10 ha, growth: 1 t/ha/yr, root_ratio: 0, ecological_zone: polar", "forest_biomass_gain_loss"),
        ("stock: {unit: m3, 2019: 5, 2020: 6}, bcef: 1 t/m3, root_ratio: 0", "forest_biomass_stock_difference"),
    ],
)
def test_the_main_quantity_says_which_method_runs(fields: str, method: str, tmp_path: Path) -> None:
    computed = compute(tmp_path, f"- {{id: forest, category: 3.B.1.a, source: test, {fields}}}")
    assert computed.inventory is not None
    assert [record.method for record in computed.inventory.records] == [method]
