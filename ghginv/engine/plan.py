"""From an inventory to blocks: which records are calculated together, with which formulas and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ghginv.engine import columns, links
from ghginv.engine.block import Block, Column, find_known
from ghginv.engine.columns import Setting
from ghginv.formula.program import Program
from ghginv.inventory import Inventory
from ghginv.library import Library
from ghginv.model.activity import Record, leaves
from ghginv.model.factor import ANY, AREA, YEAR
from ghginv.model.method import Method
from ghginv.model.quantity import Amount, ByMember
from ghginv.problems import Bilingual, Problems


@dataclass(frozen=True, slots=True)
class Planned:
    """A block with the records and the method that it was made from."""

    block: Block
    method: Method
    records: tuple[Record, ...]


class _Shape(NamedTuple):
    """What records of one block have in common."""

    keys: tuple[tuple[str, str], ...]
    axes: tuple[tuple[str, tuple[str, ...]], ...]
    years: tuple[int, ...]
    memo: str | None


def order_methods(library: Library, names: Iterable[str]) -> list[str]:
    """The methods in an order that has every link ready, those first that others take from."""
    needs = {
        name: [p.link.method for p in library.method(name).parameters.values() if p.link is not None] for name in names
    }
    ordered: list[str] = []

    def visit(name: str) -> None:
        if name not in ordered:
            for other in needs.get(name, ()):
                if other in needs:
                    visit(other)
            ordered.append(name)

    for name in sorted(needs):
        visit(name)
    return ordered


def plan_method(
    inventory: Inventory,
    method: Method,
    records: Sequence[Record],
    upstream: links.Upstream,
    problems: Problems,
) -> list[Planned]:
    """The blocks of one method; `upstream` has what the methods it takes from have given."""
    library, shared = inventory.library, method.shared_keys()
    groups: dict[_Shape, list[Record]] = {}
    for record in records:
        keys = tuple((key, record.keys.get(key, "")) for key in shared)
        axes = tuple((axis, _members(library, inventory, method, axis, record)) for axis in method.axes)
        years = _run_years(inventory, method, library.program(method, dict(keys)), record)
        # All that is emitted in some categories, such as international bunkers, is a memo item: blocks do not mix.
        groups.setdefault(_Shape(keys, axes, years, library.categories.memo(record.category)), []).append(record)
    planned = []
    for shape, members in groups.items():
        block = _block(inventory, method, tuple(members), shape, upstream, problems)
        block.known.update(find_known(block))
        planned.append(Planned(block, method, tuple(members)))
    return planned


def _members(library: Library, inventory: Inventory, method: Method, axis: str, record: Record) -> tuple[str, ...]:
    """The members of an axis that a record has, in the order of the vocabulary."""
    declared = method.axes[axis]
    if declared.members:
        return declared.members
    named = dict.fromkeys(name for amount in record.amounts.values() for name in _named(amount, axis))
    names: Iterable[str] = named
    if declared.table is not None and not named:
        names = _listed(inventory, method, declared.table, axis, record)
    if declared.vocabulary is None:
        return tuple(names)
    order = {member: index for index, member in enumerate(library.vocabulary(declared.vocabulary).members)}
    return tuple(sorted(names, key=lambda member: order[member]))


def _listed(inventory: Inventory, method: Method, table: str, axis: str, record: Record) -> Iterable[str]:
    """The members that a factor table has for a record: those of the first set and lookup step with any."""
    tables = inventory.library.tables(table)
    for name in inventory.factor_sets:
        found = tables.get(name)
        if found is None or axis not in found.by:
            continue
        for step in found.head.lookup:
            keys = {**record.keys, AREA: record.keys.get(AREA) or inventory.area.get(step.area or "", "")}
            free = {axis, YEAR, *(other for other in method.axes if other != axis)}
            members = {
                key[found.by.index(axis)]: None
                for key in found.rows
                if all(n in free or cell in (ANY, keys.get(n)) for n, cell in zip(found.by, key, strict=True))
            }
            members.pop(ANY, None)
            if members:
                return members
    return ()


def _named(amount: Amount | None, axis: str) -> list[str]:
    if not isinstance(amount, ByMember):
        return []
    found = [text.split("=", 1)[1] for text in amount.members if text.startswith(f"{axis}=")]
    for _, inner in amount.members.values():
        found += _named(inner, axis)
    return found


def _run_years(inventory: Inventory, method: Method, program: Program, record: Record) -> tuple[int, ...]:
    """The inventory's years; for a method that looks back, all years from the first that was given.

    A method may name the quantity that says in which year its history begins.
    """
    years = inventory.years
    if not program.looks_back():
        return years
    begins = record.amounts.get(method.history_from) if method.history_from else None
    first = [round(q.value) for _, q, _ in leaves(begins) if q.value is not None] if begins is not None else []
    given = first + [year for a in record.amounts.values() for _, _, year in leaves(a) if year is not None]
    return tuple(range(min([*given, *years]), max(years) + 1))


def _block(
    inventory: Inventory,
    method: Method,
    records: tuple[Record, ...],
    shape: _Shape,
    upstream: links.Upstream,
    problems: Problems,
) -> Block:
    library, keys, axes, years = inventory.library, dict(shape.keys), dict(shape.axes), shape.years
    program = library.program(method, keys)
    setting = Setting(library, inventory.factor_sets, inventory.area, axes, years, inventory.years, problems)
    made: dict[str, Column] = {}
    for name in program.inputs:
        if name == "year":
            made[name] = columns.years(years, len(axes))
        elif name not in method.parameters:
            constant = library.constants[name]
            made[name] = columns.constant(constant.value, constant.unit, len(axes), constant.text)
        elif method.parameters[name].link is not None:
            made[name] = links.column(name, method, records, setting, upstream, program.units[name])
        else:
            sparse = name in program.seen_in_years()
            pairs = sum(axis.given == name for axis in method.axes.values()) > 1
            made[name] = columns.of_parameter(
                name, method.parameters[name], program.units[name], records, setting, sparse, pairs
            )
    _require(method, records, made, problems)
    integers = frozenset(name for name, p in method.parameters.items() if p.integer)
    return Block(method.name, program, keys, axes, years, len(records), made, integers)


def _require(method: Method, records: Sequence[Record], made: Mapping[str, Column], problems: Problems) -> None:
    """A parameter that only the user can give, and did not give at all, is a problem."""
    for name, column in made.items():
        parameter = method.parameters.get(name)
        if parameter is None or parameter.source != "activity" or parameter.default is not None:
            continue
        for record in records:
            if name not in record.amounts:
                problems.add(
                    "missing-quantity", record.place, record=record.id, parameter=name, method=method.name,
                    title=Bilingual(parameter.title.en, parameter.title.zh),
                )  # fmt: skip


def reported_years(inventory: Inventory, block: Block) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The positions of the inventory's years in a block's run."""
    return np.asarray([block.years.index(year) for year in inventory.years], dtype=np.intp)
