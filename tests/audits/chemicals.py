"""Volume 3, chemicals: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_3, REFINED_3 = "2006_vol3_ch03", "2019_vol3_ch03"
_AMMONIA = {
    "conventional_reforming_natural_gas_modern_europe": "conventional_reforming",
    "excess_air_reforming_natural_gas": "excess_air_reforming",
    "autothermal_reforming_natural_gas": "autothermal_reforming",
    "partial_oxidation": "partial_oxidation_modern",
    "average_natural_gas_modern_and_older": "natural_gas_average",
    "average_partial_oxidation": "partial_oxidation_average",
}
_NITRIC_ACID = {
    "nscr_all_processes": "nscr", "process_integrated_or_tailgas_destruction": "integrated_or_tail_gas",
    "single_low_pressure": "low_pressure", "single_medium_pressure": "medium_pressure",
    "single_high_pressure": "high_pressure", "single_pressure_with_abatement": "single_pressure_abated",
    "dual_pressure_mh": "dual_medium_high", "dual_pressure_mh_with_abatement": "dual_medium_high_abated",
    "dual_pressure_lm": "dual_low_medium", "dual_pressure_lm_with_abatement": "dual_low_medium_abated",
    "old_pre_1975_all": "built_before_1975",
}  # fmt: skip
_ADIPIC_ACID = {"catalytic_destruction": "catalytic", "thermal_destruction": "thermal"}
_CARBIDE = (
    ("3.7", "CO2", "product", "carbide_co2"),
    ("3.7", "CO2", "raw_material", "carbide_co2_of_coke"),
    ("3.7", "CH4", "product", "carbide_ch4"),
    ("3.7", "CH4", "raw_material", "carbide_ch4_of_coke"),
    ("3.8", "CO2", "petroleum_coke_product", "carbide_co2"),
    ("3.8", "CO2", "petroleum_coke_raw_material", "carbide_co2_of_coke"),
    ("3.8", "CO2", "product_use_acetylene", "carbide_use_co2"),
)
_HYDROGEN = {
    "natural_gas_reforming": "natural_gas", "lpg_reforming": "lpg", "naphtha_reforming": "naphtha",
    "methanol_reforming": "methanol", "biosteam_reforming_bioethanol": "bioethanol",
    "coal_gasification": "coking_coal", "plastic_gasification": "plastic", "mixed_waste_gasification": "mixed_waste",
    "wood_waste_gasification": "wood_waste", "wood_sludge_gasification": "wood_sludge",
    "black_liquor_gasification": "black_liquor",
}  # fmt: skip

CHEMICALS: Sequence[Audit] = (
    Audit(
        CHAPTER_3, "3.1", "ippu/ammonia_fuel_requirement/ipcc-2006", {"process": "process"}, _AMMONIA,
        parameter="total_fuel_requirement",
    ),
    *(
        Audit(chapter, "3.3", f"ippu/nitric_acid_n2o/{edition}", {"process": "technology"}, _NITRIC_ACID)
        for chapter, edition in ((CHAPTER_3, "ipcc-2006"), (REFINED_3, "ipcc-2019"))
    ),
    Audit(CHAPTER_3, "3.4", "ippu/adipic_acid_n2o/ipcc-2006", parameter="emission_factor_uncontrolled"),
    *(
        Audit(
            CHAPTER_3, "3.4", f"ippu/adipic_acid_{file}/ipcc-2006", {"abatement": "technology"}, _ADIPIC_ACID,
            parameter=parameter,
        )
        for file, parameter in (
            ("destruction", "n2o_destruction_factor"),
            ("abated", "abatement_utilisation_factor"),
        )
    ),
    Audit(CHAPTER_3, "3.5", "ippu/caprolactam_n2o/ipcc-2006", {"product": "=caprolactam"}),
    *(
        Audit(
            CHAPTER_3, table, f"ippu/{file}/ipcc-2006", {"product": "product"}, where={"gas": gas, "basis": basis}
        )
        for table, gas, basis, file in _CARBIDE
    ),
    Audit(
        CHAPTER_3, "3.9", "ippu/titanium_dioxide_co2/ipcc-2006", {"product": "product"},
        {"rutile_chloride_route": "rutile_titanium_dioxide"},
    ),
    Audit(
        CHAPTER_3, "eq3.14", "ippu/soda_ash_co2/ipcc-2006", {"output_basis": "basis"},
        {"trona_input": "feedstock", "soda_ash_output": "product"},
    ),
    *(
        Audit(REFINED_3, "3.30", f"ippu/{file}/ipcc-2019", {"feedstock": "process"}, _HYDROGEN, parameter=parameter)
        for file, parameter in (
            ("hydrogen_requirement", "feedstock_requirement_factor"),
            ("hydrogen_carbon", "carbon_content_factor"),
        )
    ),
)  # fmt: skip
