"""The gas vocabulary and the composition of blends."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def read(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


GASES = read(ROOT / "ghginv" / "catalogue" / "vocabulary" / "gas.yaml")["members"]
BLENDS = defaultdict(list)
for file in sorted((ROOT / "emission_factors" / "gases" / "blends").glob("*.yaml")):
    for blend, gas, share, *_ in read(file)["rows"]:
        BLENDS[blend].append((gas, Decimal(share)))


def test_shares_of_a_blend_add_to_one():
    for blend, parts in BLENDS.items():
        assert sum(share for _, share in parts) == 1, blend


def test_blends_of_the_vocabulary_are_those_with_a_composition():
    assert {gas for gas, member in GASES.items() if member.get("blend") == "yes"} == set(BLENDS)


def test_blends_are_made_of_gases_listed_once():
    for blend, parts in BLENDS.items():
        names = [gas for gas, _ in parts]
        assert len(names) == len(set(names)), blend
        assert all("group" in GASES[gas] for gas in names), blend


def test_groups():
    groups = {"CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3", "other"}
    assert {member["group"] for member in GASES.values() if "group" in member} == groups


def test_a_name_means_one_gas():
    meaning = {}
    for gas, member in GASES.items():
        for name in {gas, member["en"], member["zh"], *member.get("aliases", [])}:
            assert meaning.setdefault(name.casefold(), gas) == gas, name


def test_worked_blend():
    """R-410A with AR5: half HFC-32 (677), half HFC-125 (3170), IPCC 2006 V3 Table 7.8; by hand 1923.5."""
    ar5 = read(ROOT / "emission_factors" / "gases" / "gwp" / "AR5.yaml")
    gwp = {gas: Decimal(value) for gas, value, *_ in ar5["rows"]}
    assert sum(share * gwp[gas] for gas, share in BLENDS["R-410A"]) == Decimal("1923.5")
