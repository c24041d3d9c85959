"""`ghginv validate DIR`: every problem in the folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ghginv.cli.options import Options, common_options
from ghginv.cli.problems import exit_code


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common_options
@click.pass_context
def validate(context: click.Context, folder: Path, options: Options) -> None:
    """Shows every problem in DIR, factors that are missing included, and writes nothing.  检查数据，不写文件。"""
    from ghginv import api
    from ghginv.cli.problems import shown
    from ghginv.problems import render

    problems = api.compute(folder, strict=bool(options.strict)).problems
    text = render(shown(problems, options), options.language, folder, options.format or "table")
    click.echo(text, file=sys.stdout, nl=not text.endswith("\n"))
    context.exit(exit_code(problems, options))
