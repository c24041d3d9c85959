"""Volumes 4 and 5, livestock nitrogen: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER, CHAPTER_2019 = "2006_vol4_ch10", "2019_vol4_ch10"
_ANIMALS = {
    "Dairy Cattle": "dairy_cattle", "Dairy Cows": "dairy_cattle", "Other Cattle": "other_cattle", "Buffalo": "buffalo",
    "Swine": "swine", "Swine (Market)": "market_swine", "Swine (Breeding)": "breeding_swine", "Poultry": "poultry",
    "Hens (equal or > 1 yr)": "layers", "Pullets": "pullets", "Other Chickens": "other_chickens",
    "Broilers": "broilers", "Turkeys": "turkeys", "Ducks": "ducks", "Sheep": "sheep", "Goats": "goats",
    "Horses (and mules, asses)": "horses", "Horses": "horses", "Camels": "camels", "Mink and Polecat": "mink",
    "Rabbits": "rabbits", "Fox and Racoon": "fox",
    # how manure is managed, 2019
    "Dairy cows": "dairy_cattle", "Other cattle": "other_cattle", "Buffalo Dairy": "buffalo",
    "Buffalo Non-Dairy": "buffalo", "Sheep - Meat": "sheep", "Sheep - Dairy": "sheep", "Chickens-Layer": "layers",
    "Chickens-Broiler": "broilers", "Poultry-Low productivity": "poultry", "Ostrich (Emu)": "ostrich",
    "Deer and reindeer": "deer", "Rabbits and Fur-bearing animals": "rabbits",
    **{f"Growing Swine ({p} productivity)": "market_swine" for p in ("high", "low")},
    **{f"Breeding Swine ({p} productivity)": "breeding_swine" for p in ("high", "low")},
}  # fmt: skip
_AREAS = {
    "North America": "north_america", "Western Europe": "western_europe", "Eastern Europe": "eastern_europe",
    "Eastern Europe (including Russia)": "eastern_europe", "Russian Federation": "russian_federation",
    "Oceania": "oceania", "Latin America": "latin_america", "Latin America and the Caribbean": "latin_america",
    "Africa": "africa", "Sub-Saharan Africa": "africa", "Middle East": "middle_east",
    "Near East (Middle East) and North Africa": "middle_east", "Asia": "asia",
    "East Asia and South-East Asia (Asia)": "asia", "East Asia and South-East Asia": "asia",
    "Indian subcontinent": "indian_subcontinent", "South Asia (Indian subcontinent)": "indian_subcontinent",
    "North America, Russian Federation, Western Europe, Eastern E": "any", "None": "any",
    **{
        f"{name} ({level} productivity systems)": area
        for name, area in (
            ("Latin America", "latin_america"), ("Asia", "asia"), ("Africa", "africa"), ("Middle East", "middle_east"),
            ("Indian subcontinent", "indian_subcontinent"),
        )
        for level in ("high", "low")
    },
}  # fmt: skip
_LOSS_GROUPS = {
    "dairy_cow": "dairy_cattle", "Dairy Cows": "dairy_cattle", "Swine": "swine", "Poultry": "poultry",
    "Other Cattle": "other_cattle", "Other animals": "other",
}  # fmt: skip
_SYSTEMS = {
    # Tables 10.21 to 10.23 of 2006, and 10.21 of 2019
    "anaerobic_lagoon": "uncovered_lagoon", "uncovered_anaerobic_lagoon": "uncovered_lagoon",
    "pit_storage": "pit_storage_short", "with_litter": "poultry_with_litter", "without_litter": "poultry_without_litter",
    "liquid_slurry_with_crust": "liquid_slurry_crust", "liquid_slurry_without_crust": "liquid_slurry_no_crust",
    "deep_bedding_no_mixing": "deep_bedding", "deep_bedding_active_mixing": "deep_bedding_mixed",
    "composting_in_vessel": "composting_vessel", "composting_intensive_windrow": "composting_intensive",
    "composting_passive_windrow": "composting_passive", "aerobic_treatment_natural": "aerobic_natural",
    "aerobic_treatment_forced": "aerobic_forced", "composting_static_pile_forced_aeration": "composting_static_pile",
    "solid_storage_bulking_agent": "solid_storage_bulking", "solid_storage_covered_compacted": "solid_storage_covered",
    # Table 10.22 of 2019
    "Uncovered anaerobic lagoon": "uncovered_lagoon", "Liquid/Slurry (with natural crust cover)": "liquid_slurry_crust",
    "Liquid/Slurry (without natural crust cover)": "liquid_slurry_no_crust",
    "Liquid/Slurry (with cover)": "liquid_slurry_cover", "Pit storage below animal confinements": "pit_storage_short",
    "Solid storage (additives)": "solid_storage_additives", "Anaerobic digester": "anaerobic_digester",
    "Cattle and swine deep bedding": "deep_bedding", "Composting (In-Vessel)": "composting_vessel",
    "Composting (Static Pile)": "composting_static_pile", "Composting (Intensive Windrow)": "composting_intensive",
    "Composting (Passive Windrow)": "composting_passive", "Solid storage": "solid_storage",
    "Aerobic treatment (Forced aeration systems)": "aerobic_forced",
    "Solid storage (bulking agent addition)": "solid_storage_bulking",
    # Tables 10A.6 to 10A.9
    "Anaerobic lagoon": "uncovered_lagoon", "Liquid/Slurry": "liquid_slurry", "Dry lot": "dry_lot",
    "Pasture/Range/Paddock": "pasture", "Pasture": "pasture", "Daily spread": "daily_spread",
    "Anaerobic Digester": "anaerobic_digester", "Peat<1 month": "pit_storage_short",
    "Peat>1 month": "pit_storage_long", "Peat >1 month": "pit_storage_long", "Pit >1 month": "pit_storage_long",
    "Other (Poultry manure with litter)": "poultry_with_litter",
    "Burned for fuel. The emissions associated with the burning o": "burned_for_fuel",
}  # fmt: skip
_STAGES = {
    "Swine (Nursery from 4 to 7 kg)": "nursery_4_7", "Swine (Nursery from 7 to 20 kg)": "nursery_7_20",
    "Swine (Grower from 20 to 40 kg)": "grower_20_40", "Swine (Grower from 40 to 80 kg)": "grower_40_80",
    "Swine (Finisher from 80 to 120 kg)": "finisher_80_120",
}  # fmt: skip
_EMITTED, _LEACHED = (
    "Nitrogen loss due to volatilisation of NH3 and NOx from manure managem",
    "Nitrogen loss due to leaching/runoff from manure management (Fracleach",
)
_NAMES = {**_ANIMALS, **_AREAS, **_SYSTEMS}
#: Tables of shares: productivity, milked animals and, where not all rows are of the kind, the collection's name.
_SHARES = (
    ("10A.6", "any", "any", ""), ("10A.6", "any", "yes", "Buffalo Dairy"), ("10A.8", "any", "any", ""),
    ("10A.8", "any", "yes", "Sheep - Dairy"), ("10A.9", "any", "any", ""),
    ("10A.9", "low", "any", "Poultry-Low productivity"),
    *(("10A.7", level, "any", f"{kind} Swine ({level} productivity)") for kind in ("Growing", "Breeding")
      for level in ("high", "low")),
)  # fmt: skip

LIVESTOCK_NITROGEN: Sequence[Audit] = (
    Audit(CHAPTER, "10.19", "agriculture/nitrogen_excretion_rate/ipcc-2006", {"animal": "condition", "area": "region"}, _NAMES),
    Audit(CHAPTER, "10.19", "agriculture/nitrogen_excretion/ipcc-2006", {"animal": "condition"}, _NAMES),
    Audit(CHAPTER, "10.20", "agriculture/nitrogen_retained/ipcc-2006", {"animal": "condition"}, _NAMES),
    Audit(CHAPTER, "10.21", "agriculture/manure_n2o/ipcc-2006", {"system": "system"}, _SYSTEMS),
    *(
        Audit(
            CHAPTER, table, f"agriculture/{file}/ipcc-2006", {"loss_group": "animal", "system": "system"},
            {**_SYSTEMS, **_LOSS_GROUPS},
        )
        for table, file in (("10.22", "manure_volatilised"), ("10.23", "manure_lost"))
    ),
    # The collection writes animal, weight and productivity as one text.
    Audit(CHAPTER_2019, "10.19", "agriculture/nitrogen_excretion_rate/ipcc-2019", by_value=True),
    Audit(CHAPTER_2019, "10.19", "agriculture/nitrogen_excretion/ipcc-2019", by_value=True),
    Audit(CHAPTER_2019, "10.20", "agriculture/nitrogen_retained/ipcc-2019", {"animal": "condition"}, _NAMES),
    Audit(CHAPTER_2019, "10.20B", "agriculture/body_nitrogen/ipcc-2019", {"growth_stage": "condition"}, _STAGES),
    Audit(CHAPTER_2019, "10.21", "agriculture/manure_n2o/ipcc-2019", {"system": "system"}, _SYSTEMS),
    *(
        Audit(
            CHAPTER_2019, "10.22", f"agriculture/{file}/ipcc-2019",
            {"loss_group": "condition", "system": "technology", "manure_runoff": "=open"},
            {**_SYSTEMS, **_LOSS_GROUPS}, where={"what": what},
        )
        for file, what in (("manure_volatilised", _EMITTED), ("manure_leached", _LEACHED))
    ),
    Audit(CHAPTER_2019, "10.23", "agriculture/manure_n2_ratio/ipcc-2019"),
    *(
        Audit(
            CHAPTER_2019, "10A.1", "agriculture/nitrogen_retained/ipcc-2019",
            {"animal": "=dairy_cattle", "area": "region", "productivity": f"={level}"}, _NAMES,
        )
        for level in ("any", "high", "low")
    ),
    *(
        Audit(
            CHAPTER_2019, table, "agriculture/manure_system_share/ipcc-2019",
            {
                "animal": "condition", "area": "region", "system": "technology", "productivity": f"={level}",
                "milked": f"={milked}",
            },
            _NAMES, where={"condition": kind} if kind else {},
        )
        for table, level, milked, kind in _SHARES
    ),
)  # fmt: skip
