"""`ghginv explain DIR CATEGORY`: where a number comes from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ghginv.cli.options import EXIT_DATA, EXIT_FILES, Options, common_options
from ghginv.cli.problems import exit_code, show

_NOTHING = {
    "en": "{category} has no estimated emission of {gas} in {year}.",
    "zh": "{category} 在 {year} 年没有 {gas} 的排放估算。",
}
_NOT_A_CATEGORY = {"en": "'{category}' is not a category.", "zh": "“{category}”不是类别代码。"}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("category")
@click.option("--gas", help="A gas or group, such as CO2, HFC-134a, HFCs; all if not given.  气体")
@click.option("--year", type=int, help="The last year of the inventory if not given.  年份")
@common_options
@click.pass_context
def explain(
    context: click.Context, folder: Path, category: str, gas: str | None, year: int | None, options: Options
) -> None:
    """Explains the figures of CATEGORY in DIR: formula, numbers, result, and where each number stands.  解释一个数。"""
    from ghginv import api
    from ghginv.report import explain as report

    computation = api.compute(folder)
    show(computation.problems, folder, options)
    code = exit_code(computation.problems, options)
    if code:
        context.exit(code)
    results = computation.summary.results
    language = options.lang or ("zh" if results.inventory.language == "zh" else "en")
    parsed = results.inventory.library.categories.parse(category)
    if parsed is None:
        raise click.BadParameter(_NOT_A_CATEGORY[language].format(category=category), param_hint="CATEGORY")
    shown = year or results.inventory.years[-1]
    found = report.explain(results, parsed, gas, shown, language)
    if not found:
        click.echo(_NOTHING[language].format(category=parsed, gas=gas or "*", year=shown), err=True)
        context.exit(EXIT_DATA if shown in results.inventory.years else EXIT_FILES)
    if options.format == "json":
        click.echo(json.dumps(report.as_data(found), ensure_ascii=False, indent=2))
    else:
        click.echo(report.as_text(found, language), nl=False)
