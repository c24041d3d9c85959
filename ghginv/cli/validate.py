"""`ghginv validate DIR`: every problem in the folder."""

from __future__ import annotations

from pathlib import Path

import click

from ghginv.cli import console
from ghginv.cli.folder import language_of, require_folder
from ghginv.cli.options import Options, common_options
from ghginv.cli.problems import exit_code, text


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common_options
@click.pass_context
def validate(context: click.Context, folder: Path, options: Options) -> None:
    """Shows every problem in DIR, missing factors included. Writes no files.

    检查 DIR 中的全部问题（包括缺少的因子），不写文件。
    """
    from ghginv import api

    require_folder(folder, options)
    problems = api.compute(folder, bool(options.strict)).problems
    found = text(list(problems), folder, options, language_of(folder, options))
    (console.out_json if options.format == "json" else console.out)(found)
    context.exit(exit_code(problems, options))
