"""What a user should know about results: what was not estimated and why, and where a declared fallback served."""

from __future__ import annotations

import numpy as np

from ghginv.engine.plan import Planned
from ghginv.engine.quality import inputs_of, origins_of
from ghginv.engine.reference_comparison import tell_unexplained
from ghginv.engine.results import Emission, Results
from ghginv.engine.years import ranges
from ghginv.formula.evaluation import Array
from ghginv.formula.program import Program
from ghginv.formula.tree import Call, Name, names, walk
from ghginv.model.activity import NOTHING
from ghginv.problems import Bilingual


def add_notices(results: Results, strict: bool) -> None:
    """Adds a notice for each record that is not estimated in some year and for each factor that is a fallback.

    Beside an error there are none: most would only repeat what follows from it. strict: factors that nobody checked
    are errors.
    """
    is_whole = not results.problems.has_errors
    _contradictions(results)
    if is_whole:
        tell_unexplained(results)
        _carried(results)
    told: set[tuple[str, str]] = set()
    for emission in results.emissions:
        for position, record in enumerate(emission.calculated.planned.records):
            if is_whole:
                _not_estimated(results, emission, position)
            for index in range(len(results.inventory.years)):
                if not emission.estimated[index, position]:
                    continue
                for name, origin in origins_of(emission, index, position):
                    if origin.found is None or (origin.text, origin.found.step) in told:
                        continue
                    told.add((origin.text, origin.found.step))
                    if origin.found.fallback and is_whole:
                        results.problems.add(
                            "factor-fallback", record.place, record=record.id, parameter=name, factor=origin.text,
                            step=origin.found.step,
                        )  # fmt: skip
                    if strict and origin.found.row.checked == "unchecked":
                        results.problems.add("unchecked-factor", record.place, record=record.id, factor=origin.text)


def _contradictions(results: Results) -> None:
    """Warns of categories that are said not to occur, or not to emit a gas, and have emissions all the same."""
    for statement in results.inventory.statements:
        years = [i for i, y in enumerate(results.inventory.years) if not statement.years or y in statement.years]
        for emission in results.emissions if statement.key in NOTHING else ():
            of_gas = not statement.gases or {emission.gas, emission.group} & set(statement.gases)
            inside = {c for c in set(emission.categories) if f"{c}.".startswith(f"{statement.category}.")}
            if emission.memo or not of_gas or not inside:
                continue
            for position in np.flatnonzero(emission.mass[years].any(axis=0)):
                if emission.categories[position] in inside:
                    record = emission.calculated.planned.records[position]
                    results.problems.add(
                        "said-not-to-occur", statement.place, category=statement.category, key=statement.key,
                        record=record.id, gas=emission.gas,
                    )  # fmt: skip


def _carried(results: Results) -> None:
    """Says which years of a quantity were not given: those that follow another series, and those between two given."""
    for calculated in results.calculated:
        trees = calculated.planned.block.program.trees.values()
        calls = {
            (node.arguments[0].id, node.option.id if isinstance(node.option, Name) else "")
            for tree in trees
            for node in walk(tree)
            if isinstance(node, Call) and isinstance(node.arguments[0], Name)
            and (node.function == "between" or (node.function == "extend" and isinstance(node.option, Name)))
        }  # fmt: skip
        for name, along in sorted(calls):
            for position, record in enumerate(calculated.planned.records):
                if name in record.amounts and along:
                    _tell_carried(results, calculated.planned, position, name, along)
                elif name in record.amounts:
                    _tell_between(results, calculated.planned, position, name)


def _given(planned: Planned, position: int, name: str) -> Array:
    """In which years all members of a quantity are given."""
    given = planned.block.columns[name].take_known(slice(position, position + 1))
    whole: Array = np.logical_and.reduce(given, axis=tuple(range(given.ndim - 3)))[:, 0, 0]
    return whole


def _tell_carried(results: Results, planned: Planned, position: int, name: str, along: str) -> None:
    given = _given(planned, position, name)
    if len(given) == 1:
        return
    filled = [year for year, known in zip(planned.block.years, given, strict=True) if not known]
    if filled:
        step = planned.method.steps.get(along)
        title = step.title if step is not None else planned.method.parameters[along].title
        record = planned.records[position]
        results.problems.add(
            "years-carried", record.amounts[name].place, record=record.id, parameter=name, years=ranges(filled),
            along=Bilingual(title.en, title.zh) if title else along,
        )  # fmt: skip


def _tell_between(results: Results, planned: Planned, position: int, name: str) -> None:
    """Of the years of the inventory alone: what lies before them only leads to their figures."""
    given = np.flatnonzero(_given(planned, position, name))
    if len(given) < 2:
        return
    years = planned.block.years
    known = {years[index] for index in given}
    # A change is spread in the year of a survey too, where the year before has none.
    changes = _differences(planned.block.program, name)
    needed = {year: {year, year - 1} if changes else {year} for year in results.inventory.years}
    filled = [year for year, both in needed.items() if min(known) < year <= max(known) and not both <= known]
    if filled:
        record = planned.records[position]
        results.problems.add(
            "change-spread" if changes else "years-between", record.amounts[name].place, record=record.id,
            parameter=name, years=ranges(filled), surveys=", ".join(map(str, sorted(known))),
        )  # fmt: skip


def _differences(program: Program, name: str) -> bool:
    """Whether what changes from year to year matters: a step that comes of the quantity is looked back upon."""
    back = {
        node.arguments[0].id
        for tree in program.trees.values()
        for node in walk(tree)
        if isinstance(node, Call) and node.function == "previous" and isinstance(node.arguments[0], Name)
    }
    reached = {name}
    for group in program.groups:
        for step in group.steps:
            if reached.intersection(names(program.trees[step])):
                reached.add(step)
    return bool(back & reached)


def _not_estimated(results: Results, emission: Emission, position: int) -> None:
    years = [year for i, year in enumerate(results.inventory.years) if not emission.estimated[i, position]]
    if not years:
        return
    planned = emission.calculated.planned
    missing = [
        name
        for name in inputs_of(emission.calculated, emission.step)
        if _unknown(emission, name, position, planned.block.years.index(years[0]))
    ]
    results.problems.add(
        "not-estimated", planned.records[position].place, record=planned.records[position].id,
        years=", ".join(map(str, years)), missing=", ".join(missing) or Bilingual("the year before", "上一年的数据"),
    )  # fmt: skip


def _unknown(emission: Emission, name: str, record: int, year: int) -> bool:
    known = emission.calculated.planned.block.columns[name].take_known(slice(record, record + 1))
    return not bool(np.all(known[..., min(year, known.shape[-3] - 1), 0, 0]))
