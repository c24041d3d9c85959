"""The example district: what it takes from the plan, that its parts add up, and its results by hand."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ghginv import api
from ghginv.model.activity import leaves

# Molecular ratios of the guidelines, and the GWPs of the Fifth Assessment Report.
CO2_PER_C, CH4_PER_C, N2O_PER_N = 44 / 12, 16 / 12, 44 / 28
GWP_CH4, GWP_N2O = 28, 265
YEARS = (2020, 2021, 2022)
GASES = ("CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3")

# What the plan prints.
FOSSIL_ENERGY = {2020: 400.73, 2021: 404.04, 2022: 385.55}  # 万吨标准煤, indicator 10
COAL = 284.57  # 万吨, 2022
GAS = 30457.09  # 万立方米, 2022
FERTILISER = {2020: 46292.094, 2021: 44193.509, 2022: 43141.133}  # t, indicator 28
STOCK = {2020: 139.36, 2021: 142.80, 2022: 113.73}  # 万立方米, indicator 31
CO2_PRINTED = {2020: 9290749.01, 2021: 10048799.38, 2022: 8537813.87}  # t, indicator 1
PER_PERSON = {2020: "8.60", 2021: "9.19", 2022: "7.76"}
PER_GDP = {2020: "0.92", 2021: "0.90", 2022: "0.76"}
PER_VALUE_ADDED = {2020: "2.01", 2021: "1.96", 2022: "1.79"}

COAL_PARTS = ("huadian-power", "huadian-heat", "coal-other-industry", "mingshui-ammonia", "riyue-ammonia")
GAS_PARTS = ("gas-industry", "gas-households", "gas-services", "gas-road")
METHANOL_COAL = {2020: 21.83, 2021: 22.01, 2022: 21.00}  # 万吨; counted with the methanol, so named in its source only

Result = Callable[[str, str, int], float]


@pytest.fixture(scope="module")
def folder(examples: Path) -> Path:
    return examples / "zhangqiu"


@pytest.fixture(scope="module")
def computed(folder: Path) -> api.Computation:
    computation = api.compute(folder)
    assert not [p for p in computation.problems if p.level == "error"]
    return computation


@pytest.fixture(scope="module")
def result(computed: api.Computation) -> Result:
    """Tonnes of a gas by record and year, memo items included, but not what is captured or bound."""
    found: dict[tuple[str, str, int], float] = defaultdict(float)
    assert computed.results is not None
    for row in computed.results.rows():
        if row.record is not None and row.mass is not None and row.memo != "co2_captured":
            found[row.record.id, row.gas, row.year] += row.mass
    return lambda record, gas, year: found[record, gas, year]


def amounts(computed: api.Computation, record: str, parameter: str, year: int) -> float:
    """What a record gives for a year, in the unit it was typed in, summed over axis members."""
    assert computed.inventory is not None
    (one,) = (r for r in computed.inventory.records if r.id == record and parameter in r.amounts)
    return math.fsum(q.value or 0 for _, q, y in leaves(one.amounts[parameter]) if y == year)


# ---- what the plan prints


def test_coal_adds_up_to_what_is_printed(computed: api.Computation) -> None:
    for year in YEARS:
        parts = [amounts(computed, record, "fuel_consumed", year) for record in COAL_PARTS]
        total = COAL if year == 2022 else round(COAL * FOSSIL_ENERGY[year] / FOSSIL_ENERGY[2022], 2)
        assert round(math.fsum([*parts, METHANOL_COAL[year]]), 6) == total
    assert amounts(computed, "mingshui-methanol", "produced", 2022) * 2.10 == pytest.approx(METHANOL_COAL[2022])


def test_gas_adds_up_to_what_is_printed(computed: api.Computation) -> None:
    for year in YEARS:
        parts = [amounts(computed, record, "fuel_consumed", year) for record in GAS_PARTS]
        total = GAS if year == 2022 else round(GAS * FOSSIL_ENERGY[year] / FOSSIL_ENERGY[2022], 2)
        assert round(math.fsum(parts), 6) == total


def test_printed_series_stand_as_printed(computed: api.Computation) -> None:
    for year in YEARS:
        assert amounts(computed, "fertiliser", "applied", year) == FERTILISER[year]
        assert amounts(computed, "forest", "stock", year) == STOCK[year]
        assert amounts(computed, "huaming-cement", "clinker", year) == 0
        assert amounts(computed, "desulphurisation", "gypsum", year) == 21


def test_coal_equivalent_leaves_room_for_the_electricity(computed: api.Computation) -> None:
    """Coal, gas and oil in tce and the net electricity at what a power station burns make the printed total."""
    coal = COAL * 0.7143 + 5.09 * 0.7143 + 7.2 * 0.9714
    gas = GAS * 1.33 / 1000
    oil = 7.6 * 1.4714 + 12.49 * 1.4571 + 0.552 * 1.7143
    given = amounts(computed, "indicator-10", "consumed", 2022)
    assert given == pytest.approx(coal + gas + oil, abs=0.02)
    rest = FOSSIL_ENERGY[2022] - given  # 万吨标准煤
    per_kwh = rest * 1e10 / (amounts(computed, "indicator-10", "purchased", 2022) * 1e8)
    assert 280 < per_kwh < 320  # grams of standard coal


def test_given_and_assumed_can_be_told_apart(computed: api.Computation) -> None:
    """Only what the plan prints goes without an assumption; every assumption says on what it rests."""
    assert computed.inventory is not None
    own = [r for r in computed.inventory.records if r.source != "linked"]
    assert {r.id for r in own if not r.assumption} == {"huaming-cement", "desulphurisation", "forest"}
    assert all(r.source for r in own if not r.assumption)
    assert all(statement.reason for statement in computed.inventory.statements)


def test_printed_intensities_follow_from_printed_totals(computed: api.Computation) -> None:
    for year in YEARS:
        (one,) = (c for c in computed.summary.reported[year] if c.id == "indicator-1")
        assert one.value == CO2_PRINTED[year]
        assert one.difference  # shown, and not forced to zero
        assert f"{one.derived['per_capita_t']:.2f}" == PER_PERSON[year]
        assert f"{one.derived['per_gdp_t_per_10k_cny']:.2f}" == PER_GDP[year]
        assert f"{one.derived['per_industrial_value_added_t_per_10k_cny']:.2f}" == PER_VALUE_ADDED[year]
    assert f"{CO2_PRINTED[2022] / (1120.7 * 1e4):.4f}" == "0.7618"


def test_five_sectors_and_a_word_about_each_gas(computed: api.Computation) -> None:
    assert computed.inventory is not None
    totals = computed.summary.totals[2022]
    for sector in ("energy", "ippu", "agriculture", "lulucf", "waste"):
        assert totals.sector(sector) != 0
    explained = {gas for s in computed.inventory.statements for gas in s.gases if s.reason}
    for gas in GASES:
        assert totals.gas(gas) != 0 or gas in explained
    assert totals.gas("PFCs") == totals.gas("NF3") == 0


def test_forest_turns_into_a_source_and_is_doubted(computed: api.Computation) -> None:
    assert computed.results is not None
    rows = [row for row in computed.results.rows() if row.record is not None and row.record.id == "forest"]
    assert [(row.year, row.mass is None, row.notation) for row in rows] == [
        (2020, True, "NE"), (2021, False, ""), (2022, False, ""),
    ]  # fmt: skip
    totals = computed.summary.totals[2022]
    assert ("lulucf", "CO2") not in computed.summary.totals[2020].by_sector_gas  # no silent zero
    assert 0.03 < totals.sector("lulucf") / totals.total(lulucf=False) < 0.07
    warned = [p for p in computed.problems if p.level == "warning" and p.values.get("record") == "forest"]
    assert len(warned) == 1
    assert "survey" in warned[0].message("en")


def test_the_grid_factor_of_2020_is_a_fallback_and_says_so(computed: api.Computation) -> None:
    """None was announced for 2020: the first later year of the province serves, and a notice names the step."""
    found = [p for p in computed.problems if p.code == "factor-fallback" and "grid" in str(p.values["factor"])]
    assert any("shandong,2021" in str(p.values["factor"]) and "2020" in str(p.values["step"]) for p in found)


# ---- results by hand: printed factors written out, tonnes


def bank(sold: float, introduced: int, growth: float, leak: float) -> tuple[dict[int, float], dict[int, float]]:
    """Bank and emission by year of an agent whose sales grew with its market, 2022 being known; lifetime 15 years."""
    market = {y: (1 + growth) ** (y - introduced) * (y - introduced + 1) for y in range(introduced, 2023)}
    banks = {introduced - 1: 0.0}
    emissions: dict[int, float] = {}
    filled: dict[int, float] = {}
    for year in market:
        new = sold * market[year] / market[2022]
        service = 0.0
        if year - introduced >= 3:
            service = filled[year - 3] * (1 - (1 - leak) ** 3)
            service += leak * sum(filled.get(year - back, 0.0) for back in range(4, 15))
        filled[year] = new - service
        retired = filled.get(year - 15, 0.0) * (1 - leak)
        banks[year] = banks[year - 1] * (1 - leak) + new - retired
        emissions[year] = banks[year] * leak + retired
    return banks, emissions


def landfill(year: int) -> float:
    """CH4 of 200 kt a year from 2007 to 2018, six months' delay: what decays in a year was there at its start."""
    k = 0.05
    deposited = 200_000 * 0.14 * 0.5 * 1.0  # t C: degradable carbon, share that decomposes, MCF
    stored = sum(deposited * math.exp(-k * (year - 1 - y)) for y in range(2007, 2019))
    return stored * (1 - math.exp(-k)) * 0.5 * CH4_PER_C * (1 - 0.1)


POWER = 1_792_000 * 20.908  # GJ
FERTILISER_N = 43141.133 * 0.509  # t N
EXCRETED = 8100 * 60 + 31000 * 40 + 223000 * 12 + 281000 * 16 + 12_526_000 * 0.6  # kg N
HERD_N2O = 8100 * 2.065 + 31000 * 0.846 + 223000 * 0.113 + 281000 * 0.175 + 12_526_000 * 0.007  # kg
MANURE_N = EXCRETED / 1000 * (1 - 0.2 - 0.15) - HERD_N2O / 1000 * 28 / 44  # t N that reaches the fields
AMMONIA_C = 20.908 * 26.37 / 1000  # t C/t raw coal

#: Half of 679 kt of grain each: dry matter, over the economic coefficient, 80 % of the straw and the roots, nitrogen.
STRAW_N = 339_500 * (
    0.87 / 0.434 * ((1 - 0.434) * 0.8 + 0.166) * 0.00516 + 0.86 / 0.438 * ((1 - 0.438) * 0.8 + 0.17) * 0.0058
)
BY_HAND: Mapping[str, tuple[str, str, int, float]] = {
    # Energy
    "power station CO2": ("huadian-power", "CO2", 2022, POWER * 26.37 * 0.95 / 1000 * CO2_PER_C),
    "power station N2O": ("huadian-power", "N2O", 2022, POWER * 1.4 / 1e6),
    "households' gas CO2": ("gas-households", "CO2", 2022, 48.16 * 38.931 * 15.3 * 0.99 * CO2_PER_C),
    "households' coal CO2": ("coal-households", "CO2", 2022, 50.9 * 20.908 * 26.37 * 0.94 * CO2_PER_C),
    "households' coal CH4": ("coal-households", "CH4", 2022, 50.9 * 20.908 * 300 / 1000),
    "diesel on roads CO2": ("diesel-road", "CO2", 2022, 94.1 * 42.652 * 20.2 * 0.98 * CO2_PER_C),
    "diesel on farms CH4": ("diesel-farm", "CH4", 2022, 17.1 * 42.652 * 4.15 / 1000),
    "petrol N2O": ("petrol-road", "N2O", 2022, 76.0 * 43.07 * 5.7 / 1000),
    "vehicles' gas CH4": ("gas-road", "CH4", 2022, 15.2285 * 38.931 * 92 / 1000),
    "foundry coke CO2": ("foundry-coke", "CO2", 2022, 72.0 * 28.435 * 29.5 * 0.93 * CO2_PER_C),
    "electricity 2022": ("net-electricity", "CO2", 2022, 3.41e6 * 0.6410),  # MWh
    "electricity 2020, factor of 2021": ("net-electricity", "CO2", 2020, 3.544e6 * 0.6838),
    "coal equivalent": (
        "indicator-10", "CO2", 2022, 2_139_000 * 2.66 + 405_100 * 1.56 + 303_300 * 1.73 + 3.41e6 * 0.6410,
    ),
    # Industrial processes
    "clinker that is not made": ("huaming-cement", "CO2", 2022, 0.0),
    "ammonia less CO2 in urea": (
        "mingshui-ammonia", "CO2", 2022, 504_000 * AMMONIA_C * CO2_PER_C - 450_000 * 44 / 60,
    ),
    "methanol CO2": ("mingshui-methanol", "CO2", 2022, 100_000 * 2.87),
    "methanol CH4": ("mingshui-methanol", "CH4", 2022, 100_000 * 2.3 / 1000),
    "gypsum": ("desulphurisation", "CO2", 2022, 210_000 * 100.09 / 172.17 * 0.4397),
    "foundry flux": ("foundry-flux", "CO2", 2022, 18_000 * 0.95 * 0.4397),
    "car air conditioning": ("mobile-ac", "HFC-134a", 2022, bank(41.16, 2000, 0.02, 0.15)[1][2022]),
    "R-410A is half HFC-125": ("room-ac-r410a", "HFC-125", 2022, bank(36.10, 2008, 0.0, 0.10)[1][2022] / 2),
    "R-32": ("room-ac-r32", "HFC-32", 2022, bank(73.18, 2014, 0.0, 0.10)[1][2022]),
    "switchgear": ("switchgear", "SF6", 2022, 8 * 0.026),
    # Agriculture
    "dairy CH4, both": ("dairy", "CH4", 2022, 8100 * (88.1 + 8.33) / 1000),
    "pigs CH4, both": ("pigs", "CH4", 2022, 281_000 * (1 + 5.08) / 1000),
    "poultry N2O": ("poultry", "N2O", 2022, 12_526_000 * 0.007 / 1000),
    "fertiliser": ("fertiliser", "N2O", 2022, FERTILISER_N * 0.0057 * N2O_PER_N),
    "manure on fields": ("managed_soils_manure_cn", "N2O", 2022, MANURE_N * 0.0057 * N2O_PER_N),
    "deposition and leaching": (
        "managed_soils_indirect_cn", "N2O", 2022,
        (
            ((FERTILISER_N + STRAW_N + MANURE_N) * 0.1 + EXCRETED / 1000 * 0.2) * 0.01
            + (FERTILISER_N + STRAW_N + MANURE_N) * 0.2 * 0.0075
        ) * N2O_PER_N,
    ),
    "urea": ("urea", "CO2", 2022, 30011.2 * 0.20 * CO2_PER_C),
    "rice": ("rice", "CH4", 2022, 374.07 * 215.5 / 1000),
    # Forest: 0.412 t/m3 x 1.774 x 0.5
    "forest grows in 2021": ("forest", "CO2", 2021, -(1_428_000 - 1_393_600) * 0.412 * 1.774 * 0.5 * CO2_PER_C),
    "forest shrinks in 2022": ("forest", "CO2", 2022, -(1_137_300 - 1_428_000) * 0.412 * 1.774 * 0.5 * CO2_PER_C),
    # Waste
    "landfill": ("landfill", "CH4", 2022, landfill(2022)),
    "landfill 2020": ("landfill", "CH4", 2020, landfill(2020)),
    "kitchen waste": ("kitchen-waste", "CH4", 2022, 32_850 * 0.8 / 1000),
    "sewage CH4": ("sewage", "CH4", 2022, (9033 * 0.165 + 7021 * 0.1) * 0.6),
    "sewage N2O": ("sewage", "N2O", 2022, 1_099_600 * 36 * 0.16 * 1.5 * 1.25 / 1000 * 0.005 * N2O_PER_N),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(result: Result, name: str) -> None:
    record, gas, year, tonnes = BY_HAND[name]
    assert result(record, gas, year) == pytest.approx(tonnes, rel=1e-9, abs=0)


def test_incineration_by_hand(computed: api.Computation) -> None:
    """Fossil and biogenic CO2 of 416 kt of municipal waste; the biogenic part is a memo item."""
    assert computed.results is not None
    rows = [r for r in computed.results.rows() if r.record and r.record.id == "incineration" and r.year == 2022]
    found = {row.memo: row.mass for row in rows}
    carbon = 416_000 * 0.2 * 0.95 * CO2_PER_C
    assert found == pytest.approx({"": carbon * 0.39, "biomass_co2": carbon * 0.61}, rel=1e-9)
    assert {row.category for row in rows} == {"4.C.1"}


def test_banks_reach_what_is_assumed_of_2022() -> None:
    assert bank(41.16, 2000, 0.02, 0.15)[0][2022] == pytest.approx(173, rel=1e-3)
    assert bank(36.10, 2008, 0.0, 0.10)[0][2022] == pytest.approx(189, rel=1e-3)
    assert bank(73.18, 2014, 0.0, 0.10)[0][2022] == pytest.approx(283.5, rel=1e-3)


# ---- the whole


def test_whole_output_is_as_reviewed(computed: api.Computation, folder: Path) -> None:
    assert computed.results is not None
    sums: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for row in computed.results.rows():
        if row.mass is not None:
            sums[str(row.year), row.category, row.gas, row.memo].append(row.mass)
    found = {key: math.fsum(values) for key, values in sums.items()}
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = {
            (line["year"], line["category"], line["gas"], line["memo"]): float(line["emission_t"])
            for line in csv.DictReader(file)
        }
    assert found == pytest.approx(expected, rel=1e-6, abs=0)
