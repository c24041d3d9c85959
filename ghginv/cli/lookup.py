"""What a user calls a gas, a category or a guideline, in the words of the library; ends the run where it is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ghginv.cli.messages import Language, message

if TYPE_CHECKING:
    from ghginv.library import Library


def refuse(
    key: str, text: str, choices: Iterable[str], language: Language, hint: str, **values: object
) -> click.BadParameter:
    """Says that there is no such thing, with the nearest one that there is."""
    from ghginv.problems import suggest

    near = suggest(text, choices)
    meant = f" {message('did_you_mean', language, text=near)}" if near else ""
    return click.BadParameter(message(key, language, text=text, **values) + meant, param_hint=hint)


def gas_of(library: Library, text: str | None, language: Language) -> str:
    """A gas by any of its names, or one of the seven; empty for none."""
    if text is None:
        return ""
    from ghginv.engine.totals import GASES

    vocabulary = library.vocabulary("gas")
    groups = {group.casefold(): group for group in GASES}
    found = groups.get(text.casefold()) or vocabulary.find(text)
    if found is None:
        raise refuse("no_such_gas", text, [*GASES, *vocabulary.choices()], language, "--gas")
    return found


def category_of(library: Library, text: str | None, language: Language, hint: str = "--category") -> str:
    """The code of a category however it is written; empty for none."""
    if text is None:
        return ""
    found = library.categories.parse(text)
    if found is None:
        raise refuse("no_such_category", text, (), language, hint)
    return found


def guideline_of(library: Library, text: str | None, language: Language) -> str:
    """The name of a profile; empty for none."""
    if text is not None and text not in library.profiles():
        known = library.profiles()
        raise refuse("no_such_guideline", text, known, language, "--guideline", known=", ".join(known))
    return text or ""
