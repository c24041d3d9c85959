"""Volume 3, other products: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_8 = "2006_vol3_ch08"
_EQUIPMENT = {"equipment": "equipment", "practice": "region"}
_PRINTED = {
    "mv_switchgear_sealed": "sealed_pressure", "hv_switchgear_closed": "closed_pressure", "usa": "united_states",
}  # fmt: skip
_STAGES = {
    "manufacturing": "electrical_manufacture",
    "use": "electrical_use",
    "disposal": "electrical_remaining",
}
_ACCELERATORS = {
    "industrial_high_voltage": "high_voltage_accelerator",
    "industrial_low_voltage": "low_voltage_accelerator",
    "medical": "medical_accelerator",
    "university_research": "research_accelerator",
}
_ACCELERATOR = {"application": "accelerator"}

OTHER_PRODUCTS: Sequence[Audit] = (
    *(
        Audit(CHAPTER_8, table, f"ippu/{file}/ipcc-2006", _EQUIPMENT, _PRINTED, where={"phase": phase})
        for table in ("8.2", "8.3", "8.4")
        for phase, file in _STAGES.items()
    ),
    Audit(CHAPTER_8, "8.7", "ippu/awacs/ipcc-2006"),
    Audit(CHAPTER_8, "8.9", "ippu/sf6_charge/ipcc-2006", _ACCELERATOR, _ACCELERATORS),
    Audit(CHAPTER_8, "8.10", "ippu/sf6_loss/ipcc-2006", _ACCELERATOR, _ACCELERATORS),
    Audit(CHAPTER_8, "s8.3.2.4", "ippu/sf6_loss/ipcc-2006", _ACCELERATOR, _ACCELERATORS),
    Audit(
        CHAPTER_8, "eq8.24", "ippu/n2o_product_use/ipcc-2006", {"n2o_use": "use"}, {"medical_and_propellant": "medical"}
    ),
    Audit("2019_vol3_ch08", "8.11", "ippu/circuit_waterproofing/ipcc-2019", {"gas": "gas"}, {"CHF3": "HFC-23"}),
)
