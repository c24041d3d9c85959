"""How a row of a collection of IPCC defaults is found in our factor tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Audit:
    """Which file holds a printed table, and how its rows are found.

    keys: for each key of the file the qualifier of the collection, `gas`, or `=member` where the whole table is of one
    member. names: how the collection calls what we call otherwise. by_value: the collection's labels are free text;
    then a row is looked for by gas and numbers, and each of ours answers for one of theirs of a fuel.
    """

    chapter: str
    table: str
    file: str
    keys: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    parameter: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    by_value: bool = False

    def serves(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of the collection is to be found in the file."""
        qualifiers = {**row.get("qualifiers", {}), "gas": row.get("gas")}
        return (
            str(row["table"]) == self.table
            and self.parameter in ("", row["parameter"])
            and all(str(qualifiers.get(key)) == value for key, value in self.where.items())
        )
