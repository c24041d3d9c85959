"""`manifest.json`: what a result was made from, so that another can be compared with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from ghginv import __version__
from ghginv.engine.quality import origins_of
from ghginv.engine.results import Results
from ghginv.library import Found

SCHEMA = "ghginv-manifest-1"


def text(results: Results, outputs: Mapping[str, bytes]) -> str:
    """Hashes of every input file, of every factor row in use, and of the other output files."""
    inventory = results.inventory
    document = {
        "schema": SCHEMA,
        "ghginv": __version__,
        "guideline": inventory.guideline,
        "gwp_set": inventory.gwp,
        "inputs": {
            path.relative_to(inventory.folder).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in inventory.files
        },
        "factors": {name: _row_hash(found) for name, found in sorted(factors_in_use(results).items())},
        "outputs": {name: sha256(content).hexdigest() for name, content in outputs.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def factors_in_use(results: Results) -> dict[str, Found]:
    """Every factor row behind a result, by its identity."""
    found = {}
    for emission in results.emissions:
        for record in range(len(emission.calculated.planned.records)):
            for year in range(len(results.inventory.years)):
                for _, origin in origins_of(emission, year, record):
                    if origin.found is not None:
                        found[origin.text] = origin.found
    return found


def _row_hash(found: Found) -> str:
    row = found.row
    content = [row.value, row.low, row.high, row.unit or found.table.unit, row.checked]
    return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
