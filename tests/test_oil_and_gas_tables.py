"""What must hold in the tables of oil and natural gas systems, and what their methods refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factor_tables import load, rows_of
from small_inventories import problems

TABLES = Path(__file__).resolve().parents[1] / "emission_factors" / "energy"
OF_2006 = [f"{system}_{how}" for system in ("oil", "gas") for how in ("fugitives", "venting", "flaring")]
OF_2019 = [
    "oil_systems_by_volume",
    "oil_systems_by_well",
    *(f"gas_systems_by_{x}" for x in ("volume", "count", "length")),
]


def rows(table: str, factor_set: str) -> dict[tuple[str, ...], list[Any]]:
    """Key cells -> value and limits, as numbers where they are."""
    return {
        keys: [_number(cell) for cell in cells]
        for keys, cells in rows_of(load(TABLES / table / f"{factor_set}.yaml")).items()
    }


def _number(cell: Any) -> Any:
    try:
        return float(cell)
    except (TypeError, ValueError):
        return cell


@pytest.mark.parametrize("table", OF_2006)
def test_other_countries_lose_no_less_than_western_ones(table: str) -> None:
    # At the lower end, by which the other table was made; the upper ends of gas_processing are smaller there.
    found = rows(table, "ipcc-2006")
    compared = 0
    for (segment, standard, point, gas), (value, *_) in found.items():
        if standard == "western" and isinstance(value, float):
            lower = found.get((segment, "other", "lower" if point == "any" else point, gas))
            lower = lower or found.get((segment, "other", "any", gas))
            if lower and isinstance(lower[0], float) and point in ("any", "lower"):
                assert lower[0] >= value, (segment, point, gas)
                compared += 1
    assert compared


@pytest.mark.parametrize("table", OF_2006)
def test_a_range_has_three_rows_and_its_middle_is_the_mean(table: str) -> None:
    found = rows(table, "ipcc-2006")
    for (segment, standard, point, gas), (value, low, high) in found.items():
        if point != "middle":
            continue
        ends = [found[segment, standard, end, gas][0] for end in ("lower", "upper")]
        assert [low, high] == ends
        assert value == pytest.approx(sum(ends) / 2)
        assert (segment, standard, "any", gas) not in found


@pytest.mark.parametrize("table", OF_2019)
def test_the_lower_emitting_practice_emits_less_methane(table: str) -> None:
    found = rows(table, "ipcc-2019")
    pairs = [key for key in found if key[1] == "lower_emitting" and key[3] == "CH4"]
    assert pairs
    for segment, _, activity, gas in pairs:
        assert found[segment, "lower_emitting", activity, gas] < found[segment, "higher_emitting", activity, gas]


@pytest.mark.parametrize("system", ["oil", "gas"])
def test_leaks_venting_and_flaring_make_the_whole(system: str) -> None:
    found = rows(f"{system}_systems_parts", "ipcc-2019")
    sums: dict[tuple[str, str, str], float] = {}
    for (segment, practice, part, gas), (share,) in found.items():
        if part != "all" and isinstance(share, float):
            for one in ("CO2", "CH4", "N2O") if gas == "any" else (gas,):
                sums[segment, practice, one] = sums.get((segment, practice, one), 0) + share
    assert sums
    for key, total in sums.items():
        assert total == pytest.approx(1, abs=0.0101), key  # printed to the per cent


def test_wells_at_sea_emit_a_fiftieth_of_those_on_land() -> None:
    found = rows("abandoned_wells", "ipcc-2019")
    for plugging in ("plugged", "unplugged", "unknown"):
        assert found["offshore", plugging][0] == pytest.approx(found["onshore", plugging][0] * 0.02, rel=0.13)
    mixed = found["onshore", "plugged"][0] * 0.862 + found["onshore", "unplugged"][0] * (1 - 0.862)
    assert found["onshore", "unknown"][0] == pytest.approx(mixed, rel=0.02)


@pytest.mark.parametrize(
    ("code", "more", "said"),
    [
        ("CA", "", []),
        ("CN", "", ["no-factor"] * 2),
        ("RU", "", ["no-factor"] * 2),  # developed, but an economy in transition
        ("CN", ", range_point: upper", []),
        ("CN", ", oil_gas_standard: western", []),
    ],
)
def test_a_range_without_a_default_is_the_users_choice(tmp_path: Path, code: str, more: str, said: list[str]) -> None:
    line = f"- {{category: 1.B.2.b, gas_segment: gas_distribution, throughput: 1 Mm3{more}, source: x}}"
    assert [one for one in problems(tmp_path, line, region=code) if one != "not-estimated"] == said


def test_wells_of_exploration_say_what_was_counted(tmp_path: Path) -> None:
    line = "- {{category: 1.B.2.a.i, oil_segment: exploration_conventional, activity: 5 piece{}, source: x}}"
    assert set(problems(tmp_path, line.format(""), guideline="ipcc-2019")) == {"no-factor"}
    assert problems(tmp_path, line.format(", oil_gas_activity: wells_drilled"), guideline="ipcc-2019") == []


@pytest.mark.parametrize(
    "wrong", ["conserved: 1.2", "flared_share: 1.1", "ch4_fraction: 0.99", "co2_fraction: 0.3", "nmvoc_fraction: 0.2"]
)
def test_a_balance_of_gas_must_close(tmp_path: Path, wrong: str) -> None:
    given = {
        "conserved": "0.5", "flared_share": "0.5", "ch4_fraction": "0.8", "co2_fraction": "0.05", "nmvoc_fraction": "0.1",
    }  # fmt: skip
    name, _, value = wrong.partition(": ")
    given[name] = value
    said = ", ".join(f"{key}: {number}" for key, number in given.items())
    line = (
        "- {category: 1.B.2.a, method: oil_production_venting_flaring, oil_produced: 1 kL, gas_to_oil: 100 m3/m3,"
        f" nmvoc_carbon: 2.5, source: x, {said}}}"
    )
    assert "check-error" in problems(tmp_path, line)
