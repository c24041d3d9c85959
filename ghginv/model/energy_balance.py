"""What a file of `catalogue/energy_balances/` says: the rows of a table of energy statistics and what each becomes."""

from __future__ import annotations

from typing import Literal

from ghginv.model.base import LocalText, Model, Raw, YesNo
from ghginv.model.method import OneOrMany
from ghginv.model.quantity import AmountField

#: In place of a category: counted by other lines of the inventory; not burned at all.
ELSEWHERE, NON_ENERGY = "elsewhere", "non_energy"
#: Rows that the reader of a balance knows by name.
SUPPLY, TRANSFORMATION, LOSSES, FINAL = "supply", "transformation", "losses", "final"
DIFFERENCE, CONSUMPTION, RAW_MATERIAL = "difference", "consumption", "non_energy"

Sign = Literal["positive", "negative", "either"]
Supply = Literal["production", "recovery", "imports", "exports", "international_bunkers", "stock_change", ""]


class Named(Model):
    """A row or a column, with all its names."""

    en: str
    zh: str
    aliases: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        return (self.en, self.zh, *self.aliases)


class Row(Named):
    """A row: what it is a part of, how it is printed, and what becomes of it. combustion: fuel or `any` -> category."""

    part_of: OneOrMany = ()
    within: str = ""
    re_input: YesNo = False
    printed: Sign = "positive"
    supply: Supply = ""
    combustion: dict[str, str] = {}


class Total(Named):
    """A column that is the sum of others."""

    of: tuple[str, ...]


class Layout(Model):
    """A kind of table. fuels: those that are not burned under their own name, whatever the row."""

    layout: str
    title: LocalText
    rows: dict[str, Row]
    fuels: dict[str, str]
    totals: dict[str, Total]


class BalanceHead(Model):
    """What `inventory.yaml` says about energy balances.

    allocation: row -> fuel -> category -> share, in place of the layout's own. electricity: how it counts in standard
    coal; generation_coal: what power stations burn for it, by year.
    """

    allocation: dict[str, dict[str, dict[str, AmountField]]] = {}
    electricity: str = ""
    generation_coal: Raw | None = None
