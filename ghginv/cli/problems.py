"""Showing problems, and what they mean for the exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from ghginv.cli.options import EXIT_DATA, EXIT_FILES, Options
from ghginv.problems import Problem, Problems, render

#: Codes that mean that a file could not be had at all.
_UNREADABLE = ("file-not-found", "file-unreadable")


def shown(problems: Problems, options: Options) -> list[Problem]:
    """The problems that are asked for: errors, warnings unless quiet, notices if verbose."""
    levels = {"error"} | (set() if options.quiet else {"warning"}) | ({"notice"} if options.verbose else set())
    return [problem for problem in problems if problem.level in levels]


def show(problems: Problems, folder: Path, options: Options, stream: TextIO | None = None) -> None:
    """Writes the problems that are asked for; nothing if there are none."""
    found = shown(problems, options)
    if found:
        text = render(found, options.language, folder, options.format or "table")
        click.echo(text, file=stream or sys.stderr, nl=not text.endswith("\n"))


def exit_code(problems: Problems, options: Options) -> int:
    """What the run ends with."""
    if any(p.code in _UNREADABLE and p.place and p.place.file == "inventory.yaml" for p in problems):
        return EXIT_FILES
    failed = problems.has_errors or (options.fail_on == "warning" and problems.count("warning"))
    return EXIT_DATA if failed else 0
