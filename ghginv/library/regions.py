"""Regions: the attributes by which factor tables find the row of an area."""

from __future__ import annotations

from collections.abc import Iterator

from ghginv.model.catalogue import read_texts
from ghginv.source.entries import Entries

_NOT_ATTRIBUTES = ("en", "zh", "parent")


def attributes_of(regions: Entries, code: str) -> dict[str, str] | None:
    """The attributes of a region, its own over those of the regions it is in; None for an unknown one.

    A number such as 370114 is in the region of the longest listed number it begins with; US-CA is in US.
    """
    listed = next((shorter for shorter in _shorter(code) if shorter in regions), None)
    if listed is None:
        return None
    texts = read_texts(regions[listed])
    above = attributes_of(regions, texts["parent"]) if "parent" in texts else None
    return {**(above or {}), **{name: text for name, text in texts.items() if name not in _NOT_ATTRIBUTES}}


def _shorter(code: str) -> Iterator[str]:
    """The code, and what is left as its end is cut off."""
    if code.isdigit():
        yield from (code[:length] for length in range(len(code), 0, -1))
        return
    parts = code.split("-")
    yield from ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
