"""`emissions.csv`: a row for each activity, gas and year."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from ghginv.engine.quality import origins_of
from ghginv.engine.results import Results, Row
from ghginv.library import Found

COLUMNS = (
    "region", "year", "sector", "category", "record", "method", "tier", "gas", "emission_t", "gwp", "co2e_t", "memo",
    "notation_key", "factor_ids", "source", "file", "line", "assumption",
    "fallbacks",
)  # fmt: skip
#: The kind of number in columns of numbers, as pandas names it: whole, or with decimals; either may be missing.
NUMBERS = dict.fromkeys(("year", "tier", "line"), "Int64") | dict.fromkeys(("emission_t", "gwp", "co2e_t"), "Float64")


def table(results: Results) -> Iterator[dict[str, str | int | float | None]]:
    """The rows, as numbers and text by column; None where nothing was estimated or the figure is withheld."""
    inventory = results.inventory
    for row in results.rows():
        record, statement = row.record, row.statement
        withheld = row.notation == "C"
        factors = factors_of(row)
        place = record.place if record is not None else statement.place if statement is not None else None
        yield {
            "region": inventory.region,
            "year": row.year,
            "sector": inventory.library.categories.sector(row.category),
            "category": row.category,
            "record": record.id if record else "",
            "method": record.method if record else "",
            "tier": inventory.library.method(record.method).tier if record else None,
            "gas": row.gas,
            "emission_t": None if withheld else row.mass,
            "gwp": row.emission.gwp if row.emission else None,
            "co2e_t": None if withheld else row.co2e,
            "memo": row.memo,
            "notation_key": row.notation,
            "factor_ids": ";".join(factors),
            "source": _source(row),
            "file": place.file if place else "",
            "line": place.line if place else None,
            "assumption": record.assumption if record else "",
            "fallbacks": ";".join(found.step for found in factors.values() if found.fallback),
        }


def text(results: Results) -> str:
    """The whole file."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[name] for name in COLUMNS] for row in table(results))
    return out.getvalue()


def factors_of(row: Row) -> dict[str, Found]:
    """The factors behind a row by id, in the order of the formula."""
    if row.emission is None:
        return {}
    year, record = row.position
    origins = (origin for _, origin in origins_of(row.emission, year, record))
    return {origin.text: origin.found for origin in origins if origin.found is not None}


def _source(row: Row) -> str:
    if row.record is not None:
        return row.record.source
    return row.statement.reason if row.statement else ""
