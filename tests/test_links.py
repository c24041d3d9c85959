"""Numbers that one method takes from another: of the same record, or of the member that its keys name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from small_inventories import compute, keys, masses, problems

from ghginv.report import workbook
from ghginv.report.explain import explain

Recalculate = Callable[[Path], Path]

#: Two methods of which the second takes `half` of the first: of the record with its own id, or of the waste it names.
FIRST = """
method: sorted_waste
title: {en: Sorted waste, zh: 分类垃圾}
tier: 1
categories: [4.A, 4.B]
axes: {waste: {given: sorted, vocabulary: waste}}
parameters:
  sorted: {unit: kt, from: activity, by: [waste], title: {en: Sorted, zh: 分类量}}
steps:
  half:  {unit: kt, formula: sorted / 2, title: {en: Half, zh: 一半}}
  total: {unit: kt, formula: "sum(half, over=waste)", title: {en: Total, zh: 合计}}
emissions:
- {value: total, gas: CH4, origin: biogenic}
"""
SECOND = """
method: treated_waste
title: {{en: Treated waste, zh: 处理垃圾}}
tier: 1
categories: [4.A, 4.B]
keys: {{waste: {{vocabulary: waste, default: food}}}}
parameters:
  share: {{unit: "1", from: activity, default: 1, title: {{en: Share, zh: 比例}}}}
  taken: {{unit: t, {link}, title: {{en: Taken, zh: 取用量}}}}
steps:
  emission: {{unit: t, formula: taken * share, title: {{en: Emission, zh: 排放量}}}}
emissions:
- {{value: emission, gas: N2O}}
"""
OF_THE_WASTE = "link: sorted_waste.half, over: [record], missing: 0"
OF_THE_RECORD = "link: sorted_waste.total, match: same_record, missing: error"
YEARS = (2020, 2021)
SORTED = """
- {id: a, category: 4.A, method: sorted_waste, source: test, sorted: {food: {unit: kt, 2020: 2, 2021: 4}, paper: {unit: kt, 2020: 6, 2021: 8}}}
- {id: b, category: 4.A, method: sorted_waste, source: test, sorted: {food: {unit: kt, 2020: 20, 2021: 40}, wood: {unit: kt, 2020: 2, 2021: 2}}}
"""


def files(link: str) -> dict[str, str]:
    return {"methods/first.yaml": FIRST, "methods/second.yaml": SECOND.format(link=link)}


def treated(**keys_of_records: str) -> str:
    return "".join(
        f"- {{id: {record}, category: 4.B, method: treated_waste, source: test{more}}}\n"
        for record, more in keys_of_records.items()
    )


OF_KINDS = SORTED + treated(rest=", waste: paper", kitchen=", waste: food", garden=", waste: garden")
OF_SAME = SORTED + treated(b="", a=", share: {unit: '1', 2020: 0.5, 2021: 1}")


@pytest.mark.parametrize(
    ("link", "lines", "expected"),
    [
        # by kind of waste: half of what all records sort of it; none of them sorts garden waste
        (OF_THE_WASTE, OF_KINDS, {"rest": (3000, 4000), "kitchen": (11_000, 22_000), "garden": (0, 0)}),
        # by record: each takes its own
        (OF_THE_RECORD, OF_SAME, {"a": (2000, 6000), "b": (11_000, 21_000)}),
    ],
)
def test_what_a_link_takes_in_engine_explanation_and_workbook(
    link: str, lines: str, expected: dict[str, tuple[float, float]], tmp_path: Path, recalculate: Recalculate
) -> None:
    found = compute(tmp_path, lines, YEARS, files=files(link))
    wanted = {
        (record, "N2O", year): pytest.approx(value)
        for record, values in expected.items()
        for year, value in zip(YEARS, values, strict=True)
    }
    assert masses(found, gas="N2O") == wanted
    shown = explain(found.summary, "4.B", "N2O", YEARS[0], "en").explanations
    for record, values in expected.items():
        (one,) = [i for e in shown if e.record == record for i in e.inputs if i.name == "taken"]
        parts = [part for value in one.values for part in value.parts]
        shares = 0.5 if (link, record) == (OF_THE_RECORD, "a") else 1
        assert sum(part.value or 0 for part in parts) == pytest.approx(values[0] / shares)
        assert {part.record for part in parts} <= ({record} if link == OF_THE_RECORD else {"a", "b"})
    (tmp_path / "book.xlsx").write_bytes(workbook.content(found.summary, "en"))
    book = openpyxl.load_workbook(recalculate(tmp_path / "book.xlsx"), data_only=True)
    checked = [row for row in book["Checks"].iter_rows(values_only=True) if row[5] in ("OK", "ERROR")]
    assert checked
    assert {row[5] for row in checked} == {"OK"}
    sheet = next(sheet for sheet in book if "treated" in sheet.title.lower())
    numbers = [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, int | float)]
    assert {value for values in expected.values() for value in values} <= {round(number, 6) for number in numbers}


def test_two_records_of_one_member_take_it_twice(tmp_path: Path) -> None:
    lines = SORTED + treated(one=", waste: paper", other=", waste: paper", third=", waste: food")
    assert problems(tmp_path, lines, YEARS, files=files(OF_THE_WASTE)).count("link-taken-twice") == 1


def test_a_record_without_its_own_upstream_is_an_error(tmp_path: Path) -> None:
    assert "link-finds-nothing" in problems(tmp_path, SORTED + treated(c=""), YEARS, files=files(OF_THE_RECORD))


def test_a_year_that_is_not_estimated_upstream_is_not_estimated_here(tmp_path: Path) -> None:
    lines = SORTED.replace("2021: 40", "2021: NE") + treated(a="", b="")
    found = compute(tmp_path, lines, YEARS, files=files(OF_THE_RECORD))
    assert {(year, key) for year, key, _ in keys(found, record="b", gas="N2O")} == {(2020, ""), (2021, "NE")}
    assert {(year, key) for year, key, _ in keys(found, record="a", gas="N2O")} == {(2020, ""), (2021, "")}


def test_what_does_not_occur_gives_nothing(tmp_path: Path) -> None:
    """Without herds deposition of manure is not estimated, unless the inventory says that there are none."""
    fertiliser = "- {id: f, category: 3.C.4, source: test, nitrogen_input: 化学氮肥, applied: 100 t N}\n"
    unknown = compute(tmp_path / "unknown", fertiliser)
    none = compute(tmp_path / "none", f"{fertiliser}- {{category: 3.A, notation: NO, reason: no animals}}\n")
    assert "not-estimated" in {problem.code for problem in unknown.problems}
    assert "not-estimated" not in {problem.code for problem in none.problems}
    (found,) = masses(none, category="3.C.5", gas="N2O").values()
    assert found == pytest.approx((100 * 0.1 * 0.01 + 100 * 0.3 * 0.0075) * 44 / 28)
