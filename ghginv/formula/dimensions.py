"""Units of every step: checked against what the step declares, and changes of unit put into the tree.

Each step is checked alone, from the declared units of what it mentions, so recursion needs nothing special.
The year has dimension one (as the radian has); carbon and nitrogen are dimensions of their own that only the
molecular ratios of the library join.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ghginv.formula.tree import Binary, Call, FormulaError, Missing, Name, Negate, Node, Number, Scale, walk
from ghginv.units import Unit, unit

#: Bare numbers a formula may hold: anything else is a conversion or a factor and belongs in data.
PLAIN_NUMBERS = (0.0, 0.5, 1.0, 2.0)


class Measure(NamedTuple):
    """The unit of a part of a formula. `text` is how its author would write it."""

    unit: Unit
    text: str


ONE = Measure(Unit(1.0, ()), "1")
#: Zero, and what is not estimated, are of any unit.
ANY = None


def check(tree: Node, units: Mapping[str, str], declared: str, empirical: bool) -> Node:
    """The tree with the changes of unit that make its result come out in `declared`.

    units: the declared unit of each name. empirical: the formula is a regression on plain numbers, each name
    standing for its number in its own unit; it is taken on trust.
    Raises FormulaError for bare numbers, for units that do not fit, and for an unknown unit.
    """
    if empirical:
        return tree
    _refuse_bare_numbers(tree)
    result, measure = _Checker(units).visit(tree)
    return _to(result, measure, Measure(unit(declared), declared))


def _refuse_bare_numbers(tree: Node) -> None:
    for node in walk(tree):
        allowed: list[Node] = []
        if isinstance(node, Binary) and node.operator == "**":
            allowed = [node.right]
        elif isinstance(node, Call) and node.function in ("lag", "window"):
            allowed = [n for argument in node.arguments[1:] for n in walk(argument)]
        for child in node.children if not isinstance(node, Number) else ():
            if isinstance(child, Number) and child.value not in PLAIN_NUMBERS and child not in allowed:
                raise FormulaError("formula-bare-number", child.column, child.end, number=child.text)
    if isinstance(tree, Number) and tree.value not in PLAIN_NUMBERS:
        raise FormulaError("formula-bare-number", tree.column, tree.end, number=tree.text)


class _Checker:
    def __init__(self, units: Mapping[str, str]) -> None:
        self.units = units

    def visit(self, node: Node) -> tuple[Node, Measure | None]:
        match node:
            case Number(value=value):
                return node, ANY if value == 0 else ONE
            case Missing():
                return node, ANY
            case Name(id=name):
                return node, Measure(unit(self.units[name]), self.units[name])
            case Negate(operand=operand):
                tree, measure = self.visit(operand)
                return replace(node, operand=tree), measure
            case Binary(operator="*" | "/" as operator):
                left, right = self.visit(node.left), self.visit(node.right)
                tree = replace(node, left=left[0], right=right[0])
                return tree, _product(left[1] or ONE, right[1] or ONE, -1 if operator == "/" else 1)
            case Binary(operator="**"):
                return self._power(node)
            case Binary():
                (left_tree, right_tree), measure = self._alike(node, [node.left, node.right])
                compares = node.operator not in ("+", "-")
                return replace(node, left=left_tree, right=right_tree), ONE if compares else measure
            case Call():
                return self._call(node)
        raise AssertionError(node)

    def _call(self, node: Call) -> tuple[Node, Measure | None]:
        first, *rest = node.arguments
        if node.function in ("exp", "ln"):
            tree, measure = self.visit(first)
            return replace(node, arguments=(_to(tree, measure, ONE),)), ONE
        if node.function == "sqrt":
            tree, measure = self.visit(first)
            return replace(node, arguments=(tree,)), _raised(measure or ONE, 0.5)
        if node.function in ("min", "max"):
            trees, measure = self._alike(node, list(node.arguments))
            return replace(node, arguments=tuple(trees)), measure
        if node.function == "where":
            condition, _ = self.visit(first)
            trees, measure = self._alike(node, rest)
            return replace(node, arguments=(condition, *trees)), measure
        if node.function in ("lag", "window"):
            rest = [_to(*self.visit(count), ONE) for count in rest]
        tree, measure = self.visit(first)
        option = node.option
        if node.function == "extend" and option is not None:
            option, _ = self.visit(option)
        elif option is not None:
            option = _to(*self.visit(option), measure)
        return replace(node, arguments=(tree, *rest), option=option), measure

    def _power(self, node: Binary) -> tuple[Node, Measure | None]:
        base, measure = self.visit(node.left)
        exponent, power = self.visit(node.right)
        exponent = _to(exponent, power, ONE)
        if isinstance(exponent, Number):
            return replace(node, left=base, right=exponent), _raised(measure or ONE, exponent.value)
        return replace(node, left=_to(base, measure, ONE), right=exponent), ONE

    def _alike(self, node: Node, parts: list[Node]) -> tuple[list[Node], Measure | None]:
        """The parts in the unit of the first of them that has one."""
        visited = [self.visit(part) for part in parts]
        common = next((measure for _, measure in visited if measure is not ANY), ANY)
        # A one stands beside any fraction, so that of `1 - x` with x in percent, x is brought to a fraction.
        return [_to(tree, measure, common) for tree, measure in visited], common


def _to(tree: Node, measure: Measure | None, wanted: Measure | None) -> Node:
    if measure is ANY or wanted is ANY:
        return tree
    if measure.unit.dimension != wanted.unit.dimension:
        raise FormulaError("formula-unit", tree.column, tree.end, found=measure.text, wanted=wanted.text)
    factor = _ratio(measure.unit.scale, wanted.unit.scale)
    if factor == 1.0:
        return tree
    return Scale(tree, factor, measure.text, wanted.text, column=tree.column, end=tree.end)


def _ratio(numerator: float, denominator: float) -> float:
    """The quotient, without the last-digit noise that products of scales leave behind."""
    quotient = numerator / denominator
    tidy = float(f"{quotient:.12g}")
    return tidy if abs(tidy - quotient) <= 4e-15 * abs(quotient) else quotient


def _product(left: Measure, right: Measure, power: int) -> Measure:
    dimension = dict(left.unit.dimension)
    for name, exponent in right.unit.dimension:
        dimension[name] = dimension.get(name, 0) + power * exponent
    scale = left.unit.scale * right.unit.scale**power
    text = _written({**_symbols(left.text)}, _symbols(right.text), power)
    return Measure(Unit(scale, tuple(sorted((n, e) for n, e in dimension.items() if e))), text)


def _raised(measure: Measure, power: float) -> Measure:
    dimension = tuple((name, exponent * power) for name, exponent in measure.unit.dimension)
    text = _written({}, _symbols(measure.text), power)
    return Measure(Unit(measure.unit.scale**power, tuple((n, e) for n, e in dimension if e)), text)


def _symbols(text: str) -> dict[str, float]:
    """`kg N/TJ` -> {kg: 1, N: 1, TJ: -1}: units as their authors write them, for showing only."""
    found: dict[str, float] = {}
    for index, part in enumerate(text.split("/")):
        for word in part.strip("() ").split():
            name, _, power = word.partition("**")
            exponent = float(power or 1) * (1 if index == 0 else -1)
            if name not in ("1", ""):
                found[name] = found.get(name, 0) + exponent
    return found


def _written(left: dict[str, float], right: dict[str, float], power: float) -> str:
    for name, exponent in right.items():
        left[name] = left.get(name, 0) + power * exponent

    def word(name: str, exponent: float) -> str:
        return name if exponent == 1 else f"{name}**{exponent:g}"

    above = " ".join(word(n, e) for n, e in left.items() if e > 0)
    below = "/".join(word(n, -e) for n, e in left.items() if e < 0)
    return f"{above or '1'}/{below}" if below else above or "1"
