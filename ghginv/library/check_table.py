"""Whether a factor table fits the methods that look into it, and whether its rows make sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ghginv import units
from ghginv.library import choices
from ghginv.library.choices import Choices
from ghginv.library.tables import RowKey, Table
from ghginv.model.factor import ANY, AREA, YEAR, Row
from ghginv.model.method import Method
from ghginv.model.quantity import is_known_unit
from ghginv.model.reference import Reference
from ghginv.problems import Place, Problems

if TYPE_CHECKING:
    from ghginv.library.library import Library

_EXAMPLE = "{area: nation}"


def check_table(library: Library, table: Table, methods: Sequence[Method], problems: Problems) -> None:
    """Check one table of one set; `methods` are those that look into it."""
    head = table.head
    _check_unit(table, methods, table.unit, head.place("unit"), problems)
    check_reference(library, table.source, head.place("source"), problems)
    keys = choices.of_table(library, table.id, methods) or {}
    for name in table.by:
        if name not in keys:
            problems.add_unknown("unknown-key", head.place("by"), name, keys, table=table.id)
    _check_lookup(library, table, problems)
    for key in table.rows:
        row = table.rows.get(key)
        if row is not None:
            _check_row(library, table, methods, row, problems)
            _check_key(table.by, key, keys, row.place, problems)


def check_reference(library: Library, reference: Reference, place: Place | None, problems: Problems) -> None:
    """Report a source that the library does not have."""
    if reference.id and reference.id not in library.sources:
        problems.add_unknown("unknown-source", place, reference.id, library.sources)


def check_unit(unit: str, place: Place | None, problems: Problems) -> bool:
    """Whether a unit is known; a problem if not."""
    return place is None or is_known_unit(unit, place, problems)


def _check_unit(table: Table, methods: Sequence[Method], unit: str, place: Place | None, problems: Problems) -> None:
    """Whether a unit is known and can be converted to that of the parameters which take the value."""
    if not check_unit(unit, place, problems):
        return
    for method in methods:
        for parameter in method.parameters.values():
            wanted = [parameter.unit] if isinstance(parameter.unit, str) else list(parameter.unit.values())
            if parameter.table == table.id and not any(may_be_converted(unit, other) for other in wanted):
                problems.add("unit-mismatch", place, unit=unit, expected=", ".join(wanted))


def may_be_converted(unit: str, other: str) -> bool:
    """Whether two units have one dimension. An unknown unit is reported elsewhere and fits here."""
    try:
        return units.same_dimension(unit, other)
    except units.UnknownUnit:
        return True


def _check_lookup(library: Library, table: Table, problems: Problems) -> None:
    """A table with areas must say which attribute of a region they are; for years, `same` holds."""
    known = library.region_attributes
    for number, step in enumerate(table.lookup):
        place = table.head.place("lookup", number) or table.place
        if AREA in table.by and step.area is None:
            problems.add("missing-lookup", place, key=AREA, example=_EXAMPLE)
        elif step.area is not None and step.area not in known:
            problems.add_unknown("unknown-attribute", place, step.area, known, owner="region")


def _check_row(library: Library, table: Table, methods: Sequence[Method], row: Row, problems: Problems) -> None:
    if row.source is not table.source:
        check_reference(library, row.source, row.place, problems)
    if row.unit is not None:
        _check_unit(table, methods, row.unit, row.place, problems)
    if row.value is None or row.note:
        return
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    if not low <= row.value <= high:
        problems.add("interval-without-value", row.place, value=f"{row.value:g}", low=low, high=high)


def _check_key(
    by: Sequence[str], key: RowKey, keys: dict[str, Choices | None], place: Place, problems: Problems
) -> None:
    for name, cell in zip(by, key, strict=True):
        allowed = keys.get(name)
        if cell == ANY or (cell.isdigit() and name == YEAR):
            continue
        if name == YEAR or (allowed is not None and cell not in allowed):
            problems.add_unknown("unknown-member", place, cell, allowed.names() if allowed else (), key=name)
