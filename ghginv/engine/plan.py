"""From an inventory to blocks: which records are calculated together, with which formulas and numbers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from ghginv.engine import columns, links, requirements
from ghginv.engine.block import Block, Column, find_known
from ghginv.engine.columns import Setting
from ghginv.formula.program import Program
from ghginv.formula.tree import names
from ghginv.inventory import Inventory
from ghginv.library import Library
from ghginv.library.covered import MEASURED
from ghginv.model.activity import Record, leaves
from ghginv.model.factor import ANY, AREA, YEAR
from ghginv.model.method import Link, Method
from ghginv.model.quantity import Amount, ByMember
from ghginv.problems import Problems


class Planned(NamedTuple):
    """A block with the records and the method that it was made from."""

    block: Block
    method: Method
    records: tuple[Record, ...]


_Keys = tuple[tuple[str, str], ...]


class _Shape(NamedTuple):
    """What records of one block have in common."""

    keys: _Keys
    axes: tuple[tuple[str, tuple[str, ...]], ...]
    years: tuple[int, ...]
    memo: str | None


def order_methods(library: Library, names: Iterable[str]) -> list[str]:
    """The methods in an order that has every link ready, those first that others take from; there are no rings.

    What plants report for themselves comes before all that it is taken off.
    """
    needs = {
        name: [p.link.method for p in library.method(name).parameters.values() if p.link is not None] for name in names
    }
    if MEASURED in needs:
        needs = {name: [MEASURED, *others] if name != MEASURED else others for name, others in needs.items()}
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


def split_by_plants(
    library: Library,
    name: str,
    records: Sequence[Record],
    covered: Container[str],
    upstream: links.Upstream,
    problems: Problems,
) -> Iterator[tuple[Method, list[Record]]]:
    """The records of a method as it is, and those of it from which plants that report for themselves are taken off.

    covered: the ids of the latter.
    """
    requirements.refuse_taking_twice(library.method(name), records, upstream, problems)
    for method, is_covered in ((library.method(name), False), (library.less_plants(name), True)):
        own = [record for record in records if (record.id in covered) == is_covered]
        if own:
            yield method, own


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
    programs: dict[_Keys, Program | None] = {}
    looks_back: dict[_Keys, bool] = {}
    listed: dict[tuple[str, _Keys], tuple[str, ...]] = {}
    for record in records:
        keys = tuple((key, record.keys.get(key, "")) for key in shared)
        if keys not in programs:
            programs[keys] = made = library.programs.accepted(method, dict(keys), problems)
            looks_back[keys] = made is not None and made.looks_back()
        program = programs[keys]
        if program is None:
            continue  # told where the method's file is wrong
        axes = tuple((axis, _members(inventory, method, axis, record, listed)) for axis in method.axes)
        years = _run_years(inventory, method, program, record, upstream) if looks_back[keys] else inventory.years
        # All that is emitted in some categories, such as international bunkers, is a memo item: blocks do not mix.
        groups.setdefault(_Shape(keys, axes, years, library.categories.memo(record.category)), []).append(record)
    planned = []
    for shape, members in groups.items():
        block = _block(inventory, method, tuple(members), shape, upstream, problems)
        block.known.update(find_known(block))
        planned.append(Planned(block, method, tuple(members)))
    return planned


def _members(
    inventory: Inventory, method: Method, axis: str, record: Record, listed: dict[tuple[str, _Keys], tuple[str, ...]]
) -> tuple[str, ...]:
    """The members of an axis that a record has, in the order of the vocabulary.

    listed: those that tables have, by axis and the keys of records, as far as they were looked for.
    """
    declared = method.axes[axis]
    if declared.members:
        return declared.members
    named = {name: _named(amount, axis) for name, amount in record.amounts.items()}
    names: Iterable[str] = dict.fromkeys(member for members in named.values() for member in members)
    if declared.table is not None and not any(
        named.get(n) for n, p in method.parameters.items() if p.table == declared.table
    ):
        # Nothing is given of what the table holds: its own members, and those that other quantities name.
        keys = (axis, tuple(record.keys.items()))
        if keys not in listed:
            listed[keys] = tuple(_listed(inventory, method, declared.table, axis, record))
        names = dict.fromkeys([*listed[keys], *names])
    if declared.vocabulary is None:
        return tuple(names)
    members = inventory.library.vocabulary(declared.vocabulary).members
    order = {member: index for index, member in enumerate(members)}
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


def _run_years(
    inventory: Inventory, method: Method, program: Program, record: Record, upstream: links.Upstream
) -> tuple[int, ...]:
    """The years of a method that looks back: all from the first that was given to the last of the inventory.

    What is taken from another method counts as given from the first year that method has a number.

    A method may name the quantity that says in which year its history begins. Where that is not known and missing years
    are filled, they are so for as long as the method needs, unless the record says what there was before. Numbers of
    later years count where the method looks for the nearest ones on either side.
    """
    years = inventory.years
    begins = record.amounts.get(method.history_from) if method.history_from else None
    first = [round(q.value) for _, q, _ in leaves(begins) if q.value] if begins is not None else []
    if not first and method.history_years and program.seen_in_years() and not program.starts() & set(record.amounts):
        first = [min(years) + 1 - round(inventory.library.constants[method.history_years].value)]
    first += [year for name in program.inputs if (year := _first_linked(method, name, record, upstream)) is not None]
    given = {name: [y for _, _, y in leaves(amount) if y is not None] for name, amount in record.amounts.items()}
    later = [year for name in program.seen_in_years() for year in given.get(name, ())]
    return tuple(range(min([*first, *chain(*given.values()), *years]), max([*later, *years]) + 1))


def _first_linked(method: Method, name: str, record: Record, upstream: links.Upstream) -> int | None:
    parameter = method.parameters.get(name)
    link = parameter.link if parameter is not None else None
    if link is None or link.match == "plants" or name in record.amounts:
        return None
    return links.first_year(link, record, upstream)


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
    requirements.refuse_empty_sums(method, program, axes, records[0], inventory, problems)
    checked = [name for check in method.checks for name in names(library.condition(method, check, program))]
    made: dict[str, Column] = {}
    for name in dict.fromkeys([*program.inputs, *(name for name in checked if name not in program.trees)]):
        if name == "year":
            made[name] = columns.years(years, len(axes))
        elif name not in method.parameters:
            constant = library.constants[name]
            made[name] = columns.constant(constant.value, constant.unit, len(axes), constant.text)
        elif method.parameters[name].link is not None:
            is_nothing = _does_not_occur(inventory, method.parameters[name].link)
            made[name] = links.column(name, method, records, setting, upstream, program.units[name], is_nothing)
        else:
            sparse = name in program.seen_in_years()
            pairs = sum(axis.given == name for axis in method.axes.values()) > 1
            made[name] = columns.of_parameter(
                name, method.parameters[name], program.units[name], records, setting, sparse, pairs
            )
    requirements.refuse_missing(method, records, made, problems)
    requirements.refuse_negative(method, records, made, program, problems)
    integers = frozenset(name for name, p in method.parameters.items() if p.integer)
    return Block(method.name, program, keys, axes, years, len(records), made, integers)


def _does_not_occur(inventory: Inventory, link: Link | None) -> bool:
    """Whether the inventory says that a category of the other method does not occur (NO), in all years and gases.

    A method that takes all it needs from others is about nothing where all of those are.
    """
    if link is None or link.match == "plants":
        return False
    method = inventory.library.method(link.method)
    absent = [one.category for one in inventory.statements if one.key == "NO" and not one.gases and not one.years]
    if any(code == one or code.startswith(f"{one}.") for one in absent for code in method.categories):
        return True
    taken = [p.link for p in method.parameters.values() if p.link is not None]
    is_automatic = link.method in inventory.library.profile(inventory.guideline).automatic
    return is_automatic and all(_does_not_occur(inventory, one) for one in taken)


def tell_unused(planned: Iterable[Planned], problems: Problems) -> None:
    """A quantity that the keys of its record leave out counts nothing, which whoever gave it does not expect.

    One record may feed several methods: it is told of what none of them uses.
    """
    unused: dict[tuple[str, str], tuple[Method, Record]] = {}
    used: set[tuple[str, str]] = set()
    for part in planned:
        for record in part.records:
            for name in record.amounts.keys() & part.method.parameters.keys():
                if name in part.block.columns:
                    used.add((record.id, name))
                else:
                    unused.setdefault((record.id, name), (part.method, record))
    for (_, name), (method, record) in unused.items():
        if (record.id, name) not in used:
            problems.add(
                "unused-quantity", record.amounts[name].place, record=record.id, parameter=name,
                method=method.name, keys=", ".join(f"{key}={value}" for key, value in record.keys.items()),
            )  # fmt: skip


def reported_years(inventory: Inventory, block: Block) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The positions of the inventory's years in a block's run."""
    return np.asarray([block.years.index(year) for year in inventory.years], dtype=np.intp)
