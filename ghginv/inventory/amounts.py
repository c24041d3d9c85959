"""Amounts of a record: what is the same for all years, several lines as one, numbers without a year."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ghginv import units
from ghginv.model.method import Method, Parameter
from ghginv.model.quantity import Amount, ByMember, ByYear, Quantity


def axes_of(method: Method, parameter: str) -> tuple[str, ...]:
    """The axes that a parameter's numbers are given by, outermost first."""
    return tuple(axis for axis in method.parameters[parameter].by if axis in method.axes)


def join(first: Amount | None, second: Amount) -> Amount | None:
    """Two amounts of one quantity as one; None if both give the same year or member."""
    match first, second:
        case None, _:
            return second
        case ByYear(years), ByYear(more) if not years.keys() & more.keys():
            return ByYear({**years, **more}, first.place)
        case ByMember(members), ByMember(more):
            joined = dict(members)
            for name, (key, amount) in more.items():
                below = join(joined[name][1], amount) if name in joined else amount
                if below is None:
                    return None
                joined[name] = (key, below)
            return ByMember(joined, first.place)
    return None


def may_be_undated(parameter: Parameter, keys: Mapping[str, str]) -> bool:
    """Whether one number may stand for all years: a factor, a number of years, a share or another ratio."""
    unit = parameter.unit_for(keys)
    is_ratio = "/" in unit or units.same_dimension(unit, "1")
    always = parameter.integer or parameter.same_every_year or parameter.source == "table"
    return always or (parameter.default is not None and is_ratio)


def said_once(amount: Amount, needed: Set[int]) -> Amount:
    """An amount without its years where they all say the same, if those that are needed are among them."""
    match amount:
        case ByYear(years) if needed <= years.keys():
            first, *others = years.values()
            alike = all((q.value, q.unit, q.notation) == (first.value, first.unit, first.notation) for q in others)
            return first if alike else amount
        case ByMember(members):
            said = {name: (key, said_once(inner, needed)) for name, (key, inner) in members.items()}
            return ByMember(said, amount.place)
    return amount


def dated(amount: Amount, year: int | None) -> Amount:
    """An amount with the year of its line, where it says none itself."""
    match amount:
        case Quantity() if year is not None:
            return ByYear({year: amount}, amount.place)
        case ByMember(members):
            return ByMember({name: (key, dated(inner, year)) for name, (key, inner) in members.items()}, amount.place)
    return amount
