"""Each method, factor table and function of the formula language is shown by a worked case.

Which methods a case calculates follows from its activities: the method that they name, or that the guideline of the
case has for their category; and methods that run by themselves where one that feeds them has records.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cases import read, sections, write_folder

import ghginv
from ghginv.formula.tree import ALONG, ELEMENTWISE, Call, parse, walk
from ghginv.library import Library, load_library
from ghginv.library.gases import BLEND_TABLE, GWP_TABLE
from ghginv.report.handbook.cases import Case, read_cases

#: Kinds of cases whose answer comes from outside the project.
OUTSIDE = ("independent", "hand arithmetic")
#: Tables that no method looks into, and what they are for.
NOT_OF_METHODS = {
    GWP_TABLE: "gives each gas its weight in every result",
    BLEND_TABLE: "splits blends into gases in every result",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def cases(library: Library, root: Path) -> list[Case]:
    return read_cases(library, root / "tests" / "cases")


@pytest.fixture(scope="module")
def shown(cases: list[Case]) -> set[str]:
    """The methods that a case with an answer from outside calculates."""
    return {method for case in cases if case.kind in OUTSIDE for method in case.records}


def test_every_file_is_a_case(cases: list[Case], root: Path) -> None:
    files = {
        path.relative_to(root / "tests" / "cases").as_posix() for path in (root / "tests" / "cases").rglob("*.yaml")
    }
    assert files == {case.path for case in cases}


def test_each_method_has_a_case(library: Library, shown: set[str]) -> None:
    assert sorted(set(library.methods()) - shown) == []


def test_each_table_is_used_by_a_method_with_a_case(library: Library, shown: set[str]) -> None:
    used = {
        table
        for method in map(library.method, shown)
        for table in (*(p.table for p in method.parameters.values()), *(a.table for a in method.axes.values()))
    }
    assert sorted(set(library.table_ids()) - used - set(NOT_OF_METHODS)) == []
    assert used & set(NOT_OF_METHODS) == set()


def test_each_function_is_used_by_a_method_with_a_case(library: Library, shown: set[str]) -> None:
    steps = [step for method in map(library.method, shown) for step in method.steps.values()]
    trees = [parse(formula) for step in steps for formula, _ in step.formulas()]
    used = {node.function for tree in trees for node in walk(tree) if isinstance(node, Call)}
    folder = Path(__file__).parent
    tests = "".join(
        (folder / f"test_{name}.py").read_text("utf-8") for name in ("formula", "excel_formulas", "properties")
    )
    unused = [name for name in (*ELEMENTWISE, *ALONG) if name not in used]
    assert [name for name in unused if f"{name}(" not in tests] == []


@pytest.mark.parametrize("name", ["AG-manure-to-soils", "AG-manure-to-soils-cn", "IP-2A1-reported-plant", "WA-WW-ch4"])
def test_methods_of_a_case_are_those_that_are_calculated(
    name: str, cases: list[Case], root: Path, tmp_path: Path
) -> None:
    """Found without calculating: the methods of the records, those that run by themselves included."""
    case = next(one for one in cases if one.name == name)
    path = root / "tests" / "cases" / case.path
    folder = write_folder(read(path), sections(path.read_text(encoding="utf-8")), tmp_path / "inventory")
    inventory = ghginv.compute(folder).inventory
    assert inventory is not None
    assert set(case.records) == {record.method for record in inventory.records}


def test_answers_of_a_method_are_about_its_records(cases: list[Case]) -> None:
    herd = next(case for case in cases if case.name == "AG-manure-to-soils")
    assert {answer.get("category") for answer in herd.answers_of("managed_soils_direct")} - {None} <= {"3.C.4"}
