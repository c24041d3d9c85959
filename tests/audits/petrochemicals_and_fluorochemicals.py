"""Volume 3, petrochemicals and fluorochemicals: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER = "2006_vol3_ch03"
_CO2 = "ippu/petrochemical_co2/ipcc-2006"
_CH4 = "ippu/petrochemical_ch4/ipcc-2006"
_BY_MASS = "ippu/petrochemical_feedstock/ipcc-2006"
_REFORMING = {
    "conventional_steam_reforming_without_primary_reformer": "gas_reforming",
    "conventional_steam_reforming_with_primary_reformer": "gas_reforming_two_stage",
    "conventional_steam_reforming_with_integrated_ammonia": "gas_reforming_with_ammonia",
}
_PARTS = {"process_feedstock": "process", "noncombustion_process_vent": "process", "primary": "process"} | {
    "supplemental_fuel": "fuel", "combustion": "fuel", "secondary": "fuel",
}  # fmt: skip
_TREATMENTS = {"no_thermal_treatment": "none", "thermal_treatment": "thermal"}
_SECONDARY = {
    "Secondary Product: Acetonitrile": "acetonitrile", "Secondary Product: Hydrogen Cyanide": "hydrogen_cyanide",
}  # fmt: skip
_RECOVERY = {
    "secondary_products_burned_or_flared": "by_products_burned", "acetonitrile_burned_or_flared": "acetonitrile_burned",
    "acetonitrile_and_hcn_recovered": "by_products_recovered",
}  # fmt: skip
#: Methanol: the feedstock, and what the process is called with it.
_METHANOL = {
    "natural_gas": _REFORMING, "natural_gas_plus_co2": {"lurgi_conventional": "lurgi_conventional_with_co2"},
    "oil": {"partial_oxidation": "partial_oxidation_oil"}, "coal": {"partial_oxidation": "partial_oxidation_coal"},
    "lignite": {"partial_oxidation": "partial_oxidation_lignite"},
}  # fmt: skip
_CHLORINATED = {"edc": "ethylene_dichloride", "vcm": "vinyl_chloride"}
_PLANTS = {
    "old_unoptimised_plants": "old", "recent_design_not_optimised": "recent", "global_average_1978_1995": "global_1978_1995",
}  # fmt: skip

PETROCHEMICALS_AND_FLUOROCHEMICALS: Sequence[Audit] = (
    Audit(CHAPTER, "3.10", "ippu/petrochemical_carbon/ipcc-2006", {"substance": "substance"},
          {"vinyl_chloride_monomer": "vinyl_chloride"}),
    *(
        Audit(CHAPTER, "3.12", _CO2, {"product": "=methanol", "process": "process", "part": "=total"}, names,
              where={"feedstock": feedstock})
        for feedstock, names in _METHANOL.items()
    ),
    *(
        Audit(CHAPTER, "3.13", "ippu/petrochemical_feedstock_heat/ipcc-2006",
              {"product": "=methanol", "process": "process"}, names, where={"feedstock": feedstock})
        for feedstock, names in _METHANOL.items()
    ),
    Audit(CHAPTER, "3.14", "ippu/ethylene_co2/ipcc-2006", {"feedstock": "feedstock", "part": "scope"}, _PARTS),
    Audit(CHAPTER, "3.15", "ippu/ethylene_adjustment/ipcc-2006", {"area": "region"},
          {"north_south_america_australia": "americas_australia"}),
    Audit(CHAPTER, "3.16", "ippu/ethylene_ch4/ipcc-2006", {"feedstock": "feedstock"}),
    *(
        Audit(CHAPTER, "3.17", _CO2, {"product": f"={product}", "process": "process", "part": "scope"}, _PARTS,
              where={"basis": basis})
        for basis, product in _CHLORINATED.items()
    ),
    *(
        Audit(CHAPTER, "3.18", _BY_MASS, {"product": f"={product}", "process": "process"})
        for product in _CHLORINATED.values()
    ),
    Audit(CHAPTER, "3.19", _CH4, {"product": "=vinyl_chloride"}),
    *(
        audit
        for process in ("air", "oxygen")
        for selectivity in (70, 75, 80, 85)
        for audit in (
            Audit(CHAPTER, "3.20", _CO2,
                  {"product": "=ethylene_oxide", "process": f"={process}_{selectivity}", "part": "=total"},
                  parameter="emission_factor",
                  where={"process": process, "catalyst_selectivity": str(selectivity)}),
            Audit(CHAPTER, "3.20", _BY_MASS, {"product": "=ethylene_oxide", "process": f"={process}_{selectivity}"},
                  parameter="feedstock_consumption",
                  where={"process": process, "catalyst_selectivity": str(selectivity)}),
        )
    ),
    Audit(CHAPTER, "3.21", _CH4, {"product": "=ethylene_oxide", "treatment": "treatment"}, _TREATMENTS),
    Audit(CHAPTER, "3.22", _CO2, {"product": "=acrylonitrile", "process": "process", "part": "=total"}, _RECOVERY),
    Audit(CHAPTER, "3.23", _CO2, {"product": "=carbon_black", "process": "process", "part": "feedstock"}, _PARTS),
    Audit(CHAPTER, "3.24", _CH4, {"product": "=carbon_black", "treatment": "treatment"}, _TREATMENTS),
    Audit(CHAPTER, "3.26", "ippu/petrochemical_secondary/ipcc-2006",
          {"product": "=acrylonitrile", "substance": "technology"}, _SECONDARY),
    Audit(CHAPTER, "3.28", "ippu/hcfc_22/ipcc-2006", {"plant": "technology"}, _PLANTS),
    # Methanol and acrylonitrile, whose CH4 stands in the text.
    *(Audit(CHAPTER, "s3.9.2.2", _CH4, {"product": f"={product}"}) for product in ("methanol", "acrylonitrile")),
)  # fmt: skip
