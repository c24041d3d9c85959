"""What came out: emissions by record, gas and year, with the blocks that explain each number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ghginv import units
from ghginv.engine.block import Column
from ghginv.engine.plan import Planned, reported_years
from ghginv.formula.evaluation import Array
from ghginv.formula.tree import names
from ghginv.inventory import Inventory
from ghginv.library import Library
from ghginv.model.activity import NOT_HERE, Record, Statement, leaves
from ghginv.model.output import Output
from ghginv.problems import Problems

Floats = NDArray[np.float64]


class Calculated(NamedTuple):
    """A block with the value of each of its steps: (axis, ..., year, record), in the step's unit."""

    planned: Planned
    values: Mapping[str, Array]


@dataclass(frozen=True)
class Emission:
    """One gas from one output of a block.

    mass: tonnes of the gas, (year of the inventory, record), removals negative, zero where not estimated.
    estimated: same dimensions. positions: of those years in the block's run. categories: the category of each record.
    memo: name of the memo item, or "". gwp: tonnes of CO2e a tonne. step, member: which step, and which axis members
    of it. share: of a blend.
    """

    calculated: Calculated
    gas: str
    group: str
    memo: str
    gwp: float
    step: str
    member: tuple[int, ...]
    share: float
    categories: tuple[str, ...]
    mass: Floats
    estimated: NDArray[np.bool_]
    positions: tuple[int, ...]

    @cached_property
    def names(self) -> dict[str, str]:
        """The keys of the block, and the member of each axis that the step has."""
        block = self.calculated.planned.block
        own, axes = block.program.axes[self.step], zip(block.axes.items(), self.member, strict=True)
        return {**block.keys, **{axis: members[i] for (axis, members), i in axes if axis in own}}

    @cached_property
    def inputs(self) -> tuple[tuple[str, Column, tuple[tuple[int, ...], ...]], ...]:
        """The parameters and constants that the emission is made of and that say where their numbers come from.

        Each with its column, and the axis members that are read: all of those summed over on the way.
        """
        block = self.calculated.planned.block
        axes = block.program.axes
        found = []
        for name in inputs_of(self.calculated, self.step):
            summed = axes[name] - axes[self.step]
            own = zip(block.lengths.items(), self.member, strict=True)
            ranges = [range(length) if axis in summed else (member,) for (axis, length), member in own]
            if block.columns[name].origins is not None:
                found.append((name, block.columns[name], tuple(product(*ranges))))
        return tuple(found)

    def notation(self, year: int, record: int) -> str:
        """The notation key of a result: C, what the user wrote in place of its figures, or NE.

        year: position in the inventory's years. A result that is not zero has none, whatever stands beside it.
        """
        said = self.calculated.planned.records[record]
        is_estimated = bool(self.estimated[year, record])
        if is_estimated and (said.confidential or self.mass[year, record]):
            return "C" if said.confidential else ""
        origins = (
            column.origin((*member, self.positions[year]), record)
            for _, column, members in (self.inputs if _has_notation(said) else ())
            for member in members
        )
        written = [origin.notation for origin in origins if origin is not None and origin.kind == "activity"]
        keys = NOT_HERE if is_estimated else ("IE",)
        return next((key for key in written if key in keys), "" if is_estimated else "NE")


def _has_notation(record: Record) -> bool:
    return any(quantity.notation for amount in record.amounts.values() for _, quantity, _ in leaves(amount))


def inputs_of(calculated: Calculated, step: str) -> tuple[str, ...]:
    """The parameters and constants that a step is made of, through all steps before it."""
    trees = calculated.planned.block.program.trees
    waiting, seen = [step], dict.fromkeys([step])
    while waiting:
        for name in names(trees[waiting.pop()]):
            if name not in seen:
                seen[name] = None
                if name in trees:
                    waiting.append(name)
    return tuple(name for name in seen if name not in trees)


class Row(NamedTuple):
    """One line of the results: a record, a gas and a year. mass, co2e in tonnes, None where not estimated."""

    year: int
    category: str
    record: Record | None
    statement: Statement | None
    emission: Emission | None
    gas: str
    memo: str
    mass: float | None
    co2e: float | None
    notation: str
    position: tuple[int, int] = (0, 0)


class Results(NamedTuple):
    """A calculated inventory."""

    inventory: Inventory
    calculated: tuple[Calculated, ...]
    emissions: tuple[Emission, ...]
    problems: Problems

    def rows(self) -> Iterator[Row]:
        """Every record, gas and year in the order of the inventory's files, then the notation keys."""
        for emission in self.emissions:
            records = emission.calculated.planned.records
            for position, record in enumerate(records):
                for index, year in enumerate(self.inventory.years):
                    estimated = bool(emission.estimated[index, position])
                    mass = float(emission.mass[index, position]) if estimated else None
                    yield Row(
                        year, emission.categories[position], record, None, emission, emission.gas, emission.memo,
                        mass, None if mass is None else mass * emission.gwp,
                        emission.notation(index, position), (index, position),
                    )  # fmt: skip
        for statement in self.inventory.statements:
            for year in self.inventory.years:
                for gas in statement.gases or ("",):
                    if not statement.years or year in statement.years:
                        yield Row(year, statement.category, None, statement, None, gas, "", None, None, statement.key)


def emissions_of(calculated: Calculated, inventory: Inventory, gwp_set: str, problems: Problems) -> Iterator[Emission]:
    """The emissions of a block, output by output and member by member; blends are split into species."""
    planned = calculated.planned
    for output in planned.method.emissions:
        axes = planned.block.program.axes[output.value]
        lengths = [len(m) if axis in axes else 1 for axis, m in planned.block.axes.items()]
        for member in np.ndindex(*lengths):
            names = {
                axis: members[i]
                for (axis, members), i in zip(planned.block.axes.items(), member, strict=True)
                if axis in axes
            }
            keys = {**planned.block.keys, **names}
            label = keys.get(output.gas, output.gas)
            library = inventory.library
            parts = (library.blend(label) or {label: 1.0}).items()
            # The rest of a blend is none of the seven gases: ozone-depleting substances and hydrocarbons.
            counted = [(gas, group, share) for gas, share in parts if (group := library.gas(gas).group) != "other"]
            for record in () if counted else planned.records:
                problems.add("gas-not-counted", record.place, record=record.id, gas=label)
            for part in counted:
                emission = _emission(calculated, inventory, output, keys, member, part, gwp_set, problems)
                if emission is not None:
                    yield emission


def _emission(
    calculated: Calculated,
    inventory: Inventory,
    output: Output,
    keys: Mapping[str, str],
    member: tuple[int, ...],
    gas: tuple[str, str, float],
    gwp_set: str,
    problems: Problems,
) -> Emission | None:
    planned, (name, group, share) = calculated.planned, gas
    block, library = planned.block, inventory.library
    origin = output.first_true(output.origin, keys)
    years = reported_years(inventory, block)
    to_tonnes = units.conversion(block.program.units[output.value], "t") * share
    mass = reported(calculated.values[output.value], member, years, block.records, len(block.years)) * to_tonnes
    gwp = library.gwp(gwp_set).value(name, origin)
    if gwp is None:
        # A by-product that a table lists as zero needs none.
        known_in = ", ".join(library.gwp_sets_with(name)) or "-"
        for position, record in enumerate(planned.records):
            if mass[:, position].any():
                problems.add("no-gwp", record.place, gas=name, set=gwp_set, sets=known_in)
        return None
    estimated = reported(block.known[output.value][..., 0], member, years, block.records, len(block.years))
    categories = tuple(_category(library, inventory, output, keys, record) for record in planned.records)
    memo = library.categories.memo(planned.records[0].category) or output.first_true(output.memo, {**keys, "gas": name})
    return Emission(
        calculated,
        name,
        group,
        memo or "",
        gwp,
        output.value,
        member,
        share,
        categories,
        mass,
        estimated.astype(bool),
        tuple(int(position) for position in years),
    )


def reported(value: Array, member: tuple[int, ...], years: NDArray[np.intp], records: int, run: int) -> Array:
    """One member of a step or a parameter for the inventory's years: (year, record)."""
    picked = value[tuple(min(i, n - 1) for i, n in zip(member, value.shape, strict=False))]
    return np.broadcast_to(picked, (run, records))[years]


def _category(library: Library, inventory: Inventory, output: Output, keys: Mapping[str, str], record: Record) -> str:
    rule = output.category
    if rule is None:
        return record.category
    if rule.attribute is not None:
        owner = rule.of or ""  # a key of the record, or an axis of the output
        vocabulary = library.method(record.method).vocabulary_of(owner) or ""
        return library.vocabulary(vocabulary).members[keys.get(owner) or record.keys[owner]].attributes[rule.attribute]
    if all(keys.get(k, record.keys.get(k)) == v for k, v in rule.when.items()):
        return rule.routes[inventory.settings[rule.setting or ""]]
    return record.category


def check_numbers(calculated: Sequence[Calculated], problems: Problems) -> None:
    """A result that is not a finite number (a division by zero, say) is a problem of its record."""
    for one in calculated:
        for output in one.planned.method.emissions:
            value = one.values[output.value]
            wrong = ~np.isfinite(np.broadcast_to(value, (*value.shape[:-1], one.planned.block.records)))
            for position in np.unique(np.nonzero(wrong)[-1]):
                record = one.planned.records[int(position)]
                problems.add("not-finite", record.place, record=record.id, step=output.value)
