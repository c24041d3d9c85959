"""The sheet of activity data: every quantity as it was written, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ghginv.engine.columns import Origin
from ghginv.engine.results import Results
from ghginv.model.activity import NOT_HERE, Record, leaves
from ghginv.model.method import Method
from ghginv.model.quantity import Quantity
from ghginv.problems import Place
from ghginv.report.names import key_title, member_title
from ghginv.report.words import Language
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.words import word

_COLUMNS = {
    "category": 9, "title": 18, "record": 16, "keys": 18, "quantity": 16, "members": 13, "year": 6, "number": 12,
    "unit": 10, "interval": 12, "source": 32, "assumed": 36, "quality_grade": 5, "note": 18, "place": 18,
}  # fmt: skip
_AT = {head: column for column, head in enumerate(_COLUMNS)}
_NUMBER = _AT["number"]
_FIRST_ROW = 4


@dataclass(slots=True)
class _Line:
    """One quantity. title: of what it is a quantity; methods are all that use it."""

    record: Record
    method: Method
    title: str
    members: Mapping[str, str]
    year: int | None
    quantity: Quantity
    methods: dict[str, None] = field(default_factory=dict)


class Inputs:
    """Where each quantity of the user stands, and the writing of the sheet.

    Several methods may calculate from one quantity; it stands here once, so that changing it changes them all.
    """

    def __init__(self, sheet: Sheet, results: Results, language: Language) -> None:
        self._sheet, self._results, self._language = sheet, results, language
        self._lines: dict[tuple[Place, str], _Line] = {}
        for record in results.inventory.records:
            if not record.confidential:
                self._add(record)
        self._rows = {key: _FIRST_ROW + i for i, key in enumerate(self._lines)}

    def _add(self, record: Record) -> None:
        method = self._results.inventory.library.method(record.method)
        for title, members, quantity, year in self._quantities(record, method):
            key = (quantity.place, quantity.text)
            line = self._lines.setdefault(key, _Line(record, method, title, members, year, quantity))
            line.methods[method.name] = None

    def _quantities(
        self, record: Record, method: Method
    ) -> Iterator[tuple[str, Mapping[str, str], Quantity, int | None]]:
        for name, amount in record.amounts.items():
            for members, quantity, year in leaves(amount):
                yield method.parameters[name].title.text(self._language), members, quantity, year
        if record.covers is not None:
            for members, quantity, year in leaves(record.covers[1]):
                yield f"{word('covered', self._language)}: {record.covers[0]}", members, quantity, year

    def cell(self, place: Place | None, text: str) -> str | None:
        """The cell of a quantity, from where it stands and what is written there."""
        row = None if place is None else self._rows.get((place, text))
        return None if row is None else f"{self._sheet.prefix}{addresses.fixed(row, _NUMBER)}"

    def cell_of(self, origin: Origin) -> str | None:
        """The cell that a number comes from."""
        return self.cell(origin.place, origin.text)

    def write(self) -> None:
        """Writes the sheet."""
        sheet, language = self._sheet, self._language
        sheet.title(word("inputs", language), word("inputs_remark", language))
        sheet.heads(_FIRST_ROW - 1, 0, [word(head, language) for head in _COLUMNS])
        for key, row in self._rows.items():
            self._write_row(self._lines[key], row)
        for column, width in enumerate(_COLUMNS.values()):
            sheet.widen(column, width)
        if self._rows:
            last_row = max(self._rows.values())
            sheet.frame(_FIRST_ROW, 0, last_row, len(_COLUMNS) - 1)
            sheet.worksheet.autofilter(_FIRST_ROW - 1, 0, last_row, len(_COLUMNS) - 1)
        sheet.page(repeat=_FIRST_ROW, freeze=(_FIRST_ROW, 3))

    def _write_row(self, line: _Line, row: int) -> None:
        sheet, record, quantity = self._sheet, line.record, line.quantity
        library, language = self._results.inventory.library, self._language
        members = (
            f"{key_title(axis, language)}: {member_title(library, line.method, axis, member, language)}"
            for axis, member in line.members.items()
        )
        low, high = quantity.low, quantity.high
        texts = {
            "category": record.category,
            "title": library.categories.title(record.category, language, self._results.inventory.guideline),
            "record": record.id,
            "keys": keys_text(self._results, record, language),
            "quantity": line.title,
            "members": ", ".join(members),
            "unit": quantity.unit or "1",
            "interval": "" if low is None or high is None else f"{low:.6g} – {high:.6g}",
            "source": record.source,
            "quality_grade": record.quality,
            "note": "; ".join(filter(None, (quantity.reason, quantity.included_in, record.note))),
            "place": f"{quantity.place.file}:{quantity.place.line}",
        }
        for name, text in texts.items():
            if text:
                sheet.text(row, _AT[name], text, "centred" if name in ("unit", "quality_grade") else "wrapped")
        if record.assumption:
            sheet.text(row, _AT["assumed"], record.assumption, "assumed_text")
        if line.year is None:
            sheet.text(row, _AT["year"], word("all_years", language), "centred")
        else:
            sheet.number(row, _AT["year"], line.year, "centred", styles.WHOLE)
        self._write_number(row, quantity, "assumption" if record.assumption else "input")

    def _write_number(self, row: int, quantity: Quantity, kind: str) -> None:
        if quantity.value is not None:
            self._sheet.number(row, _NUMBER, quantity.value, kind, styles.AS_TYPED)
        elif quantity.notation in NOT_HERE:
            self._sheet.number(row, _NUMBER, 0.0, kind, styles.word_for_zero(quantity.notation))
        else:
            self._sheet.text(row, _NUMBER, quantity.notation or "NE", "key")


def keys_text(results: Results, record: Record, language: Language) -> str:
    """What a record is about: the keys that its user typed or its category gives."""
    library = results.inventory.library
    method = library.method(record.method)
    return ", ".join(
        f"{key_title(name, language)}: {member_title(library, method, name, record.keys[name], language)}"
        for name, key in method.keys.items()
        if key.kind == "vocabulary"
        and not key.from_region
        and record.keys.get(name) not in (None, "", "any", key.default)
    )
