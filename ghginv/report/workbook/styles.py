"""How cells look: a few kinds of cell, and numbers with as many digits as they need."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ghginv.report.words import Language

_FONTS: dict[Language, str] = {"en": "Arial", "zh": "Microsoft YaHei"}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_TOTAL = {**_LINE, "bold": True, "bg_color": "#E2EFDA"}

#: Kinds of cell. Blue is what a user may change; the other colours say where a number comes from.
_KINDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14, "font_color": "#1F4E79"},
    "remark": {"font_color": "#595959", "text_wrap": True},
    "small": {"font_color": "#595959"},
    "section": {"bold": True, "font_size": 11, "font_color": "#1F4E79", "bottom": 2, "bottom_color": "#1F4E79"},
    "head": {**_LINE, "bold": True, "bg_color": "#D9E2F0", "text_wrap": True, "align": "center"},
    "symbol": {**_LINE, "italic": True, "bg_color": "#EEF2F8", "align": "center"},
    "unit": {**_LINE, "font_color": "#595959", "bg_color": "#EEF2F8", "align": "center"},
    "text": {**_LINE},
    "strong": {**_LINE, "bold": True},
    "wrapped": {**_LINE, "text_wrap": True},
    "wide": {**_LINE, "text_wrap": True},
    "centred": {**_LINE, "align": "center"},
    "input": {**_LINE, "font_color": "#0000FF", "bg_color": "#FFFFE0"},
    "assumption": {**_LINE, "font_color": "#0000FF", "bg_color": "#FCE4D6"},
    "assumed": {**_LINE, "bg_color": "#FCE4D6"},
    "assumed_text": {**_LINE, "bg_color": "#FCE4D6", "text_wrap": True},
    "default": {**_LINE, "font_color": "#7F6000", "italic": True},
    "reference": {**_LINE, "font_color": "#00703C"},
    "link": {**_LINE, "font_color": "#7030A0"},
    "formula": {**_LINE},
    "output": {**_LINE, "bold": True},
    "total": _TOTAL,
    "value": {**_LINE, "font_color": "#595959", "bg_color": "#E7E6E6"},
    "unchecked": {**_LINE, "bg_color": "#F8CBAD", "align": "center"},
    "key": {**_LINE, "font_color": "#7F7F7F", "align": "center"},
    "frame": {**_LINE},
    "url": {"font_color": "#0563C1", "underline": 1},
}  # fmt: skip
#: Kinds whose text goes on in a second line.
WRAPPED = frozenset(
    kind for kind, properties in _KINDS.items() if properties.get("text_wrap") and kind not in ("remark", "wide")
)

_STEPS = (1e-4, 1.0, 1e3)
_DIGITS = ("0.000E+00", "0.000000", "#,##0.0000", "#,##0.00")
WHOLE = "0"
AS_TYPED = "General"
TONNES = "#,##0.00"
PERCENT = "0.0%"
#: Shows that a number is confidential instead of the number, which formulas go on using.
SECRET = '"C";"C";"C"'


def digits(value: float) -> str:
    """The number format that shows five digits of a number or more."""
    return _DIGITS[bisect_right(_STEPS, abs(value))] if value else _DIGITS[-1]


def word_for_zero(word: str) -> str:
    """The number format of a zero that stands for a notation key: another number is shown as it is."""
    return f'General;-General;"{word}"'


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._workbook = workbook
        self._font = {"font_name": _FONTS[language], "font_size": 9, "valign": "vcenter"}
        self._made: dict[tuple[str, str, int], Format] = {}

    def get(self, kind: str, number: str = "", indent: int = 0) -> Format:
        """The format of a kind of cell, with a number format."""
        found = self._made.get((kind, number, indent))
        if found is None:
            properties = {**self._font, **_KINDS[kind]}
            if number:
                properties["num_format"] = number
            if indent:
                properties["indent"] = indent
            found = self._made[kind, number, indent] = self._workbook.add_format(properties)
        return found
