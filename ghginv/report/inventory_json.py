"""`inventory.json`: totals, intensities and completeness by year, for programs."""

from __future__ import annotations

import json
from math import fsum
from typing import Any

from ghginv.engine.quality import DOUBTS
from ghginv.engine.summary import Summary
from ghginv.engine.totals import ACROSS, GASES, SECTORS
from ghginv.report.captured import captured_data
from ghginv.report.energy import energy_data

SCHEMA = "ghginv-inventory-1"


def document(summary: Summary) -> dict[str, Any]:
    """The content of the file, plain data in a fixed order."""
    results = summary.results
    inventory = results.inventory
    return {
        "schema": SCHEMA,
        "name": {"en": inventory.name.en, "zh": inventory.name.zh},
        "region": inventory.region,
        "guideline": inventory.guideline,
        "gwp_set": inventory.gwp,
        "years": {str(year): _year(summary, year) for year in inventory.years},
        "problems": [
            {
                "code": problem.code,
                "level": problem.level,
                "file": problem.place.file if problem.place else None,
                "line": problem.place.line if problem.place else None,
                "message": {"en": problem.message("en"), "zh": problem.message("zh")},
            }
            for problem in results.problems
        ],
    }


def _year(summary: Summary, year: int) -> dict[str, Any]:
    totals, quality, coverage = summary.totals[year], summary.quality[year], summary.coverage[year]
    return {
        "total_with_lulucf_t": totals.total(lulucf=True),
        "total_without_lulucf_t": totals.total(lulucf=False),
        "by_sector_t": {sector: totals.sector(sector) for sector in SECTORS},
        "by_gas_t": {gas: totals.gas(gas) for gas in GASES},
        "by_gas_without_lulucf_t": {gas: totals.gas(gas, lulucf=False) for gas in GASES},
        "by_sector_gas_t": {
            sector: {gas: totals.by_sector_gas.get((sector, gas)) for gas in GASES} for sector in SECTORS
        },
        "memo_t": {name: fsum(gases.values()) for name, gases in sorted(totals.memo.items())},
        "memo_by_gas_t": {name: dict(sorted(gases.items())) for name, gases in sorted(totals.memo.items())},
        "direct_and_indirect_t": {
            "direct_without_lulucf": totals.total(lulucf=False),
            "direct_with_lulucf": totals.total(lulucf=True),
            **{name: totals.across(name) for name in ACROSS},
        },
        **energy_data(summary, year),
        **captured_data(summary, year),
        "intensities": summary.intensities[year],
        "completeness": coverage.as_data(),
        "quality": {doubt: {"count": quality.count[doubt], "share_of_total": quality.share[doubt]} for doubt in DOUBTS},
        "reported": [
            {
                "id": r.id,
                "compares": r.compares,
                "unit": r.unit,
                "reported": r.value,
                "ours": r.ours,
                "difference": r.difference,
                "intensities_from_reported": dict(r.derived),
            }
            for r in summary.reported[year]
        ],
    }


def text(summary: Summary) -> str:
    """The whole file."""
    return json.dumps(document(summary), ensure_ascii=False, indent=2) + "\n"
