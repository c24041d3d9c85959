"""The sheet of captured CO2: by what becomes of it, what is taken off where it was formed and what is only shown."""

from __future__ import annotations

from collections.abc import Iterator

from ghginv.engine import captured
from ghginv.engine.captured import DEDUCTED, Part
from ghginv.report.captured import purpose_title
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.checks import Check
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.energy import Blocks
from ghginv.report.workbook.lines import mass_formula
from ghginv.report.workbook.picked_list import Item, PickedList, quoted
from ghginv.report.workbook.tables import Placed

_AMOUNTS = ("captured", "taken_off")


def write_captured(context: Context, sheet: Sheet, blocks: Blocks) -> list[Check]:
    """Writes the sheet; the checks of its totals."""
    found = context.summary.captured
    items = list(_items(context, blocks))
    table = PickedList(context, sheet, ("year", "category", "purpose", "destination", "amount_of"), items)
    table.write("captured_sheet", "about_captured_sheet", sum(len(one) + 4 for one in found.values()), 6)
    for year, by_purpose in found.items():
        sheet.section(str(year), 4)
        heads = ("purpose", *_AMOUNTS, "only_shown")
        sheet.heads(sheet.row, 0, [context.word(head) for head in heads])
        first = sheet.row + 1
        for purpose, one in by_purpose.items():
            sheet.row += 1
            title = purpose_title(context.library, purpose, context.language)
            sheet.text(sheet.row, 0, title)
            for column, (name, value) in enumerate(zip(_AMOUNTS, (one.captured, one.taken_off), strict=True), 1):
                criteria = (str(year), "", quoted(title), "", quoted(context.word(name)))
                table.pick(sheet.row, column, criteria, value, "formula")
            _write_rest(sheet, one.only_shown, "formula")
        sheet.row += 1
        sheet.text(sheet.row, 0, context.word("total"), "total")
        for column, name in enumerate(_AMOUNTS, 1):
            span = f"{addresses.cell(first, column)}:{addresses.cell(sheet.row - 1, column)}"
            value = sum(one.captured if name == "captured" else one.taken_off for one in by_purpose.values())
            sheet.formula(sheet.row, column, f"=SUM({span})", value, "total", styles.TONNES)
            cell = Cell(f"{sheet.prefix}{addresses.fixed(sheet.row, column)}", value)
            table.checks.append(Check(year, f"CO2: {context.word(name)}", cell, value))
        _write_rest(sheet, sum(one.only_shown for one in by_purpose.values()), "total")
        sheet.row += 1
    return table.checks


def _write_rest(sheet: Sheet, value: float, kind: str) -> None:
    captured_cell, taken_off = addresses.cell(sheet.row, 1), addresses.cell(sheet.row, 2)
    sheet.formula(sheet.row, 3, f"={captured_cell}-{taken_off}", value, kind, styles.TONNES)


def _items(context: Context, blocks: Blocks) -> Iterator[Item]:
    for part in captured.parts(context.results):
        record = part.emission.calculated.planned.records[part.position[1]]
        block = blocks.get(id(part.emission.calculated))
        name, destination, formula, share = "C", "", "", ""
        if block is not None and not record.confidential:
            name, destination = record.id, record.destination
            formula = mass_formula(context, block, part.emission, part.position[1], part.year)
            share = _share(block, part) if part.by_purpose else ""
        category = part.emission.categories[part.position[1]]
        title = purpose_title(context.library, part.purpose, context.language)
        for word, text, value in (("captured", formula, part.captured), ("taken_off", formula + share, part.taken_off)):
            yield Item((part.year, category, title, destination, context.word(word)), name, text, value)


def _share(block: Placed, part: Part) -> str:
    """Times the cell that says how much of it is taken off."""
    table = block.table_of[DEDUCTED]
    members = dict(zip(block.block.axes, part.emission.member, strict=True))
    row = table.row(block.position[part.position[1]], members, block.block.years.index(part.year))
    return f"*{block.prefix}{addresses.fixed(row, table.columns[DEDUCTED])}"
