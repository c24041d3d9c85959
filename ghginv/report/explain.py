"""One number, down to the files and tables that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product

import numpy as np

from ghginv.engine.columns import Origin
from ghginv.engine.results import Calculated, Emission, Results, Row
from ghginv.engine.totals import GASES
from ghginv.formula import text
from ghginv.formula.evaluation import Array, Frame
from ghginv.formula.numeric import Numeric
from ghginv.formula.tree import Call, Node, Number, names
from ghginv.report.words import Language


@dataclass(frozen=True, slots=True)
class Input:
    """A number that goes in. where: file and line, or the factor's table; checked: how well it is known."""

    name: str
    symbol: str
    title: str
    value: float
    unit: str
    written: str
    where: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step: in symbols, with numbers, and its result."""

    step: str
    title: str
    members: Mapping[str, str]
    formula: str
    numbers: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one record's emission of one gas in one year came about. mass and co2e in tonnes, None if not estimated."""

    category: str
    title: str
    year: int
    gas: str
    record: str
    method: str
    method_title: str
    tier: int
    reference: str
    place: str
    source: str
    assumption: str
    memo: str
    notation: str
    mass: float | None
    gwp: float
    co2e: float | None
    lines: Sequence[Line]
    inputs: Sequence[Input]


def explain(results: Results, category: str, gas: str | None, year: int, language: Language) -> list[Explanation]:
    """Every record of a category (its sub-categories included) that emits a gas (a species or a group)."""
    library = results.inventory.library
    wanted = set(GASES) if gas is None else {gas}
    found = []
    for row in results.rows():
        inside = row.category == category or row.category.startswith(category + ".")
        if inside and row.year == year and row.emission and {row.gas, row.emission.group} & wanted:
            found.append(_explain(row, row.emission, library.categories.title(row.category, language), language))
    return found


def _explain(row: Row, emission: Emission, title: str, language: Language) -> Explanation:
    planned, record = emission.calculated.planned, row.record
    assert record is not None
    method = planned.method
    trace = _Trace(emission, row, language)
    return Explanation(
        row.category, title, row.year, row.gas, record.id, method.name, method.title.text(language), method.tier,
        "; ".join(reference.text() for reference in method.reference), _place(record.place), record.source,
        record.assumption, row.memo, row.notation, row.mass, emission.gwp, row.co2e,
        list(trace.lines()) if row.mass is not None else [], list(trace.inputs()),
    )  # fmt: skip


def _place(place: object) -> str:
    return "" if place is None else f"{place.file}:{place.line}"  # type: ignore[attr-defined]


class _Trace:
    """The way of one result through the steps of its block."""

    def __init__(self, emission: Emission, row: Row, language: Language) -> None:
        self.emission, self.language = emission, language
        self.calculated: Calculated = emission.calculated
        self.block = self.calculated.planned.block
        self.method = self.calculated.planned.method
        year, self.record = row.position
        self.year = self.block.years.index(row.year)
        frame = self.block.frame(slice(0, self.block.records))
        steps = {name: value[..., None] for name, value in self.calculated.values.items()}
        self.frame = Frame(frame.lengths, frame.years, {**frame.values, **steps}, frame.given, frame.counts)
        self.used: dict[tuple[str, tuple[int, ...]], None] = {}

    def lines(self) -> Iterator[Line]:
        """The steps that lead to the result, in reading order, once for each member of what is summed over."""
        trees = self.block.program.trees
        wanted = self._needed(self.emission.step)
        for name, tree in trees.items():
            if name not in wanted:
                continue
            step = self.method.steps[name]
            for index in self._indices(name):
                value = self._number(self.calculated.values[name][..., None], index)
                yield Line(
                    name, step.title.text(self.language) if step.title else name, self._members(name, index),
                    f"{self._symbol(name)} = {text.plain(tree, self._symbol)}",
                    text.plain(self._filled(tree, index), lambda n, i=index: _figure(self._value(n, i))), value,
                    self.block.program.units[name],
                )  # fmt: skip

    def inputs(self) -> Iterator[Input]:
        """The numbers that go in, with where they stand."""
        wanted = self._needed(self.emission.step)
        for name in self.block.program.inputs:
            if name not in wanted:
                continue
            for index in self._indices(name):
                origin = self.block.columns[name].origin((*index, self.year), self.record)
                if origin is not None:
                    yield self._input(name, index, origin)

    def _input(self, name: str, index: tuple[int, ...], origin: Origin) -> Input:
        parameter = self.method.parameters.get(name)
        title = parameter.title.text(self.language) if parameter is not None and parameter.title else name
        members = ", ".join(self._members(name, index).values())
        found = origin.found
        where, source, checked = _place(origin.place), "", ""
        if found is not None:
            where, checked = f"{origin.text} ({where}; {found.step})", found.row.checked
            source = found.source_text(self.language)
        record = self.calculated.planned.records[self.record]
        if origin.kind == "activity":
            source = record.source or record.assumption
        written = (
            origin.text if found is None else f"{origin.value:g} {origin.unit}" if origin.value is not None else "NA"
        )
        return Input(
            name, self._symbol(name), f"{title} ({members})" if members else title,
            self._value(name, index), self.block.program.units[name], written, where or origin.kind, source, checked,
        )  # fmt: skip

    def _needed(self, step: str) -> set[str]:
        trees, seen, waiting = self.block.program.trees, {step}, [step]
        while waiting:
            for name in names(trees[waiting.pop()]):
                if name not in seen:
                    seen.add(name)
                    waiting += [name] if name in trees else []
        return seen

    def _indices(self, name: str) -> Iterator[tuple[int, ...]]:
        axes, fixed = self.block.program.axes[name], self.block.program.axes[self.emission.step]
        ranges = []
        for position, (axis, length) in enumerate(self.block.lengths.items()):
            if axis not in axes:
                ranges.append(range(1))
            elif axis in fixed:
                ranges.append(range(self.emission.member[position], self.emission.member[position] + 1))
            else:
                ranges.append(range(length))
        yield from product(*ranges)

    def _members(self, name: str, index: tuple[int, ...]) -> dict[str, str]:
        axes = self.block.program.axes[name]
        return {a: members[i] for (a, members), i in zip(self.block.axes.items(), index, strict=True) if a in axes}

    def _symbol(self, name: str) -> str:
        declared = self.method.steps.get(name) or self.method.parameters.get(name)
        return declared.symbol if declared is not None and declared.symbol else name

    def _value(self, name: str, index: tuple[int, ...]) -> float:
        return self._number(self.frame.values[name], index)

    def _number(self, array: Array, index: tuple[int, ...]) -> float:
        full = (*index, self.year, self.record, 0)
        return float(np.real(array[tuple(min(i, n - 1) for i, n in zip(full, array.shape, strict=True))]))

    def _filled(self, tree: Node, index: tuple[int, ...]) -> Node:
        """The tree with everything that looks along years or axes replaced by its number."""
        if isinstance(tree, Call) and tree.function == "sum":
            array = Numeric(self.frame).value(tree.arguments[0], None)
            ranges = [
                range(length) if axis in tree.over else (i,)
                for (axis, length), i in zip(self.block.lengths.items(), index, strict=True)
            ]
            return _Sum(tuple(self._number(array, cell) for cell in product(*ranges)))
        if isinstance(tree, Call) and tree.function in ("previous", "lag", "window", "between", "extend"):
            value = self._number(Numeric(self.frame).value(tree, None), index)
            return Number(value, _figure(value))
        return tree.with_children(tuple(self._filled(child, index) for child in tree.children))


class _Sum(Number):
    """A sum shown as its parts."""

    def __init__(self, parts: tuple[float, ...]) -> None:
        shown = " + ".join(map(_figure, parts)) if len(parts) <= 12 else f"Σ({len(parts)})"
        super().__init__(sum(parts), f"({shown})")


def _figure(value: float) -> str:
    return f"{value:.6g}"


def as_text(explanations: Sequence[Explanation], language: Language) -> str:
    """For a screen."""
    words = _WORDS[language]
    blocks = []
    for one in explanations:
        shown = one.notation if one.mass is None else f"{one.mass:,.6g} t {one.gas}"
        lines = [
            f"{one.category} {one.title}  {one.gas} {one.year} = {shown}"
            + (f"  x GWP {one.gwp:g} = {one.co2e:,.6g} t CO2e" if one.co2e is not None else "")
            + (f"  [{one.memo}]" if one.memo else ""),
            f"  {words['record']}: {one.record}  {one.place}",
            f"  {words['method']}: {one.method} ({one.method_title}), {words['tier']} {one.tier}, {one.reference}",
        ]
        if one.source:
            lines.append(f"  {words['source']}: {one.source}")
        if one.assumption:
            lines.append(f"  {words['assumption']}: {one.assumption}")
        lines += [line for step in one.lines for line in _step_lines(step)]
        lines += [f"  {words['where']}"] if one.inputs else []
        lines += [line for item in one.inputs for line in _input_lines(item)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _step_lines(step: Line) -> list[str]:
    members = f" [{', '.join(step.members.values())}]" if step.members else ""
    return [
        f"  {step.title}{members}",
        f"    {step.formula}",
        f"    = {step.numbers}",
        f"    = {_figure(step.value)} {step.unit}",
    ]


def _input_lines(item: Input) -> list[str]:
    lines = [
        f"    {item.symbol} = {item.value:.10g} {item.unit}  {item.title}: {item.written}",
        f"        {item.where}",
    ]
    if item.source:
        lines.append(f"        {item.source}" + (f" [{item.checked}]" if item.checked else ""))
    return lines


def as_data(explanations: Sequence[Explanation]) -> list[dict[str, object]]:
    """For programs."""
    return [asdict(one) for one in explanations]


_WORDS: dict[Language, dict[str, str]] = {
    "en": {"record": "record", "method": "method", "tier": "tier", "source": "source", "assumption": "assumption", "where": "where"},
    "zh": {"record": "记录", "method": "方法", "tier": "层级", "source": "来源", "assumption": "假设", "where": "其中"},
}  # fmt: skip
