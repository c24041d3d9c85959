"""`ghginv explain DIR CATEGORY`: where a figure comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghginv.cli import console
from ghginv.cli.folder import calculate, year_of
from ghginv.cli.lookup import category_of, gas_of
from ghginv.cli.messages import message
from ghginv.cli.options import Options, common_options
from ghginv.cli.problems import show

if TYPE_CHECKING:
    from ghginv.engine.results import Results


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("category")
@click.option("--gas", help="A gas or group: CO2, HFC-134a, HFCs; all if not given.  气体")
@click.option("--year", type=int, help="The last year if not given.  年份")
@common_options
def explain(folder: Path, category: str, gas: str | None, year: int | None, options: Options) -> None:
    """Explains the figures of CATEGORY in DIR: symbols, numbers, result, and where each number stands.

    说明 DIR 中 CATEGORY 的数怎样得来：公式、代入的数、结果，以及每个数的出处。
    """
    from ghginv.report import explain as report
    from ghginv.report import explain_text

    computation, language = calculate(folder, options, warn=False)
    results = computation.summary.results
    library = results.inventory.library
    code = category_of(library, category, language, "CATEGORY")
    found_gas = gas_of(library, gas, language) or None
    shown = year_of(computation, year, language)
    found = report.explain(computation.summary, code, found_gas, shown, language)
    if not found.explanations and not found.stated:
        known = ", ".join(_categories(results))
        raise click.BadParameter(
            message("no_figure", language, category=code, gas=found_gas or "", year=shown, known=known),
            param_hint="CATEGORY",
        )
    places = {one.place for one in found.explanations}
    mine = [p for p in computation.problems if p.place and f"{p.place.file}:{p.place.line}" in places]
    show(mine, folder, options, language)
    if options.format == "json":
        console.out_json(json.dumps(found.as_data(), ensure_ascii=False, indent=2))
    else:
        console.out(explain_text.as_text(found, language, bool(options.verbose)))


def _categories(results: Results) -> list[str]:
    return sorted({row.category for row in results.rows()})
