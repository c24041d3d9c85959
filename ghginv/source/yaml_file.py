"""Strict YAML on PyYAML's events: no types, no repeated keys, no anchors, no tags, one document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from ghginv.problems import Place, Problems
from ghginv.source import yaml_errors
from ghginv.source.nodes import Mapping, Node, Scalar, Sequence
from ghginv.source.text import read_text

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_ODD_SPACES = "\u00a0\u3000"
# Text that was meant as a key and its value: `fuel:coal`, or the key of `{unit:t}` with nothing under it.
_ENTRY = re.compile(r"[a-z][a-z0-9_]*(:(?=[^/])|：)")
_KEY_WITH_VALUE = re.compile(r"[^:：]+([:：])")


def read_yaml(path: Path, problems: Problems, name: str | None = None) -> Node | None:
    """Read one YAML document. `name` is the file name shown in places, by default the path."""
    name = name or path.as_posix()
    text = read_text(path, name, problems)
    return None if text is None else parse_yaml(text, name, problems)


def parse_yaml(text: str, name: str, problems: Problems) -> Node | None:
    """Read the text of one YAML document."""
    lines = text.split("\n")
    try:
        return _YamlTree(text, lines, name, problems).root()
    except yaml.MarkedYAMLError as error:
        code, place = yaml_errors.translate(error, text, lines, name)
        problems.add(code, place)
        return None


class _YamlTree:
    """Builds nodes from PyYAML's events, which still show the anchors and tags that its own trees resolve."""

    def __init__(self, text: str, lines: list[str], name: str, problems: Problems) -> None:
        self._next_event: Callable[[], Any] = _Loader(text).get_event
        self._lines = lines
        self._name = name
        self._problems = problems
        self._refused = False

    def root(self) -> Node | None:
        """The tree of the only document; None when there is none, or when something in it was refused."""
        tree: Node | None = None
        while (event := self._next_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent) and tree is not None:
                self._refuse("several-documents", self._place(event))
                break
            if isinstance(event, yaml.NodeEvent):
                tree = self._node(event, depth=0)
        if tree is None:
            self._refuse("empty-file", Place(self._name, 1, 1, 1))
        return None if self._refused else tree

    def _node(self, event: Any, depth: int, is_value: bool = False) -> Node:
        place = self._place(event)
        if event.anchor is not None:  # of an alias as well
            self._refuse("yaml-anchor", place)
            if isinstance(event, yaml.AliasEvent):
                return Scalar("", place, quoted=False)
        if event.tag is not None:
            self._refuse("yaml-tag", place)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place, is_value)
        if depth == _DEEPEST:
            self._refuse("too-deep", place)
            self._skip()
            return Scalar("", place, quoted=False)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, depth + 1)
        return self._mapping(place, depth + 1)

    def _sequence(self, place: Place, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := self._next_event(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return Sequence(tuple(items), _until(place, event))

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := self._next_event(), yaml.MappingEndEvent):
            key = self._node(event, depth, True)
            value = self._node(self._next_event(), depth, True)
            if not isinstance(key, Scalar) or not key.text:
                self._refuse("key-not-text", key.place)
            elif self._is_entry(key, value, entries):
                entries[key.text] = (key, value)
        return Mapping(entries, _until(place, event))

    def _is_entry(self, key: Scalar, value: Node, entries: dict[str, tuple[Scalar, Node]]) -> bool:
        text, place, quoted = key
        if text == "<<" and not quoted:
            self._refuse("yaml-merge-key", place)
            return False
        if text in entries:
            self._problems.add("duplicate-key", place, key=text, first_line=entries[text][0].place.line)
            return False
        if not quoted and isinstance(value, Scalar) and value.is_empty:
            self._check_colon(key, _KEY_WITH_VALUE)
        return True

    def _scalar(self, event: Any, place: Place, is_value: bool) -> Scalar:
        text, quoted = event.value, bool(event.style)  # the C parser says '' for plain
        node = Scalar(text, place, quoted)
        if not text or quoted:
            return node
        if text[0] in _ODD_SPACES or text[-1] in _ODD_SPACES:
            self._problems.add("invisible-space", place, text=text)
        if not is_value:
            self._check_colon(node, _ENTRY)
        return node

    def _check_colon(self, node: Scalar, mistaken: re.Pattern[str]) -> None:
        """Refuse a text with a colon that is full-width or lacks its space."""
        if found := mistaken.match(node.text):
            start = node.place.column + found.start(1)
            code = "full-width-punctuation" if found[1] == "：" else "no-space-after-colon"
            self._refuse(code, Place(self._name, node.place.line, start, start + 1))

    def _skip(self) -> None:
        """Pass over the rest of a collection that has just started."""
        depth = 1
        while depth:
            event = self._next_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _refuse(self, code: str, place: Place) -> None:
        self._problems.add(code, place)
        self._refused = True

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        line, column, last = start.line, start.column, end.column
        if end.line != line or isinstance(event, yaml.CollectionStartEvent):
            last = max(column, len(self._lines[line].rstrip()))
        return Place(self._name, line + 1, column + 1, last + 1)


def _until(place: Place, event: Any) -> Place:
    """The place of a collection, cut where it ends if that is on its first line."""
    end = event.end_mark
    if end.line + 1 != place.line or end.column < place.column:
        return place
    return Place(place.file, place.line, place.column, end.column + 1)
