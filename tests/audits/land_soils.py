"""Volume 4, carbon of soils: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_2, CHAPTER_2_2019 = "2006_vol4_ch02", "2019_vol4_ch02"
CHAPTER_4, CHAPTER_5, CHAPTER_5_2019 = "2006_vol4_ch04", "2006_vol4_ch05", "2019_vol4_ch05"
CHAPTER_6, CHAPTER_6_2019 = "2006_vol4_ch06", "2019_vol4_ch06"

_SOILS = {"HAC": "high_activity_clay", "LAC": "low_activity_clay"}
#: Rows printed for two zones are looked for in one of them, then in the other.
_ZONES = (
    {"boreal": "boreal_moist", "polar": "polar_moist"},
    {"boreal": "boreal_dry", "polar": "polar_dry"},
)
_COLD = {"cold_temperate_dry": "cool_temperate_dry", "cold_temperate_moist": "cool_temperate_moist"}
_GROUPS = {
    "temperate_boreal_dry": "warm_dry", "temperate_boreal_moist": "warm_moist", "temperate_boreal": "cool_moist",
    "temperate_boreal_tropical_dry": "tropical_dry", "temperate_boreal_tropical_moist_wet": "tropical_moist",
    "tropical_moist_wet": "tropical_moist", "tropical": "tropical_dry", "all": "any",
}  # fmt: skip
_LEVELS = {
    "perennial_tree_crop": "perennial_crops", "set_aside_lt_20yr": "set_aside", "nominally_managed": "nominally_managed",
    "high_intensity_grazing": "moderately_degraded", "shifting_cultivation_shortened_fallow": "shifting_short_fallow",
    "shifting_cultivation_mature_fallow": "shifting_mature_fallow",
}  # fmt: skip
_FACTORS = {
    "f_lu": ("soil_use_factor", "soil_use"),
    "f_mg": ("soil_management_factor", "soil_management"),
    "f_i": ("soil_input_factor", "input_level"),
}
_REGIMES = {
    "boreal_cool_temperate": "cool_temperate", "boreal_cold_temperate": "cool_temperate", "tropical_subtropical": "tropical",
    "Tropical Forest": "tropical", "Temperate Forest": "cool_temperate", "Boreal Forest": "boreal",
}  # fmt: skip
_REGIONS_2019 = {
    f"Climate {zone} Moisture regime: {moisture}": group
    for zone, moisture, group in (
        ("Cool Temperate/Boreal", "Dry", "cool_dry"), ("Cool Temperate/Boreal", "Moist", "cool_moist"),
        ("Warm Temperate", "Dry", "warm_dry"), ("Warm Temperate", "Moist", "warm_moist"),
        ("Temperate/Boreal", "Dry", "warm_dry"), ("Temperate/Boreal", "Moist", "warm_moist"),
        ("Temperate/Boreal", "Dry and Moist", "cool_dry"),
        ("Tropical", "Dry", "tropical_dry"), ("Tropical", "Moist/Wet", "tropical_moist"),
        ("Tropical", "Dry and Moist/Wet", "tropical_dry"), ("Tropical montane", "n/a", "tropical_montane"),
        ("Temperate/Boreal and Tropical", "Dry", "cool_dry"), ("Temperate/Boreal and Tropical", "Moist", "cool_moist"),
        ("All", "Dry and Moist/Wet", "any"),
    )
}  # fmt: skip
_TECHNOLOGIES_2019 = {
    f"Factor value type: {kind} Level: {level}": (factor, member)
    for kind, level, factor, member in (
        ("Land use", "Long-term cultivated", "f_lu", "long_term_cultivated"),
        ("Land use", "Paddy rice", "f_lu", "paddy_rice"),
        ("Land use", "Perennial/Tree Crop", "f_lu", "perennial_crops"),
        ("Land use", "Set aside (< 20 yrs)", "f_lu", "set_aside"),
        ("Tillage", "Full", "f_mg", "full_tillage"),
        ("Tillage", "Reduced", "f_mg", "reduced_tillage"),
        ("Tillage", "No-till", "f_mg", "no_till"),
        ("Input", "Low", "f_i", "low"),
        ("Input", "Medium", "f_i", "medium"),
        ("Input", "High without manure", "f_i", "high_without_manure"),
        ("Input", "High-with manure", "f_i", "high_with_manure"),
    )
}
_CROPS = {
    "Generic": "generic", "Generic Grains": "generic_grains", "Winter Wheat": "winter_wheat", "Spring Wheat": "spring_wheat",
    "Barley": "barley", "Oats": "oats", "Maize": "maize", "Rye": "rye", "Rice": "rice", "Millet": "millet",
    "Sorghum": "sorghum", "Beans and Pulses": "beans_pulses", "Soybeans": "soybeans",
    "Potatoes and Tubers": "potatoes_tubers", "Peanuts": "peanuts", "N-fixing forages": "n_fixing_forages",
    "Alfalfa": "alfalfa", "Non-N-fixing forages": "non_n_fixing_forages", "Perennial Grasses": "perennial_grasses",
    "Grass-Clover Mixtures": "grass_clover", "Non-legume hay": "non_legume_hay",
}  # fmt: skip
#: Tables of the parameters of the steady-state method; the collection tells most of them apart only by their numbers.
_STEADY = (
    ("soil_tillage_decay", {"soil_management": "technology"}, {"technology": "Practice: Full-till"}),
    ("soil_tillage_decay", {"soil_management": "technology"}, {"technology": "Practice: Reduced-till"}),
    ("soil_tillage_decay", {"soil_management": "technology"}, {"technology": "Practice: No-till"}),
    ("soil_structural_to_active", {}, {"technology": "Practice: Full-till"}),
    *((table, {}, {"technology": "Practice: All"}) for table in (
        "soil_water_slope", "soil_active_decay", "soil_slow_decay", "soil_passive_decay", "soil_metabolic_to_active",
        "soil_structural_to_slow", "soil_active_to_passive", "soil_slow_to_passive", "soil_slow_to_active",
        "soil_passive_to_active", "soil_best_temperature", "soil_highest_temperature",
    )),
)  # fmt: skip
_MANURES = {
    f"Livestock Type: {animal}. C to N ratio of manure:{ratio}": member
    for animal, ratio, member in (
        ("Dairy Cattle", " 16", "dairy_manure"), ("Beef Cattle", " 19", "beef_manure"), ("Poultry", " 10", "poultry_manure"),
        ("Swine", " 11", "swine_manure"), ("Horses/Mules/Asses", "", "horse_manure"), ("Sheep", " 11", "sheep_manure"),
    )
}  # fmt: skip
_TILLAGE = {
    "Practice: Full-till": "full_tillage",
    "Practice: Reduced-till": "reduced_tillage",
    "Practice: No-till": "no_till",
}

LAND_SOILS: Sequence[Audit] = (
    *(
        Audit(
            chapter, "2.3", f"land/reference_soil_carbon/{file}", {"climate": "climate", "soil_type": "soil"},
            {**_SOILS, **_COLD, **zones},
        )
        for chapter, file in ((CHAPTER_2, "ipcc-2006"), (CHAPTER_2_2019, "ipcc-2019"))
        for zones in _ZONES
    ),
    *(
        Audit(chapter, table, f"land/{name}/{file}", {"soil_climate": "climate", key: "level"}, names, parameter=parameter)
        for chapter, table, file in (
            (CHAPTER_5, "5.5", "ipcc-2006"), (CHAPTER_5, "5.10", "ipcc-2006"),
            (CHAPTER_6, "6.2", "ipcc-2006"), (CHAPTER_6_2019, "6.2", "ipcc-2019"),
        )
        for parameter, (name, key) in _FACTORS.items()
        for names in ({**_GROUPS, **_LEVELS},)
    ),
    *(
        Audit(
            CHAPTER_5_2019, "5.5", f"land/{_FACTORS[factor][0]}/ipcc-2019",
            {"soil_climate": "region", _FACTORS[factor][1]: f"={member}"}, _REGIONS_2019, where={"technology": text},
        )
        for text, (factor, member) in _TECHNOLOGIES_2019.items()
    ),
    *(
        Audit(
            chapter, table, "land/drained_organic_soil/ipcc-2006",
            {"land_use": f"={use}", "temperature_regime": qualifier}, _REGIMES,
        )
        for chapter, table, use, qualifier in (
            (CHAPTER_4, "4.6", "forest_land", "region"),
            (CHAPTER_5, "5.6", "cropland", "climate"),
            (CHAPTER_6, "6.3", "grassland", "climate"),
        )
    ),
    *(
        Audit(CHAPTER_5_2019, "5.5A", f"land/{table}/ipcc-2019", keys, _TILLAGE, where=where)
        for table, keys, where in _STEADY
    ),
    *(
        Audit(
            CHAPTER_5_2019, table, f"land/carbon_source_{name}/ipcc-2019", {"carbon_source": "condition"}, members,
            parameter=parameter,
        )
        for table, name, members, parameter in (
            ("5.5B", "nitrogen", _CROPS, "nitrogen-content-in-crops-for-the-steady"),
            ("5.5B", "lignin", _CROPS, "lignin-content-in-crops-for-the-steady-s"),
            ("5.5C", "nitrogen", _MANURES, "nitrogen-content-in-livestock-manure-for"),
            ("5.5C", "lignin", _MANURES, "lignin-content-in-livestock-manure-for-t"),
        )
    ),
)  # fmt: skip
