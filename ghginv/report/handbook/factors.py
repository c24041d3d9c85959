"""Factor tables: which there are, and their rows with what each key means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, reduce

from ghginv.library import Library, Table
from ghginv.library import choices as library_choices
from ghginv.library.choices import Choices
from ghginv.library.tables import RowKey, factor_id
from ghginv.library.vocabulary import fold
from ghginv.model.factor import ANY, AREA, NOT_APPLICABLE, NOT_GIVEN, YEAR, LookupStep, Row
from ghginv.model.method import Method
from ghginv.report.handbook.words import say
from ghginv.report.names import area_title, key_title, member_title, reference_text, title_in
from ghginv.report.words import Language


@dataclass(frozen=True, slots=True)
class RowInfo:
    """A factor. keys: id and name of each member. notation: NA or NE where there is no number. place: file and line."""

    factor: str
    keys: Mapping[str, tuple[str, str]]
    value: float | None
    notation: str
    low: float | None
    high: float | None
    unit: str
    source: str
    checked: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class SetInfo:
    """A table of one set. keys: their titles by name. count: of all its rows. lookup: the declared order, in words."""

    table: str
    set: str
    title: str
    unit: str
    keys: Mapping[str, str]
    count: int
    interval: str
    source: str
    checked: str
    lookup: tuple[str, ...]
    used_by: tuple[str, ...]
    note: str
    file: str
    rows: tuple[RowInfo, ...] = ()

    def as_data(self, with_rows: bool = True) -> dict[str, object]:
        """For programs."""
        data = asdict(self)
        rows = data.pop("rows")
        for row in rows:
            row["keys"] = {name: {"id": key, "title": title} for name, (key, title) in row["keys"].items()}
        return {**data, "rows": rows} if with_rows else data


class Factors:
    """The factor tables of a library, as people look them up."""

    def __init__(self, library: Library, language: Language) -> None:
        self.library, self.language = library, language
        self._users: dict[str, list[Method]] = {}
        self._titles: dict[tuple[str, str, str], str] = {}

    @cached_property
    def _methods(self) -> list[Method]:
        return [self.library.method(name) for name in self.library.methods()]

    def named(self, text: str) -> str | None:
        """The table that is called so; the last part of its name is enough where no other has it."""
        tables = self.library.table_ids()
        if text in tables:
            return text
        ending = [table for table in tables if table.endswith(f"/{text}")]
        return ending[0] if len(ending) == 1 else None

    def matching(self, text: str) -> list[str]:
        """The tables in whose name or title all these words occur."""
        found = []
        for table in self.library.table_ids():
            titles = [one.title for one in self.library.tables(table).values() if one.title]
            texts = [table, *(title.en for title in titles), *(title.zh for title in titles)]
            if all(any(fold(word) in fold(one) for one in texts) for word in text.split()):
                found.append(table)
        return found

    def heads(self, table: str, only: str = "") -> list[SetInfo]:
        """The sets of a table without their rows. only: one set."""
        return [self.head(one) for name, one in self.library.tables(table).items() if only in ("", name)]

    def sets(self, table: str, filters: Mapping[str, str], search: str = "", only: str = "") -> list[SetInfo]:
        """The sets of a table, with the rows that meet the filters and hold the words that are searched.

        filters: ids by key; `any` in a row meets them too. only: one set. Sets without such a row are left out.
        """
        found = []
        for name, one in self.library.tables(table).items():
            if only in ("", name) and set(filters) <= set(one.by):
                rows = tuple(self._rows(one, filters, search))
                found += [replace(self.head(one), rows=rows)] if rows else []
        return found

    def head(self, table: Table) -> SetInfo:
        """A table without its rows."""
        place = table.place
        return SetInfo(
            table.id, table.set, table.title.text(self.language) if table.title else "", table.unit,
            {key: key_title(key, self.language) for key in table.by}, len(table.rows), table.interval,
            reference_text(table.source, self.library.sources, self.language), table.checked,
            tuple(filter(None, (self._lookup(step, table.by) for step in table.lookup))),
            tuple(method.name for method in self._using(table.id)), table.head.note, place.file if place else "",
        )  # fmt: skip

    def key(self, table: str, text: str) -> str | None:
        """The key of a table that is called so: by name or by title in either language."""
        return next((key for key in self.keys(table) if fold(text) in _names_of_key(key)), None)

    def keys(self, table: str) -> list[str]:
        """The keys of a table in any of its sets."""
        return list(dict.fromkeys(key for one in self.library.tables(table).values() for key in one.by))

    def member(self, table: str, key: str, text: str) -> str | None:
        """The id of the member of a key that is called so; a year as it is."""
        if key == YEAR and text.isdigit():
            return text
        choices = self.choices(table, key)
        return choices.find(text) or next((one for one in choices.ids if fold(one) == fold(text)), None)

    def choices(self, table: str, key: str) -> Choices:
        """What a key of a table can be; the cells of its rows where nothing else says."""
        found = [one for method in self._using(table) if (one := library_choices.of_key(self.library, method, key))]
        if found:
            return reduce(Choices.joined, found)
        vocabulary = "gas" if key == "blend" else key
        if vocabulary in self.library.vocabularies():
            return Choices(self.library.vocabulary(vocabulary))
        places = ((one, one.by.index(key)) for one in self.library.tables(table).values() if key in one.by)
        return Choices(dict.fromkeys(cells[at] for one, at in places for cells in one.rows))

    def _using(self, table: str) -> list[Method]:
        if table not in self._users:
            self._users[table] = [method for method in self._methods if library_choices.uses(method, table)]
        return self._users[table]

    def _rows(self, table: Table, filters: Mapping[str, str], search: str) -> Iterator[RowInfo]:
        wanted = [(table.by.index(name), value) for name, value in filters.items()]
        for key in table.rows:
            if all(key[at] in (value, ANY) for at, value in wanted) and self._holds(table, key, search):
                yield self._row(table, key, table.rows[key])

    def _holds(self, table: Table, key: RowKey, search: str) -> bool:
        if not search:
            return True
        texts = [name for at, cell in enumerate(key) for name in self._names_of_cell(table, table.by[at], cell)]
        texts.append(table.rows[key].note)
        return all(any(fold(word) in fold(text) for text in texts) for word in search.split())

    def _names_of_cell(self, table: Table, key: str, cell: str) -> Sequence[str]:
        vocabulary = self._vocabulary(table.id, key)
        known = self.library.vocabulary(vocabulary).members if vocabulary in self.library.vocabularies() else {}
        return known[cell].names() if cell in known else (cell,)

    def _vocabulary(self, table: str, key: str) -> str:
        if key == AREA:
            return AREA
        named = (method.vocabulary_of(key) for method in self._using(table))
        return next(filter(None, named), "gas" if key == "blend" else key)

    def _row(self, table: Table, key: RowKey, row: Row) -> RowInfo:
        notation = "" if row.value is not None else NOT_APPLICABLE if row.given else NOT_GIVEN
        return RowInfo(
            factor_id(table, key),
            {name: (cell, self._title(table.id, name, cell)) for name, cell in zip(table.by, key, strict=True)},
            row.value, notation, row.low, row.high, row.unit or table.unit,
            reference_text(row.source, self.library.sources, self.language), row.checked, row.note,
            f"{row.place.file}:{row.place.line}",
        )  # fmt: skip

    def _title(self, table: str, key: str, cell: str) -> str:
        if (table, key, cell) not in self._titles:
            self._titles[table, key, cell] = self._title_of(table, key, cell)
        return self._titles[table, key, cell]

    def _title_of(self, table: str, key: str, cell: str) -> str:
        if cell == ANY:
            return say("any_cell", self.language)
        if key == YEAR:
            return cell
        for method in self._using(table):
            if key in method.keys or key in method.axes or key == AREA:
                return member_title(self.library, method, key, cell, self.language)
        return cell if key in ("gas", "blend") else title_in(self.library, key, cell, self.language)

    def _lookup(self, step: LookupStep, by: Sequence[str]) -> str:
        parts = [area_title(step.area, self.language)] if step.area and AREA in by else []
        parts += [say(f"year_{step.year}", self.language)] if YEAR in by else []
        return say("comma", self.language).join(parts)


def _names_of_key(key: str) -> list[str]:
    return [fold(key), fold(key_title(key, "en")), fold(key_title(key, "zh"))]
