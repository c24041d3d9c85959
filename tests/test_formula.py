"""The formula language: what it accepts and refuses, and that its faces agree with arithmetic done by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghginv.formula import known, numeric, text
from ghginv.formula.evaluation import Frame
from ghginv.formula.program import Declared, Program, StepError, StepText, build
from ghginv.formula.tree import FormulaError, parse

WASTE = frozenset({"waste"})
DECLARED = {
    "mass": Declared("kt", WASTE),
    "content": Declared("t C/t", WASTE),
    "share": Declared("%"),
    "area": Declared("ha"),
    "life": Declared("yr", integer=True),
    "rate": Declared("1/yr"),
    "carbon_to_co2": Declared("1/C"),
    "year": Declared("1"),
}


def program(**steps: tuple[str, str]) -> Program:
    return build({name: StepText(formula, unit) for name, (formula, unit) in steps.items()}, DECLARED)


def refused(**steps: tuple[str, str]) -> FormulaError:
    with pytest.raises(StepError) as caught:
        program(**steps)
    return caught.value.error


def series(*values: float) -> np.ndarray:
    """One record, no axes, a value a year."""
    return np.array(values, dtype=float).reshape(-1, 1, 1)


def run(steps: dict[str, str], years: int, values: dict[str, np.ndarray], **frame: dict[str, np.ndarray]) -> dict:
    declared = {name: Declared("1", integer=name == "n") for name in values}
    built = build({name: StepText(formula, "1") for name, formula in steps.items()}, declared)
    counts = {"n": values["n"].astype(int)} if "n" in values else {}
    full = Frame({}, years, values, frame.get("given", {}), counts)
    return {name: value[:, 0, 0] for name, value in numeric.evaluate(built.trees, built.groups, full).items()}


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("mass[0]", "formula-not-allowed"),
        ("mass.real", "formula-not-allowed"),
        ("[x for x in mass]", "formula-not-allowed"),
        ("mass if share else area", "formula-not-allowed"),
        ("fuel == 'coal'", "formula-text"),
        ("median(mass)", "formula-unknown-function"),
        ("previous(mass)", "formula-missing-option"),
        ("lag(mass, life)", "formula-missing-option"),
        ("previous(mass + mass, initial=0)", "formula-needs-name"),
        ("max(mass)", "formula-arguments"),
        ("exp(mass, mass)", "formula-arguments"),
        ("mass +", "formula-syntax"),
    ],
)
def test_what_is_not_in_the_language_is_refused(formula: str, code: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(formula)
    assert caught.value.code == code


def test_a_ring_in_one_year_is_named() -> None:
    error = refused(a=("b * 2", "1"), b=("c + 1", "1"), c=("a", "1"))
    assert error.code == "formula-ring"
    assert error.values["ring"] == "a -> b -> c -> a"


def test_a_ring_through_the_years_is_a_recurrence() -> None:
    made = program(stock=("previous(stock, initial=0) + sum(mass, over=waste)", "kt"))
    assert [(group.steps, group.by_year) for group in made.groups] == [(("stock",), True)]


@pytest.mark.parametrize(
    ("formula", "unit", "code"),
    [
        ("sum(mass * 1000, over=waste)", "t", "formula-bare-number"),
        ("sum(mass * content, over=waste)", "kt", "formula-unit"),  # carbon is not carbon dioxide
        ("sum(mass * content, over=waste) * 3.667", "kt", "formula-bare-number"),
        ("sum(mass, over=waste) + area", "kt", "formula-unit"),
        ("exp(area)", "1", "formula-unit"),
        ("sum(area, over=waste)", "ha", "formula-sum-axis"),
        ("lag(area, rate, before=0)", "ha", "formula-not-whole"),
        ("unheard_of", "1", "formula-unknown-name"),
    ],
)
def test_units_axes_and_names_are_checked(formula: str, unit: str, code: str) -> None:
    assert refused(step=(formula, unit)).code == code


def test_axes_are_inferred_and_changes_of_unit_put_in() -> None:
    made = program(carbon=("mass * content * share", "t C"), emission=("sum(carbon, over=waste) * carbon_to_co2", "kt"))
    assert made.axes["carbon"] == WASTE
    assert made.axes["emission"] == frozenset()
    shown = text.plain(made.trees["carbon"], str)
    assert shown == "mass × content × share × 10 [kt C % → t C]"
    assert text.plain(made.trees["emission"], str) == "Σ(carbon; waste) × carbon_to_co2 × 0.001 [t → kt]"


def test_one_minus_a_percentage_is_brought_to_a_fraction() -> None:
    made = program(rest=("area * (1 - share)", "ha"))
    values = {"area": series(200.0), "share": series(10.0)}
    result = numeric.evaluate(made.trees, made.groups, Frame({}, 1, values))
    assert result["rest"].item() == pytest.approx(180.0, rel=1e-15)


def test_an_empirical_formula_is_taken_at_its_numbers() -> None:
    made = build({"ne": StepText("0.322 * w ** 0.75", "MJ/day", empirical=True)}, {"w": Declared("kg/head")})
    result = numeric.evaluate(made.trees, made.groups, Frame({}, 1, {"w": series(500.0)}))
    assert result["ne"].item() == pytest.approx(0.322 * 500**0.75, rel=1e-15)


def test_sum_counts_each_member_where_the_number_is_the_same_for_all() -> None:
    made = program(total=("sum(mass, over=waste)", "kt"))
    values = {"mass": np.full((1, 1, 1, 1), 3.0)}
    assert numeric.evaluate(made.trees, made.groups, Frame({"waste": 4}, 1, values))["total"].item() == 12.0


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.integers(1, 5), st.integers(0, 6))
def test_lag_and_window_are_what_their_words_say(x: list[float], n: int, width: int) -> None:
    last = n + width
    declared = {"x": Declared("1"), "n": Declared("1", integer=True), "m": Declared("1", integer=True)}
    built = build({"late": StepText("lag(x, n, before=2)", "1"), "old": StepText("window(x, n, m)", "1")}, declared)
    counts = {"n": np.full((1, 1, 1), n), "m": np.full((1, 1, 1), last)}
    values = {"x": series(*x), "n": series(n), "m": series(last)}
    found = numeric.evaluate(built.trees, built.groups, Frame({}, len(x), values, {}, counts))
    late, old = (np.broadcast_to(found[name], (len(x), 1, 1))[:, 0, 0] for name in ("late", "old"))
    for year in range(len(x)):
        assert late[year] == (x[year - n] if year >= n else 2)
        expected = math.fsum(x[year - age] for age in range(n, last + 1) if age <= year)
        assert old[year] == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_a_bank_year_by_year_with_lifetimes_of_its_own_for_each_record() -> None:
    """Retirement by `lag` inside a recurrence: each record loses what it bought a lifetime ago."""
    bought = np.array([[10.0, 0, 0, 0, 0, 0], [5.0, 5, 5, 5, 5, 5]]).T[:, :, None]
    declared = {"bought": Declared("1"), "n": Declared("1", integer=True)}
    built = build(
        {
            "retired": StepText("min(lag(bought, n, before=0), previous(bank, initial=0))", "1"),
            "bank": StepText("previous(bank, initial=0) + bought - retired", "1"),
        },
        declared,
    )
    lifetimes = np.array([4, 2]).reshape(1, 2, 1)
    frame = Frame({}, 6, {"bought": bought, "n": lifetimes}, {}, {"n": lifetimes})
    bank = numeric.evaluate(built.trees, built.groups, frame)["bank"][:, :, 0].T
    assert bank.tolist() == [[10, 10, 10, 10, 0, 0], [5, 10, 10, 10, 10, 10]]


def test_between_is_linear_inside_and_not_estimated_outside() -> None:
    marks = np.array([0, 1, 0, 0, 1, 0], dtype=bool).reshape(-1, 1, 1)
    x = np.where(marks, series(0, 10, 0, 0, 40, 0), 1.0)
    assert run({"y": "between(x)"}, 6, {"x": x}, given={"x": marks})["y"][1:5].tolist() == [10, 20, 30, 40]
    built = build({"y": StepText("between(x)", "1")}, {"x": Declared("1")})
    present = known.evaluate(built.trees, built.groups, Frame({}, 6, {"x": marks}, {"x": marks}))
    assert present["y"][:, 0, 0].tolist() == [False, True, True, True, True, False]


def test_extend_follows_another_series() -> None:
    """Deposits given in two years, carried along population: the ratio is linear inside and held outside."""
    marks = np.array([0, 0, 1, 0, 1], dtype=bool).reshape(-1, 1, 1)
    people = series(50, 100, 200, 300, 400)
    waste = np.where(marks, series(0, 0, 100, 0, 400), 1.0)
    found = run({"y": "extend(x, along=p)"}, 5, {"x": waste, "p": people}, given={"x": marks})["y"]
    assert found.tolist() == [25, 50, 100, 0.75 * 300, 400]


@given(st.floats(0.01, 0.3), st.integers(2, 10), st.floats(1, 500))
def test_back_cast_by_growth_equals_the_backward_recursion(growth: float, years: int, last: float) -> None:
    """Sales known in the last year only; each earlier year is smaller by growth and by the ramp-up of a new agent."""
    marks = np.zeros((years, 1, 1), dtype=bool)
    marks[-1] = True
    values = {
        "x": np.where(marks, last, 1.0), "g": series(growth), "year": series(*range(2000, 2000 + years)),
        "start": series(2000),
    }  # fmt: skip
    steps = {"market": "(1 + g) ** (year - start) * max(year - start + 1, 0)", "y": "extend(x, along=market)"}
    found = run(steps, years, values, given={"x": marks})["y"]
    expected = last
    for age in range(years - 1, 0, -1):
        assert found[age] == pytest.approx(expected, rel=1e-9)
        expected = expected / (1 + growth) * age / (age + 1)


LANDFILL = {
    "carbon": "d * doc",
    "stored": "carbon + previous(stored, initial=0) * exp(-k)",
    "gas": "max(previous(stored, initial=0) * (1 - exp(-k)) - r, 0) * (1 - ox)",
}


def _landfill(**changed: np.ndarray) -> np.ndarray:
    values = {
        "d": series(5, 6, 7, 8, 9), "doc": series(0.15), "k": series(0.2), "r": series(0.05), "ox": series(0.1), **changed,
    }  # fmt: skip
    built = build({n: StepText(f, "1") for n, f in LANDFILL.items()}, {n: Declared("1") for n in values})
    return numeric.evaluate(built.trees, built.groups, Frame({}, 5, values))["gas"][:, 0]


@pytest.mark.parametrize("name", ["doc", "k", "r", "ox"])
def test_complex_step_is_the_derivative(name: str) -> None:
    base = {"doc": 0.15, "k": 0.2, "r": 0.05, "ox": 0.1}[name]
    exact = _landfill(**{name: series(base) + numeric.STEP * 1j}).imag[:, 0] / numeric.STEP
    h = 1e-6
    finite = (_landfill(**{name: series(base + h)}) - _landfill(**{name: series(base - h)}))[:, 0] / (2 * h)
    assert exact == pytest.approx(finite, rel=1e-6, abs=1e-9)
    assert np.abs(exact).max() > 0


def test_samples_are_points_side_by_side() -> None:
    draws = np.array([0.1, 0.2, 0.3])
    together = _landfill(k=draws.reshape(1, 1, -1))
    for position, k in enumerate(draws):
        assert together[:, position].tolist() == _landfill(k=series(k))[:, 0].tolist()


def test_what_is_not_known_stays_so_in_every_later_year_that_needs_it() -> None:
    built = build(
        {
            "change": StepText("x - previous(x, initial=NE)", "1"),
            "stock": StepText("previous(stock, initial=0) + x", "1"),
        },
        {"x": Declared("1")},
    )
    marks = np.array([1, 1, 0, 1, 1], dtype=bool).reshape(-1, 1, 1)
    present = known.evaluate(built.trees, built.groups, Frame({}, 5, {"x": marks}))
    assert present["change"][:, 0, 0].tolist() == [False, True, False, False, True]
    assert present["stock"][:, 0, 0].tolist() == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("formula", "plain", "latex"),
    [
        ("a - (b - c)", "a - (b - c)", r"a - \left(b - c\right)"),
        ("(a + b) * c", "(a + b) × c", r"\left(a + b\right) \cdot c"),
        ("a / (b * c)", "a / (b × c)", r"\frac{a}{b \cdot c}"),
        ("(a ** b) ** c", "(a^b)^c", r"\left(a^{b}\right)^{c}"),
        ("-a ** 2", "-a^2", r"-a^{2}"),
        ("(-a) ** 2", "(-a)^2", r"\left(-a\right)^{2}"),
        ("sum(a * b, over=waste)", "Σ(a × b; waste)", r"\sum_{\mathrm{waste}}a \cdot b"),
    ],
)
def test_text_and_latex_keep_the_meaning(formula: str, plain: str, latex: str) -> None:
    tree = parse(formula)
    assert text.plain(tree, str) == plain
    assert text.latex(tree, str) == latex
