"""Properties of the calculation that hold for any numbers: linear methods, order of members and records, derivatives."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import compute, masses

from ghginv.engine.block import Block, Column, evaluate
from ghginv.engine.plan import Planned
from ghginv.formula.evaluation import Frame
from ghginv.formula.numeric import STEP
from ghginv.formula.numeric import evaluate as evaluate_steps
from ghginv.formula.program import Declared, StepText, build

#: A record of each method that is a product of its activity and factors, with the activity that it is linear in.
PRODUCTS = {
    "combustion": ("category: 1.A.2.f, fuel: anthracite, fuel_consumed: {unit: kt, 2019: 3, 2020: 5}", "fuel_consumed"),
    "road": ("category: 1.A.3.b, fuel: gasoline, vehicle_technology: uncontrolled, fuel_consumed: {unit: kt, 2019: 3, 2020: 5}",
             "fuel_consumed"),
    "clinker": ("category: 2.A.1, clinker: {unit: kt, 2019: 3, 2020: 5}", "clinker"),
    "enteric": ("category: 3.A.1, animal: dairy_cattle, population: {unit: head, 2019: 30, 2020: 50}", "population"),
    "manure": ("category: 3.A.2, animal: dairy_cattle, system_share: {dry_lot: 0.6, solid_storage: 0.3, pasture: 0.1}, population: {unit: head, 2019: 30, 2020: 50}", "population"),
    "urea": ("category: 3.C.3, applied: {unit: t, urea: {2019: 3, 2020: 5}}", "applied"),
    "waste": ("category: 4.C.1, technology: continuous_stoker, incinerated: {unit: kt, food: {2019: 1, 2020: 2}, "
              "plastics: {2019: 3, 2020: 4}}", "incinerated"),
    "landfill": ("category: 4.A, site: managed_anaerobic, delay: 0.25 yr, deposited: {unit: kt, food: {2017: 1, 2018: 2, 2019: 3, 2020: 2}, "
                 "paper: {2017: 2, 2018: 2, 2019: 1, 2020: 4}}", "deposited"),
    "forest": ("category: 3.B.1.a, bcef: 0.5 t/m3, root_ratio: 0.2, carbon_fraction: 0.5 t C/t, "
               "stock: {unit: m3, 2014: 100, 2018: 140, 2020: 130}", "stock"),
}  # fmt: skip
#: Methods for derivatives: those above and the ones with bounds, lags and windows, away from where they have a kink.
SMOOTH = {
    **{name: line for name, (line, _) in PRODUCTS.items()},
    "recovered": PRODUCTS["landfill"][0] + ", recovered: {unit: t, 2019: 2, 2020: 3}, cover: oxidising_cover",
    "refrigeration": "category: 2.F.1, refrigerant: HFC-134a, introduced: 2008, growth: 0.05, destroyed: 0.1, lifetime: 5 yr, "
    "imported: {unit: t, 2012: 40, 2016: 70, 2020: 90}, exported: {unit: t, 2012: 1, 2020: 2}",
    "electronics": "category: 2.E.1, industry: semiconductors, abatement: destruction, consumed: {unit: t, CF4: {2019: 3, 2020: 4}, C2F6: {2019: 1, 2020: 2}}, "
    "abated: {CF4: 0.4, C2F6: 0.2}",
}
#: An axis of some of them, whose members have no order of their own.
MEMBERS = {"landfill": "waste", "waste": "waste", "electronics": "species", "manure": "system"}


@cache
def planned(line: str) -> tuple[Planned, ...]:
    """The blocks of the methods that one record feeds, those that run by themselves left out."""
    with tempfile.TemporaryDirectory() as folder:
        computation = compute(Path(folder), f"- {{id: r, source: test, {line}}}", (2019, 2020))
    assert computation.results is not None
    return tuple(one.planned for one in computation.results.calculated if one.planned.records[0].id == "r")


def with_values(block: Block, name: str, values: np.ndarray) -> Block:
    """The block with other numbers for one parameter."""
    column = block.columns[name]
    other = Column(values=values, codes=column.codes, known=column.known, origins=column.origins)
    return replace(block, columns={**block.columns, name: other})


@pytest.mark.parametrize("name", PRODUCTS)
@given(factor=st.floats(1e-6, 1e6))
@settings(max_examples=15)
def test_emissions_are_proportional_to_activity(name: str, factor: float) -> None:
    line, activity = PRODUCTS[name]
    for block, method, _ in planned(line):
        once = evaluate(block)
        scaled = evaluate(with_values(block, activity, block.columns[activity].values * factor))
        steps = {output.value for output in method.emissions if once[output.value].size}  # nothing is captured
        for step in steps:
            size = np.abs(once[step]).max()
            assert size > 0
            # A change of stock is a difference: its last digits are those of the stock.
            np.testing.assert_allclose(scaled[step], once[step] * factor, rtol=1e-12, atol=1e-11 * size * factor)


@pytest.mark.parametrize("name", MEMBERS)
@given(data=st.data())
@settings(max_examples=10)
def test_the_order_of_members_changes_nothing(name: str, data: st.DataObject) -> None:
    axis = MEMBERS[name]
    for block, _, _ in planned(SMOOTH[name]):
        if axis not in block.axes:
            continue
        at = list(block.axes).index(axis)
        order = data.draw(st.permutations(range(len(block.axes[axis]))))
        columns = {
            n: Column(
                values=c.values if c.values.shape[at] == 1 else c.values.take(order, axis=at), codes=c.codes,
                known=c.known if c.known is None or c.known.shape[at] == 1 else c.known.take(order, axis=at),
                origins=None,
            )
            for n, c in block.columns.items()
        }  # fmt: skip
        members = tuple(block.axes[axis][position] for position in order)
        other = evaluate(replace(block, columns=columns, axes={**block.axes, axis: members}, known={}))
        for step, value in evaluate(replace(block, known={})).items():
            expected = value if value.shape[at] == 1 else value.take(order, axis=at)
            np.testing.assert_allclose(other[step], expected, rtol=1e-13, atol=0)


@pytest.mark.parametrize("name", SMOOTH)
def test_complex_steps_are_derivatives(name: str) -> None:
    """Every number of every column, against the central difference of the whole method."""
    for block, _, _ in planned(SMOOTH[name]):
        points = evaluate(block)
        for parameter, column in block.columns.items():
            if parameter in block.integers or parameter == "year":
                continue
            for cell in np.ndindex(column.values.shape):
                if column.known is not None and not column.known[cell]:
                    continue
                at = column.values[cell]
                small = 1e-5 * max(abs(at), 1e-3)
                shifted = column.values.astype(complex)
                shifted[cell] += STEP * 1j
                exact = evaluate(with_values(block, parameter, shifted))
                up, down = column.values.copy(), column.values.copy()
                up[cell] += small
                down[cell] -= small
                above, below = (evaluate(with_values(block, parameter, values)) for values in (up, down))
                for step, value in points.items():
                    derivative = np.imag(exact[step]) / STEP
                    difference = (above[step] - below[step]) / (2 * small)
                    # What rounding leaves of a difference of two results this large.
                    noise = 1e-15 * np.abs(value).max(initial=0) / small
                    np.testing.assert_allclose(
                        derivative, difference, rtol=2e-5, atol=20 * noise + 1e-6 * np.abs(difference).max(initial=0),
                        err_msg=f"{parameter}{cell} -> {step}",
                    )  # fmt: skip
                    # The exponential of a complex number rounds otherwise in its last digit, which 1 - exp(-k) of a slow
                    # decay magnifies by 1/k.
                    np.testing.assert_allclose(np.real(exact[step]), value, rtol=1e-13)


@pytest.mark.parametrize(
    "formula", ["abs(a - b)", "abs(b - a)", "min(a, b) * a", "max(b, a, -b)", "where(a < b, a * a, b)", "a ** b", "exp(a) / b",
                "ln(a) - sqrt(b)", "-a + previous(b, initial=a)", "lag(b, 1, before=a) * a", "window(a, 0, 2) + b"],
)  # fmt: skip
@given(a=st.floats(0.1, 3), gap=st.floats(0.05, 2))
@settings(max_examples=10)
def test_functions_pass_complex_steps_on(formula: str, a: float, gap: float) -> None:
    program = build({"result": StepText(formula, "1")}, {"a": Declared("1"), "b": Declared("1")})

    def run(first: complex) -> np.ndarray:
        years = {
            "a": np.array([first, first * 2]).reshape(2, 1, 1),
            "b": np.array([a + gap, 2 * a + gap]).reshape(2, 1, 1),
        }
        return evaluate_steps(program.trees, program.groups, Frame({}, 2, years))["result"]

    small = 1e-6 * a
    difference = (run(a + small) - run(a - small)) / (2 * small)
    np.testing.assert_allclose(np.imag(run(a + STEP * 1j)) / STEP, difference, rtol=1e-6, atol=1e-7)


amounts = st.one_of(
    st.floats(0, 1e4, allow_subnormal=False).map(lambda x: f"{x:.6g}"),
    st.sampled_from(["NO", "NE", "NA", "'IE: 1.A.2'", "'NE: no survey, yet'"]),
)


@given(data=st.lists(st.dictionaries(st.integers(2019, 2021), amounts, min_size=1), min_size=1, max_size=4))
@settings(max_examples=12)
def test_any_table_reads_like_yaml(data: list[dict[int, str]]) -> None:
    yaml = "".join(
        f"- {{id: r{i}, category: 1.A.1.a, fuel: anthracite, source: x, fuel_consumed: "
        f"{{unit: 万吨, {', '.join(f'{year}: {text}' for year, text in series.items())}}}}}\n"
        for i, series in enumerate(data)
    )
    rows = [
        f'{year},r{i},1.A.1.a,anthracite,x,"{text.strip(chr(39))}"'
        for year in (2021, 2019, 2020) for i, series in enumerate(data) if (text := series.get(year))
    ]  # fmt: skip
    csv = "year,id,category,fuel,source,fuel_consumed [万吨]\n" + "\n".join(rows) + "\n"
    years = (2019, 2020, 2021)
    with tempfile.TemporaryDirectory() as folder:
        one = compute(Path(folder) / "yaml", yaml, years)
        other = compute(Path(folder) / "csv", csv=csv, years=years)
    assert masses(one) == masses(other)
    assert {year: one.summary.coverage[year].keys for year in years} == {
        year: other.summary.coverage[year].keys for year in years
    }


@given(order=st.permutations(range(6)), factors=st.lists(st.floats(0.1, 10), min_size=6, max_size=6))
@settings(max_examples=10)
def test_records_do_not_see_one_another(order: list[int], factors: list[float]) -> None:
    """Six landfills in one block, in any order: each gets what it got before, bit for bit."""
    line = PRODUCTS["landfill"][0]
    ((block, _, _),) = planned(line)
    column = block.columns["deposited"]
    values = np.concatenate([column.values * factor for factor in factors], axis=-1)

    def many(deposits: np.ndarray) -> Block:
        columns = {**block.columns, "deposited": Column(values=deposits)}
        return replace(block, columns=columns, records=len(factors), known={})

    forward, backward = evaluate(many(values)), evaluate(many(values[..., order]))
    for step, value in forward.items():
        np.testing.assert_array_equal(backward[step], value[..., order] if value.shape[-1] > 1 else value)
