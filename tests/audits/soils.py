"""Volume 4, managed soils, liming, urea and fire: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_11, CHAPTER_11_2019 = "2006_vol4_ch11", "2019_vol4_ch11"
CHAPTER_2, CHAPTER_2_2019 = "2006_vol4_ch02", "2019_vol4_ch02"
_CROPS = {
    "Grains": "grains", "Beans and pulses": "beans_pulses", "Tubers": "tubers", "Root crops, other": "root_crops",
    "N-fixing forages": "n_fixing_forages", "Non-N-fixing forages": "non_n_fixing_forages",
    "Perennial grasses": "perennial_grasses", "Grass-clover mixtures": "grass_clover", "Maize": "maize",
    "Wheat": "wheat", "Winter wheat": "winter_wheat", "Spring wheat": "spring_wheat", "Rice": "rice",
    "Barley": "barley", "Oats": "oats", "Millet": "millet", "Sorghum": "sorghum", "Rye": "rye",
    "Soyabean": "soybean", "Dry bean": "dry_bean", "Potato": "potato", "Peanut (with pod)": "peanut",
    "Alfalfa": "alfalfa", "Non-legume hay": "non_legume_hay",
    "Generic value for crops not indicated in Table 11.1a": "any", "Generic grains": "grains",
    "Winter Wheat": "winter_wheat", "Spring Wheat": "spring_wheat", "Beans and Pulses": "beans_pulses",
    "Soybeans": "soybean", "Potatoes and Tubers": "potato", "Peanuts": "peanut",
    "Perennial Grasses": "perennial_grasses", "Grass-Clover Mixtures": "grass_clover",
}  # fmt: skip
_RESIDUES = {
    "crop_dry_matter": "Dry matter fraction of harvested product (DRY)",
    "residue_nitrogen": "N content of above-ground residues (NAG)",
    "root_nitrogen": "N content of below-ground residues (NBG)",
    "crop_root_ratio": "Ratio of below-ground residues to above-ground biomass (RBG-BIO)",
}
_RESIDUES_2019 = {
    "crop_dry_matter": "Dry matter fraction of harvested product (DRY)",
    "residue_nitrogen": "N content of above-ground residues (NAG(T))",
    "root_nitrogen": "N content of below-ground residues (NBG(T))",
    "residue_ratio": "Ratio of above-ground residue dry matter to harvested yield (RAG(T))",
    "crop_root_ratio": "Ratio of below-ground biomass to above-ground biomass (RS(T))",
}
_SOILS = {
    "organic_crop_grassland": "cropland_grassland", "organic_forest_nutrient_rich": "forest_nutrient_rich",
    "organic_forest_nutrient_poor": "forest_nutrient_poor", "organic_forest": "forest_nutrient_rich",
    "temperate": "temperate_boreal", "sheep_and_other": "sheep_other",
}  # fmt: skip
_INPUTS = {"synthetic_fertiliser": "synthetic", "other_n_inputs": "organic", "all_n_inputs": "any", "None": "any"}
_WATER = {"continuous_flooding": "rice_continuous", "single_and_multiple_drainage": "rice_drained", "None": "rice"}

SOILS: Sequence[Audit] = (
    Audit(CHAPTER_11, "11.1", "agriculture/soil_n2o/ipcc-2006", parameter="ef1"),
    Audit(CHAPTER_11, "11.1", "agriculture/rice_soil_n2o/ipcc-2006", parameter="ef1fr"),
    Audit(
        CHAPTER_11, "11.1", "agriculture/organic_soil_n2o/ipcc-2006", {"drained_land": "soil", "warmth": "climate"},
        _SOILS, parameter="ef2",
    ),
    Audit(
        CHAPTER_11, "11.1", "agriculture/pasture_n2o/ipcc-2006", {"pasture_group": "animal"}, _SOILS,
        parameter="ef3_prp",
    ),
    Audit(CHAPTER_11, "11.3", "agriculture/deposition_n2o/ipcc-2006", parameter="ef4"),
    Audit(CHAPTER_11, "11.3", "agriculture/leaching_n2o/ipcc-2006", parameter="ef5"),
    *(
        Audit(CHAPTER_11, "11.3", "agriculture/soil_volatilised/ipcc-2006", {"input": f"={input}"}, parameter=share)
        for share, input in (("frac_gasf", "synthetic"), ("frac_gasm", "organic"))
    ),
    Audit(
        CHAPTER_11, "11.3", "agriculture/soil_leached/ipcc-2006", {"leaching": "=occurs"}, parameter="frac_leach_h"
    ),
    *(
        Audit(CHAPTER_11, "11.2", f"agriculture/{table}/ipcc-2006", {"crop": "condition"}, _CROPS, where={"what": what})
        for table, what in _RESIDUES.items()
    ),
    Audit(CHAPTER_11, "eq11.12", "agriculture/lime_carbon/ipcc-2006", {"lime_material": "material"}),
    Audit(CHAPTER_11, "eq11.13", "agriculture/urea_carbon/ipcc-2006"),
    Audit(
        CHAPTER_11_2019, "11.1", "agriculture/soil_n2o/ipcc-2019", {"input": "input", "moisture": "climate"}, _INPUTS,
        parameter="ef1",
    ),
    Audit(
        CHAPTER_11_2019, "11.1", "agriculture/rice_soil_n2o/ipcc-2019", {"field": "water"}, _WATER, parameter="ef1fr"
    ),
    Audit(
        CHAPTER_11_2019, "11.3", "agriculture/deposition_n2o/ipcc-2019", {"moisture": "climate"}, _INPUTS,
        parameter="ef4",
    ),
    Audit(CHAPTER_11_2019, "11.3", "agriculture/leaching_n2o/ipcc-2019", parameter="ef5"),
    *(
        Audit(
            CHAPTER_11_2019, "11.1a", f"agriculture/{table}/ipcc-2019", {"crop": "condition"}, _CROPS,
            where={"what": what},
        )
        for table, what in _RESIDUES_2019.items()
    ),
    *(
        Audit(chapter, "2.4", "land/fire_fuel_consumed/ipcc-2006", by_value=True)
        for chapter in (CHAPTER_2, CHAPTER_2_2019)
    ),
    *(
        Audit(chapter, "2.6", "land/combustion_factor/ipcc-2006", by_value=True)
        for chapter in (CHAPTER_2, CHAPTER_2_2019)
    ),
    Audit(
        CHAPTER_2_2019, "2.6", "land/combustion_factor/ipcc-2019", {"burned_vegetation": "=other_residues"},
        where={"condition": "Other Crops"},
    ),
    Audit(
        CHAPTER_2, "2.5", "land/fire_co2/ipcc-2006", {"burned_class": "category"}, {"biofuel_burning": "biofuel"},
        where={"gas": "CO2"},
    ),
    *(
        Audit(
            CHAPTER_2, "2.5", "land/fire_gases/ipcc-2006", {"burned_class": "category", "gas": "gas"},
            {"biofuel_burning": "biofuel"}, where={"gas": gas},
        )
        for gas in ("CH4", "N2O")
    ),
)  # fmt: skip
