"""Population, output and the figures that others printed: what totals are divided by and set beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from ghginv import source, units
from ghginv.model.activity import leaves
from ghginv.model.base import Model, parse, refuse_field
from ghginv.model.inventory import EconomyHead, ReportedHead
from ghginv.model.quantity import Amount, ByMember, Quantity, parse_series
from ghginv.problems import Problems, suggest

_Head = TypeVar("_Head", bound=Model)

#: What emissions are divided by: ending of the intensity's name -> (socio-economic series, its unit).
BASES = {
    "per_capita_t": ("population", "person"),
    "per_gdp_t_per_10k_cny": ("gdp", "万元"),
    "per_industrial_value_added_t_per_10k_cny": ("industrial_value_added", "万元"),
}
_TOTALS = (
    "co2", "co2e", "co2_with_lulucf", "co2e_with_lulucf", "coal_equivalent", "co2_with_electricity", "energy_co2",
    "indirect_co2", "energy_co2_and_indirect",
)  # fmt: skip
_DIVIDED = ("co2", "co2e", "co2e_with_lulucf", "energy_co2_and_indirect")
#: What figures of others can stand beside: totals and intensities, each with its unit.
COMPARED = dict.fromkeys(_TOTALS, "t") | {
    f"{s}_{end}": f"t/{unit}" for end, (_, unit) in BASES.items() for s in _DIVIDED
}


_REPORTED = "reported"


class Series(NamedTuple):
    """One series by year."""

    head: EconomyHead
    amount: Amount

    def value(self, year: int, unit: str) -> float | None:
        """Its value in a unit; None where it was not given for that year."""
        return _value(self.amount, year, unit)


class Economy(NamedTuple):
    """The series of `socioeconomic.yaml` by name."""

    series: Mapping[str, Series]

    def value(self, name: str, year: int, unit: str) -> float | None:
        """A series' value in a unit; None if there is no such series or year."""
        return self.series[name].value(year, unit) if name in self.series else None


class Reported(NamedTuple):
    """A figure printed elsewhere, by year."""

    head: ReportedHead
    amount: Amount

    def value(self, year: int, unit: str) -> float | None:
        """Its value in a unit; None where it was not printed for that year."""
        return _value(self.amount, year, unit)


def read_economy(path: Path, years: Sequence[int], problems: Problems) -> Economy:
    """Reads `socioeconomic.yaml`; a folder need not have one. years: of the inventory."""
    series: dict[str, Series] = {}
    node = source.read_yaml(path, problems, path.name) if path.exists() else None
    if node is not None and not isinstance(node, source.Mapping):
        problems.add("not-a-mapping", node.place)
    elif node is not None:
        known = dict(BASES.values())
        for name, (key, entry) in node.entries.items():
            if name not in known and (meant := suggest(name, known)):
                problems.add("unused-series", key.place, text=name, suggestion=meant, choices=", ".join(known))
            for head, amount in _parts(EconomyHead, entry, years, problems):
                if name not in known or _has_unit(amount, known[name], name, problems):
                    series[name] = Series(head, amount)
    return Economy(series)


def read_reported(path: Path, years: Sequence[int], problems: Problems) -> tuple[Reported, ...]:
    """Reads the figures under `reported:` of `indicators.yaml`; a folder need not have one."""
    node = source.read_yaml(path, problems, path.name) if path.exists() else None
    if not isinstance(node, source.Mapping):
        if node is not None:
            problems.add("not-a-mapping", node.place)
        return ()
    for name in node.entries:
        if name != _REPORTED:
            refuse_field(node, name, [_REPORTED], problems)
    listed = node.get(_REPORTED)
    if listed is not None and not isinstance(listed, source.Sequence):
        problems.add("not-a-list", listed.place)
    items = listed.items if isinstance(listed, source.Sequence) else ()
    found = [Reported(*part) for item in items for part in _parts(ReportedHead, item, years, problems)]
    return tuple(one for one in found if _can_stand_beside(one, problems))


def _can_stand_beside(reported: Reported, problems: Problems) -> bool:
    """Whether we have such a figure, in a unit that can be turned into the printed one."""
    compares = reported.head.compares
    if compares not in COMPARED:
        place, meant = reported.head.place("compares"), suggest(compares, COMPARED) or ""
        problems.add("not-allowed", place, text=compares, suggestion=meant, allowed=", ".join(COMPARED))
        return False
    return _has_unit(reported.amount, COMPARED[compares], "amount", problems)


def _has_unit(amount: Amount, wanted: str, name: str, problems: Problems) -> bool:
    """Whether all numbers have a unit that fits."""
    for _, quantity, _ in leaves(amount):
        if quantity.value is None:
            continue
        if quantity.unit is None:
            problems.add("missing-unit", quantity.place, parameter=name, unit=wanted, value=quantity.text)
            return False
        if not units.same_dimension(quantity.unit, wanted):
            problems.add("unit-mismatch", quantity.place, parameter=name, unit=quantity.unit, expected=wanted)
            return False
    return True


def _parts(
    model: type[_Head], node: source.Node, years: Sequence[int], problems: Problems
) -> Iterator[tuple[_Head, Amount]]:
    """The head and the `amount` of one entry."""
    if not isinstance(node, source.Mapping) or (given := node.get("amount")) is None:
        problems.add("missing-field", node.place, field="amount")
        return
    rest = source.Mapping({k: v for k, v in node.entries.items() if k != "amount"}, node.place)
    head, amount = parse(model, rest, problems), parse_series(given, problems)
    if head is None or amount is None:
        return
    if isinstance(amount, ByMember):
        problems.add("unexpected-members", given.place, parameter="amount", member=next(iter(amount.members)))
        return
    if isinstance(amount, Quantity) and len(years) > 1:
        listed = ", ".join(map(str, years))
        problems.add("which-year", given.place, parameter="amount", years=listed, value=amount.text)
        return
    yield head, amount


def _value(amount: Amount, year: int, unit: str) -> float | None:
    for _, quantity, given in leaves(amount):
        if given in (year, None) and quantity.value is not None:
            return quantity.value * units.conversion(quantity.unit or unit, unit)
    return None
