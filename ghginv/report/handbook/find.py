"""Looking for methods: by words, sector, category, gas, tier and guideline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghginv.library import Library
from ghginv.library.vocabulary import fold
from ghginv.model.factor import ANY
from ghginv.model.method import Method
from ghginv.report.forms import SECTORS
from ghginv.report.handbook.gases import emits, gases_of, sector_of
from ghginv.report.handbook.method import chosen_by


@dataclass(frozen=True, slots=True)
class Wanted:
    """What methods are looked for: those that meet everything that is said. category, gas: as the library names them.

    guideline: the name of a profile that takes the method by itself.
    """

    words: str = ""
    sector: str = ""
    category: str = ""
    gas: str = ""
    tier: int | None = None
    guideline: str = ""


def find(library: Library, wanted: Wanted) -> list[str]:
    """The names of the methods, by sector and name."""
    found = [name for name in library.methods() if _meets(library, library.method(name), wanted)]
    return [name for sector in [*SECTORS, "local"] for name in found if sector_of(library, name) == sector]


def named(library: Library, text: str) -> str | None:
    """The method that is called so: by name, or by its title in either language, in any case."""
    if text in library.methods():
        return text
    for name in library.methods():
        title = library.method(name).title
        if fold(text) in (fold(name), fold(title.en), fold(title.zh)):
            return name
    return None


def serves_some(method: Method, category: str) -> bool:
    """Whether a method may calculate a category or one below it."""
    return method.serves(category) or any(code.startswith(f"{category}.") for code in method.categories)


def _meets(library: Library, method: Method, wanted: Wanted) -> bool:
    if wanted.sector and sector_of(library, method.name) != wanted.sector:
        return False
    if wanted.category and not serves_some(method, wanted.category):
        return False
    if wanted.tier is not None and method.tier != wanted.tier:
        return False
    if wanted.gas and not emits(library, method, wanted.gas):
        return False
    if wanted.guideline and not _is_chosen(library, method.name, wanted.guideline, wanted.category):
        return False
    texts = [fold(text) for text in _texts(library, method)]
    return all(any(fold(word) in text for text in texts) for word in wanted.words.split())


def _is_chosen(library: Library, method: str, guideline: str, category: str) -> bool:
    """Whether a profile takes a method by itself: for this category or one below it, if one is said."""
    profile = library.profile(guideline)
    codes = chosen_by(library, method)[0].get(guideline, ())
    inside = any(f"{code}.".startswith(f"{category}.") for code in codes)
    return inside or method in profile.methods_for(category) if category else bool(codes)


def _texts(library: Library, method: Method) -> Iterator[str]:
    """What the words of a search may be found in."""
    yield from (method.name, method.title.en, method.title.zh)
    if method.note is not None:
        yield from (method.note.en, method.note.zh)
    for code in method.categories:
        yield code
        if code != ANY and code in library.categories.codes():
            yield from (library.categories.title(code, language) for language in ("en", "zh"))
    yield from gases_of(library, method)
    yield from (f"{one.id} {one.equation}" for one in method.reference)
