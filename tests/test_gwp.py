"""Global warming potentials: sums published elsewhere, and what must hold between the sets."""

import math
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SETS = {"SAR": "sar", "TAR": "tar", "AR4": "ar4", "AR5": "ar5", "AR5-feedback": "ar5-feedback", "AR6": "ar6"}


def read(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


FILES = {name: read(ROOT / "emission_factors" / "gases" / "gwp" / f"{name}.yaml") for name in SETS}
GWP = {name: {row[0]: float(row[1]) for row in file["rows"]} for name, file in FILES.items()}
GASES = read(ROOT / "ghginv" / "catalogue" / "vocabulary" / "gas.yaml")["members"]

# One tonne of each gas, in t CO2e, by the table of the package globalwarmingpotentials 0.13.2, which cites
# the GHG Protocol's list of IPCC values (2016) for SAR, AR4 and AR5, and Table 7.SM.7 of AR6 WG1 for AR6.
PUBLISHED = [
    ("AR5", ("CH4", "N2O", "SF6", "NF3"), 39893),
    ("SAR", ("CH4", "N2O"), 331),
    ("AR4", ("CH4", "N2O"), 323),
    ("AR6", ("CH4", "N2O"), 300.9),
]


@pytest.mark.parametrize(("name", "gases", "expected"), PUBLISHED)
def test_published_sums(name, gases, expected):
    assert sum(GWP[name][gas] for gas in gases) == pytest.approx(expected, rel=1e-12)


# Written by hand from other readings than those the rows cite. SAR, TAR and AR4: a template of a reporting scheme that lists
# SAR to AR6 (source gwp-inventory-template); AR5: Table A-1 of 40 CFR Part 98 as amended in 2024, which took the values of AR5;
# AR6: the GHG Protocol's list of August 2024.
READ_ELSEWHERE = {
    "SAR": {"HFC-41": 150, "HFC-43-10mee": 1300, "HFC-245ca": 560, "C4F10": 7000, "C6F14": 7400},
    "TAR": {"HFC-152": 43, "HFC-236cb": 1300, "HFC-365mfc": 890, "NF3": 10800, "C5F12": 8900},
    "AR4": {"HFC-23": 14800, "HFC-41": 92, "HFC-161": 12, "c-C3F6": 17340, "C10F18": 7500},
    "AR5": {"HFC-227ca": 2640, "HFC-245cb": 4620, "HFC-245ea": 235, "HFC-245eb": 290, "HFC-263fb": 76, "HFC-272ca": 144}
    | {"HFC-329p": 2360, "C10F18-cis": 7240, "C10F18-trans": 6290, "c-C3F6": 9200, "SF5CF3": 17400},
    "AR6": {
        "HFC-227ca": 2980,
        "HFC-245cb": 4550,
        "HFC-263fb": 74.8,
        "HFC-272ca": 599,
        "HFC-329p": 2890,
        "HFO-1438ezy(E)": 8.22,
    }
    | {
        "c-C4HF5": 92.4,
        "c-C4F6": 126,
        "C10F18-cis": 7800,
        "C10F18-trans": 7120,
        "SO2F2": 4630,
        "C4F7N": 2750,
        "PTAA": 7260,
    },
}


@pytest.mark.parametrize("name", READ_ELSEWHERE)
def test_values_read_elsewhere(name):
    assert {gas: GWP[name][gas] for gas in READ_ELSEWHERE[name]} == READ_ELSEWHERE[name]


# Lifetime in years, radiative efficiency in W m-2 ppb-1 and molar mass: the first two are columns of Table 7.SM.7 of AR6 WG1.
PHYSICS = {
    "HFC-227ca": (30, 0.264, 170.03),
    "HFC-245cb": (39.9, 0.251, 134.05),
    "HFC-245ea": (3.2, 0.16, 134.05),
    "HFC-245eb": (3.2, 0.204, 134.05),
    "HFC-263fb": (1.1, 0.1, 98.07),
    "HFC-272ca": (9, 0.08, 80.08),
    "HFC-329p": (32, 0.313, 220.03),
    "c-C5H4F6": (1.6, 0.2, 178.07),
    "c-C5H3F7": (2.8, 0.243, 196.06),
    "c-C5H2F8": (3.2, 0.259, 214.06),
    "c-C4F6": (1.02, 0.3, 162.03),
    "C10F18-cis": (2000, 0.56, 462.08),
    "C10F18-trans": (2000, 0.512, 462.08),
    "C4F7N": (34.5, 0.248, 195.04),
    "SO2F2": (36, 0.211, 102.06),
    "PTEA": (1000, 0.61, 371.05),
    "PTAA": (1000, 0.95, 821.12),
    "SF6": (3200, 0.567, 146.06),
}


@pytest.mark.parametrize("gas", PHYSICS)
def test_a_potential_of_ar6_follows_from_lifetime_and_radiative_efficiency(gas):
    """By hand: efficiency a kilogram, over 100 years of decay, over the 8.95e-14 W m-2 yr kg-1 of CO2 (same table).

    What the report adds for the response of the carbon cycle is 4 to 6 %. SF6: 25200 belongs to 3200 years.
    """
    lifetime, efficiency, molar_mass = PHYSICS[gas]
    mass_of_a_ppb = 5.1352e18 * 1e-9 * molar_mass / 28.97
    forcing = efficiency / mass_of_a_ppb * lifetime * (1 - math.exp(-100 / lifetime))
    assert 1.04 < GWP["AR6"][gas] / (forcing / 8.95e-14) < 1.065


def test_every_gas_of_the_seven_has_a_potential_in_a_late_report():
    seven = {gas for gas, member in GASES.items() if member.get("group", "other") != "other"}
    assert seven <= set(GWP["AR5"]) | set(GWP["AR6"])
    # Hexafluorocyclopropane is in the Fifth Assessment Report, no more in the Sixth.
    assert seven - set(GWP["AR6"]) == {"c-C3F6"}


def test_what_ar5_prints_as_below_one_is_entered_as_one():
    below = {row[0] for row in FILES["AR5"]["rows"] if len(row) > 2 and row[2].get("note") == "printed <1"}
    assert {"HFO-1141", "C2F4", "C3F6", "1-C4F8"} <= below
    assert {GWP["AR5"][gas] for gas in below} == {1}
    assert all(GWP["AR6"][gas] < 1.5 for gas in below)


@pytest.mark.parametrize("name", SETS)
def test_set_is_whole(name):
    assert FILES[name]["set"] == SETS[name]
    gases = [row[0] for row in FILES[name]["rows"]]
    assert len(gases) == len(set(gases))
    assert set(gases) <= set(GASES)
    assert GWP[name]["CO2"] == 1
    assert not [gas for gas in gases if GASES[gas].get("blend")]


def test_the_second_assessment_has_no_nf3():
    assert "NF3" not in GWP["SAR"]
    assert all("NF3" in GWP[name] for name in SETS if name != "SAR")


@pytest.mark.parametrize("name", SETS)
def test_order_within_a_set(name):
    gwp = GWP[name]
    assert gwp["CO2"] < gwp["CH4"] < gwp["N2O"] < gwp["CF4"] < gwp["C2F6"] < gwp["SF6"]
    assert gwp["HFC-32"] < gwp["HFC-134a"] < gwp["HFC-125"] < gwp["HFC-143a"] < gwp["HFC-23"]


def test_carbon_cycle_feedback_raises_every_value():
    without, with_feedback = GWP["AR5"], GWP["AR5-feedback"]
    assert all(with_feedback[gas] >= without[gas] for gas in with_feedback)


def test_fossil_methane_is_told_apart_in_ar6_only():
    assert GWP["AR6"]["CH4-biogenic"] < GWP["AR6"]["CH4"] < GWP["AR6"]["CH4-fossil"]
    # What the carbon of fossil methane adds as CO2, 44/16 = 2.75, is nearly the difference.
    assert GWP["AR6"]["CH4-fossil"] - GWP["AR6"]["CH4-biogenic"] == pytest.approx(44 / 16, rel=0.05)
    assert not any("CH4-fossil" in GWP[name] for name in SETS if name != "AR6")
