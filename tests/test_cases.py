"""Worked examples, each a file in `cases/`, run through the whole calculation: a folder is written and computed.

What a case says: who gives the answer, the inventory and its activities as a user would write them, local factor
tables if it needs any, and the answers. An answer is the value of a category and gas, of a step of a record (or of
the only record of a method) with the axis members it names, of a total, a sector or a memo item; or the notation key
of a category.
"""

from __future__ import annotations

import json
import math
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import ghginv
from ghginv import Computation, units
from ghginv.engine.totals import ACROSS

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.rglob("*.yaml"))
KINDS = {"independent", "hand arithmetic", "self-consistency"}
SECTION = re.compile(r"^([a-z]+):", re.MULTILINE)
#: What the answer of a step says besides the members of axes.
WORDS = {"record", "method", "step", "year", "value", "relative"}

Answer = Mapping[str, str]


def sections(text: str) -> dict[str, str]:
    """The text below each of a file's keys, as it was typed: nothing of a case passes through another YAML reader."""
    starts = [(match[1], match.start(), match.end()) for match in SECTION.finditer(text)]
    ends = [start for _, start, _ in starts[1:]] + [len(text)]
    return {name: text[after:end].strip("\n") + "\n" for (name, _, after), end in zip(starts, ends, strict=True)}


def read(path: Path) -> dict[str, Any]:
    """A case with every value as text."""
    case: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return case


def write_folder(case: Mapping[str, Any], text: Mapping[str, str], folder: Path) -> Path:
    """The inventory that a case describes."""
    inventory = {"name": {"en": case["case"], "zh": case["case"]}, **case["inventory"]}
    (folder / "activity_data").mkdir(parents=True)
    (folder / "emission_factors").mkdir()
    (folder / "inventory.yaml").write_text(json.dumps(inventory), encoding="utf-8")
    (folder / "activity_data" / "case.yaml").write_text(text["activity"], encoding="utf-8")
    if case.get("factors"):
        tables = re.split(r"^- ", textwrap.dedent(text["factors"]), flags=re.MULTILINE)[1:]
        for number, table in enumerate(tables):
            indented = textwrap.dedent("  " + table)
            (folder / "emission_factors" / f"table_{number}.yaml").write_text(indented, encoding="utf-8")
    return folder


def found(computation: Computation, answer: Answer) -> tuple[float, str]:
    """The value that the calculation has for an answer, and its unit."""
    year = int(answer["year"])
    if "step" in answer:
        return step_value(computation, answer, year)
    totals = computation.summary.totals[year]
    if answer.get("total") in ACROSS:
        across = totals.across(answer["total"])
        assert across is not None
        return across, "t"
    if "total" in answer:
        assert answer["total"] in ("with_lulucf", "without_lulucf")
        return totals.total(answer["total"] == "with_lulucf", answer.get("gas")), "t"
    if "sector" in answer:
        return totals.sector(answer["sector"]), "t"
    memo, category = answer.get("memo", ""), answer.get("category", "")
    leaves = [
        leaf.mass
        for leaf in totals.leaves
        if leaf.memo == memo
        and answer["gas"] in (leaf.gas, leaf.group)
        and (not category or f"{leaf.category}.".startswith(f"{category}."))
    ]
    assert leaves, "nothing was calculated for this answer"
    return math.fsum(leaves), "t"


def step_value(computation: Computation, answer: Answer, year: int) -> tuple[float, str]:
    assert computation.results is not None
    step, wanted = answer["step"], {name: text for name, text in answer.items() if name not in WORDS}
    places = [
        (calculated, position)
        for calculated in computation.results.calculated
        for position, record in enumerate(calculated.planned.records)
        if answer.get("record") in (None, record.id)
        and answer.get("method") in (None, calculated.planned.method.name)
        and step in calculated.values
    ]
    assert len(places) == 1, f"{len(places)} records have a step '{step}': say the record, or the method"
    calculated, position = places[0]
    block, values = calculated.planned.block, calculated.values[step]
    index = []
    for axis, members in block.axes.items():
        if axis in wanted:
            index.append(members.index(wanted.pop(axis)))
        else:
            assert values.shape[len(index)] == 1, f"'{step}' has several members of '{axis}': say which"
            index.append(0)
    assert not wanted, f"'{step}' has no axis {', '.join(wanted)}"
    index += [block.years.index(year), position]
    cell = tuple(min(at, length - 1) for at, length in zip(index, values.shape, strict=True))
    return float(values[cell]), block.program.units[step]


def has_notation(computation: Computation, answer: Answer) -> bool:
    assert computation.results is not None
    rows = [
        row
        for row in computation.results.rows()
        if row.category == answer["category"] and row.year == int(answer["year"]) and row.gas in ("", answer["gas"])
    ]
    return bool(rows) and all(row.mass is None and row.notation == answer["notation"] for row in rows)


def difference(computation: Computation, answer: Answer) -> str:
    """What is wrong with an answer; empty if it is met."""
    label = ", ".join(f"{name} {text}" for name, text in answer.items() if name not in ("value", "relative"))
    if "notation" in answer:
        return "" if has_notation(computation, answer) else f"{label}: another notation key, or a value"
    number, _, unit = answer["value"].partition(" ")
    value, in_unit = found(computation, answer)
    value *= units.conversion(in_unit, unit or in_unit)
    wanted, relative = float(number), float(answer["relative"])
    if math.isclose(value, wanted, rel_tol=relative):
        return ""
    return f"{label}: {value!r} {unit}, not {number} (off by {value / wanted - 1 if wanted else value:.3g})"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CASES).with_suffix("").as_posix())
def test_case(path: Path, tmp_path: Path) -> None:
    case, text = read(path), sections(path.read_text(encoding="utf-8"))
    computation = ghginv.compute(write_folder(case, text, tmp_path / "inventory"))
    errors = [f"{p.place}: {p.code}: {p.message('en')} {p.remedy('en')}" for p in computation.problems.errors]
    assert not errors, "\n".join(errors)
    wrong = [text for answer in case["expected"] if (text := difference(computation, answer))]
    assert not wrong, f"{len(wrong)} of {len(case['expected'])} answers:\n" + "\n".join(wrong[:20])


def test_there_are_cases() -> None:
    assert {path.parent.name for path in FILES} >= {"ippu", "agriculture", "land", "waste"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CASES).with_suffix("").as_posix())
def test_case_says_who_gives_the_answer(path: Path) -> None:
    case = read(path)
    assert {"case", "title", "reference", "kind", "inventory", "activity", "expected"} <= set(case)
    assert case["kind"] in KINDS
    assert case["reference"]
    assert case["expected"]


def test_case_names_are_unique() -> None:
    names = [read(path)["case"] for path in FILES]
    assert sorted(set(names)) == sorted(names)
