"""The pages on file formats: the inventory they show is one, and both languages show the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ghginv
from ghginv.report import emissions_csv

PAGES = ("formats.md", "formats.zh-CN.md")
FILE = re.compile(r"^`(\S+\.(?:yaml|csv))`\n\n```\w+\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```.*?^```$", flags=re.MULTILINE | re.DOTALL)


def page(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_inventory_of_the_page_is_calculated(root: Path, tmp_path: Path, name: str) -> None:
    files = FILE.findall(page(root, name))
    wanted = {"inventory.yaml", "socioeconomic.yaml", "indicators.yaml", "activity_data/traffic.csv"}
    assert wanted <= {file for file, _ in files}
    for file, text in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    computation = ghginv.compute(tmp_path)
    assert [p.message("en") for p in computation.problems if p.level != "notice"] == []
    summary = computation.summary
    assert summary.totals[2022].total(lulucf=False) > 500_000
    assert summary.intensities[2022]["co2_per_capita_t"] > 0
    assert [comparison.id for comparison in summary.reported[2022]] == ["climate_plan"]
    used = {factor for row in emissions_csv.table(summary.results) for factor in str(row["factor_ids"]).split(";")}
    assert "energy/calorific_value@local:gas_diesel_oil" in used


def test_both_languages_show_the_same_pieces(root: Path) -> None:
    english, chinese = (BLOCK.findall(page(root, name)) for name in PAGES)
    assert english == chinese


@pytest.mark.parametrize("name", PAGES)
def test_the_page_names_every_column(root: Path, name: str) -> None:
    text = page(root, name)
    assert [column for column in emissions_csv.COLUMNS if f"`{column}`" not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(root: Path, name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page(root, name))
    assert [link for link in links if not (root / "docs" / link).exists()] == []
