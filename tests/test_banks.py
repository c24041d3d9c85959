"""Banks of fluorinated gases conserve mass: what came in is emitted, recovered or destroyed, or still there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import compute
from test_properties import planned, with_values

from ghginv.engine.block import evaluate

YEARS = range(1991, 2021)
Values = Mapping[str, np.ndarray]


def series(name: str) -> str:
    """A quantity of every year; what is taken away is less than what was put in."""
    amount = 0.001 if name in ("destroyed", "recovered") else 1
    return f"{name}: {{unit: t, {', '.join(f'{year}: {amount}' for year in YEARS if amount == 1 or year > 2010)}}}"


def last(values: np.ndarray) -> float:
    return float(values[-1])


#: For each bank a record, the quantities of every year, the numbers that are one for all years with their limits,
#: and what of the steps (s) and numbers given (g) must be equal: all that came in, and where it is.
BANKS: dict[str, tuple[str, tuple[str, ...], dict[str, tuple[float, float]], Callable[[Values, Values], tuple[float, float]]]] = {
    "refrigeration_and_air_conditioning": (
        "category: 2.F.1, refrigerant: R-410A, introduced: 1991",
        ("imported",), {"leak": (0.01, 0.9), "destroyed": (0, 1)},
        lambda s, g: (s["new_agent"].sum(), s["emission"].sum() + (s["retired"] * g["destroyed"]).sum() + last(s["bank"] * (1 - g["leak"]))),
    ),
    "refrigeration_tier2": (
        "category: 2.F.1, method: refrigeration_tier2, refrigerant: HFC-134a, application: mobile_ac",
        ("imported", "imported_in_equipment", "destroyed"), {"leak": (0.01, 0.9), "filling_leak": (0, 0.1), "reclaimed_share": (0, 1)},
        lambda s, g: (
            s["bulk"].sum() + s["charged"].sum(),
            s["emission"].sum() + g["destroyed"].sum() + last(s["reclaimed"]) + last(s["bank"]),
        ),
    ),
    "fire_protection": (
        "category: 2.F.3, gas: HFC-227ea, introduced: 1991",
        ("imported",), {"leak": (0.01, 0.9), "destroyed": (0, 0.5), "recycled": (0, 0.5)},
        lambda s, g: (s["new_agent"].sum(), s["emission"].sum() + (s["retired"] * g["destroyed"]).sum() + last(s["bank"] * (1 - g["leak"]))),
    ),
    "foams": (
        "category: 2.F.2, blowing_agent: HFC-134a, introduced: 1991",
        ("used",), {"first_year_loss": (0, 0.1), "annual_loss": (0, 0.045)},
        lambda s, g: (s["used_all"].sum(), s["emission"].sum() + last(s["bank"])),
    ),
    "foams_tier2": (
        "category: 2.F.2, tier: 2, foam: pu_appliance, blowing_agent: HFC-245fa, introduced: 1991",
        ("used", "imported", "recovered"), {"first_year_loss": (0, 0.1), "annual_loss": (0, 0.02), "end_of_life_loss": (0, 0.6), "waste_loss": (0, 1)},
        lambda s, g: (
            (s["used_all"] + s["imported_all"] * (1 - g["first_year_loss"])).sum(),
            s["emission"].sum() + g["recovered"].sum() + last(s["bank"]) + last(s["in_waste"]),
        ),
    ),
    "contained_uses": (
        "category: 2.F.6, method: contained_uses, gas: C4F10, introduced: 1991, manufacture_loss: 0.02, leak: 0.02, lifetime: 9 yr",
        ("used", "imported"), {"manufacture_loss": (0, 0.5), "leak": (0, 0.5), "recovered": (0, 1)},
        lambda s, g: (s["used_all"].sum() + s["imported_all"].sum(), s["emission"].sum() + (s["discarded"] * g["recovered"]).sum() + last(s["bank"])),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BANKS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_came_in_is_emitted_destroyed_or_still_there(name: str, data: st.DataObject) -> None:
    line, flows, numbers, balance = BANKS[name]
    given_once = ", ".join(
        f"{number}: {low + (high - low) / 4:g}" for number, (low, high) in numbers.items() if f"{number}:" not in line
    )
    (one,) = planned(", ".join([line, *map(series, flows), given_once]))
    block, lifetime = one.block, "loss_years" if name.startswith("foams") else "lifetime"
    for flow in flows:
        amounts = data.draw(st.lists(st.floats(0, 1e4), min_size=len(YEARS), max_size=len(YEARS)), label=flow)
        block = with_values(block, flow, np.array(amounts).reshape(block.columns[flow].values.shape))
    for number, (low, high) in numbers.items():
        drawn = data.draw(st.floats(low, high), label=number)
        block = with_values(block, number, np.full_like(block.columns[number].values, drawn))
    if lifetime == "lifetime":
        years = data.draw(st.integers(2, 20), label=lifetime)
        block = with_values(block, lifetime, np.full_like(block.columns[lifetime].values, years))
    steps = {step: np.ravel(value) for step, value in evaluate(block).items()}
    inputs = {key: np.ravel(column.values) for key, column in block.columns.items()}
    came_in, found = balance(steps, inputs)
    assert found == pytest.approx(came_in, rel=1e-9, abs=1e-9)
    assert (steps["bank"] >= -1e-9 * max(came_in, 1)).all()


CARRIED = {
    "refrigeration_and_air_conditioning": "category: 2.F.1, refrigerant: HFC-134a, imported",
    "refrigeration_tier2": "category: 2.F.1, tier: 2, sales_history: carried_back, refrigerant: HFC-134a, application: mobile_ac, imported",
    "fire_protection": "category: 2.F.3, gas: HFC-227ea, imported",
    "foams": "category: 2.F.2, blowing_agent: HFC-134a, used",
    "foams_tier2": "category: 2.F.2, tier: 2, foam: pu_appliance, blowing_agent: HFC-134a, used",
    "contained_uses": "category: 2.F.6, method: contained_uses, gas: C4F10, manufacture_loss: 0, leak: 0.02, lifetime: 9 yr, used",
}  # fmt: skip


@pytest.mark.parametrize("name", CARRIED)
def test_years_that_are_carried_back_are_told(name: str, tmp_path: Path) -> None:
    line = f"- {{id: r, source: test, introduced: 2015, {CARRIED[name]}: {{unit: t, 2018: 4, 2020: 6}}}}"
    computed = compute(tmp_path, line)
    (told,) = [problem for problem in computed.problems if problem.code == "years-carried"]
    assert (told.level, told.values["years"]) == ("notice", "2015-2017, 2019")


def test_nothing_is_told_of_years_that_are_given(tmp_path: Path) -> None:
    years = ", ".join(f"{year}: 4" for year in range(2015, 2021))
    line = f"- {{id: r, source: test, introduced: 2015, {CARRIED['foams']}: {{unit: t, {years}}}}}"
    assert not list(compute(tmp_path, line).problems)
