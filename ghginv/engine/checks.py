"""Conditions that methods put on their own numbers: shares that add to one, recovery below generation, and the like."""

from __future__ import annotations

import numpy as np

from ghginv.engine.block import Block
from ghginv.engine.results import Calculated
from ghginv.formula import known, numeric
from ghginv.formula.evaluation import Array, Frame
from ghginv.inventory import Inventory
from ghginv.problems import Bilingual, Problems


def run_checks(calculated: Calculated, inventory: Inventory, problems: Problems) -> None:
    """Adds a problem for each record of a block that breaks a condition, naming the years."""
    block, method = calculated.planned.block, calculated.planned.method
    for check in method.checks:
        tree = inventory.library.condition(method, check, block.program)
        frame = _frame(block, calculated)
        holds = numeric.Numeric(frame).value(tree, None)
        present = known.Known(_known_frame(block, frame)).value(tree, None)
        shape = (*block.lengths.values(), len(block.years), block.records)
        broken = np.broadcast_to(~holds.astype(bool)[..., 0] & present[..., 0], shape)
        broken = np.logical_or.reduce(broken, axis=tuple(range(len(block.axes))))
        reported = [index for index, year in enumerate(block.years) if year in inventory.years]
        for position, record in enumerate(calculated.planned.records):
            years = [block.years[index] for index in reported if broken[index, position]]
            if years:
                problems.add(
                    f"check-{check.level}", record.place, record=record.id, condition=check.condition,
                    years=", ".join(map(str, years)), message=Bilingual(check.message.en, check.message.zh),
                )  # fmt: skip


def _frame(block: Block, calculated: Calculated) -> Frame:
    """The block's numbers with those of its steps beside them."""
    frame = block.frame(slice(0, block.records))
    steps: dict[str, Array] = {name: value[..., None] for name, value in calculated.values.items()}
    return Frame(frame.lengths, frame.years, {**frame.values, **steps}, frame.given, frame.counts)


def _known_frame(block: Block, frame: Frame) -> Frame:
    present = {name: column.take_known(slice(0, block.records)) for name, column in block.columns.items()}
    return Frame(frame.lengths, frame.years, {**present, **block.known}, frame.given, frame.counts)
