"""A user's own methods and factor tables: read at once, checked, and used where nothing is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ghginv import source
from ghginv.library import choices
from ghginv.library.check_method import check_method
from ghginv.library.check_table import check_table
from ghginv.library.choices import Choices
from ghginv.library.files import File, local_files
from ghginv.library.tables import Resolve, Table, read_head
from ghginv.model.base import FIRST_YEAR, LAST_YEAR
from ghginv.model.catalogue import text_of
from ghginv.model.factor import ANY, YEAR
from ghginv.model.method import Method
from ghginv.model.method_file import read_method
from ghginv.model.numbers import read_whole
from ghginv.model.profile import LOCAL
from ghginv.problems import Problems
from ghginv.source import Scalar

if TYPE_CHECKING:
    from ghginv.library.library import Library


def read_methods(library: Library, folder: Path | None) -> None:
    """Lay the methods of a folder over the library. One with an error in it is refused, under the name it gives."""
    for file in local_files(folder):
        node = source.read_yaml(file.path, library.problems, file.shown)
        method = read_method(node, library.problems) if node is not None else None
        library.refused_methods.add(file.path.stem)
        if method is not None:
            library.refused_methods.discard(file.path.stem)
            library.local_methods[method.name] = method
        elif isinstance(node, source.Mapping) and (name := text_of(node.get("method"))):
            library.refused_methods.add(name)
    checked = {name: Problems() for name in library.local_methods}
    for name, found in checked.items():
        check_method(library, library.local_methods[name], found)
        library.problems.extend(found)
    for name, found in checked.items():
        if found.has_errors:
            library.refused_methods.add(name)
            del library.local_methods[name]


def read_tables(library: Library, folder: Path | None) -> None:
    """Lay the factor tables of a folder over the library.

    A row that cannot be read is left out; a table that does not fit the library changes nothing.
    """
    for file in local_files(folder):
        _read_table(library, file)


def _read_table(library: Library, file: File) -> None:
    problems = library.problems
    read = read_head(file.path, file.shown, problems)
    if read is None:
        return
    head, rows = read
    methods = _methods_with(library, head.table)
    keys = choices.of_table(library, head.table, methods)
    if keys is None:
        problems.add_unknown("unknown-table", head.place("table"), head.table, library.table_ids())
    elif other := library.local_tables.get(head.table):
        first = other.place.file if other.place else ""
        problems.add("same-table", head.place("table"), table=head.table, file=first)
    else:
        table = Table(head, LOCAL, rows, problems, _resolver(keys, problems))
        found = Problems()
        check_table(library, table, methods, found)
        problems.extend(found)
        if not found.has_errors:
            library.local_tables[table.id] = table


def _methods_with(library: Library, table: str) -> list[Method]:
    """The methods that look into a factor table. Only files that mention it are read."""
    mentions = [name for name, file in library.files.methods.items() if table in file.path.read_text("utf-8")]
    found = [library.method(name) for name in dict.fromkeys([*mentions, *library.local_methods])]
    return [method for method in found if choices.uses(method, table)]


def _resolver(keys: dict[str, Choices | None], problems: Problems) -> Resolve:
    """Users write members by any of their names."""

    def resolve(name: str, cell: Scalar) -> str | None:
        if cell.text == ANY:
            return ANY
        if name == YEAR:
            return _year(cell, problems)
        allowed = keys.get(name)
        if allowed is None:
            return cell.text
        if (found := allowed.find(cell.text)) is None:
            problems.add_unknown("unknown-member", cell.place, cell.text, allowed.names(), key=name)
        return found

    return resolve


def _year(cell: Scalar, problems: Problems) -> str | None:
    year = read_whole(cell.text)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        problems.add("bad-year", cell.place, text=cell.text, first=FIRST_YEAR, last=LAST_YEAR)
        return None
    return cell.text
