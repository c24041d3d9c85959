"""Formulas as the cells of a workbook compute them.

The workbook decides where values stand; this module decides what a formula says. Only functions that every
spreadsheet program in use computes (none newer than Excel 2010). Two habits of Excel are kept in mind throughout:
a minus sign binds tighter than `^`, and `^` groups from the left.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from ghginv.formula.tree import Binary, Call, Missing, Name, Negate, Node, Number, Scale

Side = Literal["before", "after"]

_FUNCTIONS = {"exp": "EXP", "ln": "LN", "sqrt": "SQRT", "abs": "ABS", "min": "MIN", "max": "MAX"}
_SIGNS = {"**": "^", "==": "="}
_COMPARE, _ADD, _MULTIPLY, _POWER, _ATOM = range(5)
_BINDING = {
    "<": _COMPARE, "<=": _COMPARE, ">": _COMPARE, ">=": _COMPARE, "==": _COMPARE,
    "+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "**": _POWER,
}  # fmt: skip

Written = tuple[str, int]
"""A piece of a formula, and how tightly its outermost sign binds."""


class Cells(Protocol):
    """Where values stand, seen from the cell that a formula is for.

    Every answer is one operand: a cell, a defined name, a call. Where there can be nothing, it is None.
    """

    def here(self, name: str) -> str:
        """The value of a name for the same record, axis members and year."""

    def count(self, name: str) -> str:
        """The same for a number of years, as a whole number."""

    def year(self) -> str:
        """The year."""

    def previous(self, name: str) -> str | None:
        """The value of the year before; None in the first year."""

    def history(self, name: str, with_now: bool) -> tuple[str, str] | None:
        """Ranges of the values and of their years, from the first year to this one or to the one before."""

    def total(self, name: str, over: tuple[str, ...]) -> str:
        """The values of all members of some axes, added up."""

    def scale(self, factor: float, source: str, target: str) -> str:
        """The factor of a change of unit."""

    def is_given(self, name: str) -> bool:
        """Whether a series has a number for this year."""

    def nearest(self, name: str, side: Side, of: str) -> str | None:
        """The value of `of` in the nearest year on one side for which the series `name` has a number."""

    def nearest_year(self, name: str, side: Side) -> str:
        """That year."""


def render(tree: Node, cells: Cells) -> str:
    """The formula of one cell, with its leading `=`."""
    return "=" + _write(tree, cells)[0]


def lift(trees: Mapping[str, Node]) -> dict[str, Node]:
    """The steps with every sum over more than a name turned into a sum over a step of its own.

    A cell can add up a column, not an expression for each of several rows. The new steps stand before the one that
    needs them and are called `STEP:1`, `STEP:2`, ..., which no author can write.
    """
    lifted: dict[str, Node] = {}
    for name, tree in trees.items():
        parts: dict[str, Node] = {}
        rest = _lift(tree, name, parts)
        lifted |= parts
        lifted[name] = rest
    return lifted


def _lift(node: Node, step: str, parts: dict[str, Node]) -> Node:
    node = node.with_children(tuple(_lift(child, step, parts) for child in node.children))
    if isinstance(node, Call) and node.function == "sum" and not isinstance(node.arguments[0], Name):
        part = f"{step}:{len(parts) + 1}"
        parts[part] = node.arguments[0]
        return node.with_children((Name(part),))
    return node


def _write(node: Node, cells: Cells) -> Written:
    match node:
        case Number(text=text):
            return text.upper(), _ATOM
        case Missing():
            return "NA()", _ATOM
        case Name(id="year"):
            return cells.year(), _ATOM
        case Name(id=name):
            return cells.here(name), _ATOM
        case Negate(operand=operand):
            return f"(-{_at_least(operand, _ATOM, cells)})", _ATOM
        case Scale(factor=factor, source=source, target=target, operand=operand):
            return f"{_at_least(operand, _MULTIPLY, cells)}*{cells.scale(factor, source, target)}", _MULTIPLY
        case Binary(operator=operator) if _BINDING[operator] == _COMPARE:
            return f"IF({_condition(node, cells)},1,0)", _ATOM
        case Binary(operator=operator, left=left, right=right):
            # The left side of a power always stands in brackets unless it is an atom: who reads it need not know.
            binding = _BINDING[operator]
            first = _at_least(left, _ATOM if operator == "**" else binding, cells)
            return f"{first}{_SIGNS.get(operator, operator)}{_at_least(right, binding + 1, cells)}", binding
        case Call():
            return _call(node, cells)
    raise AssertionError(node)


def _at_least(node: Node, binding: int, cells: Cells) -> str:
    """The text of a node, in brackets if its own sign binds less tightly than its surroundings need."""
    return _bracketed(_write(node, cells), binding)


def _bracketed(written: Written, binding: int) -> str:
    text, own = written
    return text if own >= binding else f"({text})"


def _condition(node: Node, cells: Cells) -> str:
    """What stands first in `IF`."""
    if isinstance(node, Binary) and _BINDING[node.operator] == _COMPARE:
        sign = _SIGNS.get(node.operator, node.operator)
        return f"{_at_least(node.left, _ADD, cells)}{sign}{_at_least(node.right, _ADD, cells)}"
    return _write(node, cells)[0]


def _call(node: Call, cells: Cells) -> Written:
    match node:
        case Call(function="sum", arguments=(Name(id=name),), over=over):
            return cells.total(name, over), _ATOM
        case Call(function="previous", arguments=(Name(id=name),), option=Node() as initial):
            before = cells.previous(name)
            return _write(initial, cells) if before is None else (before, _ATOM)
        case Call(function="lag", arguments=(Name(id=name), years), option=Node() as before):
            return _lag(name, years, before, cells)
        case Call(function="window", arguments=(Name(id=name), youngest, oldest)):
            return _window(name, youngest, oldest, cells)
        case Call(function="between", arguments=(Name(id=name),)):
            return _between(name, cells)
        case Call(function="extend", arguments=(Name(id=name),), option=Name(id=along)):
            return _extend(name, along, cells)
        case Call(function="where", arguments=(condition, then, otherwise)):
            results = f"{_write(then, cells)[0]},{_write(otherwise, cells)[0]}"
            return f"IF({_condition(condition, cells)},{results})", _ATOM
    arguments = ",".join(_write(argument, cells)[0] for argument in node.arguments)
    return f"{_FUNCTIONS[node.function]}({arguments})", _ATOM


def _count(node: Node, cells: Cells) -> Written:
    """A number of years: whole numbers and integer parameters, added and subtracted."""
    match node:
        case Name(id=name):
            return cells.count(name), _ATOM
        case Scale(operand=operand):
            return _count(operand, cells)
        case Binary(operator="+" | "-" as sign, left=left, right=right):
            return f"{_count(left, cells)[0]}{sign}{_bracketed(_count(right, cells), _ATOM)}", _ADD
    return _write(node, cells)


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


def _lag(name: str, years: Node, before: Node, cells: Cells) -> Written:
    # Only rows above, unless the lag is a plain 0: a range that reached down to this row would be a ring.
    found = cells.history(name, with_now=_is_zero(years))
    if found is None:
        return _write(before, cells)
    values, their_years = found
    first = their_years.split(":")[0]
    wanted = f"{cells.year()}-{_bracketed(_count(years, cells), _ATOM)}"
    start = _write(before, cells)[0]
    return f"IF({wanted}<{first},{start},INDEX({values},{wanted}-{first}+1))", _ATOM


def _window(name: str, youngest: Node, oldest: Node, cells: Cells) -> Written:
    found = cells.history(name, with_now=_is_zero(youngest))
    if found is None:
        return "0", _ATOM
    values, their_years = found
    limits = [
        f'{their_years},"{sign}"&({cells.year()}-{_bracketed(_count(age, cells), _ATOM)})'
        for sign, age in ((">=", oldest), ("<=", youngest))
    ]
    return f"SUMIFS({values},{','.join(limits)})", _ATOM


def _between(name: str, cells: Cells) -> Written:
    if cells.is_given(name):
        return cells.here(name), _ATOM
    left, right = (cells.nearest(name, side, name) for side in ("before", "after"))
    if left is None or right is None:
        return "NA()", _ATOM
    return f"{left}+({right}-{left})*{_way(name, cells)}", _ADD


def _extend(name: str, along: str, cells: Cells) -> Written:
    if cells.is_given(name):
        return cells.here(name), _ATOM
    left, right = _ratio(name, along, "before", cells), _ratio(name, along, "after", cells)
    if left is not None and right is not None:
        ratio = f"({left}+({right}-{left})*{_way(name, cells)})"
    else:
        ratio = left or right or "NA()"
    return f"{ratio}*{cells.here(along)}", _MULTIPLY


def _ratio(name: str, along: str, side: Side, cells: Cells) -> str | None:
    value, guide = cells.nearest(name, side, name), cells.nearest(name, side, along)
    return None if value is None or guide is None else f"{value}/{guide}"


def _way(name: str, cells: Cells) -> str:
    """How far this year is from the given one before it to the given one after it, as a share."""
    before, after = cells.nearest_year(name, "before"), cells.nearest_year(name, "after")
    return f"({cells.year()}-{before})/({after}-{before})"
