"""Amounts as a user writes them: `284.57 万吨 ± 5 %`, `NE: no survey`, `{unit: 万吨, 2020: 301.2, 2021: NE}`.

An amount is one quantity, or a tree of them with members of an axis outside and years innermost. Units are
checked to exist; whether they fit a parameter, and every conversion, is for the floors above.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, cast

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from ghginv import units
from ghginv.model.base import FIRST_YEAR, LAST_YEAR, node_of, reported
from ghginv.model.numbers import CHINESE_NUMERALS, meant_number, read_number
from ghginv.problems import Place, Problems, suggest
from ghginv.source import Mapping, Node, Scalar, Sequence

Notation = Literal["NO", "NE", "NA", "IE", "C"]
NOTATIONS = ("NO", "NE", "NA", "IE", "C")

# Full-width signs to plain ones, one for one, so that places still count; `read_number` refuses such digits.
_SIGNS = str.maketrans("％，：；［］（）－−＋／～　", "%,:;[]()--+/~ ")
_NOTATION = re.compile(r"(NO|NE|NA|IE|C)(?:\s*:\s*(.*))?", re.DOTALL)
_AMOUNT = re.compile(
    r"(?P<number>[+-]?\d[\d,_.']*(?:[eE][+-]?\d+)?)"
    r"\s*[×*]?\s*(?P<unit>.*?)"
    r"\s*(?P<interval>\[.*|(?:±|\+/-|\+-).*|[+-]\s*[\d.]+\s*%?\s*/\s*[+-].*)?"
)
_BOUNDS = re.compile(r"\[\s*([^,;~\s]+)\s*[,;~]\s*([^,;~\s]+)\s*\]")
_PERCENT = re.compile(r"(?:±|\+/-|\+-)\s*(\S+?)\s*%")
_LOPSIDED = re.compile(r"([+-])\s*(\S+?)\s*%?\s*/\s*([+-])\s*(\S+?)\s*%")
_TORN = re.compile(r"(?:\d{3}\b\s*)+(?:\.\d+)?")
_YEAR_LIKE = re.compile(r"\d+\s*年?")


class Quantity(NamedTuple):
    """A number in a unit, or a notation key in its place.

    `low` and `high` bound the 95 % interval in the same unit. `unit` None is a bare number. `included_in`
    says where an amount marked IE is counted; `reason` is what follows another key. `text` is what was typed.
    """

    value: float | None
    unit: str | None
    low: float | None
    high: float | None
    notation: Notation | None
    reason: str | None
    included_in: str | None
    text: str
    place: Place


class ByYear(NamedTuple):
    years: dict[int, Quantity]
    place: Place


class ByMember(NamedTuple):
    """Amounts of the members of an axis, under the key as the user wrote it."""

    members: dict[str, tuple[Scalar, Amount]]
    place: Place


Amount = Quantity | ByYear | ByMember


def parse_quantity(node: Node, problems: Problems, unit: str | None = None) -> Quantity | None:
    """Read one quantity. A `unit` given once for many (a series, a column) forbids another in the text."""
    if not isinstance(node, Scalar):
        problems.add("not-a-quantity", node.place, text="", suggestion="")
        return None
    value = read_number(node.text)
    if value is not None:
        return Quantity(value, unit, None, None, None, None, None, node.text, node.place)
    text = node.text.translate(_SIGNS).rstrip()
    if node.is_empty or not text:
        problems.add("empty-amount", node.place)
        return None
    if found := _NOTATION.fullmatch(text.lstrip()):
        return _notation(node, found, unit, problems)
    if found := _AMOUNT.fullmatch(text, len(text) - len(text.lstrip())):
        return _Reading(node, found, problems).quantity(unit)
    problems.add("not-a-quantity", node.place, text=node.text, suggestion=suggest(text, NOTATIONS) or "")
    return None


def parse_series(node: Node, problems: Problems, unit: str | None = None) -> Amount | None:
    """Read an amount: a quantity, or mappings of them, members outside and years innermost.

    A mapping may hold `unit` for all below it. None when anything in it is an error; all errors are reported.
    """
    if isinstance(node, Scalar):
        return parse_quantity(node, problems, unit)
    if isinstance(node, Sequence):
        problems.add("list-as-amount", node.place)
        return None
    found = Problems()
    amount = _mapping(node, found, unit)
    problems.extend(found)
    return None if found.has_errors else amount


def _notation(node: Scalar, found: re.Match[str], unit: str | None, problems: Problems) -> Quantity | None:
    key, words = cast(Notation, found[1]), (found[2] or "").strip() or None
    if key == "IE" and words is None:
        problems.add("included-where", node.place)
        return None
    reason, included_in = (None, words) if key == "IE" else (words, None)
    return Quantity(None, unit, None, None, key, reason, included_in, node.text, node.place)


class _Reading:
    """One text matched by `_AMOUNT` on its way to a Quantity."""

    def __init__(self, node: Scalar, found: re.Match[str], problems: Problems) -> None:
        self.node = node
        self.found = found
        self.problems = problems

    def quantity(self, unit: str | None) -> Quantity | None:
        value = self._value()
        if value is None or not self._is_unit_fine(unit):
            return None
        unit = self.found["unit"] or unit
        bounds = self._bounds(value, unit)
        if bounds is None:
            return None
        return Quantity(value, unit, *bounds, None, None, None, self.node.text, self.node.place)

    def _value(self) -> float | None:
        written, unit = self.found["number"], self.found["unit"]
        if unit in CHINESE_NUMERALS:
            meant = meant_number(written + unit)
            self._report("numeral-without-unit", "number", "unit", text=written + unit, suggestion=meant)
            return None
        if torn := _TORN.match(unit):
            written = f"{written} {torn[0].strip()}"
        value = read_number(written)
        if value is None:
            self._report("not-a-number", "number", text=written, suggestion=meant_number(written))
        return value

    def _is_unit_fine(self, given: str | None) -> bool:
        """Whether the unit, if one is written, exists and is the only one."""
        written = self.found["unit"]
        if not written:
            return True
        if given is not None:
            self._report("unit-given-twice", "unit", unit=written, first=given)
            return False
        return is_known_unit(written, self._place("unit"), self.problems)

    def _bounds(self, value: float, unit: str | None) -> tuple[float | None, float | None] | None:
        """Low and high, both None without an interval; None for an interval that cannot be read."""
        interval = self.found["interval"]
        if not interval:
            return None, None
        bounds = _relative(interval, value)
        if bounds and unit is not None and unit.strip() in ("%", "％", "‰"):
            self._report("percent-of-percent", "interval", text=interval.strip())
            return None
        if bounds is None and (found := _BOUNDS.fullmatch(interval)):
            bounds = _numbers(found[1], found[2])
        if bounds is None:
            self._report("bad-interval", "interval", text=interval.strip())
        elif not bounds[0] <= value <= bounds[1]:
            low, high = bounds
            self._report("interval-without-value", "interval", value=self.found["number"], low=low, high=high)
            return None
        return bounds

    def _report(self, code: str, first: str, last: str | None = None, /, **values: str | float) -> None:
        self.problems.add(code, self._place(first, last), **values)

    def _place(self, first: str, last: str | None = None) -> Place:
        """Where the text from group `first` to group `last` stands; all of it if YAML has changed it."""
        place, quotes = self.node.place, int(self.node.quoted)
        if place.end_column - place.column != len(self.node.text) + 2 * quotes:
            return place
        start = place.column + quotes
        return Place(place.file, place.line, start + self.found.start(first), start + self.found.end(last or first))


def is_known_unit(text: str, place: Place, problems: Problems) -> bool:
    """Whether a unit exists; a problem at its place if not."""
    try:
        units.unit(text)
    except units.UnknownUnit as error:
        problems.add("unknown-unit", place, unit=text, suggestion=error.suggestion or "")
        return False
    return True


def _relative(interval: str, value: float) -> tuple[float, float] | None:
    """The bounds that `± 5 %` or `+20/-10 %` set around a value."""
    if found := _PERCENT.fullmatch(interval):
        below = above = read_number(found[1])
    elif (found := _LOPSIDED.fullmatch(interval)) and found[1] != found[3]:
        first, second = read_number(found[2]), read_number(found[4])
        above, below = (first, second) if found[1] == "+" else (second, first)
    else:
        return None
    if below is None or above is None or below < 0 or above < 0:
        return None
    return value - abs(value) * below / 100, value + abs(value) * above / 100


def _numbers(low: str, high: str) -> tuple[float, float] | None:
    first, second = read_number(low), read_number(high)
    return None if first is None or second is None else (first, second)


def _mapping(node: Mapping, problems: Problems, unit: str | None) -> Amount | None:
    entries = dict(node.entries)
    if own := entries.pop("unit", None):
        unit = _own_unit(*own, unit, problems)
    if not entries:
        problems.add("empty-amount", node.place)
        return None
    if torn := _torn_entry(list(entries.values())):
        problems.add("comma-in-number", torn[0].place, text=torn[1], suggestion=meant_number(torn[1]))
        return None
    year_keys = [key for key, _ in entries.values() if _YEAR_LIKE.fullmatch(key.text)]
    if not year_keys:
        members = {name: (key, parse_series(value, problems, unit)) for name, (key, value) in entries.items()}
        return ByMember({name: (key, amount) for name, (key, amount) in members.items() if amount}, node.place)
    if len(year_keys) < len(entries):
        other = next(key for key, _ in entries.values() if key not in year_keys)
        problems.add("years-and-members", other.place, member=other.text, year=year_keys[0].text)
        return None
    return _by_year(node, list(entries.values()), unit, problems)


def _own_unit(key: Scalar, value: Node, outer: str | None, problems: Problems) -> str | None:
    """The unit written in a mapping, unless one holds already."""
    if not isinstance(value, Scalar) or value.is_empty:
        problems.add("not-text", key.place)
        return outer
    if outer is not None:
        problems.add("unit-given-twice", value.place, unit=value.text, first=outer)
        return outer
    return value.text if is_known_unit(value.text, value.place, problems) else None


def _torn_entry(entries: list[tuple[Scalar, Node]]) -> tuple[Scalar, str] | None:
    """The key made by the comma in `{2020: 1,234.5}`, and the number as it was typed."""
    for (_, before), (key, value) in pairwise(entries):
        is_blank = isinstance(value, Scalar) and not value.text
        if is_blank and isinstance(before, Scalar) and re.match(r"\d{3}(?!\d)", key.text):
            return key, f"{before.text},{key.text}"
    return None


def _by_year(node: Mapping, entries: list[tuple[Scalar, Node]], unit: str | None, problems: Problems) -> ByYear:
    years: dict[int, Quantity] = {}
    for key, value in entries:
        if not re.fullmatch("[0-9]{4}", key.text) or not FIRST_YEAR <= int(key.text) <= LAST_YEAR:
            problems.add("bad-year", key.place, text=key.text, first=FIRST_YEAR, last=LAST_YEAR)
        elif isinstance(value, Mapping):
            problems.add("year-outside", key.place, year=key.text)
        elif quantity := parse_quantity(value, problems, unit):
            years[int(key.text)] = quantity
    return ByYear(years, node.place)


def _amount(value: Any, info: ValidationInfo) -> Amount:
    amount = parse_series(node_of(value), cast(Problems, info.context))
    if amount is None:
        raise reported()
    return amount


AmountField = Annotated[Amount, PlainValidator(_amount), WithJsonSchema({"type": ["number", "string", "object"]})]
"""The amount of a model's field."""
