"""Everything that reports show about results, found once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ghginv import units
from ghginv.engine.captured import Captured, captured
from ghginv.engine.energy_consumption import EnergyConsumption, consumption
from ghginv.engine.quality import Quality, quality
from ghginv.engine.reference_comparison import ReferenceComparison, compare
from ghginv.engine.results import Results, Row
from ghginv.engine.totals import ACROSS, BASES, FLUORINATED_SECTOR, GASES, INDIRECT, YearTotals, intensities, totals
from ghginv.inventory.economy import COMPARED
from ghginv.model.activity import NOT_HERE, NOTATION_KEYS, leaves
from ghginv.model.base import LocalText


class Coverage(NamedTuple):
    """Which categories are estimated in a year, and which carry a notation key instead.

    incomplete: those with a part that is not estimated, ancestors included. cells: the keys given for a sector and
    gas, by records and statements, in their usual order. incomplete_sectors: those with anything not estimated.
    indirect_incomplete: whether a part of net imported electricity or heat is not estimated.
    """

    estimated: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]
    incomplete: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    incomplete_sectors: frozenset[str]
    indirect_incomplete: bool

    def as_data(self) -> dict[str, Any]:
        """Plain lists, for JSON."""
        keys = {key: list(codes) for key, codes in self.keys.items()}
        return {"estimated": list(self.estimated), **keys, "incomplete": list(self.incomplete)}


class Comparison(NamedTuple):
    """A figure printed elsewhere beside ours, in the unit in which it was printed. ours: None if we have none.

    derived: the intensities that follow from the printed total, named as our own are.
    """

    id: str
    name: LocalText
    compares: str
    unit: str
    value: float
    ours: float | None
    derived: Mapping[str, float]

    @property
    def difference(self) -> float | None:
        """Ours less theirs."""
        return None if self.ours is None else self.ours - self.value


class Summary(NamedTuple):
    """Results with their totals, intensities, quality, coverage and comparisons, each by year.

    captured: CO2 captured, by what becomes of it.
    """

    results: Results
    totals: Mapping[int, YearTotals]
    intensities: Mapping[int, Mapping[str, float]]
    quality: Mapping[int, Quality]
    coverage: Mapping[int, Coverage]
    reported: Mapping[int, tuple[Comparison, ...]]
    reference: Mapping[int, ReferenceComparison]
    energy: Mapping[int, EnergyConsumption]
    captured: Mapping[int, Mapping[str, Captured]]


def summarise(results: Results) -> Summary:
    """Finds all of it."""
    by_year = totals(results)
    per_unit = {year: intensities(results, one) for year, one in by_year.items()}
    rows = list(results.rows())
    return Summary(
        results, by_year, per_unit, quality(results),
        {year: _coverage(results, (row for row in rows if row.year == year)) for year in by_year},
        {year: _comparisons(results, year, by_year[year], per_unit[year]) for year in by_year},
        compare(results), consumption(results), captured(results),
    )  # fmt: skip


def _coverage(results: Results, rows: Iterable[Row]) -> Coverage:
    library = results.inventory.library
    estimated: dict[str, None] = {}
    keys: dict[str, dict[str, None]] = {key: {} for key in NOTATION_KEYS}
    incomplete: dict[str, None] = {}
    cells: dict[tuple[str, str], set[str]] = {}
    sectors: set[str] = set()
    indirect_incomplete = False
    for row in rows:
        memo = row.memo or library.categories.memo(row.category)
        if memo in INDIRECT:
            indirect_incomplete |= row.notation == "NE"
        if row.memo:
            continue
        if row.mass is not None and row.notation not in NOT_HERE:
            estimated[row.category] = None
        if not row.notation:
            continue
        keys[row.notation][row.category] = None
        sector = library.categories.sector(row.category)
        whole = GASES if sector == FLUORINATED_SECTOR else GASES[:3]
        for gas in [_group(results, row.gas)] if row.gas else whole:
            cells.setdefault((sector, gas), set()).add(row.notation)
        if row.notation == "NE" or (row.notation == "C" and row.mass is None):
            sectors.add(sector)
            incomplete.update(dict.fromkeys([row.category, *library.categories.ancestors(row.category)]))
    return Coverage(
        tuple(sorted(estimated)),
        {key: tuple(sorted(codes)) for key, codes in keys.items()},
        tuple(sorted(incomplete)),
        {cell: tuple(key for key in NOTATION_KEYS if key in found) for cell, found in cells.items()},
        frozenset(sectors),
        indirect_incomplete,
    )


def _group(results: Results, gas: str) -> str:
    """The group of the seven that a gas, or a group itself, stands in."""
    return gas if gas in GASES else results.inventory.library.gas(gas).group


def _comparisons(
    results: Results, year: int, ours: YearTotals, per_unit: Mapping[str, float]
) -> tuple[Comparison, ...]:
    """Figures of others beside ours, with the intensities that follow from theirs."""
    economy = results.inventory.economy
    figures = {
        "co2": ours.total(lulucf=False, gas="CO2"),
        "co2e": ours.total(lulucf=False),
        "co2_with_lulucf": ours.total(lulucf=True, gas="CO2"),
        "co2e_with_lulucf": ours.total(lulucf=True),
        "coal_equivalent": ours.memo.get("coal_equivalent", {}).get("CO2"),
        "co2_with_electricity": ours.total(lulucf=False, gas="CO2")
        + sum(ours.memo.get("purchased_electricity", {}).values()),
        **{name: ours.across(name) for name in ACROSS},
    }
    found = []
    for reported in results.inventory.reported:
        unit = next((q.unit for _, q, _ in leaves(reported.amount) if q.unit), "1")
        value = reported.value(year, unit)
        if value is None:
            continue
        compares, derived = reported.head.compares, {}
        if compares in figures:
            figure = figures[compares]
            own = None if figure is None else figure * units.conversion("t", unit)
            tonnes = value * units.conversion(unit, "t")
            for name, (series, per) in BASES.items():
                amount = economy.value(series, year, per)
                if amount:
                    derived[name] = tonnes / amount
        else:
            own = per_unit.get(compares)
            own = None if own is None else own * units.conversion(COMPARED[compares], unit)
        found.append(Comparison(reported.head.id, reported.head.name, compares, unit, value, own, derived))
    return tuple(found)
