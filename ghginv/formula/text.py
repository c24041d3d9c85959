"""Formulas as people read them: in symbols or words, with numbers put in, and in LaTeX."""

from __future__ import annotations

from collections.abc import Callable

from ghginv.formula.tree import Binary, Call, Missing, Name, Negate, Node, Number, Scale

_PRECEDENCE = {"<": 0, "<=": 0, ">": 0, ">=": 0, "==": 0, "+": 1, "-": 1, "*": 2, "/": 2, "**": 4}
_NEGATION, _ATOM = 3, 5
_SIGNS = {"*": " × ", "/": " / ", "**": "^", "<=": " ≤ ", ">=": " ≥ ", "==": " = "}
_LATEX_SIGNS = {"*": r" \cdot ", "<=": r" \le ", ">=": r" \ge ", "==": " = "}


def plain(tree: Node, name: Callable[[str], str], converted: bool = True) -> str:
    """One line of text. name: what to write for each name (its symbol, its title, its number).

    converted: whether changes of unit are shown, as `× 0.001 [kg → t]`.
    """
    return _plain(tree, name, converted)[0]


def _plain(node: Node, name: Callable[[str], str], converted: bool) -> tuple[str, int]:
    def inner(child: Node, at_least: int) -> str:
        text, precedence = _plain(child, name, converted)
        return text if precedence >= at_least else f"({text})"

    match node:
        case Number(text=text):
            return text, _ATOM
        case Missing():
            return "NE", _ATOM
        case Name(id=key):
            text = name(key)
            return text, _NEGATION if text.startswith("-") else _ATOM
        case Negate(operand=operand):
            return f"-{inner(operand, _NEGATION)}", _NEGATION
        case Scale(operand=operand) if not converted:
            return _plain(operand, name, converted)
        case Scale(factor=factor, source=source, target=target, operand=operand):
            return f"{inner(operand, 2)} × {factor:.12g} [{source} → {target}]", 2
        case Binary(operator=operator, left=left, right=right):
            own = _PRECEDENCE[operator]
            sign = _SIGNS.get(operator, f" {operator} ")
            # Left-associative, except the power, whose left side is always bracketed unless it is an atom.
            return inner(left, own + (operator == "**")) + sign + inner(right, own + 1), own
        case Call(function=function, arguments=arguments, over=over, option=option):
            parts = [inner(argument, 0) for argument in arguments]
            if over:
                parts.append(", ".join(over))
            if option is not None:
                parts.append(inner(option, 0))
            return f"{'Σ' if function == 'sum' else function}({'; '.join(parts)})", _ATOM
    raise AssertionError(node)


def latex(tree: Node, symbol: Callable[[str], str]) -> str:
    r"""The formula in LaTeX. symbol: the LaTeX of each name, such as `EF` or `C_{dep}`."""
    return _latex(tree, symbol)[0]


def _latex(node: Node, symbol: Callable[[str], str]) -> tuple[str, int]:
    def inner(child: Node, at_least: int) -> str:
        text, precedence = _latex(child, symbol)
        return text if precedence >= at_least else rf"\left({text}\right)"

    match node:
        case Number(text=text):
            return text, _ATOM
        case Missing():
            return r"\mathrm{NE}", _ATOM
        case Name(id=key):
            return symbol(key), _ATOM
        case Negate(operand=operand):
            return f"-{inner(operand, _NEGATION)}", _NEGATION
        case Scale(factor=factor, operand=operand):
            mantissa, _, exponent = f"{factor:.10e}".partition("e")
            digits = mantissa.rstrip("0").rstrip(".")
            power = f"10^{{{int(exponent)}}}"
            written = power if digits == "1" else f"{factor:.12g}"
            return rf"{inner(operand, 2)} \cdot {written}", 2
        case Binary(operator="/", left=left, right=right):
            return rf"\frac{{{inner(left, 0)}}}{{{inner(right, 0)}}}", _ATOM
        case Binary(operator="**", left=left, right=right):
            return f"{inner(left, _ATOM)}^{{{inner(right, 0)}}}", 4
        case Binary(operator=operator, left=left, right=right):
            own = _PRECEDENCE[operator]
            return inner(left, own) + _LATEX_SIGNS.get(operator, f" {operator} ") + inner(right, own + 1), own
        case Call():
            return _latex_call(node, symbol, inner), _ATOM
    raise AssertionError(node)


def _latex_call(node: Call, symbol: Callable[[str], str], inner: Callable[[Node, int], str]) -> str:
    first, *rest = node.arguments
    option = inner(node.option, 0) if node.option is not None else ""
    match node.function:
        case "sum":
            axes = ", ".join(rf"\mathrm{{{axis.replace('_', ' ')}}}" for axis in node.over)
            return rf"\sum_{{{axes}}}{inner(first, 2)}"
        case "previous":
            return rf"{inner(first, _ATOM)}\Big|_{{t-1}}^{{\;0:\,{option}}}"
        case "lag":
            return rf"{inner(first, _ATOM)}\Big|_{{t-{inner(rest[0], 3)}}}^{{\;0:\,{option}}}"
        case "window":
            return rf"\sum_{{a={inner(rest[0], 0)}}}^{{{inner(rest[1], 0)}}}{inner(first, _ATOM)}\Big|_{{t-a}}"
        case "where":
            condition, then, otherwise = (inner(a, 0) for a in node.arguments)
            return rf"\begin{{cases}}{then} & {condition}\\{otherwise} & \text{{otherwise}}\end{{cases}}"
        case "sqrt":
            return rf"\sqrt{{{inner(first, 0)}}}"
        case "abs":
            return rf"\left|{inner(first, 0)}\right|"
    arguments = [inner(argument, 0) for argument in node.arguments] + ([option] if option else [])
    return rf"\operatorname{{{node.function}}}\left({', '.join(arguments)}\right)"
