"""The category tree: whole in itself, equal to another copy of the guideline's, enough for every profile."""

from pathlib import Path

import pytest
import yaml

CATALOGUE = Path(__file__).parents[1] / "ghginv" / "catalogue"
GUIDELINE_2019 = "ipcc-2019"


def read(path: Path) -> dict:
    """Every scalar as text: a category 1 is no number and a country NO is not false."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


FILE = read(CATALOGUE / "categories.yaml")
CATEGORIES = FILE["categories"]
SECTORS = FILE["sectors"]


def parent(code: str) -> str | None:
    return code.rsplit(".", 1)[0] if "." in code else None


def ours(category: dict) -> bool:
    return category.get("guideline") != GUIDELINE_2019


@pytest.mark.parametrize("code", CATEGORIES)
def test_parent_exists(code):
    assert parent(code) is None or parent(code) in CATEGORIES


@pytest.mark.parametrize("language", ["en", "zh"])
def test_titles_are_written_and_unique_below_one_parent(language):
    seen = set()
    for code, category in CATEGORIES.items():
        title = category[language]
        assert title not in ("", "~"), code
        key = (parent(code), category.get("guideline"), title)
        assert key not in seen, f"{code}: {title} twice"
        seen.add(key)


def test_every_category_names_its_row_in_each_scheme_or_says_there_is_none():
    for code, category in CATEGORIES.items():
        assert {"cn", "crt", "gpc"} <= set(category), code


def test_every_category_is_in_exactly_one_sector():
    prefixes = [prefix for sector in SECTORS.values() for prefix in sector["codes"]]
    for code in CATEGORIES:
        hits = [p for p in prefixes if code == p or code.startswith(f"{p}.")]
        # 3 is shared by agriculture and land use, and has no sector of its own; memo items are in none.
        assert len(hits) == (0 if code == "3" or code.startswith("memo") else 1), code


@pytest.mark.parametrize("path", sorted((CATALOGUE / "profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_code_of_a_profile_exists(path):
    assert set(read(path)["methods"]) <= set(CATEGORIES)


def test_tree_is_that_of_the_guideline():
    climate_categories = pytest.importorskip("climate_categories")
    guideline = set(climate_categories.IPCC2006) - {"0"}
    mine = {code for code, category in CATEGORIES.items() if ours(category) and not code.startswith("memo")}
    assert mine == guideline


def test_crosswalk_names_categories_of_the_common_reporting_format():
    climate_categories = pytest.importorskip("climate_categories")
    reporting = set(climate_categories.CRF2013_2023)
    for code, category in CATEGORIES.items():
        row = category["crt"]
        # that package writes the land-use transitions of CRF tables 4.A to 4.F with a prefix of its own
        assert row in ("~", *reporting) or "4A-F." + row.removeprefix("4.") in reporting, f"{code}: {row}"
