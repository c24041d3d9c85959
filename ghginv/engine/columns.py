"""From what users and factor tables say to columns of numbers in the units of a method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from ghginv import units
from ghginv.engine.block import Column
from ghginv.library import Found, Library
from ghginv.model.activity import NOT_HERE, NOTHING, Record, leaves
from ghginv.model.factor import ANY
from ghginv.model.method import Parameter
from ghginv.model.quantity import Amount, ByMember, ByYear, Quantity
from ghginv.problems import Bilingual, Place, Problems


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one number comes from.

    kind: activity, factor, default, constant or link. text: as its source writes it. place: file and line.
    found: for a factor, the row that served and the step of the declared order that led to it.
    """

    kind: str
    value: float | None
    unit: str
    text: str = ""
    place: Place | None = None
    found: Found | None = None
    notation: str = ""
    detail: str = ""


class Setting(NamedTuple):
    """What columns of one block have in common."""

    library: Library
    factor_sets: Sequence[str]
    area: Mapping[str, str]
    axes: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]
    inventory_years: tuple[int, ...]
    problems: Problems


class _Builder:
    """Collects the distinct numbers of a column: one entry for each, with its origin."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self.entries: list[tuple[Any, Any, Any]] = []

    def new(self) -> tuple[Any, Any, Any]:
        entry = (
            np.ones(self.shape),
            np.zeros(self.shape, dtype=bool),
            np.full(self.shape, None, dtype=object),
        )
        self.entries.append(entry)
        return entry

    def column(self, codes: Sequence[int]) -> Column:
        parts = zip(*self.entries, strict=True)
        values, known, origins = (np.stack(p, axis=-1) if len(p) > 1 else p[0][..., None] for p in parts)
        one_each = len(self.entries) == len(codes) and list(codes) == list(range(len(codes)))
        picked = None if one_each or len(self.entries) == 1 else np.asarray(codes, dtype=np.intp)
        return Column(values, picked, None if known.all() else known, origins)


def constant(value: float, unit: str, axes: int, text: str) -> Column:
    """A named constant of the library."""
    shape = (1,) * (axes + 2)
    origin = np.full(shape, Origin("constant", value, unit, text), dtype=object)
    return Column(np.full(shape, value), origins=origin)


def years(of: Sequence[int], axes: int) -> Column:
    """The year itself, for formulas that mention `year`."""
    return Column(np.asarray(of, dtype=float).reshape((1,) * axes + (-1, 1)))


def of_parameter(
    name: str, parameter: Parameter, unit: str, records: Sequence[Record], setting: Setting,
    sparse: bool = False, pairs: bool = False,
) -> Column:  # fmt: skip
    """The column of a parameter that users give or factor tables hold (links are made by the plan).

    unit: the parameter's unit for the block's keys. sparse: the method fills years between or beyond those given
    by itself, so that a default must not. pairs: several axes have the members given here, so that a pair of members
    that is not given has none of it. A number that cannot be had is a problem, and unknown.
    """
    own_axes = [axis for axis in setting.axes if axis in parameter.by]
    by_year = "year" in parameter.by or any(_varies_by_year(record.amounts.get(name)) for record in records)
    shape = tuple(len(m) if a in own_axes else 1 for a, m in setting.axes.items())
    builder = _Builder((*shape, len(setting.years) if by_year else 1))
    filler = _Filler(name, parameter, unit, setting, own_axes, by_year, sparse, pairs)
    codes: list[int] = []
    shared: dict[tuple[str, ...], int] = {}
    for record in records:
        amount = record.amounts.get(name)
        if amount is not None:
            codes.append(len(builder.entries))
            filler.give(builder.new(), record, amount)
            continue
        keys = tuple(record.keys.get(key, "") for key in parameter.by if key not in own_axes)
        if keys not in shared:
            shared[keys] = len(builder.entries)
            filler.look_up(builder.new(), record)
        codes.append(shared[keys])
    return builder.column(codes)


def _varies_by_year(amount: Amount | None) -> bool:
    match amount:
        case ByYear():
            return True
        case ByMember(members):
            return any(_varies_by_year(inner) for _, inner in members.values())
    return False


def tell_years_not_given(name: str, record: Record, taken: Bilingual, setting: Setting) -> None:
    """Says which years a quantity leaves out that other quantities of the record have. taken: what stands there."""
    years_of = {other: _years(amount) for other, amount in record.amounts.items()}
    own = years_of.pop(name)
    others = set().union(*years_of.values()) or setting.inventory_years
    missing = [year for year in setting.inventory_years if year in others and year not in own]
    if own and missing:
        setting.problems.add(
            "years-not-given", record.amounts[name].place, parameter=name, record=record.id, taken=taken,
            years=", ".join(map(str, missing)),
        )  # fmt: skip


def _years(amount: Amount) -> set[int]:
    """The years that every member of an amount has; none if it does not say years."""
    by_member: dict[str, set[int]] = {}
    for members, _, year in leaves(amount):
        by_member.setdefault(str(members), set()).update(() if year is None else (year,))
    return set.intersection(*by_member.values()) if by_member else set()


class _Filler(NamedTuple):
    name: str
    parameter: Parameter
    unit: str
    setting: Setting
    own_axes: Sequence[str]
    by_year: bool
    sparse: bool
    pairs: bool

    def give(self, entry: tuple[Any, Any, Any], record: Record, amount: Amount) -> None:
        """Puts in what the user gave."""
        given = np.zeros(entry[1].shape, dtype=bool)
        for members, quantity, year in leaves(amount):
            for index in self._cells(members, year):
                self._put(entry, index, quantity)
                given[index] = True
        # A member of which nothing is given: of a pair there is none; of a series that the method extends, the default.
        rest = 0.0 if self.pairs else self.parameter.default if self.sparse else None
        if rest is not None:
            for index in map(tuple, np.argwhere(~given.any(axis=-1, keepdims=True) & np.ones_like(given))):
                self._set(entry, index, rest, Origin("default", rest, self.unit, f"{rest:g}"))
                given[index] = True
        if not given.all() and not self.sparse:
            self._fill_rest(entry, record, given)
            if self.parameter.default is not None:
                tell_years_not_given(self.name, record, Bilingual("the default", "缺省值"), self.setting)
            elif self.parameter.source == "table":
                tell_years_not_given(self.name, record, Bilingual("the factor table", "因子表"), self.setting)

    def look_up(self, entry: tuple[Any, Any, Any], record: Record) -> None:
        """Puts in what the factor tables hold, or the default."""
        self._fill_rest(entry, record, np.zeros(entry[1].shape, dtype=bool))

    def _fill_rest(self, entry: tuple[Any, Any, Any], record: Record, given: Any) -> None:
        missing: dict[str, None] = {}
        for index in map(tuple, np.argwhere(~given)):
            keys = {**record.keys, **self._members(index)}
            found = self._find(keys, index[-1]) if self.parameter.source == "table" else None
            if found is not None:
                self._put_found(entry, index, found)
            elif self.parameter.default is not None:
                value = float(self.parameter.default)
                self._set(entry, index, value, Origin("default", value, self.unit, f"{value:g}"))
            elif self.parameter.source == "table":
                said = (f"{k}={keys[k]}" for k in self.parameter.by if keys.get(k, ANY) != ANY)
                missing[", ".join(said)] = None
        own = self.setting.library.method(record.method).keys if missing else {}
        left_out = (k for k in self.parameter.by if record.keys.get(k) == ANY)
        unsaid = [k for k in left_out if k in own and own[k].kind == "vocabulary"]
        for keys_text in missing:
            self.setting.problems.add(
                "no-factor", record.place, record=record.id, parameter=self.name, table=self.parameter.table or "",
                keys=keys_text or Bilingual("what is said", "所填内容"), sets=", ".join(self.setting.factor_sets),
                say=Bilingual(f"Say {', '.join(unsaid)}. ", f"请填 {'、'.join(unsaid)}。") if unsaid else "",
            )  # fmt: skip

    def _find(self, keys: Mapping[str, str], year: int) -> Found | None:
        s, table = self.setting, self.parameter.table
        assert table is not None
        return s.library.find(table, s.factor_sets, keys, s.area, s.years[year] if self.by_year else s.years[-1])

    def _put_found(self, entry: tuple[Any, Any, Any], index: tuple[int, ...], found: Found) -> None:
        row_unit = found.row.unit or found.table.unit
        if not found.row.given:
            origin = Origin("factor", None, row_unit, found.factor_id, found.row.place, found, notation="NE")
            entry[2][index] = origin
            return
        # A cell of a guideline's table that does not apply counts nothing.
        value = 0.0 if found.row.value is None else found.row.value * units.conversion(row_unit, self.unit)
        origin = Origin("factor", found.row.value, row_unit, found.factor_id, found.row.place, found)
        self._set(entry, index, value, origin)

    def _put(self, entry: tuple[Any, Any, Any], index: tuple[int, ...], quantity: Quantity) -> None:
        origin = Origin(
            "activity", quantity.value, quantity.unit or self.unit, quantity.text, quantity.place,
            notation=quantity.notation or "", detail=quantity.reason or "",
        )  # fmt: skip
        if quantity.notation in (NOTHING if self.sparse else NOT_HERE):
            self._set(entry, index, 0.0, origin)
        elif quantity.value is None:
            entry[2][index] = origin
            if quantity.notation == "C":
                self.setting.problems.add("confidential-without-figure", quantity.place, parameter=self.name)
        else:
            value = quantity.value * units.conversion(quantity.unit or self.unit, self.unit)
            self._set(entry, index, value, origin)

    def _set(self, entry: tuple[Any, Any, Any], index: tuple[int, ...], value: float, origin: Origin) -> None:
        if self.parameter.integer and not (value >= 1 and value.is_integer()):
            # How far a formula looks back: a part of a year, or none, would leave it without an answer.
            self.setting.problems.add("out-of-range", origin.place, text=origin.text, limit="1, 2, 3, …")
            return
        entry[0][index], entry[1][index], entry[2][index] = value, True, origin

    def _members(self, index: tuple[int, ...]) -> dict[str, str]:
        axes = list(self.setting.axes)
        return {axis: self.setting.axes[axis][index[axes.index(axis)]] for axis in self.own_axes}

    def _cells(self, members: Mapping[str, str], year: int | None) -> Iterator[tuple[int, ...]]:
        """The cells that a quantity stands for: of all members and years that it does not name."""
        s = self.setting
        ranges: list[Sequence[int]] = []
        for axis, names in s.axes.items():
            if axis not in self.own_axes:
                ranges.append((0,))
            elif (member := members.get(axis)) is None:
                ranges.append(range(len(names)))
            else:
                ranges.append((names.index(member),) if member in names else ())
        if year is None or not self.by_year:
            ranges.append(range(len(s.years)) if self.by_year else (0,))
        else:
            ranges.append((s.years.index(year),) if year in s.years else ())
        return product(*ranges)
