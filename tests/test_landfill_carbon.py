"""The carbon of a landfill: what is deposited decomposes or stays, and what decomposes is emitted, used or oxidised."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import compute, masses, write
from test_properties import planned, with_values
from test_workbook import content, differences, formulas, values

from ghginv.engine.block import evaluate

YEARS = range(1921, 2021)
#: A kind of each class of decay, and those that do not decay at all.
WASTES = (
    "food", "garden", "paper", "wood", "textiles", "nappies", "rubber_leather", "plastics", "sewage_sludge",
    "industrial", "construction", "clinical",
)  # fmt: skip
CARBON_PER_METHANE = 12 / 16


def deposits(number: int, years: range = YEARS) -> list[float]:
    """Deposits that grow, end and come again, each kind in its own way."""
    return [
        0.0 if (year + number) % 17 == 0 else round(3 + number + 0.3 * (year - years[0]) * (1 + number % 3), 3)
        for year in years
    ]


def landfill(years: range = YEARS, more: str = "") -> str:
    """A record with all kinds of waste in all years."""
    kinds = []
    for number, waste in enumerate(WASTES):
        series = ", ".join(f"{y}: {kt}" for y, kt in zip(years, deposits(number, years), strict=True))
        kinds.append(f"{waste}: {{{series}}}")
    return (
        f"category: 4.A, site: managed_anaerobic, opened: {years[0]}, deposited: {{unit: kt, {', '.join(kinds)}}}{more}"
    )


WITH_GAS = landfill(
    more=f", cover: oxidising_cover, recovered: {{unit: kt, {', '.join(f'{y}: 0.001' for y in YEARS)}}}"
)
share = st.floats(0, 1)


@settings(deadline=None, max_examples=60)
@given(
    rate=st.floats(1e-4, 2), delay=st.floats(0, 0.5), correction=share, decomposable=share, methane=share,
    recovered=share, oxidised=share, before=st.floats(0, 1e3),
)  # fmt: skip
def test_carbon_is_conserved_over_a_hundred_years(
    rate: float, delay: float, correction: float, decomposable: float, methane: float, recovered: float,
    oxidised: float, before: float,
) -> None:  # fmt: skip
    ((block, _, _),) = planned(WITH_GAS)
    scale = np.linspace(0.2, 1, len(WASTES)).reshape(-1, 1, 1)
    chosen = {
        "decay_rate": rate * scale, "delay": delay, "mcf": correction, "decomposable": decomposable * scale,
        "methane_share": methane, "oxidation": oxidised, "stored_before": before * scale,
    }  # fmt: skip
    for name, value in chosen.items():
        block = with_values(block, name, np.zeros_like(block.columns[name].values) + value)
    block = with_values(block, "recovered", evaluate(block)["generated"] * recovered)
    steps = evaluate(block)
    came = steps["carbon"].sum() + (before * scale).sum()
    left = steps["stored"][:, -1].sum()
    went = steps["decomposed"].sum()
    assert went + left == pytest.approx(came, rel=1e-9, abs=1e-12)
    # Of what decomposes the gas holds so much as methane; the rest is carbon dioxide.
    as_methane = steps["generated"].sum() * CARBON_PER_METHANE
    as_dioxide = went * (1 - methane)
    assert as_methane + as_dioxide == pytest.approx(went, rel=1e-9, abs=1e-12)
    emitted = steps["emission"].sum() * CARBON_PER_METHANE
    taken = recovered * as_methane
    burned_in_cover = oxidised * (as_methane - taken)
    assert emitted + taken + burned_in_cover + as_dioxide + left == pytest.approx(came, rel=1e-9, abs=1e-12)


def test_kinds_add_up_and_each_deposit_decays_on_its_own() -> None:
    """Every deposit by itself, by the integral of its own decay, is what the running total of the equations gives."""
    ((block, _, _),) = planned(landfill(more=", delay: 0.2 yr, mcf: 0.8, methane_share: 0.55"))
    given_rates = block.columns["decay_rate"].values[:, 0, 0]
    carbon = block.columns["organic_carbon"].values[:, 0, 0] * block.columns["decomposable"].values.ravel()[0]
    wanted = []
    for year in (1921, 1922, 1960, 2020):
        kilotonnes = []
        for number, waste in enumerate(block.axes["waste"]):
            k = given_rates[number]
            for deposited, kt in zip(YEARS, deposits(WASTES.index(waste)), strict=True):
                if deposited > year:
                    continue
                start = deposited + 0.5 + 0.2  # the middle of the year of deposit, and the delay
                begin, end = max(float(year), start), float(year + 1)
                lost = math.exp(-k * (begin - start)) - math.exp(-k * (end - start))
                kilotonnes.append(kt * carbon[number] * 0.8 * lost * 0.55 * 16 / 12)
        wanted.append(math.fsum(kilotonnes))
    found = evaluate(block)["generated"].ravel()
    for year, kt in zip((1921, 1922, 1960, 2020), wanted, strict=True):
        assert found[year - YEARS[0]] == pytest.approx(kt, rel=1e-12)


def test_food_waste_of_a_town_by_a_loop(tmp_path: Path) -> None:
    """Table 3A1.1 of the guideline in small: a running total, a year after another."""
    stored, wanted = 0.0, {}
    for year in range(1990, 2021):
        decomposed = stored * (1 - math.exp(-0.06))
        stored = stored * math.exp(-0.06) + (20 + 0.5 * (year - 1990)) * 0.15 * 0.5 * 1.0
        wanted[year] = decomposed * 0.5 * 16 / 12 * 0.9 * 1000
    series = ", ".join(f"{year}: {20 + 0.5 * (year - 1990)}" for year in wanted)
    line = f"- {{id: r, category: 4.A, source: x, site: managed, cover: soil cover, opened: 1990, deposited: {{food: {{unit: kt, {series}}}}}}}"
    found = masses(compute(tmp_path, line, list(wanted)))
    for year, tonnes in wanted.items():
        assert found["r", "CH4", year] == pytest.approx(tonnes, rel=1e-12)


def test_the_guidelines_own_example(tmp_path: Path) -> None:
    """Table 3A1.1: a hundred units of decomposable carbon a year and a rate of 0.1."""
    years = range(2000, 2007)
    series = ", ".join(f"{year}: 100" for year in years)
    line = (
        "- {id: r, category: 4.A, source: x, site: managed, opened: 2000, decay_rate: {paper: 0.1 1/yr}, "
        f"organic_carbon: {{paper: 1 kg C/kg}}, decomposable: {{paper: 1}}, deposited: {{paper: {{unit: kt, {series}}}}}}}"
    )
    computation = compute(tmp_path, line, list(years))
    assert computation.results is not None
    steps = computation.results.calculated[0].values
    assert np.round(steps["stored"].ravel(), 1).tolist() == [100, 190.5, 272.4, 346.4, 413.5, 474.1, 529.0]
    assert np.round(steps["decomposed"].ravel(), 1).tolist() == [0, 9.5, 18.1, 25.9, 33.0, 39.3, 45.1]


@pytest.mark.parametrize(
    ("line", "warned"),
    [
        ("deposited: {food: {unit: kt, 2019: 5, 2020: 5}}", True),
        ("opened: 2019, deposited: {food: {unit: kt, 2019: 5, 2020: 5}}", False),
        ("stored_before: {food: 3 kt C}, deposited: {food: {unit: kt, 2019: 5, 2020: 5}}", False),
        (f"deposited: {{food: {{unit: kt, {', '.join(f'{y}: 5' for y in range(1971, 2021))}}}}}", False),
    ],
)
def test_a_short_history_is_told(line: str, warned: bool, tmp_path: Path) -> None:
    computation = compute(tmp_path, f"- {{id: r, category: 4.A, source: x, site: managed, {line}}}")
    assert ("check-warning" in [problem.code for problem in computation.problems]) is warned


def test_years_that_were_filled_are_told(tmp_path: Path) -> None:
    line = "- {id: r, category: 4.A, source: x, site: managed, opened: 1990, history: unchanging, deposited: {food: {unit: kt, 2015: 5, 2020: 6}}}"
    (notice,) = [problem for problem in compute(tmp_path, line).problems if problem.code == "years-carried"]
    assert "1990-2014, 2016-2019" in notice.message("en")
    assert "nearest year" in notice.message("en")


@pytest.mark.slow
def test_eighty_years_and_twelve_kinds_in_a_live_workbook(recalculate: Callable[[Path], Path], tmp_path: Path) -> None:
    years = range(1941, 2021)
    folder = write(tmp_path / "landfill", f"- {{id: r, source: x, {landfill(years)}}}", (2018, 2019, 2020))
    path = tmp_path / "landfill.xlsx"
    path.write_bytes(content(folder, "en"))
    cells = formulas(path)
    assert len(cells) > 80 * len(WASTES) * 4
    assert differences(values(path), values(recalculate(path)), cells)[:20] == []
    shutil.rmtree(folder)
