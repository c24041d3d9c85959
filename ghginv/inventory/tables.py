"""Activity tables (CSV): lines of one record are brought together and read like an activity of a YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ghginv import source
from ghginv.problems import Place, Problems

_HEADER = re.compile(r"^(?P<name>[^\[\]]+?)\s*\[(?P<unit>[^\[\]]+)\]$")
_NUMBER = re.compile(r"^([-+]?[\d.]+(?:[eE][-+]?\d+)?)(\s*(?:±|\+/-|[-+\[]).*)?$")


def rows_to_activities(
    rows: source.Sequence, axes: Mapping[str, Sequence[str]], problems: Problems
) -> list[source.Mapping]:
    """Activities as a YAML file would give them.

    A column `name [unit]` is a quantity; `year` and axes (which `axes` names for each quantity) say where in the
    record its number belongs; all other columns say which record it is.
    """
    merged: dict[tuple[tuple[str, str], ...], dict[str, tuple[source.Scalar, source.Node]]] = {}
    places: dict[tuple[tuple[str, str], ...], source.Node] = {}
    for row in rows.items:
        assert isinstance(row, source.Mapping)
        quantities: dict[str, tuple[source.Scalar, source.Scalar, source.Scalar | None]] = {}
        rest: dict[str, tuple[source.Scalar, source.Scalar]] = {}
        for header, (key, value) in row.entries.items():
            assert isinstance(value, source.Scalar)
            match = _HEADER.match(header)
            if match:
                quantities[match["name"]] = (key, value, _unit(key, match))
            elif header in axes:
                quantities[header] = (key, value, None)
            else:
                rest[header] = (key, value)
        inside = {"year", *(axis for name in quantities for axis in axes.get(name, ()))}
        identity = tuple((name, value.text) for name, (_, value) in rest.items() if name not in inside)
        places.setdefault(identity, row)
        entries = merged.setdefault(identity, {n: e for n, e in rest.items() if n not in inside})
        for name, (key, value, unit) in quantities.items():
            path = [rest[axis][1] for axis in axes.get(name, ()) if axis in rest]
            path += [rest["year"][1]] if "year" in rest else []
            if path and unit is not None and name not in entries:
                entries[name] = (key, source.Mapping({"unit": (unit, unit)}, value.place))
            elif not path and unit is not None and (number := _NUMBER.match(value.text)):
                written = f"{number[1]} {unit.text}{number[2] or ''}"
                value = source.Scalar(written, value.place, quoted=False)
            _insert(entries, name, name, key, path, value, problems)
    return [source.Mapping(entries, places[identity].place) for identity, entries in merged.items()]


def _unit(header: source.Scalar, match: re.Match[str]) -> source.Scalar:
    """The unit in a header, at its own place if the header stands as it was typed."""
    place = header.place
    if place.end_column - place.column == len(header.text):
        start = place.column
        place = Place(place.file, place.line, start + match.start("unit"), start + match.end("unit"))
    return source.Scalar(match["unit"], place, quoted=False)


def _insert(
    entries: dict[str, tuple[source.Scalar, source.Node]],
    parameter: str,
    name: str,
    key: source.Scalar,
    path: list[source.Scalar],
    value: source.Scalar,
    problems: Problems,
) -> None:
    """Puts a number under its axis members and year, making the mappings on the way."""
    if not path:
        if name in entries:
            problems.add("duplicate-quantity", value.place, parameter=parameter)
        entries[name] = (key, value)
        return
    _, below = entries.setdefault(name, (key, source.Mapping({}, value.place)))
    if not isinstance(below, source.Mapping):
        problems.add("duplicate-quantity", value.place, parameter=parameter)
        return
    head, *tail = path
    _insert(below.entries, parameter, head.text, head, tail, value, problems)
