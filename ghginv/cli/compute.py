"""`ghginv compute DIR`: the inventory."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from ghginv.cli import console
from ghginv.cli.folder import calculate, year_of
from ghginv.cli.messages import message
from ghginv.cli.options import EXIT_FILES, Options, common_options
from ghginv.cli.progress import ProgressLine


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="OUT", type=click.Path(path_type=Path),
    help="Folder for the files; DIR/results if not given.  结果文件夹",
)  # fmt: skip
@click.option("--year", type=int, help="Year to show; the last if not given.  显示的年份")
@common_options
@click.pass_context
def compute(context: click.Context, folder: Path, out: Path | None, year: int | None, options: Options) -> None:
    """Calculates the inventory in DIR, shows a year as a table and writes all years to OUT.

    计算 DIR 中的清单，显示一年的汇总表，全部年份的结果写入 OUT。
    """
    with ProgressLine() as progress:
        computation, language = calculate(folder, options, progress)
    # Slower to load than all the rest: only where there is something to show.
    from ghginv import api
    from ghginv.report import inventory_json, screen

    shown = year_of(computation, year, language)
    try:
        written = api.write(computation, out or folder / "results", language)
    except OSError as error:
        console.err(message("not_written", language, file=error.filename or out, reason=error.strerror or error))
        context.exit(EXIT_FILES)
    if options.format == "json":
        console.out_json(inventory_json.text(computation.summary))
    elif not options.quiet:
        width = shutil.get_terminal_size().columns if console.is_terminal(sys.stdout) else None
        console.out(screen.table(computation.summary, shown, language, width, console.is_coloured()))
    if not options.quiet:
        console.err(message("written", language, folder=written[0].parent))
