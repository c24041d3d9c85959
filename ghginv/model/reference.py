"""Where a number or an equation is printed."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from ghginv.model.base import Model

_WHERE = ("section", "equation", "table", "figure", "sheet", "page")


class Source(Model):
    """A document, data set or program that is quoted: an entry of `emission_factors/sources/`."""

    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""
    note: str = ""


class Reference(Model):
    """A place in a source. `id` is that of a `Source`; a user's own factor may say it in words instead."""

    id: str = ""
    words: str = ""
    section: str = ""
    equation: str = ""
    table: str = ""
    figure: str = ""
    sheet: str = ""
    page: str = ""
    note: str = ""

    def text(self, title: str = "") -> str:
        """The reference in one line, with the title of its source when that is known."""
        parts = [title or self.words or self.id]
        parts += [f"{field} {value}" for field in _WHERE if (value := getattr(self, field))]
        return ", ".join(part for part in parts if part)


def _words(value: Any) -> Any:
    return {"words": str(value)} if isinstance(value, str) else value


ReferenceOrWords = Annotated[Reference, BeforeValidator(_words)]
