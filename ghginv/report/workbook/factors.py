"""The sheet of factors: every row in use, where it is printed, and how it came to be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ghginv.engine.columns import Origin
from ghginv.library import Found, Library
from ghginv.model.factor import YEAR
from ghginv.report.names import key_title, lookup_text, member_title, reference_text
from ghginv.report.words import Language
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.tables import Placed
from ghginv.report.workbook.words import word

_HEADS = ("factor_id", "title", "keys", "value", "unit", "low", "high", "interval_kind", "source", "checked", "how_found", "note", "place")
_VALUE = _HEADS.index("value")
_FIRST_ROW = 4


class Factors:
    """Where each factor in use stands, and the writing of the sheet."""

    def __init__(self, sheet: Sheet, placed: Iterable[Placed], library: Library, language: Language) -> None:
        self._sheet, self._library, self._language = sheet, library, language
        self._found: dict[str, tuple[Found, Placed, str]] = {}
        self._steps: dict[str, dict[str, None]] = {}
        for block in placed:
            for name, origin in _origins(block):
                if origin.found is not None:
                    self._found.setdefault(origin.text, (origin.found, block, name))
                    self._steps.setdefault(origin.text, {})[self._step(origin.found)] = None
        self._rows = {factor: _FIRST_ROW + i for i, factor in enumerate(sorted(self._found))}

    def cell(self, origin: Origin) -> str:
        """The cell of the factor that a number comes from."""
        return f"{self._sheet.prefix}{addresses.fixed(self._rows[origin.text], _VALUE)}"

    def write(self) -> None:
        """Writes the sheet."""
        sheet, language = self._sheet, self._language
        sheet.title(word("factors", language), word("factors_remark", language))
        sheet.heads(_FIRST_ROW - 1, 0, [word(head, language) for head in _HEADS])
        for factor, row in self._rows.items():
            self._write_row(factor, row)
        for column, width in enumerate((34, 24, 30, 12, 12, 10, 10, 14, 44, 14, 24, 30, 30)):
            sheet.widen(column, width)
        if self._rows:
            sheet.worksheet.autofilter(_FIRST_ROW - 1, 0, max(self._rows.values()), len(_HEADS) - 1)
        sheet.page(repeat=_FIRST_ROW, freeze=(_FIRST_ROW, 1))

    def _write_row(self, factor: str, row: int) -> None:
        sheet, language = self._sheet, self._language
        found, placed, name = self._found[factor]
        table = found.table
        title = table.title.text(language) if table.title else placed.method.parameters[name].title.text(language)
        sheet.text(row, 0, factor, "wrapped")
        sheet.text(row, 1, title, "wrapped")
        sheet.text(row, 2, self._keys(found, placed, factor), "wrapped")
        if not found.row.given:
            sheet.text(row, 3, "NE", "key")
        elif found.row.value is None:
            sheet.number(row, 3, 0.0, "input", styles.word_for_zero("NA"))
        else:
            sheet.number(row, 3, found.row.value, "input", styles.AS_TYPED)
        sheet.text(row, 4, found.row.unit or table.unit, "centred")
        for column, bound in ((5, found.row.low), (6, found.row.high)):
            if bound is None:
                sheet.text(row, column, "")
            else:
                sheet.number(row, column, bound, "formula", styles.AS_TYPED)
        has_bounds = found.row.low is not None or found.row.high is not None
        sheet.text(row, 7, word(table.interval, language) if has_bounds else "", "wrapped")
        sheet.text(row, 8, reference_text(found.row.source, self._library.sources, language), "wrapped")
        kind = "unchecked" if found.row.checked == "unchecked" else "wrapped"
        sheet.text(row, 9, word(found.row.checked, language), kind)
        sheet.text(row, 10, "; ".join(self._steps[factor]), "wrapped")
        sheet.text(row, 11, found.row.note, "wrapped")
        sheet.text(row, 12, f"{found.row.place.file}:{found.row.place.line}", "wrapped")

    def _keys(self, found: Found, placed: Placed, factor: str) -> str:
        """The cells that pick the row, by their titles."""
        parts = []
        for key, cell in zip(found.table.by, factor.partition(":")[2].split(","), strict=False):
            title = cell if key == YEAR else member_title(self._library, placed.method, key, cell, self._language)
            parts.append(f"{key_title(key, self._language)}: {title}")
        return ", ".join(parts)

    def _step(self, found: Found) -> str:
        step = lookup_text(found, self._library, self._language)
        return f"{step} ({word('is_fallback', self._language)})" if found.fallback else step


def _origins(placed: Placed) -> Iterator[tuple[str, Origin]]:
    """Every number of the records that may be seen, with where it comes from."""
    for name, column in placed.block.columns.items():
        if column.origins is None or not placed.shown:
            continue
        origins = column.origins
        if origins.shape[-1] > 1:
            own = placed.shown if column.codes is None else np.unique(column.codes[placed.shown])
            origins = origins[..., own]
        for origin in {id(one): one for one in origins.flat if one is not None}.values():
            yield name, origin
