"""The worked cases of a checkout, and which methods each of them calculates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ghginv import source
from ghginv.library import Library
from ghginv.model.catalogue import read_texts
from ghginv.model.profile import Profile
from ghginv.problems import Problems
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node, Sequence


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case. path: from the folder of cases. records: for each method the ids and the categories it has.

    answers: each expected answer, as the texts it is written with.
    """

    name: str
    title: str
    reference: str
    kind: str
    path: str
    guideline: str
    records: Mapping[str, frozenset[str]]
    answers: tuple[Mapping[str, str], ...]

    def answers_of(self, method: str) -> list[Mapping[str, str]]:
        """The answers about the records of one method; all of them if none is about these alone."""
        mine = self.records[method]
        own = [
            answer
            for answer in self.answers
            if answer.get("method") == method or answer.get("record") in mine or answer.get("category") in mine
        ]
        return own or list(self.answers)


def read_cases(library: Library, folder: Path) -> list[Case]:
    """All cases in a folder, by path. One that cannot be read as far as is needed here is left out."""
    found = (_read(library, path, folder) for path in sorted(folder.rglob("*.yaml")))
    return [case for case in found if case is not None]


def _read(library: Library, path: Path, folder: Path) -> Case | None:
    node = source.read_yaml(path, Problems())
    inventory = node.get("inventory") if isinstance(node, MappingNode) else None
    if not isinstance(node, MappingNode) or not isinstance(inventory, MappingNode):
        return None
    texts, guideline = read_texts(node), read_texts(inventory).get("guideline", "")
    if "case" not in texts or guideline not in library.profiles():
        return None
    return Case(
        texts["case"], texts.get("title", ""), texts.get("reference", ""), texts.get("kind", ""),
        path.relative_to(folder).as_posix(), guideline,
        _records(library, library.profile(guideline), node.get("activity")),
        tuple(read_texts(one) for one in _mappings(node.get("expected"))),
    )  # fmt: skip


def _mappings(node: Node | None) -> Iterator[MappingNode]:
    yield from (one for one in (node.items if isinstance(node, Sequence) else ()) if isinstance(one, MappingNode))


def _records(library: Library, profile: Profile, activity: Node | None) -> dict[str, frozenset[str]]:
    """For each method what its records are called: the same choice that a calculation makes."""
    found: dict[str, set[str]] = {}
    for line in _mappings(activity):
        texts = read_texts(line)
        category = library.categories.parse(texts.get("category", ""))
        if category is None or "notation" in texts:
            continue
        asked = texts.get("method")
        names = [asked] if asked else library.methods_for(profile, category, texts.get("tier", ""))
        for name in library.fed_by(names, line.entries):
            if name in library.methods() and library.method(name).serves(category):
                found.setdefault(name, set()).update(filter(None, [texts.get("id"), category]))
    for name, category in profile.automatic.items():
        links = [parameter.link for parameter in library.method(name).parameters.values()]
        if any(link is not None and link.method in found for link in links):
            found.setdefault(name, set()).update([name, category])
    return {name: frozenset(records) for name, records in found.items()}
