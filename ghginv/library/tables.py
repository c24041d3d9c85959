"""Factor tables: rows by their keys, and the declared order in which a row is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path

from ghginv import source
from ghginv.library.lazy import Lazy
from ghginv.model import factor
from ghginv.model.base import parse
from ghginv.model.factor import ANY, AREA, YEAR, LookupStep, Row, RowRemarks, TableHead, YearRule
from ghginv.model.numbers import meant_number, read_number
from ghginv.model.profile import LOCAL
from ghginv.model.reference import Source
from ghginv.problems import Language, Place, Problems
from ghginv.source import Node, Scalar
from ghginv.source.entries import Rows, read_rows

_ROWS = "rows"

RowKey = tuple[str, ...]
Resolve = Callable[[str, Scalar], str | None]
"""From a key's name and its cell to the id of the member that is meant; None, with a problem, without one."""

_PLAIN = r"[\w.+~(-][\w.+~()/ -]*"
_QUICK_ROW = re.compile(rf"- \[\s*({_PLAIN}(?:,\s*{_PLAIN})*)(?:,\s*(\{{.*\}}))?\s*\]\s*(?:#.*)?")
_NO_NUMBERS = {factor.NOT_APPLICABLE: True, factor.NOT_GIVEN: False}  # whether the source gives it


class Table:
    """One factor table of one set; `rows` by the cells of `by`, each read when it is asked for."""

    def __init__(
        self, head: TableHead, name: str, rows: Rows, problems: Problems, resolve: Resolve | None = None
    ) -> None:
        self.head = head
        self.id, self.set, self.title, self.place = head.table, name, head.title, head.place()
        self.unit, self.by, self.columns, self.lookup = head.unit, head.by, head.columns, head.lookup
        self.source, self.checked, self.interval = head.source, head.checked, head.interval
        self._rows, self._problems = rows, problems
        self._index = _Index(head.by, rows, problems, resolve)
        self._remarks: dict[str, RowRemarks | None] = {}
        self.rows: Mapping[RowKey, Row] = Lazy(self._index.lines, self._read)

    def find(
        self, step: LookupStep, keys: Mapping[str, str], area: Mapping[str, str], year: int | None
    ) -> RowKey | None:
        """The key of the row that a step of the lookup leads to; None if there is none.

        An area among the keys is taken as it is; otherwise it is the region's attribute that the step names.
        """
        if AREA in self.by and not keys.get(AREA) and step.area is not None:
            keys = {**keys, AREA: area.get(step.area, ANY)}
        return self._index.find([keys.get(name, "") for name in self.by if name != YEAR], step.year, year)

    def _read(self, key: RowKey) -> Row:
        line = self._index.lines[key]
        row = self._read_line(line) if isinstance(line, int) else self._read_node(line)
        if row is None:
            raise KeyError(key)
        return row

    def _read_line(self, number: int) -> Row | None:
        """A row without anything odd is taken to pieces here; the strict reader reads the others."""
        found = _QUICK_ROW.fullmatch(self._rows.texts[number])
        cells = [cell.strip() for cell in found[1].split(",")] if found else []
        values = [read_number(cell) for cell in cells[len(self.by) :]]
        if found is None or len(cells) != len(self.columns) or None in values:
            node = self._rows.read(number)
            return self._read_node(node) if node is not None else None
        remarks = found[2] or ""
        if remarks not in self._remarks:
            node = self._rows.read(number) if remarks else None
            self._remarks[remarks] = self._read_remarks(node) if node is not None else RowRemarks()
        return self._row(values, True, self._remarks[remarks], self._rows.place(number))

    def _read_node(self, node: Node) -> Row | None:
        if not isinstance(node, source.Sequence):
            self._problems.add("not-a-list", node.place)
            return None
        cells = [item for item in node.items if isinstance(item, Scalar)]
        if len(cells) != len(self.columns) or len(node.items) - len(cells) > 1:
            self._problems.add("wrong-count", node.place, count=len(cells), limit=str(len(self.columns)))
            return None
        first, *bounds = cells[len(self.by) :]
        is_number = first.text not in _NO_NUMBERS
        values = [self._number(first) if is_number else None]
        values += [None if cell.is_empty else self._number(cell) for cell in bounds]
        if is_number and values[0] is None:
            return None
        remarks = self._read_remarks(node)
        return self._row(values, _NO_NUMBERS.get(first.text, True), remarks, node.place)

    def _read_remarks(self, node: Node) -> RowRemarks | None:
        last = node.items[-1] if isinstance(node, source.Sequence) else node
        return parse(RowRemarks, last, self._problems) if isinstance(last, source.Mapping) else RowRemarks()

    def _number(self, cell: Scalar) -> float | None:
        number = read_number(cell.text)
        if number is None:
            self._problems.add("not-a-number", cell.place, text=cell.text, suggestion=meant_number(cell.text))
        return number

    def _row(self, values: Sequence[float | None], given: bool, remarks: RowRemarks | None, place: Place) -> Row | None:
        if remarks is None:
            return None
        value, low, high = [*values, None, None][:3]
        checked, reference = remarks.checked or self.checked, remarks.source or self.source
        return Row(value, low, high, remarks.note, checked, reference, place, remarks.unit, given)


class _Index:
    """Where the row of each key is: the number of its line, or the row itself where it is already read."""

    def __init__(self, by: tuple[str, ...], rows: Rows, problems: Problems, resolve: Resolve | None) -> None:
        self.by = by
        self.lines: dict[RowKey, int | Node] = {}
        self._problems = problems
        self._year_at = by.index(YEAR) if YEAR in by else None
        pattern = None if resolve else _key_pattern(len(by))
        others: list[Node | None] = [*rows.nodes]
        for number, text in rows.texts.items():
            if pattern is not None and (found := pattern.match(text)):
                first = self.lines.setdefault(found.groups(), number)
                if first is not number:
                    self._refuse(found.groups(), first, rows.place(number))
            else:
                others.append(rows.read(number))
        for node in others:
            key = self._key(node, resolve)
            if node is not None and key is not None:
                first = self.lines.setdefault(key, node)
                if first is not node:
                    self._refuse(key, first, node.place)

    def find(self, wanted: Sequence[str], rule: YearRule, year: int | None) -> RowKey | None:
        """The key with these cells (the year's left out), or with `any` in place of as few as can be."""
        for key in self._with_any(tuple(wanted)):
            if self._year_at is None:
                if key in self.lines:
                    return key
            elif (found := _pick(self._years.get(key, ()), rule, year)) is not None:
                return (*key[: self._year_at], found, *key[self._year_at :])
        return None

    def _with_any(self, wanted: RowKey) -> Iterator[RowKey]:
        places = [place for place in reversed(self._places_of_any) if wanted[place] != ANY]
        for count in range(len(places) + 1):
            for replaced in combinations(places, count):
                yield tuple(ANY if at in replaced else cell for at, cell in enumerate(wanted))

    @cached_property
    def _places_of_any(self) -> list[int]:
        keys = [self._without_year(key) for key in self.lines]
        return sorted({at for key in keys for at, cell in enumerate(key) if cell == ANY})

    @cached_property
    def _years(self) -> dict[RowKey, list[str]]:
        years: dict[RowKey, list[str]] = {}
        for key in self.lines:
            years.setdefault(self._without_year(key), []).append(key[self._year_at or 0])
        return years

    def _without_year(self, key: RowKey) -> RowKey:
        return key if self._year_at is None else (*key[: self._year_at], *key[self._year_at + 1 :])

    def _key(self, node: Node | None, resolve: Resolve | None) -> RowKey | None:
        items = node.items if isinstance(node, source.Sequence) else ()
        cells = [item for item in items[: len(self.by)] if isinstance(item, Scalar)]
        if node is None or len(cells) < len(self.by):
            if node is not None:
                self._problems.add("wrong-count", node.place, count=len(items), limit=f"≥ {len(self.by) + 1}")
            return None
        named = zip(self.by, cells, strict=True)
        words = [resolve(name, cell) if resolve else cell.text for name, cell in named]
        key = tuple(word for word in words if word is not None)
        return key if len(key) == len(words) else None

    def _refuse(self, key: RowKey, first: int | Node, place: Place) -> None:
        first_line = first + 1 if isinstance(first, int) else first.place.line
        self._problems.add("duplicate-row", place, key=", ".join(key), first_line=first_line)


@cache
def _key_pattern(count: int) -> re.Pattern[str]:
    """The first cells of a row, when they are plain words."""
    return re.compile(r"- \[\s*" + r"\s*,\s*".join([rf"({_PLAIN}?)"] * count) + (r"\s*," if count else ""))


def _pick(years: Iterable[str], rule: YearRule, year: int | None) -> str | None:
    """The year among those of the table that the rule means."""
    known = [int(text) for text in years if text != ANY]
    if rule == "any":
        picked = max(known, default=None)
    elif year is None:
        picked = None
    elif rule == "same":
        picked = year if year in known else None
    elif rule == "next":
        picked = min((other for other in known if other > year), default=None)
    else:
        picked = max((other for other in known if other < year), default=None)
    if picked is not None:
        return str(picked)
    return ANY if ANY in years and rule in ("same", "any") else None


@dataclass(frozen=True, slots=True)
class Found:
    """A row with the way that led to it.

    `step` says that in words: the set, and the area and year if the table has any. `fallback`: the row is not
    of the set or the lookup step that is meant first.
    """

    row: Row
    table: Table
    step: str
    factor_id: str
    fallback: bool
    sources: Mapping[str, Source] = field(compare=False, repr=False)

    def source_text(self, language: Language) -> str:
        """Where the value is printed. Titles of sources have one language."""
        known = self.sources.get(self.row.source.id)
        return self.row.source.text(known.title if known else "")


def find(
    tables: Mapping[str, Table],
    sets: Sequence[str],
    keys: Mapping[str, str],
    area: Mapping[str, str],
    year: int | None,
    sources: Mapping[str, Source],
) -> Found | None:
    """The first row that the sets, in their order, have for these keys, by the lookup of each table."""
    meant_first = next((name for name in sets if name != LOCAL and name in tables), LOCAL)
    for name in sets:
        table = tables.get(name)
        for number, step in enumerate(table.lookup if table else ()):
            assert table is not None
            key = table.find(step, keys, area, year)
            if key is not None and (row := table.rows.get(key)) is not None:
                fallback = name not in (LOCAL, meant_first) or number > 0
                words = _words(table, step, key, keys, year)
                return Found(row, table, words, factor_id(table, key), fallback, sources)
    return None


def factor_id(table: Table, key: RowKey) -> str:
    """The name of a row in results: `energy/calorific_value@cn-2011:raw_coal`."""
    return f"{table.id}@{table.set}" + (f":{','.join(key)}" if key else "")


def _words(table: Table, step: LookupStep, key: RowKey, keys: Mapping[str, str], year: int | None) -> str:
    cells = dict(zip(table.by, key, strict=True))
    parts = []
    if AREA in cells:
        attribute = step.area if step.area and not keys.get(AREA) else AREA
        parts.append(f"{attribute} {cells[AREA]}")
    if YEAR in cells:
        other = "" if year is None or cells[YEAR] == str(year) else f" for {year}"
        parts.append(f"year {cells[YEAR]}{other}")
    return f"{table.set}: {', '.join(parts)}" if parts else table.set


def read_head(path: Path, shown: str, problems: Problems) -> tuple[TableHead, Rows] | None:
    """Read the head of a table's file and set its rows in order."""
    read = read_rows(path, problems, shown, _ROWS)
    if read is None:
        return None
    rest, rows = read
    if _ROWS not in rest.entries:
        problems.add("missing-field", rest.place, field=_ROWS)
        return None
    entries = {key: entry for key, entry in rest.entries.items() if key != _ROWS}
    head = parse(TableHead, source.Mapping(entries, rest.place), problems)
    if head is None:
        return None
    wanted = (*head.by, *factor.VALUE_COLUMNS)
    if head.columns not in (wanted, wanted[:-2]):
        problems.add("bad-columns", head.place("columns"), expected=", ".join(wanted))
        return None
    return head, rows
