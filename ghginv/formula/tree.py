"""The tree of a formula, and reading it from text.

The grammar is a small part of Python's expression grammar, so Python's own parser does the reading and this
module accepts what the language has and refuses the rest with a `FormulaError` that says what to write instead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

#: Functions of one value or of several, element by element: name -> number of arguments (None: two or more).
ELEMENTWISE: dict[str, int | None] = {
    "exp": 1, "ln": 1, "sqrt": 1, "abs": 1, "min": None, "max": None, "where": 3,
}  # fmt: skip
#: Functions that look along the years or along an axis: name -> (positional arguments, options that must be given).
ALONG: dict[str, tuple[int, tuple[str, ...]]] = {
    "sum": (1, ("over",)),
    "previous": (1, ("initial",)),
    "lag": (2, ("before",)),
    "window": (3, ()),
    "between": (1, ()),
    "extend": (1, ("along",)),
}
#: Those whose first argument must be a name, since a workbook needs a column to point at.
NEEDS_NAME = ("previous", "lag", "window", "between", "extend")
#: Not estimated: allowed as `initial=` and `before=` only.
NOT_ESTIMATED = "NE"

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==",
}  # fmt: skip


class FormulaError(Exception):
    """A formula that the language refuses.

    code: a problem code of the catalogue. column, end: 1-based columns in the formula's text.
    values: what the sentence of that code names.
    """

    def __init__(self, code: str, column: int = 1, end: int | None = None, **values: str) -> None:
        super().__init__(code, values)
        self.code, self.column, self.end, self.values = code, column, end or column + 1, values


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a formula. column, end: where it stands in the text (1-based)."""

    column: int = field(default=1, compare=False, kw_only=True)
    end: int = field(default=2, compare=False, kw_only=True)

    @property
    def children(self) -> tuple[Node, ...]:
        """The parts that this one is made of, left to right."""
        return ()

    def with_children(self, children: tuple[Node, ...]) -> Node:
        """The same node on other parts."""
        return self


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as the author wrote it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A parameter, a step, a constant of the library, or `year`."""

    id: str


@dataclass(frozen=True, slots=True)
class Missing(Node):
    """`NE`: what stands before the first year is not estimated."""


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """A part made of one other."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)

    def with_children(self, children: tuple[Node, ...]) -> Node:
        return replace(self, operand=children[0])


@dataclass(frozen=True, slots=True)
class Negate(Unary):
    """Minus one operand."""


@dataclass(frozen=True, slots=True)
class Scale(Unary):
    """A change of unit, put in by the unit check: `operand` in `source` times `factor` is in `target`."""

    factor: float
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two operands joined by `+ - * / **`, or compared by `< <= > >= ==`."""

    operator: str
    left: Node
    right: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def with_children(self, children: tuple[Node, ...]) -> Node:
        return replace(self, left=children[0], right=children[1])


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function. `over`: the axes of a sum. `option`: the value of `initial`, `before` or `along`."""

    function: str
    arguments: tuple[Node, ...]
    over: tuple[str, ...] = ()
    option: Node | None = None

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments if self.option is None else (*self.arguments, self.option)

    def with_children(self, children: tuple[Node, ...]) -> Node:
        count = len(self.arguments)
        return replace(self, arguments=children[:count], option=children[count] if self.option is not None else None)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, depth first."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def names(node: Node) -> list[str]:
    """Every name the formula mentions, in order, each once."""
    return list(dict.fromkeys(n.id for n in walk(node) if isinstance(n, Name)))


def parse(text: str) -> Node:
    """Reads a formula. Raises FormulaError for whatever is not in the language."""
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError("formula-syntax", error.offset or 1, text=text.strip()) from None
    return _read(body)


def _read(node: ast.expr) -> Node:
    column, end = node.col_offset + 1, (node.end_col_offset or node.col_offset + 1) + 1
    match node:
        case ast.Constant(value=bool()) | ast.Constant(value=str()):
            raise FormulaError("formula-text", column, end, text=ast.unparse(node))
        case ast.Constant(value=int() | float() as value):
            return Number(float(value), ast.unparse(node), column=column, end=end)
        case ast.Name(id=name):
            return Missing(column=column, end=end) if name == NOT_ESTIMATED else Name(name, column=column, end=end)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Negate(_read(operand), column=column, end=end)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Binary(_OPERATORS[type(op)], _read(left), _read(right), column=column, end=end)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPERATORS:
            return Binary(_OPERATORS[type(op)], _read(left), _read(right), column=column, end=end)
        case ast.Call(func=ast.Name(id=function), args=args, keywords=keywords):
            return _read_call(function, args, keywords, column, end)
    raise FormulaError("formula-not-allowed", column, end, text=ast.unparse(node))


def _read_call(function: str, args: list[ast.expr], keywords: list[ast.keyword], column: int, end: int) -> Node:
    arguments = tuple(_read(argument) for argument in args)
    options = {keyword.arg or "**": keyword.value for keyword in keywords}
    count: int | None
    required: tuple[str, ...] = ()
    if function in ELEMENTWISE:
        count = ELEMENTWISE[function]
    elif function in ALONG:
        count, required = ALONG[function]
    else:
        choices = ", ".join([*ELEMENTWISE, *ALONG])
        raise FormulaError("formula-unknown-function", column, end, name=function, choices=choices)
    for option in required:
        if option not in options:
            raise FormulaError("formula-missing-option", column, end, name=function, option=option)
    wrong_count = len(arguments) != count if count is not None else len(arguments) < 2
    if wrong_count or set(options) != set(required):
        raise FormulaError("formula-arguments", column, end, name=function)
    if function in NEEDS_NAME and not isinstance(arguments[0], Name):
        raise FormulaError("formula-needs-name", column, end, name=function)
    over: tuple[str, ...] = ()
    option_node: Node | None = None
    if function == "sum":
        over = _axes(options["over"], column, end)
    elif required:
        option_node = _read(options[required[0]])
        if function == "extend" and not isinstance(option_node, Name):
            raise FormulaError("formula-needs-name", column, end, name="along")
    return Call(function, arguments, over, option_node, column=column, end=end)


def _axes(node: ast.expr, column: int, end: int) -> tuple[str, ...]:
    match node:
        case ast.Name(id=axis):
            return (axis,)
        case ast.Tuple(elts=[*elements]) if all(isinstance(e, ast.Name) for e in elements):
            return tuple(e.id for e in elements if isinstance(e, ast.Name))
    raise FormulaError("formula-arguments", column, end, name="sum")
