"""What a user should know about results: what was not estimated and why, and where a declared fallback served."""

from __future__ import annotations

import numpy as np

from ghginv.engine.quality import inputs_of, origins_of
from ghginv.engine.results import Emission, Results
from ghginv.problems import Bilingual


def add_notices(results: Results, strict: bool) -> None:
    """Adds a notice for each record that is not estimated in some year and for each factor that is a fallback.

    Beside an error there are none: most would only repeat what follows from it. strict: factors that nobody checked
    are errors.
    """
    is_whole = not results.problems.has_errors
    told: set[tuple[str, str]] = set()
    for emission in results.emissions:
        for position, record in enumerate(emission.calculated.planned.records):
            if is_whole:
                _not_estimated(results, emission, position)
            for index in range(len(results.inventory.years)):
                if not emission.estimated[index, position]:
                    continue
                for name, origin in origins_of(emission, index, position):
                    if origin.found is None or (origin.text, origin.found.step) in told:
                        continue
                    told.add((origin.text, origin.found.step))
                    if origin.found.fallback and is_whole:
                        results.problems.add(
                            "factor-fallback", record.place, record=record.id, parameter=name, factor=origin.text,
                            step=origin.found.step,
                        )  # fmt: skip
                    if strict and origin.found.row.checked == "unchecked":
                        results.problems.add("unchecked-factor", record.place, record=record.id, factor=origin.text)


def _not_estimated(results: Results, emission: Emission, position: int) -> None:
    years = [year for i, year in enumerate(results.inventory.years) if not emission.estimated[i, position]]
    if not years:
        return
    planned = emission.calculated.planned
    missing = [
        name
        for name in inputs_of(emission.calculated, emission.step)
        if _unknown(emission, name, position, planned.block.years.index(years[0]))
    ]
    results.problems.add(
        "not-estimated", planned.records[position].place, record=planned.records[position].id,
        years=", ".join(map(str, years)), missing=", ".join(missing) or Bilingual("the year before", "上一年的数据"),
    )  # fmt: skip


def _unknown(emission: Emission, name: str, record: int, year: int) -> bool:
    known = emission.calculated.planned.block.columns[name].take_known(slice(record, record + 1))
    return not bool(np.all(known[..., min(year, known.shape[-3] - 1), 0, 0]))
