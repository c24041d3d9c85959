"""Which factor table holds which printed table of the guidelines, and how a collection of their defaults calls its rows."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit
from audits.chemicals import CHEMICALS
from audits.electronics import ELECTRONICS
from audits.energy import ENERGY
from audits.forest import FOREST
from audits.iron_and_steel import IRON_AND_STEEL
from audits.land_conversion_and_wetlands import LAND_CONVERSION_AND_WETLANDS
from audits.land_soils import LAND_SOILS
from audits.landfill import LANDFILL
from audits.livestock_methane import LIVESTOCK_METHANE
from audits.livestock_nitrogen import LIVESTOCK_NITROGEN
from audits.minerals import MINERALS
from audits.other_metals import OTHER_METALS
from audits.other_products import OTHER_PRODUCTS
from audits.petrochemicals_and_fluorochemicals import PETROCHEMICALS_AND_FLUOROCHEMICALS
from audits.rice_cropland_and_wood_products import RICE_CROPLAND_AND_WOOD_PRODUCTS
from audits.soils import SOILS
from audits.substitutes import SUBSTITUTES
from audits.wastewater_and_incineration import WASTEWATER_AND_INCINERATION

AUDITS: Sequence[Audit] = (
    *ENERGY,
    *MINERALS,
    *CHEMICALS,
    *PETROCHEMICALS_AND_FLUOROCHEMICALS,
    *IRON_AND_STEEL,
    *OTHER_METALS,
    *ELECTRONICS,
    *SUBSTITUTES,
    *OTHER_PRODUCTS,
    *LIVESTOCK_METHANE,
    *LIVESTOCK_NITROGEN,
    *SOILS,
    *RICE_CROPLAND_AND_WOOD_PRODUCTS,
    *FOREST,
    *LAND_SOILS,
    *LAND_CONVERSION_AND_WETLANDS,
    *LANDFILL,
    *WASTEWATER_AND_INCINERATION,
)
