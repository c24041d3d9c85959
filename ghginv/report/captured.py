"""Captured CO2 by what becomes of it, as data and on screen: what is taken off, and what is only shown."""

from __future__ import annotations

from typing import Any

from ghginv.engine.captured import Captured, parts
from ghginv.engine.summary import Summary
from ghginv.library import Library
from ghginv.report.grid import Grid
from ghginv.report.words import Language, amount, word

_UNIT: dict[Language, str] = {"en": "kt", "zh": "万吨"}


def purpose_title(library: Library, purpose: str, language: Language) -> str:
    """What becomes of the CO2."""
    member = library.vocabulary("capture_purpose").members[purpose]
    return member.zh if language == "zh" else member.en


def captured_data(summary: Summary, year: int) -> dict[str, Any]:
    """The part of a year in `inventory.json`: null where nothing is captured. Confidential records: in sums only."""
    found = summary.captured.get(year)
    if found is None:
        return {"captured_co2": None}
    records = [
        {
            "category": part.emission.categories[part.position[1]],
            "record": record.id,
            "purpose": part.purpose,
            "destination": record.destination,
            "captured_t": part.captured,
            "taken_off_t": part.taken_off,
        }
        for part in parts(summary.results)
        if part.year == year and not (record := part.emission.calculated.planned.records[part.position[1]]).confidential
    ]
    by_purpose = {purpose: _sums(one) for purpose, one in found.items()}
    return {"captured_co2": {"by_purpose": by_purpose, "records": records}}


def _sums(one: Captured) -> dict[str, float]:
    return {"captured_t": one.captured, "taken_off_t": one.taken_off, "only_shown_t": one.only_shown}


def captured_table(summary: Summary, year: int, language: Language) -> Grid | None:
    """What is captured in a year by purpose."""
    found = summary.captured.get(year)
    if found is None:
        return None
    heads = (word(head, language) for head in ("captured", "taken_off", "only_shown"))
    grid = Grid([word("captured_by_purpose", language).format(_UNIT[language]), *heads])
    library = summary.results.inventory.library
    for purpose, one in found.items():
        grid.add(purpose_title(library, purpose, language), *_amounts(one, language))
    grid.end_section()
    whole = Captured(sum(one.captured for one in found.values()), sum(one.taken_off for one in found.values()))
    grid.add(word("total", language), *_amounts(whole, language), bold=True)
    return grid


def _amounts(one: Captured, language: Language) -> list[str]:
    return [amount(value, language) for value in (one.captured, one.taken_off, one.only_shown)]
