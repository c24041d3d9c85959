"""The reference approach beside the sectoral one: CO2 of fossil fuel burned, by fuel, group of fuels and year."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from ghginv.engine.results import Emission, Results
from ghginv.problems import Bilingual

#: The memo item that reference approach records are.
REFERENCE_APPROACH = "reference_approach"
#: The vocabulary of the groups in which fuels are compared, and the group of what names no fuel.
GROUPS, _NOT_NAMED = "fuel_group", "fuel_not_named"
#: Above this part of the sectoral CO2 a difference needs an explanation (Section 6.8: typically 5 per cent or less).
TOLERANCE = 0.05
_CO2 = "CO2"
_COMBUSTION = "1.A"
#: CO2 of urea in exhausts is in 1.A, but comes from no fuel.
_NOT_FUEL = ("1.A.3.b.vi",)
#: What combustion methods call the CO2 taken off as captured, which the reference approach does not know of.
_REMOVED = "removed"


class Line(NamedTuple):
    """CO2 by both approaches, in tonnes; None where one has nothing. name: of a fuel or a group; empty: all together.

    group: the group of a fuel. sectoral: before CO2 captured is taken off, since the reference approach has it in.
    """

    name: str
    group: str
    reference: float | None
    sectoral: float | None

    @property
    def difference(self) -> float:
        """Reference less sectoral."""
        return (self.reference or 0.0) - (self.sectoral or 0.0)

    @property
    def share(self) -> float | None:
        """The difference in relation to the sectoral approach; None if that has nothing."""
        return self.difference / self.sectoral if self.sectoral else None


class ReferenceComparison(NamedTuple):
    """Both approaches in one year: all together, by group and by fuel. explanation: the user's own words."""

    total: Line
    groups: tuple[Line, ...]
    fuels: tuple[Line, ...]
    explanation: str

    def beyond(self) -> tuple[Line, ...]:
        """The total and the groups whose difference is more than a small part of all CO2: it wants an explanation.

        Groups are measured against all CO2 as well, so that one too high cannot hide another too low.
        """
        limit = TOLERANCE * abs(self.total.sectoral or 0.0)
        return tuple(line for line in (self.total, *self.groups) if abs(line.difference) > limit)


class Part(NamedTuple):
    """What one record emits of fossil CO2 in a year, by one of the approaches. mass: tonnes.

    fuel: empty where the record names none, or is confidential. position: of the year and of the record.
    """

    is_reference: bool
    year: int
    group: str
    fuel: str
    mass: float
    emission: Emission
    position: tuple[int, int]


def parts(results: Results) -> Iterator[Part]:
    """Everything that is compared, reference approach first; nothing in a year without that approach."""
    reference = [emission for emission in results.emissions if emission.memo == REFERENCE_APPROACH]
    sectoral = [
        e for e in results.emissions if e.gas == _CO2 and not e.memo and e.step != _REMOVED and _is_combustion(e)
    ]
    with_reference: set[int] = set()
    for emission in (*reference, *(sectoral if reference else ())):
        is_reference = emission.memo == REFERENCE_APPROACH
        groups = list(_fuels(results, emission))
        for index, year in enumerate(results.inventory.years):
            for position, (group, fuel) in enumerate(groups):
                if not emission.estimated[index, position]:
                    continue
                if is_reference:
                    with_reference.add(year)
                elif year not in with_reference or not _counts(emission.categories[position]):
                    continue
                mass = float(emission.mass[index, position])
                yield Part(is_reference, year, group, fuel, mass, emission, (index, position))


def compare(results: Results) -> dict[int, ReferenceComparison]:
    """Both approaches in each year that has records of the reference approach."""
    sums: dict[int, tuple[_Sums, _Sums]] = {}
    for part in parts(results):
        top, bottom = sums.setdefault(part.year, ({}, {}))
        cell = (top if part.is_reference else bottom).setdefault((part.group, part.fuel), [])
        cell.append(part.mass)
    explanations = results.inventory.explanations
    return {
        year: _comparison(results, *sums[year], explanations.get(year, ""))
        for year in results.inventory.years
        if year in sums
    }


def tell_unexplained(results: Results) -> None:
    """Warns of each year in which the two approaches lie apart and nobody says why."""
    groups = results.inventory.library.vocabulary(GROUPS).members
    for year, comparison in compare(results).items():
        beyond = comparison.beyond()
        if not beyond or comparison.explanation:
            continue
        first = next(e for e in results.emissions if e.memo == REFERENCE_APPROACH).calculated.planned.records[0]
        amounts = [f"{line.difference:+,.0f} t" + _in_percent(line.share) for line in beyond]
        en = [groups[line.name].en if line.name else "total" for line in beyond]
        zh = [groups[line.name].zh if line.name else "合计" for line in beyond]
        both = Bilingual(
            ", ".join(f"{name} {amount}" for name, amount in zip(en, amounts, strict=True)),
            "、".join(f"{name} {amount}" for name, amount in zip(zh, amounts, strict=True)),
        )
        results.problems.add("reference-approach-differs", first.place, year=year, parts=both)


def _in_percent(share: float | None) -> str:
    return "" if share is None else f" ({100 * share:+.1f} %)"


def _is_combustion(emission: Emission) -> bool:
    return any(_counts(category) for category in set(emission.categories))


def _counts(category: str) -> bool:
    inside = f"{category}."
    return inside.startswith(f"{_COMBUSTION}.") and not any(inside.startswith(f"{code}.") for code in _NOT_FUEL)


_Sums = dict[tuple[str, str], list[float]]


def _fuels(results: Results, emission: Emission) -> Iterator[tuple[str, str]]:
    """The group and the fuel of each record. Of wastes only the group is known; confidential records name no fuel."""
    planned, library = emission.calculated.planned, results.inventory.library
    block, fuels = planned.block, library.vocabulary("fuel").members
    groups = {member.attributes.get("kind"): name for name, member in library.vocabulary(GROUPS).members.items()}
    for record in planned.records:
        fuel = record.keys.get("fuel") or emission.names.get("fuel", "")
        kind = fuels[fuel].attributes.get("kind", "") if fuel in fuels else ""
        if not fuel and ("waste" in record.keys or "waste" in block.axes):
            kind = "other"
        yield groups.get(kind, _NOT_NAMED), "" if record.confidential else fuel


def _comparison(results: Results, top: _Sums, bottom: _Sums, explanation: str) -> ReferenceComparison:
    order = {fuel: i for i, fuel in enumerate(results.inventory.library.vocabulary("fuel").members)}
    groups = list(results.inventory.library.vocabulary(GROUPS).members)
    keys = sorted({*top, *bottom}, key=lambda key: (groups.index(key[0]), order.get(key[1], len(order))))
    fuels = tuple(Line(fuel, group, _sum(top, group, fuel), _sum(bottom, group, fuel)) for group, fuel in keys if fuel)
    shown = [group for group in groups if any(key[0] == group for key in keys)]
    return ReferenceComparison(
        Line("", "", _sum(top), _sum(bottom)),
        tuple(Line(group, group, _sum(top, group), _sum(bottom, group)) for group in shown),
        fuels, explanation,
    )  # fmt: skip


def _sum(sums: _Sums, group: str | None = None, fuel: str | None = None) -> float | None:
    """All of a group, of a fuel, or of all; None where there is nothing."""
    parts = [v for (g, f), values in sums.items() if group in (None, g) and fuel in (None, f) for v in values]
    return fsum(parts) if parts else None
