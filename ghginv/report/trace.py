"""The way of one result through the steps of its block: formulas in symbols and in numbers, and what goes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import product

import numpy as np

from ghginv.engine.columns import Origin
from ghginv.engine.quality import inputs_of
from ghginv.engine.results import Emission, Results, Row
from ghginv.formula import text
from ghginv.formula.evaluation import Array, Frame
from ghginv.formula.numeric import Numeric, brackets
from ghginv.formula.tree import Call, Name, Node, Number, Scale, names, walk
from ghginv.report import links
from ghginv.report.names import key_title, lookup_text, member_title, reference_text
from ghginv.report.symbols import LOOKS_BACK, Symbols, atom, scaled
from ghginv.report.traced import Input, Step, Term, Value
from ghginv.report.words import Language, number, with_unit

Cell = tuple[int, ...]


class Trace:
    """What led to one row of the results."""

    def __init__(self, results: Results, row: Row, emission: Emission, language: Language) -> None:
        self.results, self.emission, self.language = results, emission, language
        self.library = results.inventory.library
        planned = emission.calculated.planned
        self.block, self.method, self.program = planned.block, planned.method, planned.block.program
        self.symbols = Symbols(self.library, self.method, language)
        self.position = row.position[1]
        self.record = planned.records[self.position]
        self.year = self.block.years.index(row.year)
        self._terms: dict[Cell, list[Term]] = {}
        only = slice(self.position, self.position + 1)
        frame = self.block.frame(only)
        steps = {name: value[..., only, None] for name, value in emission.calculated.values.items()}
        self.frame = Frame(frame.lengths, frame.years, {**frame.values, **steps}, frame.given, frame.counts)

    # ---- what is shown

    def members(self) -> dict[str, str]:
        """The members of the axes that the result has, by the name of the axis."""
        return self._members(self.emission.step, self.emission.member)

    def steps(self) -> list[Step]:
        """The steps that lead to the result, in reading order."""
        return [self._step(name) for name in self.program.trees if name in self._needed]

    def inputs(self) -> list[Input]:
        """The numbers that go in, in the order of the formulas."""
        wanted = set(inputs_of(self.emission.calculated, self.emission.step))
        found = []
        for name in self.program.inputs:
            if name in wanted and (values := self._values(name)):
                constant = self.library.constants[name] if values[0].kind == "constant" else None
                local = constant if constant is not None else self.method.parameters[name].title
                title = getattr(local, self.language)
                found.append(Input(name, self.symbols.symbol(name), title, self.program.units[name], values))
        return found

    def gaps(self) -> list[str]:
        """The formulas that have all their numbers of the year and still no result: they need an earlier year."""
        found = []
        for name in self._needed:
            tree = self.program.trees.get(name)
            cells = list(self._cells(name))
            if tree is None or all(self._is_known(name, cell) for cell in cells):
                continue
            if all(self._is_known(other, cell) for other in names(tree) for cell in self._cells(other)):
                found.append(self._formula(name))
        return found

    # ---- steps

    def _step(self, name: str) -> Step:
        step = self.method.steps[name]
        self._terms = {}
        rows = []
        for cell in self._cells(name):
            value = self._number(self.frame.values[name], cell, self.year)
            numbers = text.plain(self._filled(self.program.trees[name], cell), str)
            rows.append(Term(self._members(name, cell), numbers, value))
        terms = tuple(term for terms in self._terms.values() for term in terms)
        title = step.title.text(self.language) if step.title else ""
        history = tuple(self._history(name)) if name in self._looked_back_at else ()
        return Step(
            name,
            self.symbols.symbol(name),
            title,
            self.program.units[name],
            self._formula(name),
            tuple(rows),
            terms,
            history,
        )

    def _history(self, name: str) -> Iterator[tuple[Mapping[str, str], Mapping[int, float]]]:
        for cell in self._cells(name):
            array = self.frame.values[name]
            values = {self.block.years[year]: self._number(array, cell, year) for year in range(self.year + 1)}
            yield self._members(name, cell), values

    def _formula(self, name: str) -> str:
        return self.symbols.formula(name, self.program.trees[name])

    def _filled(self, tree: Node, cell: Cell) -> Node:
        """The tree with the numbers of the year in it."""
        match tree:
            case Name(id=name) if name in self.library.constants:
                return atom(self.symbols.symbol(name))
            case Name(id=name):
                return atom(self._shown(self.frame.values[name], cell, self.year))
            case Scale(operand=operand):
                return scaled(self._filled(operand, cell), tree)
            case Call(function="sum"):
                return self._filled_sum(tree, cell)
            case Call(function="between" | "extend"):
                return self._filled_series(tree, cell)
            case Call(function="previous" | "lag" | "window"):
                return atom(_signed(self._evaluated(tree, cell)))
            case Call(function="where"):
                return Call("if", tuple(self._filled(argument, cell) for argument in tree.arguments))
        return tree.with_children(tuple(self._filled(child, cell) for child in tree.children))

    def _filled_sum(self, tree: Call, cell: Cell) -> Node:
        """A sum as its parts; those that are calculated on the way are kept as terms."""
        argument = tree.arguments[0]
        axes = dict(zip(self.block.axes, cell, strict=True))
        ranges = [range(self.block.lengths[axis]) if axis in tree.over else (i,) for axis, i in axes.items()]
        parts = []
        for inner in product(*ranges):
            value = self._evaluated(argument, inner)
            if value:
                parts.append(_signed(value))
            if not isinstance(argument, Name):
                members = {
                    key_title(axis, self.language): self._member(axis, i)
                    for axis, i in zip(axes, inner, strict=True)
                    if axis in tree.over
                }
                shown = text.plain(self._filled(argument, inner), str)
                self._terms.setdefault((*inner, tree.column), [Term(members, shown, value)])
        return atom(f"({' + '.join(parts)})" if len(parts) > 1 else parts[0] if parts else "0")

    def _filled_series(self, tree: Call, cell: Cell) -> Node:
        """A year of a series: as given, or as it lies between or beyond the years that are given."""
        subject = tree.arguments[0]
        assert isinstance(subject, Name)
        value, given = self.frame.values[subject.id], self.frame.given[subject.id]
        if self._number(given, cell, self.year):
            return atom(self._shown(value, cell, self.year))
        left, right, _ = (self._number(a, cell, self.year) for a in brackets(given, hold=tree.function == "extend"))
        first, last, at = int(left), int(right), f"{self.year - int(left)}/{int(right) - int(left) or 1}"
        if isinstance(tree.option, Name):
            guide = self.frame.values[tree.option.id]
            start, end = (f"{self._shown(value, cell, y)} / {self._shown(guide, cell, y)}" for y in (first, last))
            mixed = start if first == last else f"({start} + ({end} - {start}) × {at})"
            return atom(f"{mixed} × {self._shown(guide, cell, self.year)}")
        start, end = (self._shown(value, cell, y) for y in (first, last))
        return atom(f"{start} + ({end} - {start}) × {at}")

    # ---- inputs

    def _values(self, name: str) -> tuple[Value, ...]:
        column, found = self.block.columns[name], []
        for cell in self._cells(name):
            for year in self._years_of(name):
                origin = column.origin((*cell, year), self.position)
                if origin is not None:
                    found.append((self._value(name, cell, year, origin), self.block.years[year]))
        if len(self._years_of(name)) == 1:
            return tuple(value for value, _ in found)
        return tuple(_dated(found))

    def _years_of(self, name: str) -> Sequence[int]:
        """The years of the run in which a number matters to the result."""
        if name not in self._earlier or self.frame.values[name].shape[-3] == 1:
            return (self.year,)
        return range(len(self.block.years)) if name in self.program.seen_in_years() else range(self.year + 1)

    def _value(self, name: str, cell: Cell, year: int, origin: Origin) -> Value:
        known = self.block.columns[name].take_known(slice(self.position, self.position + 1))
        value = self._number(self.frame.values[name], cell, year) if self._number(known, cell, year) else None
        members, unit, found = self._members(name, cell), self.program.units[name], origin.found
        shown = _place(origin.place)
        if found is not None:
            written = "NA" if origin.value is None else with_unit(number(origin.value), origin.unit)
            source = reference_text(found.row.source, self.library.sources, self.language)
            looked_up = lookup_text(found, self.library, self.language)
            return Value(
                members, (), value, origin.notation or written, "factor", shown, found.factor_id, looked_up,
                found.fallback, source, found.row.checked, origin.notation, found.row.note,
            )  # fmt: skip
        if origin.kind == "constant":
            constant = self.library.constants[name]
            source = reference_text(constant.source, self.library.sources, self.language)
            return Value(members, (), value, origin.text, "constant", _place(constant.place()), source=source)
        if origin.kind == "default":
            shown = _place(self.method.place("parameters", name, "default"))
            return Value(members, (), value, with_unit(origin.text, origin.unit), "default", shown)
        if origin.kind == "link":
            link = self.method.parameters[name].link
            assert link is not None
            axes = zip(self.block.axes, cell, strict=True)
            own = {axis: self.block.axes[axis][i] for axis, i in axes if axis in self.program.axes[name]}
            parts = links.parts(self.results, link, self.record, own, self.block.years[year], unit)
            return Value(members, (), value, origin.text, "link", parts=tuple(parts), notation=origin.notation)
        complete = origin.value is None or origin.unit in origin.text
        written = origin.text if complete else with_unit(origin.text, origin.unit)
        return Value(
            members, (), value, written, "activity", shown, source=self.record.source, notation=origin.notation,
            note=origin.detail,
        )  # fmt: skip

    # ---- looking things up

    @cached_property
    def _needed(self) -> dict[str, None]:
        """The steps and inputs behind the result."""
        return self._closure([self.emission.step])

    @cached_property
    def _looked_back_at(self) -> set[str]:
        """What the steps take from other years."""
        nodes = [node for name in self._needed for node in walk(self.program.trees.get(name, _NOTHING))]
        return {name for n in nodes if isinstance(n, Call) and n.function in LOOKS_BACK for name in names(n)}

    @cached_property
    def _earlier(self) -> dict[str, None]:
        """All whose other years matter."""
        return self._closure(self._looked_back_at)

    def _closure(self, start: Iterable[str]) -> dict[str, None]:
        seen = dict.fromkeys(sorted(start))
        waiting = list(seen)
        while waiting:
            for name in names(self.program.trees.get(waiting.pop(), _NOTHING)):
                if name not in seen:
                    seen[name] = None
                    waiting.append(name)
        return seen

    def _cells(self, name: str) -> Iterator[Cell]:
        """The axis members of a name that the result rests on."""
        axes, fixed = self.program.axes[name], self.program.axes[self.emission.step]
        ranges: list[Sequence[int]] = []
        for (axis, length), member in zip(self.block.lengths.items(), self.emission.member, strict=True):
            if axis not in axes:
                ranges.append((0,))
            else:
                ranges.append((member,) if axis in fixed else range(length))
        yield from product(*ranges)

    def _members(self, name: str, cell: Cell) -> dict[str, str]:
        axes = self.program.axes[name]
        cells = zip(self.block.axes, cell, strict=True)
        return {key_title(axis, self.language): self._member(axis, i) for axis, i in cells if axis in axes}

    def _member(self, axis: str, index: int) -> str:
        return member_title(self.library, self.method, axis, self.block.axes[axis][index], self.language)

    def _is_known(self, name: str, cell: Cell) -> bool:
        if name in self.program.trees:
            known = self.block.known[name]
            array = known if known.shape[-2] == 1 else known[..., self.position, None, :]
        else:
            array = self.block.columns[name].take_known(slice(self.position, self.position + 1))
        return bool(self._number(array, cell, self.year))

    def _evaluated(self, tree: Node, cell: Cell) -> float:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # in years that are not looked at
            return self._number(Numeric(self.frame).value(tree, None), cell, self.year)

    def _shown(self, array: Array, cell: Cell, year: int) -> str:
        return _signed(self._number(array, cell, year))

    def _number(self, array: Array, cell: Cell, year: int) -> float:
        full = (*cell, year, 0, 0)
        return float(np.real(array[tuple(min(i, n - 1) for i, n in zip(full, array.shape, strict=True))]))


_NOTHING = Number(0.0, "")


def _dated(found: Sequence[tuple[Value, int]]) -> Iterator[Value]:
    """Each value once, with its years."""
    values: list[tuple[Value, list[int]]] = []
    for value, year in found:
        same = next((years for other, years in values if other == value), None)
        if same is None:
            values.append((value, [year]))
        else:
            same.append(year)
    for value, years in values:
        yield replace(value, years=tuple(years))


def _place(place: object) -> str:
    return "" if place is None else f"{place.file}:{place.line}"  # type: ignore[attr-defined]


def _signed(value: float) -> str:
    return number(value) if value >= 0 else f"({number(value)})"
