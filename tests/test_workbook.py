"""The workbook: recalculated elsewhere it gives what ghginv calculated, and follows a number that is changed in it."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, clean_environment
from test_cases import CASES, read, sections, write_folder

from ghginv import api
from ghginv.report import workbook
from ghginv.report.workbook.addresses import DefinedNames, SheetNames, column_name

#: Functions that every program in use computes: none is newer than Excel 2010.
FUNCTIONS = {"SUM", "SUMIFS", "IF", "INDEX", "MAX", "MIN", "EXP", "LN", "SQRT", "ABS", "ROUND", "COUNTIF", "NA"}
RELATIVE, ABSOLUTE = 1e-9, 1e-9
#: Worked cases that are recalculated as books too: long histories, whose answers a spreadsheet of the guidelines gives.
CASES_AS_BOOKS = {
    "landfill": "waste/landfill_eighty_years.yaml",
    "wood_products": "land/wood_products_worksheet_as_shipped.yaml",
    "manure_store": "agriculture/manure_mcf_months.yaml",
    "tier2_herd": "agriculture/one_herd_tier2.yaml",
}
WRONG = 12345.0

Cells = dict[tuple[str, str], Any]
Recalculate = Callable[[Path], Path]

#: What the examples do not have: sums and years of every kind, keys, secrets, and text that looks like a formula.
INVENTORY = """\
name: {en: "=Hard cases", zh: 难例}
region: {code: XX, waste_climate: boreal_temperate_dry, economy: developing}
years: [2019, 2020]
guideline: ipcc-2006
gwp: AR6
"""
ACTIVITIES = """\
- id: landfill
  category: 4.A
  site: managed_anaerobic
  history: along_population
  deposited: {paper: {unit: kt, 2012: 10, 2016: 30, 2018: 25}, food: {unit: kt, 2010: 5, 2020: 8}}
  population: {unit: 万人, 2008: 8, 2009: 8.2, 2010: 8.4, 2011: 8.6, 2012: 8.8, 2013: 9, 2014: 9.2, 2015: 9.4,
    2016: 9.6, 2017: 9.8, 2018: 10, 2019: 11, 2020: 12}
  recovered: {unit: t, 2019: 10, 2020: 20}
  source: a made-up site
- id: cooling
  category: 2.F.1.a
  refrigerant: R-410A
  introduced: 2005
  growth: 5 %
  lifetime: 7 yr
  produced: {unit: kg, 2018: 1500, 2020: 2000}
  source: '=HYPERLINK("http://example.org","click")'
- id: forest
  category: 3.B.1.a
  stock: {unit: 万立方米, 2012: 100, 2016: 130, 2019: 150}
  bcef: 1 t/m3
  root_ratio: 0.2
  carbon_fraction: 0.47 t C/t
  source: surveys
- {id: cement_total, category: 2.A.1, clinker: {unit: 万吨, 2019: 100, 2020: 90}, source: statistics}
- id: plant
  category: 2.A.1
  method: measured
  emission: {CO2: {unit: kt, 2019: 150, 2020: 160}}
  covers: {record: cement_total, amount: {unit: 万吨, 2019: 30, 2020: 31}}
  source: report of the plant
- id: '=1+1'
  category: 1.A.2.a
  fuel: natural_gas
  fuel_consumed: {unit: TJ, 2019: NO, 2020: 7}
  source: "+cmd|' /C calc'!A0"
  assumption: '-2+3'
  note: '@SUM(A1)'
- id: '<r>rich</r>'
  category: 1.A.2.b
  fuel: natural_gas
  fuel_consumed: {unit: TJ, 2019: 'NE: =meter broken', 2020: 9}
  source: a meter
- id: secret
  category: 1.A.2.c
  fuel: natural_gas
  fuel_consumed: {unit: TJ, 2019: 777.125, 2020: 888.5}
  confidential: yes
  source: hidden-source
- id: capture
  category: 1.A.2.d
  fuel: natural_gas
  fuel_consumed: {unit: TJ, 2019: 50, 2020: 60}
  captured: {sold: {unit: t, 2019: 21, 2020: 22}, stored: {unit: kt, 2019: 1, 2020: 1.5}}
  destination: '=a store'
  source: meters
- {id: odd, category: 2.H, method: odd, amount: {unit: t, 2019: 40, 2020: 50}, source: measured}
- {category: 2.B.3, notation: NO, reason: '=there is none'}
- {category: 1.A.3.c, notation: IE, included_in: 1.A.3.b, gases: [CO2]}
"""
METHOD = """\
method: odd
title: {en: "It's [odd]: a/b*c? 100 %", zh: "怪名: '100 %'/[1]"}
tier: 3
categories: ["2"]
parameters:
  amount: {unit: t, from: activity, title: {en: Amount, zh: 数量}}
  rest:   {unit: "1", from: activity, default: 0, title: {en: Rest, zh: 余数}}
steps:
  e: {unit: kt, formula: "where(amount > 0, amount, 0) * (1 - rest) ** 2 + amount * (rest <= 1)"}
emissions: [{value: e, gas: CH4, origin: fossil}]
"""


def write_hard_cases(folder: Path) -> Path:
    for name in ("activity_data", "methods"):
        (folder / name).mkdir(parents=True)
    (folder / "inventory.yaml").write_text(INVENTORY, encoding="utf-8")
    (folder / "activity_data" / "all.yaml").write_text(ACTIVITIES, encoding="utf-8")
    (folder / "methods" / "odd.yaml").write_text(METHOD, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The workbook of an example, or of the hard cases, in a language; each is made once."""
    folder = tmp_path_factory.mktemp("workbooks")
    hard = write_hard_cases(folder / "hard")

    def make(name: str, language: str) -> Path:
        path = folder / f"{name}-{language}.xlsx"
        if not path.exists():
            if name in CASES_AS_BOOKS:
                case = CASES / CASES_AS_BOOKS[name]
                source = write_folder(read(case), sections(case.read_text(encoding="utf-8")), folder / name)
            else:
                source = hard if name == "hard" else ROOT / "examples" / name
            path.write_bytes(content(source, language))
        return path

    return make


def content(folder: Path, language: str) -> bytes:
    computation = api.compute(folder)
    assert [f"{p.place}: {p.message('en')}" for p in computation.problems.errors] == []
    return workbook.content(computation.summary, language)


def formulas(path: Path) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(path)
    return {(s.title, c.coordinate): c.value for s in book for row in s for c in row if c.data_type == "f"}


def values(path: Path) -> Cells:
    book = openpyxl.load_workbook(path, data_only=True)
    return {(s.title, c.coordinate): c.value for s in book for row in s for c in row if c.value is not None}


def differences(wanted: Cells, found: Cells, cells: dict[tuple[str, str], str]) -> list[str]:
    """Formula cells whose value is another."""
    wrong = []
    for place, formula in cells.items():
        if re.fullmatch(r"=C\d+-D\d+", formula):
            continue  # of two equal figures on the sheet of checks: nothing but rounding
        one, other = wanted.get(place), found.get(place)
        if isinstance(one, int | float) and isinstance(other, int | float):
            same = math.isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
        else:
            same = one == other
        if not same:
            wrong.append(f"{place}: {one!r} became {other!r} by {formula[:120]}")
    return wrong


BOOKS = [
    ("minimal", "en"), ("zhangqiu", "zh"), ("city", "en"), ("hard", "en"), ("hard", "zh"), ("landfill", "en"),
    ("wood_products", "en"), ("manure_store", "en"), ("tier2_herd", "zh"),
]  # fmt: skip
RECALCULATED = pytest.mark.parametrize(("name", "language"), BOOKS, ids=lambda text: text)


@pytest.mark.slow
@RECALCULATED
def test_recalculation_gives_every_value(name: str, language: str, made: Any, recalculate: Recalculate) -> None:
    path = made(name, language)
    cells, found = formulas(path), values(recalculate(path))
    assert len(cells) > 80
    assert differences(values(path), found, cells)[:20] == []
    assert [place for place, value in found.items() if isinstance(value, str) and value.startswith("#")] == []
    assert "ERROR" not in found.values()


def test_a_long_history_is_live_in_every_year(made: Any) -> None:
    """Eighty years of twelve kinds of waste: deposited, stored, decomposed and turned to methane."""
    assert len(formulas(made("landfill", "en"))) > 80 * 12 * 4


@pytest.mark.slow
def test_wrong_stored_values_are_repaired(made: Any, recalculate: Recalculate, tmp_path: Path) -> None:
    """The proof that a recalculation takes place at all."""
    path, spoiled = made("hard", "en"), tmp_path / "spoiled.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(spoiled, "w") as new:
        for item in old.namelist():
            text = old.read(item)
            if item.startswith("xl/worksheets/"):
                text = re.sub(rb"(</f>)<v>[-\d.eE+]+</v>", rb"\g<1><v>%d</v>" % WRONG, text)
            new.writestr(item, text)
    cells = formulas(path)
    assert sum(value == WRONG for value in values(spoiled).values()) > 0.9 * len(cells)
    assert differences(values(path), values(recalculate(spoiled)), cells)[:20] == []


def figures(cells: Cells, sheet: str, column: str) -> dict[tuple[Any, Any], float]:
    """The figures of the sheet of checks: by year and name, those of a column."""
    rows = {int(place[1:]) for title, place in cells if title == sheet and place.startswith("F")}
    found = {}
    for row in sorted(rows):
        if cells.get((sheet, f"F{row}")) in ("OK", "ERROR"):
            found[cells[sheet, f"A{row}"], cells[sheet, f"B{row}"]] = cells[sheet, f"{column}{row}"]
    return found


def change(path: Path, sheet: str, record: str, year: int | None, old: float, new: float, to: Path) -> None:
    """Change the number of one quantity in the sheet of activity data."""
    book = openpyxl.load_workbook(path)
    rows = [row for row in book[sheet].iter_rows() if row[2].value == record and row[7].value == old]
    (row,) = [row for row in rows if year is None or row[6].value == year]
    row[7].value = new
    book.save(to)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "record", "year", "old", "new", "text", "changed"),
    [
        ("energy", "huadian-power", 2022, 179.20, 200, "2022: 179.20}", "2022: 200}"),
        # One herd feeds enteric fermentation, manure and, by links, the soils.
        ("agriculture", "dairy", 2021, 0.81, 5, "2020: 0.81, 2021: 0.81,", "2020: 0.81, 2021: 5,"),
        ("agriculture", "fertiliser", 2020, 46292.094, 50000, "2020: 46292.094,", "2020: 50000,"),
    ],
)  # fmt: skip
def test_a_changed_number_moves_the_totals_as_a_new_run_does(
    file: str, record: str, year: int, old: float, new: float, text: str, changed: str, made: Any,
    recalculate: Recalculate, tmp_path: Path,
) -> None:  # fmt: skip
    edited = tmp_path / f"{record}.xlsx"
    change(made("zhangqiu", "zh"), "活动水平数据", record, year, old, new, edited)
    folder = shutil.copytree(ROOT / "examples" / "zhangqiu", tmp_path / "changed")
    data = folder / "activity_data" / f"{file}.yaml"
    before = data.read_text(encoding="utf-8")
    assert before.count(text) == 1
    data.write_text(before.replace(text, changed), encoding="utf-8")
    again = tmp_path / "again.xlsx"
    again.write_bytes(content(folder, "zh"))
    wanted = figures(values(again), "校核", "D")
    found = values(recalculate(edited))
    live = figures(found, "校核", "C")
    assert live.keys() == wanted.keys()
    for key, figure in wanted.items():
        assert live[key] == pytest.approx(figure, rel=1e-9), key
    assert live != figures(found, "校核", "D"), "the change has moved something"
    assert found["校核", "B4"] == "ERROR"


def test_formulas_use_old_functions_only(made: Any) -> None:
    for name, language in BOOKS:
        for place, formula in formulas(made(name, language)).items():
            plain = re.sub(r"'(?:[^']|'')*'!|\"[^\"]*\"", "", formula)
            assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", plain)) <= FUNCTIONS, (place, formula)
            assert len(formula) < 8192


def test_text_of_users_is_never_a_formula(made: Any) -> None:
    path = made("hard", "en")
    cells = values(path)
    written = {
        "=1+1",
        "-2+3",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        '=HYPERLINK("http://example.org","click")',
        "=there is none",
    }
    assert written <= set(cells.values())
    assert "=Hard cases  Greenhouse gas inventory" in cells.values()
    users = {text.lstrip("=") for text in written}
    assert not [text for text in formulas(path).values() if "HYPERLINK" in text or text.lstrip("=") in users]
    assert "<r>rich</r>" in {str(value).strip() for value in cells.values()}


def test_keys_are_written_and_count_nothing(made: Any) -> None:
    cells = values(made("hard", "en"))
    rows = {place[1:]: value for (sheet, place), value in cells.items() if sheet == "1 Energy" and place[0] == "C"}
    energy = {
        column: {place[1:]: v for (s, place), v in cells.items() if s == "1 Energy" and place[0] == column}
        for column in "FGIJ"
    }
    found = {(rows[r], energy["F"].get(r)): (energy["G"].get(r), energy["J"].get(r)) for r in rows}
    assert found["=1+1", 2019] == (0, "NO")
    assert found["<r>rich</r> ", 2019] == ("NE", "NE")
    assert ("Activity data", "NE") in {(sheet, value) for (sheet, _), value in cells.items()}


def test_secrets_are_in_the_totals_only(made: Any) -> None:
    path = made("hard", "en")
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(name).decode() for name in book.namelist())
    for hidden in ("secret", "777.125", "888.5", "hidden-source"):
        assert hidden not in text
    cells = values(path)
    (row,) = [place[1:] for (sheet, place), value in cells.items()
              if sheet == "1 Energy" and place[0] == "C" and value == "C" and cells[sheet, f"D{place[1:]}"] == "CO2"
              and cells[sheet, f"F{place[1:]}"] == 2020]  # fmt: skip
    assert cells["1 Energy", f"G{row}"] == "C"
    assert cells["1 Energy", f"I{row}"] == pytest.approx(888.5 * 56.1)
    assert ("1 Energy", f"I{row}") not in formulas(path)


def test_the_names_of_sheets_are_those_that_excel_takes(made: Any) -> None:
    for name, language in BOOKS:
        titles = openpyxl.load_workbook(made(name, language), read_only=True).sheetnames
        assert len({title.casefold() for title in titles}) == len(titles)
        for title in titles:
            assert 0 < len(title) <= 31
            assert not re.search(r"[\[\]:*?/\\]|^'|'$", title)


def test_pages_are_ready_to_print(made: Any) -> None:
    for sheet in openpyxl.load_workbook(made("zhangqiu", "zh")):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_a_run_gives_the_same_bytes_anywhere(made: Any) -> None:
    """Other time zones and hash seeds make no difference, and neither does a second run."""
    program = (
        "import sys, hashlib; from ghginv import api; from ghginv.report import workbook\n"
        "print(hashlib.sha256(workbook.content(api.compute(sys.argv[1]).summary, 'zh')).hexdigest())"
    )
    folder = str(ROOT / "examples" / "zhangqiu")
    found = set()
    for zone, seed in (("Asia/Shanghai", "1"), ("America/New_York", "2"), ("UTC", "3")):
        environment = clean_environment(TZ=zone, PYTHONHASHSEED=seed, PYTHONPATH=str(ROOT))
        run = subprocess.run(
            [sys.executable, "-c", program, folder], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        found.add(run.stdout)
    assert len(found) == 1
    assert content(ROOT / "examples" / "zhangqiu", "zh") == made("zhangqiu", "zh").read_bytes()


def test_no_clock_and_no_path_in_the_file(made: Any) -> None:
    with zipfile.ZipFile(made("hard", "zh")) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        text = "".join(book.read(name).decode() for name in book.namelist())
    assert "2000-01-01T00:00:00Z" in text
    assert str(made("hard", "zh").parent) not in text


def defined(path: Path) -> Iterator[str]:
    yield from openpyxl.load_workbook(path).defined_names


def test_constants_and_units_have_names(made: Any) -> None:
    found = set(defined(made("hard", "en")))
    assert {"GWP_CO2", "GWP_CH4_fossil", "GWP_CH4_biogenic", "share_R_410A_HFC_32", "unit_kt_to_t", "c_to_ch4"} <= found


def test_names_are_not_cells() -> None:
    names = DefinedNames()
    wanted = ["CH4", "R", "rc1", "unit_kg N/TJ_to_t", "m3", "unit_%_to_1", "7up"]
    found = [names.get((text,), text) for text in wanted]
    assert found == ["_CH4", "_R", "_rc1", "unit_kg_N_per_TJ_to_t", "_m3", "unit_percent_to_1", "_7up"]
    assert names.get(("CH4",), "CH4") == "_CH4"
    assert [names.get(("a", case), f"unit_{case}") for case in ("Mt", "mt")] == ["unit_Mt", "unit_mt_2"]


def test_sheets_are_told_apart() -> None:
    names = SheetNames()
    long = "Refrigeration and air conditioning, bank from sales"
    assert names.new(long) == "Refrigeration and air"
    assert names.new(long) == "Refrigeration and air (2)"
    assert names.new("a/b:c*[d]?") == "a b c  d"
    assert names.new("HISTORY") == "HISTORY (2)"
    assert names.new("'quoted'") == "quoted"
    assert column_name(0) + column_name(25) + column_name(26) + column_name(702) == "AZAAAAA"


@pytest.mark.parametrize("activity", ["[]", "- {category: 1.A.1, notation: NE, reason: no data}", "secret"])
def test_there_is_a_workbook_of_almost_nothing(activity: str, tmp_path: Path) -> None:
    (tmp_path / "activity_data").mkdir()
    (tmp_path / "inventory.yaml").write_text(INVENTORY, encoding="utf-8")
    secret = ACTIVITIES[ACTIVITIES.index("- id: secret") : ACTIVITIES.index("- {id: odd")]
    text = secret if activity == "secret" else activity
    (tmp_path / "activity_data" / "a.yaml").write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO(content(tmp_path, "en")), data_only=True)
    assert book["Checks"]["B4"].value == "OK"


def test_what_excel_cannot_hold_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook.book, "MOST_ROWS", 40)
    with pytest.raises(workbook.TooLarge):
        workbook.content(api.compute(ROOT / "examples" / "zhangqiu").summary, "en")


def test_a_link_to_a_secret_shows_its_key(tmp_path: Path) -> None:
    folder = write_hard_cases(tmp_path / "hard")
    text = ACTIVITIES.replace("  source: report of the plant", "  source: report of the plant\n  confidential: yes")
    (folder / "activity_data" / "all.yaml").write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO(content(folder, "en")))
    (sheet,) = [sheet for sheet in book if "linker" in sheet.title]
    linked = [cell for row in sheet for cell in row if isinstance(cell.value, int | float) and cell.value in (300, 310)]
    assert len(linked) == 2
    assert {cell.number_format for cell in linked} == {'"C";"C";"C"'}
