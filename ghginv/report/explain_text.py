"""Explanations as an auditor reads them: symbols, numbers, result, and where each number stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from ghginv.report.explain import Explained, Explanation, Stated
from ghginv.report.traced import Input, Step, Term, Value
from ghginv.report.words import Language, number, percent, result, with_unit, word

#: Where a list of years is broken.
_WIDTH = 110
#: Years shown of a long series.
_FIRST, _LATEST = 2, 4
#: From how many on members that come to nothing share a line.
_NOTHINGS = 3

_WORDS: dict[str, tuple[str, str]] = {
    "semicolon": ("; ", "；"),
    "comma": (", ", "，"),
    "method": ("method", "方法"),
    "tier": ("tier {}", "层级 {}"),
    "source": ("source", "来源"),
    "assumption": ("assumption", "假设"),
    "note": ("note", "备注"),
    "automatic": ("all its numbers come from other records", "全部数据取自其他记录"),
    "share_without": ("{} of the total without LULUCF", "占总量（不含土地利用变化和林业）的 {}"),
    "share_with": ("{} of the total with LULUCF", "占总量（含土地利用变化和林业）的 {}"),
    "memo_item": ("memo item, in no total: {}", "信息项（不计入总量）：{}"),
    "numbers": ("Where the numbers stand", "各数的出处"),
    "as_above": ("as above", "同上"),
    "in_tonnes": ("In tonnes", "以吨计"),
    "by_year": ("by year", "历年"),
    "sum_terms": ("in the sum", "求和各项"),
    "found_by": ("found by {}", "取用：{}"),
    "fallback": ("fallback: {}", "替代取用：{}"),
    "default": ("default of the method", "方法缺省值"),
    "constant": ("constant", "常数"),
    "link": ("{}, sum of", "{}，合计自"),
    "link_nothing": ("{}: no record", "{}：无记录"),
    "unknown": ("not known", "未知"),
    "earlier_year": ("needs an earlier year that is not known", "缺少所需的以前年份数据"),
    "sum_of": ("Sum of the records", "记录合计"),
    "record": ("1 record", "1 条记录"),
    "records": ("{} records", "{} 条记录"),
    "not_estimated": ("{} of them not estimated", "其中 {} 条未估算"),
    "withheld": ("confidential: inside the totals, shown nowhere else", "保密：计入总量，不单独列出"),
    "withheld_sum": ("not shown, since a record is confidential", "含保密记录，不列出"),
    "included_in": ("included in {}", "列于 {}"),
    "left_out": ("Years left out (...) are shown with -v.", "省略的年份（...）用 -v 显示。"),
    "blend_share": ("share of {} in {}", "{} 在 {} 中的质量比例"),
    "primary": ("read in this source", "已核对原文"),
    "secondary": ("from a source that cites it", "二手来源"),
    "unchecked": ("not checked", "未核对"),
}


def as_text(explained: Explained, language: Language, every_year: bool = False) -> str:
    """The whole text, ready to print. every_year: of steps that look back, not only the first and the latest years."""
    return "\n".join(_Writer(language, every_year).lines(explained)) + "\n"


class _Writer:
    def __init__(self, language: Language, every_year: bool) -> None:
        self.language, self.every_year, self.left_out = language, every_year, False
        self.colon, self.semicolon, self.comma = self.say("colon"), self.say("semicolon"), self.say("comma")

    def say(self, key: str, *parts: str) -> str:
        pair = _WORDS.get(key)
        return (word(key, self.language) if pair is None else pair[self.language == "zh"]).format(*parts)

    def lines(self, explained: Explained) -> Iterator[str]:
        yield f"{explained.category} {explained.title}  {explained.year}"
        records: dict[tuple[str, str], list[Explanation]] = {}
        for one in explained.explanations:
            records.setdefault((one.method, one.record), []).append(one)
        for found in records.values():
            yield ""
            yield from self._head(found[0], explained.category)
            # Of pairs, such as a gas and what is formed from it, many are nothing.
            nothing = [one for one in found if one.mass == 0 and len(one.members) > 1]
            seen: set[str] = set()
            for one in found:
                if one not in nothing:
                    yield ""
                    yield from self._result(one)
                    yield from self._body(one, seen)
            if nothing:
                yield ""
                yield from _wrapped("  0 t: ", [self._gas(one) for one in nothing])
        yield from self._stated(explained.stated)
        if len(explained.explanations) > len(explained.sums):
            yield ""
            yield from self._sums(explained)
        if self.left_out:
            yield ""
            yield self.say("left_out")

    # ---- a record

    def _head(self, one: Explanation, asked: str) -> Iterator[str]:
        category = "" if one.category == asked else f"{one.category} {one.title}  "
        yield f"{category}{one.record}  {one.place}".rstrip()
        if one.keys:
            yield "  " + self.semicolon.join(f"{key}{self.colon}{name}" for key, name in one.keys.items())
        tier = self.say("tier", str(one.tier))
        yield f"  {self.say('method')}{self.colon}{one.method_title}{self.comma}{tier}  {one.method_place}"
        for reference in one.references:
            yield f"    {reference}"
        if one.automatic:
            yield f"  {self.say('source')}{self.colon}{self.say('automatic')}"
        for key in ("source", "assumption", "note"):
            if text := getattr(one, key):
                yield f"  {self.say(key)}{self.colon}{text}"

    def _gas(self, one: Explanation) -> str:
        others = [f"{axis} {name}" for axis, name in one.members.items() if name != one.gas]
        return f"{one.gas} ({self.comma.join(others)})" if others else one.gas

    def _result(self, one: Explanation) -> Iterator[str]:
        gas = f"  {self._gas(one)}"
        if one.mass is None or one.co2e is None:
            yield f"{gas}  {one.notation}{self.comma}{self.say('withheld' if one.notation == 'C' else one.notation)}"
            return
        gwp = f"GWP {number(one.gwp.value or 0.0)}"
        line = f"{gas}  {result(one.mass, grouped=True)} t × {gwp} = {result(one.co2e, grouped=True)} t CO2e"
        if one.memo:
            line += self.semicolon + self.say("memo_item", self.say(one.memo))
        elif one.share_of_total is not None:
            key = "share_with" if one.lulucf else "share_without"
            line += self.comma + self.say(key, percent(one.share_of_total))
        if one.notation:
            line += f"{self.semicolon}{one.notation}{self.comma}{self.say(one.notation)}"
        yield line

    def _body(self, one: Explanation, seen: set[str]) -> Iterator[str]:
        """Steps and numbers; those that stand above already, under another gas of the record, by name only."""
        above: list[str] = []
        for step in one.steps:
            yield from self._once(step.symbol, list(self._step(step, one.members)), seen, above)
        if one.steps and (one.steps[-1].unit != "t" or one.share is not None):
            yield from self._tonnes(one)
        for formula in one.gaps:
            yield f"    {self.say('earlier_year')}{self.colon}{formula}"
        lines: list[str] = []
        for item in one.inputs:
            lines += self._once(item.symbol, list(self._input(item)), seen, above)
        if one.mass is not None:
            blend = [] if one.share is None else list(self._row(self._share_name(one), "", one.share))
            lines += [*blend, *self._row(f"GWP {one.gas}", one.gwp_set, one.gwp)]
        if lines:
            yield f"    {self.say('numbers')}"
            yield from lines
        if above:
            yield f"    {self.say('as_above')}{self.colon}{', '.join(dict.fromkeys(above))}"

    def _once(self, symbol: str, lines: list[str], seen: set[str], above: list[str]) -> list[str]:
        text = "\n".join(lines)
        if text in seen:
            above.append(symbol.strip("()") if "/" in symbol else symbol)
            return []
        seen.add(text)
        return lines

    def _tonnes(self, one: Explanation) -> Iterator[str]:
        last = one.steps[-1]
        share = "" if one.share is None else f" × {number(one.share.value or 0.0)}"
        left = with_unit(number(last.results[0].value), last.unit) + share
        right = f"{result(one.mass or 0.0, grouped=True)} t {one.gas}"
        yield f"    {self.say('in_tonnes')}{self.colon}{left} = {right}"

    def _share_name(self, one: Explanation) -> str:
        return self.say("blend_share", one.gas, one.blend)

    # ---- steps

    def _step(self, step: Step, own: Mapping[str, str]) -> Iterator[str]:
        """A step. own: the members that the result has, which need not be said again."""
        single = len(step.results) == 1
        unit = "" if single or step.unit == "1" else f" [{step.unit}]"
        yield f"    {step.title or step.name}{unit}"
        yield f"      {step.formula}"
        indent = " " * (len("      ") + cell_len(step.formula.split(" = ")[0]))
        if single:
            (only,) = step.results
            others = [name for axis, name in only.members.items() if axis not in own]
            label = f"  ({', '.join(others)})" if others else ""
            if only.numbers != number(only.value):
                yield f"{indent} = {only.numbers}{label}"
                label = ""
            yield f"{indent} = {with_unit(result(only.value), step.unit)}{label}"
        else:
            yield from self._terms(step.results)
        if step.terms:
            yield f"      {self.say('sum_terms')}{self.colon.rstrip()}"
            yield from self._terms(step.terms)
        for members, values in step.by_year:
            label = f" ({', '.join(members.values())})" if members else ""
            items = [f"{years}: {value}" for years, value in _runs((y, result(v)) for y, v in values.items())]
            if len(items) > _FIRST + _LATEST and not self.every_year:
                items, self.left_out = [*items[:_FIRST], "...", *items[-_LATEST:]], True
            yield from _wrapped(f"      {step.symbol}{label} {self.say('by_year')}{self.colon}", items)

    def _terms(self, terms: Sequence[Term]) -> Iterator[str]:
        nothing = [term for term in terms if term.value == 0]
        shown = [term for term in terms if term.value != 0] if len(nothing) >= _NOTHINGS else list(terms)
        labels = [", ".join(term.members.values()) for term in shown]
        width = max(map(cell_len, labels), default=0)
        for label, term in zip(labels, shown, strict=True):
            value = result(term.value)
            numbers = "" if term.numbers == number(term.value) else f"{term.numbers} = "
            yield f"        {_padded(label, width)}  {numbers}{value}"
        if len(shown) < len(terms):
            others = dict.fromkeys(", ".join(term.members.values()) for term in nothing)
            yield from _wrapped("        0: ", list(others))

    # ---- numbers

    def _input(self, item: Input) -> Iterator[str]:
        if len(item.values) == 1 and not item.values[0].years:
            yield from self._row(item.symbol, item.title, item.values[0], item.unit)
            return
        unit = "" if item.unit == "1" else f" [{item.unit}]"
        yield f"      {item.symbol}  {item.title}{unit}"
        groups: dict[tuple[str, ...], list[Value]] = {}
        for value in item.values:
            key = (value.kind, value.source, value.checked, *(value.members.values() if value.years else ()))
            groups.setdefault(key, []).append(value)
        for found in groups.values():
            yield from self._series(found) if found[0].years else self._list(found)
            yield from self._source(found[0])

    def _row(self, symbol: str, title: str, value: Value, unit: str = "1") -> Iterator[str]:
        """One number: what it is, how it is written and where, and the document."""
        amount = self.say("unknown") if value.value is None else with_unit(number(value.value), unit)
        if value.kind == "constant":
            symbol, amount = value.written, ""
        members = f" ({', '.join(value.members.values())})" if value.members else ""
        equals = f" = {amount}" if amount else ""
        yield f"      {symbol}{equals}  {title}{members}".rstrip()
        written = value.written if value.kind in ("activity", "factor") and value.written != amount else ""
        where = self.semicolon.join(part for part in (written, *self._where(value)) if part)
        yield f"          {where}"
        yield from self._source(value)
        yield from self._parts(value, unit)

    def _list(self, values: Sequence[Value]) -> Iterator[str]:
        """The numbers of several members, a line each."""
        labels = [", ".join(value.members.values()) for value in values]
        amounts = [self.say("unknown") if v.value is None else number(v.value) for v in values]
        wide, long = max(map(cell_len, labels)), max(map(cell_len, amounts))
        for label, amount, value in zip(labels, amounts, values, strict=True):
            written = value.written if value.kind == "activity" else ""
            where = self.semicolon.join(part for part in (written, *self._where(value)) if part)
            yield f"          {_padded(label, wide)}  {_padded(amount, long)}  {where}".rstrip()
            yield from self._parts(value, "")

    def _series(self, values: Sequence[Value]) -> Iterator[str]:
        """The numbers of several years."""
        label = ", ".join(values[0].members.values())
        by_year = {year: value for value in values for year in value.years}
        texts = []
        for year, value in sorted(by_year.items()):
            amount = self.say("unknown") if value.value is None else number(value.value)
            own = value.kind == "activity" and not value.written.startswith(amount)
            texts.append((year, f"{amount} ({value.written})" if own else amount))
        items = [f"{years}: {text}" for years, text in _runs(texts)]
        yield from _wrapped(f"          {label}  " if label else "          ", items)
        places = [part for value in values for part in self._where(value)]
        yield from _wrapped("          ", list(dict.fromkeys(places)))

    def _where(self, value: Value) -> Iterator[str]:
        if value.kind in ("default", "constant"):
            yield self.say(value.kind)
        elif value.kind == "link":
            key = "link" if value.parts else "link_nothing"
            yield self.say(key, value.written)
        if value.factor:
            yield value.factor
        if value.place:
            yield value.place
        if value.fallback or value.found_by not in value.factor:  # a set alone is in the factor's name
            yield self.say("fallback" if value.fallback else "found_by", value.found_by)
        if value.notation and not value.written.startswith(value.notation):
            yield f"{value.notation}{self.comma}{self.say(value.notation)}"
        if value.note and value.note not in value.written:
            yield value.note if value.notation else f"{self.say('note')}{self.colon}{value.note}"

    def _source(self, value: Value) -> Iterator[str]:
        if value.source and value.kind != "activity":
            checked = f"  [{self.say(value.checked)}]" if value.checked else ""
            yield f"          {value.source}{checked}"

    def _parts(self, value: Value, unit: str) -> Iterator[str]:
        labels = [f"{part.record} ({part.category})" for part in value.parts]
        width = max(map(cell_len, labels), default=0)
        for label, part in zip(labels, value.parts, strict=True):
            amount = part.notation if part.value is None else with_unit(number(part.value), unit)
            yield f"            {_padded(label, width)}  {amount}  {part.place}"

    # ---- what stands below

    def _stated(self, stated: Sequence[Stated]) -> Iterator[str]:
        """Notation keys, the gases of one statement together."""
        together: dict[tuple[str, str], list[Stated]] = {}
        for one in stated:
            together.setdefault((one.place, one.category), []).append(one)
        if stated:
            yield ""
        for (first, *_), gases in ((found, ", ".join(one.gas for one in found)) for found in together.values()):
            included = self.say("included_in", first.included_in) if first.included_in else ""
            why = self.semicolon.join(part for part in (self.say(first.notation), included, first.reason) if part)
            head = "  ".join(part for part in (f"{first.category} {first.title}", gases, first.notation) if part)
            yield f"{head}{self.comma}{why}  {first.place}"

    def _sums(self, explained: Explained) -> Iterator[str]:
        yield self.say("sum_of")
        for one in explained.sums:
            memo = f" ({self.say('memo_item', self.say(one.memo))})" if one.memo else ""
            parts = [self.say("record" if one.records == 1 else "records", str(one.records))]
            if one.not_estimated:
                parts.append(self.say("not_estimated", str(one.not_estimated)))
            if one.mass is None or one.co2e is None:
                amount = self.say("withheld_sum")
            else:
                amount = f"{result(one.mass, grouped=True)} t = {result(one.co2e, grouped=True)} t CO2e"
            yield f"  {one.gas}{memo}  {amount}  ({self.comma.join(parts)})"


def _runs(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Years that follow each other and have the same text as one."""
    first, last, shown = 0, 0, ""
    for year, text in texts:
        if shown and (year != last + 1 or text != shown):
            yield _years(first, last), shown
            first = year
        elif not shown:
            first = year
        last, shown = year, text
    if shown:
        yield _years(first, last), shown


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _wrapped(start: str, items: Sequence[str]) -> Iterator[str]:
    """A list in lines that are not too long, those after the first indented as far as the items of the first."""
    line, indent = start, " " * cell_len(start)
    for index, item in enumerate(items):
        ending = ", " if index < len(items) - 1 else ""
        if line.strip() and line != start and cell_len(line) + cell_len(item) > _WIDTH:
            yield line.rstrip()
            line = indent
        line += item + ending
    if items:
        yield line.rstrip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
