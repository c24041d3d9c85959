"""Structural facts of the tables of energy: what must hold whoever typed them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factor_tables import load, rows_of

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "emission_factors" / "energy"
VOCABULARY = ROOT / "ghginv" / "catalogue" / "vocabulary"
FILES = sorted(TABLES.glob("*/*.yaml"))
SECTORS = ("energy_industries", "manufacturing", "commercial", "residential")
C_TO_CO2 = 44 / 12
NO_NUMBERS = ("NA", "NE")
#: Table 2.4 prints the upper limit as the lower one too.
PRINTED_ODDLY = {("coal_tar", "commercial", "CH4")}
#: Limits of CO2 in print that are not those of the carbon content in print.
LIMITS_APART = {"peat", "gas_works_gas", "coke_oven_gas"}
#: Tables with factors of nothing in print, and the exponent of a curve that falls.
NOTHING_OR_LESS = {"coal_post_mining_ch4", "abandoned_mines_gassy", "gasification", "abandoned_mine_decline_exponent"} | {
    "road_distance", "road_cold_start", "aviation_lto", "aviation_cruise", "gas_systems_parts", "oil_systems_parts",
    "oil_gas_facility_count",
}  # fmt: skip
#: Where the name of a key is not that of its vocabulary.
VOCABULARIES = {"equipment": "combustion_equipment"}
#: Keys that are an attribute of the members of a vocabulary.
ATTRIBUTES = {"cold_start_basis": ("emission_control", "cold_start")}


def rows(table: str, factor_set: str = "ipcc-2006") -> dict[tuple[Any, ...], list[Any]]:
    return rows_of(load(TABLES / table / f"{factor_set}.yaml"))


def value(table: str, *keys: Any, factor_set: str = "ipcc-2006") -> float:
    return float(rows(table, factor_set)[keys][0])


def members(vocabulary: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load(VOCABULARY / f"{vocabulary}.yaml")["members"]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_says_what_its_place_says(path: Path) -> None:
    file = load(path)
    assert (file["table"], file["set"]) == (f"energy/{path.parent.name}", path.stem)
    assert file["columns"][: len(file["by"]) + 1] == [*file["by"], "value"]
    keys = [tuple(row[: len(file["by"])]) for row in file["rows"]]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_cells_of_a_key_are_members_of_its_vocabulary(path: Path) -> None:
    file = load(path)
    for position, key in enumerate(file["by"]):
        cells = {row[position] for row in file["rows"]} - {"any"}
        if key in ATTRIBUTES:
            vocabulary, attribute = ATTRIBUTES[key]
            assert cells <= {member[attribute] for member in members(vocabulary).values()}, key
        elif key != "year":
            assert cells <= set(members(VOCABULARIES.get(key, key))), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_values_lie_within_their_ranges(path: Path) -> None:
    file = load(path)
    start, width = len(file["by"]), len(file["columns"])
    for row in file["rows"]:
        number, low, high = [*row[start:width], None, None][:3]
        if number in NO_NUMBERS:
            continue
        # YAML reads 2e-6 as a text, the library does not.
        number, low, high = (None if cell is None else float(cell) for cell in (number, low, high))
        assert number > 0 or path.parent.name in NOTHING_OR_LESS, row
        if low is not None and tuple(row[:start]) not in PRINTED_ODDLY:
            assert low <= number <= high, row
            assert low < high, row


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_sources_are_named(path: Path) -> None:
    known = set().union(*(load(p) for p in (ROOT / "emission_factors" / "sources").glob("*.yaml")))
    file = load(path)
    extras = [row[-1] for row in file["rows"] if isinstance(row[-1], dict)]
    assert {holder["source"]["id"] for holder in [file, *extras] if "source" in holder} <= known


def test_the_guideline_names_53_fuels_in_each_table() -> None:
    carbon = {fuel for (fuel,) in rows("carbon_content")}
    assert len(carbon) == 53
    assert {fuel for (fuel,) in rows("calorific_value")} == carbon
    factors = rows("combustion")
    assert set(factors) == {(fuel, "any", "CO2") for fuel in carbon} | {
        (fuel, sector, gas) for fuel in carbon for sector in SECTORS for gas in ("CH4", "N2O")
    }


def test_co2_is_the_carbon_fully_oxidised() -> None:
    assert value("oxidation", "any") == 1
    factors = rows("combustion")
    for (fuel,), carbon in rows("carbon_content").items():
        co2 = factors[fuel, "any", "CO2"]
        # Printed to hundreds, from 100,000 on to thousands.
        digit = 1000 if co2[0] >= 100_000 else 100
        assert co2[0] == pytest.approx(carbon[0] * C_TO_CO2 * 1000, abs=digit * 0.51), fuel
        if fuel not in LIMITS_APART:
            # The limits come from carbon contents with more digits than those printed.
            assert co2[1:] == pytest.approx([c * C_TO_CO2 * 1000 for c in carbon[1:]], rel=0.012), fuel


def test_methane_is_never_lower_in_small_plants() -> None:
    factors = rows("combustion")
    for fuel in {fuel for fuel, _, _ in factors}:
        methane = [factors[fuel, sector, "CH4"][0] for sector in SECTORS]
        assert methane == sorted(methane), fuel


def test_factors_that_a_table_by_equipment_lacks_are_those_of_the_sector() -> None:
    file, by_sector = load(TABLES / "combustion_by_equipment" / "ipcc-2006.yaml"), rows("combustion")
    borrowed = [row for row in file["rows"] if "not available" in str(row[-1])]
    assert {row[2] for row in borrowed} >= {"cement_kiln", "dryer", "diesel_engine", "fireplace", "coke_oven"}
    for fuel, sector, _, gas, *numbers, _ in borrowed:
        known = "energy_industries" if sector == "any" else sector
        assert numbers == by_sector[fuel, known, gas], (fuel, sector, gas)


def test_equipment_of_a_fuel_has_both_gases() -> None:
    gases: dict[tuple[str, ...], set[str]] = {}
    for fuel, sector, equipment, gas in rows("combustion_by_equipment"):
        gases.setdefault((fuel, sector, equipment), set()).add(gas)
    # Coke ovens: CH4 is printed without a fuel, N2O is that of the fuel.
    assert {key for key, found in gases.items() if len(found) < 2} == {
        (fuel, "any", "coke_oven") for fuel in ("any", "coke_oven_gas", "blast_furnace_gas", "natural_gas")
    }


def test_net_heat_is_less_than_gross_heat() -> None:
    found = rows("net_calorific_share")
    assert found.pop(("any", "gross")) == ["NE"]
    assert {basis for _, basis in found} == {"gross"}
    fuels = members("fuel")
    for (fuel, _), (share,) in found.items():
        gas = fuel.endswith("gas") or fuel == "ethane"
        assert share == (0.8 if fuels[fuel]["kind"] == "biomass" else 0.9 if gas else 0.95), fuel


def test_mobile_sources_have_the_co2_of_their_fuel() -> None:
    factors = rows("combustion")
    as_printed = {"liquefied_natural_gas": "natural_gas"}
    for table in ("road_combustion", "mobile_combustion"):
        for (fuel, *_, gas), row in rows(table).items():
            if gas == "CO2":
                assert row[0] == factors[as_printed.get(fuel, fuel), "any", "CO2"][0], (table, fuel)


def test_petrol_without_a_technology_is_that_of_1995_and_unchecked() -> None:
    file = load(TABLES / "road_combustion" / "ipcc-2006.yaml")
    found = rows("road_combustion")
    for gas in ("CH4", "N2O"):
        assert found["motor_gasoline", "any", gas] == found["motor_gasoline", "light_duty_1995", gas]
    chosen = [row for row in file["rows"] if row[:2] == ["motor_gasoline", "any"] and row[2] != "CO2"]
    assert all(row[-1]["checked"] == "unchecked" for row in chosen)


def test_borrowed_rows_are_those_of_the_fuel_they_name() -> None:
    for table in (
        "calorific_value",
        "carbon_content",
        "combustion",
        "combustion_by_equipment",
        "road_combustion",
        "mobile_combustion",
    ):
        file, printed = load(TABLES / table / "ipcc-2006-nearest.yaml"), rows(table)
        assert file["checked"] == "unchecked"
        for row in file["rows"]:
            fuel = row[-1]["note"].removeprefix("as ")
            key = (fuel, *row[1 : len(file["by"])])
            assert (row[0], *key[1:]) not in printed
            assert row[len(file["by"])] == printed[key][0]


def test_fuels_are_complete() -> None:
    fuels = members("fuel")
    named = {fuel for (fuel,) in rows("carbon_content")}
    assert named <= set(fuels)
    for name, fuel in fuels.items():
        assert fuel["biomass"] == ("yes" if fuel["kind"] == "biomass" else "no"), name
        assert fuel["kind"] in {"coal", "oil", "gas", "biomass", "other"}
        assert fuel.get("non_energy") in {None, "product", "feedstock", "reductant"}


@pytest.mark.parametrize(
    ("fuel", "heat", "printed"),
    [
        ("gas_diesel_oil", 42.652, 3.0959), ("raw_coal", 20.908, 1.9003), ("crude_oil", 41.816, 3.0202),
        ("residual_fuel_oil", 41.816, 3.1705), ("motor_gasoline", 43.070, 2.9251),
        ("coke_oven_coke_and_lignite_coke", 28.435, 2.8604),
        ("liquefied_petroleum_gases", 50.179, 3.1013), ("refinery_gas", 46.055, 3.0119),
    ],
)  # fmt: skip
def test_chinese_factors_give_the_co2_printed_beside_them(fuel: str, heat: float, printed: float) -> None:
    assert value("calorific_value", fuel, factor_set="cn-2011") == heat
    carbon = value("carbon_content", fuel, factor_set="cn-2011")
    oxidised = value("oxidation", fuel, "any", factor_set="cn-2011")
    assert heat * carbon * oxidised * C_TO_CO2 / 1000 == pytest.approx(printed, abs=5.1e-5)


def test_chinese_natural_gas_gives_the_co2_printed_beside_it() -> None:
    heat = value("calorific_value_by_volume", "natural_gas", factor_set="cn-2011")
    carbon = value("carbon_content", "natural_gas", factor_set="cn-2011")
    oxidised = value("oxidation", "natural_gas", "any", factor_set="cn-2011")
    assert heat * carbon * oxidised * C_TO_CO2 / 1000 == pytest.approx(2.1622, abs=5e-5)


def test_standard_coal_follows_from_the_heat() -> None:
    heat = rows("calorific_value", "gbt-2589-2020")
    for key in heat.keys() & rows("standard_coal", "gbt-2589-2020").keys():
        # 7000 kcal of 4.1868 kJ.
        coefficient = value("standard_coal", *key, factor_set="gbt-2589-2020")
        assert coefficient == pytest.approx(heat[key][0] / 29.3076, abs=1e-4), key


def test_oxidation_lies_between_85_percent_and_all() -> None:
    for factor_set in ("cn-2011", "cn-mee", "ipcc-2006"):
        assert all(0.85 <= row[0] <= 1 for row in rows("oxidation", factor_set).values())


def test_grid_factors_cover_the_announced_years() -> None:
    found = rows("grid", "cn-mee")
    provinces = {name for name, area in members("area").items() if area["kind"] == "province"} - {"xizang"}
    for year in (2021, 2022, 2023):
        assert {area for kind, area, y in found if (kind, y) == ("average", year)} >= {*provinces, "china"}
        average, residual, fossil = (found[kind, "china", year][0] for kind in members("grid_factor_kind"))
        assert average < residual < fossil
    assert {area for kind, area, y in found if (kind, y) == ("average", 2018)} == provinces


#: The provinces of each grid of today; Inner Mongolia lies in two.
GRIDS = {
    "north_china": ("beijing", "tianjin", "hebei", "shanxi", "shandong", "inner_mongolia"),
    "northeast_china": ("liaoning", "jilin", "heilongjiang", "inner_mongolia"),
    "east_china": ("shanghai", "jiangsu", "zhejiang", "anhui", "fujian"),
    "central_china": ("jiangxi", "henan", "hubei", "hunan"),
    "northwest_china": ("shaanxi", "gansu", "qinghai", "ningxia", "xinjiang"),
    "southern_china": ("guangdong", "guangxi", "hainan", "guizhou", "yunnan"),
    "southwest_china": ("chongqing", "sichuan"),
}


@pytest.mark.parametrize("grid", GRIDS)
def test_the_factor_of_a_grid_lies_among_those_of_its_provinces(grid: str) -> None:
    found = rows("grid", "cn-mee")
    for year in (2021, 2022, 2023):
        inside = [found["average", name, year][0] for name in GRIDS[grid]]
        assert min(inside) < found["average", grid, year][0] < max(inside)


def test_recalled_grid_factors_are_unchecked() -> None:
    """Before 2021 only the grids of 2012, the provinces of 2018 and Shanghai 2010 were read anywhere."""
    read = {"shanghai": (2010, 2018)} | dict.fromkeys(GRIDS, (2012,))
    for row in load(TABLES / "grid" / "cn-mee.yaml")["rows"]:
        is_read = row[2] >= 2018 or row[2] in read.get(row[1], ())
        assert row[-1]["checked"] == ("secondary" if is_read else "unchecked"), row
