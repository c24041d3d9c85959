"""Gases, the blends made of them, and their global warming potentials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ghginv.library.tables import RowKey, Table

GWP_TABLE = "gases/gwp"
BLEND_TABLE = "gases/blends"


class Gas(NamedTuple):
    """A gas or a blend. `group`: which of the seven gases it is added to, or `other`; blends have none."""

    id: str
    en: str
    zh: str
    group: str
    is_blend: bool


class GwpSet(NamedTuple):
    """The potentials of one assessment report; a user's own table goes before."""

    name: str
    tables: tuple[Table, ...]

    def value(self, gas: str, origin: str | None = None) -> float | None:
        """Tonnes of CO2e a tonne; None if the set has none. Some sets tell methane by its origin."""
        found = self.find(gas, origin)
        return None if found is None else found[0].rows[found[1]].value

    def find(self, gas: str, origin: str | None = None) -> tuple[Table, RowKey] | None:
        """The row of a gas: what a user's own table says of it in any way goes before the report."""
        keys = [(gas,)] if origin is None else [(f"{gas}-{origin}",), (gas,)]
        return next(((table, key) for table in self.tables for key in keys if key in table.rows), None)


def composition(tables: Iterable[Table], blend: str) -> Mapping[str, float] | None:
    """The mass shares of a blend, by gas, from the first table that has it."""
    for table in tables:
        keys = [key for key in table.rows if key[0] == blend]
        if keys:
            return {gas: table.rows[name, gas].value or 0.0 for name, gas in keys}
    return None
