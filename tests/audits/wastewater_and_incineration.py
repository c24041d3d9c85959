"""Volume 5, incineration, open burning and wastewater: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_5, CHAPTER_6 = "2006_vol5_ch05", "2006_vol5_ch06"
CHAPTER_6_2019 = "2019_vol5_ch06"
_PATHS = {
    "sea_river_lake_discharge": "river_lake_sea", "centralised_aerobic_well_managed": "aerobic_plant",
    "centralised_aerobic_overloaded": "aerobic_plant_overloaded", "anaerobic_digester_sludge": "sludge_digester",
    "anaerobic_shallow_lagoon": "shallow_lagoon", "anaerobic_deep_lagoon": "deep_lagoon",
    "septic_system": "septic_tank", "latrine_dry_small_family": "latrine_dry_family",
    "latrine_wet_or_flush": "latrine_wet", "latrine_regular_sediment_removal": "latrine_emptied",
    "aerobic_well_managed": "aerobic_plant", "aerobic_overloaded": "aerobic_plant_overloaded",
}  # fmt: skip
#: A region of the table is one row in print and several here; the first of them answers.
_AREAS = {
    "africa": "eastern_africa", "asia_middle_east_latin_america": "eastern_asia",
    "canada_europe_russia_oceania": "western_europe", "usa": "united_states", "turkey": "turkiye",
}  # fmt: skip
_INDUSTRIES = {
    "alcohol_refining": "alcohol", "fish_processing": "fish", "petroleum_refineries": "petroleum",
    "sugar_refining": "sugar", "vegetables_fruits_juices": "vegetables_juices", "pulp_paper_combined": "pulp_paper",
}  # fmt: skip
_SLUDGES = {"sludge_except_sewage": "industrial_sludge"}

WASTEWATER_AND_INCINERATION: Sequence[Audit] = (
    Audit(CHAPTER_5, "5.2", "waste/carbon_content/ipcc-2006", {"waste": "waste"}, parameter="total_carbon_content"),
    Audit(CHAPTER_5, "5.2", "waste/fossil_share/ipcc-2006", {"waste": "waste"}, parameter="fossil_carbon_fraction"),
    Audit(CHAPTER_5, "5.2", "waste/incineration_oxidation/ipcc-2006", where={"practice": "incineration"}),
    Audit(CHAPTER_5, "5.2", "waste/open_burning_oxidation/ipcc-2006", where={"practice": "open_burning"}),
    *(
        Audit(
            CHAPTER_5,
            "5.3",
            "waste/incineration_ch4/ipcc-2006",
            {"waste": "=municipal_solid_waste", "technology": f"={operation}_{technology}"},
            where={"operation": operation, "technology": technology},
        )
        for operation in ("continuous", "semi_continuous", "batch")
        for technology in ("stoker", "fluidised_bed")
    ),
    Audit(CHAPTER_5, "s5.4.2", "waste/open_burning_ch4/ipcc-2006"),
    *(
        Audit(
            CHAPTER_5,
            "5.6",
            "waste/incineration_n2o/ipcc-2006",
            {"waste": "=municipal_solid_waste", "technology": f"={technology}"},
            where={"practice": practice},
        )
        for practice, technology in (
            ("continuous_and_semi_continuous", "semi_continuous_stoker"),
            ("batch", "batch_stoker"),
        )
    ),
    Audit(CHAPTER_5, "5.6", "waste/open_burning_n2o/ipcc-2006", where={"practice": "open_burning"}),
    Audit(
        CHAPTER_5,
        "5.6",
        "waste/incineration_n2o/ipcc-2006",
        {"waste": "waste"},
        _SLUDGES,
        where={"basis": "wet"},
    ),
    Audit(CHAPTER_6, "6.2", "waste/bod_methane_potential/ipcc-2006"),
    Audit(CHAPTER_6, "6.2", "waste/cod_methane_potential/ipcc-2006"),
    Audit(CHAPTER_6, "6.3", "waste/wastewater_mcf/ipcc-2006", {"path": "system"}, _PATHS),
    Audit(CHAPTER_6, "6.4", "waste/bod_per_person/ipcc-2006", {"area": "region"}, _AREAS),
    Audit(CHAPTER_6, "6.8", "waste/industrial_wastewater_mcf/ipcc-2006", {"path": "system"}, _PATHS),
    Audit(
        CHAPTER_6,
        "6.9",
        "waste/industry_wastewater/ipcc-2006",
        {"industry": "industry"},
        _INDUSTRIES,
        parameter="wastewater_generation",
    ),
    Audit(CHAPTER_6, "6.9", "waste/industry_cod/ipcc-2006", {"industry": "industry"}, _INDUSTRIES, parameter="cod"),
    Audit(CHAPTER_6, "6.11", "waste/effluent_n2o/ipcc-2006", parameter="ef_effluent"),
    Audit(CHAPTER_6, "6.11", "waste/plant_n2o/ipcc-2006", parameter="ef_plants"),
    Audit(CHAPTER_6, "6.11", "waste/protein_n/ipcc-2006", parameter="f_npr"),
    Audit(CHAPTER_6, "6.11", "waste/industrial_protein/ipcc-2006", parameter="f_ind_com"),
    Audit(
        CHAPTER_6,
        "6.11",
        "waste/non_consumed_protein/ipcc-2006",
        {"garbage_disposal": "garbage_disposal"},
        parameter="f_non_con",
    ),
    *(
        Audit(CHAPTER_6_2019, table, f"waste/{file}/ipcc-2019", parameter=parameter, by_value=True)
        for table, file, parameter in (
            ("6.6A", "sludge_factor", "k_rem"),
            ("6.6B", "organics_removed", "tow_rem"),
            ("6.8A", "effluent_n2o", "ef_effluent"),
            ("6.8A", "treatment_n2o", "ef_plants"),
            ("6.10C", "nitrogen_removed", "n_rem"),
        )
    ),
)
