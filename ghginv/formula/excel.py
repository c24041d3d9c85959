"""Formulas as a workbook's cells compute them.

The workbook decides where values stand; this module decides what the formula says. Functions older than 2010
only, so that every spreadsheet program in use computes them.
"""

from __future__ import annotations

from typing import Protocol

from ghginv.formula.tree import Binary, Call, Missing, Name, Negate, Node, Number, Scale

#: Excel's smallest and largest of several; the rest of the elementwise functions by name.
_FUNCTIONS = {
    "exp": "EXP",
    "ln": "LN",
    "sqrt": "SQRT",
    "abs": "ABS",
    "min": "MIN",
    "max": "MAX",
    "where": "IF",
}


class Cells(Protocol):
    """Where values stand, seen from the cell that the formula is for.

    Every answer is something Excel reads as one operand: a cell, a defined name, a number.
    """

    def here(self, name: str) -> str:
        """The value of a name for the same record, axis members and year."""

    def earlier(self, name: str, years: int) -> str | None:
        """The same some years earlier; None before the first year."""

    def first_year(self) -> bool:
        """Whether there is no year before this one."""

    def column(self, name: str, start: int) -> tuple[str, str] | None:
        """Ranges of the name's values and of their years, first year to `start` years before this one."""

    def year(self) -> str:
        """The cell with the year."""

    def members(self, tree: Node, over: tuple[str, ...]) -> list[str]:
        """Cells of a lifted operand, one for each combination of members summed over."""

    def scale(self, factor: float, source: str, target: str) -> str:
        """The cell or name of a change of unit."""

    def given(self, name: str) -> tuple[bool, int | None, int | None]:
        """Whether this year was given, and how many years away the nearest given ones are (before, after)."""


def render(tree: Node, cells: Cells) -> str:
    """The formula of one cell, with its leading `=`."""
    return "=" + _render(tree, cells)


def _render(node: Node, cells: Cells) -> str:
    # Whatever is put in is an atom or stands in parentheses: Excel reads -a^b as (-a)^b and a^b^c from the left.
    match node:
        case Number(text=text):
            return text
        case Missing():
            return "NA()"
        case Name(id=name):
            return cells.here(name)
        case Negate(operand=operand):
            return f"(-{_atom(operand, cells)})"
        case Scale(factor=factor, source=source, target=target, operand=operand):
            return f"{_atom(operand, cells)}*{cells.scale(factor, source, target)}"
        case Binary(operator=operator, left=left, right=right):
            sign = {"**": "^", "==": "="}.get(operator, operator)
            tight = operator in ("*",) and isinstance(left, Binary) and left.operator == "*"
            return f"{_render(left, cells) if tight else _atom(left, cells)}{sign}{_atom(right, cells)}"
        case Call():
            return _call(node, cells)
    raise AssertionError(node)


def _atom(node: Node, cells: Cells) -> str:
    text = _render(node, cells)
    return f"({text})" if isinstance(node, Binary | Scale) else text


def _call(node: Call, cells: Cells) -> str:
    match node:
        case Call(function="sum", arguments=[argument], over=over):
            return f"SUM({','.join(cells.members(argument, over))})"
        case Call(function="previous", arguments=[Name(id=name)], option=Node() as initial):
            before = cells.earlier(name, 1)
            return _atom(initial, cells) if before is None else before
        case Call(function="lag", arguments=[Name(id=name), n], option=Node() as before):
            column = cells.column(name, 0 if _is_zero(n) else 1)
            start = _atom(before, cells)
            if column is None:
                return start
            values, years = column
            wanted = f"{cells.year()}-{_atom(n, cells)}"
            first = years.split(":")[0]
            return f"IF({wanted}<{first},{start},INDEX({values},{wanted}-{first}+1))"
        case Call(function="window", arguments=[Name(id=name), first, last]):
            column = cells.column(name, 0 if _is_zero(first) else 1)
            if column is None:
                return "0"
            values, years = column
            oldest, newest = (
                f'"{sign}"&({cells.year()}-{_atom(n, cells)})' for sign, n in ((">=", last), ("<=", first))
            )
            return f"SUMIFS({values},{years},{oldest},{years},{newest})"
        case Call(function="between", arguments=[Name(id=name)]):
            return _interpolated(name, cells)
        case Call(function="extend", arguments=[Name(id=name)], option=Name(id=along)):
            return _extended(name, along, cells)
    arguments = ",".join(_render(argument, cells) for argument in node.arguments)
    return f"{_FUNCTIONS[node.function]}({arguments})"


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


def _interpolated(name: str, cells: Cells) -> str:
    given, before, after = cells.given(name)
    if given:
        return cells.here(name)
    if before is None or after is None:
        return "NA()"
    left, right = cells.earlier(name, before), cells.earlier(name, -after)
    return f"{left}+({right}-{left})*{before}/{before + after}"


def _extended(name: str, along: str, cells: Cells) -> str:
    given, before, after = cells.given(name)
    if given:
        return cells.here(name)

    def ratio(years: int) -> str:
        return f"{cells.earlier(name, years)}/{cells.earlier(along, years)}"

    if before is not None and after is not None:
        left, right = ratio(before), ratio(-after)
        mixed = f"({left}+({right}-{left})*{before}/{before + after})"
    elif before is not None:
        mixed = ratio(before)
    elif after is not None:
        mixed = ratio(-after)
    else:
        return "NA()"
    return f"{mixed}*{cells.here(along)}"
