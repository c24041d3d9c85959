"""A figure explained: what is shown is what was calculated, and each number is where it is said to be."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ghginv import api
from ghginv.api import Computation
from ghginv.report import explain_text
from ghginv.report.explain import Explained, Explanation, explain
from ghginv.report.traced import Term, Value

SECTORS = ("1", "2", "3", "4", "5", "memo")


@pytest.fixture(scope="module")
def zhangqiu(examples: Path) -> Computation:
    return api.compute(examples / "zhangqiu")


@pytest.fixture(scope="module")
def city(examples: Path) -> Computation:
    return api.compute(examples / "city")


@pytest.fixture(scope="module")
def everything(zhangqiu: Computation, city: Computation) -> list[Explanation]:
    """Every record and gas of the two examples, in their first and last year."""
    return [
        one
        for computation in (zhangqiu, city)
        for year in computation.summary.results.inventory.years[:: len(computation.summary.totals) - 1]
        for sector in SECTORS
        for one in explain(computation.summary, sector, None, year, "en").explanations
    ]


def one(computation: Computation, category: str, gas: str, year: int, record: str, language: str = "en") -> Explanation:
    found = explain(computation.summary, category, gas, year, language)  # type: ignore[arg-type]
    (wanted,) = (e for e in found.explanations if e.record == record)
    return wanted


def compute(folder: Path, activities: str, years: str = "[2022]", guideline: str = "ipcc-2006") -> Computation:
    (folder / "activity_data").mkdir(exist_ok=True)
    (folder / "inventory.yaml").write_text(
        f"name: {{en: Works, zh: 工厂}}\nregion: CN\nyears: {years}\nguideline: {guideline}\ngwp: AR5\n", "utf-8"
    )
    (folder / "activity_data" / "all.yaml").write_text(activities, encoding="utf-8")
    computation = api.compute(folder)
    assert not computation.problems.errors
    return computation


def shown(explained: Explained, language: str, every_year: bool = False) -> str:
    """The text, the lines of ghginv's own files aside, which move."""
    text = explain_text.as_text(explained, language, every_year)  # type: ignore[arg-type]
    return re.sub(r"((?:ghginv|emission_factors)/\S+):\d+", r"\1:#", text)


# ---- the text

POWER = """\
- category: 1.A.1.a
  id: power
  fuel: 天然气
  fuel_consumed: {unit: 万立方米, 2021: 900, 2022: 1000.5}
  calorific_value_by_volume: 38931 kJ/m3
  factor: {CO2: 56.1 t/TJ}
  source: gas meter
"""

ENGLISH = """\
1.A.1.a Main activity electricity and heat production  2022

power  activity_data/all.yaml:1
  fuel: Natural gas; sector of combustion: Energy industries; basis of heat values: Net calorific value
  method: Stationary combustion, tier 1  ghginv/methods/energy/stationary_combustion.yaml:#
    2006 IPCC Guidelines, Volume 2, Chapter 2: Stationary Combustion, equation 2.1, 2.2, 2.7
  source: gas meter

  CO2  21,851.211 t × GWP 1 = 21,851.211 t CO2e, 99.9 % of the total without LULUCF
    Heat of the fuel
      Q = FC × NCV_V
        = 10.005 × 38.931
        = 389.50466 TJ
    Emission
      E = Q × EF × 10^-6 [kg → kt]
        = 389.504655 × 56100 × 10^-6 [kg → kt]
        = 21.851211 kt
    In tonnes: 21.8512111455 kt = 21,851.211 t CO2
    Where the numbers stand
      FC = 10.005 Mm3  Fuel consumed
          1000.5 万立方米; activity_data/all.yaml:4
      NCV_V = 38.931 TJ/Mm3  Net calorific value by volume
          38931 kJ/m3; activity_data/all.yaml:5
      EF = 56100 kg/TJ  Emission factor (CO2)
          56.1 t/TJ; activity_data/all.yaml:6
      GWP CO2 = 1  AR5
          gases/gwp@ar5:CO2; emission_factors/gases/gwp/AR5.yaml:#
          {gwp}, table 8.A.1 of ipcc-ar5-wg1  [from a source that cites it]
"""

CHINESE = """\
1.A.1.a 公用电力与热力  2022

power  activity_data/all.yaml:1
  燃料：天然气；燃烧部门：能源工业；热值基准：低位发热量
  方法：固定源燃料燃烧，层级 1  ghginv/methods/energy/stationary_combustion.yaml:#
    2006 IPCC Guidelines, Volume 2, Chapter 2: Stationary Combustion，公式 2.1, 2.2, 2.7
  来源：gas meter

  CO2  21,851.211 t × GWP 1 = 21,851.211 t CO2e，占总量（不含土地利用变化和林业）的 99.9 %
    燃料热量
      Q = FC × NCV_V
        = 10.005 × 38.931
        = 389.50466 TJ
    排放量
      E = Q × EF × 10^-6 [kg → kt]
        = 389.504655 × 56100 × 10^-6 [kg → kt]
        = 21.851211 kt
    以吨计：21.8512111455 kt = 21,851.211 t CO2
    各数的出处
      FC = 10.005 Mm3  燃料消费量
          1000.5 万立方米；activity_data/all.yaml:4
      NCV_V = 38.931 TJ/Mm3  体积低位发热量
          38931 kJ/m3；activity_data/all.yaml:5
      EF = 56100 kg/TJ  排放因子 (CO2)
          56.1 t/TJ；activity_data/all.yaml:6
      GWP CO2 = 1  AR5
          gases/gwp@ar5:CO2；emission_factors/gases/gwp/AR5.yaml:#
          {gwp}，表 8.A.1 of ipcc-ar5-wg1  [二手来源]
"""
GWP_SOURCE = "globalwarmingpotentials 0.13.2: GWP values of the IPCC assessment reports, each column with its report"


@pytest.mark.parametrize(("language", "expected"), [("en", ENGLISH), ("zh", CHINESE)])
def test_the_whole_text(tmp_path: Path, language: str, expected: str) -> None:
    computation = compute(tmp_path, POWER, "[2021, 2022]")
    found = explain(computation.summary, "1.A.1.a", "CO2", 2022, language)  # type: ignore[arg-type]
    assert shown(found, language) == expected.replace("{gwp}", GWP_SOURCE)


def test_other_gases_of_a_record_do_not_repeat_what_stands_above(tmp_path: Path) -> None:
    text = shown(explain(compute(tmp_path, POWER, "[2021, 2022]").summary, "1.A.1.a", None, 2022, "en"), "en")
    assert text.count("Q = FC × NCV_V") == text.count("method: Stationary combustion") == 1
    assert text.count("as above: Q, FC, NCV_V") == 2
    assert "= 389.504655 × 1 × 10^-6 [kg → kt]" in text


def test_several_records_are_added_up(tmp_path: Path) -> None:
    second = POWER.replace("id: power", "id: heat").replace("2022: 1000.5", "2022: 2001")
    text = shown(explain(compute(tmp_path, POWER + second, "[2021, 2022]").summary, "1.A", "CO2", 2022, "en"), "en")
    assert text.endswith("Sum of the records\n  CO2  65,553.633 t = 65,553.633 t CO2e  (2 records)\n")


LANDFILL = """\
- category: 4.A
  id: landfill
  site: managed_anaerobic
  waste_climate: boreal_temperate_wet
  deposited:
    食品垃圾: {unit: 万吨, 2018: 2, 2019: 2, 2020: 2, 2021: 2, 2022: 1}
    paper: {unit: kt, 2018: 5, 2019: 6, 2020: 7, 2021: 8, 2022: 9}
  source: weighbridge
"""


def test_members_are_called_by_their_names_and_earlier_years_shown(tmp_path: Path) -> None:
    computation = compute(tmp_path, LANDFILL)
    text = shown(explain(computation.summary, "4.A", "CH4", 2022, "zh"), "zh")
    assert "Σ[废弃物](produced)" in text
    assert re.search(r"\n        食品垃圾    10 × \S+ × \S+ × 1 = ", text)
    assert re.search(r"\n        纸张和纸板  9 × \S+ × \S+ × 1 = ", text)
    assert "食品垃圾  2018-2021: 20 (2 万吨), 2022: 10 (1 万吨)\n          activity_data/all.yaml:6" in text
    assert "纸张和纸板  2018: 5, 2019: 6, 2020: 7, 2021: 8, 2022: 9\n          activity_data/all.yaml:7" in text
    assert "DDOCma[t-1] × exp(-k)" in text


def test_a_long_series_says_where_its_years_are_left_out(city: Computation) -> None:
    found = explain(city.summary, "4.A", "CH4", 2022, "en")
    short, whole = shown(found, "en"), shown(found, "en", every_year=True)
    assert "..., 2019: " in short
    assert short.endswith("Years left out (...) are shown with -v.\n")
    assert "..." not in whole
    assert len(re.findall(r"(?<!\d)1987: \d", whole)) > len(re.findall(r"(?<!\d)1987: \d", short))


def test_series_between_the_years_given(city: Computation) -> None:
    volume = one(city, "3.B.1.a", "CO2", 2020, "broadleaved_forest").steps[0]
    assert volume.formula == "V = V, linear between the years given"
    assert volume.results[0].numbers == "3004000 + (3082000 - 3004000) × 2/4"


def test_a_blend_is_split_in_sight(zhangqiu: Computation) -> None:
    parts = [one(zhangqiu, "2.F.1.a", gas, 2022, "room-ac-r410a") for gas in ("HFC-32", "HFC-125")]
    assert [part.blend for part in parts] == ["R-410A", "R-410A"]
    assert sum(part.share.value or 0 for part in parts if part.share) == 1
    bank = parts[0].steps[-1].results[0].value
    assert [part.mass for part in parts] == pytest.approx([bank / 2, bank / 2], rel=1e-12)
    found = explain(zhangqiu.summary, "2.F.1.a", "HFC-32", 2022, "zh")
    assert "HFC-32 在 R-410A 中的质量比例 = 0.5" in shown(found, "zh")


def test_pairs_that_come_to_nothing_share_a_line(city: Computation) -> None:
    text = shown(explain(city.summary, "2.E.1", "C2F6", 2022, "en"), "en")
    assert "\n  C2F6 (gas used c-C4F8)  0.099 t × GWP 12400 = 1,227.6 t CO2e" in text
    assert "  0 t: C2F6 (gas used SF6), C2F6 (gas used HFC-23)" in text
    assert "0 t × GWP" not in text


def test_memo_items_say_so(zhangqiu: Computation) -> None:
    found = explain(zhangqiu.summary, "memo.coal_equivalent", None, 2022, "en")
    assert "memo item, in no total: CO2 by standard coal" in shown(found, "en")
    assert found.explanations[0].share_of_total is None


def test_land_use_is_compared_with_the_total_that_has_it(zhangqiu: Computation) -> None:
    forest = one(zhangqiu, "3.B.1.a", "CO2", 2022, "forest")
    total = zhangqiu.summary.totals[2022].total(lulucf=True)
    assert forest.co2e is not None
    assert forest.share_of_total == forest.co2e / total
    assert "of the total with LULUCF" in shown(explain(zhangqiu.summary, "3.B", None, 2022, "en"), "en")


# ---- what is not estimated


def test_a_year_without_the_year_before_says_what_is_missing(zhangqiu: Computation) -> None:
    found = explain(zhangqiu.summary, "3.B.1.a", "CO2", 2020, "en")
    (forest,) = found.explanations
    assert (forest.mass, forest.notation, forest.steps) == (None, "NE", [])
    assert forest.gaps == ["ΔC = C - C[t-1]"]
    assert "  CO2  NE, not estimated\n    needs an earlier year that is not known: ΔC = C - C[t-1]\n" in shown(
        found, "en"
    )


def test_a_quantity_that_is_not_known_says_why(tmp_path: Path) -> None:
    activities = POWER.replace("2021: 900", '2021: "NE: 计量表损坏"')
    found = explain(compute(tmp_path, activities, "[2021, 2022]").summary, "1.A.1.a", "CO2", 2021, "zh")
    assert "  CO2  NE，未估算\n" in shown(found, "zh")
    assert "      FC = 未知  燃料消费量\n          NE: 计量表损坏；activity_data/all.yaml:4\n" in shown(found, "zh")


def test_notation_keys_are_answers(tmp_path: Path) -> None:
    activities = """\
- {category: 2.E, notation: NE, gases: [PFCs, NF3], reason: no survey yet}
- {category: 2.E.1, notation: IE, gases: [SF6], included_in: 2.G.1, reason: one meter}
"""
    computation = compute(tmp_path, POWER + activities, "[2021, 2022]")
    text = shown(explain(computation.summary, "2.E.1", None, 2022, "en"), "en")
    assert text.splitlines()[2:] == [
        "2.E Electronics industry  PFCs, NF3  NE, not estimated; no survey yet  activity_data/all.yaml:8",
        "2.E.1 Integrated circuit or semiconductor  SF6  IE, included elsewhere; included in 2.G.1; one meter"
        "  activity_data/all.yaml:9",
    ]
    only = explain(computation.summary, "2.E.1", "CF4", 2022, "en")
    assert [stated.gas for stated in only.stated] == ["PFCs"]


def test_what_is_confidential_is_shown_nowhere(city: Computation) -> None:
    found = explain(city.summary, "2.B", None, 2022, "en")
    text, data = shown(found, "en"), json.dumps(found.as_data())
    methanol = [one for one in found.explanations if one.record == "methanol"]
    assert methanol
    for explanation in methanol:
        assert (explanation.mass, explanation.co2e, explanation.steps, explanation.inputs) == (None, None, [], [])
        assert explanation.share_of_total is None
    assert "  CO2  C, confidential: inside the totals, shown nowhere else" in text
    assert "  CO2  not shown, since a record is confidential" in text
    masses = [row.mass for row in city.summary.results.rows() if row.record and row.record.id == "methanol"]
    assert masses
    for mass in masses:
        assert f"{mass:.6g}" not in data + text
    (co2,) = (one for one in found.sums if (one.gas, one.memo) == ("CO2", ""))
    assert co2.mass is None


# ---- links


def test_a_linked_number_names_the_records_it_comes_from(zhangqiu: Computation) -> None:
    found = explain(zhangqiu.summary, "3.C.4", "N2O", 2022, "zh")
    (linked,) = (i for e in found.explanations if e.automatic for i in e.inputs if i.name == "to_soil")
    assert [part.record for part in linked.values[0].parts] == ["dairy", "cattle", "sheep", "goats", "pigs", "poultry"]
    text = shown(found, "zh")
    assert "来源：全部数据取自其他记录" in text
    assert re.search(r"\n            pigs \(3\.A\)     [\d.]+ t N  activity_data/agriculture\.yaml:\d+\n", text)


def test_what_records_add_is_the_linked_number(everything: list[Explanation]) -> None:
    linked = [v for v in values(everything) if v.kind == "link" and v.parts and v.value is not None]
    shares = [v for v in linked if all(part.value is not None for part in v.parts)]
    assert len(shares) > 20
    for value in shares:
        assert sum(part.value or 0 for part in value.parts) == pytest.approx(value.value, rel=1e-12)


def test_a_plant_that_reports_for_itself_is_named(city: Computation) -> None:
    cement = explain(city.summary, "2.A.1", "CO2", 2022, "en").explanations
    parts = [p for e in cement for i in e.inputs if i.name == "covered" for v in i.values for p in v.parts]
    assert parts
    assert all(part.value and part.record for part in parts)


# ---- what is shown is what was calculated

FUNCTIONS = {
    "choose": lambda condition, then, otherwise: then if condition else otherwise,
    "exp": math.exp, "ln": math.log, "sqrt": math.sqrt, "abs": abs, "min": min, "max": max,
}  # fmt: skip
SIGNS = {"×": "*", "^": "**", ";": ",", " = ": " == ", "≤": "<=", "≥": ">=", "if(": "choose("}


def evaluate(numbers: str) -> float:
    """What somebody gets who types the shown numbers into a calculator."""
    typed = re.sub(r"\[[^\]]*\]", "", numbers)
    for sign, meaning in SIGNS.items():
        typed = typed.replace(sign, meaning)
    return float(eval(typed, {"__builtins__": {}}, FUNCTIONS))


def last_digit(value: float) -> float:
    """One unit of the eighth digit, which is the last that is shown."""
    return 10.0 ** (math.floor(math.log10(abs(value))) - 7) if value else 0.0


def terms(explanations: list[Explanation]) -> Iterator[Term]:
    for explanation in explanations:
        for step in explanation.steps:
            yield from (*step.results, *step.terms)


def values(explanations: list[Explanation]) -> Iterator[Value]:
    for explanation in explanations:
        for item in explanation.inputs:
            yield from item.values


def test_the_numbers_shown_come_to_the_result_shown(everything: list[Explanation]) -> None:
    found = list(terms(everything))
    assert len(found) > 1500
    wrong = [t for t in found if abs(evaluate(t.numbers) - t.value) > last_digit(t.value)]
    assert wrong == []


def test_the_last_step_is_the_emission(everything: list[Explanation]) -> None:
    tonnes = {"t": 1.0, "kt": 1e3, "kg": 1e-3}
    for explanation in everything:
        if explanation.mass is None:
            continue
        last, share = explanation.steps[-1], explanation.share
        factor = tonnes[last.unit] * (1.0 if share is None else share.value or 0.0)
        assert last.results[0].value * factor == pytest.approx(explanation.mass, rel=1e-12)
        assert explanation.gwp.value is not None
        assert explanation.mass * explanation.gwp.value == pytest.approx(explanation.co2e, rel=1e-12)


def test_sums_are_those_of_the_results(zhangqiu: Computation) -> None:
    totals = zhangqiu.summary.totals[2022]
    for sector, category in (("energy", "1"), ("waste", "4")):
        sums = explain(zhangqiu.summary, category, None, 2022, "en").sums
        assert sum(one.co2e or 0 for one in sums if not one.memo) == pytest.approx(totals.sector(sector), rel=1e-12)


# ---- each number is where it is said to be


def line(root: Path, place: str) -> str:
    file, number = place.rsplit(":", 1)
    return (root / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]


@pytest.mark.parametrize("name", ["zhangqiu", "city"])
def test_activity_stands_in_the_line_that_is_named(name: str, request: pytest.FixtureRequest, examples: Path) -> None:
    computation: Computation = request.getfixturevalue(name)
    checked = 0
    for sector in SECTORS:
        for value in values(list(explain(computation.summary, sector, None, 2022, "en").explanations)):
            if value.kind == "activity":
                text = line(examples / name, value.place)
                assert value.written.split(" ")[0] in text, value
                checked += 1
    assert checked > 100


def test_factors_stand_in_the_row_that_is_named(everything: list[Explanation], root: Path) -> None:
    checked: dict[str, int] = {}
    for value in values(everything):
        if value.kind == "factor" and value.factor not in checked:
            number = float(value.written.split(" ")[0]) if value.written != "NA" else None
            cells = re.findall(r"[-+.\deE]+", line(root, value.place))
            assert number is None or number in [
                float(c) for c in cells if re.fullmatch(r"[-+]?\d+\.?\d*(?:[eE]-?\d+)?", c)
            ]
            assert value.source
            assert value.checked in ("primary", "secondary", "unchecked")
            checked[value.factor] = 1
    assert len(checked) > 200


def test_no_number_is_without_a_place(everything: list[Explanation]) -> None:
    for value in values(everything):
        if value.kind == "link":
            assert value.parts or not value.value, value
        else:
            assert re.fullmatch(r"\S+\.(yaml|csv):\d+", value.place), value


def test_a_fallback_says_so(zhangqiu: Computation) -> None:
    power = explain(zhangqiu.summary, "memo", "CO2", 2020, "zh")
    text = shown(power, "zh")
    assert "替代取用：cn-mee，省份 山东，2021年的值用于2020年" in text


def test_data_is_plain(zhangqiu: Computation) -> None:
    data = json.loads(json.dumps(explain(zhangqiu.summary, "1.A.1.a", "CO2", 2022, "zh").as_data()))
    (first, _) = data["explanations"]
    assert (first["record"], first["gas"], first["year"], first["place"]) == (
        "huadian-power", "CO2", 2022, "activity_data/energy.yaml:19",
    )  # fmt: skip
    assert first["steps"][0]["results"] == [{"members": {}, "numbers": "1792 × 20.908", "value": 1792 * 20.908}]
    assert first["inputs"][0]["values"][0]["written"] == "179.20 万吨"
