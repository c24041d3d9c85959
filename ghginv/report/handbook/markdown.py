"""A page of the handbook for each method, in Markdown: formulas in LaTeX, numbers with units, tables, worked cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ghginv.library import Library
from ghginv.report.handbook import phrases
from ghginv.report.handbook.cases import Case
from ghginv.report.handbook.factors import Factors
from ghginv.report.handbook.info import MethodInfo, StepInfo
from ghginv.report.handbook.screen import tables_of
from ghginv.report.handbook.words import say
from ghginv.report.words import Language

#: Ending of pages in each language.
ENDINGS: Mapping[Language, str] = {"en": ".md", "zh": ".zh-CN.md"}
#: From a page to the top of the repository.
_TOP = "../../.."
#: Members of a vocabulary, and answers of a case, that a page shows.
_MEMBERS, _ANSWERS = 12, 5


def switch(stem: str, language: Language) -> str:
    """The line that leads to the page in the other language."""
    english, chinese = f"[English]({stem}{ENDINGS['en']})", f"[简体中文]({stem}{ENDINGS['zh']})"
    return f"English | {chinese}" if language == "en" else f"{english} | 简体中文"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; nothing if it has no rows."""
    lines = [f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in rows]
    return [f"| {' | '.join(headers)} |", "|" + "---|" * len(headers), *lines] if lines else []


def safe(text: str) -> str:
    """Text that Markdown does not take for anything else."""
    for sign, written in (("|", r"\|"), ("<", "&lt;"), ("*", r"\*"), ("$", r"\$"), ("\n", " ")):
        text = text.replace(sign, written)
    return text


def math(latex: str) -> str:
    """A formula within a line. Between back quotes Markdown leaves its signs alone, where it has any to take."""
    return f"$`{latex}`$" if r"\_" in latex else f"${latex}$"


class Page:
    """One method's page."""

    def __init__(self, library: Library, info: MethodInfo, cases: Sequence[Case], language: Language) -> None:
        self.library, self.info, self.cases, self.language = library, info, cases, language
        self.colon, self.comma = say("colon", language), say("comma", language)

    def text(self) -> str:
        """The whole page."""
        return "\n".join(self._lines()) + "\n"

    def say(self, key: str) -> str:
        return say(key, self.language)

    def _lines(self) -> Iterator[str]:
        info = self.info
        yield from (f"# {safe(info.title)}", "", switch(info.method, self.language), "")
        if info.note:
            yield from (safe(info.note), "")
        yield from self._facts()
        yield from self._section("keys", self._keys())
        yield from self._section("numbers", self._numbers())
        yield from self._section("formulas", self._formulas())
        yield from self._section("reported", self._reported())
        yield from self._section("checks", self._checks())
        yield from self._section("tables", self._tables())
        yield from self._section("cases", self._cases())

    def _section(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield from ("", f"## {self.say(key)}", "", *found)

    def _facts(self) -> Iterator[str]:
        info = self.info
        categories = "<br>".join(f"{code} {safe(title)}".rstrip() for code, title in info.categories.items())
        facts = [
            ("method", f"[`{info.method}`]({_TOP}/{info.file})"),
            ("tier", str(info.tier)),
            ("gases", phrases.gases(info, self.language)),
            ("categories", categories),
            ("default_of", safe(phrases.chosen(info, self.language, "<br>"))),
            ("reference", "<br>".join(map(safe, info.references))),
        ]
        # A table must have a head; an empty one is the least that can be.
        yield from table(["", ""], [(self.say(key), text.replace("&lt;br>", "<br>")) for key, text in facts if text])

    def _keys(self) -> list[str]:
        rows = []
        for key in self.info.keys:
            name = say("in_brackets", self.language).format(f"`{key.name}`", self.say("list"))
            titles = [safe(title) for title in key.members.values()]
            more = f", … ({len(titles)})" if len(titles) > _MEMBERS else ""
            rows.append(
                (name if key.is_list else f"`{key.name}`", key.title, phrases.origin_of_key(key, self.language),
                 self.comma.join(titles[:_MEMBERS]) + more)
            )  # fmt: skip
        return table([self.say(key) for key in ("key", "meaning", "from", "values")], rows)

    def _numbers(self) -> list[str]:
        rows = []
        for one in self.info.parameters:
            origin = phrases.origin_of_number(
                one, self.language, f"[{one.detail}]({_TOP}/emission_factors/{one.detail})", self._link(one.detail)
            )
            meaning = safe(one.title) + (f". {safe(one.note)}" if one.note else "")
            rows.append((math(one.latex), f"`{one.name}`", meaning, ", ".join(one.units), origin))
        return table([self.say(key) for key in ("symbol", "name", "meaning", "unit", "from")], rows)

    def _link(self, detail: str) -> str:
        method, _, step = detail.partition(".")
        if not step or method not in self.library.files.methods:
            return "{}"
        sector = self.library.files.methods[method].path.parent.name
        folder = "" if sector == self.info.sector else f"../{sector}/"
        return f"[{method}]({folder}{method}{ENDINGS[self.language]}), `{step}`"

    def _formulas(self) -> Iterator[str]:
        for number, step in enumerate(self.info.steps):
            if number:
                yield ""
            unit = f", {step.unit}" if step.unit != "1" else ""
            name = f"{safe(step.title)} (`{step.name}`)" if step.title else f"`{step.name}`"
            empirical = f"; {self.say('empirical')}" if step.empirical else ""
            yield from (f"{name}{unit}{empirical}{self.colon.rstrip()}", "", "```math", *self._latex(step), "```")
            first = dict.fromkeys(pair for formula in step.formulas for pair in formula.first_years)
            for symbol, start in first:
                yield from ("", self.say("before_first").format(f"`{symbol}`", f"`{start}`") + self.say("stop"))
            if step.note:
                yield from ("", safe(step.note))

    def _latex(self, step: StepInfo) -> Iterator[str]:
        if len(step.formulas) == 1 and not step.formulas[0].when:
            yield step.formulas[0].latex
            return
        yield rf"{step.latex} = \begin{{cases}}"
        for formula in step.formulas:
            right = formula.latex.partition(" = ")[2]
            yield rf"{right} & \text{{{formula.when}}} \\"
        yield r"\end{cases}"

    def _reported(self) -> list[str]:
        rows = [
            (math(self._latex_of(one.step)), one.gas, safe(say("semicolon", self.language).join(one.rules)))
            for one in self.info.emissions
        ]
        return table([self.say("symbol"), self.say("gases"), self.say("meaning")], rows)

    def _latex_of(self, step: str) -> str:
        return next(one.latex for one in self.info.steps if one.name == step)

    def _checks(self) -> list[str]:
        rows = [(f"`{one.condition}`", self.say(one.level), safe(one.message)) for one in self.info.checks]
        return table([self.say(key) for key in ("condition", "level", "if_not")], rows)

    def _tables(self) -> list[str]:
        factors = Factors(self.library, self.language)
        rows = []
        for name in tables_of(self.info):
            for head in factors.heads(name):
                link = f"[{head.set}]({_TOP}/{head.file})"
                rows.append((head.table, link, safe(head.title), head.unit, str(head.count), safe(head.source)))
        return table([self.say(key) for key in ("table", "set", "title", "unit", "rows", "source")], rows)

    def _cases(self) -> Iterator[str]:
        for number, case in enumerate(self.cases):
            if number:
                yield ""
            yield from (f"### {case.name}", "", safe(case.title), "")
            yield f"{self.say(case.kind)}{self.colon}{safe(case.reference)}  "
            yield f"[tests/cases/{case.path}]({_TOP}/tests/cases/{case.path}), {case.guideline}"
            answers = case.answers_of(self.info.method)
            rows = [phrases.answer(one, self.language) for one in answers[:_ANSWERS]]
            yield from ("", *table([self.say(key) for key in ("answers", "year", "value")], rows))
            if len(answers) > _ANSWERS:
                yield from ("", self.say("and_more").format(len(answers) - _ANSWERS))


def index(infos: Sequence[MethodInfo], language: Language) -> str:
    """The list of all methods, a table a sector."""
    title = say("methods", language)
    lines = [f"# {title}", "", switch("README", language), "", say("index_head", language), ""]
    lines += [say("other_ways", language)]
    for sector in dict.fromkeys(info.sector for info in infos):
        rows = []
        for info in infos:
            if info.sector == sector:
                page = f"[{safe(info.title)}]({sector}/{info.method}{ENDINGS[language]})"
                chosen = ", ".join(info.chosen) or say("on_request", language)
                rows.append(
                    (page, f"`{info.method}`", str(info.tier), phrases.gases(info, language),
                     ", ".join(info.categories), chosen)
                )  # fmt: skip
        headers = [say(key, language) for key in ("title", "method", "tier", "gases", "categories", "default_of")]
        lines += ["", f"## {say(f'{sector}_sector', language)}", "", *table(headers, rows)]
    return "\n".join(lines) + "\n"
