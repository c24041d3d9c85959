"""The table on screen: exact in both languages, and whole on a terminal of any width."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from ghginv import api
from ghginv.api import Computation
from ghginv.report.screen import table
from ghginv.report.words import price_basis, unit_text

FOLDER = {
    "inventory.yaml": """\
name: {en: Two works, zh: 两座工厂}
region: CN
years: [2020, 2021, 2022]
base_year: 2020
guideline: ipcc-2006
gwp: AR5
language: zh
""",
    "activity_data/all.yaml": """\
- {category: 1.A.1.a, id: power, method: measured,
   emission: {CO2: {unit: kt, 2020: 1000, 2021: 1100, 2022: 1234.5}, CH4: {unit: t, 2020: 10, 2021: 10, 2022: 10}},
   source: monitors}
- {category: 2.A.1, id: kiln, method: measured,
   emission: {CO2: {unit: kt, 2020: 100, 2021: 100, 2022: 90}},
   source: monitors}
- {category: 3.B.1.a, id: forest, method: measured,
   emission: {CO2: {unit: kt, 2021: -50, 2022: -60, 2020: "NE: no survey"}},
   source: survey}
- {category: 2.E, notation: NE, gases: [PFCs, NF3], reason: no survey}
- {category: 4.A, notation: NO, gases: [CH4], reason: no landfill}
""",
    "socioeconomic.yaml": """\
population: {amount: {unit: 万人, 2022: 50}, source: yearbook}
gdp: {amount: {unit: 亿元, 2022: 400}, source: yearbook, price_basis: 当年价}
""",
    "indicators.yaml": """\
reported:
- {id: plan, name: {en: Plan, zh: 方案}, compares: co2, amount: {unit: 万吨, 2022: 130}}
""",
}

ENGLISH = """\
Two works: greenhouse gas inventory 2022
in kt CO2e  2006 IPCC Guidelines  GWP: AR5

 Sector                                         CO2    CH4   N2O   HFCs   PFCs   SF6   NF3      Total    share
 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
 1 Energy                                  1,234.50   0.28     -      -      -     -     -   1,234.78   93.2 %
 2 Industrial processes and product use*      90.00      -     -      -     NE     -    NE      90.00    6.8 %
 3.A, 3.C Agriculture                             -      -     -      -      -     -     -          -
 3.B, 3.D Land use and forestry (LULUCF)     -60.00      -     -      -      -     -     -     -60.00
 4 Waste                                          -     NO     -      -      -     -     -          -

 Total without LULUCF*                     1,324.50   0.28     -      -     NE     -    NE   1,324.78
 Total with LULUCF*                        1,264.50   0.28     -      -     NE     -    NE   1,264.78

 By year                                       2020       2021       2022   from 2020   from 2021
 ────────────────────────────────────────────────────────────────────────────────────────────────
 1 Energy                                  1,000.28   1,100.28   1,234.78     +23.4 %     +12.2 %
 2 Industrial processes and product use      100.00     100.00      90.00     -10.0 %     -10.0 %
 3.B, 3.D Land use and forestry (LULUCF)          -     -50.00     -60.00

 Total without LULUCF                      1,100.28   1,200.28   1,324.78     +20.4 %     +10.4 %
 Total with LULUCF                         1,100.28   1,150.28   1,264.78                 +10.0 %

 Intensities, without LULUCF     CO2e      CO2   prices
 ──────────────────────────────────────────────────────────────
 per person, t                   2.65    2.649
 per GDP, t/10,000 CNY         0.3312   0.3311   current prices

 Printed elsewhere, beside ours                    unit       printed     ours      difference
 ─────────────────────────────────────────────────────────────────────────────────────────────
 Plan                                              10,000 t    130.00   132.45   +2.45 (+1.9%)
   from the printed total: per person, t                         2.60
   from the printed total: per GDP, t/10,000 CNY                 0.33

 What the figures rest on          number   share of emissions
 ─────────────────────────────────────────────────────────────
 assumptions, records                   0                0.0 %
 factors that nobody checked            0                0.0 %
 factors from a secondary source        0                0.0 %
 fallbacks in a declared order          0                0.0 %
 defaults of methods                    0                0.0 %

Completeness: estimated 3, NO (not occurring) 1, NE (not estimated) 1
* a part is not estimated (NE)
"""

CHINESE = """\
两座工厂 2022年温室气体清单
单位：万吨二氧化碳当量  2006年IPCC国家温室气体清单指南  GWP: AR5

 领域                                 CO2    CH4   N2O   HFCs   PFCs   SF6   NF3     合计     占比
 ─────────────────────────────────────────────────────────────────────────────────────────────────
 能源活动                          123.45   0.03     -      -      -     -     -   123.48   93.2 %
 工业生产过程*                       9.00      -     -      -     NE     -    NE     9.00    6.8 %
 农业                                   -      -     -      -      -     -     -        -
 土地利用变化和林业                 -6.00      -     -      -      -     -     -    -6.00
 废弃物处理                             -     NO     -      -      -     -     -        -

 总量（不含土地利用变化和林业）*   132.45   0.03     -      -     NE     -    NE   132.48
 总量（含土地利用变化和林业）*     126.45   0.03     -      -     NE     -    NE   126.48

 历年                               2020     2021     2022   较2020年   较2021年
 ───────────────────────────────────────────────────────────────────────────────
 能源活动                         100.03   110.03   123.48    +23.4 %    +12.2 %
 工业生产过程                      10.00    10.00     9.00    -10.0 %    -10.0 %
 土地利用变化和林业                    -    -5.00    -6.00

 总量（不含土地利用变化和林业）   110.03   120.03   132.48    +20.4 %    +10.4 %
 总量（含土地利用变化和林业）     110.03   115.03   126.48               +10.0 %

 强度（不含土地利用变化和林业）   温室气体   二氧化碳   价格口径
 ───────────────────────────────────────────────────────────────
 人均，吨/人                          2.65      2.649
 单位地区生产总值，吨/万元          0.3312     0.3311   当年价

 已公布数与本清单对照                        单位   公布数   本清单            差值
 ──────────────────────────────────────────────────────────────────────────────────
 方案                                        万吨   130.00   132.45   +2.45 (+1.9%)
   按公布数计算：人均，吨/人                          2.60
   按公布数计算：单位地区生产总值，吨/万元            0.33

 数据质量               数量   占排放量
 ──────────────────────────────────────
 假设（记录数）            0      0.0 %
 未经核对的因子            0      0.0 %
 二手来源的因子            0      0.0 %
 按声明次序的替代因子      0      0.0 %
 方法默认值                0      0.0 %

完整性：已估算 3，NO（不发生）1，NE（未估算）1
* 含未估算（NE）的部分
"""


@pytest.fixture(scope="module")
def two_works(tmp_path_factory: pytest.TempPathFactory) -> Computation:
    folder = tmp_path_factory.mktemp("two_works")
    for name, text in FOLDER.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    computation = api.compute(folder)
    assert not computation.problems.errors
    return computation


@pytest.fixture(scope="module")
def examples_computed(examples: Path) -> dict[str, Computation]:
    return {name: api.compute(examples / name) for name in ("zhangqiu", "city", "minimal")}


@pytest.mark.parametrize(("language", "expected"), [("en", ENGLISH), ("zh", CHINESE)])
def test_the_whole_table(two_works: Computation, language: str, expected: str) -> None:
    assert table(two_works.summary, 2022, language) == expected  # type: ignore[arg-type]


WITH_ELECTRICITY = """\
- {category: memo.purchased_electricity, id: power_in, source: grid, grid_factor: 0.5 t/MWh,
   purchased: {unit: GWh, 2020: 200, 2021: 250, 2022: 300}, exported: {unit: GWh, 2020: 0, 2021: 0, 2022: 20}}
- {category: memo.purchased_heat, notation: NE, years: [2022], reason: no meter}
"""
DIRECT_AND_INDIRECT = """\
 Direct and indirect                                                         2020       2021       2022
 ──────────────────────────────────────────────────────────────────────────────────────────────────────
 Direct: all gases, without LULUCF*                                      1,100.28   1,200.28   1,324.78
 Direct: all gases, with LULUCF*                                         1,100.28   1,150.28   1,264.78

 Direct: CO2 of the energy sector                                        1,000.00   1,100.00   1,234.50
 Indirect: CO2 of net imported electricity and heat*                       100.00     125.00     140.00
 Energy CO2, direct + indirect (as plans and intensity targets count)*   1,100.00   1,225.00   1,374.50

Direct: emitted in the region. Indirect: emitted elsewhere for the electricity and heat taken in, less those sent \
out; in no total of the inventory. The last row is the sum of the two above it: CO2 of energy only, without industrial \
processes, other gases and land.

 Intensities, without LULUCF     CO2e      CO2   energy CO2 + indirect   prices
 ──────────────────────────────────────────────────────────────────────────────────────
 per person, t                   2.65    2.649                   2.749
 per GDP, t/10,000 CNY         0.3312   0.3311                  0.3436   current prices
"""


def test_direct_and_indirect(tmp_path: Path) -> None:
    """With electricity from outside its CO2 stands beside the totals and the sum that plans count below them."""
    for name, text in FOLDER.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "activity_data" / "power.yaml").write_text(WITH_ELECTRICITY, encoding="utf-8")
    summary = api.compute(tmp_path).summary
    assert DIRECT_AND_INDIRECT in table(summary, 2022, "en")
    chinese = table(summary, 2022, "zh")
    assert re.search(r"能源活动二氧化碳，直接＋间接（规划和强度考核口径）\*\s+110.00\s+122.50\s+137.45", chinese)
    assert re.search(r"间接：净调入电力和热力二氧化碳\*\s+10.00\s+12.50\s+14.00", chinese)


def test_another_year(two_works: Computation) -> None:
    text = table(two_works.summary, 2020, "en")
    assert text.startswith("Two works: greenhouse gas inventory 2020\n")
    assert re.search(r"LULUCF\)\*\s+NE ", text)  # no survey: not zero, and marked
    assert "from 2020" not in text


NUMBER = re.compile(r"(?<![\w.,])[-+]?\d[\d,]*\.\d+(?: %)?")


@pytest.mark.parametrize("width", [40, 60, 79, 80, 100, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["zhangqiu", "city", "minimal"])
def test_no_number_is_cut_on_a_narrow_terminal(
    examples_computed: dict[str, Computation], name: str, language: str, width: int
) -> None:
    summary = examples_computed[name].summary
    whole, narrow = (table(summary, 2022, language, w) for w in (None, width))  # type: ignore[arg-type]
    assert "…" not in narrow
    assert sorted(NUMBER.findall(narrow)) == sorted(NUMBER.findall(whole))
    assert max(map(cell_len, narrow.splitlines())) <= width


@pytest.mark.parametrize("language", ["en", "zh"])
def test_numbers_end_where_their_headers_end(two_works: Computation, language: str) -> None:
    lines = table(two_works.summary, 2022, language).split("\n\n")[1].splitlines()  # type: ignore[arg-type]
    headers, _, *rows = ([cell_len(line[: found.end()]) for found in NUMBER.finditer(line)] for line in lines)
    assert headers == []
    ends = {cell_len(lines[0][: found.end()]) for found in re.finditer(r"\S+", lines[0])}
    assert all(set(row) <= ends for row in rows)
    assert sum(map(len, rows)) == 9


def test_bold_only_where_it_is_shown(two_works: Computation) -> None:
    assert "\x1b" not in table(two_works.summary, 2022, "en", 100)
    assert "\x1b[1m" in table(two_works.summary, 2022, "en", 100, color=True)


@pytest.mark.parametrize(
    ("written", "en", "zh"),
    [
        ("当年价", "current prices", "当年价"),
        ("Current prices", "current prices", "当年价"),
        ("constant prices of 2020", "constant prices of 2020", "2020年不变价"),
        ("2015年可比价", "constant prices of 2015", "2015年不变价"),
        ("2020年价格", "constant prices of 2020", "2020年不变价"),
        ("prices of the plan", "prices of the plan", "prices of the plan"),
        ("", "", ""),
    ],
)
def test_price_basis_in_both_languages(written: str, en: str, zh: str) -> None:
    assert (price_basis(written, "en"), price_basis(written, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("unit", "en", "zh"),
    [("吨/万元", "t/10,000 CNY", "吨/万元"), ("t/person", "t/person", "吨/人"), ("tce", "tce", "tce")],
)
def test_units_in_both_languages(unit: str, en: str, zh: str) -> None:
    assert (unit_text(unit, "en"), unit_text(unit, "zh")) == (en, zh)
