"""The handbook: its pages are those of the data, and both commands show the same library."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from ghginv.cli import main as cli_main
from ghginv.library import Library, load_library
from ghginv.report.handbook.__main__ import pages
from ghginv.report.handbook.factors import Factors
from ghginv.report.handbook.find import Wanted, find, named
from ghginv.report.handbook.info import MethodInfo
from ghginv.report.handbook.markdown import safe, table
from ghginv.report.handbook.method import describe
from ghginv.report.names import key_title

COMMAND = "python -m ghginv.report.handbook docs tests/cases"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def written(library: Library, root: Path) -> dict[str, str]:
    return pages(library, root / "tests" / "cases")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process: run("methods", "cement") is its exit code, output and messages."""
    monkeypatch.delenv("GHGINV_LANG", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ghginv", *arguments])
        with pytest.raises(SystemExit) as end:
            cli_main.main()
        assert isinstance(end.value.code, int)
        return (end.value.code, *capsys.readouterr())

    return call


def data(run: Run, *arguments: str) -> dict:  # type: ignore[type-arg]
    code, out, _ = run(*arguments, "--format", "json")
    assert code == 0
    return json.loads(out)  # type: ignore[no-any-return]


# ---- pages


def test_pages_are_those_of_the_data(written: dict[str, str], root: Path) -> None:
    docs = root / "docs"
    old = [
        name for name, text in written.items() if (path := docs / name).is_file() and path.read_bytes() != text.encode()
    ]
    missing = [name for name in written if not (docs / name).is_file()]
    others = {path.relative_to(docs).as_posix() for path in (docs / "methods").rglob("*")} - set(written)
    others = {name for name in others if (docs / name).is_file()}
    assert (old, missing, others) == ([], [], set()), f"bring them up to date with: {COMMAND}"


def test_pages_do_not_change_from_run_to_run(written: dict[str, str], root: Path) -> None:
    assert pages(load_library(), root / "tests" / "cases") == written


def test_links_lead_to_files(written: dict[str, str], root: Path) -> None:
    broken = []
    for name, text in written.items():
        for link in re.findall(r"\]\(([^)#:]+)\)", re.sub(r"`[^`\n]+`", "", text)):
            target = (root / "docs" / name).parent / link
            if not target.exists() and target.resolve().relative_to(root / "docs").as_posix() not in written:
                broken.append(f"{name}: {link}")
    assert broken == []


def test_each_method_has_a_page_in_both_languages(written: dict[str, str], library: Library) -> None:
    for ending in (".md", ".zh-CN.md"):
        found = {name.rpartition("/")[2].removesuffix(ending) for name in written if name.endswith(ending)}
        assert set(library.methods()) <= found


def test_a_page_holds_formula_parameters_tables_and_cases(written: dict[str, str]) -> None:
    assert r"\left(1 - \mathrm{OX}\right)" in written["methods/waste/solid_waste_disposal_fod.md"]
    page = written["methods/energy/stationary_combustion.md"]
    assert r"\mathrm{FC} \cdot \mathrm{NCV} & \text{unit basis: mass} \\" in page
    assert "| `calorific_value` | Net calorific value | TJ/kt |" in page
    assert "emission_factors/energy/combustion/ipcc-2006.yaml" in page
    assert "### EN-1A1a-one-power-station" in page
    assert "| 1.A.1.a, CO2 | 2022 | 985234.8 t |" in page


def test_tables_have_as_many_cells_in_each_row(written: dict[str, str]) -> None:
    def cells(line: str) -> int:
        return len(re.findall(r"(?<!\\)\|", line))

    for name, text in written.items():
        lines = [*text.splitlines(), ""]
        wrong = [a for a, b in pairwise(lines) if a[:1] == b[:1] == "|" and cells(a) != cells(b)]
        assert not wrong, f"{name}: {wrong}"


def test_text_that_markdown_would_take_for_signs() -> None:
    assert safe("a | b < c * d\ne") == r"a \| b &lt; c \* d e"
    assert table(["a", "b"], [("1", "")]) == ["| a | b |", "|---|---|", "| 1 | |"]
    assert table(["a"], []) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_math_has_pairs_of_brackets(library: Library, language: str) -> None:
    for name in library.methods():
        for step in describe(library, name, language).steps:  # type: ignore[arg-type]
            for formula in step.formulas:
                plain = formula.latex.replace(r"\{", "").replace(r"\}", "")
                assert plain.count("{") == plain.count("}"), formula.latex
                assert plain.count(r"\left") == plain.count(r"\right"), formula.latex
                assert not re.search(r"(?<!\\)_(?!\{)", plain), formula.latex


def test_keys_have_names_in_both_languages(library: Library) -> None:
    """`_KEYS` of `ghginv.report.names` holds them."""
    methods = [library.method(name) for name in library.methods()]
    named = dict.fromkeys(key for method in methods for key in (*method.keys, *method.axes))
    tables = (table for name in library.table_ids() for table in library.tables(name).values())
    named |= dict.fromkeys(key for table in tables for key in table.by)
    assert [key for key in named if key_title(key, "zh").isascii()] == []


# ---- looking for methods


def test_methods_are_found_by_what_they_are(library: Library) -> None:
    assert find(library, Wanted("grinding station kiln")) == ["cement"]
    assert "solid_waste_disposal_fod" in find(library, Wanted("填埋"))
    assert find(library, Wanted(category="2.A.1", guideline="cn-2011")) == ["cement_cn"]
    assert find(library, Wanted(gas="NF3", tier=1, sector="ippu", guideline="ipcc-2006"))
    assert "stationary_combustion" not in find(library, Wanted(gas="SF6"))
    assert {library.method(name).tier for name in find(library, Wanted(tier=2))} == {2}
    assert set(find(library, Wanted())) == set(library.methods())


def test_methods_are_named_in_any_case_and_language(library: Library) -> None:
    assert named(library, "Stationary Combustion") == "stationary_combustion"
    assert named(library, "固定源燃料燃烧") == "stationary_combustion"
    assert named(library, "no such method") is None


def test_cases_of_a_step_say_when_they_hold(library: Library) -> None:
    def formulas(info: MethodInfo, step: str) -> dict[str, str]:
        return {one.text: one.when for one in next(s for s in info.steps if s.name == step).formulas}

    english, chinese = (describe(library, "stationary_combustion", language) for language in ("en", "zh"))  # type: ignore[arg-type]
    assert formulas(english, "energy")["Q = FC × NCV"] == "unit basis: mass"
    assert formulas(chinese, "energy")["Q = FC × NCV"] == "计量基准：质量"
    landfill = describe(library, "solid_waste_disposal_fod", "en")
    assert formulas(landfill, "emission") == {"E = max(generated - R; 0) × (1 - OX)": ""}
    stored = next(step for step in landfill.steps if step.name == "stored")
    assert stored.formulas[0].first_years == (("DDOCma[t-1]", "DDOCm0"),)


# ---- ghginv methods


def test_command_lists_methods(run: Run) -> None:
    code, out, err = run("methods", "--sector", "waste")
    assert (code, err) == (0, "")
    assert "  biological_treatment" in out
    assert "stationary_combustion" not in out


@pytest.mark.parametrize("name", ["stationary_combustion", "Stationary combustion", "固定源燃料燃烧"])
def test_command_shows_one_method(run: Run, name: str) -> None:
    code, out, _ = run("methods", name)
    assert code == 0
    for text in ("Q = FC × NCV  (unit basis: mass)", "energy/combustion @ ipcc-2006", "equation 2.1", "1.A.4 Other"):
        assert text in out


def test_command_shows_one_method_in_chinese(run: Run) -> None:
    _, out, _ = run("methods", "stationary_combustion", "--lang", "zh")
    assert "燃料热量 [TJ]" in out
    assert "energy/combustion，按燃料、燃烧部门" in out


def test_long_vocabularies_are_shown_in_full_when_asked(run: Run) -> None:
    assert "Wood" not in run("methods", "stationary_combustion")[1]
    assert "Wood" in run("methods", "stationary_combustion", "-v")[1]


def test_methods_as_data(run: Run) -> None:
    listed = data(run, "methods", "--category", "1A1", "--guideline", "ipcc-2006")["methods"]
    assert [one["method"] for one in listed] == ["stationary_combustion"]
    one = data(run, "methods", "stationary_combustion")
    assert one["tier"] == 1
    assert one["gases"] == ["CO2", "CH4", "N2O"]
    assert one["steps"][0]["formulas"][0]["text"] == "Q = FC × NCV"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("statonary",), "Did you mean stationary_combustion?"),
        (("--gas", "CO3"), "'CO3' is not a gas."),
        (("--category", "9.Z"), "'9.Z' is not a category."),
        (("--guideline", "ipcc-2007"), "'ipcc-2007' is not a guideline: cn-2011, ipcc-2006, ipcc-2019."),
        (("--gas", "SF6", "--sector", "agriculture"), "No method meets this."),
    ],
)
def test_what_is_not_there_is_said(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = run("methods", *arguments)
    assert (code, out) == (2, "")
    assert sentence in err


# ---- ghginv factors


def test_command_lists_tables(run: Run) -> None:
    code, out, _ = run("factors")
    assert code == 0
    assert "  energy/combustion  " in out
    assert "Used by: stationary_combustion" in out


def test_command_shows_rows_by_key(run: Run) -> None:
    code, out, _ = run("factors", "energy/combustion", "fuel=无烟煤", "gas=CH4", "--set", "ipcc-2006")
    assert code == 0
    assert "  fuel: Anthracite; gas: CH4; the range is the printed 95 % interval" in out
    assert re.search(r"Energy industries +1 +0\.3 – 3 +primary +\[1\]", out)
    assert re.search(r"Manufacturing industries and construction +10 +3 – 30 +primary +\[2\]", out)
    assert "[1] 2006 IPCC Guidelines, Volume 2, Chapter 2: Stationary Combustion, table 2.2" in out


def test_keys_and_values_in_either_language(run: Run) -> None:
    english = run("factors", "energy/combustion", "fuel=Anthracite", "gas=ch4")[1]
    assert "Anthracite" in english
    assert english == run("factors", "energy/combustion", "燃料=无烟煤", "气体=CH4")[1]


def test_rows_of_all_tables_with_a_key(run: Run) -> None:
    found = data(run, "factors", "fuel=gas_diesel_oil")["tables"]
    tables = {one["table"] for one in found}
    assert {"energy/calorific_value", "energy/carbon_content", "energy/oxidation"} <= tables
    diesel = next(one for one in found if (one["table"], one["set"]) == ("energy/calorific_value", "ipcc-2006"))
    (row,) = diesel["rows"]
    assert (row["value"], row["low"], row["high"], row["unit"]) == (43.0, 41.4, 43.3, "TJ/kt")
    assert row["factor"] == "energy/calorific_value@ipcc-2006:gas_diesel_oil"
    assert row["checked"] == "primary"
    assert re.fullmatch(r"emission_factors/energy/calorific_value/ipcc-2006\.yaml:\d+", row["place"])
    assert row["keys"] == {"fuel": {"id": "gas_diesel_oil", "title": "Gas/diesel oil"}}


def test_rows_by_words(run: Run) -> None:
    found = data(run, "factors", "energy/calorific_value", "--search", "柴油")["tables"]
    assert {row["keys"]["fuel"]["id"] for one in found for row in one["rows"]} == {"gas_diesel_oil", "biodiesels"}


def test_tables_by_words(run: Run) -> None:
    found = data(run, "factors", "低位发热量")["tables"]
    assert "energy/calorific_value" in {one["table"] for one in found}
    assert all("rows" not in one for one in found)


def test_a_year_and_an_area(run: Run) -> None:
    _, out, _ = run("factors", "grid", "area=山东", "year=2022", "-v")
    assert re.search(r"All electricity +Shandong +2022 +0\.641 +secondary", out)
    assert "emission_factors/energy/grid/cn-mee.yaml:" in out
    assert "province, the same year > grid, the same year" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("energy/combusion",), "Did you mean energy/combustion?"),
        (("energy/combustion", "fuel=antracite"), "Did you mean Anthracite?"),
        (("energy/combustion", "colour=red"), "has no key 'colour': fuel, "),
        (("energy/combustion", "--set", "none"), "No factor meets this."),
    ],
)
def test_what_factors_are_not_there_is_said(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = run("factors", *arguments)
    assert (code, out) == (2, "")
    assert sentence in " ".join(err.split())


def test_every_row_of_every_table_can_be_shown(library: Library) -> None:
    for language in ("en", "zh"):
        factors = Factors(library, language)  # type: ignore[arg-type]
        for name in library.table_ids():
            for one in factors.sets(name, {}):
                assert len(one.rows) == one.count
                assert all(title for row in one.rows for _, title in row.keys.values())
