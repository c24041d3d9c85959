"""Whether a method fits the rest of the library: vocabularies, tables, units, cases, links, formulas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ghginv.library import choices
from ghginv.library.check_table import check_reference, check_unit, may_be_converted
from ghginv.model.factor import ANY
from ghginv.model.method import RECORD, Key, Link, Method, Parameter, Step
from ghginv.model.output import CategoryRule
from ghginv.problems import Place, Problems

if TYPE_CHECKING:
    from ghginv.library.library import Library


def check_method(library: Library, method: Method, problems: Problems) -> None:
    """Check one method; its formulas only when all else is right."""
    found = Problems()
    _Check(library, method, found).everything()
    if not found.has_errors:
        library.programs.check(method, found)
    problems.extend(found)


def _taken_from(method: Method) -> list[str]:
    return [parameter.link.method for parameter in method.parameters.values() if parameter.link is not None]


class _Check:
    def __init__(self, library: Library, method: Method, problems: Problems) -> None:
        self.library = library
        self.method = method
        self.problems = problems

    def everything(self) -> None:
        method = self.method
        for index, code in enumerate(method.categories):
            if code != ANY:
                self._known(code, self.library.categories.codes(), "unknown-category", "categories", index)
        for index, reference in enumerate(method.reference):
            check_reference(self.library, reference, self._place("reference", index), self.problems)
        for name, key in method.keys.items():
            self._key(name, key)
        for name, axis in method.axes.items():
            self._vocabulary(axis.vocabulary, "axes", name, "vocabulary")
            self._table(axis.table, "axes", name, "table")
        for name, parameter in method.parameters.items():
            self._parameter(name, parameter)
        self._ring()
        if method.history_years is not None:
            self._known(method.history_years, self.library.constants, "unknown-name", "history_years")
        for name, step in method.steps.items():
            self._step(name, step)
        gases = [*self.library.vocabulary("gas").members, *method.keys, *method.axes]
        for index, output in enumerate(method.emissions):
            self._known(output.gas, gases, "unknown-name", "emissions", index, "gas")
            if output.category is not None:
                self._category_rule(output.category, "emissions", index, "category")

    def _key(self, name: str, key: Key) -> None:
        at = ("keys", name)
        self._vocabulary(key.vocabulary, *at, "vocabulary")
        allowed = choices.of_key(self.library, self.method, name)
        if allowed is None or key.kind == "dimension_of":
            return
        if key.kind == "attribute" and not allowed.ids:
            self._unknown_attribute(key.attribute or "", self.method.vocabulary_of(name) or "", *at)
        if key.default is not None:
            self._known(key.default, [ANY, *allowed.ids], "unknown-case", *at, "default")
        for prefix, member in key.from_category.items():
            path = (*at, "from_category", prefix)
            self._known(member, allowed.ids, "unknown-case", *path)
            self._known(prefix, self.library.categories.codes(), "unknown-category", *path, "[key]")

    def _parameter(self, name: str, parameter: Parameter) -> None:
        at = ("parameters", name)
        self._not_a_constant(*at)
        several = [parameter.unit] if isinstance(parameter.unit, str) else parameter.unit.values()
        for unit in several:
            check_unit(unit, self._place(*at, "unit"), self.problems)
        self._table(parameter.table, *at, "from")
        if parameter.link is not None and parameter.link.match != "plants":
            self._link(parameter, parameter.link, *at, "link")

    def _link(self, parameter: Parameter, link: Link, *at: str) -> None:
        self._known(link.method, self.library.methods(), "unknown-method", *at)
        if link.method not in self.library.methods():
            return
        upstream = self.library.method(link.method)
        self._known(link.step, upstream.steps, "unknown-name", *at)
        for name in link.over:
            self._known(name, [RECORD, *upstream.axes], "unknown-name", *at[:-1], "over")
        for name in link.by:
            self._known(name, [*upstream.keys, *upstream.axes], "unknown-name", *at[:-1], "by")
        if link.step in upstream.steps:
            unit, wanted = upstream.steps[link.step].unit, parameter.unit_for({})
            if not may_be_converted(unit, wanted):
                self.problems.add("unit-mismatch", self._place(*at), unit=unit, expected=wanted)

    def _ring(self) -> None:
        """Report that a method takes from others which, in the end, take from it."""
        reached, waiting = set[str](), _taken_from(self.method)
        while waiting:
            name = waiting.pop()
            if name not in reached and name in self.library.methods():
                reached.add(name)
                waiting += _taken_from(self.library.method(name))
        if self.method.name in reached:
            ring = ", ".join(sorted(reached))
            self.problems.add("formula-ring", self._place("method"), step=self.method.name, ring=ring)

    def _step(self, name: str, step: Step) -> None:
        at = ("steps", name)
        self._not_a_constant(*at)
        check_unit(step.unit, self._place(*at, "unit"), self.problems)
        if step.by is None or (allowed := choices.of_key(self.library, self.method, step.by)) is None:
            return
        key = self.method.keys[step.by]
        values = list(dict.fromkeys([*allowed.ids, *([key.default] if key.default else [])]))
        for case in step.cases:
            self._known(case, values, "unknown-case", *at, "cases", case, "[key]")
        missing = ", ".join(value for value in values if value not in step.cases)
        if missing and step.otherwise is None:
            self.problems.add("missing-case", self._place(*at), step=name, key=step.by, values=missing)

    def _category_rule(self, rule: CategoryRule, *at: str | int) -> None:
        if rule.attribute is not None and (owner := self.method.vocabulary_of(rule.of or "")) is not None:
            members = self.library.vocabulary(owner).members.values()
            if not all(rule.attribute in member.attributes for member in members):
                self._unknown_attribute(rule.attribute, owner, *at)
        for route in rule.routes.values():
            self._known(route, self.library.categories.codes(), "unknown-category", *at)
        if rule.setting is not None:
            for profile in map(self.library.profile, self.library.profiles()):
                self._known(rule.setting, profile.settings, "unknown-setting", *at)
                if (value := profile.settings.get(rule.setting)) is not None and value not in rule.routes:
                    place = self._place(*at)
                    self.problems.add("missing-case", place, step="category", key=rule.setting, values=value)

    def _unknown_attribute(self, attribute: str, vocabulary: str, *at: str | int) -> None:
        members = self.library.vocabulary(vocabulary).members.values()
        known = dict.fromkeys(name for member in members for name in member.attributes)
        place = self._place(*at)
        self.problems.add_unknown("unknown-attribute", place, attribute, known, owner=vocabulary)

    def _vocabulary(self, name: str | None, *at: str) -> None:
        if name is not None:
            self._known(name, self.library.vocabularies(), "unknown-vocabulary", *at)

    def _table(self, name: str | None, *at: str) -> None:
        if name is not None and not self.library.tables(name):
            self.problems.add("no-table", self._place(*at), table=name)

    def _not_a_constant(self, section: str, name: str) -> None:
        if name in self.library.constants:
            self.problems.add("name-twice", self._place(section, name, "[key]"), name=name, first="constants")

    def _known(self, name: str, known: Iterable[str], code: str, *at: str | int) -> None:
        words = list(known)
        if name not in words:
            self.problems.add_unknown(code, self._place(*at), name, words)

    def _place(self, *at: str | int) -> Place | None:
        return self.method.place(*at)
