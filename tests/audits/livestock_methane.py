"""Volume 4, Chapter 10, livestock methane: which factor table holds which printed table.

The collection names animals, regions and climates of most of these tables in free text; rows are matched by value.
"""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER, CHAPTER_2019 = "2006_vol4_ch10", "2019_vol4_ch10"


def _by_value(chapter: str, guideline: str, tables: dict[str, tuple[str, ...]]) -> list[Audit]:
    return [
        Audit(chapter, table, f"agriculture/{file}/ipcc-{guideline}", by_value=True)
        for table, files in tables.items()
        for file in files
    ]


_ENTERIC = [
    *_by_value(CHAPTER, "2006", {
        "10.2": ("feed_digestibility",), "10.4": ("maintenance_energy", "lactating_energy"),
        "10.5": ("activity_share", "activity_energy"), "10.6": ("growth_constant", "growth_slope"),
        "10.7": ("pregnancy_factor",), "10.8": ("diet_energy",), "10.11": ("enteric_ch4",),
        "10.12": ("methane_conversion",), "10.13": ("methane_conversion",),
    }),
    *_by_value(CHAPTER_2019, "2019", {
        "10.2": ("feed_digestibility",), "10.4": ("maintenance_energy",),
        "10.6": ("growth_constant", "growth_slope"), "10.8": ("forage_intake",), "10.10": ("enteric_ch4",),
        "10.11": ("enteric_ch4",), "10.12": ("methane_conversion", "methane_yield"), "10.13": ("methane_conversion",),
        "10A.2": ("enteric_ch4",), "10A.3": ("enteric_ch4",), "10A.4": ("enteric_ch4",),
    }),
    # What the Refinement leaves as it was stands in the sets of 2006.
    *_by_value(CHAPTER_2019, "2006", {
        "10.2": ("feed_digestibility",), "10.4": ("maintenance_energy", "lactating_energy"),
        "10.5": ("activity_share", "activity_energy"), "10.6": ("growth_constant", "growth_slope"),
        "10.7": ("pregnancy_factor",), "10.8A": ("diet_energy",),
    }),
]  # fmt: skip
_SITUATIONS = {
    "Feeding situation: Housed ewes - Animals are confined due to": "housed_ewes",
    "Feeding situation: Lowland goats - Animals walk and graze in": "lowland_goats",
    "Feeding situation: Hill and mountain goats - Animals graze i": "hill_goats",
}
_ENTERIC += [
    Audit(
        CHAPTER_2019, "10.5", "agriculture/activity_energy/ipcc-2019", {"feeding_situation": f"={situation}"},
        where={"technology": said},
    )
    for said, situation in _SITUATIONS.items()
]  # fmt: skip
_GROUPS = {"developed": "developed", "developing": "developing"}
_ENTERIC.append(
    Audit(
        CHAPTER, "10.10", "agriculture/enteric_ch4/ipcc-2006", {"animal": "animal", "economy": "country_group"}, _GROUPS
    )
)
_MANURE = [
    *_by_value(CHAPTER, "2006", {
        "10.14": ("manure_ch4",), "10.15": ("manure_ch4",), "10.16": ("manure_ch4",), "10.17": ("manure_mcf",),
    }),
    *_by_value(CHAPTER_2019, "2019", {
        "10.13A": ("manure_solids_rate",),
        "10.15": ("manure_ch4_head",), "10.16": ("methane_capacity", "system_capacity"), "10.17": ("manure_mcf",),
        "10A.11": ("manure_mcf",),
    }),
]  # fmt: skip
# Volatile solids and capacity of these animals are those of Table 10A-9 of 2006.
_MANURE += _by_value(CHAPTER_2019, "2006", {"10.15": ("manure_solids", "methane_capacity")})
_MANURE += [
    Audit(
        CHAPTER_2019, "10.14", f"agriculture/manure_ch4_{level.lower()}/ipcc-2019", by_value=True,
        where={"condition": f"{animal}. {level} productivity"},
    )
    for level in ("High", "Low")
    for animal in (
        "Dairy cows", "Other cattle", "Growing and Breeding Swine", "Poultry", "Sheep", "Goats", "Camels", "Horses",
        "Mules/Asses",
    )
]  # fmt: skip
_MANURE.append(
    Audit(
        CHAPTER_2019, "10.14", "agriculture/manure_ch4_low/ipcc-2019", by_value=True,
        where={"condition": "All Animal Species. High and Low productivity"},
    )
)  # fmt: skip
LIVESTOCK_METHANE: Sequence[Audit] = (*_ENTERIC, *_MANURE)
