"""Activity data as the calculation sees it: records of one method each, and statements by notation key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ghginv.model.quantity import Amount, ByMember, ByYear, Quantity
from ghginv.problems import Place

#: Notation keys of the guidelines: not occurring, not estimated, not applicable, included elsewhere, confidential.
NOTATION_KEYS = ("NO", "NE", "NA", "IE", "C")
#: Those that say that nothing is emitted.
NOTHING = ("NO", "NA")
#: Those that say that nothing is emitted here.
NOT_HERE = (*NOTHING, "IE")


@dataclass(frozen=True, slots=True)
class Record:
    """The activity lines that share category, method and id.

    keys: attributes with one value, as vocabulary ids; derived ones included. amounts: what the user gave for
    each parameter, as written, axis members resolved. source, assumption, note, quality, destination: the user's
    own words, the last of the place to which captured CO2 goes.
    covers: for a reported plant, the id of the record it is part of and how much of its activity it covers.
    confidential: its figures are inside totals and shown nowhere else.
    """

    id: str
    category: str
    method: str
    keys: Mapping[str, str]
    amounts: Mapping[str, Amount]
    place: Place
    source: str = ""
    assumption: str = ""
    note: str = ""
    quality: str = ""
    covers: tuple[str, Amount] | None = None
    confidential: bool = False
    destination: str = ""


class Statement(NamedTuple):
    """A notation key in place of a figure: for a category, or for some gases or years of it."""

    category: str
    key: str
    place: Place
    gases: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reason: str = ""
    included_in: str = ""


def both(first: str, second: str) -> str:
    """What two lines of a record say, each once."""
    return first if second in ("", *first.split("; ")) else "; ".join(filter(None, (first, second)))


def worse(first: str, second: str) -> str:
    """The worse of two qualities, H, M or L; any is worse than none said."""
    return max(first, second, key=("", "H", "M", "L").index)


def leaves(
    amount: Amount, members: Mapping[str, str] | None = None
) -> Iterator[tuple[Mapping[str, str], Quantity, int | None]]:
    """The single quantities of an amount: (axis members it names, quantity, year it names).

    Members are `axis=id`, as `name_members` leaves them.
    """
    match amount:
        case Quantity():
            yield members or {}, amount, None
        case ByYear(values):
            for year, quantity in values.items():
                yield members or {}, quantity, year
        case ByMember(entries):
            for member, (_, inner) in entries.items():
                axis, name = member.split("=", 1)
                yield from leaves(inner, {**(members or {}), axis: name})


def name_members(
    amount: Amount, name: Callable[[int, str, Place], str | None], twice: Callable[[Place], object], depth: int = 0
) -> Amount:
    """The amount with its members called `axis=id`; those for which `name` returns None are left out.

    name: takes how deep the member stands (0 outermost), the user's word for it and its place. twice: told the place
    of a member that stands beside itself under another of its names.
    """
    if not isinstance(amount, ByMember):
        return amount
    members = {}
    for text, (key, inner) in amount.members.items():
        called = name(depth, text, key.place)
        if called in members:
            twice(key.place)
        elif called is not None:
            members[called] = (key, name_members(inner, name, twice, depth + 1))
    return ByMember(members, amount.place)
