"""One inventory by several guidelines: the figures of each category, and what makes them differ."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ghginv import units
from ghginv.engine.quality import origins_of
from ghginv.engine.results import Emission, Results

#: Relative difference from which two figures are told apart.
TOLERANCE = 1e-9


class Reason(NamedTuple):
    """Why a guideline gives another figure than the first.

    kind: another method; other factors; numbers taken from methods that differ themselves; or a category that only one
    of them reports. method: of the second guideline. name: of the factor or the linked number. before, after: values of
    the factor, in the unit of its parameter.
    """

    kind: Literal["method", "factor", "link", "scope"]
    method: str = ""
    name: str = ""
    before: tuple[float, ...] = ()
    after: tuple[float, ...] = ()


class CategoryComparison(NamedTuple):
    """A category by several guidelines: tonnes of CO2e, None where one does not report it, and the reasons.

    reasons: for each guideline why it differs from the first; none where it does not.
    """

    category: str
    co2e: tuple[float | None, ...]
    reasons: tuple[tuple[Reason, ...], ...]


class _Part(NamedTuple):
    """What one step of a record adds to a category. inputs: by parameter the kind and the value of each number."""

    co2e: float
    inputs: Mapping[str, tuple[tuple[str, float | None], ...]]


#: By record, method, step and members of axes.
_Parts = dict[tuple[Any, ...], _Part]


def compare_guidelines(results: Sequence[Results], year: int) -> list[CategoryComparison]:
    """Every category that one of them reports, in the order of the tree; memo items left out."""
    parts = [_by_category(one, year) for one in results]
    codes = [code for code in results[0].inventory.library.categories.codes() if any(code in one for one in parts)]
    found = []
    for code in codes:
        here = [one.get(code) for one in parts]
        sums = tuple(None if one is None else math.fsum(part.co2e for part in one.values()) for one in here)
        reasons = tuple(tuple(_reasons(here[0], other)) for other in here)
        found.append(CategoryComparison(code, sums, reasons))
    return found


def _by_category(results: Results, year: int) -> dict[str, _Parts]:
    found: dict[str, _Parts] = {}
    index = results.inventory.years.index(year)
    for emission in results.emissions:
        for position, record in enumerate(emission.calculated.planned.records):
            if emission.memo or not emission.estimated[index, position]:
                continue
            members = tuple(sorted(emission.names.items()))
            key = (record.id, record.method, emission.step, emission.gas, members)
            part = _Part(float(emission.mass[index, position]) * emission.gwp, _inputs(emission, index, position))
            found.setdefault(emission.categories[position], {})[key] = part
    return found


def _inputs(emission: Emission, index: int, position: int) -> dict[str, tuple[tuple[str, float | None], ...]]:
    wanted = emission.calculated.planned.block.program.units
    found: dict[str, list[tuple[str, float | None]]] = {}
    for name, origin in origins_of(emission, index, position):
        value = origin.value
        if value is not None and origin.unit:
            value *= units.conversion(origin.unit, wanted[name])
        found.setdefault(name, []).append((origin.kind, value))
    return {name: tuple(values) for name, values in found.items()}


def _reasons(first: _Parts | None, other: _Parts | None) -> Iterator[Reason]:
    """Why the second differs from the first."""
    if first is None or other is None:
        if first is not other:
            yield Reason("scope")
        return
    if first is other or _alike(*(math.fsum(part.co2e for part in one.values()) for one in (first, other))):
        return
    before, after = ({key[1] for key in one} for one in (first, other))
    if before != after:
        yield from (Reason("method", method) for method in sorted(after - before) or sorted(after))
    factors = list(_factors(first, other))
    yield from factors
    if before == after and not factors:
        yield from dict.fromkeys(_linked(first, other))


def _factors(first: _Parts, other: _Parts) -> Iterator[Reason]:
    """The factors that both have and that differ, each once."""
    changes: dict[tuple[str, str], tuple[dict[float, None], dict[float, None]]] = {}
    for key in first.keys() & other.keys():
        for name, (before, after) in _differing(first[key].inputs, other[key].inputs):
            if any(kind != "link" for kind, _ in (*before, *after)):
                old, new = changes.setdefault((key[1], name), ({}, {}))
                old.update(dict.fromkeys(value for _, value in before if value is not None))
                new.update(dict.fromkeys(value for _, value in after if value is not None))
    for (method, name), (old, new) in sorted(changes.items()):
        yield Reason("factor", method, name, tuple(sorted(old)), tuple(sorted(new)))


def _differing(
    first: Mapping[str, tuple[tuple[str, float | None], ...]], other: Mapping[str, tuple[tuple[str, float | None], ...]]
) -> Iterator[tuple[str, tuple[Iterable[tuple[str, float | None]], Iterable[tuple[str, float | None]]]]]:
    for name in first:
        before, after = ([*one.get(name, ())] for one in (first, other))
        if [value for _, value in before] != [value for _, value in after]:
            changed = [pair for pair in zip(before, after, strict=False) if pair[0][1] != pair[1][1]]
            yield name, ([one for one, _ in changed] or before, [one for _, one in changed] or after)


def _linked(first: _Parts, other: _Parts) -> Iterator[Reason]:
    for key in sorted(first.keys() & other.keys()):
        if not _alike(first[key].co2e, other[key].co2e):
            for name, values in other[key].inputs.items():
                if any(kind == "link" for kind, _ in values):
                    yield Reason("link", key[1], name)


def _alike(first: float, other: float) -> bool:
    return math.isclose(first, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
