"""Volume 3, minerals and non-energy products: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_2, CHAPTER_5 = "2006_vol3_ch02", "2006_vol3_ch05"
_CARBONATES = {"calcite_aragonite": "calcite", "sodium_carbonate": "soda_ash"}
_LIME = {"dolomitic_low_tech": "dolomitic"}
_GLASS = {
    "fiberglass_e_glass": "fibre_e_glass", "fiberglass_insulation": "fibre_insulation",
    "specialty_tv_panel": "tv_panel", "specialty_tv_funnel": "tv_funnel", "specialty_tableware": "tableware",
    "specialty_lab_pharma": "laboratory", "specialty_lighting": "lighting",
}  # fmt: skip
_LIME_BY = {"high_calcium": "any", "dolomitic": "developed", "dolomitic_low_tech": "developing", "hydraulic": "any"}
_WAXES = {"paraffin_wax": "paraffin_waxes", "total_lubricants": "lubricants"}

MINERALS: Sequence[Audit] = (
    Audit(CHAPTER_2, "2.1", "ippu/carbonate/ipcc-2006", {"carbonate": "carbonate"}, _CARBONATES),
    Audit(
        CHAPTER_2, "eq2.4", "ippu/clinker/ipcc-2006", {"clinker_type": "=any"},
        parameter="emission_factor_clinker_uncorrected",
    ),
    Audit(CHAPTER_2, "eq2.4", "ippu/clinker_with_dust/ipcc-2006", parameter="emission_factor_clinker_with_ckd"),
    Audit(CHAPTER_2, "eq2.5", "ippu/cement_kiln_dust/ipcc-2006"),
    Audit(CHAPTER_2, "2.3", "ippu/clinker_cao/ipcc-2006"),
    *(
        Audit(
            CHAPTER_2, "2.4", f"ippu/{file}/ipcc-2006", {"lime_type": "lime_type", "economy": f"={economy}"}, _LIME,
            parameter=parameter, where={"lime_type": lime_type},
        )
        for file, parameter in (
            ("lime", "emission_factor"),
            ("lime_co2_ratio", "stoichiometric_ratio"),
            ("lime_oxide", "cao_or_caomgo_content"),
        )
        for lime_type, economy in _LIME_BY.items()
    ),
    Audit(CHAPTER_2, "eq2.6", "ippu/lime_kiln_dust/ipcc-2006", parameter="lkd_correction_factor"),
    Audit(CHAPTER_2, "eq2.13", "ippu/glass/ipcc-2006", {"glass_type": "=unspecified"}, parameter="emission_factor"),
    Audit(CHAPTER_2, "2.6", "ippu/glass/ipcc-2006", {"glass_type": "glass_type"}, _GLASS, parameter="emission_factor"),
    Audit(
        CHAPTER_2, "2.6", "ippu/glass_cullet/ipcc-2006", {"glass_type": "glass_type"}, _GLASS,
        parameter="cullet_ratio_range",
    ),
    *(
        Audit(CHAPTER_2, "s2.5", "ippu/carbonate_content/ipcc-2006", {"carbonate": f"={member}"}, parameter=parameter)
        for parameter, member in (("carbonate_content_of_clay", "clay"), ("limestone_purity", "limestone"))
    ),
    *(
        Audit(
            CHAPTER_5, table, "ippu/oxidised_during_use/ipcc-2006", {"fuel": "product"}, _WAXES,
            where={"product": product},
        )
        for table, product in (("5.2", "total_lubricants"), ("s5.3", "paraffin_wax"))
    ),
    *(
        Audit(
            CHAPTER_5, "5.2", "ippu/oxidised_during_use_by_product/ipcc-2006", {"product": "product"},
            where={"product": product},
        )
        for product in ("lubricating_oil", "grease")
    ),
    Audit(CHAPTER_5, "s5.2", "energy/carbon_content/ipcc-2006", {"fuel": "product"}),
)  # fmt: skip
