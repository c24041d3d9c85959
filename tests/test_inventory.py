"""Reading a folder: years, tables beside YAML, lines of one record, plants, statements, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_inventories import compute, masses, problems, write

import ghginv
from ghginv.model.quantity import ByYear, Quantity

COAL = "category: 1.A.1.a, fuel: anthracite, source: test"
#: Tonnes of CO2 a kilotonne of anthracite (IPCC 2006 V2 Tables 1.2 and 2.2).
CO2 = 26.7 * 98300 / 1000


def co2(computation: ghginv.Computation) -> dict[tuple[object, ...], float]:
    return {(record, year): mass for (record, gas, year), mass in masses(computation).items() if gas == "CO2"}


# ---- tiers


@pytest.mark.parametrize(
    ("fields", "methods"),
    [
        ("fuel: anthracite, equipment: boiler, fuel_consumed: 3 kt, factor: {CH4: 1 kg/TJ, N2O: 1 kg/TJ}",
         {"stationary_combustion_tier3"}),
        ("emission: {CO2: 3 kt}", {"measured"}),
    ],
)  # fmt: skip
def test_a_tier_takes_the_method_that_knows_all_fields(fields: str, methods: set[str], tmp_path: Path) -> None:
    computation = compute(tmp_path, f"- {{id: a, category: 1.A.1.a, tier: 3, source: test, {fields}}}")
    assert computation.inventory is not None
    assert {record.method for record in computation.inventory.records} == methods


# ---- years


@pytest.mark.parametrize(
    "fields",
    ["fuel_consumed: 3 kt", "year: 2020, fuel_consumed: 3 kt", "fuel_consumed: {unit: kt, 2020: 3}",
     "fuel_consumed: {unit: kt, 2018: 7, 2020: 3, 2031: 9}"],
)  # fmt: skip
def test_forms_of_a_single_year(fields: str, tmp_path: Path) -> None:
    assert co2(compute(tmp_path, f"- {{id: a, {COAL}, {fields}}}")) == {("a", 2020): pytest.approx(3 * CO2)}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("fuel_consumed: 3 kt", ["which-year"]),
        ("fuel_consumed: {unit: kt, 2020: 3, 2021: 3}, captured: {stored: 1 t}", ["which-year"]),
        ("fuel_consumed: {unit: kt, 2020: 3, 2021: 3}, captured: {stored: {unit: t, 2020: 1, 2021: 0}}", []),
        ("fuel_consumed: {unit: kt, 2020: 3, 2021: 3}, calorific_value: 20 TJ/kt", []),
        ("year: 2021, fuel_consumed: 3 kt, captured: {stored: 1 t}", ["not-estimated"]),  # in 2020
    ],
)
def test_amounts_of_several_years_say_which(fields: str, codes: list[str], tmp_path: Path) -> None:
    assert problems(tmp_path, f"- {{id: a, {COAL}, {fields}}}", (2020, 2021)) == codes


def test_properties_need_no_year(tmp_path: Path) -> None:
    line = (
        "- {id: ac, category: 2.F.1, refrigerant: HFC-134a, source: test, imported: {unit: t, 2020: 10, 2021: 10}, "
        "introduced: 2018, growth: 3 %, destroyed: 10 %, lifetime: 10 yr}"
    )
    assert problems(tmp_path, line, (2020, 2021)) == ["years-carried"]  # sales of 2018 and 2019


def test_a_year_before_the_inventory_is_history_only_where_the_method_looks_back(tmp_path: Path) -> None:
    """One deposit of 1 kt food waste in 2018 and nothing after: what is left decays in 2020."""
    lines = (
        "- {id: tip, category: 4.A, site: managed_anaerobic, waste_climate: boreal_temperate_dry, source: test, year: 2018, "
        "opened: 2018, deposited: {food: 1 kt}}\n"
        "- {id: tip, category: 4.A, site: managed_anaerobic, waste_climate: boreal_temperate_dry, source: test, "
        "deposited: {food: {unit: kt, 2019: 0, 2020: 0}}}\n"
        f"- {{id: a, {COAL}, year: 2018, fuel_consumed: 5 kt}}\n"
    )
    found = compute(tmp_path, lines)
    from math import exp

    rate = 0.06  # food in a dry boreal or temperate climate: IPCC 2006 V5 Table 3.3; DOC 0.15, half of it decomposes
    stored_2018 = 0.15 * 0.5 * exp(-rate * (0.5 - 0.5))
    emitted = stored_2018 * exp(-rate) * (1 - exp(-rate)) * 0.5 * 16 / 12 * 1000
    assert masses(found) == {("tip", "CH4", 2020): pytest.approx(emitted)}
    assert [p.code for p in found.problems] == ["not-estimated"]  # the coal, in 2020


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("population_basis: raised, raised: 100 head, days_alive: 150", ["missing-unit"]),
        ("population_basis: raised, raised: 100 head, days_alive: 150 day", []),
        ("population: 100", ["missing-unit"]),
    ],
)
def test_a_bare_number_is_a_fraction_or_years_and_nothing_else(fields: str, codes: list[str], tmp_path: Path) -> None:
    assert problems(tmp_path, f"- {{category: 3.A.1, animal: sheep, source: test, {fields}}}") == codes


# ---- lines and records


def test_lines_with_one_id_are_one_record(tmp_path: Path) -> None:
    lines = (
        f"- {{id: a, {COAL}, year: 2020, fuel_consumed: 3 kt, quality: H, note: first}}\n"
        f"- {{id: a, {COAL.replace('test', 'other')}, year: 2021, fuel_consumed: 4 kt, quality: L, confidential: yes}}\n"
    )
    found = compute(tmp_path, lines, (2020, 2021))
    (record,) = found.inventory.records
    assert (record.source, record.note, record.quality, record.confidential) == ("test; other", "first", "L", True)
    assert record.place.line == 1
    assert co2(found) == {("a", 2020): pytest.approx(3 * CO2), ("a", 2021): pytest.approx(4 * CO2)}


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_that_is_confidential_makes_its_record_so(order: int, tmp_path: Path) -> None:
    lines = [f"- {{id: a, {COAL}, year: 2020, fuel_consumed: 3 kt, confidential: yes}}\n",
             f"- {{id: a, {COAL}, year: 2021, fuel_consumed: 4 kt}}\n"]  # fmt: skip
    found = compute(tmp_path, "".join(lines[::order]), (2020, 2021))
    assert found.emissions.emission_t.isna().all()


def test_lines_without_an_id_are_one_record_over_the_years(tmp_path: Path) -> None:
    lines = "".join(f"- {{{COAL}, year: {year}, fuel_consumed: {year - 2019} kt}}\n" for year in (2020, 2021))
    name = "1.A.1.a-anthracite"
    assert co2(compute(tmp_path, lines, (2020, 2021))) == {
        (name, 2020): pytest.approx(CO2), (name, 2021): pytest.approx(2 * CO2),
    }  # fmt: skip


def test_two_lines_without_an_id_in_one_year_are_two_records(tmp_path: Path) -> None:
    lines = (
        f"- {{{COAL}, fuel_consumed: 1 kt}}\n- {{{COAL}, fuel_consumed: 2 kt}}\n- {{{COAL}, fuel_consumed: 30 TJ}}\n"
    )
    name = "1.A.1.a-anthracite"
    assert co2(compute(tmp_path, lines)) == pytest.approx({
        (name, 2020): CO2, (f"{name}#2", 2020): 2 * CO2, (f"{name}#3", 2020): 30 * 98.3,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (f"{COAL}, year: 2020, fuel_consumed: 4 kt", "duplicate-quantity"),
        ("category: 1.A.1.a, fuel: wood, source: test, year: 2021, fuel_consumed: 4 kt", "same-id"),
        ("category: 1.A.2.a, fuel: anthracite, source: test, year: 2021, fuel_consumed: 4 kt", "same-id"),
    ],
)
def test_lines_that_do_not_go_together(second: str, code: str, tmp_path: Path) -> None:
    lines = f"- {{id: a, {COAL}, year: 2020, fuel_consumed: 3 kt}}\n- {{id: a, {second}}}\n"
    assert code in problems(tmp_path, lines, (2020, 2021))


def test_one_id_may_stand_for_a_plant_in_several_categories(tmp_path: Path) -> None:
    lines = f"- {{id: a, {COAL}, fuel_consumed: 3 kt}}\n- {{id: a, category: 2.A.1, source: test, clinker: 1 kt}}\n"
    assert len(compute(tmp_path, lines).inventory.records) == 2


def test_a_member_by_two_of_its_names_is_given_twice(tmp_path: Path) -> None:
    line = "- {category: 2.E.1, method: measured, source: test, emission: {NF3: 1 t, 三氟化氮: 2 t}}"
    assert problems(tmp_path, line) == ["duplicate-quantity"]


def test_a_number_of_years_given_year_by_year_is_one_number(tmp_path: Path) -> None:
    line = (
        "- {id: ac, category: 2.F.1, refrigerant: HFC-134a, source: test, imported: {unit: t, 2020: 10, 2021: 10}, "
        "introduced: {2020: 2018, 2021: 2018}}"
    )
    (record,) = compute(tmp_path, line, (2020, 2021)).inventory.records
    assert isinstance(record.amounts["introduced"], Quantity)
    assert isinstance(record.amounts["imported"], ByYear)


def test_a_quantity_that_cannot_be_read_gives_no_further_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, f"- {{{COAL}, fuel_consumed: about 5 kt}}") == ["not-a-quantity"]


# ---- tables


LANDFILL = "site: managed_anaerobic, waste_climate: boreal_temperate_dry, source: yearbook"


def test_a_table_reads_like_the_same_data_in_yaml(tmp_path: Path) -> None:
    yaml = (
        "- {id: a, category: 1.A.1.a, fuel: 无烟煤, source: meter, fuel_consumed: {unit: 万吨, 2020: 3.5 ± 5 %, 2021: 'NE: fire'}, "
        "calorific_value: {unit: TJ/kt, 2020: 25, 2021: 24}}\n"
        "- {id: b, category: 1.A.1.a, fuel: wood, source: meter, fuel_consumed: {unit: 万吨, 2020: 1, 2021: NO}}\n"
        f"- {{id: tip, category: 4.A, {LANDFILL}, deposited: {{unit: kt, food: {{2019: 1, 2020: 2, 2021: 3}}, "
        "paper: {2019: 4, 2020: 5, 2021: 6}}, recovered: {unit: t, 2020: 1, 2021: 2}}\n"
        "- {id: fab, category: 2.E.1, method: measured, source: plant, emission: {unit: kg, CF4: {2020: 7, 2021: 8}, "
        "NF3: {2020: 1, 2021: NO}}}\n"
        "- {id: ac, category: 2.F.1, refrigerant: R-410A, source: customs, introduced: 2018, growth: 3 %, "
        "imported: {unit: t, 2020: 10, 2021: 11}}\n"
        "- {category: 2.B.3, notation: NO, reason: none}\n"
    )
    fuels = (
        "id,category,fuel,source,year,fuel_consumed [万吨],calorific_value [TJ/kt],notation,reason\n"
        "a,1.A.1.a,无烟煤,meter,2020,3.5 ± 5 %,25,,\nb,1.A.1.a,wood,meter,2020,1,,,\n"
        "a,1.A.1.a,无烟煤,meter,2021,NE: fire,24,,\nb,1.A.1.a,wood,meter,2021,NO,,,\n,2.B.3,,,,,,NO,none\n"
    )
    waste = "id,category,site,waste_climate,source,waste,year,deposited [kt],recovered [t]\n" + "".join(
        f"tip,4.A,managed_anaerobic,boreal_temperate_dry,yearbook,{waste},{year},{amount},{recovered}\n"
        for waste, year, amount, recovered in [
            ("food", 2019, 1, ""), ("paper", 2019, 4, ""), ("food", 2020, 2, 1), ("paper", 2020, 5, ""),
            ("food", 2021, 3, 2), ("paper", 2021, 6, 2),
        ]
    )  # fmt: skip
    plant = (
        "id,category,method,source,gas,year,emission [kg]\nfab,2.E.1,measured,plant,CF4,2020,7\n"
        "fab,2.E.1,measured,plant,CF4,2021,8\nfab,2.E.1,measured,plant,NF3,2020,1\nfab,2.E.1,measured,plant,NF3,2021,NO\n"
    )
    cold = (
        "id,category,refrigerant,source,year,imported [t],introduced,growth [%]\n"
        "ac,2.F.1,R-410A,customs,2020,10,2018,3\nac,2.F.1,R-410A,customs,2021,11,2018,3\n"
    )
    tables = {"fuels": fuels, "waste": waste, "plant": plant, "cold": cold}
    files = {f"activity_data/{name}.csv": text for name, text in tables.items()}
    one = compute(tmp_path / "yaml", yaml, (2020, 2021))
    other = compute(tmp_path / "csv", years=(2020, 2021), files=files)
    place = ["file", "line"]
    ordered = ["record", "category", "gas", "memo", "year"]
    rows, same = (c.emissions.drop(columns=place).sort_values(ordered).reset_index(drop=True) for c in (one, other))
    assert len(rows) == 2 * (3 + 3 + 1 + 2 + 2 + 1)
    assert rows.equals(same)
    amounts = [
        {r.id: {n: [(q.value, q.low, q.high, q.notation, q.reason) for q in _leaves(a)] for n, a in r.amounts.items()}
         for r in c.inventory.records} for c in (one, other)
    ]  # fmt: skip
    assert amounts[0]["a"] == amounts[1]["a"]


def _leaves(amount: object) -> list[Quantity]:
    from ghginv.model.activity import leaves

    return [quantity for _, quantity, _ in leaves(amount)]  # type: ignore[arg-type]


def test_lines_of_a_table_with_other_sources_are_one_record(tmp_path: Path) -> None:
    csv = (
        "category,fuel,source,assumption,quality,year,fuel_consumed [kt]\n1.A.1.a,anthracite,yearbook 2021,,H,2020,1\n"
        "1.A.1.a,anthracite,yearbook 2022,as in 2020,L,2021,1\n1.A.1.a,anthracite,yearbook 2023,,M,2022,3\n"
    )
    found = compute(tmp_path, csv=csv, years=(2020, 2021, 2022))
    (record,) = found.inventory.records
    assert record.source == "yearbook 2021; yearbook 2022; yearbook 2023"
    assert (record.assumption, record.quality) == ("as in 2020", "L")
    assert [mass / CO2 for mass in co2(found).values()] == pytest.approx([1, 1, 3])


def test_plants_that_only_their_notes_tell_apart_stay_apart(tmp_path: Path) -> None:
    rows = [("east", 2020, 1), ("west", 2020, 2), ("east", 2021, 3), ("west", 2021, 4)]
    csv = "category,fuel,source,note,year,fuel_consumed [kt]\n"
    csv += "".join(f"1.A.1.a,anthracite,meter,{note},{year},{amount}\n" for note, year, amount in rows)
    found = compute(tmp_path, csv=csv, years=(2020, 2021))
    assert {record.note: co2(found)[record.id, 2021] / CO2 for record in found.inventory.records} == pytest.approx(
        {"east": 3, "west": 4}
    )


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("2020,1,\n2021,,1\n", ["unit-given-twice"]),  # a kilotonne is not a tonne
        ("2020,1,1\n2021,1,\n", ["duplicate-quantity"]),
        ("2020,1,\n2020,1,\n2021,1,\n", ["duplicate-quantity"]),
        ("2020,1,\n2020,2,\n2021,1,\n", ["duplicate-quantity"]),
        ("2020,1 kt,\n2021,1,\n", ["unit-given-twice"]),
    ],
)
def test_a_table_has_one_unit_and_one_figure_for_each_cell(rows: str, codes: list[str], tmp_path: Path) -> None:
    head = "id,category,fuel,source,year,fuel_consumed [t],fuel_consumed [kt]\n"
    csv = head + "".join(f"a,1.A.1.a,anthracite,meter,{row}\n" for row in rows.splitlines())
    found = ghginv.compute(write(tmp_path, csv=csv, years=(2020, 2021)))
    assert [p.code for p in found.problems.errors] == codes


def test_a_cell_with_another_unit_than_its_column_is_refused(tmp_path: Path) -> None:
    csv = "id,category,fuel,source,fuel_consumed [t]\na,1.A.1.a,anthracite,meter,5 kt\n"
    assert problems(tmp_path, csv=csv) == ["unit-given-twice"]


def test_figures_without_an_axis_may_be_repeated_for_each_member(tmp_path: Path) -> None:
    head = "id,category,method,source,year,gas,activity [t],factor [kg/t]\n"
    row = "a,1.B.1,activity_times_factor,mine,2020"
    found = compute(tmp_path / "same", csv=f"{head}{row},CO2,10,5\n{row},CH4,10,7\n")
    assert masses(found) == {("a", "CO2", 2020): pytest.approx(0.05), ("a", "CH4", 2020): pytest.approx(0.07)}
    assert problems(tmp_path / "other", csv=f"{head}{row},CO2,10,5\n{row},CH4,11,7\n") == ["duplicate-quantity"]


def test_empty_cells_of_a_member_and_year_are_left_out(tmp_path: Path) -> None:
    head = "id,category,site,waste_climate,source,waste,year,deposited [kt]\n"
    row = "tip,4.A,managed_anaerobic,boreal_temperate_dry,yearbook"
    csv = f"{head}{row},food,2019,1\n{row},food,2020,1\n{row},paper,2019,\n{row},paper,2020,2\n"
    found = ghginv.compute(write(tmp_path, csv=csv))
    # The history is short, and nothing is known of paper in 2019.
    assert [p.code for p in found.problems] == ["check-warning", "not-estimated"]


def test_a_further_line_of_a_record_feeds_the_method_that_knows_it(tmp_path: Path) -> None:
    """A line without the main quantity of any method of its category is one of the method that knows its fields."""
    site = "id: tip, category: 4.A, site: managed_anaerobic, source: x"
    lines = f"- {{{site}, opened: 2019, deposited: {{food: {{unit: kt, 2019: 5, 2020: 5}}}}}}\n- {{{site}, recovered: {{unit: t, 2020: 1}}}}"
    (record,) = compute(tmp_path, lines).inventory.records
    assert record.method == "solid_waste_disposal_fod"
    assert set(record.amounts) == {"opened", "deposited", "recovered"}


def test_one_name_may_have_axes_in_one_category_and_none_in_another(tmp_path: Path) -> None:
    """`recovered` is one number at a landfill, and one a treatment path in wastewater (2019): each row has its own."""
    files = {
        "activity_data/tip.csv": "id,category,site,waste_climate,source,waste,year,deposited [kt],recovered [t]\n"
        "tip,4.A,managed_anaerobic,boreal_temperate_dry,x,food,2019,5,\ntip,4.A,managed_anaerobic,boreal_temperate_dry,x,food,2020,5,1\n",
    }
    found = compute(tmp_path, files=files, guideline="ipcc-2019")
    (record,) = found.inventory.records
    assert [q.value for q in _leaves(record.amounts["recovered"])] == [1.0]


# ---- economy


def test_series_of_the_economy_say_which_year(tmp_path: Path) -> None:
    files = {"socioeconomic.yaml": "population: {amount: 100 万人, source: x}\n"}
    line = f"- {{{COAL}, fuel_consumed: {{unit: kt, 2020: 1, 2021: 1}}}}"
    assert problems(tmp_path, line, (2020, 2021), files=files) == ["which-year"]


def test_what_is_read_is_the_same_in_any_order_of_files(tmp_path: Path) -> None:
    parts = [f"- {{id: {name}, {COAL}, fuel_consumed: {number} kt}}\n" for number, name in enumerate("abc", 1)]
    one = compute(
        tmp_path / "one", files={f"activity_data/{n}.yaml": text for n, text in zip("xyz", parts, strict=True)}
    )
    other = compute(
        tmp_path / "other", files={f"activity_data/{n}.yaml": text for n, text in zip("zyx", parts, strict=True)}
    )
    assert co2(one) == co2(other)
    assert [record.id for record in other.inventory.records] == [
        "c",
        "b",
        "a",
    ]  # by the names of files, not by the disk


def test_fields_of_another_guideline_are_set_aside_and_told(tmp_path: Path) -> None:
    line = f"- {{{{id: a, {COAL}, {{more}}fuel_consumed: 5 kt}}}}\n"
    for guideline, code in (("ipcc-2006", []), ("cn-2011", ["field-set-aside"])):
        given = line.format(more="calorific_basis: net, ")
        assert [
            c for c in problems(tmp_path, given, guideline=guideline) if c in ("field-set-aside", "unknown-field")
        ] == code
    with_it = masses(compute(tmp_path, line.format(more="calorific_basis: net, "), guideline="cn-2011"))
    assert with_it == masses(compute(tmp_path, line.format(more=""), guideline="cn-2011"))
    # what no guideline's method for the category knows, or the one method that is named does not, is a slip
    assert "unknown-field" in problems(tmp_path, line.format(more="calorific_bases: net, "), guideline="cn-2011")
    named = line.format(more="method: stationary_combustion_cn, calorific_basis: net, ")
    assert "unknown-field" in problems(tmp_path, named, guideline="cn-2011")
