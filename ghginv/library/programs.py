"""From the formulas of a method to programs, one for each choice of cases and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from ghginv.formula.program import Declared, Program, StepError, StepText, build, build_condition
from ghginv.formula.tree import FormulaError, Node
from ghginv.model.catalogue import Constant
from ghginv.model.factor import YEAR
from ghginv.model.method import Check, Method
from ghginv.problems import Place, Problems

_WORD = re.compile(r"[A-Za-z_]\w*")


class Programs:
    """The programs of all methods of a library."""

    def __init__(self, constants: Mapping[str, Constant]) -> None:
        self._constants = constants
        self._programs: dict[tuple[int | str, ...], Program] = {}
        self._conditions: dict[tuple[int, int], Node] = {}

    def program(self, method: Method, keys: Mapping[str, str]) -> Program:
        """The program of a method for records with these keys. Raises StepError."""
        identity: tuple[int | str, ...] = (id(method), *(keys.get(key, "") for key in choosing_keys(method)))
        if identity not in self._programs:
            self._programs[identity] = self._build(method, keys)
        return self._programs[identity]

    def condition(self, method: Method, check: Check, program: Program) -> Node:
        """The condition of a check, on the names of a program. Raises FormulaError."""
        identity = (id(program), method.checks.index(check))
        if identity not in self._conditions:
            self._conditions[identity] = build_condition(check.condition, program)
        return self._conditions[identity]

    def _build(self, method: Method, keys: Mapping[str, str]) -> Program:
        chosen = {
            name: StepText(formula, step.unit, step.empirical)
            for name, step in method.steps.items()
            if (formula := step.formula_for(keys)) is not None
        }
        steps = {name: chosen[name] for name in _wanted(method, chosen)}
        declared = {
            name: Declared(p.unit_for(keys), frozenset(p.by).intersection(method.axes), p.integer)
            for name, p in method.parameters.items()
        }
        mentioned = {word for step in steps.values() for word in _words(step.formula)}
        mentioned |= {word for check in method.checks for word in _words(check.condition)}
        constants = {n: Declared(self._constants[n].unit) for n in self._constants if n in mentioned}
        return build(steps, {YEAR: Declared("yr"), **constants, **declared})

    def check(self, method: Method, problems: Problems) -> None:
        """Report what the formula language refuses in a method, for every choice of cases and units."""
        for keys in choices(method):
            self.accepted(method, keys, problems)

    def accepted(self, method: Method, keys: Mapping[str, str], problems: Problems) -> Program | None:
        """The program for records with these keys; None, with problems, if the language refuses it or a condition."""
        try:
            program = self.program(method, keys)
        except StepError as error:
            place, text = _formula(method, error.step, keys)
            _report(error.error, place, text, problems)
            return None
        is_right = True
        for number, check in enumerate(method.checks):
            try:
                self.condition(method, check, program)
            except FormulaError as error:
                _report(error, method.place("checks", number, "condition"), check.condition, problems)
                is_right = False
        return program if is_right else None


def _wanted(method: Method, chosen: Mapping[str, StepText]) -> list[str]:
    """The steps that are worked out: all but those which serve cases that do not hold, and nothing else.

    Wanted are what is emitted, what is checked, and what no other step mentions in any case, since it is there to be
    looked at; with all that these need.
    """
    in_any_case = {
        name: {word for text, _ in step.formulas() for word in _words(text)} - {name}
        for name, step in method.steps.items()
    }
    ends = {output.value for output in method.emissions}
    ends |= {word for check in method.checks for word in _words(check.condition)}
    ends |= set(method.steps).difference(*in_any_case.values())
    # Steps that mention each other only, a ring that nothing leads to, are there to be looked at too.
    ends |= set(method.steps) - _reached(ends, in_any_case)
    reached = _reached(ends, {name: set(_words(step.formula)) for name, step in chosen.items()})
    return [name for name in chosen if name in reached]


def _reached(ends: Iterable[str], leads_to: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = list(ends)
    while left:
        name = left.pop()
        if name not in found and name in leads_to:
            found.add(name)
            left.extend(leads_to[name])
    return found


def _words(formula: str) -> list[str]:
    return _WORD.findall(formula)


def choosing_keys(method: Method) -> list[str]:
    """The keys that decide which formula or unit holds."""
    used = {step.by for step in method.steps.values()} | {p.unit_key for p in method.parameters.values()}
    return [key for key in method.keys if key in used]


def choices(method: Method) -> Iterator[dict[str, str]]:
    """Every combination of the values that cases and units name; an empty text stands for all others."""
    values: dict[str, dict[str, None]] = {key: {} for key in choosing_keys(method)}
    for step in method.steps.values():
        if step.by in values:
            others = [""] if step.otherwise is not None else []
            values[step.by].update(dict.fromkeys([*step.cases, *others]))
    for parameter in method.parameters.values():
        if parameter.unit_key and not isinstance(parameter.unit, str):
            values[parameter.unit_key].update(dict.fromkeys(parameter.unit))
    for combination in product(*values.values()):
        yield dict(zip(values, combination, strict=True))


def _formula(method: Method, name: str, keys: Mapping[str, str]) -> tuple[Place | None, str]:
    """The formula of a step that holds for these keys, and where it stands."""
    step = method.steps[name]
    wanted = step.formula_for(keys) or ""
    path = next(path for text, path in step.formulas() if text == wanted)
    return method.place("steps", name, *path), wanted


def _report(error: FormulaError, place: Place | None, text: str, problems: Problems) -> None:
    """At its columns within the formula, where that stands on one line as it is."""
    quotes = place.end_column - place.column - len(text) if place else -1
    if place is not None and quotes in (0, 2) and error.code != "formula-ring":  # the whole formula is at fault
        start = place.column + quotes // 2 - 1
        place = Place(place.file, place.line, start + error.column, start + error.end)
    problems.add(error.code, place, **error.values)
