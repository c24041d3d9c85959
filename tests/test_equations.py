"""The register of equations: each is calculated by a method that a worked case shows, or says why it is not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ghginv.library import Library, load_library
from ghginv.problems import Problems
from ghginv.report.handbook.cases import read_cases
from ghginv.report.handbook.equations import Equation, Volume, numbers, register, unknown_references
from ghginv.source import read_yaml

#: Numbers that the collection has wrong: a footnote mark was read as a digit.
MISREAD = {("2006", "3", "4.246"): "4.24"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def volumes(library: Library, root: Path) -> list[Volume]:
    return register(library, read_cases(library, root / "tests" / "cases"))


@pytest.fixture(scope="module")
def equations(volumes: list[Volume]) -> list[Equation]:
    return [one for volume in volumes for one in volume.equations]


def named(one: Equation) -> str:
    return f"{one.guideline} Volume {one.volume} equation {one.number}: {one.title.en}"


def test_files_read_without_problems(library: Library) -> None:
    problems = Problems()
    folder = library.files.catalogue("equations").path.with_suffix("")
    for path in sorted(folder.glob("*.yaml")):
        read_yaml(path, problems)
    assert not list(problems)


def test_each_equation_is_calculated_or_says_why_not(equations: list[Equation]) -> None:
    missing = [named(one) for one in equations if one.reason is None and not one.methods]
    assert not missing, "no method refers to these, and they give no reason:\n" + "\n".join(missing)


def test_no_equation_is_both(equations: list[Equation]) -> None:
    both = [f"{named(one)}: {', '.join(one.methods)}" for one in equations if one.reason is not None and one.methods]
    assert not both, "these give a reason, though a method refers to them:\n" + "\n".join(both)


def test_each_calculated_equation_has_a_case(equations: list[Equation]) -> None:
    bare = [f"{named(one)}: {', '.join(one.methods)}" for one in equations if one.methods and not one.cases]
    assert not bare, "no worked case has a method of these:\n" + "\n".join(bare)


def test_texts_are_in_both_languages(equations: list[Equation]) -> None:
    texts = [(named(one), text) for one in equations for text in (one.title, one.reason) if text is not None]
    assert [name for name, text in texts if not text.en or not text.zh] == []


def test_repeated_equations_exist(equations: list[Equation]) -> None:
    first = {(one.volume, one.number) for one in equations if one.guideline == "ipcc-2006"}
    repeated = {(one.volume, one.same_as) for one in equations if one.same_as}
    assert repeated <= first
    assert not [named(one) for one in equations if one.same_as and one.reason is not None]


def test_methods_refer_to_equations_that_exist(library: Library, volumes: list[Volume]) -> None:
    assert unknown_references(library, volumes) == []


def test_no_equation_of_a_listed_volume_is_left_out(equations: list[Equation], reference: Path) -> None:
    with (reference / "ipcc" / "equations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    volumes = {one.volume for one in equations}
    printed = [(row["guideline"], row["volume"], row["equation"]) for row in rows if row["volume"] in volumes]
    wanted = {(f"ipcc-{one[0]}", one[1], MISREAD.get(one, one[2])) for one in printed}
    assert wanted == {(one.guideline, one.volume, one.number) for one in equations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1", ["2.1"]),
        ("2.1, 2.3", ["2.1", "2.3"]),
        ("2.1-2.3", ["2.1", "2.2", "2.3"]),
        ("2.2 – 2.3; 2.1", ["2.2", "2.3", "2.1"]),
        ("2.1-2.9", ["2.1-2.9"]),  # an end that is not known is no range
        ("", []),
    ],
)
def test_what_a_reference_names(text: str, expected: list[str]) -> None:
    assert list(numbers(text, ["2.1", "2.2", "2.3"])) == expected
