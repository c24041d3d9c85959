"""Linked parameters: what they take from the sheets of other methods, as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ghginv.engine.results import Calculated
from ghginv.model.activity import leaves
from ghginv.model.method import Link
from ghginv.report.workbook import addresses
from ghginv.report.workbook.book import LONGEST_FORMULA
from ghginv.report.workbook.constants import Constants
from ghginv.report.workbook.inputs import Inputs
from ghginv.report.workbook.tables import Placed, Table


class Links:
    """The formulas of linked parameters. placed: the blocks of every method, by its name."""

    def __init__(
        self,
        placed: Mapping[str, Sequence[Placed]],
        calculated: Sequence[Calculated],
        inputs: Inputs,
        constants: Constants,
    ) -> None:
        self._placed, self._inputs, self._constants = placed, inputs, constants
        self._hidden = {
            one.planned.method.name for one in calculated for record in one.planned.records if record.confidential
        }

    def is_secret(self, method: str) -> bool:
        """Whether what is taken from a method has a confidential part."""
        return method in self._hidden

    def column(self, block: Placed, name: str) -> list[str | None]:
        """The formula of each row of a linked parameter's column; None where it has to be a plain value.

        A value is shown where a confidential record has a part in it, and where Excel could not hold the formula.
        """
        link, table = block.method.parameters[name].link, block.table_of[name]
        assert link is not None
        if self.is_secret(link.method):
            return [None] * table.size
        unit = block.block.program.units[name]
        if link.match == "plants":
            formulas = [self._covered(block, record, year, unit, link) for record, year in _records(block, table)]
        else:
            formulas = self._summed(block, link, table, unit)
        return [formula if len(formula) < LONGEST_FORMULA else None for formula in formulas]

    def _summed(self, block: Placed, link: Link, table: Table, unit: str) -> list[str]:
        axes = list(table.grid.members.items())
        templates: dict[tuple[Any, ...], list[str]] = {}
        formulas: list[str] = []
        assert table.year_column is not None
        year_column = addresses.column_name(table.year_column)
        for row in range(table.size):
            members, year = tuple(int(values[row]) for _, values in axes), int(table.grid.year[row])
            record = block.records[int(table.grid.record[row])]
            of_record = record.id if link.match == "same_record" else ""
            chosen = {axis: record.keys[axis] for axis in self._axes(link) if axis in record.keys}
            key = (*members, year, of_record, *chosen.values())
            if key not in templates:
                named = {axis: block.block.axes[axis][i] for (axis, _), i in zip(axes, members, strict=True)}
                templates[key] = list(self._terms(link, chosen | named, of_record, block.block.years[year], unit))
            year_cell = f"${year_column}{table.first + row + 1}"
            terms = [term.replace("\0", year_cell) for term in templates[key]]
            formulas.append(_sum(terms))
        return formulas

    def _axes(self, link: Link) -> list[str]:
        """The axes of the step that is taken, as far as they are not summed over."""
        axes = (axis for one in self._sources(link) for axis in one.table_of[link.step].axes)
        return list(dict.fromkeys(axis for axis in axes if axis not in link.over))

    def _sources(self, link: Link) -> list[Placed]:
        return [one for one in self._placed.get(link.method, ()) if link.step in one.table_of]

    def _terms(self, link: Link, named: Mapping[str, str], record: str, year: int, unit: str) -> Iterator[str]:
        """One sum for each block of the other method, a zero character in place of the year's cell.

        named: the members of the axes that are matched. record: the only one to take from, if any.
        """
        for source in self._sources(link):
            table = source.table_of[link.step]
            if year not in source.block.years or record not in ("", *(one.id for one in source.records)):
                continue
            conditions = [(0, _text(record))] if record else []
            if table.year_column is not None:
                conditions.append((table.year_column, "\0"))
            matched = {axis: member for axis, member in named.items() if axis not in link.over}
            if any(axis in table.axes and member not in source.labels[axis] for axis, member in matched.items()):
                continue
            for axis, member in matched.items():
                if axis in link.by:
                    conditions.append((table.key_columns[axis], _text(member)))
                elif axis in table.axis_columns:
                    conditions.append((table.axis_columns[axis], _text(source.labels[axis][member])))
            ranges = [addresses.column_range(column, table.first, table.last) for column, _ in conditions]
            values = source.prefix + addresses.column_range(table.columns[link.step], table.first, table.last)
            pairs = [f"{source.prefix}{cells},{wanted}" for cells, (_, wanted) in zip(ranges, conditions, strict=True)]
            total = f"SUMIFS({','.join([values, *pairs])})" if pairs else f"SUM({values})"
            yield total + self._constants.times(source.block.program.units[link.step], unit)

    def _covered(self, block: Placed, record: int, year: int, unit: str, link: Link) -> str:
        """What plants that report for themselves cover of a record's activity."""
        covered = block.records[record].id
        terms = []
        for source in self._placed.get(link.method, ()):
            for plant in source.records:
                if plant.covers is None or plant.covers[0] != covered:
                    continue
                for _, quantity, given in leaves(plant.covers[1]):
                    cell = self._inputs.cell(quantity.place, quantity.text)
                    if cell is not None and quantity.value is not None and given in (None, block.block.years[year]):
                        terms.append(cell + self._constants.times(quantity.unit or unit, unit))
        return _sum(terms)


def _sum(terms: Sequence[str]) -> str:
    return f"={'+'.join(terms)}" if terms else "=0"


def _records(block: Placed, table: Table) -> Iterator[tuple[int, int]]:
    return zip(table.grid.record.tolist(), table.grid.year.tolist(), strict=True)


def _text(text: str) -> str:
    """A text as a condition: equal to it, whatever it holds."""
    for sign in "~*?":
        text = text.replace(sign, f"~{sign}")
    doubled = text.replace('"', '""')
    return f'"={doubled}"'
