"""Folders of a few lines, written and computed, and their results laid out for tests."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ghginv
from ghginv import Computation

#: A region with what agriculture and waste ask for; it is nowhere.
REGION = {
    "code": "XX",
    "ipcc_livestock": "asia",
    "economy": "developing",
    "temperature": "c13",
    "leaching": "occurs",
    "waste_climate": "boreal_temperate_dry",
}


def write(
    folder: Path,
    activity: str = "",
    years: Sequence[int] = (2020,),
    *,
    csv: str = "",
    files: Mapping[str, str] | None = None,
    guideline: str = "ipcc-2006",
    gwp: str | None = "AR5",
    **inventory: Any,
) -> Path:
    """An inventory with one file of activities; `files` holds any others by name."""
    head = {"name": {"en": "A test", "zh": "测试"}, "region": REGION, "years": list(years), "guideline": guideline}
    head |= {"gwp": gwp} if gwp else {}
    texts = {"inventory.yaml": json.dumps({**head, **inventory}), **(files or {})}
    texts |= {"activity_data/a.yaml": activity} if activity else {}
    texts |= {"activity_data/b.csv": csv} if csv else {}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def compute(folder: Path, activity: str = "", years: Sequence[int] = (2020,), **more: Any) -> Computation:
    """The same, calculated; errors are failures."""
    computation = ghginv.compute(write(folder, activity, years, **more))
    errors = [f"{p.place}: {p.code}: {p.message('en')}" for p in computation.problems.errors]
    assert not errors, "\n".join(errors)
    return computation


def problems(folder: Path, activity: str = "", years: Sequence[int] = (2020,), **more: Any) -> list[str]:
    """The codes of everything that is wrong with a folder or worth a word, in the order of the files."""
    return [problem.code for problem in ghginv.compute(write(folder, activity, years, **more)).problems]


def masses(computation: Computation, **wanted: object) -> dict[tuple[object, ...], float]:
    """Tonnes of gas by record, gas and year (memo items by their name too), added up; of rows with what is wanted."""
    assert computation.results is not None
    found: dict[tuple[object, ...], list[float]] = {}
    for row in computation.results.rows():
        record = row.record.id if row.record else ""
        told = {"record": record, "gas": row.gas, "year": row.year, "category": row.category, "memo": row.memo}
        if row.mass is not None and all(told[name] == value for name, value in wanted.items()):
            key = (record, row.gas, row.year, row.memo) if row.memo else (record, row.gas, row.year)
            found.setdefault(key, []).append(row.mass)
    return {key: math.fsum(values) for key, values in found.items()}


def keys(computation: Computation, **wanted: object) -> list[tuple[int, str, float | None]]:
    """Year, notation key and tonnes of each row with what is wanted."""
    assert computation.results is not None
    found = []
    for row in computation.results.rows():
        told = {"record": row.record.id if row.record else "", "gas": row.gas, "category": row.category}
        if all(told[name] == value for name, value in wanted.items()):
            found.append((row.year, row.notation, row.mass))
    return found
