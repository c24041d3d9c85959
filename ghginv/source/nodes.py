"""The tree that every reader makes: texts, lists and mappings with their places."""

from __future__ import annotations

from typing import NamedTuple

from ghginv.problems import Place


class Scalar(NamedTuple):
    """A piece of text. `quoted` when YAML quotes or a block (`|`, `>`) say that it is meant as text."""

    text: str
    place: Place
    quoted: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given: no text, `~` or `null` without quotes."""
        return not self.quoted and self.text in ("", "~", "null")


class Sequence(NamedTuple):
    """The items of a list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(NamedTuple):
    """Entries in the order of the file: key text -> (the key as written, its value)."""

    entries: dict[str, tuple[Scalar, Node]]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def place_of(self, key: str) -> Place:
        """Where the key itself stands; where the mapping starts when it lacks the key."""
        entry = self.entries.get(key)
        return entry[0].place if entry else self.place


Node = Scalar | Sequence | Mapping
