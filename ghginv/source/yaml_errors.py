"""PyYAML's syntax errors in our own kinds, where the user can mend them. For `yaml_file` only."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from ghginv.problems import Place


class _Kind(NamedTuple):
    """Errors whose "context | problem" matches `words` are `code`, shown at PyYAML's mark named `at`."""

    words: str
    code: str
    at: str


_KINDS = [
    _Kind(r"'\\t' that cannot start|tab character", "tab-indentation", "problem"),
    _Kind(r"quoted scalar \| found unexpected (end of stream|document separator)", "unclosed-quote", "context"),
    _Kind(r"escape", "bad-escape", "problem"),
    _Kind(r"while scanning an (alias|anchor)", "yaml-anchor", "context"),
    _Kind(r"while scanning a tag|undefined tag handle", "yaml-tag", "problem"),
    _Kind(r"while parsing a flow|but found '[\]}]'", "unbalanced-bracket", "problem"),
    _Kind(
        r"cannot start any token|expected the node content|sequence entries are not allowed",
        "reserved-character",
        "problem",
    ),
    _Kind(r"while scanning a block scalar", "reserved-character", "context"),
    _Kind(r"could not find expected ':'", "missing-colon", "context"),
    _Kind(r"mapping values are not allowed", "unexpected-colon", "problem"),
    _Kind(r"but found '<scalar>'", "text-after-quote", "problem"),
    _Kind(r"expected <block end>", "bad-indentation", "problem"),
    _Kind(r"", "yaml-syntax", "problem"),
]
_COLON = re.compile(r":(\s|$)")


def translate(error: yaml.MarkedYAMLError, text: str, lines: list[str], name: str) -> tuple[str, Place]:
    """Return the problem code and the place of a syntax error in `text`."""
    error = _in_python_words(error, text)
    words = f"{error.context} | {error.problem}"
    kind = next(kind for kind in _KINDS if re.search(kind.words, words))
    mark = error.context_mark if kind.at == "context" else error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    code = kind.code
    if code == "unexpected-colon":
        code, line, column = _stray_colon(lines, line, column)
    elif code == "unbalanced-bracket" and error.context_mark and _is_unclosed(error, line):
        line, column = error.context_mark.line, error.context_mark.column  # never closed: show where it opens
    if code in ("missing-colon", "unbalanced-bracket"):
        code, column = _mistyped(code, lines[line], column)
    return code, _place(code, name, lines, line, column)


def _in_python_words(error: yaml.MarkedYAMLError, text: str) -> yaml.MarkedYAMLError:
    """The same error in the words of PyYAML's own scanner: those of the C library say less."""
    try:
        for _ in yaml.parse(text, yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as plain:
        return plain
    return error


def _stray_colon(lines: list[str], line: int, column: int) -> tuple[str, int, int]:
    """A colon where none may stand: a second one on its line, a line pushed in, or a line above with none."""
    if _COLON.search(lines[line][:column]):
        return "unexpected-colon", line, column
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    if above < line and not _COLON.search(lines[above]):
        return "missing-colon", above, _indent(lines[above])
    return "bad-indentation", line, _indent(lines[line])


def _is_unclosed(error: yaml.MarkedYAMLError, line: int) -> bool:
    opened = error.context_mark.line if error.context_mark else line
    return opened < line or "<stream end>" in (error.problem or "")


def _mistyped(code: str, line: str, column: int) -> tuple[str, int]:
    """See whether full-width punctuation or a lacking space is behind an error on this line."""
    if found := re.search(r"：", line) if code == "missing-colon" else re.search(r"[，：｝］]", line):
        return "full-width-punctuation", found.start()
    if code == "missing-colon" and (found := re.search(r"\w(:)[^\s/]", line)):
        return "no-space-after-colon", found.start(1)
    return code, column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _place(code: str, name: str, lines: list[str], line: int, column: int) -> Place:
    """From the column to the end of the line where a whole stretch is wrong, else one character."""
    text = lines[line] if line < len(lines) else ""
    stretch = code in ("unclosed-quote", "missing-colon", "text-after-quote", "bad-indentation")
    end = max(len(text.rstrip()), column + 1) if stretch else column + 1
    return Place(name, line + 1, column + 1, end + 1)
