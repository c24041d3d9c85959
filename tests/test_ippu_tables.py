"""Structural facts of the tables of industry: what must hold whoever typed them."""

from __future__ import annotations

from collections import Counter
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
        if number in ("NA", "NE"):
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


def test_lime_follows_from_its_oxides() -> None:
    contents = rows("lime_oxide")
    for (lime, economy), row in rows("lime").items():
        if lime != "unspecified":
            # Printed to two digits, and cut off rather than rounded: 0.867 became 0.86, 0.776 became 0.77.
            assert row[0] == pytest.approx(value("lime_co2_ratio", lime) * contents[lime, economy][0], abs=0.01)
    mixture = 0.85 * value("lime", "high_calcium", "any") + 0.15 * value("lime", "dolomitic", "developing")
    assert value("lime", "unspecified", "any") == round(mixture, 2)


def test_cullet_is_the_middle_of_its_range() -> None:
    assert {row[0] - (row[1] + row[2]) / 2 for row in rows("glass_cullet").values() if row[1] is not None} == {0}


@pytest.mark.parametrize("process", AMMONIA_CO2)
def test_ammonia_factors_follow_from_fuel_and_carbon(process: str) -> None:
    fuel, carbon = value("ammonia_fuel_requirement", process), value("ammonia_carbon_content", process)
    oxidised = value("ammonia_oxidised", process)
    assert fuel * carbon * oxidised * 44 / 12 / 1000 == pytest.approx(AMMONIA_CO2[process], abs=1.1e-3)


def test_carbide_factors_follow_from_the_coke() -> None:
    # 97 % carbon, of which 35 % stays in the carbide; 640 kg of coke for a tonne of calcium carbide.
    silicon = 0.97 * (1 - value("carbide_carbon_share", "silicon_carbide")) * 44 / 12
    assert value("carbide_co2_of_coke", "silicon_carbide") == pytest.approx(silicon, abs=0.02)
    calcium = value("carbide_co2", "calcium_carbide") / 0.64
    assert value("carbide_co2_of_coke", "calcium_carbide") == pytest.approx(calcium, abs=0.005)


def test_soda_ash_factors_are_molecular_ratios() -> None:
    # 2 Na2CO3.NaHCO3.2H2O give 3 Na2CO3 and one CO2.
    assert value("soda_ash_co2", "feedstock") == pytest.approx(44.01 / (2 * 226.03), abs=5e-4)
    assert value("soda_ash_co2", "product") == pytest.approx(44.01 / (3 * 105.99), abs=5e-4)


def test_feedstock_of_hydrogen_has_the_carbon_of_its_fuel() -> None:
    members = load(ROOT / "ghginv" / "catalogue" / "vocabulary" / "hydrogen_feedstock.yaml")["members"]
    fuels = rows_of(load(ROOT / "emission_factors" / "energy" / "carbon_content" / "ipcc-2006.yaml"))
    assert set(members) == {feedstock for (feedstock,) in rows("hydrogen_requirement", "ipcc-2019")}
    for (feedstock,), row in rows("hydrogen_carbon", "ipcc-2019").items():
        if fuel := members[feedstock].get("fuel"):
            assert row[:3] == pytest.approx([number / 1000 for number in fuels[fuel,][:3]], rel=1e-9), feedstock


def test_methanol_from_solid_fuel_emits_more_than_from_gas() -> None:
    table = rows("petrochemical_co2")
    factors = {process: row[0] for (product, process, _), row in table.items() if product == "methanol"}
    gas = [number for process, number in factors.items() if "gas" in process]
    solid = [factors["partial_oxidation_coal"], factors["partial_oxidation_lignite"]]
    assert min(solid) > 3 * factors["partial_oxidation_oil"] > 3 * max(gas)
    # Feedstock carbon (71.6 GJ/t, 93 kg CO2/GJ) less product carbon (44/32.04 t CO2 per t of methanol).
    assert factors["partial_oxidation_coal"] == pytest.approx(71.6 * 0.093 - 44 / 32.04, abs=0.02)


def test_the_default_process_is_one_of_the_processes() -> None:
    for table in ("petrochemical_co2", "petrochemical_ch4"):
        found = rows(table)
        for product, process, *part in found:
            if process == "unknown":
                others = [
                    row[0] for (p, name, *of), row in found.items() if (p, of) == (product, part) and name != "unknown"
                ]
                assert found[product, process, *part][0] in others, (table, product)


def test_process_names_are_in_the_vocabulary() -> None:
    members = load(ROOT / "ghginv" / "catalogue" / "vocabulary" / "petrochemical_process.yaml")["members"]
    assert {process for _, process, _ in rows("petrochemical_co2")} == set(members)


def test_process_and_fuel_are_the_whole_factor() -> None:
    """The totals of chlorinated products are rounded to three digits."""
    for table in ("petrochemical_co2", "ethylene_co2"):
        found = rows(table)
        for *keys, part in found:
            if part == "process":
                parts = found[*keys, "process"][0] + found[*keys, "fuel"][0]
                assert parts == pytest.approx(found[*keys, "total"][0], abs=1e-3), keys


def test_all_that_is_cracked_leaves_the_cracker() -> None:
    """With 5 kg lost of a tonne; the printed yields are rounded to one kilogram."""
    made: Counter[str] = Counter({feedstock: 5 for (feedstock,) in rows("ethylene_yield")})
    for table in ("ethylene_yield", "cracking_yield"):
        for (feedstock, *_), row in rows(table).items():
            made[feedstock] += row[0]
    assert all(abs(total - 1000) <= 1 for total in made.values()), made


def test_carbon_of_petrochemicals_is_the_same_in_each_table() -> None:
    substances = rows("petrochemical_carbon")
    for table in ("petrochemical_product_carbon", "cracked_carbon"):
        for (name,), row in rows(table).items():
            assert row[0] == substances.get((name,), row)[0], (table, name)


def test_gases_of_fluorochemicals_add_to_the_mass_emitted() -> None:
    """The printed shares are whole per cents and add to 101."""
    shares = [
        row[0] for (product, _), row in rows("fluorochemical_composition", "ipcc-2019").items() if product == "other"
    ]
    assert (len(shares), sum(shares)) == (10, 101)


def test_process_gas_and_its_by_products_do_not_exceed_what_was_fed() -> None:
    emitted, formed = rows("electronics_emitted_share"), rows("electronics_by_product")
    for (industry, process, species), row in emitted.items():
        by_products = [r[0] for (i, p, s, _), r in formed.items() if (i, p, s) == (industry, process, species)]
        if row[0] != "NA":
            assert row[0] + sum(by_products) < 1 + 1e-12, (industry, process, species)


def test_every_by_product_has_a_row_for_any_gas_of_each_industry() -> None:
    formed = rows("electronics_by_product")
    industries = {key[0] for key in formed}
    for by_product in ("CF4", "C2F6", "C3F8", "HFC-23"):
        for industry in industries:
            assert formed[industry, "any", "any", by_product][0] == "NA"


@pytest.mark.parametrize("factor_set", ["ipcc-2006", "ipcc-2019"])
def test_by_products_are_removed_like_the_gas_itself(factor_set: str) -> None:
    own = rows("electronics_removal", factor_set)
    for (abatement, gas), row in rows("electronics_by_product_removal", factor_set).items():
        if gas != "any":
            assert own[abatement, gas][0] == row[0]


def by_wafer(table: str) -> dict[tuple[Any, ...], list[Any]]:
    return rows(f"electronics_{table}_by_wafer", "ipcc-2019")


def test_gas_of_2019_and_its_by_products_do_not_exceed_what_was_fed() -> None:
    """C2F6 on 300 mm comes to 1.01 as printed: its two factors are rounded means."""
    formed = by_wafer("by_product")
    for key, row in by_wafer("emitted_share").items():
        numbers = [r[0] for (*of, _), r in formed.items() if tuple(of) == key and r[0] != "NA"]
        assert row[0] + sum(numbers) < 1.011, key


def test_what_forms_in_2019_forms_from_a_gas_with_an_emitted_share() -> None:
    emitted = by_wafer("emitted_share")
    for *key, by_product in by_wafer("by_product"):
        assert tuple(key) in emitted or key[-1] in ("any", "N2O"), (key, by_product)


def test_gases_of_2019_say_of_each_by_product_of_their_process_what_forms() -> None:
    """Else the value for gases that are not listed would stand in."""
    formed = by_wafer("by_product")
    for industry, wafer, process, species in by_wafer("emitted_share"):
        if species not in ("any", "N2O"):
            for by_product in ("CF4", "C2F6"):
                assert (industry, wafer, process, species, by_product) in formed


def test_gases_used_in_etching_alone_are_the_same_in_tiers_2b_and_2c() -> None:
    """Both have the same measurements of them (V3 2019 Tables 6.9 and 6.11)."""
    formed = by_wafer("by_product")
    for gas in ("C2F6", "C4F6", "c-C5F8", "HFC-23", "HFC-32", "HFC-41", "SF6"):
        for by_product in ("CF4", "C2F6", "HFC-41", "HFC-32", "HFC-23"):
            key = "semiconductor", "mm300"
            told = formed.get((*key, "etching", gas, by_product))
            assert formed.get((*key, "not_distinguished", gas, by_product), [None])[:1] == (told or [None])[:1]


def test_table_7_9_values_are_ends_of_its_ranges() -> None:
    for table in ("refrigeration_lifetime", "refrigeration_filling_leak", "refrigeration_leak"):
        for factor_set in ("ipcc-2006", "ipcc-2019"):
            for (_, *equipment, economy), (number, low, high) in rows(table, factor_set).items():
                if equipment in ([], ["any"]):  # beside them stand national studies of single kinds of equipment
                    assert number == (low if economy == "developed" else high)


def test_the_refinement_leaves_other_uses_of_refrigerant_alone() -> None:
    for table in ("refrigeration_lifetime", "refrigeration_filling_leak", "refrigeration_leak"):
        refined = {
            (key[0], key[-1]): row for key, row in rows(table, "ipcc-2019").items() if key[1:-1] in ((), ("any",))
        }
        assert all(refined[key] == row for key, row in rows(table).items())


def test_foam_loses_all_that_it_was_blown_with() -> None:
    """First year, yearly losses and the most that can escape at the end add up in each row of V3 Tables 7.5 to 7.7."""
    first, yearly, last, years = (
        rows(f"foam_{table}") for table in ("first_year_loss", "annual_loss", "end_of_life_loss", "loss_years")
    )
    for key, [loss, *_] in first.items():
        assert loss + yearly[key][0] * years[key][0] + last[key][0] == pytest.approx(100)
        assert years[key][0] <= rows("foam_lifetime")[key][0]


def test_electrical_equipment_keeps_most_of_its_gas_until_retirement() -> None:
    for (_, practice), row in rows("electrical_remaining").items():
        assert row[0] == 0 if practice == "united_states" else 0.9 < row[0] < 1
    assert rows("electrical_use").keys() == rows("electrical_remaining").keys()
