"""What a method file may say: keys, axes, parameters, steps, outputs and checks. Formulas stay text.

`read_method` also checks that what a method says fits together: names, defaults, what outputs mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NamedTuple, cast

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, ValidationInfo, WithJsonSchema

from ghginv.model.base import LocalText, Model, Number, Whole, node_of, parse, reported
from ghginv.model.catalogue import read_texts
from ghginv.model.factor import ANY, AREA, YEAR
from ghginv.model.reference import Reference
from ghginv.problems import Problems
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node

Conditions = dict[str, str]
"""Keys and axes with the value that each must have; empty holds always."""

RECORD = "record"  # what a link sums over, and the gas of a memo condition, beside the names of a method
GAS = "gas"
ACTIVITY = "activity"
NAME = re.compile(r"[a-z][a-z0-9_]*")
#: Words of the formula language.
RESERVED = frozenset([
    "year", "exp", "ln", "sqrt", "abs", "min", "max", "where", "sum", "over", "previous", "initial", "lag",
    "before", "window", "between", "extend", "along",
])  # fmt: skip


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _origin(value: Any) -> Any:
    return {str(value): {}} if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
OneOrMany = Annotated[tuple[str, ...], BeforeValidator(_list)]


class Key(Model):
    """An attribute of a record with one value: given by the user, or derived from another key or a unit."""

    vocabulary: str | None = None
    default: str | None = None
    given_from: Literal["region"] | None = Field(None, alias="from")
    from_category: dict[str, str] = {}
    attribute: str | None = None
    owner: str | None = Field(None, alias="of")
    dimension_of: str | None = None

    @property
    def kind(self) -> Literal["vocabulary", "attribute", "dimension_of", "from_category"]:
        if self.dimension_of is not None:
            return "dimension_of"
        if self.attribute is not None:
            return "attribute"
        return "from_category" if self.from_category else "vocabulary"

    @property
    def of(self) -> str | None:
        """The key whose attribute, or the parameter whose unit, this one is."""
        return self.dimension_of or self.owner

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

    `over`: what it is summed over. `by`: axes matched to keys of the upstream records. `match`: instead of a
    step, the activity of reported plants that name this record. `missing`: what holds if nothing is found.
    """

    method: str
    step: str
    over: tuple[str, ...]
    by: tuple[str, ...]
    match: Literal["record"] | None
    missing: Literal["NE", "0", "error"]


class Parameter(Model):
    """A number that a formula needs. `unit` has several entries where a key with `dimension_of` picks one."""

    unit: str | dict[str, str]
    given_from: str | None = Field(None, alias="from")
    linked: str | None = Field(None, alias="link")
    by: tuple[str, ...] = ()
    over: OneOrMany = ()
    match: Literal["record"] | None = None
    missing: Literal["NE", "0", "error"] = "NE"
    default: Number | None = None
    integer: Flag = False
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


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """Where an output is reported instead of the record's own category.

    Either an attribute of the member of key `of`, or the route that a setting chooses, if `when` holds.
    """

    attribute: str | None = None
    of: str | None = None
    setting: str | None = None
    routes: Mapping[str, str] = field(default_factory=dict)
    when: Conditions = field(default_factory=dict)


def _category_rule(value: Any, info: ValidationInfo) -> CategoryRule:
    node: Node = node_of(value)
    problems = cast(Problems, info.context)
    texts = read_texts(node) if isinstance(node, MappingNode) else {}
    match texts:
        case {"attribute": attribute, "of": of, **others} if not others:
            return CategoryRule(attribute, of)
        case {"setting": setting, **routes} if routes and isinstance(node, MappingNode):
            when = node.get("when")
            conditions = read_texts(when) if isinstance(when, MappingNode) else {}
            return CategoryRule(None, None, setting, routes, conditions)
    problems.add("one-of", node.place, fields="attribute + of, setting + routes")
    raise reported()


CategoryField = Annotated[CategoryRule, PlainValidator(_category_rule), WithJsonSchema({"type": "object"})]


class Output(Model):
    """A step that is an emission. `gas` is a gas, or the key or axis that names it."""

    value: str
    gas: str
    memo: dict[str, Conditions] = {}
    origin: Annotated[dict[Literal["fossil", "biogenic"], Conditions], BeforeValidator(_origin)] = {}
    category: CategoryField | None = None

    @staticmethod
    def first_true(rules: Mapping[Any, Conditions], keys: Mapping[str, str]) -> Any:
        """The first name whose conditions all hold; None when there is none."""
        for name, conditions in rules.items():
            if all(keys.get(key) == value for key, value in conditions.items()):
                return name
        return None

    def conditions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every name that a memo or origin rule mentions, with its path in the output."""
        for part, rules in (("memo", self.memo), ("origin", self.origin)):
            for rule, conditions in rules.items():
                yield from ((key, (part, rule, key)) for key in conditions)


class Check(Model):
    """A condition in the formula language that the numbers of a record must meet."""

    condition: str
    level: Literal["error", "warning"] = "error"
    message: LocalText


class Method(Model):
    """A way to calculate the emissions of some categories.

    `history_from` names the parameter that holds the first year of a record's history.
    """

    name: str = Field(alias="method")
    title: LocalText
    tier: Whole
    categories: tuple[str, ...]
    reference: tuple[Reference, ...] = ()
    note: LocalText | None = None
    history_from: str | None = None
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

    def vocabulary_of(self, name: str) -> str | None:
        """The vocabulary of a key or an axis; for an attribute, that of the key that owns it."""
        if name in self.axes:
            return self.axes[name].vocabulary
        key = self.keys.get(name)
        if key is not None and key.kind == "attribute":
            key = self.keys.get(key.of or "")
        return key.vocabulary if key is not None else None


def read_method(node: Node, problems: Problems) -> Method | None:
    """Read a method file. When anything in it is an error, the problems say so and the result is None."""
    found = Problems()
    method = parse(Method, node, found)
    if method is not None:
        _settle_units(method)
        _Fit(method, found).check()
    problems.extend(found)
    return None if found.has_errors else method


def _settle_units(method: Method) -> None:
    """Find the key that picks the unit of each parameter with several: its own, or one with equal choices."""
    choosing = {key.dimension_of: name for name, key in method.keys.items() if key.dimension_of}
    for name, parameter in method.parameters.items():
        if isinstance(parameter.unit, str):
            continue
        labels = list(parameter.unit)
        alike = (key for of, key in choosing.items() if _labels(method, of) == labels)
        parameter._unit_key = choosing.get(name) or next(alike, "")


def _labels(method: Method, parameter: str) -> list[str]:
    unit = method.parameters[parameter].unit if parameter in method.parameters else ""
    return list(unit) if isinstance(unit, dict) else []


class _Fit:
    """Whether the parts of a method fit together."""

    def __init__(self, method: Method, problems: Problems) -> None:
        self.method = method
        self.problems = problems
        self.sections = ("keys", "axes", "parameters", "steps")

    def check(self) -> None:
        self._names()
        for name, key in self.method.keys.items():
            self._key(name, key)
        for name, axis in self.method.axes.items():
            self._axis(name, axis)
        for name, parameter in self.method.parameters.items():
            self._parameter(name, parameter)
        for name, step in self.method.steps.items():
            self._step(name, step)
        for index, output in enumerate(self.method.emissions):
            self._output(index, output)
        if self.method.history_from is not None:
            self._known(self.method.history_from, self.method.parameters, "history_from")

    def _names(self) -> None:
        first: dict[str, str] = {}
        for section in self.sections:
            for name in getattr(self.method, section):
                place = self._place_of_key(section, name)
                if name in first:
                    self.problems.add("name-twice", place, name=name, first=first[name])
                elif not NAME.fullmatch(name) or name in RESERVED:
                    self.problems.add("bad-name", place, text=name)
                first.setdefault(name, section)

    def _key(self, name: str, key: Key) -> None:
        fields = {"vocabulary": key.vocabulary, "attribute": key.attribute, "dimension_of": key.dimension_of}
        self._one_of(("keys", name), fields)
        if key.kind == "attribute":
            owners = [other for other, k in self.method.keys.items() if k.vocabulary]
            self._known(key.of or "", owners, "keys", name, "of")
        elif key.kind == "dimension_of":
            several = [other for other in self.method.parameters if _labels(self.method, other)]
            self._known(key.of or "", several, "keys", name, "dimension_of")

    def _axis(self, name: str, axis: Axis) -> None:
        self._one_of(("axes", name), {"members": axis.members, "given": axis.given, "table": axis.table})
        if axis.given is not None:
            given = [other for other, p in self.method.parameters.items() if name in p.by]
            self._known(axis.given, given, "axes", name, "given")
            if axis.vocabulary is None:
                self.problems.add("missing-field", self.method.place("axes", name), field="vocabulary")

    def _parameter(self, name: str, parameter: Parameter) -> None:
        at = ("parameters", name)
        self._one_of(at, {"from": parameter.given_from, "link": parameter.linked})
        for key in parameter.by:
            self._known(key, [*self.method.keys, *self.method.axes, AREA, YEAR], *at, "by")
        if parameter.default not in (None, 0.0, 1.0):
            self.problems.add("bad-default", self.method.place(*at, "default"), text=f"{parameter.default:g}")
        if parameter.share_over is not None:
            self._known(parameter.share_over, parameter.by, *at, "over")
        if not isinstance(parameter.unit, str) and not parameter.unit_key:
            self.problems.add("unit-without-key", self.method.place(*at, "unit"), parameter=name)

    def _step(self, name: str, step: Step) -> None:
        at = ("steps", name)
        self._one_of(at, {"formula": step.formula, "by": step.by})
        if step.by is None:
            return
        self._known(step.by, self.method.keys, *at, "by")
        if not step.cases:
            self.problems.add("missing-field", self.method.place(*at), field="cases")
        key = self.method.keys.get(step.by)
        if key is not None and key.kind == "dimension_of":
            labels = _labels(self.method, key.of or "")
            for case in step.cases:
                self._known(case, labels, *at, "cases", case, code="unknown-case")

    def _output(self, index: int, output: Output) -> None:
        at = ("emissions", index)
        names = [*self.method.keys, *self.method.axes]
        self._known(output.value, self.method.steps, *at, "value")
        if output.gas.islower():  # gases are written with capitals
            self._known(output.gas, names, *at, "gas")
        for key, path in output.conditions():
            self._known(key, [*names, GAS], *at, *path)
        if (rule := output.category) is not None:
            for key in [rule.of] if rule.of else rule.when:
                self._known(key, self.method.keys, *at, "category")

    def _known(self, name: str, known: Iterable[str], *at: str | int, code: str = "unknown-name") -> None:
        choices = list(known)
        if name not in choices:
            self.problems.add_unknown(code, self.method.place(*at), name, choices)

    def _one_of(self, at: tuple[str, ...], fields: Mapping[str, object]) -> None:
        if sum(bool(value) for value in fields.values()) != 1:
            self.problems.add("one-of", self.method.place(*at), fields=", ".join(fields))

    def _place_of_key(self, section: str, name: str) -> Any:
        return self.method.place(section, name, "[key]")
