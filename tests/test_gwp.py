"""Global warming potentials: sums published elsewhere, and what must hold between the sets."""

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
