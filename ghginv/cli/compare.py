"""`ghginv compare DIR`: one folder by several guidelines."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from ghginv.cli import console
from ghginv.cli.folder import calculate, year_of
from ghginv.cli.lookup import guideline_of
from ghginv.cli.options import Options, common_options

#: Where the output is not a terminal: wide enough for any table.
_WIDE = 400


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--guideline", "guidelines", multiple=True, help="To compare with; all if not given.  对比的指南")
@click.option("--year", type=int, help="The last year if not given.  年份")
@common_options
def compare(folder: Path, guidelines: tuple[str, ...], year: int | None, options: Options) -> None:
    """Calculates DIR by its own guideline and by others, and shows for each category whether method or factor differs.

    按清单自身的指南和其他指南分别计算 DIR，逐类别说明差异来自方法还是因子。
    """
    from ghginv.engine.guideline_comparison import compare_guidelines
    from ghginv.report import guidelines as report

    own, language = calculate(folder, options, warn=False)
    assert own.inventory is not None
    library = own.inventory.library
    names = [guideline_of(library, name, language) for name in guidelines] or library.profiles()
    others = [name for name in dict.fromkeys(names) if name != own.inventory.guideline]
    computations = [own]
    for name in others:
        computations.append(calculate(folder, options, warn=False, guideline=name, gwp=own.inventory.gwp)[0])
    shown = year_of(own, year, language)
    found = compare_guidelines([one.summary.results for one in computations], shown)
    inventories = [one.summary.results.inventory for one in computations]
    if options.format == "json":
        data = report.as_data(found, inventories, shown)
        console.out_json(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        width = shutil.get_terminal_size().columns if console.is_terminal(sys.stdout) else _WIDE
        console.out(report.as_text(found, inventories, shown, language, width))
