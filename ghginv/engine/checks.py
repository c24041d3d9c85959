"""Conditions that methods put on their own numbers: shares that add to one, recovery below generation, and the like."""

from __future__ import annotations

import numpy as np

from ghginv.engine.block import Block
from ghginv.engine.results import Calculated
from ghginv.engine.years import ranges
from ghginv.formula import known, numeric
from ghginv.formula.evaluation import Array, Frame
from ghginv.inventory import Inventory
from ghginv.problems import Bilingual, Problems

#: Shares are often rounded to the per cent, or to a tenth of it.
SHARES_TOLERANCE = 0.005


def run_checks(calculated: Calculated, inventory: Inventory, problems: Problems) -> None:
    """Adds a problem for each record of a block that breaks a condition, naming the years."""
    block, method = calculated.planned.block, calculated.planned.method
    _check_shares(calculated, inventory, problems)
    for check in method.checks:
        tree = inventory.library.condition(method, check, block.program)
        frame = _frame(block, calculated)
        holds = numeric.Numeric(frame).value(tree, None)
        present = known.Known(_known_frame(block, frame)).value(tree, None)
        cells = ~holds.astype(bool)[..., 0] & present[..., 0]
        broken = np.logical_or.reduce(cells, axis=tuple(range(len(block.axes))))
        broken = np.broadcast_to(broken, (len(block.years), block.records))
        asked = block.years if check.history else inventory.years
        reported = [index for index, year in enumerate(block.years) if year in asked]
        for position, record in enumerate(calculated.planned.records):
            years = [block.years[index] for index in reported if broken[index, position]]
            if years:
                members = _members(calculated, inventory, cells, reported, position)
                problems.add(
                    f"check-{check.level}", record.place, record=record.id, condition=check.condition,
                    years=ranges(years), members=members,
                    message=Bilingual(check.message.en, check.message.zh),
                )  # fmt: skip


def _members(
    calculated: Calculated, inventory: Inventory, broken: Array, reported: list[int], position: int
) -> Bilingual:
    """The members that break a condition, where it is asked of several: a use of land, a kind of waste."""
    block, method = calculated.planned.block, calculated.planned.method
    here = broken[..., [min(index, broken.shape[-2] - 1) for index in reported], min(position, broken.shape[-1] - 1)]
    found: list[tuple[str, str]] = []
    for dimension, (axis, members) in enumerate(block.axes.items()):
        others = tuple(other for other in range(here.ndim) if other != dimension)
        if here.shape[dimension] == len(members) > 1:
            ids = [members[index] for index in np.flatnonzero(here.any(axis=others))]
            vocabulary = method.axes[axis].vocabulary
            names = inventory.library.vocabulary(vocabulary).members if vocabulary is not None else {}
            found += [(names[one].en, names[one].zh) if one in names else (one, one) for one in ids]
    if not found:
        return Bilingual("", "")
    return Bilingual(f" ({', '.join(en for en, _ in found)})", f"（{'、'.join(zh for _, zh in found)}）")


def _check_shares(calculated: Calculated, inventory: Inventory, problems: Problems) -> None:
    """Shares that a user gives must add to one. Those of a guideline's table are taken as printed."""
    block, method = calculated.planned.block, calculated.planned.method
    for name, parameter in method.parameters.items():
        if parameter.share_over is None or name not in block.columns:
            continue
        everything, axis = slice(0, block.records), list(block.axes).index(parameter.share_over)
        sums = block.columns[name].take(everything)[..., 0].sum(axis=axis)
        known = block.columns[name].take_known(everything)[..., 0].all(axis=axis)
        shape = (*sums.shape[:-2], len(block.years), block.records)
        wrong = np.broadcast_to((abs(sums - 1) > SHARES_TOLERANCE) & known, shape)
        reported = [index for index, year in enumerate(block.years) if year in inventory.years]
        for position, record in enumerate(calculated.planned.records):
            years = [i for i in reported if wrong[..., i, position].any()] if name in record.amounts else []
            if years:
                here = np.broadcast_to(sums, shape)[..., years[0], position]
                problems.add(
                    "shares-not-one", record.amounts[name].place, parameter=name, record=record.id,
                    sum=f"{here[wrong[..., years[0], position]].flat[0]:.4g}",
                    years=", ".join(str(block.years[i]) for i in years),
                )  # fmt: skip


def _frame(block: Block, calculated: Calculated) -> Frame:
    """The block's numbers with those of its steps beside them."""
    frame = block.frame(slice(0, block.records))
    steps: dict[str, Array] = {name: value[..., None] for name, value in calculated.values.items()}
    return Frame(frame.lengths, frame.years, {**frame.values, **steps}, frame.given, frame.counts)


def _known_frame(block: Block, frame: Frame) -> Frame:
    present = {name: column.take_known(slice(0, block.records)) for name, column in block.columns.items()}
    return Frame(frame.lengths, frame.years, {**present, **block.known}, frame.given, frame.counts)
