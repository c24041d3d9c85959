"""Reading a method file: what it says must fit together, in its names, its defaults and what its outputs mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ghginv.model.base import parse
from ghginv.model.factor import AREA, YEAR
from ghginv.model.method import GAS, NAME, RESERVED, Axis, Key, Method, Parameter, Step
from ghginv.model.output import Output
from ghginv.problems import Problems
from ghginv.source import Node


def read_method(node: Node, problems: Problems) -> Method | None:
    """Read a method file. When anything in it is an error, the problems say so and the result is None."""
    found = Problems()
    method = parse(Method, node, found)
    if method is not None:
        method.settle_units()
        _Fit(method, found).check()
    problems.extend(found)
    return None if found.has_errors else method


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
            several = {other: found for other in self.method.parameters if (found := self.method.unit_labels(other))}
            choices = several.get(key.of or "")
            for parameter in key.dimension_of:
                alike = [other for other, labels in several.items() if choices in (None, labels)]
                self._known(parameter, alike, "keys", name, "dimension_of")

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
            labels = self.method.unit_labels(key.of or "")
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
            if rule.of is not None:
                self._known(rule.of, names, *at, "category")
            for key in rule.when:
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
