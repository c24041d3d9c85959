"""What a method is made of, in words of a language: for pages, screens and programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What a record says, or a list that it has many of.

    origin: given, default, region, category, attribute, unit, or for lists members, given_in, table. detail: the
    default, the key it follows from, the quantity or table. members: names by id, none where the vocabulary says.
    """

    name: str
    title: str
    is_list: bool
    origin: str
    detail: str
    vocabulary: str
    members: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ParameterInfo:
    """A number that goes in. origin: activity, table or link. detail: the table, or the step it is linked to.

    by: titles of the keys and lists it depends on. default: empty where there is none.
    """

    name: str
    symbol: str
    latex: str
    title: str
    units: tuple[str, ...]
    origin: str
    detail: str
    by: tuple[str, ...]
    default: str
    note: str


@dataclass(frozen=True, slots=True)
class FormulaInfo:
    """A formula of a step. when: the values of keys that it holds for, empty if always.

    first_years: what it looks back at, and what stands there before the first year.
    """

    when: str
    text: str
    latex: str
    first_years: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step of the calculation. empirical: a regression on plain numbers in the units of their names."""

    name: str
    symbol: str
    latex: str
    title: str
    unit: str
    empirical: bool
    note: str
    formulas: tuple[FormulaInfo, ...]


@dataclass(frozen=True, slots=True)
class OutputInfo:
    """An emission. symbol: of the step. rules: memo item, origin and category, in words."""

    step: str
    symbol: str
    gas: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """What must hold of a record's numbers, in symbols; and what is said where it does not. level: error or warning."""

    condition: str
    level: str
    message: str


@dataclass(frozen=True, slots=True)
class MethodHead:
    """What a list says of a method. chosen: the categories for which each profile takes it by itself.

    gases: `*` where the user names them. automatic: whether it runs by itself where what feeds it has records.
    """

    method: str
    title: str
    sector: str
    tier: int
    file: str
    categories: Mapping[str, str]
    gases: tuple[str, ...]
    chosen: Mapping[str, tuple[str, ...]]
    automatic: bool
    references: tuple[str, ...]
    note: str

    def as_data(self) -> dict[str, object]:
        """For programs."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class MethodInfo(MethodHead):
    """All of a method."""

    keys: tuple[KeyInfo, ...]
    parameters: tuple[ParameterInfo, ...]
    steps: tuple[StepInfo, ...]
    emissions: tuple[OutputInfo, ...]
    checks: tuple[CheckInfo, ...]
