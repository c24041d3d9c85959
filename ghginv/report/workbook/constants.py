"""The sheet of named cells: potentials, shares of blends, constants, changes of unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ghginv import units
from ghginv.engine.results import Emission
from ghginv.inventory import Inventory
from ghginv.library.gases import BLEND_TABLE
from ghginv.library.tables import Table
from ghginv.model.reference import Reference
from ghginv.report.names import reference_text
from ghginv.report.words import Language
from ghginv.report.workbook.addresses import DefinedNames
from ghginv.report.workbook.book import Book, Sheet
from ghginv.report.workbook.words import word

_RATIO = re.compile(r"[0-9.]+/[0-9.]+")
_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """A named cell. formula: how its value is written, if not as a number."""

    name: str
    title: str
    value: float
    unit: str = ""
    source: str = ""
    checked: str = ""
    formula: str = ""


class Constants:
    """Gives out names for what formulas use beside cells, and writes the sheet that holds them."""

    def __init__(self, book: Book, inventory: Inventory, language: Language) -> None:
        self._book, self._inventory, self._library = book, inventory, inventory.library
        self._language: Language = language
        self._names = DefinedNames()
        self._lines: dict[str, dict[str, _Line]] = {
            part: {} for part in ("potentials", "blends", "constant_values", "unit_changes")
        }

    def constant(self, name: str) -> str:
        """The name of a constant of the library."""
        own = self._names.get(("constant", name), name)
        found = self._library.constants[name]
        title = found.zh if self._language == "zh" else found.en
        formula = f"={found.text.replace(' ', '')}" if _RATIO.fullmatch(found.text.replace(" ", "")) else ""
        source = self._source(found.source)
        self._lines["constant_values"][own] = _Line(own, title, found.value, found.unit, source, "", formula)
        return own

    def unit(self, factor: float, source: str, target: str) -> str:
        """The name of a change of unit."""
        name = self._names.get(("unit", factor, source, target), f"unit_{source}_to_{target}")
        self._lines["unit_changes"][name] = _Line(name, source, factor, target)
        return name

    def times(self, source: str, target: str) -> str:
        """What stands after a value to change its unit: nothing where they are the same."""
        factor = self.factor(source, target)
        return "" if factor == 1.0 else f"*{self.unit(factor, source, target)}"

    @staticmethod
    def factor(source: str, target: str) -> float:
        """How many of one unit another is."""
        return units.conversion(source, target)

    def potential(self, emission: Emission) -> str:
        """The name of the potential of a gas; methane may have two, by its origin."""
        gas, tables = emission.gas, self._library.gwp(self._inventory.gwp).tables
        keys = (gas, f"{gas}-fossil", f"{gas}-biogenic")
        rows = ((key, table.rows[(key,)]) for key in keys for table in tables if (key,) in table.rows)
        key, row = next((key, row) for key, row in rows if row.value == emission.gwp)
        name = self._names.get(("gwp", key, emission.gwp), f"GWP_{key}")
        member = self._library.gas(gas)
        title = f"{member.zh if self._language == 'zh' else member.en} ({key})"
        self._lines["potentials"][name] = _Line(name, title, emission.gwp, "", self._source(row.source), row.checked)
        return name

    def share(self, blend: str, gas: str) -> str:
        """The name of the mass share of a gas in a blend."""
        name = self._names.get(("share", blend, gas), f"share_{blend}_{gas}")
        tables: Iterable[Table] = self._library.tables(BLEND_TABLE).values()
        row = next(table.rows[blend, gas] for table in tables if any(key[0] == blend for key in table.rows))
        title = f"{blend}: {gas}"
        self._lines["blends"][name] = _Line(
            name, title, row.value or 0.0, "kg/kg", self._source(row.source), row.checked
        )
        return name

    def write(self, sheet: Sheet) -> None:
        """Writes everything that was asked for and names its cells."""
        language = self._language
        sheet.title(word("constants", language), word("about_constants", language))
        for part, lines in self._lines.items():
            if lines:
                self._write_part(sheet, part, sorted(lines.values(), key=lambda line: line.name))
        sheet.page(repeat=2, freeze=(2, 0))

    def _write_part(self, sheet: Sheet, part: str, lines: Sequence[_Line]) -> None:
        language = self._language
        sheet.section(word(part, language), _COLUMNS)
        if part == "unit_changes":
            heads = ["name_in_formulas", "from_unit", "value", "to_unit"]
        else:
            heads = ["name_in_formulas", "title", "value", "unit", "source", "checked"]
        sheet.heads(sheet.row, 0, [word(head, language) for head in heads])
        for line in lines:
            sheet.row += 1
            row = sheet.row
            sheet.text(row, 0, line.name)
            sheet.text(row, 1, line.title)
            if line.formula:
                sheet.formula(row, 2, line.formula, line.value)
            else:
                kind = "input" if part in ("potentials", "blends") else "formula"
                sheet.number(row, 2, line.value, kind, "General")
            sheet.text(row, 3, line.unit)
            if part != "unit_changes":
                sheet.text(row, 4, line.source, "wrapped")
                sheet.text(
                    row, 5, word(f"checked_{line.checked}", language) if line.checked else "", _kind(line.checked)
                )
            self._book.define(line.name, sheet, row, 2)
            for column, text in enumerate((line.name, line.title, "", line.unit, line.source)):
                sheet.fit(column, [text])
        sheet.widen(2, 14)
        sheet.widen(5, 16)
        sheet.row += 1

    def _source(self, reference: Reference) -> str:
        return reference_text(reference, self._library.sources, self._language)


def _kind(checked: str) -> str:
    return "unchecked" if checked == "unchecked" else "text"
