"""CSV tables with a header: a mapping for each row, each cell with its line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from ghginv.problems import Place, Problems
from ghginv.source.nodes import Mapping, Node, Scalar, Sequence
from ghginv.source.text import read_text


def read_csv(path: Path, problems: Problems, name: str | None = None) -> Sequence | None:
    """Read a table with a header: a mapping for each row, keyed by the header's text, without empty cells.

    Rows with no text at all are left out, and so are rows that do not fit the header, with a problem.
    """
    name = name or path.as_posix()
    text = read_text(path, name, problems)
    if text is None:
        return None
    rows = _rows(text, name, problems)
    header = next(rows, None)
    if header is None:
        problems.add("empty-file", Place(name, 1, 1, 1))
        return None
    if not _is_header(header, problems):
        return None
    records = tuple(record for row in rows if (record := _record(header, row, problems)))
    return Sequence(records, Place(name, 1, 1, header[-1].place.end_column))


def read_grid(path: Path, problems: Problems, name: str | None = None) -> list[tuple[Scalar, ...]] | None:
    """Read a table as it is laid out: its rows that hold any text, with all their cells."""
    name = name or path.as_posix()
    text = read_text(path, name, problems)
    return None if text is None else list(_rows(text, name, problems))


def _rows(text: str, name: str, problems: Problems) -> Iterator[tuple[Scalar, ...]]:
    """The rows that hold any text, as cells. Stops with a problem where quotes do not pair up."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True)
    while True:
        first = reader.line_num
        try:
            row = next(reader, None)
        except csv.Error:
            width = len(lines[first].rstrip("\n"))
            problems.add("csv-quote", Place(name, first + 1, 1, width + 1))
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield tuple(_cells(row, "".join(lines[first : reader.line_num]), first + 1, name))


def _cells(row: list[str], raw: str, line: int, name: str) -> Iterator[Scalar]:
    """Find each field again in the raw text of its row, which starts on `line`."""
    offset, column = 0, 1
    for cell in row:
        length = len(cell)
        if raw.startswith('"', offset):
            length += 2 + cell.count('"')
        written = raw[offset : offset + length]
        first_line, *more_lines = written.split("\n")
        # quotes mean nothing in a CSV file: programs set them as they like
        yield Scalar(cell.strip(), Place(name, line, column, column + len(first_line)), quoted=False)
        line += len(more_lines)
        column = (len(more_lines[-1]) + 1 if more_lines else column + length) + 1
        offset += length + 1


def _is_header(header: tuple[Scalar, ...], problems: Problems) -> bool:
    fine = True
    if len(header) == 1 and (found := re.search("[;\t；，]", header[0].text)):
        problems.add("csv-delimiter", header[0].place, delimiter="TAB" if found[0] == "\t" else found[0])
        fine = False
    seen: dict[str, Scalar] = {}
    for cell in header:
        if cell.text and cell.text in seen:
            problems.add("duplicate-column", cell.place, key=cell.text, first_column=seen[cell.text].place.column)
            fine = False
        seen[cell.text] = cell
    return fine


def _record(header: tuple[Scalar, ...], row: tuple[Scalar, ...], problems: Problems) -> Mapping | None:
    cells = [cell for cell in row[len(header) :] if cell.text]
    start, end = row[0].place, row[-1].place
    place = Place(start.file, start.line, start.column, end.end_column if end.line == start.line else start.end_column)
    if cells or len(row) < len(header):
        problems.add("ragged-row", place, cells=len(row), columns=len(header))
        return None
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, cell in zip(header, row, strict=False):
        if cell.text and not key.text:
            problems.add("column-without-name", cell.place)
        elif cell.text:
            entries[key.text] = (key, cell)
    return Mapping(entries, place)
