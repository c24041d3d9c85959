"""What records must give and may not give: numbers that are missing, negative, or taken twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ghginv import units
from ghginv.engine import links
from ghginv.engine.block import Column
from ghginv.formula.program import Program
from ghginv.formula.tree import Call, walk
from ghginv.inventory import Inventory
from ghginv.model.activity import Record, leaves
from ghginv.model.method import Method
from ghginv.problems import Bilingual, Problems


def refuse_missing(method: Method, records: Sequence[Record], made: Mapping[str, Column], problems: Problems) -> None:
    """A parameter that only the user can give, and did not give at all, is a problem."""
    for name in made:
        parameter = method.parameters.get(name)
        if parameter is None or parameter.source != "activity" or parameter.default is not None:
            continue
        for record in records:
            if name not in record.amounts:
                problems.add(
                    "missing-quantity", record.place, record=record.id, parameter=name, method=method.name,
                    title=Bilingual(parameter.title.en, parameter.title.zh),
                )  # fmt: skip


def refuse_negative(
    method: Method, records: Sequence[Record], made: Mapping[str, Column], program: Program, problems: Problems
) -> None:
    """What is given below zero, though it is an amount of something or a factor."""
    for name, column in made.items():
        parameter = method.parameters.get(name)
        if parameter is None or parameter.signed or units.same_dimension(program.units[name], "degC"):
            continue
        if not (column.values < 0).any():
            continue
        for record in records:
            given = leaves(record.amounts[name]) if name in record.amounts else ()
            low = next((quantity for _, quantity, _ in given if (quantity.value or 0) < 0), None)
            if low is not None:
                problems.add(
                    "negative-amount", record.amounts[name].place, record=record.id, parameter=name, value=low.text,
                )  # fmt: skip


def refuse_taking_twice(
    method: Method, records: Sequence[Record], upstream: links.Upstream, problems: Problems
) -> None:
    """Each record that takes a linked number takes all of it: a second one would count it again."""
    for name, parameter in method.parameters.items():
        link = parameter.link
        if link is None or link.match is not None or not (sources := upstream.of(link)):
            continue
        first: dict[tuple[str, ...], Record] = {}
        for record in (one for one in records if name not in one.amounts):
            share = links.share_of(link, parameter, record, sources[0])
            taker = first.setdefault(share, record)
            if taker is not record:
                problems.add(
                    "link-taken-twice", record.place, record=record.id, other=taker.id, parameter=name,
                    method=link.method,
                )  # fmt: skip


def refuse_empty_sums(
    method: Method,
    program: Program,
    axes: Mapping[str, tuple[str, ...]],
    record: Record,
    inventory: Inventory,
    problems: Problems,
) -> None:
    """An axis whose members a factor table should list, and does not: a sum over nothing would be a silent zero."""
    calls = [node for tree in program.trees.values() for node in walk(tree) if isinstance(node, Call)]
    for axis in dict.fromkeys(axis for call in calls for axis in call.over):
        table = method.axes[axis].table
        if table is not None and not axes[axis]:
            parameter = next((n for n, p in method.parameters.items() if p.table == table), axis)
            by = [name for name in method.parameters[parameter].by if name in record.keys] if parameter != axis else []
            problems.add(
                "no-factor", record.place, record=record.id, parameter=parameter, table=table,
                keys=", ".join(f"{name}={record.keys[name]}" for name in by), sets=", ".join(inventory.factor_sets),
                say="",
            )  # fmt: skip
