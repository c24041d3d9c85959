"""Volume 5, waste generation, landfills and biological treatment: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_2, CHAPTER_3, CHAPTER_4 = "2006_vol5_ch02", "2006_vol5_ch03", "2006_vol5_ch04"
CHAPTER_2_2019, CHAPTER_3_2019 = "2019_vol5_ch02", "2019_vol5_ch03"
_WASTES = {
    "paper_cardboard": "paper", "paper_and_cardboard": "paper", "food_waste": "food", "garden_park_waste": "garden",
    "garden_waste": "garden", "plastic": "plastics", "other": "other_inert", "rubber_and_leather": "rubber_leather",
    "glass_and_pottery_and_china": "glass",
    "paper_and_cardboard_11.3_wood": "wood",  # two cells that the collection read as one
}  # fmt: skip
_INDUSTRIES = {
    "food_beverages_tobacco": "industrial_food", "textile": "industrial_textile", "wood_products": "industrial_wood",
    "pulp_paper": "industrial_paper", "petroleum_solvents_plastics": "industrial_petroleum",
    "rubber": "industrial_rubber", "construction_demolition": "construction", "other": "industrial",
}  # fmt: skip
_DECAY = {
    "paper_textiles": "paper", "wood_straw": "wood", "garden_park_other_organic": "garden",
    "food_sewage_sludge": "food", "bulk": "municipal_solid_waste",
}  # fmt: skip
_SITES = {
    "unmanaged_deep_or_high_water_table": "unmanaged_deep", "managed_well_semi_aerobic": "managed_semi_aerobic",
    "managed_poorly_semi_aerobic": "managed_semi_aerobic_poor", "managed_well_active_aeration": "managed_aerated",
    "managed_poorly_active_aeration": "managed_aerated_poor",
}  # fmt: skip
_SLUDGES = {
    "domestic_treated": "sewage_sludge_treated", "domestic_untreated": "sewage_sludge",
    "food_industry": "food_industry_sludge",
}  # fmt: skip
_TREATMENTS = {"anaerobic_digestion_biogas": "anaerobic_digestion"}
#: A region of the table that is one row in print and several here is answered by the first of them.
_AREAS = {
    "south_east_asia": "south_eastern_asia", "africa": "eastern_africa", "oceania": "australia_new_zealand",
    "northern_america": "north_america",
    "Eastern Asia": "eastern_asia", "South-Central Asia": "south_central_asia",
    "South-Eastern Asia": "south_eastern_asia", "Western Asia & Middle East": "western_asia_middle_east",
    "Eastern Africa": "eastern_africa", "Middle Africa": "middle_africa", "Northern Africa": "northern_africa",
    "Southern Africa": "southern_africa", "Western Africa": "western_africa", "Eastern Europe": "eastern_europe",
    "Northern Europe": "northern_europe", "Southern Europe": "southern_europe", "Western Europe": "western_europe",
    "Oceania: Australia and New Zealand": "australia_new_zealand",
    "Oceania: except for Australia and New Zealand": "rest_of_oceania", "North America": "north_america",
    "Central America": "central_america", "Latin America and Caribbean": "south_america", "Caribbean": "caribbean",
}  # fmt: skip
_SHARES = {
    "fraction_to_swds": "disposed", "fraction_open_dumped": "open_dumped", "fraction_to_landfill": "landfilled",
    "fraction_incinerated": "incinerated", "fraction_composted": "composted", "fraction_other": "other_management",
}  # fmt: skip
_NAMES = {**_WASTES, **_AREAS}

LANDFILL: Sequence[Audit] = (
    *(
        Audit(
            chapter, "2.1", f"waste/generation_rate/{guideline}", {"area": "region", "data_year": "=latest"}, _AREAS,
            parameter="msw_generation_rate",
        )
        for chapter, guideline in ((CHAPTER_2, "ipcc-2006"), (CHAPTER_2_2019, "ipcc-2019"))
    ),
    *(
        Audit(
            chapter, "2.1", f"waste/management_share/{guideline}",
            {"management": f"={management}", "area": "region", "data_year": "=latest"}, _AREAS, parameter=parameter,
        )
        for chapter, guideline in ((CHAPTER_2, "ipcc-2006"), (CHAPTER_2_2019, "ipcc-2019"))
        for parameter, management in _SHARES.items()
    ),
    Audit(CHAPTER_2, "2.3", "waste/composition/ipcc-2006", {"waste": "component", "area": "region"}, _NAMES),
    Audit(CHAPTER_2_2019, "2.3", "waste/composition/ipcc-2019", {"waste": "component", "area": "region"}, _NAMES),
    *(
        Audit(CHAPTER_2, "2.4", f"waste/{file}/ipcc-2006", {"waste": "component"}, _WASTES, parameter=parameter)
        for file, parameter in (
            ("dry_matter", "dry_matter_content"),
            ("organic_carbon", "doc_wet"),
            ("dry_organic_carbon", "doc_dry"),
            ("carbon_content", "total_carbon_content"),
            ("fossil_share", "fossil_carbon_fraction"),
        )
    ),
    *(
        Audit(CHAPTER_2, "2.5", f"waste/{file}/ipcc-2006", {"waste": "industry"}, _INDUSTRIES, parameter=parameter)
        for file, parameter in (
            ("organic_carbon", "doc"), ("carbon_content", "total_carbon"), ("water_content", "water_content")
        )
    ),
    Audit(CHAPTER_2, "2.6", "waste/organic_carbon/ipcc-2006", {"waste": "waste"}, parameter="doc"),
    Audit(CHAPTER_2, "2.6", "waste/water_content/ipcc-2006", {"waste": "waste"}, parameter="water_content"),
    Audit(CHAPTER_2, "2.6", "waste/carbon_content/ipcc-2006", {"waste": "waste"}, parameter="fossil_carbon"),
    Audit(CHAPTER_2_2019, "2.4A", "waste/dry_organic_carbon/ipcc-2019", {"waste": "sludge"}, _SLUDGES, parameter="doc"),
    Audit(CHAPTER_3, "3.1", "waste/site_mcf/ipcc-2006", {"site": "site"}, _SITES),
    Audit(CHAPTER_3_2019, "3.1", "waste/site_mcf/ipcc-2019", {"site": "site"}, _SITES),
    Audit(CHAPTER_3, "3.3", "waste/decay_rate/ipcc-2006", {"waste": "waste", "waste_climate": "climate"}, _DECAY),
    Audit(CHAPTER_3, "3.4", "waste/half_life/ipcc-2006", {"waste": "waste", "waste_climate": "climate"}, _DECAY),
    *(
        Audit(
            CHAPTER_4, "4.1", f"waste/{file}/ipcc-2006", {"treatment": "treatment", "weight": "basis"}, _TREATMENTS,
            where={"gas": gas},
        )
        for file, gas in (("biological_ch4", "CH4"), ("biological_n2o", "N2O"))
    ),
)  # fmt: skip
