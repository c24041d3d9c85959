"""Activity tables (CSV): lines of one record are brought together and read like an activity of a YAML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ghginv import source
from ghginv.model.activity import both, worse
from ghginv.problems import Place, Problems

_HEADER = re.compile(r"^(?P<name>[^\[\]]+?)\s*\[(?P<unit>[^\[\]]+)\]$")
_NUMBER = re.compile(r"^([-+]?[\d.]+(?:[eE][-+]?\d+)?)(\s*(?:±|\+/-|[-+\[]).*)?$")
_UNIT_BEHIND = re.compile(r"^[-+]?\d[\d.,]*(?:[eE][-+]?\d+)?\s*([^\W\d].*)$")
#: Columns of words about the figures, which may differ between the years of one record.
_WORDS = ("source", "assumption", "note", "quality", "destination")

Axes = Callable[[str, str, str], Mapping[str, Sequence[str]]]
"""From a row's category, method and tier to the axes that each quantity's numbers are given by."""
NO_QUANTITY = ""
"""What stands there for a row of which every quantity is left empty."""
Cell = tuple[source.Scalar, source.Scalar]
Entries = dict[str, tuple[source.Scalar, source.Node]]


class _Figure(NamedTuple):
    """A number of a row: its column's header and unit, and where in the record it belongs."""

    header: source.Scalar
    value: source.Scalar
    unit: source.Scalar | None
    path: tuple[source.Scalar, ...]
    repeats: bool  # the row names axis members that this quantity is not given by


def rows_to_activities(rows: source.Sequence, axes_of: Axes, problems: Problems) -> list[source.Mapping]:
    """Activities as a YAML file would give them.

    A column `name [unit]` is a quantity; `year` and axes (which `axes_of` names for each quantity) say where in the
    record its number belongs; all other columns say which record it is. Lines of different years that differ only in
    words about their figures, such as the source, are one record.
    """
    merged: dict[object, Entries] = {}
    places: dict[object, Place] = {}
    group_of: dict[object, object] = {}
    filled: dict[object, int] = {}  # how many records with the same identity have a figure there
    for row in rows.items:
        assert isinstance(row, source.Mapping)
        figures, rest = _take_apart(row, axes_of, problems)
        identity = tuple((name, value.text) for name, (_, value) in rest.items())
        group: object = identity
        if "year" in row.entries:
            core = tuple((name, text) for name, text in identity if name not in _WORDS)
            cells = [(core, name, tuple(part.text for part in figure.path)) for name, figure in figures.items()]
            number = max((filled.get(cell, 0) for cell in cells), default=0)
            filled.update(dict.fromkeys(cells, number + 1))
            group = group_of.setdefault(identity, (core, number))
        places.setdefault(group, row.place)
        entries = merged.setdefault(group, {})
        for name, (key, value) in rest.items():
            entries[name] = (key, _joined(name, entries.get(name), value))
        for name, figure in figures.items():
            _enter(entries, name, figure, problems)
    return [source.Mapping(entries, places[group]) for group, entries in merged.items()]


def _take_apart(row: source.Mapping, axes_of: Axes, problems: Problems) -> tuple[dict[str, _Figure], dict[str, Cell]]:
    """The figures of a row, and what it says beside them and their members and year."""
    cells = {name: (key, value) for name, (key, value) in row.entries.items() if isinstance(value, source.Scalar)}
    axes = axes_of(*(cells[name][1].text if name in cells else "" for name in ("category", "method", "tier")))
    names = {header: name for header in cells if (name := _name(header, axes))}
    inside = {"year", *(axis for name in names.values() or (NO_QUANTITY,) for axis in axes.get(name, ()))}
    rest = {header: cell for header, cell in cells.items() if header not in names and header not in inside}
    figures: dict[str, _Figure] = {}
    for header, name in names.items():
        key, value = cells[header]
        own = [axis for axis in axes.get(name, ()) if axis in cells]
        path = tuple(cells[part][1] for part in [*own, "year"] if part in cells)
        repeats = any(axis in cells and axis not in own for axis in inside if axis != "year")
        if name in figures:
            problems.add("duplicate-quantity", value.place, parameter=name)
            continue
        figures[name] = _Figure(key, value, _unit(key), path, repeats)
    return figures, rest


def _name(header: str, axes: Mapping[str, Sequence[str]]) -> str | None:
    """The quantity that a column holds, if it holds one."""
    match = _HEADER.match(header) if header.endswith("]") else None
    return match["name"] if match else header if header in axes else None


def _joined(name: str, before: tuple[source.Scalar, source.Node] | None, value: source.Scalar) -> source.Scalar:
    """The words of two lines of one record."""
    if before is None or not isinstance(before[1], source.Scalar) or before[1].text == value.text:
        return value
    words = worse(before[1].text, value.text) if name == "quality" else both(before[1].text, value.text)
    return before[1]._replace(text=words)


@cache
def _unit(header: source.Scalar) -> source.Scalar | None:
    """The unit in a header, at its own place if the header stands as it was typed."""
    match, place = _HEADER.match(header.text), header.place
    if match is None:
        return None
    if place.end_column - place.column == len(header.text):
        start = place.column
        place = Place(place.file, place.line, start + match.start("unit"), start + match.end("unit"))
    return source.Scalar(match["unit"], place, quoted=False)


def _enter(entries: Entries, name: str, figure: _Figure, problems: Problems) -> None:
    """Puts a figure into its record, with the unit of its column."""
    value, unit = figure.value, figure.unit
    known = entries.get(name)
    if unit is not None and figure.path:
        if known is None:
            entries[name] = (figure.header, source.Mapping({"unit": (unit, unit)}, value.place))
        elif isinstance(first := _unit_of(known[1]), source.Scalar) and first.text != unit.text:
            problems.add("unit-given-twice", value.place, unit=unit.text, first=first.text)
    elif unit is not None and (number := _NUMBER.match(value.text)):
        value = value._replace(text=f"{number[1]} {unit.text}{number[2] or ''}")
    elif unit is not None and (other := _UNIT_BEHIND.match(value.text)):
        problems.add("unit-given-twice", value.place, unit=other[1], first=unit.text)
    _insert(entries, name, name, figure, figure.path, value, problems)


def _unit_of(node: source.Node) -> source.Node | None:
    return node.get("unit") if isinstance(node, source.Mapping) else None


def _insert(
    entries: Entries, parameter: str, name: str, figure: _Figure, path: Sequence[source.Scalar],
    value: source.Scalar, problems: Problems,
) -> None:  # fmt: skip
    """Puts a number under its axis members and year, making the mappings on the way."""
    before = entries.get(name)
    if not path:
        is_repeated = before is not None and isinstance(before[1], source.Scalar) and before[1].text == value.text
        if before is not None and not (figure.repeats and is_repeated):
            problems.add("duplicate-quantity", value.place, parameter=parameter)
        entries[name] = (figure.path[-1] if figure.path else figure.header, value)
        return
    key = figure.header if len(path) == len(figure.path) else figure.path[len(figure.path) - len(path) - 1]
    _, below = entries.setdefault(name, (key, source.Mapping({}, value.place)))
    if not isinstance(below, source.Mapping):
        problems.add("duplicate-quantity", value.place, parameter=parameter)
        return
    head, *tail = path
    _insert(below.entries, parameter, head.text, figure, tail, value, problems)
