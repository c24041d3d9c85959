"""Volume 4, rice, crops, trees of settlements and wood products: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audits.audit import Audit

CROPLAND, CROPLAND_2019 = "2006_vol4_ch05", "2019_vol4_ch05"
GRASSLAND = "2006_vol4_ch06"
SETTLEMENTS, SETTLEMENTS_2019 = "2006_vol4_ch08", "2019_vol4_ch08"
WOOD, WOOD_2019 = "2006_vol4_ch12", "2019_vol4_ch12"

_WATER = {
    "irrigated_continuously_flooded": "continuously_flooded", "irrigated_single_aeration": "single_drainage",
    "irrigated_multiple_aeration": "multiple_drainage", "rainfed_regular": "regular_rainfed",
    "rainfed_drought_prone": "drought_prone", "rainfed_and_deep_water": "rainfed",
}  # fmt: skip
_BEFORE = {
    "None": "unknown", "non_flooded_lt_180d": "not_flooded_short", "non_flooded_gt_180d": "not_flooded_long",
    "flooded_gt_30d": "flooded",
}  # fmt: skip
_AMENDMENT = {
    "straw_lt_30d": "straw_shortly_before", "straw_gt_30d": "straw_long_before", "farm_yard_manure": "farmyard_manure",
}  # fmt: skip
_PERENNIAL_CLIMATE = {
    "Temperate (all moisture regimes)": "warm_temperate_moist", "Tropical, dry": "tropical_dry",
    "Tropical, moist": "tropical_moist", "Tropical, wet": "tropical_wet",
}  # fmt: skip
_CROP = {
    "Cropland type: Oil Palm": "oil_palm", "Cropland type: Mature rubber": "mature_rubber",
    "Cropland type: Young rubber": "young_rubber", "Cropland type: Young cinnamon (7 years)": "young_cinnamon",
    "Cropland type: Coconut": "coconut", "Cropland type: Improved fallow (2-year fallow)": "fallow_2_years",
    "Cropland type: Improved fallow (1-year fallow)": "fallow_1_year",
    "Cropland type: Improved fallow (6-year fallow; average)": "fallow_6_years",
    "Cropland type: Improved fallow (alley cropping)": "alley_cropping",
    "Cropland type: Multistory system (jungle rubber)": "jungle_rubber",
    "Cropland type: Multistorey system (Gmelina-cacao)": "gmelina_cacao",
}  # fmt: skip
_AGROFORESTRY = {
    "System: Agrosilvicultural": "agrosilvicultural", "System: Silvopastoral": "silvopasture",
    "Eco- Humid tropical high": "humid_tropical_high", "Eco- Humid tropical low": "humid_tropical_low",
    "Eco- Humid tropical": "humid_tropical", "Eco- Dry lowlands": "dry_lowlands",
    "Africa": "africa", "Latin America and Caribbean": "south_america", "Southeast Asia": "south_eastern_asia",
    "Australia": "australia", "North America": "north_america", "Asia": "northern_asia",
}  # fmt: skip
_SYSTEM = {
    f"Agroforestry system: {name}": name.lower().replace(" ", "_")
    for name in (
        "Fallow", "Alley cropping", "Multistrata", "Parkland", "Shaded Perennial", "Silvoarable", "Silvopasture",
    )
}  # fmt: skip
_CLIMATE = {
    "Cool Temperate": "cool_temperate_moist", "Warm Temperate": "warm_temperate_moist",
    "Tropical Dry": "tropical_dry", "Tropical Moist": "tropical_moist", "Tropical Wet": "tropical_wet",
    "Tropical montane": "tropical_montane",
    # Rows of a climate as a whole stand where one of its parts has none.
    "Temperate (ALL)": "warm_temperate_moist",
}  # fmt: skip
_REGION = {
    "Africa": "africa", "Asia": "asia", "Europe": "europe", "North America": "north_america",
    "Central America": "central_america", "South America": "south_america", "All Regions": "any", "All regions": "any",
}  # fmt: skip
_TREE = {
    f"Broad species class: {printed}": ours
    for printed, ours in (
        ("Aspen", "aspen"), ("Soft maple", "soft_maple"), ("Mixed hardwood", "mixed_hardwood"),
        ("Hardwood maple", "hardwood_maple"), ("Juniper", "juniper"), ("Cedar/larch", "cedar_larch"),
        ("Douglas fir", "douglas_fir"), ("True fir/Hemlock", "true_fir_hemlock"), ("Pine", "pine"),
        ("Spruce", "spruce"),
    )
}  # fmt: skip
_GROWTH_REGION = {
    "World wide": "world", "Europe": "western_europe", "USSR": "russian_federation", "North America": "north_america",
    "Latin America": "latin_america", "Africa": "africa", "Asia": "asia", "Oceania": "oceania",
}  # fmt: skip
_PRODUCT = {
    "sawnwood_aggregate": "sawnwood", "wood_based_panels_aggregate": "wood_panels", "hardboard_hdf": "hardboard",
    "insulating_board_ldf": "insulating_board", "fibreboard_compressed": "compressed_fibreboard",
    "veneer_sheets": "veneer", "wood_based_panels": "wood_panels",
}  # fmt: skip
_POOLS = (("Above-ground biomass (AGB)", "growth"), ("Below-ground biomass (BGB)", "root_growth"))


def _agroforestry() -> Iterator[Audit]:
    """Table 5.2 of the 2019 Refinement: the collection names climate and region in one text."""
    for climate, our_climate in (*_CLIMATE.items(), ("Tropical (All)", "")):
        for region, our_region in _REGION.items():
            where = {"region": f"{region} Climate {climate}"}
            for pool, file in _POOLS:
                for printed, system in _SYSTEM.items():
                    own = our_climate or _TROPICAL_ALL[system]
                    yield Audit(
                        CROPLAND_2019, "5.2", f"land/crop_{file}/ipcc-2019",
                        {"perennial_crop": f"={system}", "climate": f"={own}", "crop_region": f"={our_region}"},
                        where={**where, "pool": pool, "technology": printed},
                    )  # fmt: skip
                yield Audit(
                    CROPLAND_2019, "5.2", f"land/hedgerow_{file}/ipcc-2019",
                    {"climate": f"={our_climate or 'tropical_montane'}", "crop_region": f"={our_region}"},
                    where={**where, "pool": pool, "technology": "Agroforestry system: Hedgerow"},
                )  # fmt: skip


#: A tropical climate in which a system has no row of its own, so that the one of all tropical climates stands there.
_TROPICAL_ALL = {
    "fallow": "tropical_montane", "alley_cropping": "tropical_montane", "multistrata": "tropical_montane",
    "parkland": "tropical_montane", "shaded_perennial": "tropical_montane", "silvoarable": "tropical_montane",
    "silvopasture": "tropical_montane",
}  # fmt: skip


RICE_CROPLAND_AND_WOOD_PRODUCTS: Sequence[Audit] = (
    Audit(CROPLAND, "5.11", "agriculture/rice_baseline_ch4/ipcc-2006"),
    *(
        Audit(chapter, "5.12", f"agriculture/rice_water_regime/{edition}", {"water_regime": "water"}, _WATER)
        for chapter, edition in ((CROPLAND, "ipcc-2006"), (CROPLAND_2019, "ipcc-2019"))
    ),
    Audit(CROPLAND, "5.13", "agriculture/rice_water_before/ipcc-2006", {"water_before_season": "preseason"}, _BEFORE),
    Audit(CROPLAND, "5.14", "agriculture/rice_amendment/ipcc-2006", {"amendment": "amendment"}, _AMENDMENT),
    Audit(CROPLAND, "5.1", "land/perennial_growth/ipcc-2006", {"climate": "region"}, _PERENNIAL_CLIMATE),
    Audit(CROPLAND, "5.1", "land/perennial_carbon/ipcc-2006", {"climate": "region"}, _PERENNIAL_CLIMATE),
    Audit(
        CROPLAND, "5.2", "land/perennial_biomass/ipcc-2006",
        {"perennial_crop": "technology", "crop_zone": "condition", "crop_region": "region"}, _AGROFORESTRY,
    ),
    Audit(CROPLAND, "5.3", "land/perennial_biomass/ipcc-2006", {"perennial_crop": "technology"}, _CROP),
    *_agroforestry(),
    *(
        Audit(
            CROPLAND_2019, "5.1", f"land/{file}/ipcc-2019", {"climate": f"={our_climate}", **keys}, _SYSTEM,
            where={"region": f"Climate {climate}"},
        )
        for climate, our_climate in (("Tropical", "tropical_montane"), ("Temperate", "warm_temperate_moist"))
        for file, keys in (("crop_growth", {"perennial_crop": "technology"}), ("hedgerow_growth", {}))
    ),
    *(
        Audit(CROPLAND_2019, "5.3", f"land/{file}/ipcc-2019", by_value=True)
        for file in ("crop_growth", "crop_carbon_maximum", "crop_carbon_mean")
    ),
    Audit(GRASSLAND, "6.1", "land/grassland_root_ratio/ipcc-2006", by_value=True),
    Audit(SETTLEMENTS, "8.1", "land/crown_growth/ipcc-2006", {"crown_region": "region"}, {"Australia": "australia"}),
    Audit(SETTLEMENTS, "8.2", "land/urban_tree_growth/ipcc-2006", {"urban_tree": "condition"}, _TREE),
    *(
        Audit(
            SETTLEMENTS, "8.3", f"land/{file}/ipcc-2006", {"natural_vegetation": "condition"},
            {f"Potential Natural Vegetation (PNV): {name}": name.lower() for name in ("Forest", "Grassland", "Desert")},
        )
        for file in ("tree_cover", "greenspace_share", "greenspace_canopy")
    ),
    Audit(SETTLEMENTS_2019, "8.1", "land/crown_growth/ipcc-2019", by_value=True),
    Audit(SETTLEMENTS_2019, "8.2", "land/urban_tree_growth/ipcc-2019", by_value=True),
    Audit(WOOD, "12.3", "land/wood_growth_before/ipcc-2006", {"area": "region"}, _GROWTH_REGION),
    Audit(
        WOOD_2019, "12.1", "land/wood_product_carbon/ipcc-2019", {"wood_product": "product"}, _PRODUCT,
        parameter="c_conversion_factor",
    ),
    Audit(
        WOOD_2019, "12.1", "land/paper_carbon/ipcc-2019", parameter="c_conversion_factor",
        where={"product": "paper_and_paperboard_aggregate"},
    ),
    Audit(WOOD_2019, "12.2", "land/wood_feedstock_carbon/ipcc-2019", by_value=True),
    Audit(WOOD_2019, "12.2", "land/wood_fibre_carbon/ipcc-2019", by_value=True),
    Audit(WOOD_2019, "12.3", "land/wood_half_life/ipcc-2019", {"wood_product": "product"}, _PRODUCT),
    Audit(WOOD_2019, "12.3", "land/paper_half_life/ipcc-2006", where={"product": "paper_and_paperboard"}),
)  # fmt: skip
