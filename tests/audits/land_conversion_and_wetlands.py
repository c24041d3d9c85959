"""Volume 4, land conversion and wetlands: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_2, CHAPTER_2_2019 = "2006_vol4_ch02", "2019_vol4_ch02"
CHAPTER_5, CHAPTER_5_2019 = "2006_vol4_ch05", "2019_vol4_ch05"
CHAPTER_6, CHAPTER_7, CHAPTER_7_2019 = "2006_vol4_ch06", "2006_vol4_ch07", "2019_vol4_ch07"

_STANDS = {
    "broadleaf deciduous": "broadleaf_deciduous", "needleleaf evergreen": "needleleaf_evergreen",
    "Broadleaf deciduous": "broadleaf_deciduous", "Needleleaf evergreen": "needleleaf_evergreen",
    "All vegetation types": "all_vegetation",
}  # fmt: skip
_CLIMATES = {
    f"Climate: {label}": climate
    for label, climate in (
        ("Boreal, dry", "boreal_dry"), ("Boreal, moist", "boreal_moist"),
        ("Cold temperate, dry", "cool_temperate_dry"), ("Cold temperate, moist", "cool_temperate_moist"),
        ("Warm temperate, dry", "warm_temperate_dry"), ("Warm temperate, moist", "warm_temperate_moist"),
    )
}  # fmt: skip
_ZONES = {
    zone: zone.replace(" system", "").replace(" ", "_").lower()
    for zone in (
        "Boreal coniferous forest", "Boreal tundra woodland", "Polar", "Subtropical desert", "Subtropical humid forest",
        "Subtropical mountain system", "Subtropical steppe", "Temperate continental forest", "Temperate desert",
        "Temperate mountain system", "Temperate oceanic forest", "Temperate steppe", "Tropical dry forest",
        "Tropical moist forest", "Tropical mountain system", "Tropical rainforest",
    )
}  # fmt: skip
_GRASSLANDS = {
    "IPCC boreal - dry and wet": ("boreal_dry", "boreal_moist"),
    "IPCC cold temperate - dry": ("cool_temperate_dry",),
    "IPCC cold temperate - wet": ("cool_temperate_moist",),
    "IPCC warm temperate - dry": ("warm_temperate_dry",),
    "IPCC warm temperate - wet": ("warm_temperate_moist",),
    "IPCC tropical - dry": ("tropical_dry",),
    "IPCC tropical - moist and wet": ("tropical_moist", "tropical_wet"),
}  # fmt: skip
_RESERVOIRS = {
    "Boreal (aggregated from Boreal dry, Boreal moist, Polar dry": "boreal",
    "Cool temperate (aggregated from Cool temperate dry and Cool": "cool_temperate",
    "Warm temperate dry": "warm_temperate_dry", "Warm temperate moist": "warm_temperate_moist",
    "Tropical dry/montane": "tropical_dry_montane", "Tropical moist/wet": "tropical_moist_wet",
}  # fmt: skip
_WATERS = {
    "Waterbody type: Saline ponds": "saline_pond", "Waterbody type: Canals and ditches": "canal_or_ditch",
    "Waterbody type: Freshwater and brackish ponds": "freshwater_pond",
}  # fmt: skip
_PERENNIAL = {
    "Climate temperate (all moisture regimes)": "cool_temperate_moist", "Climate tropical, dry": "tropical_dry",
    "Climate tropical, moist": "tropical_moist", "Climate tropical, wet": "tropical_wet",
}  # fmt: skip

LAND_CONVERSION_AND_WETLANDS: Sequence[Audit] = (
    *(
        Audit(
            CHAPTER_2, "2.2", "land/litter_carbon/ipcc-2006", {"climate": "region", "litter_stand": "condition"},
            {**_STANDS, **_CLIMATES}, where={"region": region},
        )
        for region in _CLIMATES
    ),
    *(
        Audit(
            CHAPTER_2, "2.2", "land/litter_carbon/ipcc-2006",
            {"domain": f"={domain.lower()}", "litter_stand": "condition"}, _STANDS,
            where={"region": f"Climate: {domain}"},
        )
        for domain in ("Subtropical", "Tropical")
    ),
    *(
        Audit(
            CHAPTER_2_2019, "2.2", f"land/{table}/ipcc-2019", {"ecological_zone": "region", "litter_stand": "condition"},
            {**_STANDS, **_ZONES}, where={"pool": pool},
        )
        for table, pool in (("litter_carbon", "Litter (L)"), ("dead_wood_carbon", "Dead wood (DW)"))
    ),
    Audit(
        CHAPTER_5, "5.9", "land/first_year_crop_carbon/ipcc-2006", {"crop_after": "=annual_crops"},
        where={"region": "Crop type: annual cropland"},
    ),
    Audit(
        CHAPTER_5, "5.9", "land/first_year_crop_carbon/ipcc-2006", {"crop_after": "=perennial_crops", "climate": "region"},
        _PERENNIAL, where={"condition": "Crop type: perennial cropland"},
    ),
    Audit(
        CHAPTER_5_2019, "5.9", "land/first_year_crop_carbon/ipcc-2019", {"crop_after": "=annual_crops"},
        where={"technology": "Cropping system: Annual cropland"},
    ),
    *(
        Audit(CHAPTER_6, "6.4", "land/grassland_biomass/ipcc-2006", {"climate": f"={climate}"}, where={"region": region})
        for region, climates in _GRASSLANDS.items()
        for climate in climates
    ),
    *(
        Audit(
            CHAPTER_7, "7.6", "land/peat_n2o/ipcc-2006", {"warmth": f"={warmth}", "peat_type": f"={peat_type}"},
            where={"region": region},
        )
        for region, warmth, peat_type in (
            ("Boreal and Temperate", "temperate_boreal", "nutrient_rich"), ("Tropical climate", "tropical", "any"),
        )
    ),
    Audit(CHAPTER_7_2019, "7.12", "land/waterbody_ch4/ipcc-2019", {"waterbody": "technology"}, _WATERS),
    Audit(
        CHAPTER_7_2019, "7.14", "land/reservoir_soil_release/ipcc-2019", {"reservoir_zone": "region"}, _RESERVOIRS
    ),
)  # fmt: skip
