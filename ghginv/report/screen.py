"""The inventory as a table on screen."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ghginv.engine.quality import DOUBTS
from ghginv.engine.summary import Summary
from ghginv.engine.totals import BASES, GASES, SECTORS, YearTotals
from ghginv.report.words import Language, amount, percent, word

#: Wide enough for any table: a number is never cut where the output is not a terminal.
_WIDE = 400


def table(summary: Summary, year: int, language: Language, width: int | None = None, color: bool = False) -> str:
    """One year: sectors by gas, totals, memo items, intensities, printed figures, and what it all rests on.

    width: of the terminal; None if the text goes elsewhere.
    """
    console = Console(
        file=StringIO(), width=width or _WIDE, force_terminal=color, no_color=not color, color_system="standard" if color else None,
        legacy_windows=False, highlight=False,
    )  # fmt: skip
    inventory = summary.results.inventory
    name = inventory.name.zh if language == "zh" else inventory.name.en
    unit = word("unit_on_screen", language)
    console.print(Text(f"{name}  {year}  {inventory.guideline}  GWP {inventory.gwp}  {unit}", style="bold"))
    for part in (_gases, _by_year, _intensities, _reported, _quality, _completeness):
        made = part(summary, year, language)
        if made is not None:
            console.print(made)
    output = console.file
    assert isinstance(output, StringIO)
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines()) + "\n"


def _new(*headers: str, title: str | None = None) -> Table:
    made = Table(
        box=SIMPLE,
        pad_edge=False,
        title=title,
        title_justify="left",
        title_style="",
        show_header=any(headers),
    )
    for index, header in enumerate(headers):
        made.add_column(header, justify="left" if index == 0 else "right", no_wrap=True)
    return made


def _gases(summary: Summary, year: int, language: Language) -> Table:
    totals, incomplete = summary.totals[year], summary.coverage[year].incomplete_sectors
    made = _new(word("sector", language), *GASES, word("total", language))
    for sector in SECTORS:
        cells = [_cell(summary, totals, sector, gas, language) for gas in GASES]
        if any(cell != "-" for cell in cells) or sector != "other":
            mark = " *" if sector in incomplete else ""
            whole = amount(totals.sector(sector), language) if totals.has(sector) else "-"
            made.add_row(word(sector, language) + mark, *cells, whole)
    made.add_section()
    found = {gas for _, gas in totals.by_sector_gas}
    for label, lulucf in (("total_without_lulucf", False), ("total_with_lulucf", True)):
        shown = [amount(totals.gas(gas, lulucf), language) if gas in found else "-" for gas in GASES]
        mark = " *" if incomplete - (set() if lulucf else {"lulucf"}) else ""
        made.add_row(word(label, language) + mark, *shown, amount(totals.total(lulucf), language), style="bold")
    if totals.memo:
        made.add_section()
        made.add_row(word("memo", language))
        for name, gases in sorted(totals.memo.items()):
            shown = [amount(gases[gas], language) if gas in gases else "-" for gas in GASES]
            made.add_row(f"  {word(name, language)}", *shown, amount(sum(gases.values()), language))
    return made


def _cell(summary: Summary, totals: YearTotals, sector: str, gas: str, language: Language) -> str:
    """The emission of a sector and gas; where there is none, the notation keys that say why."""
    if (sector, gas) in totals.by_sector_gas:
        return amount(totals.by_sector_gas[sector, gas], language)
    return ",".join(summary.coverage[totals.year].cells.get((sector, gas), ())) or "-"


def _by_year(summary: Summary, year: int, language: Language) -> Table | None:
    if len(summary.totals) < 2:
        return None
    made = _new(word("by_year", language), *map(str, summary.totals))
    for label, lulucf in (("total_without_lulucf", False), ("total_with_lulucf", True)):
        made.add_row(word(label, language), *(amount(t.total(lulucf), language) for t in summary.totals.values()))
    return made


def _intensities(summary: Summary, year: int, language: Language) -> Table | None:
    found = summary.intensities[year]
    if not found:
        return None
    made = _new(word("intensities", language), word("co2e", language), word("co2", language), "")
    for ending, (series, _) in BASES.items():
        if f"co2e_{ending}" in found:
            basis = summary.results.inventory.economy.series[series].head.price_basis
            note = f"{word('price_basis', language)}: {basis}" if basis else ""
            made.add_row(
                word(ending, language),
                f"{found[f'co2e_{ending}']:.4g}",
                f"{found[f'co2_{ending}']:.4g}",
                note,
            )
    return made


def _reported(summary: Summary, year: int, language: Language) -> Table | None:
    if not summary.reported[year]:
        return None
    headers = ("reported", "printed", "ours", "difference")
    made = _new(*(word(header, language) for header in headers), "")
    for one in summary.reported[year]:
        name = one.name.zh if language == "zh" else one.name.en
        ours = "-" if one.ours is None else f"{one.ours:,.2f}"
        difference = "-" if one.difference is None else f"{one.difference:+,.2f} ({one.difference / one.value:+.1%})"
        made.add_row(name, f"{one.value:,.2f}", ours, difference, one.unit)
        for ending, value in one.derived.items():
            made.add_row(f"  {word('from_printed', language)}: {word(ending, language)}", f"{value:.2f}")
    return made


def _quality(summary: Summary, year: int, language: Language) -> Table:
    quality = summary.quality[year]
    made = _new(word("quality", language), "", word("share", language))
    for doubt in DOUBTS:
        made.add_row(word(doubt, language), str(quality.count[doubt]), percent(quality.share[doubt]))
    return made


def _completeness(summary: Summary, year: int, language: Language) -> Text:
    coverage = summary.coverage[year]
    counts = [f"{word('estimated', language)} {len(coverage.estimated)}"]
    counts += [f"{key} {len(codes)}" for key, codes in coverage.keys.items() if codes]
    mark = f"\n* {word('incomplete', language)}" if coverage.incomplete_sectors else ""
    return Text(f"{word('completeness', language)}: {_joined(counts)}{mark}")


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)
