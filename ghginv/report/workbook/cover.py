"""The first sheet: what this workbook is, what its colours mean, and what its sheets hold."""

from __future__ import annotations

from collections.abc import Sequence

from ghginv import __version__
from ghginv.report.names import title_in
from ghginv.report.workbook import checks
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.context import Context

_COLUMNS = 3
#: Kinds of cell, each explained by the word `is_...`.
_COLOURS = ("input", "assumption", "default", "reference", "link", "formula", "output", "value", "unchecked", "key")
_SAMPLES = {"unchecked": "1.25", "key": "NE"}


def write(context: Context, sheet: Sheet, described: Sequence[tuple[Sheet, str]], checks_sheet: Sheet) -> None:
    """Writes the cover. described: every sheet with what it holds."""
    inventory = context.inventory
    name = inventory.name.zh if context.language == "zh" else inventory.name.en
    sheet.title(f"{name}  {context.word('inventory_title')}", ", ".join(map(str, inventory.years)))
    for column, width in enumerate((30, 22, 60)):
        sheet.widen(column, width)
    sheet.row += 1
    for label, text in _facts(context):
        _line(sheet, context.word(label), text)
    sheet.text(sheet.row, 0, context.word("all_checks"), "strong")
    sheet.formula(sheet.row, 1, f"={checks.result_cell(checks_sheet)}", "OK", "output")
    sheet.mark("ERROR", "unchecked", [(sheet.row, 1)], 1)
    sheet.row += 1
    sheet.section(context.word("sheets"), _COLUMNS)
    for other, about in described:
        sheet.link(sheet.row, 0, other)
        sheet.text(sheet.row, 1, about, "plain")
        sheet.row += 1
    sheet.section(context.word("colours"), _COLUMNS)
    for kind in _COLOURS:
        sheet.text(sheet.row, 0, _SAMPLES.get(kind, "123.45"), kind)
        sheet.text(sheet.row, 1, context.word(f"is_{kind}"), "plain")
        sheet.row += 1
    sheet.page(repeat=1, freeze=(1, 0))


def _facts(context: Context) -> list[tuple[str, str]]:
    inventory = context.inventory
    profile = context.library.profile(inventory.guideline)
    area = title_in(context.library, "area", inventory.area.get("province", ""), context.language)
    facts = [
        ("region", f"{inventory.region} {area}".strip()),
        ("years", ", ".join(map(str, inventory.years))),
        ("base_year", "" if inventory.base_year is None else str(inventory.base_year)),
        ("guideline", f"{profile.title.text(context.language)} ({inventory.guideline})"),
        ("gwp_set", inventory.gwp),
        ("factor_order", ", ".join(inventory.factor_sets)),
        ("settings", ", ".join(f"{key}: {value}" for key, value in inventory.settings.items())),
        ("made_with", f"ghginv {__version__}"),
    ]
    return [fact for fact in facts if fact[1]]


def _line(sheet: Sheet, label: str, text: str) -> None:
    sheet.text(sheet.row, 0, label, "strong")
    sheet.text(sheet.row, 1, text, "plain")
    sheet.row += 1
