"""Volume 3, iron and steel, ferroalloys: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_2006, CHAPTER_2019 = "2006_vol3_ch04", "2019_vol3_ch04"
_PRODUCTS = {
    "coke_oven": "coke", "dri": "direct_reduced_iron", "steel_bof": "bof_steel", "steel_eaf": "eaf_steel",
    "steel_ohf": "ohf_steel", "steel_global_average": "steel",
    "coke_with_by_product_recovery": "coke", "coke_without_by_product_recovery": "coke",
}  # fmt: skip
_RECOVERY = {"coke_with_by_product_recovery": "yes", "coke_without_by_product_recovery": "no"}
_MATERIALS = {
    "dri": "direct_reduced_iron", "eaf_carbon_electrodes": "carbon_electrodes", "purchased_pig_iron": "pig_iron",
}  # fmt: skip
_ALLOYS = {"fesi_65": "ferrosilicon_65", "fesi_75": "ferrosilicon_75", "fesi_90": "ferrosilicon_90"}
_OPERATIONS = {
    "batch_charging": "batch", "sprinkle_charging": "sprinkle", "sprinkle_charging_gt_750c": "sprinkle_hot",
}  # fmt: skip
_AGENTS = {
    "coal_for_fesi_and_si": ("coal", "silicon"), "coke_for_femn_simn": ("coke", "manganese"),
    "coke_for_si_fesi": ("coke", "silicon"), "prebaked_electrodes": ("prebaked_electrodes", "any"),
    "electrode_paste": ("electrode_paste", "any"), "petroleum_coke": ("petroleum_coke", "any"),
}  # fmt: skip
_CO2 = "ippu/iron_and_steel_co2"

IRON_AND_STEEL: Sequence[Audit] = (
    Audit(CHAPTER_2006, "4.1", f"{_CO2}/ipcc-2006", {"product": "process"}, _PRODUCTS),
    *(
        Audit(
            CHAPTER_2019, table, f"{_CO2}/ipcc-2019", {"product": "process", "by_product_recovery": f"={recovery}"},
            _PRODUCTS, where={} if process is None else {"process": process},
        )
        for table, process, recovery in (
            *(("4.1", process, recovery) for process, recovery in _RECOVERY.items()),
            ("4.1a", None, "any"),
            ("4.1b", None, "any"),
        )
    ),
    # The file is in grams per tonne, as coke is printed; sinter is printed in kilograms, and direct reduced iron per heat of
    # natural gas, with the factor of Volume 2.
    Audit(CHAPTER_2006, "4.2", "ippu/iron_and_steel_ch4/ipcc-2006", {"product": "process"}, where={"process": "coke"}),
    Audit(
        CHAPTER_2006, "4.2", "energy/combustion/ipcc-2006",
        {"fuel": "=natural_gas", "combustion_sector": "=manufacturing", "gas": "gas"}, where={"process": "dri"},
    ),
    Audit(CHAPTER_2006, "4.3", "ippu/iron_and_steel_carbon/ipcc-2006", {"material": "material"}, _MATERIALS),
    Audit(CHAPTER_2006, "4.5", "ippu/ferroalloy_co2/ipcc-2006", {"alloy": "alloy"}),
    *(
        Audit(
            CHAPTER_2006, "4.6", "ippu/ferroalloy_reductant/ipcc-2006",
            {"material": f"={material}", "alloy_group": f"={group}"}, where={"reducing_agent": agent},
        )
        for agent, (material, group) in _AGENTS.items()
    ),
    Audit(
        CHAPTER_2006, "4.7", "ippu/ferroalloy_ch4/ipcc-2006", {"alloy": "alloy", "furnace_operation": "=unknown"},
        _ALLOYS,
    ),
    Audit(
        CHAPTER_2006, "4.8", "ippu/ferroalloy_ch4/ipcc-2006",
        {"alloy": "alloy", "furnace_operation": "furnace_operation"}, {**_ALLOYS, **_OPERATIONS},
    ),
)  # fmt: skip
