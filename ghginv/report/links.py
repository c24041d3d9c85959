"""The records that a linked number is the sum of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ghginv import units
from ghginv.engine.results import Calculated, Results
from ghginv.model.activity import Record, leaves
from ghginv.model.method import Link


@dataclass(frozen=True, slots=True)
class Part:
    """What one record adds, in the unit of the linked number. value: None if not estimated or withheld."""

    record: str
    category: str
    place: str
    value: float | None
    notation: str = ""


def parts(
    results: Results, link: Link, record: Record, members: Mapping[str, str], year: int, unit: str
) -> Iterator[Part]:
    """The records behind a link. members: of the axes of the linked number. unit: its unit."""
    for one in results.calculated:
        if one.planned.method.name != link.method:
            continue
        for position, other in enumerate(one.planned.records):
            if link.match == "plants":
                value, known = _covered(other, record, year, unit), True
            elif _matches(link, record, other, members):
                value, known = _taken(one, link, position, {**record.keys, **members}, year, unit)
            else:
                continue
            if value is None:
                continue
            notation = "C" if other.confidential else "" if known else "NE"
            place = f"{other.place.file}:{other.place.line}"
            yield Part(other.id, other.category, place, None if notation else value, notation)


def _matches(link: Link, record: Record, other: Record, members: Mapping[str, str]) -> bool:
    """Whether a record of the other method has a part in the number."""
    if link.match == "same_record" and other.id != record.id:
        return False
    return all(other.keys.get(axis) == members[axis] for axis in link.by if axis in members)


def _covered(plant: Record, record: Record, year: int, unit: str) -> float | None:
    """How much of a record's activity a plant that is reported on its own covers."""
    if plant.covers is None or plant.covers[0] != record.id:
        return None
    found = [
        (quantity.value or 0.0) * units.conversion(quantity.unit or unit, unit)
        for _, quantity, given in leaves(plant.covers[1])
        if given in (None, year)
    ]
    return sum(found) if found else None


def _taken(
    one: Calculated, link: Link, position: int, members: Mapping[str, str], year: int, unit: str
) -> tuple[float | None, bool]:
    """A record's part of a step, and whether it could be estimated."""
    block = one.planned.block
    if year not in block.years or link.step not in block.program.trees:
        return None, True
    here = (..., block.years.index(year), position)
    value = block.spread(link.step, one.values[link.step])[here]
    known = block.spread(link.step, block.known[link.step][..., 0])[here]
    own = block.program.axes[link.step]
    picked: list[int | slice] = []
    for axis, names in block.axes.items():
        if axis not in own:
            picked.append(0)
        elif axis in members and axis not in link.over:
            if members[axis] not in names:
                return None, True
            picked.append(names.index(members[axis]))
        else:
            picked.append(slice(None))
    factor = units.conversion(block.program.units[link.step], unit)
    return float(np.sum(value[tuple(picked)])) * factor, bool(np.all(known[tuple(picked)]))
