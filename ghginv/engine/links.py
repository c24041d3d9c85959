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
from ghginv.model.method import Link, Method, Parameter
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

    def of(self, link: Link) -> list[Source]:
        """The blocks to take from; those whose cases have no use for the step did not work it out."""
        found = self.sources.get(link.method, [])
        return found if link.match == "plants" else [one for one in found if link.step in one.block.program.trees]


def column(
    name: str,
    method: Method,
    records: Sequence[Record],
    setting: Setting,
    upstream: Upstream,
    unit: str,
    is_nothing: bool = False,
) -> Column:
    """The column of a linked parameter.

    Where a record gives the number itself, that one is used, and a warning says if the linked one differs.
    Where no record of the other method is found, `missing` decides: an error, not estimated, or zero; zero too where
    what the other method is about does not occur (`is_nothing`).
    """
    parameter = method.parameters[name]
    link = parameter.link
    assert link is not None
    missing = "0" if is_nothing else link.missing
    own_axes = [axis for axis in setting.axes if axis in parameter.by]
    shape = (*(len(m) if a in own_axes else 1 for a, m in setting.axes.items()), len(setting.years))
    sources = upstream.of(link)
    plants: dict[str, list[Record]] = {}
    for other in (other for source in sources for other in source.records if other.covers is not None):
        assert other.covers is not None
        plants.setdefault(other.covers[0], []).append(other)
    steps = [_Step(source, link, setting, own_axes, method) for source in sources] if link.match != "plants" else []
    per_record: list[Numbers] = []
    for record in records:
        total, known, found = np.zeros(shape), np.ones(shape, dtype=bool), False
        covered = np.zeros(len(setting.years), dtype=bool)
        if link.match == "plants":
            total[:] = _covered(plants.get(record.id, ()), setting, unit)
            covered[:] = found = True
        for step in steps:
            found = found or step.has(record)
            for index, (values, present) in step.parts(record):
                total[index] += values * units.conversion(step.unit, unit)
                known[index] &= present
                covered[index[-1]] = True
        origin = Origin("link", None, unit, f"{link.method}.{link.step}")
        if missing != "0":
            known[..., ~covered] = False
        if not found and missing == "NE":
            origin = Origin("link", None, unit, f"{link.method}.{link.step}", notation="NE")
        if not found and missing == "error" and name not in record.amounts:
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


def first_year(link: Link, record: Record, upstream: Upstream) -> int | None:
    """The first year in which a record finds a number in the other method."""
    years = []
    for source in upstream.of(link):
        if link.match == "same_record" and record.id not in (one.id for one in source.records):
            continue
        known = source.block.known[link.step][..., 0]
        by_year = np.broadcast_to(known.any(axis=(*range(known.ndim - 2), -1)), (len(source.block.years),))
        years += [year for year, present in zip(source.block.years, by_year, strict=True) if present]
    return min(years, default=None)


def share_of(link: Link, parameter: Parameter, record: Record, source: Source) -> tuple[str, ...]:
    """What of a step a record takes: the members of the step's axes that are keys of the record."""
    axes = source.block.program.axes[link.step]
    own = (axis for axis in source.block.axes if axis in axes and axis not in (*parameter.by, *link.over))
    return tuple(record.keys[axis] for axis in own if axis in record.keys)


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


class _Step:
    """A step of a calculated block, summed over the axes that nothing is matched to: (axis, ..., year, record)."""

    def __init__(self, source: Source, link: Link, setting: Setting, own_axes: Sequence[str], method: Method) -> None:
        block = source.block
        self._source, self._link, self._setting = source, link, setting
        self._own = [axis for axis in own_axes if axis in block.program.axes[link.step] and axis not in link.over]
        self._by_key = [axis for axis in link.by if axis in own_axes]
        chosen = {axis for axis in block.program.axes[link.step] if axis in method.keys and axis not in link.over}
        self._kept = [axis for axis in block.axes if axis in self._own or axis in chosen]
        self.unit = block.program.units[link.step]
        values, known = block.spread(link.step, source.values[link.step]), block.known[link.step][..., 0]
        known = block.spread(link.step, known)
        self._is_empty = 0 in values.shape  # an axis without members: nothing was calculated
        for position in reversed(range(len(block.axes))):
            if list(block.axes)[position] not in self._kept:
                values, known = values.sum(axis=position), np.logical_and.reduce(known, axis=position)
        self._values, self._known = values, known
        self._here = [i for i, year in enumerate(setting.years) if year in block.years]
        self._there = [block.years.index(setting.years[i]) for i in self._here]
        self._positions = {record.id: position for position, record in enumerate(source.records)}

    def has(self, record: Record) -> bool:
        """Whether there is anything that the record could take."""
        return self._link.match != "same_record" or record.id in self._positions

    def parts(self, record: Record) -> Iterator[tuple[tuple[int | list[int], ...], tuple[Array, Array]]]:
        """Pieces of the step, each with where it goes: ((axis index, ..., year indices), (values, known))."""
        axes, positions = self._source.block.axes, self._positions
        if self._is_empty or not self.has(record):
            return
        chosen = {axis: record.keys[axis] for axis in self._kept if axis not in self._own}
        if any(member not in axes[axis] for axis, member in chosen.items()):
            return  # nothing of the kind upstream
        wanted = [positions[record.id]] if self._link.match == "same_record" else range(len(self._source.records))
        for position in wanted:
            for cell in np.ndindex(*(len(axes[axis]) for axis in self._own)):
                members = {axis: axes[axis][i] for axis, i in zip(self._own, cell, strict=True)}
                index = self._index(self._source.records[position], members)
                if index is not None:
                    all_members = chosen | members
                    picked = tuple(axes[axis].index(all_members[axis]) for axis in self._kept)
                    values, known = self._values[picked], self._known[picked]
                    yield index, (values[self._there, position], known[self._there, position])

    def _index(self, upstream: Record, members: Mapping[str, str]) -> tuple[int | list[int], ...] | None:
        """Where a piece goes; None, with a problem, if the taking parameter has no such member."""
        axes = self._setting.axes
        placed = {**members, **{axis: upstream.keys.get(axis, "") for axis in self._by_key}}
        if unknown := [axis for axis, member in placed.items() if member not in axes[axis]]:
            axis = unknown[0]
            self._setting.problems.add_unknown("unknown-member", upstream.place, placed[axis], axes[axis], key=axis)
            return None
        return (*(axes[axis].index(placed[axis]) if axis in placed else 0 for axis in axes), self._here)


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
