"""The gas vocabulary and the composition of blends."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from small_inventories import masses, write

import ghginv

ROOT = Path(__file__).parents[1]


def read(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


GASES = read(ROOT / "ghginv" / "catalogue" / "vocabulary" / "gas.yaml")["members"]
BLENDS = defaultdict(list)
for file in sorted((ROOT / "emission_factors" / "gases" / "blends").glob("*.yaml")):
    for blend, gas, share, *_ in read(file)["rows"]:
        BLENDS[blend].append((gas, Decimal(share)))

#: The designations of ASHRAE 34 up to its 2019 edition: how many letters from A on each number has.
#: R-400 is left out, whose composition its user must state; R-411C is of the 2006 Guidelines alone.
LETTERS = {
    401: 3, 402: 2, 403: 2, 407: 9, 409: 2, 410: 2, 411: 3, 414: 2, 415: 2, 417: 3, 419: 2, 421: 2, 422: 5, 433: 3, 436: 3,
    444: 2, 447: 2, 449: 3, 451: 2, 452: 3, 454: 3, 459: 2, 460: 3, 508: 2, 513: 2,
}  # fmt: skip
AZEOTROPES_WITHOUT_LETTER = range(500, 507)


def test_every_designation_from_401_to_516_has_its_composition():
    expected = {f"R-{number}" for number in AZEOTROPES_WITHOUT_LETTER}
    for number in (*range(401, 466), *range(507, 517)):
        expected |= {f"R-{number}{letter}" for letter in "ABCDEFGHI"[: LETTERS.get(number, 1)]}
    assert set(BLENDS) == expected


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


USES = {
    "cooling": "category: 2.F.1, introduced: 2019, imported: {unit: t, 2019: 5, 2020: 5}, refrigerant",
    "foam": "category: 2.F.2, introduced: 2019, used: {unit: t, 2019: 5, 2020: 5}, blowing_agent",
    "fire": "category: 2.F.3, introduced: 2019, imported: {unit: t, 2019: 5, 2020: 5}, gas",
    "aerosols": "category: 2.F.4, sold: {unit: t, 2019: 5, 2020: 5}, gas",
    "solvents": "category: 2.F.5, sold: {unit: t, 2019: 5, 2020: 5}, gas",
    "others": "category: 2.F.6, sold: {unit: t, 2019: 5, 2020: 5}, gas",
    "potential": "category: memo.potential_emissions, imported: {unit: t, 2019: 5, 2020: 5}, gas",
}


@pytest.mark.parametrize("use", USES)
def test_every_use_takes_species_and_blends(use: str, tmp_path: Path) -> None:
    """R-513A is 56 % HFO-1234yf and 44 % HFC-134a by mass; the HFO counts with its potential, which AR4 does not have."""
    line = f"- {{id: use, source: test, {USES[use]}: R-513A}}"
    computed = ghginv.compute(write(tmp_path / "ar6", line, gwp="AR6"))
    assert not computed.problems.has_errors
    found = {key[1]: mass for key, mass in masses(computed).items()}
    assert found["HFO-1234yf"] / found["HFC-134a"] == pytest.approx(56 / 44)
    errors = ghginv.compute(write(tmp_path / "ar4", line, gwp="AR4")).problems.errors
    assert {(error.code, error.values["gas"], error.values["sets"]) for error in errors} == {
        ("no-gwp", "HFO-1234yf", "AR5, AR6")
    }


def test_a_blend_without_fluorine_counts_nothing(tmp_path: Path) -> None:
    computed = ghginv.compute(write(tmp_path, f"- {{id: use, source: test, {USES['cooling']}: R-441A}}"))
    assert masses(computed) == {}
    assert {p.code for p in computed.problems} == {"gas-not-counted"}
