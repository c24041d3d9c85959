"""What the commands that work on a folder have in common: calculating it, and ending where that makes no sense."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghginv.cli import console
from ghginv.cli.messages import Language, message
from ghginv.cli.options import EXIT_FILES, Options
from ghginv.cli.problems import exit_code, show

if TYPE_CHECKING:
    from ghginv.api import Computation
    from ghginv.engine.run import Progress

_LANGUAGE = re.compile(r"""^language:\s*["']?(en|zh)\b""", re.MULTILINE)


def require_folder(folder: Path, options: Options) -> None:
    """Ends the run with a sentence if there is no such folder."""
    if not folder.is_dir():
        key = "not_a_folder" if folder.exists() else "no_folder"
        console.err(message(key, options.lang or "en", folder=folder))
        raise click.exceptions.Exit(EXIT_FILES)


def language_of(folder: Path, options: Options) -> Language:
    """The language asked for, else the inventory's if it can be shown, also where the rest of its file is no use."""
    if options.lang is not None or not console.shows_chinese():
        return options.lang or "en"
    try:
        found = _LANGUAGE.search((folder / "inventory.yaml").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        found = None
    return "zh" if found is not None and found[1] == "zh" else "en"


def calculate(
    folder: Path,
    options: Options,
    progress: Progress | None = None,
    warn: bool = True,
    guideline: str | None = None,
    gwp: str | None = None,
) -> tuple[Computation, Language]:
    """Calculates a folder and shows its problems; ends the run if they are errors or nothing is to be calculated.

    warn: whether to show them also where the run goes on. guideline, gwp: in place of those that the folder names.
    """
    from ghginv import api

    require_folder(folder, options)
    language = language_of(folder, options)
    computation = api.compute(folder, bool(options.strict), progress, guideline, gwp)
    code = exit_code(computation.problems, options)
    if code and guideline is not None:
        console.err(message("by_guideline", language, guideline=guideline))
    if code or warn:
        show(list(computation.problems), folder, options, language)
    if code:
        raise click.exceptions.Exit(code)
    inventory = computation.inventory
    if inventory is None or not (inventory.records or inventory.statements):
        console.err(message("nothing", language, folder=folder))
        raise click.exceptions.Exit(EXIT_FILES)
    return computation, language


def year_of(computation: Computation, year: int | None, language: Language) -> int:
    """The year asked for, or the last one."""
    assert computation.inventory is not None
    years = computation.inventory.years
    if year is not None and year not in years:
        shown = ", ".join(map(str, years))
        raise click.BadParameter(message("no_such_year", language, year=year, years=shown), param_hint="--year")
    return years[-1] if year is None else year
