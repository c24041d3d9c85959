"""`ghginv`: the group of commands. Commands are imported when they are called, so that help is instant."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from ghginv import __version__
from ghginv.cli import console
from ghginv.cli.options import EXIT_BUG, EXIT_FILES, EXIT_INTERRUPTED, Options, common_options

#: Name of each command -> (module, what it does).
COMMANDS = {
    "compare": ("ghginv.cli.compare", "One folder by several guidelines, and why they differ.  比较不同指南"),
    "compute": ("ghginv.cli.compute", "The inventory: a table on screen, files in OUT.  计算清单"),
    "explain": ("ghginv.cli.explain", "One figure, down to files and guideline tables.  说明一个数的来历"),
    "factors": ("ghginv.cli.factors", "Factor tables and their rows.  查因子表"),
    "methods": ("ghginv.cli.methods", "Methods: formulas, parameters, references.  查方法"),
    "validate": ("ghginv.cli.validate", "Every problem in a folder.  检查数据"),
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
@click.version_option(__version__, prog_name="ghginv", message="%(prog)s %(version)s")
@common_options
@click.pass_context
def cli(context: click.Context, options: Options) -> None:
    """Greenhouse gas inventories of districts, cities and provinces.

    区县、城市和省级温室气体清单。

    Results go to standard output, all else to standard error. Exit codes: 0 done; 1 problems in the data; 2 wrong
    usage; 3 lock or comparison differs; 4 cannot read or write; 70 a bug.

    结果写到标准输出，其余写到标准错误。
    退出码：0 完成；1 数据有问题；2 用法错误；3 锁定或对比不一致；4 无法读写；70 程序缺陷。
    """
    context.obj = options


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    # A command lives for a second and its data hold no rings: looking for them again and again costs a tenth of it.
    gc.disable()
    # Plugins of pydantic, of which it would look for some in every installed package, have no part in this.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    console.prepare()
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    """Never a traceback, but for a bug."""
    try:
        with cli.make_context("ghginv", arguments) as context:
            cli.invoke(context)
        return 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever reads has had enough, as `| head` has. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        console.err(": ".join(str(part) for part in ("ghginv", error.filename, error.strerror or error) if part))
        return EXIT_FILES
    except Exception as error:
        from traceback import print_exc

        print_exc(file=sys.stderr)
        console.err(f"ghginv {__version__}: this is a bug in ghginv, not in your data: {error!r}")
        return EXIT_BUG
