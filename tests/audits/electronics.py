"""Volume 3, electronics: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHAPTER_6 = "2006_vol3_ch06"
_EMITTED, _FORMED = "ippu/electronics_emitted_share/ipcc-2006", "ippu/electronics_by_product/ipcc-2006"
_ETCH = "Process type: Etch"
_ETCH_MIXED = "Process type: Etch (including multi-gas etch processes)"
_NAMES = {
    "Cf4": "CF4", "C-C4F8": "c-C4F8", "Hfc-23": "HFC-23", "CHF3": "HFC-23",
    "Nitrogen Trifluoride": "NF3", "Sulphur Hexafluoride": "SF6",
    "tft_fpd": "flat_panel", "pv": "photovoltaic",
    _ETCH: "etching", _ETCH_MIXED: "etching", "Process type: Etch; An in-situ NF3 cleaning process that is": "etching",
    'See "Comments from data provider"': "not_distinguished",
}  # fmt: skip
#: What is formed, in the collection's words, and from which gas: it says so only in its units.
_BY_PRODUCTS = (("Cf4", _ETCH_MIXED, "C2F6"), ("Cf4", _ETCH, "c-C4F8"), ("C2F6", _ETCH_MIXED, "C4F6"),
                ("C2F6", _ETCH, "c-C4F8"))  # fmt: skip

ELECTRONICS: Sequence[Audit] = (
    Audit(CHAPTER_6, "6.2", "ippu/electronics_area/ipcc-2006", {"industry": "sector", "gas": "gas"}, _NAMES),
    Audit(
        CHAPTER_6, "6.2", "ippu/heat_transfer_fluid/ipcc-2006",
        {"industry": "=semiconductor", "basis": "=area", "gas": "gas"}, where={"sector": "heat_transfer_fluid"},
    ),
    Audit(
        CHAPTER_6, "6.3", _EMITTED, {"industry": "=semiconductor", "process": "technology", "species": "gas"}, _NAMES
    ),
    *(
        Audit(
            CHAPTER_6, "6.3", _FORMED,
            {"industry": "=semiconductor", "process": "=etching", "species": f"={species}", "by_product": "gas"}, _NAMES,
            where={"gas": formed, "technology": technology},
        )
        for formed, technology, species in _BY_PRODUCTS
    ),
    Audit(
        CHAPTER_6, "6.5", _EMITTED, {"industry": "=photovoltaic", "process": "technology", "species": "gas"}, _NAMES
    ),
    *(
        Audit(
            CHAPTER_6, "6.6", "ippu/electronics_removal/ipcc-2006", {"abatement": f"={how}", "species": "gas"}, _NAMES,
            parameter=parameter,
        )
        for parameter, how in (("destruction_efficiency", "destruction"), ("capture_efficiency", "capture"))
    ),
)  # fmt: skip
