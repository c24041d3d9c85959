"""`ghginv`: the group of commands. Commands are imported when they are called, so that help is instant."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ghginv import __version__
from ghginv.cli.options import EXIT_BUG, Options, common_options

#: Name of each command -> (module, what it does).
COMMANDS = {
    "compute": ("ghginv.cli.compute", "The inventory: a table on screen, files in OUT.  计算清单"),
    "explain": ("ghginv.cli.explain", "One number, down to files and guideline tables.  解释一个数"),
    "validate": ("ghginv.cli.validate", "Every problem in the folder.  检查数据"),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[name][0]), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ghginv")
@common_options
@click.pass_context
def cli(context: click.Context, options: Options) -> None:
    """Greenhouse gas inventories of districts, cities and provinces.  温室气体清单。

    Exit codes: 0 done; 1 problems in the data; 2 wrong usage; 3 lock or comparison differs; 4 cannot read or write;
    70 a bug.
    """
    context.obj = options


def main() -> None:
    """Runs the command line; a failure that is nobody's data ends with a plain sentence and exit code 70."""
    try:
        cli()
    except (SystemExit, KeyboardInterrupt):
        raise
    except Exception as error:
        from traceback import print_exc

        print_exc(file=sys.stderr)
        click.echo(f"ghginv {__version__}: this is a bug in ghginv, not in your data: {error!r}", err=True)
        sys.exit(EXIT_BUG)
