"""One folder by several guidelines: figures side by side, and the reason of each difference.

`python tests/test_guidelines.py` writes docs/guidelines.md anew, to be read before it is kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_inventories import write

from ghginv import api
from ghginv.api import Computation
from ghginv.cli.main import cli
from ghginv.engine.guideline_comparison import CategoryComparison, compare_guidelines

ROOT = Path(__file__).resolve().parents[1]
PROVINCE = ROOT / "examples" / "province"
GUIDELINES = ("cn-2011", "ipcc-2006", "ipcc-2019")
PAGES = {"en": "guidelines.md", "zh": "guidelines.zh-CN.md"}


def page(language: str) -> str:
    """The page of a language: what the command shows of the province's last year."""
    result = CliRunner().invoke(cli, ["compare", str(PROVINCE), "--lang", language], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    texts = {
        "en": (
            "# One province by three guidelines\n\nEnglish | [简体中文](guidelines.zh-CN.md)\n\n"
            "The farms of a fictional province, [examples/province](../examples/province): ten animals kept in three ways, twelve "
            "crops, four kinds\nof rice, fertilisers. `ghginv compare examples/province` calculates it by the Chinese provincial guide, the 2006 IPCC Guidelines and the\n"
            "2019 Refinement, and says for each category whether the method or the factors make the difference.\n"
        ),
        "zh": (
            "# 同一省按三个指南计算\n\n[English](guidelines.md) | 简体中文\n\n"
            "一个虚构省的农业 [examples/province](../examples/province)：十种畜禽、三种饲养方式，十二种作物，四类水稻，化肥。\n"
            "`ghginv compare examples/province` 按省级指南、2006年IPCC指南和2019年修订版分别计算，逐类别说明差异来自方法还是因子。\n"
        ),
    }
    return f"{texts[language]}\n```text\n{result.stdout.rstrip()}\n```\n"


# ---- the province


@pytest.fixture(scope="module")
def province() -> dict[str, Computation]:
    return {guideline: api.compute(PROVINCE, guideline=guideline) for guideline in GUIDELINES}


@pytest.fixture(scope="module")
def compared(province: dict[str, Computation]) -> list[CategoryComparison]:
    return compare_guidelines([one.summary.results for one in province.values()], 2022)


def test_it_is_calculated_by_all_three(province: dict[str, Computation]) -> None:
    for guideline, computation in province.items():
        assert [f"{p.place}: {p.message('en')}" for p in computation.problems.errors] == [], guideline
        assert computation.inventory is not None
        assert computation.inventory.guideline == guideline
        herds = {r.id for r in computation.inventory.records if r.category == "3.A"}
        crops = {r.id for r in computation.inventory.records if r.id.startswith("straw_")}
        rice = {r.keys.get("rice_type", r.id) for r in computation.inventory.records if r.category == "3.C.7"}
        assert (len(herds), len(crops), len(rice), computation.inventory.years) == (30, 12, 4, (2020, 2021, 2022))


def test_figures_are_those_of_each_inventory(
    province: dict[str, Computation], compared: list[CategoryComparison]
) -> None:
    for index, computation in enumerate(province.values()):
        ours = math.fsum(one.co2e[index] or 0 for one in compared)
        assert ours == pytest.approx(computation.summary.totals[2022].total(lulucf=True), rel=1e-12)


def test_what_differs_has_a_reason_and_nothing_else_has(compared: list[CategoryComparison]) -> None:
    for one in compared:
        assert one.reasons[0] == ()
        for value, reasons in zip(one.co2e[1:], one.reasons[1:], strict=True):
            same = value is not None and one.co2e[0] is not None and math.isclose(value, one.co2e[0], rel_tol=1e-9)
            same = same or (value is None and one.co2e[0] is None)
            assert bool(reasons) != same, (one.category, one.co2e, reasons)
    kinds = {reason.kind for one in compared for reasons in one.reasons for reason in reasons}
    assert kinds >= {"method", "factor"}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_shows_what_the_command_shows(language: str) -> None:
    assert (ROOT / "docs" / PAGES[language]).read_text(encoding="utf-8") == page(language)


# ---- small folders


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    def invoke(activity: str, *arguments: str, **inventory: object) -> Result:
        write(tmp_path, activity, **inventory)  # type: ignore[arg-type]
        return CliRunner().invoke(cli, ["compare", str(tmp_path), "--lang", "en", *arguments], catch_exceptions=False)

    return invoke


def compared_as_data(result: Result) -> dict[str, dict[str, object]]:
    assert result.exit_code == 0, result.output
    return {one["category"]: one for one in json.loads(result.stdout)["categories"]}


LIME = "- {category: 3.C.2, source: test, applied: {dolomite: 2 kt}}\n"
SEPTIC = "- {category: 4.D.2, source: test, organic: {river_lake_sea: {unit: kt COD, 2020: 10}}}\n"


def test_another_factor_is_named_with_both_values(run: Callable[..., Result]) -> None:
    found = compared_as_data(run(LIME + SEPTIC, "--guideline", "ipcc-2019", "--format", "json"))
    assert found["3.C.2"]["reasons"] == {"ipcc-2019": []}
    factor = {"kind": "factor", "method": "industrial_wastewater", "name": "mcf", "before": [0.1], "after": [0.11]}
    assert found["4.D.2"]["reasons"] == {"ipcc-2019": [factor]}
    assert found["4.D.2"]["co2e_t"] == {
        "ipcc-2006": pytest.approx(10_000 * 0.25 * 0.1 * 28),
        "ipcc-2019": pytest.approx(10_000 * 0.25 * 0.11 * 28),
    }


def test_another_method_and_what_only_one_reports(run: Callable[..., Result]) -> None:
    rice = "- {category: 3.C.7, source: test, rice_type: single_rice, harvested_area: 1000 ha, cultivation_period: 120 day, rice_factor: 200 kg/ha}\n"
    burned = (
        "- {category: 3.C.1.b, source: test, crop: wheat, harvested: 1 kt, straw_burned_share: 0.1, n2o_share: 0.007}\n"
    )
    found = compared_as_data(run(LIME + rice, "--guideline", "cn-2011", "--format", "json"))
    assert [reason["kind"] for reason in found["3.C.7"]["reasons"]["cn-2011"]] == ["method"]  # type: ignore[index]
    text = run(LIME + rice, "--guideline", "cn-2011").stdout
    assert "method: Methane of rice fields, by kind of rice (rice_cultivation_cn)" in text
    refused = run(LIME + burned, "--guideline", "cn-2011")
    assert refused.exit_code == 1


def test_a_number_from_upstream_is_named(run: Callable[..., Result]) -> None:
    herd = (
        "- {category: 3.A.2, animal: other_cattle, source: test, climate: cool temperate moist, population: 1000 head, "
        "system_share: {solid_storage: 0.5, pasture: 0.5}}\n"
    )
    found = compared_as_data(run(herd, "--guideline", "ipcc-2019", "--format", "json"))
    kinds = {reason["kind"] for reason in found["3.C.6"]["reasons"]["ipcc-2019"]}  # type: ignore[index]
    assert kinds <= {"link", "factor"}
    assert kinds


def test_the_potentials_are_those_of_the_folder(run: Callable[..., Result]) -> None:
    data = json.loads(run(SEPTIC, "--format", "json", gwp="AR6").stdout)
    assert data["gwp"] == "AR6"
    assert data["guidelines"] == ["ipcc-2006", "cn-2011", "ipcc-2019"]


def test_what_one_guideline_cannot_calculate_is_told_under_its_name(run: Callable[..., Result]) -> None:
    result = run("- {category: 3.C.7, source: test, harvested_area: 1000 ha, cultivation_period: 120 day}\n")
    assert result.exit_code == 1
    assert "By cn-2011, in place of the guideline of the folder:" in result.stderr
    assert "missing-key" in result.stderr + result.stdout


def test_an_unknown_guideline_is_wrong_usage(run: Callable[..., Result]) -> None:
    assert run(LIME, "--guideline", "ipcc-1996").exit_code == 2


def write_pages() -> None:
    for language, name in PAGES.items():
        with redirect_stdout(StringIO()):
            text = page(language)
        (ROOT / "docs" / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages()
