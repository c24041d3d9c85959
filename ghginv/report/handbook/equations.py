"""The register of equations: which method implements each numbered equation of a guideline, or why none does.

A file of `ghginv/catalogue/equations/` lists those of a volume; the references of the methods say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ghginv import source
from ghginv.library import Library
from ghginv.model.base import LocalText
from ghginv.model.catalogue import read_texts
from ghginv.report.handbook.cases import Case
from ghginv.report.handbook.markdown import ENDINGS, safe, switch, table
from ghginv.report.handbook.words import say
from ghginv.report.words import Language
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node

_CHAPTER = re.compile(r"(ipcc-\d{4})-v(\d)-(?:ch|ap)\w+")
_RANGE = re.compile(r"(\S+?)\s*[-–]\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Equation:
    """A numbered equation. reason: why no method has it, None if one does.

    same_as: its number in the earlier guideline, which has the same. methods: those that refer to it. cases: those
    with one of these methods.
    """

    guideline: str
    volume: str
    number: str
    title: LocalText
    reason: LocalText | None
    same_as: str
    methods: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """The equations of a volume, by guideline in the order of the file."""

    number: str
    title: LocalText
    equations: tuple[Equation, ...]


#: Cases that are named beside an equation.
_CASES = 3
#: The guideline whose equations a later one repeats.
_EARLIER = "ipcc-2006"


def register(library: Library, cases: Sequence[Case]) -> list[Volume]:
    """All volumes that have a file, each equation with the methods and cases that have it."""
    folder = library.files.catalogue("equations").path.with_suffix("")
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    return [volume for name in names if (volume := _volume(library, name, cases)) is not None]


def _volume(library: Library, name: str, cases: Sequence[Case]) -> Volume | None:
    file = library.files.catalogue(f"equations/{name}")
    node = source.read_yaml(file.path, library.problems, file.shown)
    listed = node.get("equations") if isinstance(node, MappingNode) else None
    if not isinstance(node, MappingNode) or not isinstance(listed, MappingNode):
        return None
    volume = read_texts(node).get("volume", "")
    bare = [one for guideline, (_, part) in listed.entries.items() for one in _equations(guideline, volume, part)]
    mentioned = _mentioned(library, volume, bare)
    equations = []
    for one in bare:
        own = mentioned.get((one.guideline, one.number), ())
        methods = own or (mentioned.get((_EARLIER, one.same_as), ()) if one.same_as else ())
        using = tuple(case for case in cases if any(method in case.records for method in methods))
        equations.append(
            Equation(one.guideline, volume, one.number, one.title, one.reason, one.same_as, tuple(methods), using)
        )
    return Volume(volume, _text(node.get("title")), tuple(equations))


def _equations(guideline: str, volume: str, node: Node) -> Iterator[Equation]:
    for number, (_, line) in node.entries.items() if isinstance(node, MappingNode) else ():
        if isinstance(line, MappingNode):
            reason = line.get("reason")
            same_as = read_texts(line).get("same_as", "")
            yield Equation(guideline, volume, number, _text(line), _text(reason) if reason else None, same_as)


def _text(node: Node | None) -> LocalText:
    texts = read_texts(node) if isinstance(node, MappingNode) else {}
    return LocalText(en=texts.get("en", ""), zh=texts.get("zh", ""))


def _mentioned(library: Library, volume: str, equations: Sequence[Equation]) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each equation the methods that refer to it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for name, _, (other, guideline), number in _references(library, _numbered(equations)):
        if other == volume:
            found.setdefault((guideline, number), {})[name] = None
    return {equation: tuple(names) for equation, names in found.items()}


def _numbered(equations: Iterable[Equation]) -> dict[tuple[str, str], list[str]]:
    """The numbers of each volume and guideline, in their order."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in equations:
        found.setdefault((one.volume, one.guideline), []).append(one.number)
    return found


def _references(
    library: Library, known: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[tuple[str, str, tuple[str, str], str]]:
    """Every equation that a method refers to: the method, the document, its volume and guideline, the number."""
    for name in library.methods():
        for reference in library.method(name).reference:
            if chapter := _CHAPTER.fullmatch(reference.id):
                part = (chapter[2], chapter[1])
                for number in numbers(reference.equation, known.get(part, [])):
                    yield name, reference.id, part, number


def numbers(text: str, known: Sequence[str]) -> Iterator[str]:
    """The equations that a reference names: `2.1`, `2.1, 2.7`, `3.1-3.6` by the order of those that are known."""
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        ends = _RANGE.fullmatch(part)
        if part not in known and ends is not None and ends[1] in known and ends[2] in known:
            yield from known[known.index(ends[1]) : known.index(ends[2]) + 1]
        else:
            yield part


def unknown_references(library: Library, volumes: Sequence[Volume]) -> list[str]:
    """References of methods to equations that the register does not have, as `method: document, equation`."""
    known = _numbered(one for volume in volumes for one in volume.equations)
    return [
        f"{name}: {document}, {number}"
        for name, document, part, number in _references(library, known)
        if part in known and number not in known[part]
    ]


def page(library: Library, volumes: Sequence[Volume], language: Language) -> str:
    """The register as a page."""
    lines = [f"# {say('equations', language)}", "", switch("equations", language), "", say("register_head", language)]
    for volume in volumes:
        for guideline in dict.fromkeys(one.guideline for one in volume.equations):
            own = [one for one in volume.equations if one.guideline == guideline]
            done, stated = sum(bool(one.methods) for one in own), sum(one.reason is not None for one in own)
            title = library.profile(guideline).title.text(language)
            head = say("volume", language).format(title, volume.number, volume.title.text(language))
            lines += ["", f"## {head}", "", say("done_of", language).format(len(own), done, stated), ""]
            headers = [say(key, language) for key in ("equation", "meaning", "what_of_it", "cases")]
            lines += table(headers, (_row(library, one, language) for one in own))
    return "\n".join(lines) + "\n"


def _row(library: Library, one: Equation, language: Language) -> tuple[str, str, str, str]:
    if one.reason is not None:
        return one.number, safe(one.title.text(language)), safe(one.reason.text(language)), ""
    methods = [f"[{name}](methods/{_sector(library, name)}/{name}{ENDINGS[language]})" for name in one.methods]
    what = "<br>".join(methods) or say("nowhere", language)
    if one.same_as and one.methods:
        what += "<br>" + say("unchanged", language).format(one.same_as)
    cases = [f"[{case.name}](../tests/cases/{case.path})" for case in sorted(one.cases, key=partial(_nearness, one))]
    more = [say("and_more", language).format(len(cases) - _CASES)] if len(cases) > _CASES else []
    return one.number, safe(one.title.text(language)), what, "<br>".join([*cases[:_CASES], *more])


def _nearness(one: Equation, case: Case) -> tuple[bool, bool]:
    """Cases that name the equation come first, and those whose answer others have calculated."""
    names = re.search(rf"(?<![\d.]){re.escape(one.number)}(?![\w]|\.\d)", case.reference) is not None
    return not names, case.kind != "independent"


def _sector(library: Library, method: str) -> str:
    return library.files.methods[method].path.parent.name
