"""Captured CO2: what is taken off where it was formed, what is only shown, and what of it is in no report."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_inventories import compute

from ghginv.report import inventory_json, screen

#: Coal of 500 TJ: 47.3 kt CO2 (94 600 kg/TJ). Wood of 100 TJ: 11.2 kt, a memo item.
POWER = """
- id: coal
  category: 1.A.1.a
  fuel: bituminous coal
  fuel_consumed: 500 TJ
  captured: {stored: 10 kt, sold: 2 kt, own_use: 1 kt, mineralised: 0.5 kt, oil_recovery: 3 kt}
  destination: Deep Sands
  source: x
- {id: wood, category: 1.A.1.a, fuel: wood, fuel_consumed: 100 TJ, captured: {urea: 4 kt}, source: x}
- {id: hidden, category: 1.A.1.b, fuel: wood, fuel_consumed: 100 TJ, captured: {stored: 5 kt}, confidential: yes, source: x}
"""


@pytest.mark.parametrize("guideline", ["ipcc-2006", "ipcc-2019", "cn-2011"])
def test_only_what_is_stored_or_counts_elsewhere_is_taken_off(tmp_path: Path, guideline: str) -> None:
    found = compute(tmp_path, POWER, guideline=guideline)
    sums = {purpose: (one.captured, one.taken_off) for purpose, one in found.summary.captured[2020].items()}
    assert sums == {
        "stored": (pytest.approx(15_000), pytest.approx(15_000)),
        "urea": (pytest.approx(4000), pytest.approx(4000)),
        "mineralised": (pytest.approx(500), 0),
        "oil_recovery": (pytest.approx(3000), 0),
        "sold": (pytest.approx(2000), 0),
        "own_use": (pytest.approx(1000), 0),
    }
    assert found.summary.totals[2020].memo["co2_captured"]["CO2"] == pytest.approx(25_500)


def test_the_total_is_what_is_formed_less_what_is_taken_off(tmp_path: Path) -> None:
    totals = compute(tmp_path, POWER).summary.totals[2020]
    assert totals.gas("CO2") == pytest.approx(47_300 - 10_000 - 4000 - 5000)
    assert totals.memo["biomass_co2"]["CO2"] == pytest.approx(2 * 11_200)


def test_records_say_where_it_goes_and_secret_ones_are_in_the_sums_only(tmp_path: Path) -> None:
    found = inventory_json.document(compute(tmp_path, POWER).summary)["years"]["2020"]["captured_co2"]
    assert found["by_purpose"]["stored"] == {"captured_t": 15_000, "taken_off_t": 15_000, "only_shown_t": 0}
    assert {(one["record"], one["destination"]) for one in found["records"]} == {("coal", "Deep Sands"), ("wood", "")}


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ["Sold as a gas", "2.00", "0.00", "2.00"]), ("zh", ["外售", "0.20", "0.00", "0.20"])],
)
def test_the_screen_tells_them_apart(tmp_path: Path, language: str, expected: list[str]) -> None:
    lines = screen.table(compute(tmp_path, POWER).summary, 2020, language).splitlines()  # type: ignore[arg-type]
    line = next(line for line in lines if expected[0] in line)
    assert line.replace(expected[0], "").split() == expected[1:]


def test_nothing_captured_is_no_table(tmp_path: Path) -> None:
    found = compute(tmp_path, "- {category: 1.A.1.a, fuel: wood, fuel_consumed: 100 TJ, source: x}").summary
    assert found.captured == {}
    assert inventory_json.document(found)["years"]["2020"]["captured_co2"] is None


def test_urea_by_its_tonnage_and_by_its_co2_are_one_line(tmp_path: Path) -> None:
    lines = """
- {id: a, category: 2.B.1, process: natural_gas_average, ammonia_made: 100 kt, urea_made: 60 kt, source: x}
- {id: b, category: 1.A.1.a, fuel: wood, fuel_consumed: 100 TJ, captured: {urea: 4 kt}, source: x}
"""
    found = compute(tmp_path, lines).summary.captured[2020]
    assert {name: one.taken_off for name, one in found.items()} == {"urea": pytest.approx(60_000 * 44 / 60 + 4000)}
