"""Energy balances as activities: what is burned in each row, the supply of each fuel, consumption in standard coal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ghginv import units
from ghginv.inventory.balance_reader import find_row
from ghginv.inventory.energy_balance import CARRIER, FUEL, Column, EnergyBalance, plain
from ghginv.library import Library
from ghginv.model.energy_balance import ELSEWHERE, NON_ENERGY, RAW_MATERIAL, SUPPLY, BalanceHead, Layout
from ghginv.model.factor import ANY
from ghginv.model.quantity import Quantity
from ghginv.problems import Place, Problems
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node, Scalar

_REFERENCE, _FUEL, _ELECTRICITY = (
    "memo.reference_approach", "memo.energy_consumption.fuel", "memo.energy_consumption.electricity_and_heat",
)  # fmt: skip
_BUNKERS = "international_bunkers"
#: Quantities of the reference approach, and of electricity and heat, that rows add up to, with the sign of their rows.
_OF_FUELS = {"production": 1, "imports": 1, "exports": -1, _BUNKERS: -1, "stock_change": -1}
_OF_CARRIERS = {
    "generated": (1, ("production", "recovery")), "taken_in": (1, ("imports",)),
    "sent_out": (-1, ("exports", _BUNKERS)), "stock_change": (-1, ("stock_change",)),
}  # fmt: skip
_NOTHING, _WHOLE = Decimal(0), Decimal(1)
_SHARES_TOLERANCE = Decimal("1e-9")
#: Of figures that are added up or shared out: more than any table prints.
_DECIMALS = 15

Shares = Mapping[str, Decimal]
"""Category -> part of a figure."""


class Burned(NamedTuple):
    """A part of a figure and what becomes of it: a category, or a word in place of one. words: where it stands."""

    row: str
    column: Column
    category: str
    amount: Decimal
    text: Scalar
    words: str
    is_split: bool


def read_allocation(
    head: BalanceHead, layout: Layout, library: Library, problems: Problems
) -> dict[tuple[str, str], Shares]:
    """What an inventory says of rows and fuels (`any`: all others), by their ids."""
    found: dict[tuple[str, str], Shares] = {}
    rows = [name for name, row in layout.rows.items() if row.combustion]
    for text, fuels in head.allocation.items():
        row = find_row(layout, text)
        if row not in rows:
            problems.add_unknown("balance-row", head.place("allocation", text, "[key]"), text, rows)
            continue
        for name, shares in fuels.items():
            vocabulary = library.vocabulary("fuel")
            fuel = name if name == ANY else vocabulary.find(name)
            if fuel is None:
                place = head.place("allocation", text, name, "[key]")
                problems.add_unknown(
                    "unknown-member", place, name, vocabulary.choices(), vocabulary.listed(), key="fuel"
                )
                continue
            read = {}
            for category, share in shares.items():
                place = head.place("allocation", text, name, category, "[key]")
                code = category if category in (ELSEWHERE, NON_ENERGY) else library.categories.parse(category)
                if code is None:
                    known = [ELSEWHERE, NON_ENERGY, *library.categories.codes()]
                    problems.add_unknown("unknown-category", place, category, known)
                elif not isinstance(share, Quantity) or share.value is None or not _is_fraction(share):
                    problems.add("balance-share", place, text=getattr(share, "text", category))
                else:
                    read[code] = Decimal(str(share.value)) * Decimal(str(units.conversion(share.unit or "1", "1")))
            if len(read) < len(shares) or not read:
                continue
            if abs(sum(read.values(), _NOTHING) - 1) > _SHARES_TOLERANCE:
                place = head.place("allocation", text, name, "[key]")
                problems.add("balance-shares", place, row=text, fuel=name, sum=plain(sum(read.values(), _NOTHING)))
            found[row, fuel] = read
    return found


def _is_fraction(share: Quantity) -> bool:
    return share.unit is None or units.same_dimension(share.unit, "1")


class BalanceActivities:
    """Turns the balances of an inventory, one a year, into activities as a file would give them."""

    def __init__(
        self, balances: Sequence[EnergyBalance], head: BalanceHead, library: Library, problems: Problems
    ) -> None:
        self.head, self.library, self.problems = head, library, problems
        self.balances = list(self._one_a_year(balances))
        layouts = {one.layout.layout: one.layout for one in self.balances}
        self.allocation = {name: read_allocation(head, layout, library, problems) for name, layout in layouts.items()}

    def activities(self) -> Iterator[MappingNode]:
        """Every activity. A record that has a figure in one year has all its printed figures in the others."""
        burned = {balance.year: list(self._burned(balance)) for balance in self.balances}
        used = {(one.row, one.column.name) for parts in burned.values() for one in parts if one.amount}
        is_first = True
        for balance in self.balances:
            parts = [one for one in burned[balance.year] if (one.row, one.column.name) in used]
            yield from (self._combustion(balance, one) for one in parts if one.category not in (ELSEWHERE, NON_ENERGY))
            for column in balance.columns:
                if not any(one.has(column.name) for one in self.balances):
                    continue
                if column.kind == FUEL:
                    if self.library.vocabulary("fuel").members[column.name].attributes.get("biomass") != "yes":
                        yield self._reference(balance, column, burned[balance.year])
                    yield self._standard_coal(balance, column)
                elif column.kind == CARRIER:
                    yield self._electricity(balance, column, is_first)
                    is_first &= column.name != "electricity"

    def _one_a_year(self, balances: Sequence[EnergyBalance]) -> Iterator[EnergyBalance]:
        first: dict[int, EnergyBalance] = {}
        for balance in sorted(balances, key=lambda one: (one.year, one.place)):
            other = first.setdefault(balance.year, balance)
            if other is balance:
                yield balance
            else:
                self.problems.add("balance-twice", balance.place, year=balance.year, file=other.place.file)

    # What is burned.

    def _burned(self, balance: EnergyBalance) -> Iterator[Burned]:
        for name, row in balance.layout.rows.items():
            if not row.combustion:
                continue
            for column in balance.columns:
                if column.kind != FUEL:
                    continue
                for leaf in balance.parts(name, column.name) or [name]:
                    cell = balance.cells.get((leaf, column.name))
                    if cell is None:
                        continue
                    amount = -cell.value if row.printed == "negative" else cell.value
                    words = _clean(balance.titles[leaf])
                    if (
                        balance.layout.rows[RAW_MATERIAL].within == name
                        and (RAW_MATERIAL, column.name) in balance.cells
                    ):
                        amount -= balance.value(RAW_MATERIAL, column.name)
                        words += f" − {_clean(balance.titles[RAW_MATERIAL])}"
                    words += f" / {column.title.text}"
                    shares = self._shares(balance.layout, name, column.name)
                    for category, part in _split(amount, shares):
                        of = "" if len(shares) == 1 else f" × {plain(100 * shares[category])} %"
                        yield Burned(leaf, column, category, part, cell.text, words + of, len(shares) > 1)

    def _shares(self, layout: Layout, row: str, fuel: str) -> Shares:
        """The user's own for this fuel, what the layout says of it, the user's for any other, the layout's."""
        own, declared = self.allocation[layout.layout], layout.rows[row].combustion
        if (row, fuel) in own:
            return own[row, fuel]
        if fuel in layout.fuels:
            return {layout.fuels[fuel]: _WHOLE}
        if fuel in declared:
            return {declared[fuel]: _WHOLE}
        return own.get((row, ANY)) or {declared[ANY]: _WHOLE}

    def _combustion(self, balance: EnergyBalance, one: Burned) -> MappingNode:
        name = f"balance-{one.row}-{one.column.name}" + (f"-{one.category}" if one.is_split else "")
        node = _Activity(balance, one.text.place, name, one.category, one.words)
        node.word("fuel", one.column.name, one.column.title.place)
        node.amount("fuel_consumed", one.amount, one.column.unit, one.text.place)
        return node.made()

    # Supply.

    def _reference(self, balance: EnergyBalance, column: Column, burned: Iterable[Burned]) -> MappingNode:
        """All quantities of the reference approach, zero where the table is empty."""
        node = _Activity(balance, column.title.place, f"balance-supply-{column.name}", _REFERENCE, column.title.text)
        node.word("fuel", column.name, column.title.place)
        mine = [one for one in burned if one.column.name == column.name]
        bunkered = sum((one.amount for one in mine if self._is_bunker(one.category)), _NOTHING)
        for name, sign in _OF_FUELS.items():
            total, place = _added(balance, column, (name,))
            total = sign * total + (bunkered if name == _BUNKERS else _NOTHING)
            if name != "production" or total:
                node.amount(name, total, column.unit, place)
        unburned = sum((one.amount for one in mine if one.category == NON_ENERGY), _NOTHING)
        material = balance.cells.get((RAW_MATERIAL, column.name))
        place = None if material is None else material.text.place
        node.amount("non_energy_use", unburned + balance.value(RAW_MATERIAL, column.name), column.unit, place)
        return node.made()

    def _is_bunker(self, category: str) -> bool:
        return category not in (ELSEWHERE, NON_ENERGY) and self.library.categories.memo(category) == _BUNKERS

    def _standard_coal(self, balance: EnergyBalance, column: Column) -> MappingNode:
        words = column.title.text
        node = _Activity(balance, column.title.place, f"balance-consumption-{column.name}", _FUEL, words)
        node.word("fuel", column.name, column.title.place)
        node.amount("supplied", balance.sum(SUPPLY, column.name), column.unit)
        node.amount("statistical_difference", balance.difference(column.name), column.unit)
        node.amount("non_energy_use", balance.value(RAW_MATERIAL, column.name), column.unit)
        return node.made()

    def _electricity(self, balance: EnergyBalance, column: Column, is_first: bool) -> MappingNode:
        words = column.title.text
        node = _Activity(balance, column.title.place, f"balance-consumption-{column.name}", _ELECTRICITY, words)
        node.word("energy_carrier", column.name, column.title.place)
        for name, (sign, kinds) in _OF_CARRIERS.items():
            total, place = _added(balance, column, kinds)
            node.amount(name, sign * total, column.unit, place)
        node.amount("statistical_difference", balance.difference(column.name), column.unit)
        if column.name == "electricity" and self.head.electricity:
            node.word("accounting", self.head.electricity, self.head.place("electricity") or balance.place)
            if is_first and self.head.generation_coal is not None:
                node.entry("generation_coal", self.head.generation_coal)
        return node.made()


class _Activity:
    """An activity in the making, each part at the place in the table where it stands."""

    def __init__(self, balance: EnergyBalance, place: Place, name: str, category: str, words: str) -> None:
        self.place, self.year = place, Scalar(str(balance.year), place, quoted=False)
        self._entries: dict[str, tuple[Scalar, Node]] = {}
        self.word("id", name, place)
        self.word("category", category, place)
        self.word("source", f"{balance.source}: {words}", place)

    def word(self, name: str, text: str, place: Place) -> None:
        self.entry(name, Scalar(text, place, quoted=False))

    def entry(self, name: str, node: Node) -> None:
        self._entries[name] = (Scalar(name, node.place, quoted=False), node)

    def amount(self, name: str, value: Decimal, unit: Scalar, place: Place | None = None) -> None:
        text = Scalar(plain(value, _DECIMALS), place or self.place, quoted=False)
        unit_key = Scalar("unit", unit.place, quoted=False)
        entries: dict[str, tuple[Scalar, Node]] = {"unit": (unit_key, unit), self.year.text: (self.year, text)}
        self.entry(name, MappingNode(entries, text.place))

    def made(self) -> MappingNode:
        return MappingNode(self._entries, self.place)


def _added(balance: EnergyBalance, column: Column, kinds: Sequence[str]) -> tuple[Decimal, Place | None]:
    """The rows of supply that are a part of some quantities, and where the first of their figures stands."""
    rows = [name for name in balance.parts(SUPPLY, column.name) if balance.layout.rows[name].supply in kinds]
    places = [balance.cells[name, column.name].text.place for name in rows]
    return sum((balance.value(name, column.name) for name in rows), _NOTHING), next(iter(places), None)


def _clean(title: Scalar) -> str:
    return title.text.strip(" #\u3000")


def _split(amount: Decimal, shares: Shares) -> Iterator[tuple[str, Decimal]]:
    """The parts of an amount; the last one is what is left, so that they add up exactly."""
    left = amount
    *others, last = shares
    for category in others:
        part = amount * shares[category]
        left -= part
        yield category, part
    yield last, left
