"""The carbon of a landfill: what is deposited decomposes or stays, and what decomposes is emitted, used or oxidised."""

from __future__ import annotations

import math
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import compute, masses
from test_properties import planned, with_values
from test_waste_tables import rows, vocabulary

from ghginv.engine.block import Block, evaluate
from ghginv.formula.evaluation import Array

YEARS = range(1921, 2021)
#: A kind of each class of decay, and those that do not decay at all.
WASTES = (
    "food", "garden", "paper", "wood", "textiles", "nappies", "rubber_leather", "plastics", "sewage_sludge",
    "industrial", "construction", "clinical",
)  # fmt: skip
#: All kinds that may be put in a landfill with the guideline's factors; mixed waste has those of a region.
KINDS = sorted(
    {waste for waste, _ in rows("organic_carbon")}
    & {waste for waste, _ in rows("decay_rate")} - {"municipal_solid_waste"}
)
CARBON_PER_METHANE = 12 / 16


def deposits(number: int, years: range = YEARS) -> list[float]:
    """Deposits that grow, end and come again, each kind in its own way."""
    return [
        0.0 if (year + number) % 17 == 0 else round(3 + number + 0.3 * (year - years[0]) * (1 + number % 3), 3)
        for year in years
    ]


def landfill(years: range = YEARS, more: str = "") -> str:
    """A record with kinds of waste in all years."""
    kinds = []
    for number, waste in enumerate(WASTES):
        series = ", ".join(f"{y}: {kt}" for y, kt in zip(years, deposits(number, years), strict=True))
        kinds.append(f"{waste}: {{{series}}}")
    return (
        f"category: 4.A, site: managed_anaerobic, opened: {years[0]}, deposited: {{unit: kt, {', '.join(kinds)}}}{more}"
    )


@cache
def block_of(line: str, guideline: str) -> Block:
    with tempfile.TemporaryDirectory() as folder:
        computation = compute(Path(folder), f"- {{id: r, source: test, {line}}}", (2019, 2020), guideline=guideline)
    assert computation.results is not None
    ((block, _, _),) = (one.planned for one in computation.results.calculated)
    return block


def a_hundred_years(numbers: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Any history: years with nothing, years with a thousand times the others."""
    amounts: Array = 10 ** numbers.uniform(-2, 3, shape) * (numbers.random(shape) < 0.8)
    return amounts


def every(amount: str, names: list[str]) -> str:
    series = f"{{{', '.join(f'{year}: {amount}' for year in YEARS)}}}"
    return f"{{unit: kt, {', '.join(f'{name}: {series}' for name in names)}}}"


def carbon_that_went(steps: dict[str, Array], recovered: Array, oxidised: Array | float, methane: float) -> Array:
    """By site and year: emitted, recovered and oxidised as methane, and gone as the dioxide of the same gas."""
    taken = recovered * CARBON_PER_METHANE
    burned_in_cover = oxidised * (steps["generated"] * CARBON_PER_METHANE - taken)
    emitted: Array = steps["emission"] * CARBON_PER_METHANE
    dioxide = steps["generated"] * CARBON_PER_METHANE * (1 - methane) / methane
    return emitted + taken + burned_in_cover + dioxide


share = st.floats(0, 1)
seed = st.integers(0, 2**32 - 1)
delays = st.floats(0, 0.5)
guidelines = st.sampled_from(["ipcc-2006", "ipcc-2019"])


@settings(max_examples=60)
@given(
    guideline=guidelines, seed=seed, site=st.sampled_from(sorted(vocabulary("disposal_site"))), delay=delays,
    faster=st.floats(0.1, 10), methane=st.floats(0.01, 1), recovered=share, oxidised=share, before=st.floats(0, 1e3),
)  # fmt: skip
def test_carbon_is_conserved_over_a_hundred_years(
    guideline: str, seed: int, site: str, delay: float, faster: float, methane: float, recovered: float,
    oxidised: float, before: float,
) -> None:  # fmt: skip
    """At a site of one kind: deposited = emitted + recovered + oxidised + stored, by kind of waste and in all."""
    if (site,) not in rows("site_mcf", guideline):
        site = "managed_anaerobic"
    block = block_of(
        f"category: 4.A, site: {site}, cover: oxidising_cover, opened: {YEARS[0]}, deposited: {every('1', KINDS)}, "
        f"stored_before: {{unit: kt C, {', '.join(f'{kind}: 1' for kind in KINDS)}}}, "
        f"recovered: {{unit: kt, {', '.join(f'{year}: 0' for year in YEARS)}}}",
        guideline,
    )
    numbers = np.random.default_rng(seed)
    kinds = len(block.axes["waste"])
    assert kinds == len(KINDS)
    at_first = before * numbers.random((kinds, 1, 1))
    chosen = {
        "deposited": a_hundred_years(numbers, (kinds, len(YEARS), 1)), "stored_before": at_first,
        "decay_rate": block.columns["decay_rate"].values * faster, "delay": delay, "methane_share": methane,
        "oxidation": oxidised,
    }  # fmt: skip
    for name, value in chosen.items():
        block = with_values(block, name, np.zeros_like(block.columns[name].values) + value)
    taken = evaluate(block)["generated"] * recovered
    block = with_values(block, "recovered", taken)
    steps = evaluate(block)
    came = steps["carbon"].sum(axis=1) + at_first[:, 0]
    stays_or_went = steps["stored"][:, -1] + steps["decomposed"].sum(axis=1)
    np.testing.assert_allclose(stays_or_went, came, rtol=1e-9, atol=1e-12)
    # All carbon, that which never decays and that which the air takes in a site that is not anaerobic included.
    carbon = block.columns["organic_carbon"].values * chosen["deposited"]
    in_air = carbon * (1 - block.columns["mcf"].values)
    went = carbon_that_went(steps, taken, oxidised, methane).sum() + steps["stored"][:, -1].sum()
    assert went + steps["long_term_stock"][:, -1].sum() + in_air.sum() == pytest.approx(
        carbon.sum() + at_first.sum(), rel=1e-9, abs=1e-12
    )


@settings(max_examples=40)
@given(guideline=guidelines, seed=seed, delay=delays, methane=st.floats(0.01, 1), oxidised=share)
def test_carbon_is_conserved_at_sites_of_all_kinds(
    guideline: str, seed: int, delay: float, methane: float, oxidised: float
) -> None:
    """Waste shared out anew each year among all kinds of sites, each with its own gas works and covers."""
    sites = [site for (site,) in rows("site_mcf", guideline)]
    shares = ", ".join(f"{site}: {{{', '.join(f'{y}: {1 / len(sites)!r}' for y in YEARS)}}}" for site in sites)
    block = block_of(
        f"category: 4.A, waste_climate: tropical_dry, cover: oxidising_cover, opened: {YEARS[0]}, "
        f"disposed: {every('1', KINDS)}, site_share: {{unit: '1', {shares}}}, covered_share: {{{sites[0]}: 0.5}}, "
        f"recovered_at: {every('0', sites)}",
        guideline,
    )
    numbers = np.random.default_rng(seed)
    kinds, of_sites = len(block.axes["waste"]), len(block.axes["site"])
    assert (kinds, of_sites) == (len(KINDS), len(sites))
    shared = numbers.random((1, of_sites, len(YEARS), 1))
    covered = numbers.random((1, of_sites, 1, 1))
    chosen = {
        "disposed": a_hundred_years(numbers, (kinds, 1, len(YEARS), 1)), "site_share": shared / shared.sum(axis=1),
        "covered_share": covered, "delay": delay, "methane_share": methane, "oxidation": oxidised,
    }  # fmt: skip
    for name, value in chosen.items():
        block = with_values(block, name, np.zeros_like(block.columns[name].values) + value)
    taken = evaluate(block)["generated"] * numbers.random((1, of_sites, len(YEARS), 1))
    block = with_values(block, "recovered_at", taken)
    steps = evaluate(block)
    came = steps["carbon"].sum(axis=(0, 2))
    left = steps["stored"][:, :, -1].sum(axis=0)
    went = carbon_that_went(steps, taken, oxidised * covered, methane).sum(axis=(0, 2))
    np.testing.assert_allclose(went + left, came, rtol=1e-9, atol=1e-12)
    whole = (block.columns["organic_carbon"].values * chosen["disposed"]).sum(axis=(0, 1, 3))
    in_air = whole * (1 - steps["mean_correction"].ravel())
    never = steps["long_term_stored"].sum(axis=(0, 1, 3))
    np.testing.assert_allclose(steps["carbon"].sum(axis=(0, 1, 3)) + never + in_air, whole, rtol=1e-9)


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
        ("history: unchanging, deposited: {food: {unit: kt, 2019: 5, 2020: 5}}", False),
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


#: Fifty deposits of one size, the last of them in the year itself, and all of them with a delay of six months.
FIFTY = 5 * 0.15 * 0.5 * (1 - math.exp(-0.06 * 49)) * 0.5 * 16 / 12 * 1000


@pytest.mark.parametrize(
    ("line", "emitted"),
    [
        ("history: unchanging, deposited: {food: {unit: kt, 2019: 5, 2020: 5}}", FIFTY),
        # The year of opening, and what lay in the site before the first year given, say how long the history is.
        ("opened: 1971, history: unchanging, deposited: {food: {unit: kt, 2020: 5}}", FIFTY),
        (
            "stored_before: {food: 3 kt C}, history: unchanging, deposited: {food: {unit: kt, 2019: 5, 2020: 5}}",
            ((3 * math.exp(-0.06) + 0.375) * (1 - math.exp(-0.06))) * 0.5 * 16 / 12 * 1000,
        ),
    ],
)
def test_a_short_history_is_filled_for_fifty_years(line: str, emitted: float, tmp_path: Path) -> None:
    found = compute(tmp_path, f"- {{id: r, category: 4.A, source: x, site: managed, {line}}}")
    assert masses(found)["r", "CH4", 2020] == pytest.approx(emitted, rel=1e-12)
    assert "check-warning" not in [problem.code for problem in found.problems]


def test_a_short_history_follows_the_people(tmp_path: Path) -> None:
    """Deposits of a year are those of 2020 in the ratio of the people; from 1971 to 1990 they are as few as in 1990."""
    people = {year: 3 if year <= 1990 else 3 + (year - 1990) / 10 for year in range(1971, 2021)}
    wanted = math.fsum(
        6 * people[year] / 6 * 0.4 * 0.5 * (math.exp(-0.04 * (2019 - year)) - math.exp(-0.04 * (2020 - year)))
        for year in range(1971, 2020)
    )
    line = (
        "- {id: r, category: 4.A, source: x, site: managed, history: along_population, "
        "population: {unit: 万人, 1990: 3, 2020: 6}, deposited: {paper: {unit: kt, 2020: 6}}}"
    )
    found = compute(tmp_path, line)
    assert masses(found)["r", "CH4", 2020] == pytest.approx(wanted * 0.5 * 16 / 12 * 1000, rel=1e-12)
    told = [problem.message("en") for problem in found.problems if problem.code == "years-carried"]
    assert any("deposited of r was not given for 1971-2019" in text for text in told)
    assert any("population of r was not given for 1971-1989, 1991-2019" in text for text in told)


@pytest.mark.parametrize(
    "line",
    [
        "residents: {unit: 万人, 2020: 10}, generation_rate: 0.3 t/person, managed_share: 0.5, composition: {food: 1}",
        "gdp: {unit: 亿元, 2020: 10}, waste_per_gdp: own, own_rate: 15 t/百万元, disposed_share: 1, "
        "organic_carbon: 0.15 kg C/kg, decay_rate: 0.06 1/yr",
    ],
)
def test_people_and_gdp_stand_for_fifty_years(line: str, tmp_path: Path) -> None:
    """Fifteen kilotonnes a year, of which half is in the towns' case disposed of: at a site of each kind in part."""
    sites = "site_share: {managed_anaerobic: {unit: '1', 1990: 0.2, 2010: 1}, unmanaged_deep: {unit: '1', 1990: 0.8, 2010: 0}}"
    found = compute(tmp_path, f"- {{id: r, category: 4.A, source: x, {line}, {sites}}}")
    managed = {year: min(max(0.2 + 0.04 * (year - 1990), 0.2), 1) for year in range(1971, 2021)}
    wanted = math.fsum(
        15 * 0.15 * 0.5 * (managed[year] + 0.8 * (1 - managed[year]))
        * (math.exp(-0.06 * (2019 - year)) - math.exp(-0.06 * (2020 - year)))
        for year in range(1971, 2020)
    )  # fmt: skip
    total = sum(row.mass for row in found.results.rows() if row.mass is not None)
    assert total == pytest.approx(wanted * 0.5 * 16 / 12 * 1000, rel=1e-12)
