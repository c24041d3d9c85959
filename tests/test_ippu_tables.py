"""Structural facts of the tables of industry: what must hold whoever typed them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factor_tables import load, rows_of

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "emission_factors" / "ippu"
FILES = sorted(TABLES.glob("*/*.yaml"))
#: Molar masses printed in V3 Table 2.1, and that of CO2.
FORMULA_WEIGHT = {
    "calcite": 100.0869, "magnesite": 84.3139, "dolomite": 184.4008, "siderite": 115.8539,
    "rhodochrosite": 114.9470, "soda_ash": 106.0685,
}  # fmt: skip
CO2 = 44.0095
#: CO2 per tonne of ammonia as printed in the last column of V3 Table 3.1.
AMMONIA_CO2 = {
    "conventional_reforming": 1.694, "excess_air_reforming": 1.666, "autothermal_reforming": 1.694,
    "partial_oxidation_modern": 2.772, "natural_gas_average": 2.104, "partial_oxidation_average": 3.273,
}  # fmt: skip


def rows(table: str, factor_set: str = "ipcc-2006") -> dict[tuple[Any, ...], list[Any]]:
    return rows_of(load(TABLES / table / f"{factor_set}.yaml"))


def value(table: str, *keys: str, factor_set: str = "ipcc-2006") -> float:
    return float(rows(table, factor_set)[keys][0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_says_what_its_place_says(path: Path) -> None:
    file = load(path)
    assert (file["table"], file["set"]) == (f"ippu/{path.parent.name}", path.stem)
    assert file["columns"][: len(file["by"]) + 1] == [*file["by"], "value"]
    keys = [tuple(row[: len(file["by"])]) for row in file["rows"]]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_values_lie_within_their_ranges(path: Path) -> None:
    file = load(path)
    ranged = "low" in file["columns"]
    start = len(file["by"])
    for row in file["rows"]:
        number, low, high = [*row[start : start + (3 if ranged else 1)], None, None][:3]
        if number == "NA":
            continue
        assert number >= 0, row
        if ranged and low is not None:
            assert 0 <= low <= number <= high, row


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_sources_are_named(path: Path) -> None:
    known = set().union(*(load(p) for p in (ROOT / "emission_factors" / "sources").glob("*.yaml")))
    file = load(path)
    extras = [row[-1] for row in file["rows"] if isinstance(row[-1], dict)]
    assert {holder["source"]["id"] for holder in [file, *extras] if "source" in holder} <= known


def test_carbonates_are_molecular_ratios() -> None:
    for carbonate, weight in FORMULA_WEIGHT.items():
        molecules = 2 if carbonate == "dolomite" else 1
        # Printed to five digits from atomic weights of another year.
        assert value("carbonate", carbonate) == pytest.approx(molecules * CO2 / weight, abs=1.1e-5)


def test_enterprise_guides_have_the_same_carbonates() -> None:
    ours, theirs = rows("carbonate"), rows("carbonate", "cn-mee")
    for key in ours.keys() & theirs.keys():
        assert theirs[key][0] == pytest.approx(ours[key][0], abs=5e-5)


def test_limestone_and_dolomite_is_the_default_mixture() -> None:
    mixture = 0.85 * value("carbonate", "calcite") + 0.15 * value("carbonate", "dolomite")
    assert value("carbonate", "limestone_and_dolomite") == pytest.approx(mixture, abs=1e-12)


def test_clinker_follows_from_its_cao() -> None:
    calcite = value("carbonate", "calcite")
    per_cao = calcite / (1 - calcite)
    assert per_cao == pytest.approx(0.785, abs=5e-4)
    clinker = value("clinker_cao", "any") * per_cao
    assert clinker == pytest.approx(0.5101, abs=5e-5)
    assert value("clinker", "any") == round(clinker, 2)
    assert value("clinker_with_dust") == round(value("clinker", "any") * value("cement_kiln_dust"), 2)


def test_chinese_clinker_lies_near() -> None:
    assert value("clinker", "any", factor_set="cn-2011") == pytest.approx(value("clinker_with_dust"), rel=0.05)
    assert load(TABLES / "clinker" / "cn-2011.yaml")["checked"] == "unchecked"


@pytest.mark.parametrize("process", AMMONIA_CO2)
def test_ammonia_factors_follow_from_fuel_and_carbon(process: str) -> None:
    fuel, carbon = value("ammonia_fuel_requirement", process), value("ammonia_carbon_content", process)
    oxidised = value("ammonia_oxidised", process)
    assert fuel * carbon * oxidised * 44 / 12 / 1000 == pytest.approx(AMMONIA_CO2[process], abs=1.1e-3)


def test_methanol_from_solid_fuel_emits_more_than_from_gas() -> None:
    table = rows("petrochemical_co2")
    factors = {process: row[0] for (product, process), row in table.items() if product == "methanol"}
    gas = [number for process, number in factors.items() if "gas" in process]
    solid = [factors["partial_oxidation_coal"], factors["partial_oxidation_lignite"]]
    assert min(solid) > 3 * factors["partial_oxidation_oil"] > 3 * max(gas)
    # Feedstock carbon (71.6 GJ/t, 93 kg CO2/GJ) less product carbon (44/32.04 t CO2 per t of methanol).
    assert factors["partial_oxidation_coal"] == pytest.approx(71.6 * 0.093 - 44 / 32.04, abs=0.02)


def test_the_default_process_is_one_of_the_processes() -> None:
    for table in ("petrochemical_co2", "petrochemical_ch4"):
        found = rows(table)
        for product, process in found:
            if process == "unknown":
                others = [row[0] for (p, name), row in found.items() if p == product and name != "unknown"]
                assert found[product, process][0] in others, (table, product)


def test_process_names_are_in_the_vocabulary() -> None:
    members = load(ROOT / "ghginv" / "catalogue" / "vocabulary" / "petrochemical_process.yaml")["members"]
    assert {process for _, process in rows("petrochemical_co2")} == set(members)


def test_process_gas_and_its_by_products_do_not_exceed_what_was_fed() -> None:
    emitted, formed = rows("electronics_emitted_share"), rows("electronics_by_product")
    for (industry, species, cleaning), row in emitted.items():
        by_products = [r[0] for (i, s, c, _), r in formed.items() if (i, s, c) == (industry, species, cleaning)]
        assert row[0] + sum(by_products) < 1, (industry, species)


def test_every_by_product_has_a_row_for_any_gas_of_each_industry() -> None:
    formed = rows("electronics_by_product")
    industries = {key[0] for key in formed}
    for by_product in ("CF4", "C2F6", "C3F8", "HFC-23"):
        for industry in industries:
            assert formed[industry, "any", "any", by_product][0] == "NA"


def test_by_products_are_removed_like_the_gas_itself() -> None:
    own = rows("electronics_removal")
    for (abatement, gas), row in rows("electronics_by_product_removal").items():
        if gas != "any":
            assert own[abatement, gas][0] == row[0]


def test_table_7_9_values_are_ends_of_its_ranges() -> None:
    for table in ("refrigeration_lifetime", "refrigeration_filling_leak", "refrigeration_leak"):
        for factor_set in ("ipcc-2006", "ipcc-2019"):
            for (_, economy), (number, low, high) in rows(table, factor_set).items():
                assert number == (low if economy == "developed" else high)


def test_the_refinement_leaves_other_uses_of_refrigerant_alone() -> None:
    for table in ("refrigeration_lifetime", "refrigeration_filling_leak", "refrigeration_leak"):
        assert rows(table).items() <= rows(table, "ipcc-2019").items()


def test_electrical_equipment_keeps_most_of_its_gas_until_retirement() -> None:
    for (_, practice), row in rows("electrical_remaining").items():
        assert row[0] == 0 if practice == "united_states" else 0.9 < row[0] < 1
    assert rows("electrical_use").keys() == rows("electrical_remaining").keys()
