"""Formulas as Excel reads them: precedence, years, sums, and what is lifted out of a sum."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghginv.formula import excel
from ghginv.formula.tree import Binary, Call, Name, Negate, Node, Number, Scale, parse

VALUES = {"a": 1.5, "b": -2.0, "c": 3.0, "d": 0.5}


class Cells:
    """Cells called after their names; A5 is this year's row. A series is given in the rows of `given`."""

    def __init__(self, first_year: bool = False, given: bool = True, before: bool = True, after: bool = True) -> None:
        self.first_year, self.given, self.sides = first_year, given, {"before": before, "after": after}

    def here(self, name: str) -> str:
        return name

    def count(self, name: str) -> str:
        return name

    def year(self) -> str:
        return "A5"

    def previous(self, name: str) -> str | None:
        return None if self.first_year else f"{name}4"

    def history(self, name: str, with_now: bool) -> tuple[str, str] | None:
        if self.first_year and not with_now:
            return None
        last = 5 if with_now else 4
        return f"{name}1:{name}{last}", f"A1:A{last}"

    def total(self, name: str, over: tuple[str, ...]) -> str:
        return f"SUM({name}:{'+'.join(over)})"

    def scale(self, factor: float, source: str, target: str) -> str:
        return f"{source}_to_{target}"

    def is_given(self, name: str) -> bool:
        return self.given

    def nearest(self, name: str, side: excel.Side, of: str) -> str | None:
        return f"{of}_{side}" if self.sides[side] else None

    def nearest_year(self, name: str, side: excel.Side) -> str:
        return f"A_{side}"


def written(formula: str, **cells: bool) -> str:
    return excel.render(parse(formula), Cells(**cells))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a - (b - c)", "=a-(b-c)"),
        ("a - b - c", "=a-b-c"),
        ("a + (b + c)", "=a+(b+c)"),
        ("a / (b * c)", "=a/(b*c)"),
        ("a / b / c", "=a/b/c"),
        ("a * b / c", "=a*b/c"),
        ("a * (b / c)", "=a*(b/c)"),
        ("(a + b) * c", "=(a+b)*c"),
        # Excel reads -a^2 as (-a)^2, and a^b^c from the left.
        ("-a ** 2", "=(-(a^2))"),
        ("(-a) ** 2", "=(-a)^2"),
        ("a ** -b", "=a^(-b)"),
        ("a ** b ** c", "=a^(b^c)"),
        ("(a ** b) ** c", "=(a^b)^c"),
        ("a - -b", "=a-(-b)"),
        ("-(a + b)", "=(-(a+b))"),
        ("-a * b", "=(-a)*b"),
        ("a * b ** c", "=a*b^c"),
        ("(a * b) ** c", "=(a*b)^c"),
        ("0.0005 * a", "=0.0005*a"),
        ("max(a, b, 0)", "=MAX(a,b,0)"),
        ("exp(-a * (b - 0.5))", "=EXP((-a)*(b-0.5))"),
        ("ln(2) / a", "=LN(2)/a"),
        ("abs(a) + sqrt(b)", "=ABS(a)+SQRT(b)"),
        ("where(a < b, a + b, c)", "=IF(a<b,a+b,c)"),
        ("where(a == b, a, c)", "=IF(a=b,a,c)"),
        # A comparison that is a number is one or zero, not TRUE or FALSE.
        ("a * (b <= c)", "=a*IF(b<=c,1,0)"),
        ("year - a", "=A5-a"),
        ("previous(a, initial=0) + b", "=a4+b"),
        ("lag(a, n, before=0)", "=IF(A5-n<A1,0,INDEX(a1:a4,A5-n-A1+1))"),
        ("lag(a, n - 1, before=b)", "=IF(A5-(n-1)<A1,b,INDEX(a1:a4,A5-(n-1)-A1+1))"),
        ("window(a, n + 1, m - 1)", '=SUMIFS(a1:a4,A1:A4,">="&(A5-(m-1)),A1:A4,"<="&(A5-(n+1)))'),
        ("window(a, 0, m)", '=SUMIFS(a1:a5,A1:A5,">="&(A5-m),A1:A5,"<="&(A5-0))'),
        ("sum(a, over=waste) * b", "=SUM(a:waste)*b"),
        ("between(a)", "=a"),
        ("extend(a, along=b)", "=a"),
    ],
)
def test_what_is_written(formula: str, expected: str) -> None:
    assert written(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("previous(a, initial=0) + b", "=0+b"),
        # What is put in keeps its brackets.
        ("previous(a, initial=b + c) * d", "=(b+c)*d"),
        ("c - previous(a, initial=b - d)", "=c-(b-d)"),
        ("previous(a, initial=-b) ** 2", "=(-b)^2"),
        ("lag(a, n, before=b + c) * d", "=(b+c)*d"),
        ("window(a, n, m) * b", "=0*b"),
        ("window(a, 0, m)", '=SUMIFS(a1:a5,A1:A5,">="&(A5-m),A1:A5,"<="&(A5-0))'),
    ],
)
def test_the_first_year(formula: str, expected: str) -> None:
    assert written(formula, first_year=True) == expected


def test_a_series_between_and_beyond_the_years_given() -> None:
    way = "(A5-A_before)/(A_after-A_before)"
    assert written("2 * between(a)", given=False) == f"=2*(a_before+(a_after-a_before)*{way})"
    left, right = "a_before/b_before", "a_after/b_after"
    assert written("extend(a, along=b)", given=False) == f"=({left}+({right}-{left})*{way})*b"
    assert written("extend(a, along=b)", given=False, before=False) == f"={right}*b"
    assert written("c / extend(a, along=b)", given=False, after=False) == f"=c/({left}*b)"


def test_a_change_of_unit_binds_like_a_product() -> None:
    cells = Cells()
    total = Binary("+", Name("a"), Name("b"))
    assert excel.render(Scale(factor=0.001, source="kg", target="t", operand=total), cells) == "=(a+b)*kg_to_t"
    changed = Scale(factor=0.001, source="kg", target="t", operand=Name("a"))
    assert excel.render(Binary("/", Name("b"), changed), cells) == "=b/(a*kg_to_t)"
    assert excel.render(Binary("**", changed, Number(2, "2")), cells) == "=(a*kg_to_t)^2"


def test_a_sum_of_more_than_a_name_is_lifted_into_a_step_before() -> None:
    trees = {"e": parse("sum(a * sum(b + c, over=x), over=y) - sum(d, over=x)"), "f": parse("a + b")}
    lifted = excel.lift(trees)
    assert list(lifted) == ["e:1", "e:2", "e", "f"]
    assert lifted["e:1"] == parse("b + c")
    assert isinstance(inner := lifted["e:2"], Binary)
    assert inner.right == Call("sum", (Name("e:1"),), ("x",))
    assert excel.render(lifted["e"], Cells()) == "=SUM(e:2:y)-SUM(d:x)"
    assert lifted["f"] == trees["f"]


# What Excel makes of a formula, by its own rules: a sign before a number binds tightest, and powers go from the left.

TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]|[-+*/^(),]|[A-Z]+")


def excel_value(formula: str) -> float:
    tokens = TOKEN.findall(formula[1:])
    assert "".join(tokens) == formula[1:]
    return _additive(tokens)


def _additive(tokens: list[str]) -> float:
    value = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign, other = tokens.pop(0), _product(tokens)
        value = value + other if sign == "+" else value - other
    return value


def _product(tokens: list[str]) -> float:
    value = _power(tokens)
    while tokens and tokens[0] in "*/":
        sign, other = tokens.pop(0), _power(tokens)
        value = value * other if sign == "*" else value / other
    return value


def _power(tokens: list[str]) -> float:
    value = _signed(tokens)
    while tokens and tokens[0] == "^":
        tokens.pop(0)
        value = value ** _signed(tokens)
    return value


def _signed(tokens: list[str]) -> float:
    token = tokens.pop(0)
    if token == "-":
        return -_signed(tokens)
    if token == "(":
        value = _additive(tokens)
        assert tokens.pop(0) == ")"
        return value
    if token == "ABS":
        return abs(_signed(tokens))
    return VALUES[token] if token in VALUES else float(token)


def value_of(node: Node) -> float:
    """What the formula means."""
    match node:
        case Number(value=value):
            return value
        case Name(id=name):
            return VALUES[name]
        case Negate(operand=operand):
            return -value_of(operand)
        case Call(arguments=(argument,)):
            return abs(value_of(argument))
        case Binary(operator=operator, left=left, right=right):
            one, other = value_of(left), value_of(right)
            if operator == "**":
                return one**other
            return {"+": one + other, "-": one - other, "*": one * other, "/": one / other if other else math.inf}[
                operator
            ]
    raise AssertionError(node)


LEAVES = st.sampled_from([*map(Name, VALUES), Number(2, "2"), Number(0.5, "0.5")])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(lambda base, power: Binary("**", base, Number(power, str(power))), inner, st.integers(0, 3)),
        st.builds(Negate, inner),
        st.builds(lambda argument: Call("abs", (argument,)), inner),
    ),
    max_leaves=12,
)


@given(TREES)
def test_excel_computes_what_the_formula_means(tree: Node) -> None:
    try:
        expected = value_of(tree)
    except (OverflowError, ZeroDivisionError):
        return
    if math.isfinite(expected) and not _divides_by_zero(tree):
        assert excel_value(excel.render(tree, Cells())) == expected


def _divides_by_zero(node: Node) -> bool:
    here = isinstance(node, Binary) and node.operator == "/" and value_of(node.right) == 0
    return here or any(_divides_by_zero(child) for child in node.children)
