"""What one method is: keys, numbers, formulas in symbols, and what it reports, in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ghginv.formula.tree import Node
from ghginv.library import Library
from ghginv.library.programs import choices, choosing_keys
from ghginv.model.method import GAS, Key, Method, Parameter
from ghginv.model.output import Output
from ghginv.report.handbook.gases import gases_of, sector_of
from ghginv.report.handbook.info import (
    CheckInfo,
    FormulaInfo,
    KeyInfo,
    MethodHead,
    MethodInfo,
    OutputInfo,
    ParameterInfo,
    StepInfo,
)
from ghginv.report.handbook.words import say
from ghginv.report.names import key_title, member_title, reference_texts, title_in
from ghginv.report.symbols import Symbols
from ghginv.report.words import Language, word

_Head = tuple[
    str,
    str,
    str,
    int,
    str,
    Mapping[str, str],
    tuple[str, ...],
    Mapping[str, tuple[str, ...]],
    bool,
    tuple[str, ...],
    str,
]
_Parts = tuple[
    tuple[KeyInfo, ...], tuple[ParameterInfo, ...], tuple[StepInfo, ...], tuple[OutputInfo, ...], tuple[CheckInfo, ...]
]


def head(library: Library, name: str, language: Language) -> MethodHead:
    """What a list says of a method. Raises KeyError for an unknown one."""
    return MethodHead(*_head(library, library.method(name), language))


def describe(library: Library, name: str, language: Language) -> MethodInfo:
    """Reads a method and puts all of it into words. Raises KeyError for an unknown one."""
    method = library.method(name)
    return MethodInfo(*_head(library, method, language), *_Description(library, method, language).parts())


def chosen_by(library: Library, name: str) -> tuple[dict[str, tuple[str, ...]], bool]:
    """For each profile the categories that it gives to a method; and whether the method runs by itself in one."""
    found, automatic = {}, False
    for title in library.profiles():
        profile = library.profile(title)
        codes = [code for code, names in profile.methods.items() if name in names]
        codes += [profile.automatic[name]] if name in profile.automatic else []
        automatic = automatic or name in profile.automatic
        if codes:
            found[title] = tuple(codes)
    return found, automatic


def _head(library: Library, method: Method, language: Language) -> _Head:
    chosen, automatic = chosen_by(library, method.name)
    place = method.place()
    known = library.categories.codes()
    return (
        method.name, method.title.text(language), sector_of(library, method.name), method.tier,
        place.file if place else "",
        {code: library.categories.title(code, language) if code in known else "" for code in method.categories},
        tuple(gases_of(library, method)), chosen, automatic,
        tuple(reference_texts(method.reference, library.sources, language)),
        method.note.text(language) if method.note else "",
    )  # fmt: skip


class _Description:
    def __init__(self, library: Library, method: Method, language: Language) -> None:
        self.library, self.method, self.language = library, method, language
        self.symbols = Symbols(library, method, language)

    def parts(self) -> _Parts:
        """The keys, numbers, formulas, outputs and checks."""
        parameters = tuple(self._parameter(name, one) for name, one in self.method.parameters.items())
        outputs = tuple(map(self._output, self.method.emissions))
        return tuple(self._keys()), parameters, tuple(self._steps()), outputs, tuple(self._checks())

    # ---- keys and numbers

    def _keys(self) -> Iterator[KeyInfo]:
        for name, key in self.method.keys.items():
            origin, detail = self._origin_of_key(name, key)
            yield KeyInfo(
                name, key_title(name, self.language), False, origin, detail, key.vocabulary or "", self._members(name)
            )
        for name, axis in self.method.axes.items():
            origin = "members" if axis.members else "given_in" if axis.given else "table"
            detail = "" if axis.members else self._title(axis.given) if axis.given else axis.table or ""
            members = {one: member_title(self.library, self.method, name, one, self.language) for one in axis.members}
            yield KeyInfo(name, key_title(name, self.language), True, origin, detail, axis.vocabulary or "", members)

    def _origin_of_key(self, name: str, key: Key) -> tuple[str, str]:
        default = "" if key.default is None else member_title(
            self.library, self.method, name, key.default, self.language
        )  # fmt: skip
        match key.kind:
            case "attribute":
                return "attribute", key_title(key.of or "", self.language)
            case "dimension_of":
                return "unit", self._title(key.of or "")
            case "from_category":
                return "category", default
        if key.from_region:
            return "region", default
        return ("default", default) if key.default is not None else ("given", "")

    def _members(self, name: str) -> dict[str, str]:
        key = self.method.keys[name]
        if key.kind == "dimension_of":
            unit = self.method.parameters[key.of or ""].unit
            return {
                label: f"{member_title(self.library, self.method, name, label, self.language)} [{text}]"
                for label, text in (unit.items() if isinstance(unit, dict) else ())
            }
        if key.vocabulary is None or key.vocabulary not in self.library.vocabularies():
            return {}
        return {one: m.text(self.language) for one, m in self.library.vocabulary(key.vocabulary).members.items()}

    def _title(self, parameter: str) -> str:
        return self.method.parameters[parameter].title.text(self.language)

    def _parameter(self, name: str, parameter: Parameter) -> ParameterInfo:
        detail = parameter.table or ""
        if link := parameter.link:
            detail = f"{link.method}.{link.step}" if link.step else link.method
        return ParameterInfo(
            name, parameter.symbol or name, self.symbols.latex_symbol(name), parameter.title.text(self.language),
            (parameter.unit,) if isinstance(parameter.unit, str) else tuple(parameter.unit.values()),
            parameter.source, detail, tuple(key_title(key, self.language) for key in parameter.by),
            "" if parameter.default is None else f"{parameter.default:g}",
            parameter.note.text(self.language) if parameter.note else "",
        )  # fmt: skip

    # ---- formulas

    def _steps(self) -> Iterator[StepInfo]:
        trees: dict[str, list[tuple[dict[str, str], Node]]] = {name: [] for name in self.method.steps}
        for keys in choices(self.method):
            for name, tree in self.library.program(self.method, keys).trees.items():
                trees[name].append((keys, tree))
        for name, step in self.method.steps.items():
            yield StepInfo(
                name, step.symbol or name, self.symbols.latex_symbol(name),
                step.title.text(self.language) if step.title else "", step.unit, step.empirical,
                step.note.text(self.language) if step.note else "", tuple(self._formulas(name, trees[name])),
            )  # fmt: skip

    def _formulas(self, name: str, found: Sequence[tuple[dict[str, str], Node]]) -> Iterator[FormulaInfo]:
        """The distinct formulas of a step, each with the choices of keys that it holds for."""
        groups: dict[str, list[dict[str, str]]] = {}
        first: dict[str, Node] = {}
        for keys, tree in found:
            text = self.symbols.formula(name, tree)
            groups.setdefault(text, []).append(keys)
            first.setdefault(text, tree)
        for text, held in groups.items():
            tree = first[text]
            when = self._when(held, [keys for keys, _ in found])
            latex = f"{self.symbols.latex_symbol(name)} = {self.symbols.latex(tree)}"
            yield FormulaInfo(when, text, latex, tuple(self.symbols.first_years(tree)))

    def _when(self, held: Sequence[Mapping[str, str]], whole: Sequence[Mapping[str, str]]) -> str:
        """The values of the keys that tell these choices from the others."""
        parts = []
        for key in choosing_keys(self.method):
            mine, every = ({keys[key]: None for keys in some} for some in (held, whole))
            if len(mine) < len(every):
                names = [self._case(key, one) for one in mine]
                parts.append(
                    key_title(key, self.language) + say("colon", self.language) + word_or(names, self.language)
                )
        return say("semicolon", self.language).join(parts)

    def _case(self, key: str, value: str) -> str:
        if not value:
            return say("any_other", self.language)
        title = member_title(self.library, self.method, key, value, self.language)
        return title.replace("_", " ")  # of an attribute that is no yes or no

    # ---- what comes out

    def _output(self, output: Output) -> OutputInfo:
        gas = output.gas
        if gas in self.method.keys or gas in self.method.axes:
            axis = self.method.axes.get(gas)
            gas = ", ".join(axis.members) if axis is not None and axis.members else key_title(gas, self.language)
        return OutputInfo(output.value, self.symbols.symbol(output.value), gas, tuple(self._rules(output)))

    def _rules(self, output: Output) -> Iterator[str]:
        for memo, conditions in output.memo.items():
            yield self._rule("memo_item", word(memo, self.language), conditions)
        for origin, conditions in output.origin.items():
            yield self._rule("origin", say(origin, self.language), conditions)
        if (rule := output.category) is not None:
            if rule.attribute is not None:
                yield say("category_by", self.language).format(key_title(rule.of or "", self.language))
            for setting, code in rule.routes.items():
                condition = f"{rule.setting}: {setting}"
                yield self._rule("category_is", code, rule.when, condition)

    def _rule(self, kind: str, what: str, conditions: Mapping[str, str], first: str = "") -> str:
        parts = [first] if first else []
        for key, value in conditions.items():
            title = key_title(key, self.language) + say("colon", self.language) + self._value(key, value)
            parts.append(value if key == GAS else title)
        text = say(kind, self.language).format(what)
        return (
            say("in_brackets", self.language).format(text, say("comma", self.language).join(parts)) if parts else text
        )

    def _value(self, key: str, value: str) -> str:
        if value in ("yes", "no"):
            return title_in(self.library, "yes_no", value, self.language)
        return member_title(self.library, self.method, key, value, self.language)

    def _checks(self) -> Iterator[CheckInfo]:
        program = self.library.program(self.method, next(choices(self.method)))
        for check in self.method.checks:
            condition = self.symbols.right_side(self.library.condition(self.method, check, program))
            yield CheckInfo(condition, check.level, check.message.text(self.language))


def word_or(names: Sequence[str], language: Language) -> str:
    """`mass, volume or energy`."""
    if len(names) < 2:
        return "".join(names)
    return say("or", language).format(say("comma", language).join(names[:-1]), names[-1])
