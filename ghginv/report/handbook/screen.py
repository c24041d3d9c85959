"""Methods and factor tables as text on a screen of any width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console

from ghginv.library import Library
from ghginv.report.grid import Grid
from ghginv.report.handbook import phrases
from ghginv.report.handbook.factors import Factors, RowInfo, SetInfo
from ghginv.report.handbook.info import KeyInfo, MethodHead, MethodInfo
from ghginv.report.handbook.words import say
from ghginv.report.words import Language, number, result, with_unit

#: Wide enough for any table, where the output is not a terminal.
_WIDE = 400
#: Members of a vocabulary that are shown unless all are asked for.
_SHOWN = 8


# ---- methods


def method_list(infos: Sequence[MethodHead], language: Language) -> str:
    """Two lines a method: what it is called; tier, gases, categories and the profiles that take it."""
    lines: list[str] = []
    sector = ""
    widest = max((len(info.method) for info in infos), default=0)
    for info in infos:
        if info.sector != sector:
            sector = info.sector
            lines += ["", say(f"{sector}_sector", language)]
        lines.append(f"  {info.method:<{widest}}  {info.title}")
        parts = [
            f"{say('tier', language)} {info.tier}", phrases.gases(info, language), ", ".join(info.categories),
            ", ".join(info.chosen) or say("on_request", language),
        ]  # fmt: skip
        lines.append("      " + say("semicolon", language).join(filter(None, parts)))
    return "\n".join(lines).strip("\n") + "\n"


def method_text(library: Library, info: MethodInfo, language: Language, every_member: bool = False) -> str:
    """Everything about one method. every_member: of long vocabularies too."""
    return "\n".join(_Method(library, info, language, every_member).lines()) + "\n"


class _Method:
    def __init__(self, library: Library, info: MethodInfo, language: Language, every_member: bool) -> None:
        self.library, self.info, self.language, self.every_member = library, info, language, every_member
        self.colon = say("colon", language)

    def say(self, key: str) -> str:
        return say(key, self.language)

    def lines(self) -> Iterator[str]:
        info = self.info
        yield f"{info.method}  {info.title}"
        yield f"  {self.say('tier')} {info.tier}  {info.file}"
        yield from self._labelled("gases", [phrases.gases(info, self.language)])
        yield from self._labelled("categories", [f"{code} {title}".rstrip() for code, title in info.categories.items()])
        yield from self._labelled("default_of", [phrases.chosen(info, self.language)])
        yield from self._labelled("reference", info.references)
        if info.note:
            yield from self._labelled("note", [info.note])
        yield from self._section("keys", (line for key in info.keys for line in self._key(key)))
        yield from self._section("numbers", self._numbers())
        yield from self._section("formulas", self._formulas())
        yield from self._section("reported", self._reported())
        yield from self._section("checks", self._checks())
        yield from self._section("tables", self._tables())

    def _labelled(self, key: str, texts: Sequence[str]) -> Iterator[str]:
        if len(texts) == 1:
            yield f"  {self.say(key)}{self.colon}{texts[0]}"
        elif texts:
            yield f"  {self.say(key)}{self.colon.rstrip()}"
            yield from (f"    {text}" for text in texts)

    def _section(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield from ("", self.say(key), *found)

    def _key(self, key: KeyInfo) -> Iterator[str]:
        name = key.name if key.title == key.name.replace("_", " ") else f"{key.name} {key.title}"
        kind = f" ({self.say('list')})" if key.is_list else ""
        yield f"  {name}{kind}{self.colon}{phrases.origin_of_key(key, self.language)}"
        members = list(key.members.items())
        shown = members if self.every_member else members[:_SHOWN]
        if shown:
            more = "" if len(shown) == len(members) else f", ... ({len(members)})"
            yield "      " + ", ".join(one if one == title else f"{title} ({one})" for one, title in shown) + more

    def _numbers(self) -> Iterator[str]:
        width = max((cell_len(one.symbol) for one in self.info.parameters), default=0)
        for one in self.info.parameters:
            units = f" [{', '.join(one.units)}]" if one.units != ("1",) else ""
            symbol = one.symbol + " " * (width - cell_len(one.symbol))
            yield f"  {symbol}  {one.name}{self.colon}{one.title}{units}"
            yield f"  {' ' * width}    {phrases.origin_of_number(one, self.language)}"
            if one.note:
                yield f"  {' ' * width}    {one.note}"

    def _formulas(self) -> Iterator[str]:
        for step in self.info.steps:
            unit = f" [{step.unit}]" if step.unit != "1" else ""
            empirical = f"  ({self.say('empirical')})" if step.empirical else ""
            yield f"  {step.title or step.name}{unit}{empirical}"
            for formula in step.formulas:
                when = f"  ({formula.when})" if formula.when else ""
                yield f"      {formula.text}{when}"
                for symbol, first in formula.first_years:
                    yield f"        {self.say('before_first').format(symbol, first)}"
            if step.note:
                yield f"      {step.note}"

    def _reported(self) -> Iterator[str]:
        for output in self.info.emissions:
            rules = say("semicolon", self.language).join(output.rules)
            yield f"  {output.symbol}{self.colon}{output.gas}" + (f"  {rules}" if rules else "")

    def _checks(self) -> Iterator[str]:
        for check in self.info.checks:
            yield f"  {check.condition}"
            yield f"      {self.say(check.level)}{self.colon}{check.message}"

    def _tables(self) -> Iterator[str]:
        factors = Factors(self.library, self.language)
        for name in tables_of(self.info):
            for table in self.library.tables(name).values():
                head = factors.head(table)
                rows = _count(head, self.language)
                yield f"  {head.table} @ {head.set}{self.colon}{rows}{say('comma', self.language)}{head.source}"


def tables_of(info: MethodInfo) -> list[str]:
    """The factor tables that a method looks into, each once."""
    numbers = [one.detail for one in info.parameters if one.origin == "table"]
    return list(dict.fromkeys([*numbers, *(key.detail for key in info.keys if key.origin == "table")]))


# ---- factor tables


def table_list(tables: Sequence[Sequence[SetInfo]], language: Language) -> str:
    """Two lines a table: what it is called; keys, sets and the methods that use it."""
    lines: list[str] = []
    sector, semicolon, colon = "", say("semicolon", language), say("colon", language)
    for sets in tables:
        head = sets[0]
        if head.table.partition("/")[0] != sector:
            sector = head.table.partition("/")[0]
            lines += ["", sector]
        lines.append(f"  {head.table}  {head.title} [{head.unit}]")
        names = ", ".join(f"{one.set} ({_count(one, language)})" for one in sets)
        users = ", ".join(head.used_by) or say("not_used", language)
        keys = say("comma", language).join(dict.fromkeys(title for one in sets for title in one.keys.values()))
        parts = [f"{say('key', language)}{colon}{keys}"] if keys else []
        parts += [f"{say('set', language)}{colon}{names}", f"{say('used_by', language)}{colon}{users}"]
        lines.append("      " + semicolon.join(parts))
    return "\n".join(lines).strip("\n") + "\n"


def factor_rows(sets: Sequence[SetInfo], language: Language, width: int | None, verbose: bool = False) -> str:
    """The rows of tables; where they stand and what is remarked on them below each. verbose: with file and line."""
    output = StringIO()
    console = Console(file=output, width=width or _WIDE, no_color=True, highlight=False, legacy_windows=False)
    for info in sets:
        _print_set(console, info, language, verbose)
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    kept = [line for before, line in zip(["", *lines], lines, strict=False) if line or before]
    return "\n".join(kept).strip("\n") + "\n"


def _print_set(console: Console, info: SetInfo, language: Language, verbose: bool) -> None:
    colon, semicolon = say("colon", language), say("semicolon", language)
    console.print(f"\n{info.table} @ {info.set}  {info.title} [{info.unit}]", markup=False)
    # What all rows have alike is said once, above them.
    alike = {key for key in info.keys if len(info.rows) > 1 and len({row.keys[key] for row in info.rows}) == 1}
    parts = [f"{info.keys[key]}{colon}{info.rows[0].keys[key][1]}" for key in info.keys if key in alike]
    parts += [say("interval", language).format(say(info.interval, language))] if info.interval != "none" else []
    parts += [f"{say('lookup', language)}{colon}{' > '.join(info.lookup)}"] if info.lookup else []
    if parts:
        console.print(f"  {semicolon.join(parts)}", markup=False)
    told = [key for key in info.keys if key not in alike]
    ranged = any(row.low is not None or row.high is not None for row in info.rows)
    headers = [info.keys[key] for key in told] or [""]
    left = [*range(len(headers)), len(headers) + ranged + 1, len(headers) + ranged + 2]
    headers += [say("value", language)] + [say("range", language)] * ranged + [say("checked", language), ""]
    notes: dict[str, int] = {}
    grid = Grid(headers, left=left)
    for row in info.rows:
        marks = [_mark(text, notes) for text in (row.source, row.note, row.place if verbose else "") if text]
        cells = [row.keys[key][1] for key in told] or [""]
        cells += [_value(row, info)] + [_range(row)] * ranged + [say(f"mark_{row.checked}", language), " ".join(marks)]
        grid.add(*cells)
    console.print(grid)
    for text, mark in notes.items():
        console.print(f"  [{mark}] {text}", markup=False)


def _count(info: SetInfo, language: Language) -> str:
    return say("row_of" if info.count == 1 else "rows_of", language).format(info.count)


def _mark(text: str, notes: dict[str, int]) -> str:
    return f"[{notes.setdefault(text, len(notes) + 1)}]"


def _value(row: RowInfo, info: SetInfo) -> str:
    if row.value is None:
        return row.notation
    return with_unit(number(row.value), row.unit) if row.unit != info.unit else number(row.value)


def _range(row: RowInfo) -> str:
    low, high = ("" if bound is None else result(bound) for bound in (row.low, row.high))
    return f"{low} – {high}" if low or high else ""
