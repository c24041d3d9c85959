"""What a key or an axis can be, and what a factor table's key cells can therefore hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ghginv.library.gases import BLEND_TABLE, GWP_TABLE
from ghginv.library.vocabulary import Vocabulary
from ghginv.model.factor import AREA
from ghginv.model.method import Method

if TYPE_CHECKING:
    from ghginv.library.library import Library

#: The keys of tables that no method names, since every method needs them.
_GAS_KEYS = {GWP_TABLE: ("gas",), BLEND_TABLE: ("blend", "gas")}


class Choices:
    """The values that a key can have: members of a vocabulary, or words without other names."""

    def __init__(self, *sources: Vocabulary | Iterable[str]) -> None:
        self._sources = tuple(one if isinstance(one, Vocabulary) else tuple(one) for one in sources)
        parts = (one.members if isinstance(one, Vocabulary) else one for one in self._sources)
        self.ids: tuple[str, ...] = tuple(dict.fromkeys(word for part in parts for word in part))
        self._known = frozenset(self.ids)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def find(self, text: str) -> str | None:
        """The value that is called so."""
        named = (one.find(text) for one in self._sources if isinstance(one, Vocabulary))
        return next((one for one in named if one is not None), text if text in self._known else None)

    def joined(self, other: Choices) -> Choices:
        """The values of both, by all their names."""
        return Choices(*dict.fromkeys([*self._sources, *other._sources]))

    def names(self) -> list[str]:
        """Everything that `find` knows."""
        parts = (one.choices() if isinstance(one, Vocabulary) else one for one in self._sources)
        return list(dict.fromkeys(name for part in parts for name in part))


def of_key(library: Library, method: Method, name: str) -> Choices | None:
    """What a key or an axis of a method can be; None for what can be anything, such as a year."""
    key, axis = method.keys.get(name), method.axes.get(name)
    if axis is not None and axis.members:
        return Choices(axis.members)
    if key is not None and key.kind == "dimension_of":
        unit = method.parameters[key.of or ""].unit
        return Choices(unit if isinstance(unit, dict) else ())
    vocabulary = AREA if name == AREA else method.vocabulary_of(name)
    if vocabulary is None or vocabulary not in library.vocabularies():
        return None
    if key is not None and key.kind == "attribute":
        return Choices(library.vocabulary(vocabulary).values(key.attribute or ""))
    return Choices(library.vocabulary(vocabulary))


def of_table(library: Library, table: str, methods: Iterable[Method]) -> dict[str, Choices | None] | None:
    """The keys by which these methods look into a table, with what each can be in any; None if none of them does."""
    if table in _GAS_KEYS:
        return dict.fromkeys(_GAS_KEYS[table], Choices(library.vocabulary("gas")))
    methods = [method for method in methods if uses(method, table)]
    if not methods:
        return None
    found: dict[str, Choices | None] = {}
    for method in methods:
        for name in dict.fromkeys(_keys_into(method, table)):
            known, own = found.get(name), of_key(library, method, name)
            found[name] = own if known is None else known if own is None else known.joined(own)
    return found


def _keys_into(method: Method, table: str) -> Iterator[str]:
    for parameter in method.parameters.values():
        if parameter.table == table:
            yield from parameter.by
    yield from (name for name, axis in method.axes.items() if axis.table == table)


def uses(method: Method, table: str) -> bool:
    """Whether a method looks into a factor table."""
    named = [parameter.table for parameter in method.parameters.values()]
    return table in [*named, *(axis.table for axis in method.axes.values())]
