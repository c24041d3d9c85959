"""Mobile sources: structural facts of their tables, and what the methods refuse or warn of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factor_tables import load, rows_of
from small_inventories import compute, problems

TABLES = Path(__file__).resolve().parents[1] / "emission_factors" / "energy"
DISTANCE = "category: 1.A.3.b.i, method: road_transport_distance, source: survey"
HEAVY = "category: 1.A.3.b.iii, method: road_transport_distance, fuel: diesel, source: survey"


def rows(table: str, factor_set: str = "ipcc-2006") -> dict[tuple[Any, ...], list[Any]]:
    return rows_of(load(TABLES / table / f"{factor_set}.yaml"))


# ---- tables


def test_co2_of_a_landing_and_take_off_is_that_of_its_fuel() -> None:
    fuel, emission = rows("aviation_lto_fuel"), rows("aviation_lto")
    assert {aircraft for aircraft, _ in emission} == {aircraft for (aircraft,) in fuel}
    for (aircraft,), (burned,) in fuel.items():
        # Note 11 of the table: 3.16 a kilogram. Both are printed to 10 kg.
        assert emission[aircraft, "CO2"][0] == pytest.approx(3.16 * float(burned), abs=5 + 3.16 * 5), aircraft


def test_each_us_vehicle_has_a_cold_start() -> None:
    controls = load(TABLES.parents[1] / "ghginv" / "catalogue" / "vocabulary" / "emission_control.yaml")["members"]
    per_start = {name for name, control in controls.items() if control["cold_start"] == "per_start"}
    running = {(v, f, control, gas) for v, f, control, _, gas in rows("road_distance") if control in per_start}
    assert running == set(rows("road_cold_start"))


def test_chinese_vehicles_have_the_factors_of_cold_driving_in_towns() -> None:
    printed, found = rows("road_distance"), rows("road_distance", "cn-2011")
    compared = 0
    for (vehicle, fuel, control, driving, gas), row in found.items():
        assert driving == "all_roads"
        key = (vehicle, fuel, control, "urban_cold", gas)
        compared += key in printed
        assert row[0] == printed.get(key, row)[0], key
    assert compared >= 38


def test_only_a_cold_start_can_emit_less() -> None:
    for table in ("road_distance", "aviation_lto", "aviation_cruise"):
        assert all(row[0] == "NE" or row[0] >= 0 for row in rows(table).values()), table
    diesel = {key for key, row in rows("road_cold_start").items() if row[0] < 0}
    assert {fuel for _, fuel, _, _ in diesel} == {"gas_diesel_oil"}


@pytest.mark.parametrize("factor_set", ["ipcc-2006", "ipcc-2006-nearest"])
def test_shares_of_driving_add_to_one(factor_set: str) -> None:
    sums: dict[tuple[str, str], float] = {}
    for (vehicle, basis, _), (share,) in rows("driving_share", factor_set).items():
        sums[vehicle, basis] = sums.get((vehicle, basis), 0) + share
    assert set(sums.values()) == {1}


def test_borrowed_vehicles_have_the_factors_of_the_one_they_name() -> None:
    printed = rows("road_distance")
    for row in load(TABLES / "road_distance" / "ipcc-2006-nearest.yaml")["rows"]:
        named = row[-1]["note"].removeprefix("as ")
        vehicle, fuel, control, driving, gas = row[:5]
        if named.startswith("euro"):
            control = named
        else:
            fuel, control = named, "euro_4" if control in ("euro_5", "euro_6") else control
        assert row[5] == printed[vehicle, fuel, control, driving, gas][0], row


# ---- methods


def test_fuel_sold_and_estimated_are_compared(tmp_path: Path) -> None:
    lines = """\
- id: sales
  category: 1.A.3.b
  fuel: diesel
  fuel_consumed: {sold} kt
  factor: {{CH4: "IE: by distance", N2O: "IE: by distance"}}
  source: sales
- id: buses
  category: 1.A.3.b.iii
  method: road_transport_distance
  vehicle: bus
  fuel: diesel
  driving_share: {{urban: 1}}
  distance: 1e8 km
  consumption: 0.1 kg/km
  co2_basis: fuel_sold
  source: survey
- {{category: 1.A.3.b, method: road_fuel_validation, source: the records above}}
"""
    assert "check-warning" not in problems(tmp_path / "near", lines.format(sold=10.4))
    assert "check-warning" in problems(tmp_path / "less", lines.format(sold=9.4))
    assert "check-warning" in problems(tmp_path / "more", lines.format(sold=10.6))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (f"{DISTANCE}, fuel: petrol, emission_control: Euro 4, distance: 1 km", "check-error"),  # no fuel, so no CO2
        (f"{DISTANCE}, fuel: petrol, emission_control: 国六, distance: 1 km, co2_basis: fuel_sold, cold_starts: 2",
         "check-warning"),
        (f"{HEAVY}, vehicle: heavy_duty_over_16t, distance: 1 km, consumption: 1 kg/km", "no-factor"),  # which roads?
        (f"{HEAVY}, vehicle: bus, driving_share: {{urban: 0.5}}, distance: 1 km, consumption: 1 kg/km",
         "shares-not-one"),
        ("category: 1.A.3.a.ii, method: civil_aviation, cycles: {A320: 1000}, fuel_consumed: 0.7 kt, source: airport",
         "check-error"),
        ("category: 1.A.5.c, fuel: jet kerosene, fuel_consumed: 1 kt, source: airport", "missing-key"),
        ("category: 1.A.3.b.vi, additive: 1 kt, purity: 325 %, source: sales", "check-error"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(tmp_path: Path, line: str, problem: str) -> None:
    assert problem in problems(tmp_path, f"- {{{line}}}\n")


def test_bunkers_and_multilateral_operations_are_in_no_total(tmp_path: Path) -> None:
    line = "- {{category: {}, mobile_source: navigation, fuel: diesel, fuel_consumed: 1 kt, source: port}}\n"
    places = ("1.A.3.d.i", "1.A.5.c", "1.A.3.d.ii", "1.A.4.c.iii")
    totals = compute(tmp_path, "".join(map(line.format, places))).summary.totals[2020]
    memo = totals.memo
    assert memo["international_bunkers"]["CO2"] == memo["multilateral_operations"]["CO2"] == pytest.approx(3186.3)
    assert totals.total(True, "CO2") == pytest.approx(2 * 3186.3)
