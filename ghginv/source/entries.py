"""Long files of which little is needed: what stands on a line of its own is read when it is asked for.

A table has its rows one to a line, a catalogue its members. Such lines are set aside by their look; the rest
of the file is read at once, and each of those lines, at its place, when somebody wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from functools import cached_property
from pathlib import Path

from ghginv.problems import Place, Problems
from ghginv.source.nodes import Mapping, Node, Sequence
from ghginv.source.text import read_text
from ghginv.source.yaml_file import parse_yaml

_ROW = re.compile(r"- \[.*\]\s*(?:#.*)?")
_ENTRY = re.compile(r"""(["']?)([^\s"'#:{}\[\],&*!|>%@`][^"':{}\[\],]*)\1:\s+\{.*\}\s*(?:#.*)?""")
_INDENT = 2
_OUTERMOST = re.compile(r"""[^\s#-]""")


class _Lines:
    """The lines of a file, counted from 0, to be read in parts."""

    def __init__(self, text: str, name: str, problems: Problems) -> None:
        self.texts = text.split("\n")
        self.name = name
        self._problems = problems

    def section(self, name: str | None) -> range:
        """The lines below a key of the outermost mapping; all lines when no key is named."""
        if name is None:
            return range(len(self.texts))
        header = re.compile(rf"{name}:\s*(?:#.*)?")
        last = len(self.texts)
        first = next((n + 1 for n, text in enumerate(self.texts) if header.fullmatch(text)), last)
        end = next((n for n in range(first, last) if _OUTERMOST.match(self.texts[n])), last)
        return range(first, end)

    def read(self, number: int) -> Node | None:
        """One line as a document."""
        return self._parse("\n" * number + self.texts[number])

    def read_all(self, numbers: Iterable[int]) -> Mapping:
        """The mapping that these lines make together; empty if they make none."""
        wanted = set(numbers)
        text = "\n".join(text if number in wanted else "" for number, text in enumerate(self.texts))
        node = self._parse(text) if any(self.texts[n].partition("#")[0].strip() for n in wanted) else None
        return node if isinstance(node, Mapping) else Mapping({}, Place(self.name, 1, 1, 1))

    def read_others(self, numbers: Iterable[int]) -> Mapping:
        """The mapping that all lines but these make."""
        return self.read_all(set(range(len(self.texts))).difference(numbers))

    def _parse(self, text: str) -> Node | None:
        return parse_yaml(text, self.name, self._problems)


class Entries(AbstractMapping[str, Mapping]):
    """The entries `key: {...}` of a mapping, in the order of the file. One that cannot be read is empty."""

    def __init__(self, lines: _Lines, numbers: dict[str, int], others: Mapping) -> None:
        self._lines = lines
        self._read = {key: value for key, (_, value) in others.entries.items()}
        in_others = {key: value.place.line - 1 for key, value in self._read.items()}
        self._numbers = dict(sorted({**numbers, **in_others}.items(), key=lambda item: item[1]))

    def __getitem__(self, key: str) -> Mapping:
        number = self._numbers[key]
        if key not in self._read:
            line = self._lines.read(number)
            self._read[key] = (line.get(key) if isinstance(line, Mapping) else None) or self._nothing(number)
        node = self._read[key]
        return node if isinstance(node, Mapping) else self._nothing(number)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def mentioning(self, word: str) -> list[str]:
        """The keys of the entries whose line has a word in it, in any case."""
        folded = word.casefold()
        return [key for key, line in self._folded.items() if folded in line]

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {key: self._lines.texts[number].casefold() for key, number in self._numbers.items()}

    def read_all(self) -> None:
        """Read all entries in one go, which is faster than one by one."""
        missing = [number for key, number in self._numbers.items() if key not in self._read]
        self._read |= {key: value for key, (_, value) in self._lines.read_all(missing).entries.items()}

    def _nothing(self, number: int) -> Mapping:
        return Mapping({}, Place(self._lines.name, number + 1, 1, 1))


class Rows:
    """The items of a list of lists: `texts` are lines that have not been read, from 0, `nodes` the others."""

    def __init__(self, lines: _Lines, numbers: Iterable[int], others: Node | None) -> None:
        self._lines = lines
        self.texts = {number: lines.texts[number] for number in numbers}
        self.nodes = others.items if isinstance(others, Sequence) else ()

    def place(self, number: int) -> Place:
        """Where a row of `texts` stands."""
        end = self.texts[number].rindex("]") + 2
        return Place(self._lines.name, number + 1, 3, end)

    def read(self, number: int) -> Node | None:
        """One row of `texts`."""
        line = self._lines.read(number)
        return line.items[0] if isinstance(line, Sequence) else None


def read_entries(path: Path, problems: Problems, name: str, section: str | None) -> tuple[Mapping, Entries] | None:
    """Read a mapping, under a key of the file or the whole file, and the rest of the file."""
    text = read_text(path, name, problems)
    if text is None:
        return None
    lines = _Lines(text, name, problems)
    indent = 0 if section is None else _INDENT
    numbers = {m[2]: n for n in lines.section(section) if (m := _entry(lines.texts[n], indent))}
    rest = lines.read_others(numbers.values())
    others = rest if section is None else rest.get(section)
    return rest, Entries(lines, numbers, others if isinstance(others, Mapping) else Mapping({}, rest.place))


def _entry(text: str, indent: int) -> re.Match[str] | None:
    return _ENTRY.fullmatch(text, indent) if text[:indent].isspace() or not indent else None


def read_rows(path: Path, problems: Problems, name: str, section: str) -> tuple[Mapping, Rows] | None:
    """Read a list of lists under a key of the file, and the rest of the file."""
    text = read_text(path, name, problems)
    if text is None:
        return None
    lines = _Lines(text, name, problems)
    numbers = [n for n in lines.section(section) if _ROW.fullmatch(lines.texts[n])]
    rest = lines.read_others(numbers)
    return rest, Rows(lines, numbers, rest.get(section))
