"""Volume 4, forest land: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_4, REFINED_4 = "2006_vol4_ch04", "2019_vol4_ch04"
#: Of most tables the collection names zones, continents, trees and ages in one free text, some of it cut off.
_BY_VALUE = {
    CHAPTER_4: (
        ("4.4", "root_ratio"), ("4.7", "forest_biomass"), ("4.8", "forest_biomass"), ("4.9", "forest_growth"),
        ("4.10", "forest_growth"), ("4.11B", "volume_increment"),
    ),
    REFINED_4: (
        ("4.4", "root_ratio"), ("4.7", "forest_biomass"), ("4.8", "forest_biomass"), ("4.9", "forest_growth"),
        ("4.10", "forest_growth"), ("4.11", "volume_increment"),
    ),
}  # fmt: skip
_SETS = {CHAPTER_4: "ipcc-2006", REFINED_4: "ipcc-2019"}
_CARBON = {
    "Tropical and Subtropical": "tropical_subtropical", "Temperate and Boreal": "temperate_boreal",
    "Part of tree: broad-leaved": "broadleaved", "Part of tree: conifers": "conifers", "Part of tree: wood": "wood",
    "Part of tree: wood, tree diameter < 10cm": "wood_below_10cm",
    "Part of tree: wood, tree diameter equal to or greater than 1": "wood_from_10cm",
    "Part of tree: foliage": "foliage",
    "Part of tree: foliage, tree diameter equal to or greater tha": "foliage_from_10cm",
}  # fmt: skip
_FACTORS = {
    "bcef": "Default biomass conversion and expansion factor for expansion of merch",
    "bcef_increment": "Default biomass conversion and expansion factor for conversion of net",
    "bcef_removal": "Default biomass conversion and expansion factor for conversion of wood",
}
_STANDS = {
    "Boreal": "boreal", "Temperate": "temperate", "Humid tropical": "humid_tropical",
    "Mediterranean, dry tropical, subtropical": "mediterranean_subtropical",
    "firs and spruces": "firs_spruces", "other conifers": "other_conifers", "natural forests": "natural_forests",
    **{
        f"Growing stock level (m^3): {printed}": member
        for printed, member in {
            "<10": "lt_10", "<20": "lt_20", "11-20": "v11_20", "21-40": "v21_40", "21-50": "v21_50", "41-60": "v41_60",
            "41-80": "v41_80", "41-100": "v41_100", "51-100": "v51_100", "61-80": "v61_80", "80-120": "v80_120",
            "100-200": "v100_200", "120-200": "v120_200", ">80": "gt_80", ">100": "gt_100", ">200": "gt_200",
        }.items()
    },
}  # fmt: skip
_TREES = {
    f"Species or genus: {name}": name.lower().replace(" ", "_")
    for name in (
        "Abies", "Acer", "Alnus", "Betula", "Fagus sylvatica", "Fraxinus", "Larix decidua", "Picea abies",
        "Picea sitchensis", "Pinus pinaster", "Pinus radiata", "Pinus strobus", "Pinus sylvestris", "Populus", "Prunus",
        "Pseudotsuga menziesii", "Quercus", "Salix", "Tilia",
    )
}  # fmt: skip

FOREST: Sequence[Audit] = (
    *(
        Audit(
            CHAPTER_4, "4.3", "land/carbon_fraction/ipcc-2006", {"carbon_domain": "region", key: "condition"}, _CARBON,
            where={"region": region},
        )
        for region, key in (("Tropical and Subtropical", "tree_part"), ("Temperate and Boreal", "leaf"))
    ),
    *(
        Audit(
            CHAPTER_4, "4.5", f"land/{table}/ipcc-2006",
            {"forest_zone": "region", "forest_type": "condition", "growing_stock": "other"}, _STANDS,
            where={"what": what},
        )
        for table, what in _FACTORS.items()
    ),
    Audit(CHAPTER_4, "4.14", "land/basic_wood_density/ipcc-2006", {"tree_species": "condition"}, _TREES),
    *(
        Audit(chapter, table, f"land/{file}/{_SETS[chapter]}", by_value=True)
        for chapter, files in _BY_VALUE.items()
        for table, file in files
    ),
)  # fmt: skip
