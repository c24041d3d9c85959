"""The factor tables against a collection of IPCC defaults read by others, where it lies beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path

import factor_audit
import pytest
from audits.audit import Audit
from audits.energy import CHAPTER_1

DIFFERENCES = (factor_audit.ROOT / "docs" / "factor_differences.md").read_text("utf-8")
#: A collection of four rows: as printed, another value, another limit, and one that nobody else holds.
ROWS = """
- {id: same, table: "1.2", parameter: ncv, unit: TJ/Gg, qualifiers: {fuel: crude_oil}, value: 42.3, low: 40.1, high: 44.8, agreed: 2}
- {id: value, table: "1.2", parameter: ncv, unit: TJ/Gg, qualifiers: {fuel: crude_oil}, value: 42.4, low: 40.1, high: 44.8, agreed: 2}
- {id: limit, table: "1.2", parameter: ncv, unit: TJ/Gg, qualifiers: {fuel: crude_oil}, value: 42.3, low: 40.0, high: 44.8, agreed: 3}
- {id: alone, table: "1.2", parameter: ncv, unit: TJ/Gg, qualifiers: {fuel: crude_oil}, value: 1, agreed: 1}
- {id: unknown, table: "9.9", parameter: ncv, unit: TJ/Gg, qualifiers: {fuel: crude_oil}, value: 1, agreed: 2}
"""


@pytest.mark.skipif(not factor_audit.COLLECTION.is_dir(), reason="the collection is not beside the checkout")
def test_what_differs_from_the_collection_is_written_down() -> None:
    found = factor_audit.audit(factor_audit.COLLECTION, factor_audit.AUDITS)
    assert found.compared == 7011
    assert {difference.id for difference in found.differences} == set(
        re.findall(r"`(ipcc20(?:06|19)\.[^`]+)`", DIFFERENCES)
    )


def test_a_difference_is_seen(tmp_path: Path) -> None:
    (tmp_path / f"{CHAPTER_1}.yaml").write_text(ROWS, "utf-8")
    found = factor_audit.audit(
        tmp_path, [Audit(CHAPTER_1, "1.2", "energy/calorific_value/ipcc-2006", {"fuel": "fuel"})]
    )
    assert found.compared == 4
    assert [difference.id for difference in found.differences] == ["value", "limit", "unknown"]


def test_each_row_answers_once_where_labels_are_free_text(tmp_path: Path) -> None:
    row = ROWS.strip().splitlines()[0]
    (tmp_path / f"{CHAPTER_1}.yaml").write_text(f"{row}\n{row}\n", "utf-8")
    by_value = Audit(CHAPTER_1, "1.2", "energy/calorific_value/ipcc-2006", by_value=True)
    found = factor_audit.audit(tmp_path, [by_value])
    assert found.compared == 2
    assert [difference.id for difference in found.differences] == ["same"]
