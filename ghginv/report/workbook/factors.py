"""The sheet of factors: every row in use, where it is printed, and how it came to be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ghginv.engine.columns import Origin
from ghginv.library import Found, Library
from ghginv.model.factor import ANY, YEAR
from ghginv.report.names import key_title, lookup_text, member_title, reference_text
from ghginv.report.words import Language
from ghginv.report.workbook import addresses, styles
from ghginv.report.workbook.book import Sheet
from ghginv.report.workbook.tables import Placed
from ghginv.report.workbook.words import word

_COLUMNS = {
    "title": 20, "keys": 24, "value": 11, "unit": 11, "low": 9, "high": 9, "interval_kind": 11, "source": 36,
    "checked": 11, "how_found": 18, "note": 18, "factor_id": 26, "place": 26,
}  # fmt: skip
_VALUE = list(_COLUMNS).index("value")
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
        sheet.heads(_FIRST_ROW - 1, 0, [word(head, language) for head in _COLUMNS])
        for factor, row in self._rows.items():
            self._write_row(factor, row)
        for column, width in enumerate(_COLUMNS.values()):
            sheet.widen(column, width)
        if self._rows:
            last_row = max(self._rows.values())
            sheet.frame(_FIRST_ROW, 0, last_row, len(_COLUMNS) - 1)
            sheet.worksheet.autofilter(_FIRST_ROW - 1, 0, last_row, len(_COLUMNS) - 1)
        sheet.page(repeat=_FIRST_ROW, freeze=(_FIRST_ROW, 1))

    def _write_row(self, factor: str, row: int) -> None:
        sheet, language = self._sheet, self._language
        found, placed, name = self._found[factor]
        table, line = found.table, found.row
        has_bounds = line.low is not None or line.high is not None
        texts = {
            "title": (table.title or placed.method.parameters[name].title).text(language),
            "keys": self._keys(found, placed, factor),
            "unit": line.unit or table.unit,
            "interval_kind": word(table.interval, language) if has_bounds else "",
            "source": reference_text(line.source, self._library.sources, language),
            "checked": word(f"checked_{line.checked}", language),
            "how_found": "; ".join(self._steps[factor]),
            "note": line.note,
            "factor_id": factor,
            "place": f"{line.place.file}:{line.place.line}",
        }
        kinds = {"unit": "centred", "checked": "unchecked" if line.checked == "unchecked" else "wrapped"}
        for column, key in enumerate(_COLUMNS):
            if text := texts.get(key):
                sheet.text(row, column, text, kinds.get(key, "wrapped"))
        for column, bound in ((_VALUE + 2, line.low), (_VALUE + 3, line.high)):
            if bound is not None:
                sheet.number(row, column, bound, "formula", styles.AS_TYPED)
        if not line.given:
            sheet.text(row, _VALUE, "NE", "key")
        elif line.value is None:
            sheet.number(row, _VALUE, 0.0, "input", styles.word_for_zero("NA"))
        else:
            sheet.number(row, _VALUE, line.value, "input", styles.AS_TYPED)

    def _keys(self, found: Found, placed: Placed, factor: str) -> str:
        """The cells that pick the row, by their titles."""
        parts = []
        for key, cell in zip(found.table.by, factor.partition(":")[2].split(","), strict=False):
            if cell == ANY:
                continue
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
