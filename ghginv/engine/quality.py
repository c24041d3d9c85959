"""How well each result is known: which rest on assumptions, fallbacks, defaults and factors that nobody checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import fsum

from ghginv.engine.columns import Origin
from ghginv.engine.results import Emission, Results
from ghginv.engine.results import inputs_of as inputs_of

#: Kinds of doubt, in the order in which they are shown.
DOUBTS = ("assumption", "unchecked", "secondary", "fallback", "default")


@dataclass(slots=True)
class Quality:
    """Counts of one year.

    count: of records (assumption) or of distinct numbers (the rest) for each kind of doubt. share: of the sum of
    absolute emissions (CO2e, memo items left out) that rests on at least one of them.
    """

    count: dict[str, int] = field(default_factory=dict)
    share: dict[str, float] = field(default_factory=dict)


def origins_of(emission: Emission, year: int, record: int) -> Iterator[tuple[str, Origin]]:
    """Where each number behind one result comes from. year: position in the inventory's years."""
    position = emission.positions[year]
    for name, column, members in emission.inputs:
        for member in members:
            origin = column.origin((*member, position), record)
            if origin is not None:
                yield name, origin


def doubts_of(origin: Origin) -> Iterator[str]:
    """The kinds of doubt about one number."""
    if origin.kind == "default":
        yield "default"
    if origin.found is not None:
        if origin.found.row.checked in ("unchecked", "secondary"):
            yield origin.found.row.checked
        if origin.found.fallback:
            yield "fallback"


def quality(results: Results) -> dict[int, Quality]:
    """The counts and shares of every year."""
    found = {}
    for index, year in enumerate(results.inventory.years):
        distinct: dict[str, set[object]] = {doubt: set() for doubt in DOUBTS}
        weights: dict[str, list[float]] = {doubt: [] for doubt in DOUBTS}
        whole: list[float] = []
        for emission in results.emissions:
            for position, record in enumerate(emission.calculated.planned.records):
                if emission.memo or not emission.estimated[index, position]:
                    continue
                weight = abs(float(emission.mass[index, position])) * emission.gwp
                whole.append(weight)
                doubts = {"assumption": {record.id}} if record.assumption else {}
                for name, origin in origins_of(emission, index, position):
                    for doubt in doubts_of(origin):
                        identity = origin.text if origin.found else f"{record.method}.{name}"
                        doubts.setdefault(doubt, set()).add(identity)
                for doubt, identities in doubts.items():
                    distinct[doubt] |= identities
                    weights[doubt].append(weight)
        total = fsum(whole)
        found[year] = Quality(
            {doubt: len(distinct[doubt]) for doubt in DOUBTS},
            {doubt: fsum(weights[doubt]) / total if total else 0.0 for doubt in DOUBTS},
        )
    return found
