"""What is wrong with a user's files: findings with a place, collected, sorted and shown together.

Readers add problems and carry on; they do not raise. The words stand in `catalogue/problems.yaml`, in two
languages, and nowhere in code. This module knows no file format and never ends a run.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

Level = Literal["error", "warning", "notice"]
Language = Literal["en", "zh"]
Format = Literal["table", "json", "github"]


class Bilingual(NamedTuple):
    """A text that comes from data in both languages, such as the message of a method's check."""

    en: str
    zh: str


Value = str | int | float | Bilingual

LEVELS: tuple[Level, ...] = ("error", "warning", "notice")
CATALOGUE = Path(__file__).parent / "catalogue" / "problems.yaml"

_TEXT_FILES = {".yaml", ".yml", ".csv"}
_WIDEST_EXCERPT = 100
_LISTED = 12
_TAB = "    "
_COUNTED: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "error": "{n} error{s}",
        "warning": "{n} warning{s}",
        "notice": "{n} notice{s}",
        "none": "No problems.",
    },
    "zh": {"error": "{n} 个错误", "warning": "{n} 个警告", "notice": "{n} 个提示", "none": "没有问题。"},
}
_SUGGESTED: Mapping[Language, str] = {"en": "Did you mean {}?", "zh": "是不是“{}”？"}


class Place(NamedTuple):
    """A stretch of one line of a file, in characters counted from 1; `end_column` is one past the end."""

    file: str
    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. A code that the catalogue lacks is a bug and raises KeyError.

    A value named `suggestion`, when not empty, opens the remedy ("Did you mean …?"); no template repeats it.
    """

    code: str
    place: Place | None
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        _entry(self.code)

    @property
    def level(self) -> Level:
        level: Level = _entry(self.code)["level"]
        return level

    def message(self, language: Language) -> str:
        """What is wrong."""
        return self._fill("message", language)

    def remedy(self, language: Language) -> str:
        """What to do about it."""
        remedy = self._fill("remedy", language)
        suggestion = self.values.get("suggestion")
        if not suggestion:
            return remedy
        space = " " if language == "en" else ""
        return _SUGGESTED[language].format(suggestion) + space + remedy

    def _fill(self, part: str, language: Language) -> str:
        template: str = _entry(self.code)[part][language]
        return template.format_map(self.values_in(language))

    def values_in(self, language: Language) -> dict[str, str | int | float]:
        """The values, those in two languages in one."""
        return {k: getattr(v, language) if isinstance(v, Bilingual) else v for k, v in self.values.items()}


class Problems:
    """A growing collection of problems, read back sorted by place and without duplicates."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Problem] = {}
        self._counts: Counter[Level] = Counter()

    def add(self, code: str, place: Place | None, /, **values: Value) -> None:
        """Record one problem; `values` fill its templates."""
        self._keep(Problem(code, place, values))

    def add_unknown(
        self,
        code: str,
        place: Place | None,
        text: str,
        choices: Iterable[str],
        listed: Bilingual | None = None,
        **values: Value,
    ) -> None:
        """Record that a word is none of those known; suggest the nearest and list the first of them.

        listed: what to list instead.
        """
        known = list(choices)
        shown = listed or list_first(known, known)
        self.add(code, place, text=text, suggestion=suggest(text, known) or "", choices=shown, **values)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Record all of another collection."""
        for problem in problems:
            self._keep(problem)

    @property
    def errors(self) -> list[Problem]:
        """The problems of level error, sorted."""
        return [problem for problem in self if problem.level == "error"]

    @property
    def has_errors(self) -> bool:
        return self._counts["error"] > 0

    def count(self, level: Level) -> int:
        return self._counts[level]

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found.values(), key=_position))

    def __len__(self) -> int:
        return len(self._found)

    def _keep(self, problem: Problem) -> None:
        key = (problem.code, problem.place, *sorted(problem.values.items()))
        if key not in self._found:
            self._found[key] = problem
            self._counts[problem.level] += 1


def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Every problem the project can report: code -> level, message and remedy in both languages."""
    return {code: _entry(code) for code in _texts()}


@cache
def _texts() -> Mapping[str, str]:
    """The part of the file about each problem: from its code, at the start of a line, to the next."""
    parts = re.split("^(?=[a-z])", CATALOGUE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.partition(":")[0]: part for part in parts}


@cache
def _entry(code: str) -> Mapping[str, Any]:
    """One problem of the catalogue; KeyError if it has none of that code."""
    import yaml  # read only when there is something to report

    entry: Mapping[str, Any] = yaml.load(_texts()[code], getattr(yaml, "CSafeLoader", yaml.SafeLoader))[code]
    return entry


def list_first(en: Sequence[str], zh: Sequence[str]) -> Bilingual:
    """The first names of a list as text, and how many there are if that is not all."""
    english, chinese, more = ", ".join(en[:_LISTED]), "、".join(zh[:_LISTED]), len(en) - _LISTED
    if more > 0:
        space = " " if chinese[-1].isascii() else ""
        return Bilingual(f"{english} and {more} more", f"{chinese}{space}等 {len(zh)} 个")
    return Bilingual(english, chinese)


def suggest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice nearest to `word`, whatever its case; None if none or several are near."""
    by_fold = {choice.casefold(): choice for choice in choices}
    # In a Chinese word of two or three characters one wrong character is half the word.
    cutoff = 0.6 if word.isascii() else 0.5
    meant = word.strip().casefold()
    found = get_close_matches(meant, by_fold, n=2, cutoff=cutoff)
    nearness = [SequenceMatcher(None, choice, meant).ratio() for choice in found]
    is_clear = len(found) == 1 or (len(found) == 2 and nearness[0] > nearness[1])
    return by_fold[found[0]] if is_clear else None


def render(problems: Iterable[Problem], language: Language, root: Path | None, format: Format = "table") -> str:
    """Return all problems as text, in the order given. `root` is the folder that holds the places' files.

    `table` shows the user's own line with carets beneath, `json` a list of objects, `github` commands of CI.
    """
    found = list(problems)
    if format == "json":
        return json.dumps([_as_object(problem, language) for problem in found], ensure_ascii=False, indent=2)
    if format == "github":
        return "\n".join(_as_command(problem, language, root) for problem in found)
    files: dict[str, list[str]] = {}
    blocks = ["\n".join(_as_block(problem, language, root, files)) for problem in found]
    return "\n\n".join([*blocks, _count_line(found, language)])


def _position(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.file, place.line, place.column, problem.code) if place else ("", 0, 0, problem.code)


def _as_object(problem: Problem, language: Language) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "level": problem.level,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_column": place.end_column if place else None,
        "message": problem.message(language),
        "remedy": problem.remedy(language),
        "values": problem.values_in(language),
    }


def _as_command(problem: Problem, language: Language, root: Path | None) -> str:
    properties = [f"title={problem.code}"]
    if place := problem.place:
        file = (root / place.file if root else Path(place.file)).as_posix()
        file = _escape(file).replace(":", "%3A").replace(",", "%2C")
        properties = [f"file={file}", f"line={place.line}", f"col={place.column}", *properties]
    text = _escape(f"{problem.message(language)} {problem.remedy(language)}")
    return f"::{problem.level} {','.join(properties)}::{text}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_block(problem: Problem, language: Language, root: Path | None, files: dict[str, list[str]]) -> list[str]:
    place = problem.place
    lines = [problem.message(language), problem.remedy(language)]
    if not place:
        return [f"{problem.level} {problem.code}", *lines]
    if place.file not in files:
        files[place.file] = _read_lines(place.file, root)
    head = f"{place.file}:{place.line}:{place.column}: {problem.level} {problem.code}"
    return [head, *_excerpt(place, files[place.file]), *lines]


def _read_lines(file: str, root: Path | None) -> list[str]:
    """The lines of a text file; none when it cannot be shown as text."""
    path = root / file if root else Path(file)
    if path.suffix.lower() not in _TEXT_FILES:
        return []
    try:
        data = path.read_bytes()
    except OSError:
        return []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(place: Place, lines: list[str]) -> list[str]:
    """The user's line with carets under the place, right also after wide characters and tabs."""
    if not 1 <= place.line <= len(lines):
        return []
    line = lines[place.line - 1]
    start = max(0, place.column - _WIDEST_EXCERPT // 2) if len(line) > _WIDEST_EXCERPT else 0
    before, here = line[start : place.column - 1], line[place.column - 1 : place.end_column - 1]
    shown = _printable(line[start : start + _WIDEST_EXCERPT])
    carets = "^" * min(max(1, _width(_printable(here))), _WIDEST_EXCERPT)
    number = f"{place.line:>5} | "
    return [
        number + shown.rstrip(),
        " " * (len(number) - 2) + "| " + " " * _width(_printable(before)) + carets,
    ]


def _printable(text: str) -> str:
    text = text.replace("\t", _TAB)
    return "".join(c if c.isprintable() or c == "\u3000" else "\ufffd" for c in text)


def _width(text: str) -> int:
    """Columns that text takes on a terminal: Chinese characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _count_line(problems: list[Problem], language: Language) -> str:
    words = _COUNTED[language]
    counts = Counter(problem.level for problem in problems)
    present = [level for level in LEVELS if counts[level]]
    parts = [words[level].format(n=counts[level], s="" if counts[level] == 1 else "s") for level in present]
    if not parts:
        return words["none"]
    return ", ".join(parts) + "." if language == "en" else "，".join(parts) + "。"
