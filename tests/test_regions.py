"""Regions and constants."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

CATALOGUE = Path(__file__).parents[1] / "ghginv" / "catalogue"
NAMED_ELSEWHERE = {"en", "zh", "parent", "continent", "economy", "oil_gas_standard", "practice"}


def read(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


REGIONS = read(CATALOGUE / "regions.yaml")["regions"]
AREAS = read(CATALOGUE / "vocabulary" / "area.yaml")["members"]
CONSTANTS = read(CATALOGUE / "constants.yaml")


def attributes(code: str) -> dict:
    region = REGIONS[code]
    return attributes(region["parent"]) | region if "parent" in region else dict(region)


def test_every_attribute_is_a_known_area():
    for code, region in REGIONS.items():
        assert region.get("parent", "world") in REGIONS, code
        assert {value for key, value in region.items() if key not in NAMED_ELSEWHERE} <= set(AREAS), code


def test_every_area_name_means_one_area():
    meaning = {}
    for area, member in AREAS.items():
        for name in {area, member["en"], member["zh"], *member.get("aliases", [])}:
            assert meaning.setdefault(name.casefold(), area) == area, name


def test_all_provinces_of_the_mainland():
    provinces = [code for code in REGIONS if len(code) == 2 and code.isdigit()]
    assert len(provinces) == 31
    assert {attributes(code)["nation"] for code in provinces} == {"china"}


def test_shandong_is_in_the_north_china_grid_and_in_east_china_for_everything_else():
    district = attributes("370114")
    assert (district["province"], district["grid"]) == ("shandong", "north_china")
    assert {district[key] for key in ("cn_region", "cn_zone_rice", "cn_zone_livestock")} == {"east_china"}


def test_eastern_inner_mongolia_leaves_the_grid_of_its_province():
    assert attributes("1505")["grid"] == "northeast_china"
    assert attributes("1505")["province"] == "inner_mongolia"


# As printed: V2 Ch 4 (2.75), V3 Ch 3 (0.733), V3 Tables 2.4 (0.785) and 2.1 (carbonates), V4 Ch 11 (0.20)
PRINTED = {
    "ch4_to_co2": "2.75",
    "co2_per_urea": "0.733",
    "co2_per_cao": "0.785",
    "co2_per_caco3": "0.43971",
    "co2_per_mgco3": "0.52197",
    "co2_per_dolomite": "0.47732",
    "urea_carbon": "0.20",
}


@pytest.mark.parametrize("name", PRINTED)
def test_ratio_is_the_printed_one(name):
    above, below = CONSTANTS[name]["value"].split("/")
    digits = len(PRINTED[name].split(".")[1])
    assert f"{float(Fraction(above) / Fraction(below)):.{digits}f}" == PRINTED[name]


@pytest.mark.parametrize("name", CONSTANTS)
def test_constant_is_described(name):
    assert {"value", "unit", "en", "zh", "source"} <= set(CONSTANTS[name])
