"""Vocabularies: what a key or an axis may be, by any of its names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property

from ghginv.library.lazy import Lazy
from ghginv.model.catalogue import Member
from ghginv.problems import Bilingual, Place, list_first
from ghginv.source.entries import Entries


class Vocabulary:
    """The members of a vocabulary file, by id and in its order."""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name = name
        self._entries = entries
        self._found: dict[str, str | None] = {}
        self.members: Mapping[str, Member] = Lazy(entries, lambda name: Member.read(name, entries[name]))

    def place(self, member: str) -> Place:
        """Where a member's line is."""
        return self._entries[member].place

    def find(self, text: str) -> str | None:
        """The id of the member that is called so: by id, English or Chinese name or alias, in any case."""
        if text not in self._found:
            self._found[text] = text if text in self.members else self._find(text)
        return self._found[text]

    def _find(self, text: str) -> str | None:
        folded = fold(text)
        for likely in self._entries.mentioning(text):  # saves reading all members, most of the time
            if folded in map(fold, self.members[likely].names()):
                return likely
        return self._by_name.get(folded)

    def has_value(self, attribute: str, text: str) -> bool:
        """Whether any member has this value of an attribute."""
        likely = self._entries.mentioning(text)  # saves reading all members, most of the time
        return any(self.members[one].attributes.get(attribute) == text for one in likely)

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute that members have, in their order."""
        self._entries.read_all()
        values = (member.attributes.get(attribute) for member in self.members.values())
        return list(dict.fromkeys(value for value in values if value is not None))

    def choices(self) -> list[str]:
        """Every name that `find` knows, ids first."""
        return self._choices

    def listed(self) -> Bilingual:
        """The first members: by id for readers of English, by name for readers of Chinese."""
        self._entries.read_all()
        return list_first(list(self.members), [member.zh for member in self.members.values()])

    @cached_property
    def _choices(self) -> list[str]:
        self._entries.read_all()
        names = [name for member in self.members.values() for name in member.names()]
        return list(dict.fromkeys([*self.members, *names]))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        self._entries.read_all()
        by_name: dict[str, str] = {}
        for member in self.members.values():
            for name in member.names():
                by_name.setdefault(fold(name), member.id)
        return by_name


def fold(text: str) -> str:
    """A name without what people write in several ways: case, full width, spaces, underscores."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())
