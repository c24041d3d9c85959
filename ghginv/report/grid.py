"""Tables for a screen of any width: where one is too wide its columns go on below, and no number is ever cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

#: Between two columns.
_GAP = 3
#: What the first column, of words, may be folded to where the screen is narrow.
_NARROWEST = 18


@dataclass(slots=True)
class Grid:
    """A table with words in the first column. left: other columns of words, by number."""

    headers: Sequence[str]
    left: Sequence[int] = ()
    _rows: list[tuple[Sequence[str], bool]] = field(default_factory=list)
    _sections: list[int] = field(default_factory=list)

    def add(self, *cells: str, bold: bool = False) -> None:
        """Adds a row; cells that are missing at its end are empty."""
        self._rows.append(([*cells, *[""] * (len(self.headers) - len(cells))], bold))

    def end_section(self) -> None:
        """Leaves a line free after the last row."""
        self._sections.append(len(self._rows))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for columns in self._groups(options.max_width):
            yield self._table(columns)

    def _groups(self, width: int) -> Iterator[list[int]]:
        """The columns that fit beside the first one, in order."""
        lines = [self.headers, *(cells for cells, _ in self._rows)]
        widths = [max(cell_len(line[column]) for line in lines) for column in range(len(self.headers))]
        room = width - min(widths[0], _NARROWEST) - 2
        group: list[int] = []
        for column in range(1, len(widths)):
            if group and sum(widths[c] + _GAP for c in [*group, column]) > room:
                yield [0, *group]
                group = []
            group.append(column)
        yield [0, *group]

    def _table(self, columns: Sequence[int]) -> Table:
        table = Table(box=SIMPLE, pad_edge=False)
        for column in columns:
            words = column == 0 or column in self.left
            table.add_column(
                self.headers[column], justify="left" if words else "right", no_wrap=column > 0, overflow="fold"
            )
        for number, (cells, bold) in enumerate(self._rows):
            if self._belongs(number, columns):
                ends = number + 1 in self._sections
                table.add_row(*(cells[column] for column in columns), style="bold" if bold else "", end_section=ends)
        return table

    def _belongs(self, number: int, columns: Sequence[int]) -> bool:
        """Whether a row is repeated where its table goes on below: with a number of these columns, or above such."""
        cells = self._rows[number][0]
        if columns[1] == 1 or any(cells[column] for column in columns[1:]):
            return True
        return not any(cells[1:]) and number + 1 < len(self._rows) and self._belongs(number + 1, columns)
