"""The reference approach beside the sectoral one, and energy consumption in standard coal: as data and on screen."""

from __future__ import annotations

from typing import Any

from rich.console import Group
from rich.text import Text

from ghginv.engine.energy_consumption import FOSSIL, KINDS, NON_FOSSIL, EnergyConsumption
from ghginv.engine.reference_comparison import GROUPS, Line, ReferenceComparison
from ghginv.engine.summary import Summary
from ghginv.report.grid import Grid
from ghginv.report.words import Language, amount, percent, word

#: Words of kinds of energy that mean something else elsewhere.
_WORDS = {"gas": "gas_energy", "other": "other_energy"}
#: What amounts are shown in: CO2, and standard coal.
_CO2_UNIT: dict[Language, str] = {"en": "kt", "zh": "万吨"}
_COAL_UNIT: dict[Language, str] = {"en": "ktce", "zh": "万吨标准煤"}


def energy_data(summary: Summary, year: int) -> dict[str, Any]:
    """The parts of a year in `inventory.json`: null where the inventory has no such records."""
    comparison, consumed = summary.reference.get(year), summary.energy.get(year)
    return {
        "reference_approach": None if comparison is None else _comparison(comparison),
        "energy_consumption": None if consumed is None else _consumption(consumed),
    }


def _comparison(comparison: ReferenceComparison) -> dict[str, Any]:
    return {
        **_line(comparison.total),
        "by_group": {line.name: _line(line) for line in comparison.groups},
        "by_fuel": {line.name: _line(line) for line in comparison.fuels},
        "explanation": comparison.explanation,
    }


def _line(line: Line) -> dict[str, Any]:
    share = None if line.share is None else 100 * line.share
    return {
        "reference_t": line.reference, "sectoral_t": line.sectoral, "difference_t": line.difference,
        "difference_percent": share,
    }  # fmt: skip


def _consumption(consumed: EnergyConsumption) -> dict[str, Any]:
    return {
        "total_tce": consumed.total,
        "by_kind_tce": dict(consumed.by_kind),
        "fossil_tce": consumed.sum_of(FOSSIL),
        "non_fossil_tce": consumed.sum_of(NON_FOSSIL),
        "fossil_share": consumed.share_of(FOSSIL),
        "non_fossil_share": consumed.share_of(NON_FOSSIL),
        "used_as_raw_material_tce": consumed.as_raw_material,
    }


def reference_table(summary: Summary, year: int, language: Language) -> Group | None:
    """Both approaches by group of fuels, and why they differ."""
    comparison = summary.reference.get(year)
    if comparison is None:
        return None
    groups = summary.results.inventory.library.vocabulary(GROUPS).members
    title = word("reference_and_sectoral", language).format(_CO2_UNIT[language])
    grid = Grid([title, *(word(head, language) for head in ("reference", "sectoral", "difference")), "%"])
    for line in comparison.groups:
        group = groups[line.name]
        grid.add(group.zh if language == "zh" else group.en, *_cells(line, language))
    grid.end_section()
    grid.add(word("all_fuels", language), *_cells(comparison.total, language), bold=True)
    if not comparison.explanation:
        return Group(grid)
    why = f"{word('explanation', language)}{word('colon', language)}{comparison.explanation}\n"
    return Group(grid, Text(why, overflow="fold"))


def _cells(line: Line, language: Language) -> list[str]:
    amounts = ["-" if value is None else amount(value, language) for value in (line.reference, line.sectoral)]
    share = "" if line.share is None else f"{100 * line.share:+.1f}"
    return [*amounts, amount(line.difference, language), share]


def energy_table(summary: Summary, year: int, language: Language) -> Grid | None:
    """Energy consumption by kind, with what of it is fossil."""
    consumed = summary.energy.get(year)
    if consumed is None:
        return None
    title = word("energy_consumption", language).format(_COAL_UNIT[language])
    grid = Grid([title, word("standard_coal", language), word("share_of_total", language)])
    for kind in KINDS:
        if kind in consumed.by_kind:
            value = consumed.by_kind[kind]
            grid.add(word(_WORDS.get(kind, kind), language), amount(value, language), _share(value, consumed))
    grid.end_section()
    for name, kinds in (("fossil", FOSSIL), ("non_fossil", NON_FOSSIL)):
        value = consumed.sum_of(kinds)
        grid.add(word(name, language), amount(value, language), _share(value, consumed))
    grid.add(word("total", language), amount(consumed.total, language), "", bold=True)
    if consumed.as_raw_material:
        grid.add(f"  {word('as_raw_material', language)}", amount(consumed.as_raw_material, language))
    return grid


def _share(value: float, consumed: EnergyConsumption) -> str:
    return percent(value / consumed.total) if consumed.total else ""
