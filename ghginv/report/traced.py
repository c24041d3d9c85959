"""What a traced result is made of: steps, the numbers that go into them, and where each of those stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ghginv.report.links import Part


@dataclass(frozen=True, slots=True)
class Value:
    """A number that goes in.

    members: names of the axis members it stands for, by that of the axis. years: those it is given for, where several
    matter. value: in the unit of the formula, None if it is not known. written: as its source has it, with unit.
    kind: activity, factor, default, constant or link. place: file and line. factor, found_by: the row of a factor
    table and the step of the declared order that led to it. fallback: whether that is not the first. source: the
    document, table and page. checked: primary, secondary or unchecked. notation: why it is not known. note: the reason
    of that, or what the factor table remarks. parts: the records that a linked number is the sum of.
    """

    members: Mapping[str, str]
    years: tuple[int, ...]
    value: float | None
    written: str
    kind: str
    place: str = ""
    factor: str = ""
    found_by: str = ""
    fallback: bool = False
    source: str = ""
    checked: str = ""
    notation: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A parameter or constant with its numbers."""

    name: str
    symbol: str
    title: str
    unit: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A formula with the numbers of some axis members in it, and what they come to."""

    members: Mapping[str, str]
    numbers: str
    value: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step: in symbols and, member by member, in numbers. terms: what the sums in it add, where that is calculated.

    by_year: its earlier values by member, where the result depends on them.
    """

    name: str
    symbol: str
    title: str
    unit: str
    formula: str
    results: tuple[Term, ...]
    terms: tuple[Term, ...]
    by_year: tuple[tuple[Mapping[str, str], Mapping[int, float]], ...]
