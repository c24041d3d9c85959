"""The library: reading by need, finding factors, a user's own files, and whether all of it fits together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ghginv.library import Found, Library, Table, load_library
from ghginv.library.categories import Categories
from ghginv.library.check import check_library
from ghginv.library.files import File, Files
from ghginv.library.tables import find, read_head
from ghginv.model.base import parse
from ghginv.model.factor import Row
from ghginv.model.profile import Profile
from ghginv.problems import Problems, render
from ghginv.source import Sequence, read_yaml
from ghginv.source.entries import read_entries, read_rows

FILES = Files()
SHANDONG = {"nation": "china", "province": "shandong", "grid": "north_china"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def codes(problems: Problems) -> list[str]:
    return [problem.code for problem in problems]


# ---- the real library


def test_the_library_fits_together(root: Path) -> None:
    problems = check_library(load_library())
    assert not problems.has_errors, render(problems.errors, "en", root)


def test_nothing_is_read_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    read_bytes = Path.read_bytes

    def record(path: Path) -> bytes:
        opened.append(f"{path.parent.name}/{path.name}")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", record)
    library = load_library()
    assert opened == []
    library.method("cement")
    library.tables("ippu/clinker_cao")["ipcc-2006"]
    library.method("cement")
    assert opened == ["ippu/cement.yaml", "clinker_cao/ipcc-2006.yaml"]


CATALOGUE: list[tuple[File, str | None]] = [
    *((file, "members") for file in FILES.vocabularies.values()),
    *((file, None) for file in FILES.sources.values()),
    (FILES.catalogue("categories"), "categories"),
    (FILES.catalogue("regions"), "regions"),
    (FILES.catalogue("constants"), None),
]


@pytest.mark.parametrize(("file", "section"), CATALOGUE, ids=lambda value: getattr(value, "shown", ""))
def test_entries_read_one_by_one_are_those_of_the_whole_file(file: File, section: str | None) -> None:
    problems = Problems()
    whole = read_yaml(file.path, problems, file.shown)
    if section is not None:
        whole = whole.get(section)  # type: ignore[union-attr]
    read = read_entries(file.path, problems, file.shown, section)
    assert read is not None
    entries = read[1]
    assert list(entries) == list(whole.entries)  # type: ignore[union-attr]
    for key, (_, value) in whole.entries.items():  # type: ignore[union-attr]
        assert entries[key] == value
    assert codes(problems) == []


def said(row: Row) -> tuple[Any, ...]:
    """All that a row says, without the nodes that its reference was read from."""
    return (row.place, row.value, row.low, row.high, row.note, row.checked, row.source.text(), row.unit, row.given)


@pytest.mark.parametrize("table", FILES.tables())
def test_rows_read_by_need_are_those_of_the_whole_file(table: str) -> None:
    for name, file in FILES.sets(table).items():
        problems = Problems()
        whole = read_yaml(file.path, problems, file.shown)
        rows = whole.get("rows")  # type: ignore[union-attr]
        read = read_rows(file.path, problems, file.shown, "rows")
        head = read_head(file.path, file.shown, problems)
        assert read is not None
        assert head is not None
        assert isinstance(rows, Sequence)
        nodes = [*read[1].nodes, *(read[1].read(number) for number in read[1].texts)]
        assert sorted(nodes, key=lambda node: node.place.line) == list(rows.items)  # type: ignore[union-attr]
        quick = Table(head[0], name, head[1], problems)
        strict = [said(row) for item in rows.items if (row := quick._read_node(item))]
        assert sorted(map(said, quick.rows.values()), key=lambda words: words[0].line) == strict
        assert codes(problems) == []


def test_profiles_put_local_factors_first_and_take_the_longest_code(library: Library) -> None:
    assert set(library.profiles()) >= {"ipcc-2006", "ipcc-2019", "cn-2011"}
    profile = library.profile("ipcc-2006")
    assert profile.factor_sets[:2] == ("local", "ipcc-2006")
    assert profile.methods_for("2.A.1") == ("cement",)
    assert profile.methods_for("2.B.8.b") == ("ethylene",)
    assert "enteric_fermentation" in profile.methods_for("3.A.1.a.i")
    assert profile.methods_for("5") == ()
    assert profile.methods_for("2.A.10") == ()


def test_a_profile_goes_by_whole_parts_of_a_code(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(
        "{profile: p, title: {en: a, zh: b}, gwp: AR5, factor_sets: [x], methods: {1.A.1: one, 1: [two, three]}, "
        "tiers: {2: {1.A: [four, five]}}}"
    )
    node = read_yaml(file, Problems())
    assert node is not None
    profile = parse(Profile, node, Problems())
    assert profile is not None
    assert profile.methods_for("1.A.1.a") == ("one",)
    assert profile.methods_for("1.A.10") == ("two", "three")
    assert profile.methods_for("1.A.1.a", "2") == ("four", "five")
    assert profile.methods_for("1.A.1.a", "3") == ("one",)
    assert profile.methods_for("1.B", "2") == ("two", "three")


SEVERAL = ("enteric_fermentation", "managed_soils_direct", "forest_biomass_stock_difference", "manure_ch4")
HERD = ["enteric_fermentation", "manure_ch4"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"animal", "population"}, HERD),
        ({"animal", "raised", "days_alive"}, HERD),  # in the place of the average population
        ({"nitrogen_input", "applied"}, ["managed_soils_direct"]),
        ({"stock", "wood_density"}, ["forest_biomass_stock_difference"]),
        ({"stock", "applied"}, ["managed_soils_direct", "forest_biomass_stock_difference"]),
        ({"animal", "system_share"}, list(SEVERAL)),  # none: each says what it lacks
    ],
)
def test_an_activity_feeds_the_methods_whose_main_quantity_it_gives(
    given: set[str], expected: list[str], library: Library
) -> None:
    assert list(library.fed_by(SEVERAL, given)) == expected


@pytest.mark.parametrize("written", ["1.A.1.a.i", "1A1ai", "1a1AI", "1.a.1.A.I", "１Ａ１ａｉ"])
def test_category_codes_as_people_write_them(library: Library, written: str) -> None:
    assert library.categories.parse(written) == "1.A.1.a.i"


def test_categories(library: Library) -> None:
    tree: Categories = library.categories
    assert tree.parse("9.Z") is None
    assert tree.title("2.A.1", "zh") == "水泥生产"
    assert tree.parent("1.A.1.a") == "1.A.1"
    assert tree.parent("1") is None
    assert tree.ancestors("1.A.1.a") == ["1.A.1", "1.A", "1"]
    assert tree.children("4.C") == ["4.C.1", "4.C.2"]
    assert tree.row("4.A", "crt") == "5.A"
    assert tree.row("3.C.2", "cn") is None
    sectors = {"1.A.1": "energy", "2": "ippu", "3.A.1.a.i": "agriculture", "3.C.4": "agriculture"}
    sectors |= {"3.B.1": "lulucf", "3.D.1": "lulucf", "4.A": "waste", "5.B": "other", "memo.offsets": "memo"}
    assert {code: tree.sector(code) for code in sectors} == sectors
    assert tree.memo("memo.purchased_heat") == "purchased_heat"
    assert tree.memo("1.A.3.a.i") == "international_bunkers"
    assert tree.memo("2.A.1") is None


@pytest.mark.parametrize("word", ["HFC-134a", "hfc-134A", "R134a", "r-134a", "ＨＦＣ-134ａ", " R134a "])
def test_a_member_is_found_by_any_of_its_names(library: Library, word: str) -> None:
    assert library.vocabulary("gas").find(word) == "HFC-134a"


def test_vocabulary(library: Library) -> None:
    animals = library.vocabulary("animal")
    assert animals.find("dairy cattle") == "dairy_cattle"
    assert animals.find("奶牛") == "dairy_cattle"
    assert animals.find("unicorn") is None
    assert animals.members["dairy_cattle"].attributes["enteric_category"] == "3.A.1.a.i"
    assert animals.members["dairy_cattle"].text("zh") == "奶牛"
    assert {"dairy_cattle", "奶牛", "Dairy cattle"} <= set(animals.choices())
    assert library.vocabulary("yes_no").find("no") == "no"


def test_a_region_has_the_attributes_of_those_around_it(library: Library) -> None:
    district = library.region("370114")
    assert district is not None
    assert SHANDONG.items() <= district.items()
    assert district["cn_zone_soil"] == "zone_iii"
    assert district["cn_zone_livestock"] == "east_china"
    assert library.region("CN") == {k: v for k, v in district.items() if k in (library.region("CN") or {})}
    assert library.region("NO-03") == library.region("NO")
    assert library.region("000000") is None
    assert library.region("XX") is None


def test_gases(library: Library) -> None:
    assert library.gas("CF4").group == "PFCs"
    assert library.blend("R-410A") == {"HFC-32": 0.5, "HFC-125": 0.5}
    assert library.blend("CO2") is None
    assert library.blend("not a gas") is None
    assert library.gwp("AR5").value("CH4", "fossil") == 28
    assert library.gwp("AR6").value("CH4", "fossil") == 29.8
    assert library.gwp("AR6").value("CH4", "biogenic") == 27
    assert library.gwp("SAR").value("NF3") is None
    assert "SAR" not in library.gwp_sets_with("NF3")
    assert set(library.gwp_sets()) == {"SAR", "TAR", "AR4", "AR5", "AR5-feedback", "AR6"}


def test_constants(library: Library) -> None:
    constant = library.constants["carbon_to_co2"]
    assert (constant.value, constant.text, constant.unit) == (44 / 12, "44/12", "1/C")
    assert library.constants["days_in_year"].value == 365


def test_a_method_knows_its_places_and_keys(library: Library) -> None:
    method = library.method("cement")
    place = method.place("steps", "emission", "formula")
    assert place is not None
    assert place.file == "ghginv/methods/ippu/cement.yaml"
    assert method.serves("2.A.1")
    assert not method.serves("2.A.10")
    assert method.parameters["clinker"].source == "activity"
    assert library.method("cement_tier1").parameters["covered"].link is not None
    assert (method.parameters["cao_content"].table, method.parameters["cao_content"].by) == (
        "ippu/clinker_cao",
        ("clinker_type",),
    )
    assert method.reference[0].text() == "ipcc-2006-v3-ch2, equation 2.2"
    general = library.method("activity_times_factor")
    assert general.shared_keys() == ("biomass", "basis")
    assert general.parameters["factor"].unit_for({"basis": "energy"}) == "t/TJ"
    assert general.keys["basis"].kind == "dimension_of"
    (output,) = general.emissions
    assert output.first_true(output.origin, {"biomass": "yes"}) == "biogenic"
    assert output.first_true(output.origin, {"biomass": "no"}) == "fossil"
    assert output.first_true(output.memo, {"biomass": "no", "gas": "CO2"}) is None


def test_a_program_depends_only_on_the_keys_that_choose_formulas(library: Library) -> None:
    method = library.method("enteric_fermentation")
    raised = library.program(method, {"population_basis": "raised", "animal": "swine"})
    assert raised is library.program(method, {"population_basis": "raised", "animal": "sheep"})
    assert raised is not library.program(method, {"population_basis": "average"})
    assert "days_alive" in raised.inputs


def test_a_found_factor_says_where_it_is_printed(library: Library) -> None:
    found = library.find("ippu/clinker_cao", ["local", "ipcc-2006"], {"clinker_type": "portland"}, {}, 2020)
    assert found is not None
    assert found.row.value == 0.65
    assert found.source_text("en").startswith("2006 IPCC Guidelines, Volume 3")


# ---- finding a row

HEAD = "table: t/x\nset: s\nunit: '1'\nchecked: primary\n"


def tables_of(tmp_path: Path, **texts: str) -> dict[str, Table]:
    made = {}
    for name, text in texts.items():
        file = tmp_path / f"{name}.yaml"
        file.write_text(HEAD + text, encoding="utf-8")
        problems = Problems()
        read = read_head(file, file.name, problems)
        assert read is not None, codes(problems)
        head, rows = read
        made[name] = Table(head, name, rows, problems)
        assert codes(problems) == []
    return made


def look(
    tables: Mapping[str, Table],
    keys: Mapping[str, str],
    sets: tuple[str, ...] = ("local", "a", "b"),
    year: int | None = 2020,
) -> tuple[float | None, str, bool] | None:
    found: Found | None = find(tables, sets, keys, SHANDONG, year, {})
    return None if found is None else (found.row.value, found.step, found.fallback)


FUELS = "by: [fuel]\ncolumns: [fuel, value]\nrows:\n"


def test_sets_are_asked_in_order_and_later_ones_are_a_fallback(tmp_path: Path) -> None:
    tables = tables_of(
        tmp_path, a=FUELS + "- [coal, 1]\n", b=FUELS + "- [coal, 2]\n- [gas, 3]\n", local=FUELS + "- [oil, 4]\n"
    )
    assert look(tables, {"fuel": "coal"}) == (1, "a", False)
    assert look(tables, {"fuel": "gas"}) == (3, "b", True)
    assert look(tables, {"fuel": "oil"}) == (4, "local", False)
    assert look(tables, {"fuel": "wood"}) is None
    found = find(tables, ["b"], {"fuel": "gas", "process": "kiln"}, {}, None, {})
    assert found is not None
    assert found.factor_id == "t/x@b:gas"
    assert not found.fallback


def test_exact_rows_go_before_rows_for_any_and_few_before_many(tmp_path: Path) -> None:
    text = "by: [fuel, process]\ncolumns: [fuel, process, value, low, high]\nrows:\n"
    rows = "- [any, any, 1, ~, ~]\n- [coal, any, 2, ~, ~]\n- [any, kiln, 3, ~, ~]\n- [coal, kiln, 4, ~, ~]\n"
    tables = tables_of(tmp_path, a=text + rows)
    assert look(tables, {"fuel": "coal", "process": "kiln"}) == (4, "a", False)
    assert look(tables, {"fuel": "coal", "process": "boiler"}) == (2, "a", False)
    assert look(tables, {"fuel": "gas", "process": "kiln"}) == (3, "a", False)
    assert look(tables, {"fuel": "gas"}) == (1, "a", False)
    assert look(tables, {"fuel": "coal", "process": "any"}) == (2, "a", False)


GRID = """by: [area, year]
lookup:
- {area: province, year: same}
- {area: nation, year: same}
- {area: province, year: next}
- {area: nation, year: previous}
columns: [area, year, value]
rows:
- [shandong, 2021, 1]
- [shandong, 2023, 2]
- [china, 2018, 3]
- [china, 2019, 4]
- [china, 2022, 5]
- [hebei, 2020, 6]
"""


@pytest.mark.parametrize(
    ("year", "area", "expected"),
    [
        (2021, "", (1, "a: province shandong, year 2021", False)),
        (2022, "", (5, "a: nation china, year 2022", True)),
        (2020, "", (1, "a: province shandong, year 2021 for 2020", True)),
        (2024, "", (5, "a: nation china, year 2022 for 2024", True)),
        (2020, "hebei", (6, "a: area hebei, year 2020", False)),
        (2021, "hebei", (6, "a: area hebei, year 2020 for 2021", True)),
        (None, "", None),
    ],
)
def test_the_lookup_of_a_table_is_followed_step_by_step(
    tmp_path: Path, year: int | None, area: str, expected: tuple[float, str, bool] | None
) -> None:
    keys = {"area": area} if area else {}
    assert look(tables_of(tmp_path, a=GRID), keys, year=year) == expected


def test_any_year_takes_the_last_there_is(tmp_path: Path) -> None:
    text = "by: [year]\nlookup: [{year: any}]\ncolumns: [year, value]\nrows:\n"
    assert look(tables_of(tmp_path, a=text + "- [2011, 1]\n- [2015, 2]\n"), {}) == (
        2,
        "a: year 2015 for 2020",
        False,
    )


def test_a_step_is_passed_over_when_the_region_lacks_its_attribute(tmp_path: Path) -> None:
    text = "by: [area]\nlookup: [{area: climate}, {area: nation}]\ncolumns: [area, value]\nrows:\n- [china, 1]\n"
    assert look(tables_of(tmp_path, a=text), {}) == (1, "a: nation china", True)


def test_what_a_row_may_say(tmp_path: Path) -> None:
    rows = "- [NA, ~, ~]  # a comment\n"
    (row,) = tables_of(tmp_path, a="columns: [value, low, high]\nrows:\n" + rows)["a"].rows.values()
    assert (row.value, row.given, row.low) == (None, True, None)
    rows = '- [NE, ~, ~, {note: "not given: so", unit: "%", checked: unchecked, source: a book}]\n'
    (row,) = tables_of(tmp_path, a="columns: [value, low, high]\nrows:\n" + rows)["a"].rows.values()
    assert (row.given, row.note, row.unit, row.checked) == (False, "not given: so", "%", "unchecked")
    assert row.source.text() == "a book"
    rows = "-\n  - 2.5\n  - 1\n  - 3\n"
    (row,) = tables_of(tmp_path, a="columns: [value, low, high]\nrows:\n" + rows)["a"].rows.values()
    assert (row.value, row.low, row.high) == (2.5, 1, 3)


# ---- a user's own files

LOCAL_TABLE = """table: ippu/clinker_cao
unit: "%"
by: [clinker_type]
source: laboratory of the works, 2022
columns: [clinker_type, value, low, high]
rows:
- [portland, 66, 65, 67]
"""


@pytest.fixture
def lay_over(tmp_path: Path) -> Callable[..., tuple[Library, Problems]]:
    def made(tables: Mapping[str, str] = {}, methods: Mapping[str, str] = {}) -> tuple[Library, Problems]:
        for folder, texts in (("emission_factors", tables), ("methods", methods)):
            for name, text in texts.items():
                file = tmp_path / folder / f"{name}.yaml"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        problems = Problems()
        return load_library(tmp_path / "emission_factors", tmp_path / "methods", problems), problems

    return made


def test_a_local_table_goes_first_and_takes_names_as_people_write_them(
    lay_over: Callable[..., tuple[Library, Problems]],
) -> None:
    library, problems = lay_over({"deep/cao": LOCAL_TABLE.replace("portland", "硅酸盐水泥熟料")})
    assert codes(problems) == []
    keys = {"clinker_type": "portland"}
    found = library.find("ippu/clinker_cao", ("local", "ipcc-2006"), keys, {}, 2020)
    assert found is not None
    assert (found.row.value, found.table.unit, found.fallback) == (66, "%", False)
    assert found.factor_id == "ippu/clinker_cao@local:portland"
    assert found.row.place.file == "emission_factors/deep/cao.yaml"
    assert found.source_text("zh") == "laboratory of the works, 2022"
    assert list(library.tables("ippu/clinker_cao")) == ["local", "ipcc-2006"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("portland", "porcelain", "unknown-member"),
        ("66", "sixty", "not-a-number"),
        ("66, 65", "66, 68", "interval-without-value"),
        ('"%"', "kt", "unit-mismatch"),
        ('"%"', "qq", "unknown-unit"),
        ("ippu/clinker_cao", "ippu/clinker_coa", "unknown-table"),
        ("[clinker_type]", "[clinker]", "bad-columns"),
        ("clinker_type", "clinker", "unknown-key"),
        ("rows:", "rows:\n- [portland, 66, 65, 67]", "duplicate-row"),
        (", 67]", ", 67, 68]", "wrong-count"),
        (", 67]", ", 67, {nots: x}]", "unknown-field"),
        ("source: laboratory of the works, 2022", "source: {id: no-such}", "unknown-source"),
        ("by:", "lookup: [{area: natoin}]\nby:", "unknown-attribute"),
        ("rows:", "rowz:", "missing-field"),
    ],
)
def test_what_is_wrong_with_a_local_table_is_told(
    lay_over: Callable[..., tuple[Library, Problems]], old: str, new: str, code: str
) -> None:
    library, problems = lay_over({"cao": LOCAL_TABLE.replace(old, new)})
    assert library.find("ippu/clinker_cao", ("local",), {"clinker_type": "any"}, {}, 2020) is None
    assert set(codes(problems)) == {code}
    assert all(problem.place and problem.place.file == "emission_factors/cao.yaml" for problem in problems)


def test_a_table_is_given_once(lay_over: Callable[..., tuple[Library, Problems]]) -> None:
    _, problems = lay_over({"a": LOCAL_TABLE, "b": LOCAL_TABLE})
    assert codes(problems) == ["same-table"]


LOCAL_METHOD = """method: kiln
title: {en: Kiln, zh: 窑}
tier: 2
categories: [2.A.1]
keys:
  clinker_type: {vocabulary: clinker, default: any}
  basis: {dimension_of: amount}
axes:
  gas: {members: [CO2, CH4]}
parameters:
  amount: {unit: {mass: kt, volume: m3}, from: activity, title: {en: a, zh: b}}
  density: {unit: kg/m3, from: activity, default: 1, title: {en: a, zh: b}}
  share: {unit: "1", from: ippu/clinker_cao, by: [clinker_type], title: {en: a, zh: b}}
  part: {unit: "1", from: activity, by: [gas], kind: share, over: gas, title: {en: a, zh: b}}
  upstream: {unit: kt, link: cement_tier1.remaining, over: [record], missing: 0, title: {en: a, zh: b}}
steps:
  made: {unit: kt, by: basis, cases: {mass: amount, volume: amount * density}}
  emission: {unit: kt, formula: (made + upstream) * share * part}
emissions:
- {value: emission, gas: gas, origin: fossil}
checks:
- {condition: part <= 1, message: {en: a, zh: b}}
"""


def test_a_local_method_joins_the_others(lay_over: Callable[..., tuple[Library, Problems]]) -> None:
    library, problems = lay_over({}, {"kiln": LOCAL_METHOD})
    assert codes(problems) == []
    assert "kiln" in library.methods()
    method = library.method("kiln")
    assert method.parameters["amount"].unit_for({"basis": "volume"}) == "m3"
    assert method.parameters["part"].share_over == "gas"
    assert method.shared_keys() == ("basis",)
    program = library.program(method, {"basis": "volume"})
    assert library.condition(method, method.checks[0], program) is not None


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("categories: [2.A.1]", "categories: [2.A.99]", "unknown-category", "2.A.99"),
        ("vocabulary: clinker", "vocabulary: klinker", "unknown-vocabulary", "klinker"),
        ("default: any", "default: bricks", "unknown-case", "bricks"),
        ("{dimension_of: amount}", "{dimension_of: density}", "unknown-name", "density"),
        ("{dimension_of: amount}", "{attribute: x, of: clinker_type}", "unit-without-key", "{mass: kt, volume: m3}"),
        ("members: [CO2, CH4]", "members: [CO2, CH4], given: part", "one-of", "{members: [CO2, CH4], given: part}"),
        ("unit: kg/m3", "unit: kg/m4", "unknown-unit", "kg/m4"),
        ("default: 1", "default: 2.4", "bad-default", "2.4"),
        ("ippu/clinker_cao", "ippu/none", "no-table", "ippu/none"),
        ("by: [clinker_type]", "by: [clinker]", "unknown-name", "[clinker]"),
        ("over: gas", "over: record", "unknown-name", "record"),
        ("link: cement_tier1.remaining", "link: cement_tier1.rest", "unknown-name", "cement_tier1.rest"),
        ("link: cement_tier1.remaining", "link: cemment_tier1.remaining", "unknown-method", "cemment_tier1.remaining"),
        ("upstream: {unit: kt", "upstream: {unit: TJ", "unit-mismatch", "cement_tier1.remaining"),
        ("volume: amount * density", "volumes: amount * density", "unknown-case", "amount * density"),
        (", volume: amount * density", "", "missing-case", ""),
        ("by: basis", "by: bases", "unknown-name", "bases"),
        ("made: {unit: kt", "share: {unit: kt", "name-twice", "share"),
        ("made: {unit: kt", "year: {unit: kt", "bad-name", "year"),
        ("made: {unit: kt", "carbon_to_co2: {unit: kt", "name-twice", "carbon_to_co2"),
        ("value: emission", "value: emissions", "unknown-name", "emissions"),
        ("gas: gas,", "gas: CO3,", "unknown-name", "CO3"),
        ("origin: fossil", "memo: {offsets: {colour: red}}", "unknown-name", "red"),
        ("axes:", "history_from: opened\naxes:", "unknown-name", "opened"),
        ("axes:", "history_years: fifty\naxes:", "unknown-name", "fifty"),
        ("origin: fossil", "category: {attribute: x, of: clinker_type}", "unknown-attribute", ""),
        ("origin: fossil", "category: {setting: wte, a: 2.A.1}", "unknown-setting", ""),
        ("* share * part", "* share * party", "formula-unknown-name", "party"),
        ("* share * part", "* share * part * 0.7", "formula-bare-number", "0.7"),
        ("* share * part", "* share + part", "formula-unit", "part"),
        ("condition: part <= 1", "condition: part <= 3", "formula-bare-number", "3"),
        ("method: kiln", "methode: kiln", "unknown-field", "methode"),
    ],
)
def test_what_is_wrong_with_a_local_method_is_told_and_it_is_left_out(
    lay_over: Callable[..., tuple[Library, Problems]], old: str, new: str, code: str, at: str
) -> None:
    text = LOCAL_METHOD.replace(old, new)
    assert text != LOCAL_METHOD
    library, problems = lay_over({}, {"kiln": text})
    assert "kiln" not in library.methods()
    assert "kiln" in library.refused_methods or "methode" in text
    (problem,) = (problem for problem in problems if problem.code == code)
    assert problem.place is not None
    line = text.split("\n")[problem.place.line - 1]
    marked = line[problem.place.column - 1 : problem.place.end_column - 1]
    assert marked == at or not at
