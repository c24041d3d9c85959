"""The inventory as a table on screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text

from ghginv.engine.quality import DOUBTS
from ghginv.engine.summary import Summary
from ghginv.engine.totals import ACROSS, BASES, GASES, SECTORS, YearTotals
from ghginv.report.captured import captured_table
from ghginv.report.energy import energy_table, reference_table
from ghginv.report.grid import Grid
from ghginv.report.words import Language, amount, percent, price_basis, unit_text, word

#: Wide enough for any table, where the output is not a terminal.
_WIDE = 400
_TOTALS = (("total_without_lulucf", False), ("total_with_lulucf", True))


def table(summary: Summary, year: int, language: Language, width: int | None = None, color: bool = False) -> str:
    """One year: sectors by gas, totals, memo items, direct beside indirect, intensities, printed figures, and what it
    all rests on.

    width: of the terminal; None if the text goes elsewhere. color: whether it shows bold text.
    """
    output = StringIO()
    console = Console(
        file=output, width=width or _WIDE, force_terminal=color, no_color=not color,
        color_system="standard" if color else None, legacy_windows=False, highlight=False,
    )  # fmt: skip
    inventory = summary.results.inventory
    name = inventory.name.zh if language == "zh" else inventory.name.en
    guideline = inventory.library.profile(inventory.guideline).title.text(language)
    unit = word("in_unit", language).format(word("unit_on_screen", language))
    console.print(Text(word("inventory_of", language).format(name, year), style="bold"))
    console.print(Text(f"{unit}  {guideline}  GWP: {inventory.gwp}", overflow="fold"))
    energy = (reference_table, energy_table, captured_table)
    for part in (_gases, _by_year, _across, _about_across, *energy, _intensities, _reported, _quality, _completeness):
        made = part(summary, year, language)
        if made is not None:
            console.print(made)
    return "\n".join(_tidy(output.getvalue().splitlines())) + "\n"


def _tidy(lines: Iterable[str]) -> Iterable[str]:
    """No spaces at the ends of lines, no two empty lines in a row."""
    before = ""
    for line in lines:
        line = line.rstrip()
        if line or before:
            yield line
        before = line


def _gases(summary: Summary, year: int, language: Language) -> Grid:
    totals, incomplete = summary.totals[year], summary.coverage[year].incomplete_sectors
    whole = totals.total(lulucf=False)
    grid = Grid([word("sector", language), *GASES, word("total", language), word("share_of_total", language)])
    for sector in SECTORS:
        cells = [_cell(summary, totals, sector, gas, language) for gas in GASES]
        if sector == "other" and set(cells) == {"-"}:
            continue
        value = totals.sector(sector) if totals.has(sector) else None
        share = percent(value / whole) if value is not None and whole and sector != "lulucf" else ""
        shown = "-" if value is None else amount(value, language)
        grid.add(word(sector, language) + _mark(sector in incomplete), *cells, shown, share)
    grid.end_section()
    for label, lulucf in _TOTALS:
        cells = [_total_cell(summary, totals, gas, lulucf, language) for gas in GASES]
        mark = _mark(bool(incomplete - (set() if lulucf else {"lulucf"})))
        grid.add(word(label, language) + mark, *cells, amount(totals.total(lulucf), language), bold=True)
    if totals.memo:
        grid.end_section()
        grid.add(word("memo", language))
        for name, gases in sorted(totals.memo.items()):
            cells = [amount(gases[gas], language) if gas in gases else "-" for gas in GASES]
            grid.add(f"  {word(name, language)}", *cells, amount(sum(gases.values()), language))
    return grid


def _mark(incomplete: bool) -> str:
    return "*" if incomplete else ""


def _cell(summary: Summary, totals: YearTotals, sector: str, gas: str, language: Language) -> str:
    """The emission of a sector and gas; where there is none, the notation keys that say why."""
    if (sector, gas) in totals.by_sector_gas:
        return amount(totals.by_sector_gas[sector, gas], language)
    return ",".join(summary.coverage[totals.year].cells.get((sector, gas), ())) or "-"


def _total_cell(summary: Summary, totals: YearTotals, gas: str, lulucf: bool, language: Language) -> str:
    """A gas over all sectors; NE where nothing of it was estimated, and not because it does not occur."""
    sectors = [sector for sector in SECTORS if lulucf or sector != "lulucf"]
    if any((sector, gas) in totals.by_sector_gas for sector in sectors):
        return amount(totals.gas(gas, lulucf), language)
    keys = {key for sector in sectors for key in summary.coverage[totals.year].cells.get((sector, gas), ())}
    return "NE" if "NE" in keys else "NO" if keys == {"NO"} else "-"


def _by_year(summary: Summary, year: int, language: Language) -> Grid | None:
    """Sectors and totals of all years, with the change since the base year and the year before."""
    years = list(summary.totals)
    if len(years) < 2:
        return None
    base = summary.results.inventory.base_year
    since = list(dict.fromkeys(y for y in (base, year - 1) if y in years and y is not None and y < year))
    headers = [word("change_from", language).format(one) for one in since]
    grid = Grid([word("by_year", language), *map(str, years), *headers])
    for sector in SECTORS:
        found = {y: t.sector(sector) for y, t in summary.totals.items() if t.has(sector)}
        if found:
            grid.add(word(sector, language), *_amounts(found, years, language), *_changes(found, year, since))
    grid.end_section()
    for label, lulucf in _TOTALS:
        whole = {y: t.total(lulucf) for y, t in summary.totals.items()}
        # A total that has land use is not compared with one in which it was not estimated.
        alike = [
            y for y in since if not lulucf or summary.totals[y].has("lulucf") == summary.totals[year].has("lulucf")
        ]
        changes = _changes({y: v for y, v in whole.items() if y in (*alike, year)}, year, since)
        grid.add(word(label, language), *_amounts(whole, years, language), *changes, bold=True)
    return grid


def _across(summary: Summary, year: int, language: Language) -> Grid | None:
    """What is emitted here beside what is emitted elsewhere for it, and the sum that plans count; all years."""
    if not _has_indirect(summary):
        return None
    years, coverage = list(summary.totals), summary.coverage[year]
    grid = Grid([word("across", language), *map(str, years)])
    for label, lulucf in _TOTALS:
        whole = {y: t.total(lulucf) for y, t in summary.totals.items()}
        mark = _mark(bool(coverage.incomplete_sectors - (set() if lulucf else {"lulucf"})))
        grid.add(word(label.replace("total", "direct"), language) + mark, *_amounts(whole, years, language))
    grid.end_section()
    missing = {"energy_co2": "energy" in coverage.incomplete_sectors, "indirect_co2": coverage.indirect_incomplete}
    for name in ACROSS:
        found = {y: value for y, t in summary.totals.items() if (value := t.across(name)) is not None}
        mark = _mark(missing.get(name, any(missing.values())))
        grid.add(word(name, language) + mark, *_amounts(found, years, language), bold=name == ACROSS[-1])
    return grid


def _about_across(summary: Summary, _: int, language: Language) -> Text | None:
    return Text(word("about_across", language) + "\n", overflow="fold") if _has_indirect(summary) else None


def _has_indirect(summary: Summary) -> bool:
    return any(totals.across("indirect_co2") is not None for totals in summary.totals.values())


def _amounts(found: Mapping[int, float], years: Iterable[int], language: Language) -> list[str]:
    return [amount(found[year], language) if year in found else "-" for year in years]


def _changes(found: Mapping[int, float], year: int, since: Iterable[int]) -> list[str]:
    """How much a year is above or below others, where both are known and the other is not a removal."""
    known = [year in found and found.get(other, 0.0) > 0 for other in since]
    return [
        f"{100 * (found[year] / found[other] - 1):+.1f} %" if is_known else ""
        for other, is_known in zip(since, known, strict=True)
    ]


def _intensities(summary: Summary, year: int, language: Language) -> Grid | None:
    found = summary.intensities[year]
    if not found:
        return None
    figures = {"co2e": "co2e", "co2": "co2"}
    if any(name.startswith(ACROSS[-1]) for name in found):
        figures[ACROSS[-1]] = f"{ACROSS[-1]}_short"
    headers = ("intensities", *figures.values(), "price_basis")
    grid = Grid([word(header, language) for header in headers], left=[len(headers) - 1])
    for ending, (series, _) in BASES.items():
        if f"co2e_{ending}" in found:
            basis = summary.results.inventory.economy.series[series].head.price_basis
            values = [f"{found[f'{figure}_{ending}']:.4g}" for figure in figures]
            grid.add(word(ending, language), *values, price_basis(basis, language))
    return grid


def _reported(summary: Summary, year: int, language: Language) -> Grid | None:
    if not summary.reported[year]:
        return None
    headers = ("reported", "unit", "printed", "ours", "difference")
    grid = Grid([word(header, language) for header in headers], left=[1])
    derived: set[tuple[str, float]] = set()
    for one in summary.reported[year]:
        name = one.name.zh if language == "zh" else one.name.en
        ours = "-" if one.ours is None else f"{one.ours:,.2f}"
        difference = "-" if one.difference is None else f"{one.difference:+,.2f} ({one.difference / one.value:+.1%})"
        grid.add(name, unit_text(one.unit, language), f"{one.value:,.2f}", ours, difference)
        for ending, value in one.derived.items():
            if (ending, value) not in derived:  # the same figure may be compared with several of ours
                derived.add((ending, value))
                label = f"  {word('from_printed', language)}{word('colon', language)}{word(ending, language)}"
                grid.add(label, "", f"{value:.2f}")
    return grid


def _quality(summary: Summary, year: int, language: Language) -> Grid:
    quality = summary.quality[year]
    grid = Grid([word(header, language) for header in ("quality", "count", "share")])
    for doubt in DOUBTS:
        grid.add(word(doubt, language), str(quality.count[doubt]), percent(quality.share[doubt]))
    return grid


def _completeness(summary: Summary, year: int, language: Language) -> Text:
    coverage = summary.coverage[year]
    counts = [f"{word('estimated', language)} {len(coverage.estimated)}"]
    counts += [f"{key} ({word(key, language)}) {len(codes)}" for key, codes in coverage.keys.items() if codes]
    line = f"{word('completeness', language)}: {', '.join(counts)}"
    if language == "zh":
        line = line.replace(": ", "：").replace(", ", "，").replace(" (", "（").replace(") ", "）")
    mark = f"\n* {word('incomplete', language)}" if coverage.incomplete_sectors else ""
    return Text(line + mark, overflow="fold")
