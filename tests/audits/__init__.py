"""Which factor table holds which printed table of the guidelines, and how a collection of their defaults calls its rows."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit
from audits.chemicals import CHEMICALS
from audits.electronics import ELECTRONICS
from audits.energy import ENERGY
from audits.iron_and_steel import IRON_AND_STEEL
from audits.minerals import MINERALS
from audits.other_metals import OTHER_METALS
from audits.other_products import OTHER_PRODUCTS
from audits.petrochemicals_and_fluorochemicals import PETROCHEMICALS_AND_FLUOROCHEMICALS
from audits.substitutes import SUBSTITUTES

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
)
