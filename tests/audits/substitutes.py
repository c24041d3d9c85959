"""Volume 3, substitutes: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_7 = "2006_vol3_ch07"
_FOAMS = {
    "product_life": "foam_lifetime",
    "first_year_loss": "foam_first_year_loss",
    "annual_loss": "foam_annual_loss",
    "max_end_of_life_loss": "foam_end_of_life_loss",
}
_FOAM = {"foam": "sub_application", "blowing_agent": "gas"}
_PRINTED = {
    "one_component_foam": "one_component",
    "xps_hfc134a": "extruded_polystyrene",
    "xps_hfc152a": "extruded_polystyrene",
    "extruded_pe": "extruded_polyethylene",
    "pu_disc_block_pipe_sections": "pu_discontinuous_block_pipe",
    "pu_disc_block_panels": "pu_discontinuous_block_panel",
    "pu_continuous_laminate_boardstock": "pu_continuous_laminate",
    "phenolic_disc_block": "phenolic_discontinuous_block",
    "phenolic_disc_laminate": "phenolic_discontinuous_laminate",
    "closed_cell_general": "closed_cell",
    # One printed row of several agents: any of ours that it stands for.
    "HFC-134a/HFC-152a": "HFC-134a",
    "HFC-245fa/HFC-365mfc/HFC-227ea": "HFC-245fa",
}
_USES = {
    "stand_alone_commercial": "standalone_commercial",
    "medium_large_commercial": "large_commercial",
    "residential_commercial_ac_heat_pumps": "stationary_ac",
}

# Every row of this chapter in the collection rests on one reading. Table 7.9 prints ranges, whose middle the collection
# puts in for a value; `refrigeration_charge` alone has that middle, for those who ask for it.
SUBSTITUTES: Sequence[Audit] = (
    *(
        Audit(CHAPTER_7, table, f"ippu/{file}/ipcc-2006", _FOAM, _PRINTED, parameter)
        for table in ("7.5", "7.6", "7.7")
        for parameter, file in _FOAMS.items()
    ),
    *(
        Audit(
            CHAPTER_7, "7.6", f"ippu/{file}/ipcc-2006", {"foam": "sub_application", "blowing_agent": "=HFC-152a"}, _PRINTED,
            parameter, {"sub_application": "xps_hfc152a"},
        )
        for parameter, file in _FOAMS.items()
    ),
    Audit(
        CHAPTER_7, "7.9", "ippu/refrigeration_charge/ipcc-2006",
        {"application": "sub_application", "range_point": "=middle"}, _USES, "charge",
    ),
)  # fmt: skip
