"""Whether the sums that an energy balance prints are those of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ghginv.inventory.energy_balance import FUEL, TOTAL, Column, EnergyBalance, plain
from ghginv.model.energy_balance import CONSUMPTION, DIFFERENCE, FINAL, LOSSES, SUPPLY, TRANSFORMATION
from ghginv.problems import Problems

#: Figures of a part in this much of the largest part are what is left of calculating with binary numbers.
_ROUNDING = Decimal("1e-6")
_NOTHING = Decimal(0)


def check_sums(balance: EnergyBalance, problems: Problems) -> None:
    """Tells where printed sums are not those of their parts, and where a part is larger than the whole."""
    sums = dict.fromkeys(part for row in balance.layout.rows.values() for part in row.part_of)
    for column in (one for one in balance.columns if one.kind != TOTAL):
        name = column.name
        for row in sums:
            if parts := balance.parts(row, name):
                _tell(balance, row, column, balance.sum(row, name), parts, problems)
        # Of blocks as they are printed, so that a wrong sum is told once.
        blocks = {row: balance.printed(row, name) for row in (SUPPLY, TRANSFORMATION, LOSSES, FINAL)}
        difference = blocks[SUPPLY] + blocks[TRANSFORMATION] - blocks[LOSSES] - blocks[FINAL]
        _tell(balance, DIFFERENCE, column, difference, blocks, problems)
        # What becomes electricity again is in the sum of heat in some tables and not in others.
        if column.kind == FUEL:
            inputs = {part: min(balance.value(part, name), _NOTHING) for part in balance.parts(TRANSFORMATION, name)}
            total = blocks[FINAL] + blocks[LOSSES] - sum(inputs.values(), _NOTHING)
            _tell(balance, CONSUMPTION, column, total, [FINAL, LOSSES, *inputs], problems)
        _check_inside(balance, column, problems)
    for column in (one for one in balance.columns if one.kind == TOTAL):
        members = balance.layout.totals[column.name].of
        present = [one.name for one in balance.columns if one.name in members]
        for row in balance.titles if present else ():
            if row != CONSUMPTION:  # of coal, it leaves out what is made from other coal
                total = sum((balance.value(row, one) for one in present), _NOTHING)
                cells = [(row, one) for one in present]
                _tell_cells(balance, row, column, total, cells, problems)


def _check_inside(balance: EnergyBalance, column: Column, problems: Problems) -> None:
    for row, one in balance.layout.rows.items():
        whole = balance.sum(one.within, column.name) if one.within else _NOTHING
        if one.within and balance.value(row, column.name) > whole:
            cell, title = balance.cells[row, column.name], balance.titles.get(one.within)
            problems.add(
                "balance-part", cell.text.place, row=balance.titles[row].text.strip(), value=cell.text.text,
                whole=title.text.strip() if title else one.within, sum=plain(whole),
            )  # fmt: skip


def _tell(
    balance: EnergyBalance, row: str, column: Column, total: Decimal, parts: Iterable[str], problems: Problems
) -> None:
    _tell_cells(balance, row, column, total, [(part, column.name) for part in parts], problems)


def _tell_cells(
    balance: EnergyBalance, row: str, column: Column, total: Decimal, parts: Iterable[tuple[str, str]],
    problems: Problems,
) -> None:  # fmt: skip
    """A warning if a printed sum is further off than rounding explains."""
    cell = balance.cells.get((row, column.name))
    if cell is None:
        return
    figures = [cell.value, *(balance.cells[part].value for part in parts if part in balance.cells)]
    # What is printed as 20 beside 18.43 is 20.00: spreadsheets leave zeros out.
    halves = len(figures) * Decimal(5).scaleb(-balance.decimals(column.name) - 1)
    if abs(cell.value - total) > max(halves, max(map(abs, figures)) * _ROUNDING):
        problems.add(
            "balance-sum", cell.text.place, row=balance.titles[row].text.strip(), column=column.title.text,
            value=cell.text.text, sum=plain(total), difference=plain(cell.value - total),
        )  # fmt: skip
