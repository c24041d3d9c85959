"""Guideline profiles: which method calculates each category, and in which order factor sets are asked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from ghginv.model.base import LocalText, Model

#: The set of a user's own tables, asked first by every profile.
LOCAL = "local"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _local_first(sets: tuple[str, ...]) -> tuple[str, ...]:
    return (LOCAL, *sets)


class Profile(Model):
    """A file of `catalogue/profiles/`. An inventory may choose another `gwp` and other `settings`.

    `automatic`: methods that take all they need from others, and the category in which each is reported.
    """

    profile: str
    title: LocalText
    gwp: str
    settings: dict[str, str] = {}
    factor_sets: Annotated[tuple[str, ...], AfterValidator(_local_first)]
    automatic: dict[str, str] = {}
    methods: dict[str, Annotated[tuple[str, ...], BeforeValidator(_as_list)]]

    def methods_for(self, category: str) -> tuple[str, ...]:
        """The methods of a category: those of the longest code that it is or is below."""
        code = category
        while code and code not in self.methods:
            code = code.rpartition(".")[0]
        return self.methods.get(code, ())
