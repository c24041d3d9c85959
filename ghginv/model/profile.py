"""Guideline profiles: which method calculates each category, and in which order factor sets are asked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from ghginv.model.base import LocalText, Model

#: The set of a user's own tables, asked first by every profile.
LOCAL = "local"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Methods = dict[str, Annotated[tuple[str, ...], BeforeValidator(_as_list)]]


def _local_first(sets: tuple[str, ...]) -> tuple[str, ...]:
    return (LOCAL, *sets)


class Profile(Model):
    """A file of `catalogue/profiles/`. An inventory may choose another `gwp` and other `settings`.

    `methods`: of each category. `tiers`: of each category where an activity asks for that tier.
    `automatic`: methods that take all they need from others, and the category in which each is reported.
    """

    profile: str
    title: LocalText
    gwp: str
    settings: dict[str, str] = {}
    factor_sets: Annotated[tuple[str, ...], AfterValidator(_local_first)]
    automatic: dict[str, str] = {}
    methods: Methods
    tiers: dict[str, Methods] = {}

    def methods_for(self, category: str, tier: str = "") -> tuple[str, ...]:
        """The methods of a category: those of the longest code that begins it, of the tier if that has its own."""
        return _of_longest_code(self.tiers.get(tier, {}), category) or _of_longest_code(self.methods, category)


def _of_longest_code(methods: Methods, category: str) -> tuple[str, ...]:
    code = category
    while code and code not in methods:
        code = code.rpartition(".")[0]
    return methods.get(code, ())
