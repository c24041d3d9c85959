"""Links: a parameter that is a step of another method, summed and matched as its author declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ghginv import units
from ghginv.engine import columns
from ghginv.engine.block import Block, Column
from ghginv.engine.columns import Origin, Setting
from ghginv.formula.evaluation import Array
from ghginv.model.activity import Record, leaves
from ghginv.model.method import Link, Method
from ghginv.problems import Bilingual

#: Values, whether each is known, and where each comes from: (axis, ..., year).
Numbers = tuple[Array, Array, Array]
#: Relative difference above which a number given by hand is said to differ from the linked one.
TOLERANCE = 0.005


class Source(NamedTuple):
    """A block that others take from: its records, and the values of its steps (axis, ..., year, record)."""

    block: Block
    records: tuple[Record, ...]
    values: Mapping[str, Array]


@dataclass(slots=True)
class Upstream:
    """What has been calculated so far, by method."""

    sources: dict[str, list[Source]] = field(default_factory=dict)

    def add(self, method: str, source: Source) -> None:
        """Remembers a calculated block."""
        self.sources.setdefault(method, []).append(source)


def column(
    name: str, method: Method, records: Sequence[Record], setting: Setting, upstream: Upstream, unit: str
) -> Column:
    """The column of a linked parameter.

    Where a record gives the number itself, that one is used, and a warning says if the linked one differs.
    Where no record of the other method is found, `missing` decides: an error, not estimated, or zero.
    """
    parameter = method.parameters[name]
    link = parameter.link
    assert link is not None
    sources = upstream.sources.get(link.method, [])
    own_axes = [axis for axis in setting.axes if axis in parameter.by]
    shape = (*(len(m) if a in own_axes else 1 for a, m in setting.axes.items()), len(setting.years))
    plants: dict[str, list[Record]] = {}
    for other in (other for source in sources for other in source.records if other.covers is not None):
        assert other.covers is not None
        plants.setdefault(other.covers[0], []).append(other)
    per_record: list[Numbers] = []
    for record in records:
        total, known, found = np.zeros(shape), np.ones(shape, dtype=bool), False
        covered = np.zeros(len(setting.years), dtype=bool)
        if link.match == "record":
            total[:] = _covered(plants.get(record.id, ()), setting, unit)
            covered[:] = found = True
        for source in sources if link.match is None else ():
            found = True
            for index, (values, present) in _parts(source, link, setting, own_axes):
                total[index] += values * units.conversion(source.block.program.units[link.step], unit)
                known[index] &= present
                covered[index[-1]] = True
        origin = Origin("link", None, unit, f"{link.method}.{link.step}")
        if link.missing == "NE":
            known[..., ~covered] = False
        if not found and link.missing == "NE":
            origin = Origin("link", None, unit, f"{link.method}.{link.step}", notation="NE")
        if not found and link.missing == "error" and name not in record.amounts:
            setting.problems.add(
                "link-finds-nothing", record.place, record=record.id, parameter=name, method=link.method
            )
        parts: Numbers = (total, known, np.full(shape, origin, dtype=object))
        if name in record.amounts:
            given = _spread(columns.of_parameter(name, parameter, unit, [record], setting), shape)
            if found:
                _compare(name, record, given, parts, setting)
                columns.tell_years_not_given(name, record, Bilingual("the linked number", "关联计算的结果"), setting)
            is_said = given[2] != np.array(None)
            values, known, origins = (np.where(is_said, own, linked) for own, linked in zip(given, parts, strict=True))
            parts = (values, known, origins)
        per_record.append(parts)
    values, known, origins = (np.stack(part, axis=-1) for part in zip(*per_record, strict=True))
    return Column(values, None, None if known.all() else known, origins)


def _covered(plants: Sequence[Record], setting: Setting, unit: str) -> Array:
    """How much of a record's activity the plants reported on their own cover, by year."""
    total = np.zeros(len(setting.years))
    for plant in plants:
        assert plant.covers is not None
        for _, quantity, year in leaves(plant.covers[1]):
            for position, run_year in enumerate(setting.years):
                if year in (None, run_year):
                    total[position] += (quantity.value or 0.0) * units.conversion(quantity.unit or unit, unit)
    return total


def _parts(
    source: Source, link: Link, setting: Setting, own_axes: Sequence[str]
) -> Iterator[tuple[tuple[int | list[int], ...], tuple[Array, Array]]]:
    """Pieces of an upstream step, each with where it goes: ((axis index, ..., year indices), (values, known))."""
    block = source.block
    values = block.spread(link.step, source.values[link.step])
    present = block.spread(link.step, block.known[link.step][..., 0])
    here = [i for i, year in enumerate(setting.years) if year in block.years]
    there = [block.years.index(setting.years[i]) for i in here]
    step_axes = block.program.axes[link.step]
    kept = [axis for axis in own_axes if axis in step_axes and axis not in link.over]
    by_key = [axis for axis in link.by if axis in own_axes]
    if 0 in values.shape:
        return  # an axis without members: nothing was calculated
    for position in reversed(range(len(block.axes))):
        axis = list(block.axes)[position]
        if axis not in kept:
            values, present = values.sum(axis=position), np.logical_and.reduce(present, axis=position)
    kept = [axis for axis in block.axes if axis in kept]
    for record, from_record in enumerate(source.records):
        keys = from_record.keys
        for cell in np.ndindex(*(len(block.axes[axis]) for axis in kept)):
            members = {axis: block.axes[axis][i] for axis, i in zip(kept, cell, strict=True)}
            members |= {axis: keys.get(axis, "") for axis in by_key}
            if unknown := [axis for axis, member in members.items() if member not in setting.axes[axis]]:
                axis, choices = unknown[0], setting.axes[unknown[0]]
                setting.problems.add_unknown("unknown-member", from_record.place, members[axis], choices, key=axis)
                continue
            index = tuple(setting.axes[axis].index(members[axis]) if axis in members else 0 for axis in setting.axes)
            picked = (*cell, there, record)
            yield (*index, here), (values[picked], present[picked])


def _spread(given: Column, shape: tuple[int, ...]) -> Numbers:
    """The numbers of the one record that a column was made for."""
    known = np.ones(given.values.shape, dtype=bool) if given.known is None else given.known
    assert given.origins is not None
    parts = (given.values[..., 0], known[..., 0], given.origins[..., 0])
    first, second, third = (np.broadcast_to(part, shape) for part in parts)
    return first, second, third


def _compare(name: str, record: Record, given: Numbers, linked: Numbers, setting: Setting) -> None:
    """Warns of years in which what is given differs from what is linked, both being known."""
    known = given[1] & linked[1]
    for year in setting.inventory_years:
        position = setting.years.index(year)
        mine, theirs = given[0][..., position].sum(), linked[0][..., position].sum()
        if known[..., position].all() and abs(mine - theirs) > TOLERANCE * max(abs(mine), abs(theirs)):
            setting.problems.add(
                "link-differs", record.place, record=record.id, parameter=name, year=year,
                given=f"{mine:.6g}", linked=f"{theirs:.6g}",
            )  # fmt: skip
