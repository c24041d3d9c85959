"""Population, output and the figures that others printed: what totals are divided by and set beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ghginv import source, units
from ghginv.model.activity import leaves
from ghginv.model.base import Model, parse
from ghginv.model.inventory import EconomyHead, ReportedHead
from ghginv.model.quantity import Amount, ByMember, parse_series
from ghginv.problems import Problems

_Head = TypeVar("_Head", bound=Model)


@dataclass(frozen=True, slots=True)
class Series:
    """One series by year."""

    head: EconomyHead
    amount: Amount

    def value(self, year: int, unit: str) -> float | None:
        """Its value in a unit; None where it was not given for that year."""
        return _value(self.amount, year, unit)


@dataclass(frozen=True, slots=True)
class Economy:
    """The series of `socioeconomic.yaml` by name."""

    series: Mapping[str, Series]

    def value(self, name: str, year: int, unit: str) -> float | None:
        """A series' value in a unit; None if there is no such series or year."""
        return self.series[name].value(year, unit) if name in self.series else None


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure printed elsewhere, by year."""

    head: ReportedHead
    amount: Amount

    def value(self, year: int, unit: str) -> float | None:
        """Its value in a unit; None where it was not printed for that year."""
        return _value(self.amount, year, unit)


def read_economy(path: Path, problems: Problems) -> Economy:
    """Reads `socioeconomic.yaml`; a folder need not have one."""
    series: dict[str, Series] = {}
    node = source.read_yaml(path, problems, path.name) if path.exists() else None
    if isinstance(node, source.Mapping):
        for name, (_, entry) in node.entries.items():
            for head, amount in _parts(EconomyHead, entry, problems):
                series[name] = Series(head, amount)
    return Economy(series)


def read_reported(path: Path, problems: Problems) -> tuple[Reported, ...]:
    """Reads the figures under `reported:` of `indicators.yaml`; a folder need not have one."""
    node = source.read_yaml(path, problems, path.name) if path.exists() else None
    listed = node.get("reported") if isinstance(node, source.Mapping) else None
    if not isinstance(listed, source.Sequence):
        return ()
    return tuple(Reported(*part) for item in listed.items for part in _parts(ReportedHead, item, problems))


def _parts(model: type[_Head], node: source.Node, problems: Problems) -> Iterator[tuple[_Head, Amount]]:
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
    yield head, amount


def _value(amount: Amount, year: int, unit: str) -> float | None:
    for _, quantity, given in leaves(amount):
        if given in (year, None) and quantity.value is not None:
            return quantity.value * units.conversion(quantity.unit or unit, unit)
    return None
