"""What must hold in the tables of coal mines, fuel transformation and CO2 storage, and what their methods refuse."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factor_tables import load, rows_of
from small_inventories import problems

TABLES = Path(__file__).resolve().parents[1] / "emission_factors" / "energy"
METHANE_DENSITY = 0.67  # kg/m3
PERIODS = ("1901_1925", "1926_1950", "1951_1975", "1976_2000", "2001_2025", "2026_2050")


def rows(table: str, factor_set: str) -> dict[tuple[Any, ...], list[Any]]:
    return rows_of(load(TABLES / table / f"{factor_set}.yaml"))


def abandoned(factor_set: str) -> dict[tuple[str, int], Any]:
    return {(period, year): row[0] for (period, year), row in rows("abandoned_mines_ch4", factor_set).items()}


def test_factors_of_abandoned_mines_are_those_of_2006_and_go_on_in_2019() -> None:
    old, new, later = (abandoned(name) for name in ("ipcc-2006", "ipcc-2019", "ipcc-2006-nearest"))
    assert {year for _, year in old} == set(range(1990, 2017))
    assert {year for _, year in new} == set(range(1990, 2051))
    assert old.items() <= new.items()
    assert later == {key: value for key, value in new.items() if key[1] > 2016}


@pytest.mark.parametrize("period", PERIODS)
def test_an_abandoned_mine_emits_less_each_year(period: str) -> None:
    values = [value for (name, _), value in sorted(abandoned("ipcc-2019").items()) if name == f"closed_{period}"]
    given = [value for value in values if value != "NA"]
    assert values[: len(values) - len(given)] == ["NA"] * (len(values) - len(given))
    assert given == sorted(given, reverse=True)


def test_mines_closed_25_years_later_are_as_far_on_25_years_later() -> None:
    factors = abandoned("ipcc-2006")
    for earlier, later in pairwise(PERIODS[:4]):
        for year in (2015, 2016):
            assert factors[f"closed_{later}", year] == factors[f"closed_{earlier}", year - 25]


def test_chinese_factors_are_those_of_the_guide_of_producers_by_volume() -> None:
    mining, after = (rows(name, "cn-2011") for name in ("coal_mine_ch4", "coal_post_mining_ch4"))
    assert mining["surface_mining", "any"][0] * METHANE_DENSITY == pytest.approx(1.34)
    assert after["underground_post_mining", "high"][0] * METHANE_DENSITY == pytest.approx(2.01)
    assert after["surface_post_mining", "any"][0] * METHANE_DENSITY == pytest.approx(0.34, abs=0.0051)
    # Low-gas mines: 0.6 there.
    assert after["underground_post_mining", "low"][0] * METHANE_DENSITY == pytest.approx(0.6, rel=0.05)


def test_flared_coke_oven_gas_emits_as_its_table_derives_it() -> None:
    flare = rows("coke_oven_gas_flare", "ipcc-2019")
    carbon = rows("carbon_content", "ipcc-2006")["coke_oven_gas",][0]
    co2 = carbon * 44 / 12
    assert co2 == pytest.approx(44.4, abs=0.05)
    assert flare["CH4",][0] == pytest.approx(8.8 * (1 - 0.98), abs=0.005)
    assert flare["N2O",][0] == pytest.approx(co2 * 3.3e-8 / 3.0e-3, rel=0.01)


def test_co2_pipelines_lack_the_factor_that_their_derivation_has() -> None:
    printed = [row[0] for row in rows("co2_pipelines", "ipcc-2006").values()]
    gas = [volume * 0.7 * 1e-6 for volume in (200, 2000, 20000)]
    assert printed == pytest.approx(gas)
    assert printed != pytest.approx([mass * (44 / 16) ** 0.5 for mass in gas], rel=0.1)


@pytest.mark.parametrize(
    "line",
    [
        "{category: 1.B.1.a.i, raw_coal: 1 Mt, used: 19 Mm3, source: x}",
        "{category: 1.C.1.b, loaded: 10 kt, unloaded: 11 kt, source: x}",
        "{category: 1.C.2.b, injected: 1 kt, leaked: 2 kt, source: x}",
    ],
)
def test_more_cannot_be_taken_off_than_there_is(tmp_path: Path, line: str) -> None:
    assert problems(tmp_path, f"- {line}") == ["check-error"]


def test_a_share_of_gassy_mines_is_chosen_by_the_user(tmp_path: Path) -> None:
    line = "- {{category: 1.B.1.a.i.3, mines: {{unit: '1', 1976-2000: 5}}, {}, source: x}}"
    assert problems(tmp_path, line.format("note: none chosen"), years=(2010,)) == ["no-factor"]
    assert problems(tmp_path, line.format("mine_gassiness: high"), years=(2010,)) == []
    assert problems(tmp_path, line.format("gassy_share: {unit: '%', 1976-2000: 40}"), years=(2010,)) == []


@pytest.mark.parametrize(
    ("captured", "more", "said"),
    [
        ("1000 kt", "", []),
        ("1010 kt", "", ["check-warning"]),
        ("990 kt", "", ["check-warning"]),
        ("1010 kt", ", tolerance: 0.01", []),
        ("600 kt", ", imported: 500 kt, exported: 100 kt", []),
    ],
)
def test_captured_co2_must_be_found_again(tmp_path: Path, captured: str, more: str, said: list[str]) -> None:
    lines = f"""
- {{category: 1.C.1.a, length: 500 km, source: x}}
- {{category: 1.C.2.a, lost: 1 kt, source: x}}
- {{category: 1.C.2.b, injected: 998.3 kt, leaked: 0 kt, source: x}}
- {{category: 1.C, captured: {captured}{more}, source: x}}
"""
    assert problems(tmp_path, lines) == said
