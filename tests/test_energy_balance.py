"""An energy balance in a folder: what is burned, the supply of each fuel, and consumption in standard coal."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from balances import CARRIERS, FINAL, FUELS, ROWS, SUPPLY, TRANSFORMATION, Figures, figures, table, with_sums
from small_inventories import compute, problems

import ghginv
from ghginv import Computation
from ghginv.library import load_library
from ghginv.model.quantity import ByYear

FILE = "activity_data/balance.csv"
NONE = Decimal(0)
#: The guidelines have no CO2 of gas from coal that says nothing of how it was made.
GAS = """
table: energy/combustion
title: {en: Gas of our works, zh: 本地煤气}
unit: kg/TJ
by: [fuel, combustion_sector, gas]
source: gas works
checked: secondary
interval: none
columns: [fuel, combustion_sector, gas, value]
rows:
- [other_coal_gas, any, CO2, 44400]
"""
UNBURNED = ("润滑油", "石蜡", "溶剂油", "石油沥青")
ELSEWHERE = ("高炉煤气", "转炉煤气")


def run(folder: Path, given: Figures | None = None, **more: object) -> Computation:
    text = table(with_sums(figures() if given is None else given))
    files = {FILE: text, "emission_factors/gas.yaml": GAS}
    settings = {"guideline": "cn-2011", "region": "370000", "years": [2022], "files": files, **more}
    return compute(folder, **settings)  # type: ignore[arg-type]


def fuel_of(name: str) -> str:
    found = load_library().vocabulary("fuel").find(name)
    assert found is not None
    return found


def amounts(computation: Computation, category: str, parameter: str) -> dict[str, Decimal]:
    """Fuel -> what the records of a category give for a parameter, as it was written."""
    assert computation.inventory is not None
    found: dict[str, Decimal] = {}
    for record in computation.inventory.records:
        if f"{record.category}.".startswith(f"{category}.") and parameter in record.amounts:
            amount = record.amounts[parameter]
            assert isinstance(amount, ByYear)
            name = record.keys.get("fuel") or record.keys["energy_carrier"]
            found[name] = found.get(name, NONE) + Decimal(amount.years[2022].text)
    return found


def step(computation: Computation, name: str) -> dict[str, float]:
    """Fuel or carrier -> the value of a step in its unit, records added up."""
    assert computation.results is not None
    found: dict[str, float] = {}
    for one in computation.results.calculated:
        if name in one.values:
            for record, value in zip(one.planned.records, one.values[name].reshape(-1), strict=True):
                key = record.keys.get("fuel") or record.keys["energy_carrier"]
                found[key] = found.get(key, 0.0) + float(value)
    return found


def by_category(computation: Computation) -> dict[str, float]:
    """Tonnes of CO2 by category, with the reference approach and standard coal beside."""
    totals, energy = computation.summary.totals[2022], computation.summary.energy[2022]
    found = {leaf.category: 0.0 for leaf in totals.leaves}
    for leaf in totals.leaves:
        if leaf.gas == "CO2":
            found[leaf.category] += leaf.mass
    return {**found, "standard coal": energy.total}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Computation:
    return run(tmp_path_factory.mktemp("balance"))


def test_the_made_up_balance_has_everything() -> None:
    layout = load_library().energy_balance("china")
    given = with_sums(figures())
    assert len(FUELS) >= 20
    rows = {row for row, _ in given} & set(ROWS)
    assert rows == set(ROWS)
    assert (
        len(rows) == len(layout.rows) - 3
    )  # all but two re-inputs and the loss in transport, which are parts of others
    assert {column for _, column in given} >= {*FUELS, *CARRIERS}


@pytest.mark.parametrize("guideline", ["cn-2011", "ipcc-2006", "ipcc-2019"])
def test_a_whole_balance_computes_without_a_warning(guideline: str, tmp_path: Path) -> None:
    computation = run(tmp_path, guideline=guideline)
    assert [p.code for p in computation.problems if p.level == "warning"] == []
    comparison = computation.summary.reference[2022]
    assert abs(comparison.total.share or 1.0) < 0.05
    assert {line.name for line in comparison.groups} == {"liquid", "solid", "gaseous"}


def test_apparent_consumption_is_that_of_the_table_to_the_last_tonne(whole: Computation) -> None:
    given = figures()
    parts = ("production", "imports", "exports", "international_bunkers", "stock_change")
    found = {name: amounts(whole, "memo.reference_approach", name) for name in parts}
    for name in FUELS:
        fuel = fuel_of(name)
        one = {part: found[part].get(fuel, NONE) for part in parts}
        apparent = (
            one["production"] + one["imports"] - one["exports"] - one["international_bunkers"] - one["stock_change"]
        )
        assert apparent == sum((given.get((row, name), NONE) for row in SUPPLY), NONE), name
    heat = step(whole, "apparent_consumption")
    assert heat["raw_coal"] == pytest.approx(346906.6 * 20.908, rel=1e-12)
    assert heat["natural_gas"] == pytest.approx(22320 * 38.931, rel=1e-12)


def test_what_is_burned_is_the_inputs_to_power_and_heat_and_final_use_less_raw_material(whole: Computation) -> None:
    given, burned = figures(), amounts(whole, "1.A", "fuel_consumed")
    for name in FUELS:
        inputs = sum((given.get((row, name), NONE) for row in TRANSFORMATION[:2]), NONE)
        final = sum((given.get((row, name), NONE) for row in (*FINAL[:6], "城镇", "乡村")), NONE)
        wanted = final - inputs - given.get(("#用作原料、材料", name), NONE)
        if name in (*UNBURNED, *ELSEWHERE):
            wanted = NONE
        assert burned.get(fuel_of(name), NONE) == wanted, name


def test_standard_coal_is_final_use_and_all_losses_to_the_last_tonne(whole: Computation) -> None:
    given, library = figures(), load_library()
    sets = ["gbt-2589-2020"]

    def coefficient(name: str) -> float:
        """Tonnes of standard coal per unit of the table."""
        tables = {"万吨": "energy/standard_coal", "亿立方米": "energy/standard_coal_by_volume"}
        table_id, key = tables[FUELS[name]], {"fuel": fuel_of(name)}
        row = library.find(table_id, sets, key, {}, None)
        assert row is not None
        return row.row.value * (1e4 if FUELS[name] == "万吨" else 1e5)

    wanted = []
    for name in FUELS:
        transformed = sum((given.get((row, name), NONE) for row in TRANSFORMATION), NONE)
        final = sum((given.get((row, name), NONE) for row in (*FINAL[:6], "城镇", "乡村")), NONE)
        wanted.append(float(final + given.get(("损失量", name), NONE) - transformed) * coefficient(name))
    carriers = {"电力": 0.1229 * 1e5, "热力": 0.03412 * 1e7, "其他能源": 1e4}
    for name, factor in carriers.items():
        transformed = sum((given.get((row, name), NONE) for row in TRANSFORMATION), NONE)
        final = sum((given.get((row, name), NONE) for row in (*FINAL[:6], "城镇", "乡村")), NONE)
        wanted.append(float(final + given.get(("损失量", name), NONE) - transformed) * factor)
    found = whole.summary.energy[2022]
    assert found.total == pytest.approx(math.fsum(wanted), abs=0.5)
    assert found.by_kind["primary_electricity"] == pytest.approx(262.3e8 * 0.1229 / 1000, rel=1e-12)
    assert found.by_kind["net_electricity"] == pytest.approx((610.4 - 35.75) * 1e8 * 0.1229 / 1000, rel=1e-9)
    material = {"原煤": 418.2, "焦炭": 36.5, "石脑油": 402.1, "液化石油气": 71.4, "天然气": 14.3, "其他焦化产品": 40.1}
    assert found.as_raw_material == pytest.approx(sum(v * coefficient(name) for name, v in material.items()), rel=1e-9)
    fossil, other = found.share_of(("coal", "oil", "gas", "other")), found.share_of(("biomass", "primary_electricity"))
    assert fossil is not None
    assert other is not None
    assert fossil + other < 1  # electricity taken in, and heat, are neither


# ---- moving a tonne

MOVES = [
    # column, from, to, what becomes more (1), less (-1); nothing else changes
    ("原煤", FINAL[1], FINAL[2], {"1.A.2.m": -1, "1.A.2.k": 1}),
    ("原煤", FINAL[3], FINAL[4], {}),  # buildings of transport are buildings
    ("柴油", FINAL[3], FINAL[1], {"1.A.3.b": -1, "1.A.2.m": 1}),
    ("煤油", FINAL[3], FINAL[1], {"1.A.3.a.ii": -1, "1.A.2.m": 1}),
    ("原煤", "城镇", "乡村", {}),
    ("汽油", "城镇", FINAL[3], {}),  # the same cars
    ("原煤", SUPPLY[1], SUPPLY[2], {}),  # taken in from another province, or from abroad
    ("原煤", TRANSFORMATION[0], TRANSFORMATION[1], {"1.A.1.a.i": -1, "1.A.1.a.iii": 1}),
    # An input that is burned becomes one that is not: its carbon then counts with the product, which is another figure.
    ("原煤", TRANSFORMATION[0], TRANSFORMATION[3], {"1.A.1.a.i": -1}),
    ("天然气", "损失量", FINAL[1], {"1.A.2.m": 1}),  # a leak is not burned
]


@pytest.mark.parametrize(("column", "source", "target", "changes"), MOVES)
def test_moving_a_tonne_moves_the_right_numbers_only(
    column: str, source: str, target: str, changes: Mapping[str, int], whole: Computation, tmp_path: Path
) -> None:
    given = figures()
    one = Decimal("1") if given[source, column] > 0 else Decimal("-1")
    given[source, column] -= one
    given[target, column] = given.get((target, column), NONE) + one
    before, after = by_category(whole), by_category(run(tmp_path, given))
    changed = {name: after[name] - before[name] for name in after if abs(after[name] - before[name]) > 0.5}
    assert {name: int(math.copysign(1, value)) for name, value in changed.items()} == changes


def test_use_as_raw_material_leaves_industry_and_the_reference_approach(whole: Computation, tmp_path: Path) -> None:
    given = figures()
    given["#用作原料、材料", "原煤"] += 1
    before, after = by_category(whole), by_category(run(tmp_path, given))
    changed = {name: after[name] - before[name] for name in after if abs(after[name] - before[name]) > 0.5}
    of_a_unit = 1e4 * 20.908 * 26.37 * 0.94 * 44 / 12 / 1000
    assert changed == {
        "1.A.2.m": pytest.approx(-of_a_unit, rel=1e-9), "memo.reference_approach": pytest.approx(-of_a_unit, rel=1e-9)
    }  # fmt: skip


def test_what_is_sent_out_instead_of_stored_changes_nothing(whole: Computation, tmp_path: Path) -> None:
    given = figures()
    given[SUPPLY[4], "焦炭"] -= 1
    given[SUPPLY[7], "焦炭"] += 1
    assert by_category(run(tmp_path, given)) == pytest.approx(by_category(whole), rel=1e-12)


# ---- choices


def test_an_inventory_may_say_what_becomes_of_a_row(whole: Computation, tmp_path: Path) -> None:
    allocation = {
        "transport": {
            "柴油": {"1.A.3.b": "80 %", "1.A.3.c": "12 %", "1.A.3.d.ii": "0.08"},
            "煤油": {"1.A.3.a.i": "25 %", "1.A.3.a.ii": "75 %"},
        },
        "火力发电": {"原煤": {"1.A.1.a.ii": "60 %", "elsewhere": "40 %"}},
        "industry": {"any": {"1.A.2.a": "1"}, "焦炭": {"1.A.2.a": "70 %", "non_energy": "30 %"}},
    }
    computation = run(tmp_path, energy_balance={"allocation": allocation})
    diesel = {
        category: amounts(computation, category, "fuel_consumed")["gas_diesel_oil"]
        for category in ("1.A.3.c", "1.A.3.d")
    }
    assert diesel == {"1.A.3.c": Decimal("168.6132"), "1.A.3.d": Decimal("112.4088")}
    coal = amounts(computation, "1.A.1.a", "fuel_consumed")["raw_coal"]
    assert coal == Decimal("11884.83") * Decimal("0.6") + Decimal("3478.82")
    assert amounts(computation, "1.A.2.m", "fuel_consumed") == {}
    coke = (Decimal("2659.19") - Decimal("36.5")) * Decimal("0.3")
    unburned = amounts(computation, "memo.reference_approach", "non_energy_use")
    assert unburned["coke_oven_coke_and_lignite_coke"] == coke + Decimal("36.5")
    assert unburned["blast_furnace_gas"] == 0  # `any` does not speak for what the layout names
    bunkers = amounts(computation, "memo.reference_approach", "international_bunkers")["other_kerosene"]
    assert bunkers == Decimal("5.3") + Decimal("224.05") / 4
    memo = computation.summary.totals[2022].memo
    assert memo["international_bunkers"]["CO2"] > 0
    assert "international_bunkers" not in whole.summary.totals[2022].memo


def test_shares_of_a_third_add_up_exactly(tmp_path: Path) -> None:
    shares = {"1.A.3.b": "33.3333333333 %", "1.A.3.c": "33.3333333333 %", "1.A.3.d.ii": "33.3333333334 %"}
    computation = run(tmp_path, energy_balance={"allocation": {"transport": {"柴油": shares}}})
    assert amounts(computation, "1.A.3", "fuel_consumed")["gas_diesel_oil"] == Decimal("1405.11") + Decimal("6.15")


def test_electricity_by_the_coal_burned_for_it(whole: Computation, tmp_path: Path) -> None:
    chosen = {"electricity": "等价值", "generation_coal": {"unit": "kgce/kWh", "2022": 0.3}}
    found = run(tmp_path, energy_balance=chosen).summary.energy[2022]
    before = whole.summary.energy[2022]
    assert found.by_kind["primary_electricity"] == pytest.approx(262.3e8 * 0.3 / 1000, rel=1e-12)
    assert found.by_kind["coal"] == before.by_kind["coal"]
    assert found.total > before.total


def test_years_come_together_and_an_empty_cell_is_not_zero(tmp_path: Path) -> None:
    now, before = figures(), figures()
    before["1.火力发电", "原煤"] = Decimal("-11000")
    del before["3.建筑业", "原煤"]
    before["6.其他", "原煤"] = NONE
    files = {
        "activity_data/balance_2021.csv": table(with_sums(before), 2021),
        "activity_data/balance_2022.csv": table(with_sums(now), 2022),
    }
    computation = compute(
        tmp_path, guideline="cn-2011", region="370000", years=[2021, 2022], files=files,
        reference_approach={"explanation": {"2021": "less coal burned than was there", "2022": "-"}},
    )  # fmt: skip
    assert computation.inventory is not None
    records = {record.id: record for record in computation.inventory.records}
    power = records["balance-thermal_power-raw_coal"].amounts["fuel_consumed"]
    assert isinstance(power, ByYear)
    assert {year: quantity.value for year, quantity in power.years.items()} == {2021: 11000, 2022: 11884.83}
    assert computation.summary.coverage[2021].keys["NE"] == ("1.A.2.k",)
    assert computation.summary.coverage[2022].keys["NE"] == ()
    assert set(computation.summary.energy) == {2021, 2022}


def test_records_say_where_they_stand(whole: Computation) -> None:
    assert whole.inventory is not None
    records = {record.id: record for record in whole.inventory.records}
    industry = records["balance-industry-raw_coal"]
    line = table(with_sums(figures())).splitlines()[industry.place.line - 1]
    assert line.startswith("2.工业,")
    assert industry.source == "能源统计年鉴 2023: 2.工业 − 用作原料、材料 / 原煤"
    assert line[industry.place.column - 1 : industry.place.end_column - 1] == "8697.62"
    assert records["balance-supply-raw_coal"].source == "能源统计年鉴 2023: 原煤"


# ---- reading

SMALL = """energy balance,2022
source,yearbook
Item,Raw coal,Diesel (万吨),Electricity [GWh]
,万吨,,
1. Indigenous Production,100,,30
5. Sending out to other provinces (-),-20,-1,
1. Thermal power,-60,,150
Total Final Consumption,20,7,180
2. Industry,18,5,180
#Non-Energy Use,3,,
Transport,2,2,
"""


def small(folder: Path, text: str = SMALL, **more: object) -> list[str]:
    settings = {"guideline": "cn-2011", "region": "370000", "years": [2022], "files": {FILE: text}, **more}
    found = problems(folder, **settings)  # type: ignore[arg-type]
    return [code for code in found if code not in ("factor-fallback", "reference-approach-differs")]


def test_names_in_english_units_in_brackets_and_words_below_the_head(tmp_path: Path) -> None:
    text = SMALL.replace("Transport,", '"4. Transport, Storage & Post",').replace("Total Final", "四.  Final")
    assert small(tmp_path, text) == []
    assert small(tmp_path, text.replace(",万吨,,\n", ",万吨,,\n,Raw,Diesel,\n,(104 tn),,\n")) == []
    assert small(tmp_path, text + "Note: figures are preliminary,,,\n") == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2. Industry,18", "2. Industri,18", "balance-row"),
        ("Raw coal,", "Rare coal,", "balance-column"),
        (",万吨,,", ",万屯,,", "unknown-unit"),
        (",万吨,,", ",,,", "balance-without-unit"),
        ("5. Sending out to other provinces (-),-20", "5. Sending out to other provinces (-),20", "balance-sign"),
        ("1. Thermal power,-60", "1. Thermal power,60", "balance-sign"),
        ("2. Industry,18", "2. Industry,-18", "balance-sign"),
        ("#Non-Energy Use,3", "2. 工业,1,,\n#Non-Energy Use,3", "balance-row-twice"),
        ("#Non-Energy Use,3", "#Non-Energy Use,19", "balance-part"),
        ("Total Final Consumption,20", "Total Final Consumption,22", "balance-sum"),
        ("2. Industry,18", '2. Industry,"1,800"', "not-a-number"),
        ("energy balance,2022", "energy balance", "balance-year"),
        ("energy balance,2022", "energy balance,2021", "balance-not-used"),
        ("source,yearbook\n", "", "no-source"),
        ("Diesel (万吨)", "原煤 (万吨)", "duplicate-column"),
        (",万吨,,", ",亿元,,", "unit-mismatch"),
        (SMALL[SMALL.index("Item") :], "Item,Raw coal\n", "balance-without-head"),
    ],
)
def test_what_is_wrong_with_a_table(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert old in SMALL
    found = small(tmp_path, SMALL.replace(old, new))
    assert code in found
    assert len(set(found)) == 1 or code == "unit-mismatch"


@pytest.mark.parametrize(
    ("allocation", "code"),
    [
        ({"transports": {"柴油": {"1.A.3.b": "1"}}}, "balance-row"),
        ({"transport": {"甲烷油": {"1.A.3.b": "1"}}}, "unknown-member"),
        ({"transport": {"柴油": {"1.A.33": "1"}}}, "unknown-category"),
        ({"transport": {"柴油": {"1.A.3.b": "90 %"}}}, "balance-shares"),
        ({"transport": {"柴油": {"1.A.3.b": "3 t"}}}, "balance-share"),
    ],
)
def test_what_is_wrong_with_an_allocation(allocation: object, code: str, tmp_path: Path) -> None:
    assert code in small(tmp_path, energy_balance={"allocation": allocation})


def test_two_balances_of_a_year_are_one_too_many(tmp_path: Path) -> None:
    files = {FILE: SMALL, "activity_data/another.csv": SMALL}
    assert small(tmp_path, files=files) == ["balance-twice"]


def test_sums_are_checked_as_precisely_as_they_are_printed(tmp_path: Path) -> None:
    rounded = SMALL.replace("Consumption,20,", "Consumption,20.5,").replace("Industry,18,", "Industry,18.4,")
    assert small(tmp_path, rounded) == []
    assert small(tmp_path, rounded.replace("20.5,", "20.6,")) == ["balance-sum"]
    finer = rounded.replace("Use,3,", "Use,3.001,")  # 20.5 beside it is 20.500
    assert small(tmp_path, finer) == ["balance-sum"]


def test_the_printed_table_of_a_province(root: Path, tmp_path: Path) -> None:
    """A real one, as the yearbook prints it with two heads and foreign units; where it stands beside the checkout."""
    calamine = pytest.importorskip("python_calamine")
    path = root.parent / "shared/reference/statistics_tables/energy_balance_shandong_2007.xls"
    if not path.exists():
        pytest.skip("the table is not here")
    rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    (tmp_path / "activity_data").mkdir()
    with (tmp_path / FILE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[:24] for row in rows])
    (tmp_path / "inventory.yaml").write_text(
        'name: {en: Shandong, zh: 山东}\nregion: "370000"\nyears: [2007]\nguideline: cn-2011\ngwp: AR5\n',
        encoding="utf-8",
    )
    computation = ghginv.compute(tmp_path)
    assert computation.inventory is not None
    assert not computation.problems.has_errors
    found = {record.id: record.amounts.get("fuel_consumed") for record in computation.inventory.records}
    coal = found["balance-thermal_power-raw_coal"]
    assert isinstance(coal, ByYear)
    assert coal.years[2007].value == 11884.83007
    # Its stocks do not agree with its own sum of supply, and one column of final use is short of a row.
    told = {p.values["row"] for p in computation.problems if p.code == "balance-sum"}
    assert told == {"一.可供本地区消费的能源量", "四.终端消费量"}


def test_coefficients_from_heat_are_the_heat_value_over_that_of_standard_coal() -> None:
    library = load_library()
    derived = library.tables("energy/standard_coal")["cn-mee"]
    assert len(derived.rows) >= 5
    for key in derived.rows:
        heat = library.find("energy/calorific_value", ["cn-mee"], {"fuel": key[0]}, {}, None)
        assert heat is not None
        assert derived.rows[key].value == round(heat.row.value / 29.3076, 4), key
        assert library.find("energy/standard_coal", ["gbt-2589-2020"], {"fuel": key[0]}, {}, None) is None


def test_the_workbook_calculates_both_tables_anew(whole: Computation, tmp_path: Path, recalculate: Any) -> None:
    from openpyxl import load_workbook

    from ghginv import api

    api.write(whole, tmp_path, "en")
    book = load_workbook(recalculate(tmp_path / "inventory.xlsx"), data_only=True)
    assert book["Checks"]["B4"].value == "OK"
    lines = {row[0]: row[1:4] for row in book["Reference and sectoral"].iter_rows(values_only=True) if row[0]}
    total = whole.summary.reference[2022].total
    assert lines["All fuels"] == pytest.approx((total.reference, total.sectoral, total.difference))
    coal = {row[0]: row[1] for row in book["Standard coal"].iter_rows(values_only=True) if row[0]}
    assert coal["Total"] == pytest.approx(whole.summary.energy[2022].total)
