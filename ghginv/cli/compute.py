"""`ghginv compute DIR`: the inventory."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from ghginv.cli.options import EXIT_FILES, Options, common_options
from ghginv.cli.problems import exit_code, show
from ghginv.cli.progress import ProgressLine
from ghginv.report.words import word


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where files go; DIR/results if not given.",
)
@click.option("--year", type=int, help="The year to show; the last one if not given.  显示的年份")
@common_options
@click.pass_context
def compute(context: click.Context, folder: Path, out: Path | None, year: int | None, options: Options) -> None:
    """Calculates the inventory in DIR, shows a year as a table and writes all years to OUT.  计算清单。"""
    from ghginv import api
    from ghginv.report import inventory_json, screen

    with ProgressLine() as progress:
        computation = api.compute(folder, bool(options.strict), progress)
    show(computation.problems, folder, options)
    code = exit_code(computation.problems, options)
    if code:
        context.exit(code)
    summary = computation.summary
    inventory = summary.results.inventory
    if not inventory.records and not inventory.statements:
        click.echo(word("no_results", options.language), err=True)
        context.exit(EXIT_FILES)
    shown = year or inventory.years[-1]
    if shown not in inventory.years:
        raise click.BadParameter(f"{shown}: {', '.join(map(str, inventory.years))}", param_hint="--year")
    language = options.lang or ("zh" if inventory.language == "zh" else "en")
    try:
        written = api.write(computation, out or folder / "results", language)
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        context.exit(EXIT_FILES)
    if options.format == "json":
        click.echo(inventory_json.text(summary), nl=False)
    elif not options.quiet:
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else None
        click.echo(screen.table(summary, shown, language, width, color=terminal), nl=False)
    if not options.quiet:
        click.echo(f"{word('written', language)} {written[0].parent}", err=True)
