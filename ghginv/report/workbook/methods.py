"""The calculation sheets, one for each method: formulas, records, numbers, steps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from ghginv.engine.columns import Origin
from ghginv.formula import text
from ghginv.model.activity import NOT_HERE
from ghginv.report.names import key_title, member_title, reference_texts
from ghginv.report.workbook import styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.cellmap import Formulas
from ghginv.report.workbook.context import Context
from ghginv.report.workbook.tables import Placed, Table

#: Title, subtitle, note; an empty line, a caption and three rows of heads above each table.
_TOP_ROWS, _HEAD_ROWS = 3, 5
#: Record and category, before the keys.
_OWN_COLUMNS = 2
_NUMBER_WIDTH = 13

Written = tuple[str, str, str]
"""How an input is written: its formula (empty for a plain number), its kind of cell, its number format."""


def lay_out(blocks: Sequence[Placed]) -> None:
    """Gives the tables of one method's blocks their rows on its sheet."""
    row = _TOP_ROWS
    for block in blocks:
        row += 3 + len(block.block.program.trees)
        block.place(row, _HEAD_ROWS, _OWN_COLUMNS + len(_shown_keys(block)))
        row = block.end


def _shown_keys(block: Placed) -> list[str]:
    """The keys that say something about any of the records."""
    return [key for key in block.method.keys if any(r.keys.get(key) not in (None, "", "any") for r in block.records)]


class MethodSheet:
    """Writes the sheet of one method."""

    def __init__(self, context: Context, sheet: Sheet, blocks: Sequence[Placed]) -> None:
        self.context, self.sheet, self.blocks = context, sheet, blocks
        self.method = blocks[0].method
        self._cached: dict[int, Written] = {}

    def write(self) -> None:
        """Writes everything on it."""
        context, sheet, method = self.context, self.sheet, self.method
        references = "; ".join(reference_texts(method.reference, context.library.sources, context.language))
        tier = f"{context.word('tier')} {method.tier}"
        sheet.title(method.title.text(context.language), f"{method.name} · {tier} · {references}")
        sheet.widen(0, 24)
        for block in self.blocks:
            self._widths(block)
        columns = max(max(table.columns.values(), default=0) for block in self.blocks for table in block.tables) + 1
        if method.note is not None:
            columns = max(columns, 6)
            sheet.paragraph(method.note.text(context.language), columns, sheet.width(columns))
        row = _TOP_ROWS
        for number, block in enumerate(self.blocks):
            self._write_block(block, row, number + 1, columns)
            row = block.end
        sheet.page(repeat=2, freeze=(2, 1))

    def _widths(self, block: Placed) -> None:
        for table in block.tables:
            for column in table.columns.values():
                self.sheet.widen(column, _NUMBER_WIDTH)
            for axis, column in table.axis_columns.items():
                self.sheet.fit(column, [key_title(axis, self.context.language), *block.labels[axis].values()], 26)
        self.sheet.fit(0, [record.id for record in block.records], 34)

    # A block.

    def _write_block(self, block: Placed, row: int, number: int, columns: int) -> None:
        sheet, context = self.sheet, self.context
        sheet.row = row
        about = [
            f"{key_title(key, context.language)}: {self._member(key, member)}"
            for key, member in block.block.keys.items()
        ]
        years = block.block.years
        about.append(f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}")
        sheet.section(f"{number}  {'; '.join(about)}", columns)
        sheet.text(sheet.row, 0, context.word("formulas"), "small")
        symbols = partial(self._symbol, block)
        for name, tree in block.block.program.trees.items():
            sheet.row += 1
            step = block.method.steps[name]
            sheet.text(sheet.row, 0, step.title.text(context.language) if step.title else name, "plain")
            unit = block.block.program.units[name]
            shown = f"{self._symbol(block, name)} = {text.plain(tree, symbols)}   [{unit}]"
            empirical = f"   {context.word('empirical')}" if step.empirical else ""
            sheet.text(sheet.row, 1, shown + empirical, "plain")
        formulas = Formulas(block, context.constants.unit, context.constants.constant)
        for table in block.tables:
            self._write_table(block, table, formulas)

    def _write_table(self, block: Placed, table: Table, formulas: Formulas) -> None:
        is_first = table is block.tables[0]
        self._write_heads(block, table, is_first)
        if is_first:
            self._write_records(block, table)
        else:
            self._write_keys(block, table)
        for name, column in table.columns.items():
            if name in block.trees:
                self._write_step(block, table, name, column, formulas)
            else:
                self._write_parameter(block, table, name, column)

    def _write_heads(self, block: Placed, table: Table, is_first: bool) -> None:
        sheet, context = self.sheet, self.context
        row = table.first - _HEAD_ROWS + 1
        sheet.text(row, 0, self._caption(table, is_first), "small")
        heads = [context.word("record")]
        if is_first:
            heads += [context.word("category"), *(key_title(key, context.language) for key in _shown_keys(block))]
        heads += [key_title(key, context.language) for key in table.key_columns]
        heads += [key_title(axis, context.language) for axis in table.axes]
        heads += [context.word("year")] if table.by_year else []
        for column, head in enumerate(heads):
            sheet.text(row + 1, column, head, "head")
        sheet.blanks(row + 2, 0, len(heads) - 1, "symbol")
        sheet.blanks(row + 3, 0, len(heads) - 1, "unit")
        for name, column in table.columns.items():
            sheet.text(row + 1, column, self._title(block, name), "head")
            sheet.text(row + 2, column, self._symbol(block, name), "symbol")
            sheet.text(row + 3, column, self._unit(block, name), "unit")

    def _caption(self, table: Table, is_first: bool) -> str:
        context = self.context
        if is_first:
            return context.word("constants_of_records")
        what = [context.word("record"), *(key_title(axis, context.language) for axis in table.axes)]
        if table.by_year:
            what.append(context.word("year"))
        caption = context.word("table_by").format(context.word("and").join(what).lower())
        return caption if table.by_year else f"{caption} ({context.word('same_all_years')})"

    def _write_records(self, block: Placed, table: Table) -> None:
        sheet = self.sheet
        keys = _shown_keys(block)
        for position, record in enumerate(block.records):
            row = table.first + position
            sheet.text(row, 0, record.id, "assumed" if record.assumption else "text")
            sheet.text(row, 1, record.category)
            for offset, key in enumerate(keys):
                title = self._member(key, record.keys.get(key, ""))
                sheet.text(row, _OWN_COLUMNS + offset, title)
                sheet.fit(_OWN_COLUMNS + offset, [title, key_title(key, self.context.language)], 26)
            for key, column in table.key_columns.items():
                sheet.text(row, column, record.keys.get(key, ""))

    def _write_keys(self, block: Placed, table: Table) -> None:
        """The record, axis members and year of each row."""
        sheet, grid = self.sheet, table.grid
        ids = [(record.id, "assumed" if record.assumption else "text") for record in block.records]
        for row, record in enumerate(grid.record.tolist(), table.first):
            sheet.text(row, 0, *ids[record])
            for key, column in table.key_columns.items():
                sheet.text(row, column, block.records[record].keys.get(key, ""))
        for axis, column in table.axis_columns.items():
            labels = list(block.labels[axis].values())
            for row, member in enumerate(grid.members[axis].tolist(), table.first):
                sheet.text(row, column, labels[member])
        if table.year_column is not None:
            for row, year in enumerate(grid.year.tolist(), table.first):
                sheet.number(row, table.year_column, block.block.years[year], "centred", styles.WHOLE)

    # Numbers.

    def _write_step(self, block: Placed, table: Table, name: str, column: int, formulas: Formulas) -> None:
        sheet = self.sheet
        kind = "output" if any(output.value == name for output in block.method.emissions) else "formula"
        values = block.flat(np.asarray(block.values[name], dtype=float), table).tolist()
        for row, formula, value in zip(range(table.first, table.last + 1), formulas.column(name), values, strict=True):
            if formula is None:
                sheet.text(row, column, "NE", "key")
            else:
                sheet.formula(row, column, formula, value, kind)

    def _write_parameter(self, block: Placed, table: Table, name: str, column: int) -> None:
        sheet, unit = self.sheet, block.block.program.units[name]
        values, known = block.flat(block.values[name], table).tolist(), block.flat(block.known[name], table).tolist()
        origins = block.flat_origins(block.block.columns[name], table)
        link = block.method.parameters[name].link
        links: list[str | None] = [None] * table.size if link is None else self.context.links.column(block, name)
        is_secret = link is not None and self.context.links.is_secret(link.method)
        is_whole = block.method.parameters[name].integer
        is_sparse = name in block.block.program.seen_in_years()
        for row, (value, is_known, origin, formula_of_link) in enumerate(
            zip(values, known, origins, links, strict=True), table.first
        ):
            if not is_known:
                missing = "" if is_sparse else "NE"
                sheet.text(row, column, (origin.notation if origin is not None else "") or missing, "key")
                continue
            formula, kind, number = self._input(origin, unit)
            if kind == "link" and formula_of_link is not None:
                formula = formula_of_link
            elif kind == "link":
                kind, number = "value", styles.SECRET if is_secret else ""
            number = number or (styles.WHOLE if is_whole and value == int(value) else "")
            if formula:
                sheet.formula(row, column, formula, value, kind, number)
            else:
                sheet.number(row, column, value, kind, number)

    def _input(self, origin: Origin | None, unit: str) -> Written:
        """How a number that goes in is written."""
        if origin is None:
            return "", "value", ""
        if id(origin) not in self._cached:
            self._cached[id(origin)] = self._find(origin, unit)
        return self._cached[id(origin)]

    def _find(self, origin: Origin, unit: str) -> Written:
        context = self.context
        if origin.kind == "default":
            return "", "default", ""
        if origin.kind == "link":
            return "", "link", ""
        if origin.kind == "factor":
            number = styles.word_for_zero("NA") if origin.value is None else ""
            return f"={context.factors.cell(origin)}{context.constants.times(origin.unit, unit)}", "reference", number
        cell = context.inputs.cell_of(origin)
        if cell is None:
            return "", "value", ""
        number = styles.word_for_zero(origin.notation) if origin.notation in NOT_HERE else ""
        return f"={cell}{context.constants.times(origin.unit, unit)}", "reference", number

    # Words.

    def _member(self, key: str, member: str) -> str:
        return member_title(self.context.library, self.method, key, member, self.context.language)

    def _title(self, block: Placed, name: str) -> str:
        step, _, part = name.partition(":")
        if part:
            return f"{self.context.word('term')}: {self._title(block, step)}"
        declared: Any = block.method.steps.get(name) or block.method.parameters[name]
        return declared.title.text(self.context.language) if declared.title else name

    def _symbol(self, block: Placed, name: str) -> str:
        step, _, part = name.partition(":")
        if part:
            return ""
        declared = block.method.steps.get(name) or block.method.parameters.get(name)
        return declared.symbol if declared is not None and declared.symbol else step

    def _unit(self, block: Placed, name: str) -> str:
        return block.block.program.units.get(name, "")
