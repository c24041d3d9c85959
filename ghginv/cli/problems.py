"""Showing problems, and what they mean for the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ghginv.cli import console
from ghginv.cli.messages import Language, message
from ghginv.cli.options import EXIT_DATA, EXIT_FILES, Options
from ghginv.problems import Problem, Problems, render

#: Codes that mean that a file could not be had at all.
_UNREADABLE = ("file-not-found", "file-unreadable")


def shown(problems: Iterable[Problem], options: Options) -> list[Problem]:
    """The problems that are asked for: errors, warnings unless quiet, notices if verbose; and all that make it fail."""
    levels = {"error"} | (set() if options.quiet else {"warning"}) | ({"notice"} if options.verbose else set())
    if options.fail_on == "warning":
        levels.add("warning")
    return [problem for problem in problems if problem.level in levels]


def text(problems: Sequence[Problem], folder: Path, options: Options, language: Language) -> str:
    """The problems that are asked for, with a word about those that are not."""
    found = shown(problems, options)
    rendered = render(found, language, folder, options.format or "table")
    if options.format in ("json", "github"):
        return rendered
    parts = ["" if options.quiet and not found else rendered, hidden(problems, options, language)]
    return "\n".join(part for part in parts if part)


def show(problems: Sequence[Problem], folder: Path, options: Options, language: Language) -> None:
    """Writes the problems beside the results; nothing if there are none."""
    if shown(problems, options):
        console.err(text(problems, folder, options, language))
    elif options.format in (None, "table"):
        console.err(hidden(problems, options, language))


def hidden(problems: Iterable[Problem], options: Options, language: Language) -> str:
    """How many notices are not shown."""
    count = sum(problem.level == "notice" for problem in problems)
    if not count or options.quiet or options.verbose:
        return ""
    return message("hidden_one" if count == 1 else "hidden", language, count=count)


def exit_code(problems: Problems, options: Options) -> int:
    """What the run ends with."""
    if any(p.code in _UNREADABLE and p.place and p.place.file == "inventory.yaml" for p in problems):
        return EXIT_FILES
    failed = problems.has_errors or (options.fail_on == "warning" and problems.count("warning"))
    return EXIT_DATA if failed else 0
