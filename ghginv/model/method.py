"""What a method file may say: keys, axes, parameters, steps, outputs and checks. Formulas stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema

from ghginv.model.base import LocalText, Model, Number, Whole
from ghginv.model.factor import ANY
from ghginv.model.output import Output
from ghginv.model.reference import Reference

RECORD = "record"  # what a link sums over, and the gas of a memo condition, beside the names of a method
GAS = "gas"
ACTIVITY = "activity"
NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"[a-z]\w*")
#: Words of the formula language.
RESERVED = frozenset([
    "year", "exp", "ln", "sqrt", "abs", "min", "max", "where", "sum", "over", "previous", "initial", "lag",
    "before", "window", "between", "extend", "along",
])  # fmt: skip


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Match = Literal["same_record", "plants"]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
OneOrMany = Annotated[tuple[str, ...], BeforeValidator(_list)]


class Key(Model):
    """An attribute of a record with one value: given by the user, or derived from another key or a unit.

    dimension_of: the parameter whose unit says it, or several with equal choices: the first that is given.
    """

    vocabulary: str | None = None
    default: str | None = None
    given_from: Literal["region"] | None = Field(None, alias="from")
    from_category: dict[str, str] = {}
    attribute: str | None = None
    owner: str | None = Field(None, alias="of")
    dimension_of: OneOrMany = ()

    @property
    def kind(self) -> Literal["vocabulary", "attribute", "dimension_of", "from_category"]:
        if self.dimension_of:
            return "dimension_of"
        if self.attribute is not None:
            return "attribute"
        return "from_category" if self.from_category else "vocabulary"

    @property
    def of(self) -> str | None:
        """The key whose attribute, or the parameter whose unit, this one is; the first if there are several."""
        return self.dimension_of[0] if self.dimension_of else self.owner

    @property
    def from_region(self) -> bool:
        """Whether the region's attribute of the same name holds unless the user gives another."""
        return self.given_from == "region"


class Axis(Model):
    """A list that a record has many of: fixed members, those given in a parameter, or those of a table."""

    members: tuple[str, ...] = ()
    given: str | None = None
    table: str | None = None
    vocabulary: str | None = None


class Link(NamedTuple):
    """A step of another method that a parameter takes its value from.

    `over`: what it is summed over. `by`: axes matched to keys of the upstream records. Of an axis of the step that is
    a key of the taking record, the member is taken that the record has. `match`: `same_record` takes the upstream
    record of the same id only (one activity that feeds both methods); `plants`, instead of a step, the activity of
    reported plants that name this record. `missing`: what holds if nothing is found.
    """

    method: str
    step: str
    over: tuple[str, ...]
    by: tuple[str, ...]
    match: Match | None
    missing: Literal["NE", "0", "error"]


class Parameter(Model):
    """A number that a formula needs. `unit` has several entries where a key with `dimension_of` picks one.

    `signed`: it may be below zero, such as a change of stocks; a temperature may always be.
    """

    unit: str | dict[str, str]
    given_from: str | None = Field(None, alias="from")
    linked: str | None = Field(None, alias="link")
    by: tuple[str, ...] = ()
    over: OneOrMany = ()
    match: Match | None = None
    missing: Literal["NE", "0", "error"] = "NE"
    default: Number | None = None
    integer: Flag = False
    signed: Flag = False
    same_every_year: Flag = Field(False, alias="constant")
    kind: Literal["share"] | None = None
    symbol: str = ""
    title: LocalText
    note: LocalText | None = None

    _unit_key: str = PrivateAttr(default="")

    @property
    def source(self) -> Literal["activity", "table", "link"]:
        if self.linked is not None:
            return "link"
        return "activity" if self.given_from == ACTIVITY else "table"

    @property
    def table(self) -> str | None:
        return self.given_from if self.source == "table" else None

    @property
    def link(self) -> Link | None:
        if self.linked is None:
            return None
        method, _, step = self.linked.partition(".")
        return Link(method, step, self.over, self.by, self.match, self.missing)

    @property
    def share_over(self) -> str | None:
        """The axis over which shares add to one."""
        return self.over[0] if self.kind == "share" and self.over else None

    @property
    def constant(self) -> bool:
        """Whether one number may stand for all years: a lifetime, or a share that has a default."""
        return self.same_every_year or self.integer or self.default is not None

    @property
    def unit_key(self) -> str:
        """The key that says which of the units holds; empty when there is one unit."""
        return self._unit_key

    def unit_for(self, keys: Mapping[str, str]) -> str:
        """The unit that holds for these keys; the first unless they say another."""
        if isinstance(self.unit, str):
            return self.unit
        return self.unit.get(keys.get(self._unit_key, ""), next(iter(self.unit.values())))


class Step(Model):
    """A formula, or one for each value of a key. Empirical formulas are regressions on plain numbers."""

    unit: str
    formula: str | None = None
    by: str | None = None
    cases: dict[str, str] = {}
    otherwise: str | None = Field(None, alias="else")
    empirical: Flag = False
    symbol: str = ""
    title: LocalText | None = None
    note: LocalText | None = None

    def formula_for(self, keys: Mapping[str, str]) -> str | None:
        """The formula that holds for these keys; None when no case does."""
        return self.formula if self.by is None else self.cases.get(keys.get(self.by, ""), self.otherwise)

    def formulas(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every formula, with its path in the step."""
        if self.formula is not None:
            yield self.formula, ("formula",)
        yield from ((formula, ("cases", case)) for case, formula in self.cases.items())
        if self.otherwise is not None:
            yield self.otherwise, ("else",)


class Check(Model):
    """A condition in the formula language that the numbers of a record must meet.

    It is asked of the years of the inventory; with `history` of the years before them too.
    """

    condition: str
    history: bool = False
    level: Literal["error", "warning"] = "error"
    message: LocalText


class Method(Model):
    """A way to calculate the emissions of some categories.

    `history_from` names the parameter that holds the first year of a record's history; `history_years` the constant
    with the length of the history that is filled where that year is not known.
    """

    name: str = Field(alias="method")
    title: LocalText
    tier: Whole
    categories: tuple[str, ...]
    reference: tuple[Reference, ...] = ()
    note: LocalText | None = None
    history_from: str | None = None
    history_years: str | None = None
    keys: dict[str, Key] = {}
    axes: dict[str, Axis] = {}
    parameters: dict[str, Parameter]
    steps: dict[str, Step]
    emissions: tuple[Output, ...]
    checks: tuple[Check, ...] = ()

    def serves(self, category: str) -> bool:
        """Whether it may calculate a category: one of its own, one below, or any."""
        return any(code in (category, ANY) or category.startswith(f"{code}.") for code in self.categories)

    def shared_keys(self) -> tuple[str, ...]:
        """The keys that a case, a unit or an output depends on: records calculated together share them."""
        used = {step.by for step in self.steps.values()}
        used |= {parameter.unit_key for parameter in self.parameters.values()}
        for output in self.emissions:
            used |= {output.gas, *(key for key, _ in output.conditions())}
        return tuple(key for key in self.keys if key in used)

    def main_quantities(self) -> frozenset[str]:
        """The quantity that makes an activity one of this method, with those that may stand in its place.

        It is the first that only the user can give; empty where there is none.
        """
        needed = [name for name, one in self.parameters.items() if one.source == "activity" and one.default is None]
        if not needed:
            return frozenset()
        cases = ([set(_WORD.findall(text)) for text in step.cases.values()] for step in self.steps.values())
        of_first = next((words for words in cases if any(needed[0] in one for one in words)), [])
        instead = set().union(*(one for one in of_first if needed[0] not in one))
        return frozenset([needed[0], *(name for name in needed if name in instead)])

    def fields(self) -> list[str]:
        """The keys and quantities that an activity of this method may give."""
        return [*(name for name, key in self.keys.items() if key.vocabulary), *self.parameters]

    def vocabulary_of(self, name: str) -> str | None:
        """The vocabulary of a key or an axis; for an attribute, that of the key that owns it."""
        if name in self.axes:
            return self.axes[name].vocabulary
        key = self.keys.get(name)
        if key is not None and key.kind == "attribute":
            key = self.keys.get(key.of or "")
        return key.vocabulary if key is not None else None

    def unit_labels(self, parameter: str) -> list[str]:
        """The names of a parameter's units where it has several."""
        unit = self.parameters[parameter].unit if parameter in self.parameters else ""
        return list(unit) if isinstance(unit, dict) else []

    def settle_units(self) -> None:
        """Find the key that picks the unit of each parameter with several: its own, or one with equal choices."""
        choosing = {parameter: name for name, key in self.keys.items() for parameter in key.dimension_of}
        for name, parameter in self.parameters.items():
            if labels := self.unit_labels(name):
                alike = (key for of, key in choosing.items() if self.unit_labels(of) == labels)
                parameter._unit_key = choosing.get(name) or next(alike, "")
