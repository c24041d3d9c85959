"""The formulas of a method in symbols: as a line of text, and in LaTeX."""

from __future__ import annotations

import re

from ghginv.formula import text
from ghginv.formula.tree import Binary, Call, Missing, Name, Node, Number, Scale, walk
from ghginv.library import Library
from ghginv.model.method import Method
from ghginv.report.names import key_title
from ghginv.report.words import Language, power_of_ten

#: Functions that look at other years than their own.
LOOKS_BACK = ("previous", "lag", "window", "between", "extend")
_WORDS = {
    "between": ("{}, linear between the years given", "{}（按给定年份线性插值）"),
    "extend": ("{}, filled in along {}", "{}（缺少的年份按 {} 推算）"),
}
_PLAIN_SYMBOL = re.compile(r"[\w,.']+")
_GREEK = {"Δ": r"\Delta ", "Σ": r"\Sigma ", "α": r"\alpha ", "β": r"\beta ", "η": r"\eta ", "ρ": r"\rho "}


class Symbols:
    """How a method's formulas are written."""

    def __init__(self, library: Library, method: Method, language: Language) -> None:
        self.constants, self.method, self.language = library.constants, method, language

    def symbol(self, name: str) -> str:
        """A parameter or step by its symbol, or by its name if it has none; a constant by its value."""
        if name in self.method.parameters or name in self.method.steps:
            symbol = (self.method.steps.get(name) or self.method.parameters[name]).symbol or name
            return symbol if _PLAIN_SYMBOL.fullmatch(symbol) else f"({symbol})"
        return f"({self.constants[name].text})" if name in self.constants else name

    def formula(self, name: str, tree: Node) -> str:
        """A step's formula on one line: `E = Q × EF × 10^-6 [kg → kt]`."""
        return f"{self.symbol(name)} = {self.right_side(tree)}"

    def right_side(self, tree: Node) -> str:
        """A formula on one line: time functions as indices, changes of unit as factors."""
        return text.plain(self._symbolic(tree), self.symbol)

    def first_years(self, tree: Node) -> list[tuple[str, str]]:
        """What a formula looks back at, as it is written there, and what stands before the first year."""
        calls = (node for node in walk(tree) if isinstance(node, Call) and node.function in ("previous", "lag"))
        found = [
            (self.right_side(call), "NE" if isinstance(call.option, Missing) else self.right_side(call.option))
            for call in calls
            if call.option is not None
        ]
        return list(dict.fromkeys(found))

    def latex(self, tree: Node) -> str:
        """A formula in LaTeX."""
        return text.latex(self._indexed(tree), self.latex_symbol)

    def latex_symbol(self, name: str) -> str:
        r"""A symbol in LaTeX: `\mathrm{NCV}_{\mathrm{V}}`, or the name of what has none."""
        if name in self.constants:
            top, _, bottom = self.constants[name].text.partition("/")
            return rf"\frac{{{top}}}{{{bottom}}}" if bottom else top
        part = self.method.steps.get(name) or self.method.parameters.get(name)
        symbol = part.symbol if part is not None else name
        if not symbol:
            return rf"\mathrm{{{_escaped(name)}}}"
        if not _PLAIN_SYMBOL.fullmatch(symbol):
            return rf"\left({symbol}\right)"
        base, _, index = symbol.partition("_")
        written = _letters(base)
        return rf"{written}_{{\mathrm{{{_escaped(index)}}}}}" if index else written

    def _symbolic(self, tree: Node) -> Node:
        match tree:
            case Scale(operand=operand):
                return scaled(self._symbolic(operand), tree)
            case Call(function="sum", arguments=[argument], over=over):
                axes = ", ".join(key_title(axis, self.language) for axis in over)
                return atom(f"Σ[{axes}]({text.plain(self._symbolic(argument), self.symbol)})")
            case Call(function=function, arguments=[Name(id=name), *ages]) if function in LOOKS_BACK:
                symbol, counts = self.symbol(name), [self._age(age) for age in ages]
                match function:
                    case "previous":
                        return atom(f"{symbol}[t-1]")
                    case "lag":
                        return atom(f"{symbol}[t-{counts[0]}]")
                    case "window":
                        return atom(f"Σ({symbol}[t-{counts[0]}] … {symbol}[t-{counts[1]}])")
                along = self.symbol(tree.option.id) if isinstance(tree.option, Name) else ""
                return atom(_WORDS[function][self.language == "zh"].format(symbol, along))
            case Call(function="where"):
                return Call("if", tuple(self._symbolic(argument) for argument in tree.arguments))
        return tree.with_children(tuple(self._symbolic(child) for child in tree.children))

    def _age(self, node: Node) -> str:
        shown = text.plain(node, self.symbol)
        return shown if isinstance(node, Name | Number) else f"({shown})"

    def _indexed(self, tree: Node) -> Node:
        """The tree with functions of time as indices in LaTeX, and the axes of sums by their names."""
        match tree:
            case Call(function="sum", arguments=[argument], over=over):
                axes = ", ".join(key_title(axis, self.language) for axis in over)
                inner = text.latex(self._indexed(argument), self.latex_symbol)
                return atom(rf"\sum_{{\text{{{axes}}}}} \left({inner}\right)")
            case Call(function=function, arguments=[Name(id=name), *ages]) if function in LOOKS_BACK:
                symbol, counts = self.latex_symbol(name), [self._latex_age(age) for age in ages]
                match function:
                    case "previous":
                        return atom(rf"\left[{symbol}\right]_{{t-1}}")
                    case "lag":
                        return atom(rf"\left[{symbol}\right]_{{t-{counts[0]}}}")
                    case "window":
                        return atom(rf"\sum_{{a={counts[0]}}}^{{{counts[1]}}} \left[{symbol}\right]_{{t-a}}")
                along = self.symbol(tree.option.id) if isinstance(tree.option, Name) else ""
                words = _WORDS[function][self.language == "zh"].format("", _escaped(along))
                return atom(rf"{symbol}\text{{{words}}}")
        return tree.with_children(tuple(self._indexed(child) for child in tree.children))

    def _latex_age(self, node: Node) -> str:
        shown = text.latex(node, self.latex_symbol)
        return shown if isinstance(node, Name | Number) else f"({shown})"


def atom(shown: str) -> Number:
    """A part of a formula that is written as it is."""
    return Number(0.0, shown)


def scaled(operand: Node, scale: Scale) -> Node:
    """A change of unit as a factor."""
    return Binary("*", operand, atom(f"{power_of_ten(scale.factor)} [{scale.source} → {scale.target}]"))


def _letters(word: str) -> str:
    """A symbol of one letter stands as it is, in italics; a longer one upright, as one word."""
    for letter, command in _GREEK.items():
        if word.startswith(letter):
            return command + _letters(word.removeprefix(letter)) if word != letter else command.strip()
    return word if len(word) == 1 else rf"\mathrm{{{_escaped(word)}}}"


def _escaped(word: str) -> str:
    return word.replace("_", r"\_")
