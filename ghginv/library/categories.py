"""The category tree: codes as people write them, titles, sectors, and the crosswalk to other schemes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from ghginv.library.lazy import Lazy
from ghginv.library.vocabulary import fold
from ghginv.model.catalogue import read_texts
from ghginv.problems import Language
from ghginv.source import Mapping as MappingNode
from ghginv.source import Sequence
from ghginv.source.entries import Entries

Sector = Literal["energy", "ippu", "agriculture", "lulucf", "waste", "other", "memo"]
Scheme = Literal["cn", "crt", "gpc"]

MEMO = "memo"


class Categories:
    """The categories of `categories.yaml`, by IPCC 2006 code such as `1.A.1.a.i`."""

    def __init__(self, head: MappingNode, entries: Entries) -> None:
        self._entries = entries
        self._texts: Mapping[str, Mapping[str, str]] = Lazy(entries, lambda code: read_texts(entries[code]))
        self._sectors = _sectors(head)

    def codes(self) -> list[str]:
        """All codes, in the order of the tree."""
        return list(self._entries)

    def parse(self, text: str) -> str | None:
        """The code that is written `1.A.1.a.i`, `1A1ai`, `1a1AI`; None if there is none."""
        return text if text in self._entries else self._by_spelling.get(_spelling(text))

    def title(self, code: str, language: Language, guideline: str = "") -> str:
        """The title of a category; a guideline may use the code for something else."""
        other = self._entries[code].get(guideline)
        texts = read_texts(other) if isinstance(other, MappingNode) else self._texts[code]
        return texts.get(language, "")

    def parent(self, code: str) -> str | None:
        """The category above; None for the outermost."""
        return code.rpartition(".")[0] or None

    def ancestors(self, code: str) -> list[str]:
        """The categories above, nearest first."""
        parts = code.split(".")
        return [".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]

    def children(self, code: str) -> list[str]:
        """The categories just below."""
        return [other for other in self._entries if self.parent(other) == code]

    def sector(self, code: str) -> Sector:
        """The sector that a category is shown in. What is in none is `memo`, or `other` (the whole of 3)."""
        if code.split(".")[0] == MEMO:
            return "memo"
        lines = [code, *self.ancestors(code)]
        return next((self._sectors[line] for line in lines if line in self._sectors), "other")

    def memo(self, code: str) -> str | None:
        """The memo item that all emissions of a category are; None for an ordinary category."""
        head, _, rest = code.partition(".")
        return rest if head == MEMO and rest else self._texts[code].get("memo")

    def row(self, code: str, scheme: Scheme) -> str | None:
        """The row of another scheme that a category goes to; None if that has no such row."""
        return self._texts[code].get(scheme)

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        return {_spelling(code): code for code in self._entries}


def _spelling(text: str) -> str:
    return fold(text).replace(".", "")


def _sectors(head: MappingNode) -> dict[str, Sector]:
    """The sector of each code named under `sectors`."""
    sectors: dict[str, Sector] = {}
    listed = head.get("sectors")
    for name, (_, node) in listed.entries.items() if isinstance(listed, MappingNode) else ():
        codes = node.get("codes") if isinstance(node, MappingNode) else None
        for code in codes.items if isinstance(codes, Sequence) else ():
            sectors[getattr(code, "text", "")] = name  # type: ignore[assignment]
    return sectors
