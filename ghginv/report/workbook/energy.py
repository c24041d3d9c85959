"""Two sheets on energy as a whole: the reference approach beside the sectoral one, and consumption in standard coal.

Each has a table for each year above a list of what is added up; the list's numbers are cells of the calculation sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ghginv.engine import energy_consumption, reference_comparison
from ghginv.engine.energy_consumption import AS_RAW_MATERIAL, FOSSIL, KINDS, NON_FOSSIL
from ghginv.engine.reference_comparison import GROUPS, Line
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.categories import Cell
from ghginv.report.workbook.checks import Check
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.lines import mass_formula
from ghginv.report.workbook.picked_list import Item, PickedList, quoted
from ghginv.report.workbook.tables import Placed

Blocks = Mapping[int, Placed]
"""The blocks on the calculation sheets, by the identity of what was calculated."""

#: Words of kinds of energy that mean something else elsewhere.
_WORDS = {"gas": "gas_energy", "other": "other_energy"}


def write_reference(context: Context, sheet: Sheet, blocks: Blocks) -> list[Check]:
    """The sheet of the two approaches; the checks of its totals."""
    found = context.summary.reference
    groups = {
        name: m.zh if context.language == "zh" else m.en
        for name, m in context.library.vocabulary(GROUPS).members.items()
    }
    fuels = {
        name: m.zh if context.language == "zh" else m.en
        for name, m in context.library.vocabulary("fuel").members.items()
    }
    items = list(_reference_items(context, blocks, groups, fuels))
    table = PickedList(context, sheet, ("year", "approach", "fuel_group", "fuel_name"), items)
    # An empty line, heading, heads, lines and the total of each year, and its explanation.
    table.write(
        "approaches", "about_approaches_sheet", sum(len(c.groups) + len(c.fuels) + 5 for c in found.values()), 6
    )
    for year, comparison in found.items():
        sheet.section(str(year), 6)
        heads = ("fuel_name", "reference", "sectoral", "difference", "difference_percent")
        sheet.heads(sheet.row, 0, [context.word(head) for head in heads])
        for group in comparison.groups:
            mine = [line for line in comparison.fuels if line.group == group.name]
            for line in mine:
                sheet.row += 1
                _write_line(table, year, line, f"  {fuels[line.name]}", groups[group.name], fuels[line.name], "text")
            sheet.row += 1
            _write_line(table, year, group, groups[group.name], groups[group.name], "", "strong")
        sheet.row += 1
        cells = _write_line(table, year, comparison.total, context.word("all_fuels"), "", "", "total")
        for word, cell, engine in zip(
            ("reference", "sectoral"), cells, (comparison.total.reference, comparison.total.sectoral), strict=True
        ):
            table.checks.append(Check(year, context.word(word), cell, engine or 0.0))
        sheet.row += 1
        if comparison.explanation:
            sheet.text(
                sheet.row, 0, f"{context.word('explanation')}{context.word('colon')}{comparison.explanation}", "plain"
            )
    return table.checks


def _reference_items(
    context: Context, blocks: Blocks, groups: Mapping[str, str], fuels: Mapping[str, str]
) -> Iterator[Item]:
    for part in reference_comparison.parts(context.results):
        record = part.emission.calculated.planned.records[part.position[1]]
        block = blocks.get(id(part.emission.calculated))
        formula = (
            ""
            if record.confidential or block is None
            else mass_formula(context, block, part.emission, part.position[1], part.year)
        )
        approach = context.word("reference" if part.is_reference else "sectoral")
        labels = (part.year, approach, groups[part.group], fuels.get(part.fuel, ""))
        yield Item(labels, "C" if record.confidential else record.id, formula, part.mass)


def _write_line(
    table: PickedList, year: int, line: Line, label: str, group: str, fuel: str, kind: str
) -> tuple[Cell, Cell]:  # fmt: skip
    sheet, row, context = table.sheet, table.sheet.row, table.context
    sheet.text(row, 0, label, kind)
    number = {"text": "formula", "strong": "output", "total": "total"}[kind]
    cells = []
    for column, (word, value) in enumerate((("reference", line.reference), ("sectoral", line.sectoral)), 1):
        criteria = (str(year), *(quoted(text) for text in (context.word(word), group, fuel)))
        cells.append(table.pick(row, column, criteria, value or 0.0, number))
    own, other = addresses.cell(row, 1), addresses.cell(row, 2)
    sheet.formula(row, 3, f"={own}-{other}", line.difference, number, styles.TONNES)
    sheet.formula(
        row, 4, f'=IF({other}=0,"",{addresses.cell(row, 3)}/{other})', line.share or "", number, styles.PERCENT
    )
    return cells[0], cells[1]


def write_consumption(context: Context, sheet: Sheet, blocks: Blocks) -> list[Check]:
    """The sheet of energy consumption; the checks of its totals."""
    found = context.summary.energy
    items = list(_consumption_items(context, blocks))
    table = PickedList(context, sheet, ("year", "energy_kind"), items)
    table.write("standard_coal_sheet", "about_standard_coal_sheet", sum(len(c.by_kind) + 7 for c in found.values()), 6)
    for year, consumed in found.items():
        sheet.section(str(year), 3)
        sheet.heads(sheet.row, 0, [context.word(head) for head in ("energy_kind", "standard_coal_t", "share_of_total")])
        rows: dict[str, int] = {}
        total_row = sheet.row + len(consumed.by_kind) + 1
        for kind in (kind for kind in KINDS if kind in consumed.by_kind):
            sheet.row += 1
            rows[kind] = sheet.row
            sheet.text(sheet.row, 0, _kind(context, kind))
            criteria = (str(year), quoted(_kind(context, kind)))
            table.pick(sheet.row, 1, criteria, consumed.by_kind[kind], "formula")
            _write_share(sheet, total_row, consumed.by_kind[kind], consumed.total)
        sheet.row += 1
        sheet.text(sheet.row, 0, context.word("total"), "total")
        span = f"{addresses.cell(min(rows.values()), 1)}:{addresses.cell(sheet.row - 1, 1)}"
        sheet.formula(sheet.row, 1, f"=SUM({span})", consumed.total, "total", styles.TONNES)
        sheet.text(sheet.row, 2, "", "total")
        cell = Cell(f"{sheet.prefix}{addresses.fixed(sheet.row, 1)}", consumed.total)
        table.checks.append(Check(year, context.word("standard_coal_t"), cell, consumed.total))
        for name, kinds in (("fossil", FOSSIL), ("non_fossil", NON_FOSSIL)):
            sheet.row += 1
            sheet.text(sheet.row, 0, context.word(name), "strong")
            cells = [addresses.cell(rows[kind], 1) for kind in kinds if kind in rows]
            sheet.formula(sheet.row, 1, f"={'+'.join(cells) or '0'}", consumed.sum_of(kinds), "output", styles.TONNES)
            _write_share(sheet, total_row, consumed.sum_of(kinds), consumed.total)
        sheet.row += 1
        sheet.text(sheet.row, 0, context.word(AS_RAW_MATERIAL), indent=1)
        criteria = (str(year), quoted(_kind(context, AS_RAW_MATERIAL)))
        table.pick(sheet.row, 1, criteria, consumed.as_raw_material, "formula")
        sheet.row += 1
    return table.checks


def _write_share(sheet: Sheet, total_row: int, value: float, total: float) -> None:
    whole = addresses.cell(total_row, 1)
    formula = f'=IF({whole}=0,"",{addresses.cell(sheet.row, 1)}/{whole})'
    sheet.formula(sheet.row, 2, formula, value / total if total else "", "formula", styles.PERCENT)


def _kind(context: Context, kind: str) -> str:
    return context.word(_WORDS.get(kind, kind))


def _consumption_items(context: Context, blocks: Blocks) -> Iterator[Item]:
    for part in energy_consumption.parts(context.results):
        index, position = part.position
        planned = part.calculated.planned
        record, block, formula = planned.records[position], blocks.get(id(part.calculated)), ""
        if block is not None and not record.confidential:
            table = block.table_of[part.step]
            row = table.row(block.position[position], {}, index)
            cell = f"{block.prefix}{addresses.fixed(row, table.columns[part.step])}"
            times = context.constants.times(block.block.program.units[part.step], energy_consumption.UNIT)
            formula = f"={'-' if part.sign < 0 else ''}{cell}{times}"
        labels = (part.year, _kind(context, part.kind))
        yield Item(labels, "C" if record.confidential else record.id, formula, part.sign * part.amount)
