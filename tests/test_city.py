"""The fictional city: every method of its guideline occurs, all results are as expected, some are worked out by hand.

`python tests/test_city.py` writes the expected results anew, to be read before they are kept.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import ghginv
from ghginv import Computation
from ghginv.engine.totals import GASES

CITY = Path(__file__).resolve().parent.parent / "examples" / "city"
EXPECTED = CITY / "expected.csv"
COLUMNS = ["year", "category", "gas", "memo", "emission_t"]
DIGITS = 9

Key = tuple[int, str, str, str]


def results(computation: Computation) -> dict[Key, float]:
    """Tonnes of each gas by year, category and memo item; what is zero is left out."""
    return {
        (leaf.year, leaf.category, leaf.gas, leaf.memo): leaf.mass
        for totals in computation.summary.totals.values()
        for leaf in totals.leaves
        if leaf.mass
    }


def expected() -> dict[Key, float]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(int(row["year"]), row["category"], row["gas"], row["memo"]): float(row["emission_t"]) for row in rows}


@pytest.fixture(scope="module")
def city() -> Computation:
    computation = ghginv.compute(CITY)
    assert [(p.place, p.message("en")) for p in computation.problems if p.level != "notice"] == []
    return computation


def test_all_results_are_as_expected(city: Computation) -> None:
    found, wanted = results(city), expected()
    assert sorted(found) == sorted(wanted)
    assert [key for key in wanted if not math.isclose(found[key], wanted[key], rel_tol=1e-6)] == []


def test_it_says_that_it_is_fictional(city: Computation) -> None:
    assert city.inventory is not None
    assert "fictional" in city.inventory.name.en
    assert "虚构" in city.inventory.name.zh
    assert "does not exist" in (CITY / "README.md").read_text(encoding="utf-8")
    sources = {record.source for record in city.inventory.records if record.source != "linked"}
    assert [source for source in sources if source and not source.startswith("Fictional; ")] == []


def test_every_method_of_the_guideline_occurs(city: Computation) -> None:
    assert city.inventory is not None
    profile = city.inventory.library.profile("ipcc-2006")
    # No mines, wells or storage of CO2 near it, and no energy balance.
    elsewhere = ("1.B", "1.C", "memo.reference_approach", "memo.energy_consumption")
    here = [names for category, names in profile.methods.items() if not category.startswith(elsewhere)]
    wanted = {name for names in here for name in names} | {"measured", "activity_times_factor"}
    used = {record.method for record in city.inventory.records}
    assert wanted - used == set()


def test_seven_gases_come_from_methods(city: Computation) -> None:
    for year, totals in city.summary.totals.items():
        assert [gas for gas in GASES if totals.gas(gas) == 0] == [], year
    frame = city.emissions
    typed_in = frame[frame.method == "measured"]
    assert set(typed_in.record) == {"northquay", "ethylene_oxide_co2"}
    assert set(typed_in.gas) == {"CO2"}


def test_notation_keys_have_reasons(city: Computation) -> None:
    assert city.inventory is not None
    assert {s.key for s in city.inventory.statements} >= {"NO", "NE", "IE"}
    assert [s.category for s in city.inventory.statements if not s.reason] == []


def test_a_confidential_plant_is_in_the_total_only(city: Computation) -> None:
    frame = city.emissions
    hidden = frame[(frame.record == "methanol") & (frame.year == 2022)]
    assert set(hidden.notation_key) == {"C"}
    assert hidden.emission_t.isna().all()
    assert hidden.co2e_t.isna().all()
    # 99 kt of methanol: 0.67 t CO2 and 2.3 kg CH4 a tonne. That much is in the totals and in no line of the results.
    shown = frame[(frame.sector == "ippu") & (frame.year == 2022) & (frame.memo == "")]
    for gas, mass in (("CO2", 99_000 * 0.67), ("CH4", 99_000 * 0.0023)):
        total = sum(value for key, value in results(city).items() if key[:3:2] == (2022, gas) and in_industry(key))
        assert total - shown[shown.gas == gas].emission_t.sum() == pytest.approx(mass)


def in_industry(key: Key) -> bool:
    return key[1].startswith("2.") and not key[3]


# By hand, 2022. What is on the right is arithmetic on figures of the city and of the guideline's tables, in
# tonnes of the gas.
C_TO_CO2, N_TO_N2O = 44 / 12, 44 / 28
BY_HAND = {
    # 371 kt of coal at 25.2 TJ/kt and 94 600 kg/TJ (V2 Table 2.2), and the fossil carbon of the waste burned
    # for heat: wet mass x dry matter
    # x carbon x fossil share (V5 Table 2.4) of paper, plastics, textiles and other inert waste, in kt
    ("1.A.1.a.i", "CO2", ""): 371 * 25.2 * 94.6
    + C_TO_CO2
    * 1000
    * (
        41 * 0.9 * 0.46 * 0.01
        + 29 * 1.0 * 0.75 * 1.0
        + 9.1 * 0.8 * 0.5 * 0.2
        + 15 * 0.9 * 0.03 * 1.0
    ),
    # 96 kt of wood at 15.6 TJ/kt and 112 000 kg/TJ, and the rest of the carbon of that waste, food and wood
    # included
    ("1.A.1.a.i", "CO2", "biomass_co2"): 96 * 15.6 * 112.0
    + C_TO_CO2
    * 1000
    * (
        46 * 0.4 * 0.38
        + 41 * 0.9 * 0.46 * 0.99
        + 9.1 * 0.8 * 0.5 * 0.8
        + 12 * 0.85 * 0.5
    ),
    # 12 640 TJ of natural gas at 56 100 kg/TJ, less 11.8 kt captured
    ("1.A.1.a.ii", "CO2", ""): 12_640 * 56.1 - 11_800,
    # petrol cars 160 kt, diesel cars 126 kt, cars on liquefied gas 4.1 kt (V2 Tables 1.2, 3.2.1)
    ("1.A.3.b.i", "CO2", ""): 160 * 44.3 * 69.3 + 126 * 43.0 * 74.1 + 4.1 * 47.3 * 63.1,
    # 4600 t of the additive
    ("1.A.3.b.vi", "CO2", ""): 4600 * 0.325 * 44 / 60,
    # clinker 1140 kt less 391 kt of the plant that reports for itself: CaO 0.65, kiln dust 1.02; and what
    # that plant reports
    ("2.A.1", "CO2", ""): (1140 - 391) * 1000 * 0.65 * 44.01 / 56.08 * 1.02 + 203_100,
    # lime for sale 61 kt at 0.75 (V3 Eq 2.8); quicklime of the sugar works 8 kt, 95 % CaO, nothing taken off for CO2 sold
    ("2.A.2", "CO2", ""): 61_000 * 0.75 + 8_000 * 0.785 * 0.95,
    # art glass 400 t with 20 % cullet; bottles 30 kt clear and 24 kt coloured, 45 and 55 % cullet (V3 Table 2.6)
    ("2.A.3", "CO2", ""): 400 * 0.20 * 0.8 + 30_000 * 0.21 * 0.55 + 24_000 * 0.21 * 0.45,
    # gypsum 17.1 kt, 95 % pure: as much carbonate as its moles, 0.43971 t CO2 a tonne
    ("2.A.4.d", "CO2", ""): 17_100 * 0.95 * 100.09 / 172.17 * 0.43971,
    # lubricants 5.9 kt less 0.1 kt in two-stroke engines: 40.2 GJ and 20 kg C/GJ, a fifth oxidised
    ("2.D.1", "CO2", ""): (5.9 - 0.1) * 40.2 * 20 * 0.2 * C_TO_CO2,
    # ammonia 159 kt x 37.5 GJ x 15.3 kg C/GJ, less the CO2 bound in 85 kt of urea; what is sold is not taken
    # off. The second works: 20 kt x 30.2 GJ, less 4.4 kt stored and 10 for urea. The third: 13.2 kt of coal,
    # 71 % carbon, 97.5 % oxidised, less 11.8 kt of urea and 1.7 kt of CO2 in methanol
    ("2.B.1", "CO2", ""): 159 * 37.5 * 15.3 * C_TO_CO2 - 85_000 * 44 / 60
    + 20 * 30.2 * 15.3 * C_TO_CO2 - 14_400
    + 13_200 * 0.71 * 0.975 * C_TO_CO2 - 11_800 * 44 / 60 - 1700,
    ("2.B.1", "CO2", "co2_captured"): 32_000 + 85_000 * 44 / 60 + 14_400 + 11_800 * 44 / 60 + 1700,
    # nitric acid 17.4 kt at 7 kg and 8.8 kt at 9 kg, abated by 85 % for 94 % of it; adipic acid 0.3 kt and,
    # abated, 5.9 kt at 300 kg
    ("2.B.2", "N2O", ""): 17_400 * 0.007 + 8800 * 0.009 * (1 - 0.85 * 0.94),
    ("2.B.3", "N2O", ""): 300 * 0.3 + 5900 * 0.3 * (1 - 0.985 * 0.97),
    # caprolactam 3.2 kt at 9 kg; glyoxal 400 t at 520 kg, 80 % destroyed for 96 % of it
    ("2.B.4", "N2O", ""): 3200 * 0.009 + 400 * 0.52 * (1 - 0.8 * 0.96),
    # silicon carbide 1.2 kt; calcium carbide from 4.9 kt of coke, 62 % of whose carbon stays; 30 % of 6.1 kt
    # made into gas that is burned
    ("2.B.5", "CO2", ""): 1200 * 2.62 + 4.9 * 28.2 * 29.2 * 0.38 * C_TO_CO2 + 6100 * 0.3 * 1.1,
    ("2.B.5", "CH4", ""): 1200 * 0.0116,
    # synthetic rutile 4 kt; pigment from 2.5 kt of petroleum coke
    ("2.B.6", "CO2", ""): 4000 * 1.43 + 2.5 * 32.5 * 26.6 * C_TO_CO2,
    # trona 11.5 kt, 90 % pure; coke of the Solvay works 1.9 kt
    ("2.B.7", "CO2", ""): 11_500 * 0.9 * 0.097 + 1.9 * 28.2 * 29.2 * C_TO_CO2,
    # a tenth stays in the cylinder; 20 % leaves the chamber unused (in situ), 2 % upstream (remote), of which
    # 90 % is treated at 95 %
    ("2.E.1", "NF3", ""): 1.4 * 0.9 * 0.2 + 16.0 * 0.9 * 0.02 * (1 - 0.9 * 0.95),
    # the pilot line: 0.28 t SF6 and 0.12 t c-C4F8, 6 % left in the cylinder, abated at times with its own shares
    ("2.E.1", "SF6", ""): 2.1 * 0.9 * 0.2 * (1 - 0.5 * 0.9) + 0.28 * 0.94 * 0.42 * (1 - 0.7 * 0.94 * 0.96),
    # C2F6: unused 60 % of 1.9 t, and formed from c-C4F8 (10 % of 2.0 t); both half abated at 90 %
    ("2.E.1", "C2F6", ""): 0.9 * (1.9 * 0.6 + 2.0 * 0.1) * (1 - 0.5 * 0.9)
    + 0.12 * 0.94 * 0.01 * (1 - 0.7 * 0.95 * 0.96),
    # displays 91 000 m2 at 4 g; solar cells 240 000 m2, 86 % used, half with such gases, 5 g
    ("2.E.2", "SF6", ""): 91_000 * 4 / 1e6,
    ("2.E.3", "CF4", ""): 240_000 * 0.86 * 0.5 * 5 / 1e6,
    # capacity 21 500 m2, 80 % used, 0.3 kg/m2; and the balance of a laboratory, 22 + 55 + 8 - 25 - 7 kg
    ("2.E.4", "C6F14", ""): 21_500 * 0.8 * 0.3 / 1000 + 0.053,
    # high voltage: 2.6 % of 44.8 t, 0.5 % of 1.7 t filled, 95 % of 0.4 t retired of which 90 % is recovered;
    # medium voltage: 0.2 % of 11.8 t
    ("2.G.1", "SF6", ""): 44.8 * 0.026 + 1.7 * 0.005 + 0.4 * 0.95 * 0.1 + 11.8 * 0.002,
    # 7980 dairy cows, 117 kg each (V4 Table 10.11) and 23 kg from manure at 11 degrees (Table 10.14)
    ("3.A.1.a.i", "CH4", ""): 7980 * 0.117,
    ("3.A.2.a.i", "CH4", ""): 7980 * 0.023,
    # their nitrogen 0.48 kg per 1000 kg and day x 600 kg; 37 % in solid storage, of which 0.5 % becomes N2O-N
    ("3.A.2.a.i", "N2O", ""): 7980 * 0.48 * 0.6 * 365 / 1000 * 0.37 * 0.005 * N_TO_N2O,
    # 1.96 kt of urea, 0.2 t C a tonne
    ("3.C.3", "CO2", ""): 1960 * 0.2 * C_TO_CO2,
    # forests, m3 a year x BCEF x (1 + root ratio) x carbon: broadleaved from 3 004 000 to 3 082 000 in four
    # years, conifers from 1 283 000 to 1 298 000; their floor, 21 400 ha: dead wood from 7.1 to 8.3 and litter from
    # 22.4 to 22.0 t/ha in eight years, half and 0.37 carbon; the floor of a reserve, 310 ha: 12 % of a growth of
    # 4.2 t/ha dies, 0.35 t of dead wood and 0.1 t of litter decay
    ("3.B.1.a", "CO2", ""): -C_TO_CO2 * (
        78_000 / 4 * 1.05 * 1.23 * 0.48 + 15_000 / 4 * 0.75 * 1.29 * 0.51
        + 21_400 * ((8.3 - 7.1) * 0.5 + (22.0 - 22.4) * 0.37) / 8
        + 310 * (4.2 * 0.12 * 0.47 - 0.35 * 0.5 - 0.1 * 0.37)
    ),
    # 39 kt composted at 4 g/kg, 26 kt digested at 0.8 g/kg (wet weight, V5 Table 4.1); 15 % of the 0.56 t of each of
    # 2500 islanders composted; a twentieth of 0.73 kt of farm biogas leaks
    ("4.B", "CH4", ""): 39_000 * 0.004 + 26_000 * 0.0008 + 2500 * 0.56 * 0.15 * 0.004 + 730 * 0.05,
    # 2.2 kt of hospital waste: dry matter 0.65, carbon 0.6, fossil 0.4; 1 kt of mixed waste of the island: paper,
    # plastics, textiles and other
    ("4.C.1", "CO2", ""): C_TO_CO2 * (
        2200 * 0.65 * 0.6 * 0.4
        + 1000 * (0.24 * 0.9 * 0.46 * 0.01 + 0.17 * 0.75 + 0.05 * 0.8 * 0.5 * 0.2 + 0.05 * 0.9 * 0.03)
    ),
    # organic matter 561 000 people x 60 g x 365 days less 4 kt as sludge, x 0.6 kg/kg x MCF (plant 0, septic
    # tank 0.5, river 0.1)
    ("4.D.1", "CH4", ""): (561_000 * 0.06 * 365 / 1000 - 4000) * 0.6 * (0.93 * 1.25 * 0 + 0.05 * 0.5 + 0.02 * 0.1),
    # brewery and dairy: 6.1 kt COD x 0.25 x 0.8 in the reactor, less 1.1 kt recovered; sugar works: 44 kt x 9 m3 x
    # 3.2 kg COD (V5 Table 6.9), 80 % into a shallow lagoon (0.2), the rest into the river (0.1)
    ("4.D.2", "CH4", ""): 6100 * 0.25 * 0.8 - 1100 + 44_000 * 9 * 0.0032 * 0.25 * (0.8 * 0.2 + 0.2 * 0.1),
    # net 2395 - 260 - 96 GWh from the grid at 0.331 t/MWh
    ("memo.purchased_electricity", "CO2", "purchased_electricity"): (2395 - 260 - 96) * 1000 * 0.331,
    # net 930 - 45 TJ of heat at the supplier's 55 kg/GJ
    ("memo.purchased_heat", "CO2", "purchased_heat"): (930 - 45) * 55,
    # all electricity used, whoever generated it
    ("memo.scope_2_electricity", "CO2", "scope_2_electricity"): (905 + 1310 + 1620) * 1000 * 0.331,
    # 43 kt of heavy fuel oil for ships abroad
    ("1.A.3.d.i", "CO2", "international_bunkers"): 43 * 40.4 * 77.4,
}  # fmt: skip


@pytest.mark.parametrize(("category", "gas", "memo"), BY_HAND, ids=lambda text: text or "total")
def test_by_hand(city: Computation, category: str, gas: str, memo: str) -> None:
    assert results(city)[2022, category, gas, memo] == pytest.approx(BY_HAND[category, gas, memo], rel=1e-9)


def test_wastewater_nitrogen_by_hand(city: Computation) -> None:
    people = 561_000
    plants = people * 0.62 * 1.25 * 3.2e-6  # t N2O, 3.2 g a person served
    nitrogen = people * 38.5e-3 * 0.16 * 1.1 * 1.25  # t N
    effluent = nitrogen - 220 - plants * 28 / 44
    assert results(city)[2022, "4.D.1", "N2O", ""] == pytest.approx(plants + effluent * 0.005 * 44 / 28, rel=1e-9)


def test_landfill_by_a_loop_of_its_own(city: Computation) -> None:
    """First-order decay in a dozen lines: the reaction starts on 1 January after the deposit."""
    activities = yaml.load((CITY / "activity_data" / "waste.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    landfill = next(activity for activity in activities if activity.get("id") == "landfill")
    carbon = {"food": 0.15, "garden": 0.20, "paper": 0.40, "wood": 0.43, "textiles": 0.24, "nappies": 0.24}
    rate = {"food": 0.185, "garden": 0.1, "paper": 0.06, "wood": 0.03, "textiles": 0.06, "nappies": 0.1}
    generated: dict[int, float] = defaultdict(float)
    for waste, deposits in landfill["deposited"].items():
        stored = 0.0
        for year in range(1950, 2023):
            generated[year] += stored * (1 - math.exp(-rate[waste])) * 0.5 * 16 / 12
            stored = stored * math.exp(-rate[waste]) + float(deposits[str(year)]) * carbon[waste] * 0.5
    frame = city.emissions
    found = frame[(frame.record == "landfill") & (frame.gas == "CH4")].set_index("year").emission_t
    for year in (2018, 2022):
        emitted = (generated[year] - float(landfill["recovered"][str(year)])) * (1 - 0.1) * 1000
        assert found[year] == pytest.approx(emitted, rel=1e-9)


def test_blends_are_split_into_their_gases(city: Computation) -> None:
    frame = city.emissions
    rooms = frame[frame.record == "room_air_conditioners"].pivot_table(index="year", columns="gas", values="emission_t")
    assert set(rooms.columns) == {"HFC-32", "HFC-125"}
    assert (rooms["HFC-32"] - rooms["HFC-125"]).abs().max() < 1e-12  # R-410A: half and half
    stores = frame[frame.record == "cold_stores"].pivot_table(index="year", columns="gas", values="emission_t")
    shares = stores.div(stores.sum(axis=1), axis=0).iloc[-1]
    assert shares.to_dict() == pytest.approx({"HFC-125": 0.44, "HFC-134a": 0.04, "HFC-143a": 0.52})


def test_waste_burned_for_heat_moves_with_the_setting(city: Computation, tmp_path: Path) -> None:
    copy = tmp_path / "city"
    (copy / "activity_data").mkdir(parents=True)
    for path in CITY.rglob("*"):
        if path.is_file() and path.name != "expected.csv":
            text = path.read_text(encoding="utf-8").replace("waste_to_energy: energy", "waste_to_energy: waste")
            (copy / path.relative_to(CITY)).write_text(text, encoding="utf-8")
    moved = ghginv.compute(copy).summary.totals[2022]
    here = city.summary.totals[2022]
    assert moved.total(lulucf=True) == pytest.approx(here.total(lulucf=True), rel=1e-12)
    shifted = sum(
        row.co2e_t
        for row in city.emissions.itertuples()
        if row.record == "waste_to_energy" and row.year == 2022 and not row.memo
    )
    assert here.sector("energy") - moved.sector("energy") == pytest.approx(shifted, rel=1e-9)
    assert moved.sector("waste") - here.sector("waste") == pytest.approx(shifted, rel=1e-9)


def expected_rows() -> Iterator[list[object]]:
    for key, mass in sorted(results(ghginv.compute(CITY)).items()):
        yield [*key, f"{mass:.{DIGITS}g}"]


if __name__ == "__main__":
    with EXPECTED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(expected_rows())
