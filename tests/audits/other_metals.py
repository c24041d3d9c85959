"""Volume 3, aluminium, magnesium, lead, zinc and rare earths: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_4, REFINED = "2006_vol3_ch04", "2019_vol3_ch04"
_CELLS = {
    "CWPB": "cwpb", "SWPB": "swpb", "VSS": "vss", "HSS": "hss",
    "PFPBL": "pfpb_l", "PFPBM": "pfpb_m", "PFPBMW": "pfpb_mw",
    "prebake": "cwpb", "soderberg": "vss",
}  # fmt: skip
_CELL, _CELL_AND_GAS = {"cell": "technology"}, {"cell": "technology", "gas": "gas"}
_LEAD = {
    "imperial_smelt_furnace": "imperial_smelting", "secondary_raw_materials": "secondary_treatment",
    "default_80isf_20ds": "unspecified",
}  # fmt: skip
_MATERIALS = {"eaf_carbon_electrodes": "carbon_electrodes"}
_METALS = {"re_iron_alloys": "dysprosium_iron", "other_re_metals": "any"}

OTHER_METALS: Sequence[Audit] = (
    Audit(CHAPTER_4, "4.10", "ippu/aluminium_co2/ipcc-2006", _CELL, _CELLS),
    Audit(CHAPTER_4, "4.15", "ippu/aluminium_pfc/ipcc-2006", _CELL_AND_GAS, _CELLS),
    Audit(CHAPTER_4, "4.16", "ippu/aluminium_slope/ipcc-2006", _CELL, _CELLS, parameter="slope_coefficient"),
    Audit(
        CHAPTER_4, "4.16", "ippu/aluminium_c2f6_per_cf4/ipcc-2006", _CELL, _CELLS, parameter="weight_fraction_c2f6_cf4"
    ),
    Audit(
        CHAPTER_4, "4.16", "ippu/aluminium_overvoltage/ipcc-2006", _CELL, _CELLS, parameter="overvoltage_coefficient"
    ),
    Audit(CHAPTER_4, "4.19", "ippu/magnesium_co2/ipcc-2006", {"carbonate": "raw_material"}),
    Audit(CHAPTER_4, "4.20", "ippu/magnesium_sf6/ipcc-2006", {"process": "=any"}),
    Audit(CHAPTER_4, "4.21", "ippu/lead_co2/ipcc-2006", {"process": "process"}, _LEAD),
    Audit(CHAPTER_4, "4.22", "ippu/lead_material_carbon/ipcc-2006", {"material": "material"}, _MATERIALS),
    Audit(CHAPTER_4, "4.24", "ippu/zinc_co2/ipcc-2006", {"process": "process"}, {"default": "unspecified"}),
    Audit(
        REFINED,
        "4.15",
        "ippu/aluminium_high_voltage/ipcc-2019",
        _CELL_AND_GAS,
        _CELLS,
        parameter="emission_factor_hvae",
    ),
    Audit(REFINED, "4.15", "ippu/aluminium_low_voltage/ipcc-2019", _CELL, _CELLS, parameter="emission_factor_lvae"),
    Audit(REFINED, "4.16", "ippu/aluminium_slope/ipcc-2019", _CELL, _CELLS, parameter="slope_coefficient"),
    Audit(
        REFINED, "4.16", "ippu/aluminium_c2f6_per_cf4/ipcc-2019", _CELL, _CELLS, parameter="weight_fraction_c2f6_cf4"
    ),
    Audit(REFINED, "4.26", "ippu/rare_earth_co2/ipcc-2019"),
    Audit(REFINED, "4.28", "ippu/rare_earth_pfc/ipcc-2019", {"rare_earth": "metal", "gas": "gas"}, _METALS),
)
"""How a row of a collection of IPCC defaults is found in our factor tables."""
