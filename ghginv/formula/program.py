"""The steps of a method made ready to evaluate: parsed, ordered, with axes inferred and units settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from ghginv.formula import axes, dimensions, order
from ghginv.formula.tree import Binary, Call, FormulaError, Name, Node, Number, names, parse, walk


class StepText(NamedTuple):
    """A step as its author wrote it, its case already chosen."""

    formula: str
    unit: str
    empirical: bool = False


class Declared(NamedTuple):
    """A parameter or constant: its unit and the axes it varies over. `integer`: a whole number of years."""

    unit: str
    axes: frozenset[str] = frozenset()
    integer: bool = False


class Program(NamedTuple):
    """What evaluation needs.

    trees: each step's formula with its changes of unit, in reading order. groups: the order of evaluation.
    axes, units: of every name. inputs: the parameters and constants that the steps mention.
    """

    trees: Mapping[str, Node]
    groups: tuple[order.Group, ...]
    axes: Mapping[str, frozenset[str]]
    units: Mapping[str, str]
    inputs: tuple[str, ...]

    def seen_in_years(self) -> frozenset[str]:
        """Parameters whose given years matter: those of `between` and `extend`."""
        calls = [n for tree in self.trees.values() for n in walk(tree) if isinstance(n, Call)]
        return frozenset(
            subject.id
            for call in calls
            if call.function in ("between", "extend") and isinstance(subject := call.arguments[0], Name)
        )

    def starts(self) -> frozenset[str]:
        """What a running total begins with: the names given as `initial`."""
        calls = [n for tree in self.trees.values() for n in walk(tree) if isinstance(n, Call)]
        starts = [call.option for call in calls if call.function == "previous"]
        return frozenset(start.id for start in starts if isinstance(start, Name))

    def looks_back(self) -> bool:
        """Whether any step needs years other than its own."""
        return any(
            isinstance(node, Call) and node.function in ("previous", "lag", "window", "between", "extend")
            for tree in self.trees.values()
            for node in walk(tree)
        )


class StepError(Exception):
    """A FormulaError with the step it belongs to."""

    def __init__(self, step: str, error: FormulaError) -> None:
        super().__init__(step, error)
        self.step, self.error = step, error


def build(steps: Mapping[str, StepText], declared: Mapping[str, Declared]) -> Program:
    """Makes a program. Raises StepError for the first step that the language or the units refuse."""
    units = {**{name: d.unit for name, d in declared.items()}, **{name: s.unit for name, s in steps.items()}}
    trees: dict[str, Node] = {}
    for name, step in steps.items():
        with _step(name):
            trees[name] = parse(step.formula)
            _check_names(trees[name], units, declared)
    known = {name: d.axes for name, d in declared.items()}
    with _step(next(iter(steps), "")):
        step_axes = axes.infer_all(trees, known)
        groups = order.arrange(trees)
    checked: dict[str, Node] = {}
    for name, step in steps.items():
        with _step(name):
            checked[name] = dimensions.check(trees[name], units, step.unit, step.empirical)
    inputs = dict.fromkeys(n for tree in trees.values() for n in names(tree) if n not in steps)
    return Program(checked, groups, {**known, **step_axes}, units, tuple(inputs))


def build_condition(text: str, program: Program) -> Node:
    """The tree of a check's condition on the names of a program. Raises FormulaError."""
    tree = parse(text)
    _check_names(tree, program.units, {})
    axes.infer(tree, program.axes)
    return dimensions.check(tree, program.units, "1", empirical=False)


def _check_names(tree: Node, units: Mapping[str, str], declared: Mapping[str, Declared]) -> None:
    for node in walk(tree):
        if isinstance(node, Name) and node.id not in units:
            raise FormulaError("formula-unknown-name", node.column, node.end, name=node.id)
        if isinstance(node, Call) and node.function in ("lag", "window"):
            for count in node.arguments[1:]:
                _check_count(count, declared)


def _check_count(node: Node, declared: Mapping[str, Declared]) -> None:
    match node:
        case Number(value=value) if value == int(value) and value >= 0:
            return
        case Name(id=name) if name in declared and declared[name].integer and not declared[name].axes:
            return
        case Binary(operator="+" | "-", left=left, right=right):
            _check_count(left, declared)
            _check_count(right, declared)
            return
    raise FormulaError("formula-not-whole", node.column, node.end)


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Puts a FormulaError to the step that it names, else to this one."""
    try:
        yield
    except FormulaError as error:
        raise StepError(error.values.get("step", name), error) from None
