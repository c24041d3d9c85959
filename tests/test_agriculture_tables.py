"""Factor tables of agriculture and land: structure, and numbers that bind one table to another."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FACTORS = ROOT / "emission_factors"
VOCABULARY = ROOT / "ghginv" / "catalogue" / "vocabulary"
FILES = sorted(path for sector in ("agriculture", "land") for path in (FACTORS / sector).glob("*/*.yaml"))
#: Where two rows of these fit, the one that says more in the earlier columns holds: the ecological zone of a forest
#: before the climate of the region, the productivity of a herd before its kind.
EARLIER_COLUMNS_DECIDE = {"land/litter_carbon/ipcc-2006.yaml", "agriculture/enteric_ch4/ipcc-2019.yaml"}
NITROGEN_SHARES = [
    "manure_lost",
    "manure_volatilised",
    "manure_leached",
    "manure_on_pasture",
    "manure_system_share",
    "soil_volatilised",
    "soil_leached",
]
REGIONS = {
    "north_america", "western_europe", "eastern_europe", "oceania", "latin_america",
    "africa", "middle_east", "asia", "indian_subcontinent",
}  # fmt: skip


@cache
def load(path: Path) -> dict[str, Any]:
    """The file with every cell as text, as the project's own reader sees it."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return data


def table(name: str, factor_set: str) -> dict[tuple[str, ...], list[Any]]:
    data = load(FACTORS / name / f"{factor_set}.yaml")
    width = len(data["by"])
    return {tuple(row[:width]): row[width:] for row in data["rows"]}


def value(name: str, factor_set: str, *keys: str) -> float:
    return float(table(name, factor_set)[keys][0])


def members(name: str) -> dict[str, Any]:
    found: dict[str, Any] = load(VOCABULARY / f"{name}.yaml")["members"]
    return found


def name_of(path: Path) -> str:
    return path.relative_to(FACTORS).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_rows_have_the_declared_columns_and_no_twin(path: Path) -> None:
    data = load(path)
    assert data["table"] == path.parent.relative_to(FACTORS).as_posix()
    assert data["set"] == path.stem
    columns = data["columns"]
    assert columns[: len(data["by"])] == data["by"]
    assert columns[len(data["by"])] == "value"
    for row in data["rows"]:
        cells = row[:-1] if isinstance(row[-1], dict) else row
        assert len(cells) == len(columns), row
    keys = [tuple(row[: len(data["by"])]) for row in data["rows"]]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_value_lies_in_its_range(path: Path) -> None:
    data = load(path)
    if "low" not in data["columns"]:
        return
    width = len(data["by"])
    for row in data["rows"]:
        text, low, high = row[width : width + 3]
        if "~" not in (low, high):
            assert float(low) <= float(text) <= float(high), row


@pytest.mark.parametrize("path", [path for path in FILES if name_of(path) not in EARLIER_COLUMNS_DECIDE], ids=name_of)
def test_any_never_leaves_two_rows_to_choose_from(path: Path) -> None:
    data = load(path)
    width = len(data["by"])
    keys = [row[:width] for row in data["rows"]]
    assert sum(all(cell == "any" for cell in key) for key in keys) <= 1
    known = {tuple(key) for key in keys}
    for one, two in combinations((key for key in keys if "any" in key), 2):
        if all(a == b or "any" in (a, b) for a, b in zip(one, two, strict=True)):
            # Where two rows both fit, one holds the other, or the row that is both is written.
            both = tuple(b if a == "any" else a for a, b in zip(one, two, strict=True))
            assert both in known, (one, two)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_sources_are_declared(path: Path) -> None:
    sources: set[str] = set()
    for file in (FACTORS / "sources").glob("*.yaml"):
        sources |= set(yaml.safe_load(file.read_text(encoding="utf-8")))
    data = load(path)
    assert data["source"]["id"] in sources
    for row in data["rows"]:
        if isinstance(row[-1], dict) and "source" in row[-1]:
            assert row[-1]["source"]["id"] in sources


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_key_cells_are_members_of_their_vocabulary(path: Path) -> None:
    vocabulary = {
        "animal": "animal",
        "system": "manure_system",
        "temperature": "temperature_class",
        "nitrogen_input": "soil_nitrogen",
        "milked": "yes_no",
        "lactating": "yes_no",
        "earlier_month": "month",
        "stand": "forest_stand",
        "amendment": "rice_amendment",
        "feedstock": "wood_feedstock",
        "fibre": "wood_fibre",
        "from_use": "land_use",
        "to_use": "land_use",
        "crop_before": "crop_cover",
        "crop_after": "crop_cover",
    }
    derived = {
        "temperature_band": ("temperature_class", "band"),
        "loss_group": ("animal", "loss_group"),
        "pasture_group": ("animal", "pasture_group"),
        "energy_group": ("animal", "energy_group"),
        "manure_group": ("animal", "manure_group"),
        "manure_climate": ("climate", "manure_climate"),
        "input": ("soil_nitrogen", "input"),
        "form": ("soil_nitrogen", "form"),
        "moisture": ("climate", "moisture"),
        "warmth": ("climate", "warmth"),
        "burned_class": ("burned_vegetation", "burned_class"),
        "leaf": ("forest_type", "leaf"),
        "domain": ("ecological_zone", "domain"),
        "carbon_domain": ("ecological_zone", "carbon_domain"),
        "soil_climate": ("climate", "soil_climate"),
        "temperature_regime": ("climate", "temperature_regime"),
        "reservoir_zone": ("climate", "reservoir_zone"),
        "tree_group": ("tree_species", "tree_group"),
        "wood_continent": ("continent", "wood_continent"),
    }
    data = load(path)
    for position, key in enumerate(data["by"]):
        if key == "area":
            continue
        if key in derived:
            name, attribute = derived[key]
            allowed = {member.get(attribute) for member in members(name).values()}
        else:
            allowed = set(members(vocabulary.get(key, key)))
        cells = {row[position] for row in data["rows"]}
        assert cells <= allowed | {"any"}, cells - allowed


def test_shares_of_manure_systems_add_to_one() -> None:
    total: dict[tuple[str, str], float] = defaultdict(float)
    for (animal, area, _), row in table("agriculture/manure_system_share", "ipcc-2006").items():
        total[animal, area] += float(row[0])
    off = {key: round(100 * share, 1) for key, share in total.items() if abs(share - 1) > 0.0025}
    # In percent, as Tables 10A-4 to 10A-8 print them.
    assert off == {
        ("dairy_cattle", "oceania"): 101,
        ("dairy_cattle", "africa"): 99,
        ("dairy_cattle", "middle_east"): 102,
        ("dairy_cattle", "indian_subcontinent"): 99,
        ("other_cattle", "middle_east"): 101,
        ("other_cattle", "indian_subcontinent"): 101,
        ("buffalo", "western_europe"): 99,
        **{(animal, "latin_america"): 101 for animal in ("market_swine", "breeding_swine", "swine")},
        **{(animal, "asia"): 101 for animal in ("market_swine", "breeding_swine", "swine")},
    }


def test_shares_of_manure_systems_of_2019_add_to_one() -> None:
    total: dict[tuple[str, ...], float] = defaultdict(float)
    for key, row in table("agriculture/manure_system_share", "ipcc-2019").items():
        total[key[:-1]] += float(row[0])
    off = {key: round(share, 2) for key, share in total.items() if abs(share - 1) > 1e-9}
    assert off == {("sheep", "western_europe", "any", "yes"): 0.99}


@pytest.mark.parametrize("name", NITROGEN_SHARES)
def test_shares_lie_between_nothing_and_all(name: str) -> None:
    for path in (FACTORS / "agriculture" / name).glob("*.yaml"):
        for row in load(path)["rows"]:
            width = len(load(path)["by"])
            assert 0 <= float(row[width]) <= 1


def test_no_less_nitrogen_is_lost_than_volatilises() -> None:
    lost = table("agriculture/manure_lost", "ipcc-2006")
    volatilised = table("agriculture/manure_volatilised", "ipcc-2006")
    assert set(lost) == set(volatilised)
    assert all(float(lost[key][0]) >= float(volatilised[key][0]) for key in lost)


def test_manure_methane_rises_with_the_temperature() -> None:
    rows = table("agriculture/manure_ch4", "ipcc-2006")
    series: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (animal, area, _, temperature, _), row in rows.items():
        if temperature != "any":
            series[animal, area].append(float(row[0]))
    assert all(len(values) == 19 for values in series.values())
    assert all(values == sorted(values) for values in series.values())


def test_every_region_has_cattle_and_swine() -> None:
    for name in ("enteric_ch4", "nitrogen_excretion_rate", "animal_weight"):
        found = {(key[0], key[1]) for key in table(f"agriculture/{name}", "ipcc-2006")}
        for animal in ("dairy_cattle", "other_cattle"):
            assert {area for kind, area in found if kind == animal} == REGIONS
    shares = {(key[0], key[1]) for key in table("agriculture/manure_system_share", "ipcc-2006")}
    for animal in ("dairy_cattle", "other_cattle", "market_swine", "breeding_swine"):
        assert {area for kind, area in shares if kind == animal} == REGIONS


def test_methane_of_dairy_cattle_follows_from_its_parts() -> None:
    # EF = VS x 365 x Bo x 0.67 x sum(MCF x share); Asia at 13 degrees: VS 2.8, Bo 0.13, MCFs of Table 10A-4.
    conversion = {
        "uncovered_lagoon": 0.71,
        "liquid_slurry": 0.22,
        "pasture": 0.01,
        "daily_spread": 0.001,
        "anaerobic_digester": 0.10,
        "burned_for_fuel": 0.10,
    }
    shares = table("agriculture/manure_system_share", "ipcc-2006").items()
    mean = sum(conversion[key[2]] * float(row[0]) for key, row in shares if key[:2] == ("dairy_cattle", "asia"))
    printed = value("agriculture/manure_ch4", "ipcc-2006", "dairy_cattle", "asia", "any", "c13", "any")
    assert printed == round(2.8 * 365 * 0.13 * 0.67 * mean)


def test_methane_of_other_animals_follows_from_its_parts() -> None:
    """Table 10A-9: dry systems of 1, 1.5 and 2 %; poultry of developing countries has VS and B0 of its own."""
    solids, capacity = (table(f"agriculture/{name}", "ipcc-2006") for name in ("manure_solids", "methane_capacity"))
    printed = table("agriculture/manure_ch4", "ipcc-2006")
    animals = [
        (a, e) for a in ("sheep", "goats", "camels", "horses", "mules_asses") for e in ("developed", "developing")
    ]
    for animal, economy in [*animals, ("poultry", "developing"), ("turkeys", "developing"), ("pullets", "developing")]:
        key = (animal, "any", economy)
        for band, conversion in {"cool": 0.01, "temperate": 0.015, "warm": 0.02}.items():
            if (animal, economy, band) == ("mules_asses", "developed", "temperate"):
                continue  # 1.10 in Table 10.15, 1.14 in Table 10A-9
            factor = float(solids[key][0]) * 365 * float(capacity[key][0]) * 0.67 * conversion
            assert float(printed[(*key, "any", band)][0]) == pytest.approx(factor, abs=0.00501), (animal, economy, band)


def test_known_numbers() -> None:
    assert value("agriculture/enteric_ch4", "ipcc-2006", "dairy_cattle", "oceania", "any") == 100
    assert value("agriculture/enteric_ch4", "ipcc-2019", "buffalo", "asia", "any", "any", "any") == 76
    assert value("agriculture/manure_n2o", "ipcc-2006", "aerobic_forced") == 0.005
    assert value("agriculture/manure_n2o", "ipcc-2019", "solid_storage_additives") == 0.005
    assert value("agriculture/rice_soil_n2o", "ipcc-2019", "rice") == 0.004
    assert value("agriculture/soil_n2o", "cn-2011", "zone_iii") == 0.0057
    assert value("land/root_ratio", "ipcc-2006", "temperate_conifers_50_150") == 0.29


def test_the_chinese_set_says_it_is_not_read() -> None:
    for path in FILES:
        if path.stem == "cn-2011":
            data = load(path)
            assert data["checked"] == ("secondary" if data["source"]["id"] == "carbon-admin" else "unchecked")
