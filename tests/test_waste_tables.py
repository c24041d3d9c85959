"""The waste factor tables hold together: facts that follow from the guideline's own arithmetic."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "emission_factors" / "waste"
TABLES = sorted(FOLDER.glob("*/*.yaml"))
KEYS = {
    "site": "disposal_site",
    "cover": "landfill_cover",
    "technology": "incinerator",
    "path": "wastewater_path",
}
KEYS |= {"receiving_water": "wastewater_path", "group": "income_group", "sludge_kind": "sludge_process"}
KEYS |= {"industry": "wastewater_industry"}
KEYS |= {"data_year": "waste_data_year", "management": "waste_management"}
KEYS |= {"garbage_disposal": "yes_no", "treatment": "biological_process", "weight": "weight_basis"}

#: Printed so in the guideline: the value lies outside the range beside it.
OUTSIDE = {("organics_removed", "septic_tank"), ("treatment_n2o", "septic_land_dispersal")}


@cache
def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def rows(name: str, factor_set: str = "ipcc-2006") -> dict[tuple[str, ...], tuple[float, ...]]:
    """Key cells -> value, low, high (those that are numbers)."""
    table = read(FOLDER / name / f"{factor_set}.yaml")
    keys = len(table["by"])
    found = {}
    for row in table["rows"]:
        cells = [cell for cell in row if not isinstance(cell, dict)]
        found[tuple(cells[:keys])] = tuple(float(cell) for cell in cells[keys:] if cell not in ("~", "NA"))
    return found


def vocabulary(name: str) -> dict[str, Any]:
    return dict(read(ROOT / "ghginv" / "catalogue" / "vocabulary" / f"{name}.yaml")["members"])


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_table_is_well_formed(path: Path) -> None:
    table = read(path)
    assert table["table"] == f"waste/{path.parent.name}"
    assert table["set"] == path.stem
    assert table["columns"][: len(table["by"])] == table["by"]
    keys = [tuple(row[: len(table["by"])]) for row in table["rows"]]
    assert len(keys) == len(set(keys)), "a row stands twice"
    sources = {id for file in (ROOT / "emission_factors" / "sources").glob("*.yaml") for id in read(file)}
    for row in table["rows"]:
        more = row[-1] if isinstance(row[-1], dict) else {}
        cells = row[:-1] if more else row
        assert len(cells) == len(table["columns"])
        assert more.get("source", table["source"])["id"] in sources
        for key, cell in zip(table["by"], cells, strict=False):
            assert cell == "any" or cell in vocabulary(KEYS.get(key, key)), cell


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_value_lies_in_its_range(path: Path) -> None:
    for key, numbers in rows(path.parent.name, path.stem).items():
        if len(numbers) == 3 and (path.parent.name, *key) not in OUTSIDE:
            value, low, high = numbers
            assert low <= value <= high, key


def test_decay_rate_is_that_of_the_half_life() -> None:
    rates, lives = rows("decay_rate"), rows("half_life")
    assert len(lives) == 28
    for key, (life, *_) in lives.items():
        # whole years are printed, some cut and some rounded
        assert abs(math.log(2) / rates[key][0] - life) < 1, key


def test_organic_carbon_of_wet_waste_is_that_of_dry_waste() -> None:
    dry_carbon = {
        "paper": 44,
        "textiles": 30,
        "food": 38,
        "wood": 50,
        "garden": 49,
        "nappies": 60,
        "rubber_leather": 47,
    }
    organic, dry_matter = rows("organic_carbon"), rows("dry_matter")
    for waste, percent in dry_carbon.items():
        wet = organic[waste, "any"][0] * 100
        assert abs(dry_matter[waste,][0] * percent - wet) <= 0.51, waste


@pytest.mark.parametrize(
    ("region", "composition"),
    [
        ("eastern_asia", {"food": 26.2, "paper": 18.8, "wood": 3.5, "textiles": 3.5, "rubber_leather": 1.0}),
        ("northern_europe", {"food": 23.8, "paper": 30.6, "wood": 10.0, "textiles": 2.0}),
        ("caribbean", {"food": 46.9, "paper": 17.0, "wood": 2.4, "textiles": 5.1, "rubber_leather": 1.9}),
    ],
)
def test_organic_carbon_of_mixed_waste_is_the_mean_of_its_components(
    region: str, composition: dict[str, float]
) -> None:
    organic = rows("organic_carbon")
    mean = sum(share / 100 * organic[waste, "any"][0] for waste, share in composition.items())
    assert organic["municipal_solid_waste", region][0] == pytest.approx(mean, abs=0.006)


def test_organic_carbon_of_the_refinement_is_the_mean_of_its_compositions() -> None:
    organic, composition = rows("organic_carbon"), rows("composition", "ipcc-2019")
    means = rows("organic_carbon", "ipcc-2019")
    assert len(means) == 18
    for (_, region), (printed, *_) in means.items():
        shares = {waste: percent for (waste, area), (percent, *_) in composition.items() if area == region}
        mean = sum(percent / 100 * organic[waste, "any"][0] for waste, percent in shares.items())
        assert printed == pytest.approx(mean, abs=0.0051), region


def test_wastewater_factor_is_potential_times_correction() -> None:
    """The factors printed beside the corrections in Table 6.3 of the Refinement, kg CH4 per kg BOD."""
    printed = {
        "other_water": 0.021,
        "reservoir_lake_estuary": 0.114,
        "stagnant_sewer": 0.3,
        "flowing_sewer": 0,
        "aerobic_plant": 0.018,
    }
    printed |= {"anaerobic_reactor": 0.48, "shallow_lagoon": 0.12, "deep_lagoon": 0.48, "septic_tank": 0.3}
    printed |= {
        "septic_land_dispersal": 0.3,
        "latrine_dry_family": 0.06,
        "latrine_dry_communal": 0.3,
        "latrine_wet": 0.42,
    }
    (potential, *_), corrections = rows("bod_methane_potential")[()], rows("wastewater_mcf", "ipcc-2019")
    for path, factor in printed.items():
        assert potential * corrections[path,][0] == pytest.approx(factor, abs=1e-9), path
    # the mean of the two Tier 2 corrections, printed rounded, and its factor (0.068) made before rounding
    assert corrections["river_lake_sea",][0] == pytest.approx((0.035 + 0.19) / 2, abs=0.005)
    assert potential * (0.035 + 0.19) / 2 == pytest.approx(0.068, abs=0.001)


def test_discharge_corrections_are_those_of_the_paths() -> None:
    paths = rows("wastewater_mcf", "ipcc-2019")
    for water, numbers in rows("discharge_mcf", "ipcc-2019").items():
        assert paths[water] == numbers


def test_potential_per_cod_and_per_bod_differ_by_the_printed_ratio() -> None:
    assert rows("cod_methane_potential")[()][0] * 2.4 == pytest.approx(rows("bod_methane_potential")[()][0])


def test_wet_and_dry_factors_of_biological_treatment_agree() -> None:
    """Table 4.1 takes 60 % water."""
    for name in ("biological_ch4", "biological_n2o"):
        found = rows(name)
        for treatment in vocabulary("biological_process"):
            assert found[treatment, "wet"][0] == pytest.approx(0.4 * found[treatment, "dry"][0])


def test_every_component_of_municipal_waste_has_its_rows() -> None:
    components = [waste for waste, member in vocabulary("waste").items() if member["part_of_msw"] == "yes"]
    for waste in components:
        assert (waste, "any") in rows("organic_carbon")
        assert any(key[0] == waste for key in rows("decay_rate"))
        for name in ("dry_matter", "carbon_content", "fossil_share"):
            assert (waste,) in rows(name)
        for name in ("incineration_ch4", "incineration_n2o"):
            for factor_set in ("ipcc-2006", "ipcc-2019"):
                mixed = {
                    key[1]: numbers
                    for key, numbers in rows(name, factor_set).items()
                    if key[0] == "municipal_solid_waste"
                }
                own = {key[1]: numbers for key, numbers in rows(name, factor_set).items() if key[0] == waste}
                assert own == mixed, "a component has the factor of mixed municipal waste"


def test_income_groups_add_to_the_population() -> None:
    shares: dict[str, float] = {}
    for (_, area), (share, *_) in rows("income_group_share").items():
        shares[area] = shares.get(area, 0) + share
    assert all(total == pytest.approx(1) for total in shares.values()), shares


def test_every_site_has_a_category() -> None:
    assert {site["category"] for site in vocabulary("disposal_site").values()} == {"4.A.1", "4.A.2", "4.A.3"}


WASTES = {"paper_cardboard": "paper", "food_waste": "food", "garden_park_waste": "garden"}
INDUSTRIES = {
    "food_beverages_tobacco": "industrial_food",
    "textile": "industrial_textile",
    "wood_products": "industrial_wood",
}
INDUSTRIES |= {
    "pulp_paper": "industrial_paper",
    "petroleum_solvents_plastics": "industrial_petroleum",
    "rubber": "industrial_rubber",
}
INDUSTRIES |= {"construction_demolition": "construction", "other": "industrial"}
DECAY = {
    "paper_textiles": ("paper", "textiles"),
    "wood_straw": ("wood",),
    "garden_park_other_organic": ("garden",),
}
DECAY |= {"food_sewage_sludge": ("food", "sewage_sludge"), "bulk": ("municipal_solid_waste",)}
SITES = {
    "unmanaged_deep_or_high_water_table": "unmanaged_deep",
    "managed_well_semi_aerobic": "managed_semi_aerobic",
}
SITES |= {
    "managed_poorly_semi_aerobic": "managed_semi_aerobic_poor",
    "managed_well_active_aeration": "managed_aerated",
}
SITES |= {"managed_poorly_active_aeration": "managed_aerated_poor"}
PATHS = {"sea_river_lake_discharge": "river_lake_sea", "centralised_aerobic_well_managed": "aerobic_plant"}
PATHS |= {
    "centralised_aerobic_overloaded": "aerobic_plant_overloaded",
    "anaerobic_digester_sludge": "sludge_digester",
}
PATHS |= {
    "anaerobic_shallow_lagoon": "shallow_lagoon",
    "anaerobic_deep_lagoon": "deep_lagoon",
    "septic_system": "septic_tank",
}
PATHS |= {"latrine_dry_small_family": "latrine_dry_family", "latrine_wet_or_flush": "latrine_wet"}
PATHS |= {"latrine_regular_sediment_removal": "latrine_emptied", "aerobic_well_managed": "aerobic_plant"}
PATHS |= {"aerobic_overloaded": "aerobic_plant_overloaded", "discharge_aquatic_tier1": "river_lake_sea"}
PATHS |= {
    "discharge_aquatic_other_than_reservoirs_lakes_estuaries_tier2": "other_water",
    "centralised_aerobic": "aerobic_plant",
}
PATHS |= {
    "discharge_reservoirs_lakes_estuaries_tier2": "reservoir_lake_estuary",
    "septic_tank_land_dispersal": "septic_land_dispersal",
}
PATHS |= {
    "anaerobic_shallow_and_facultative_lagoon": "shallow_lagoon",
    "anaerobic_lagoon": "deep_lagoon",
    "latrine": "latrine_wet",
}
PATHS |= {
    "secondary": "aerobic_plant",
    "primary": "aerobic_plant_overloaded",
    "tertiary": "advanced_plant",
    "no_treatment": "river_lake_sea",
}
SLUDGES = {
    "mechanical_primary": "primary",
    "aerobic_with_primary": "mixed",
    "aerobic_without_separate_primary": "without_primary",
}
SLUDGES |= {"aerobic_with_primary_and_anaerobic_digestion": "mixed_digested"}
AREAS = {
    "africa": "eastern_africa",
    "asia_middle_east_latin_america": "eastern_asia",
    "canada_europe_russia_oceania": "western_europe",
}
AREAS |= {"usa": "united_states", "turkey": "turkiye", "russia": "russian_federation"}


def ours(entry: dict[str, Any], guideline: str) -> list[tuple[tuple[float, ...], float]]:
    """Our rows that an entry of the reference collection speaks of, each with the scale of its numbers."""
    table, parameter, said = entry["table"], entry["parameter"], entry["qualifiers"]
    percent = 0.01 if entry["unit"].startswith("percent") else 1.0

    def of(name: str, *key: str) -> list[tuple[tuple[float, ...], float]]:
        return [(rows(name, f"ipcc-{guideline}")[key], percent)]

    component = WASTES.get(said.get("component", ""), said.get("component", ""))
    industry = INDUSTRIES.get(said.get("industry", ""), "")
    system = PATHS.get(said.get("system", ""), said.get("system", ""))
    match table, parameter:
        case "2.4", "doc_wet":
            return of("organic_carbon", component, "any")
        case "2.4", "dry_matter_content":
            return of("dry_matter", component)
        case "2.4", "total_carbon_content":
            return of("carbon_content", component)
        case "2.4", "fossil_carbon_fraction":
            return of("fossil_share", component)
        case "2.5", "doc":
            return of("organic_carbon", industry, "any")
        case "2.5", "total_carbon" if industry != "industrial":
            return of("carbon_content", industry)
        case "2.5", "fossil_carbon" if industry != "industrial":
            content, share = rows("carbon_content")[industry,][0], rows("fossil_share")[industry,][0]
            return [((content * share,), percent)]
        case ("3.1", "mcf"):
            return of("site_mcf", SITES.get(said["site"], said["site"]))
        case ("3.3", "k_methane_generation_rate"):
            return [row for waste in DECAY[said["waste"]] for row in of("decay_rate", waste, said["climate"])]
        case ("3.4", "half_life"):
            return [row for waste in DECAY[said["waste"]] for row in of("half_life", waste, said["climate"])]
        case "5.2", "total_carbon_content":
            return of("carbon_content", said["waste"])
        case "5.2", "fossil_carbon_fraction":
            return of("fossil_share", said["waste"])
        case "5.3", "emission_factor":
            return of("incineration_ch4", "municipal_solid_waste", f"{said['operation']}_{said['technology']}")
        case "5.3A", "emission_factor":
            return of("incineration_ch4", "municipal_solid_waste", f"gasification_{said['reactor']}")
        case "5.4A", "emission_factor":
            return of("incineration_n2o", "municipal_solid_waste", f"gasification_{said['reactor']}")
        case "6.3", "mcf":
            return of("wastewater_mcf", system)
        case "6.4", "bod5" if said["region"] != "palestine":
            return of("bod_per_person", AREAS.get(said["region"], said["region"]))
        case "6.6A", "k_rem":
            return of("sludge_factor", SLUDGES[said["system"]])
        case "6.6B", "tow_rem" if said["system"] != "untreated":
            return of("organics_removed", system)
        case "6.8", "mcf":
            return of("industrial_wastewater_mcf", system)
        case "6.8A", "ef_plants":
            return of("treatment_n2o", system)
        case "6.10C", "n_rem":
            return of("nitrogen_removed", system)
    return []


def test_tables_agree_with_the_reference_collection(reference: Path) -> None:
    compared = 0
    for path in sorted((reference / "ipcc").glob("20??_vol5_ch0[2356].yaml")):
        guideline = path.stem[:4]
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            for numbers, scale in ours(entry, guideline):
                assert numbers[0] == pytest.approx(entry["value"] * scale, rel=1e-9), entry["id"]
                if len(numbers) == 3 and entry.get("low") is not None and entry.get("high") is not None:
                    printed = (entry["low"] * scale, entry["high"] * scale)
                    assert numbers[1:] == pytest.approx(printed, rel=1e-9), entry["id"]
                compared += 1
    assert compared > 150


@pytest.mark.parametrize("factor_set", ["ipcc-2006", "ipcc-2019"])
def test_printed_compositions_are_whole(factor_set: str) -> None:
    """The Refinement prints whole compositions; the Guidelines leave cells blank."""
    sums: dict[str, float] = {}
    for (_, area), (percent, *_) in rows("composition", factor_set).items():
        sums[area] = sums.get(area, 0) + percent
    least = 99.7 if factor_set == "ipcc-2019" else 59
    assert {area: total for area, total in sums.items() if not least <= total <= 100.8} == {}


@pytest.mark.parametrize("factor_set", ["ipcc-2006", "ipcc-2019"])
def test_shares_of_management_are_not_above_one(factor_set: str) -> None:
    sums: dict[str, float] = {}
    shares = rows("management_share", factor_set)
    for (management, area, year), (part, *_) in shares.items():
        if year == "latest" and management not in ("open_dumped", "landfilled"):
            sums[area] = sums.get(area, 0) + part
        if management == "open_dumped":
            landfilled = shares["landfilled", area, year][0]
            assert shares["disposed", area, year][0] == pytest.approx(part + landfilled), area
    # rounded to the per cent
    assert {area: total for area, total in sums.items() if total > 1.021} == {}


def test_values_of_earlier_guidelines_are_printed_alike() -> None:
    """The annex of the Refinement repeats those of the Guidelines, for each country that both print."""
    for name in ("generation_rate", "management_share"):
        earlier, later = rows(name, "ipcc-2006"), rows(name, "ipcc-2019")
        nations = [key for key in earlier if key[-1] == "latest" and (*key[:-1], "y2000") in later]
        assert len(nations) > 60
        different = {key: earlier[key] for key in nations if earlier[key][0] != later[(*key[:-1], "y2000")][0]}
        assert different == {}, name
