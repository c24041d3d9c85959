"""Activities as written become records: category, method, keys and amounts found, checked and given a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ghginv import units
from ghginv.inventory.amounts import axes_of, dated, may_be_undated
from ghginv.inventory.record_book import COVERS, RecordBook
from ghginv.inventory.record_keys import KeyReader
from ghginv.inventory.tables import NO_QUANTITY
from ghginv.library import Library
from ghginv.model.activity import Record, Statement, leaves
from ghginv.model.base import parse, refuse_field
from ghginv.model.inventory import ActivityHead, StatementHead
from ghginv.model.method import Method, Parameter
from ghginv.model.profile import Profile
from ghginv.model.quantity import Amount, parse_series
from ghginv.problems import Bilingual, Place, Problems
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node, Scalar

#: What every activity may say, whatever its method.
_COMMON = (*ActivityHead.model_fields, COVERS, "area")


class RecordReader:
    """Reads the activities of a folder, one after another."""

    def __init__(
        self,
        library: Library,
        profile: Profile,
        area: Mapping[str, str],
        years: tuple[int, ...],
        problems: Problems,
    ) -> None:
        self.library, self.profile, self.years, self.problems = library, profile, years, problems
        self._book = RecordBook(library, years, problems)
        self._words = KeyReader(library, area, problems)
        self._statements: list[Statement] = []
        self._axes: dict[tuple[str, str, str], dict[str, tuple[str, ...]]] = {}

    def axes(self, category: str, method: str, tier: str) -> dict[str, tuple[str, ...]]:
        """For every parameter of the methods that such an activity feeds the axes that its numbers are given by.

        Of methods that differ the first has its way. Without a quantity: all axes that no activity gives as a key.
        """
        if (category, method, tier) not in self._axes:
            code = self.library.categories.parse(category)
            names = self._method_names(code or "", method or None, tier)
            methods = [self.library.method(name) for name in names if name in self.library.methods()]
            found = {p: axes_of(m, p) for m in reversed(methods) for p in m.parameters}
            keys = {name for m in methods for name, key in m.keys.items() if key.vocabulary}
            found[NO_QUANTITY] = tuple({axis: None for axes in found.values() for axis in axes if axis not in keys})
            self._axes[category, method, tier] = found
        return self._axes[category, method, tier]

    def finish(self) -> tuple[tuple[Record, ...], tuple[Statement, ...]]:
        """Everything read, with the records of methods that need no data of their own added."""
        self._add_automatic()
        return self._book.settled(), tuple(self._statements)

    def read(self, node: MappingNode) -> None:
        """Reads one activity or statement."""
        if "notation" in node.entries:
            self._read_statement(node)
            return
        fields = {name: entry for name, entry in node.entries.items() if name in ActivityHead.model_fields}
        head = parse(ActivityHead, MappingNode(fields, node.place), self.problems)
        category = self._category(head.category, head.place("category")) if head else None
        if head is None or category is None:
            return
        methods = self._methods(node, head, category)
        if head.tier and head.method is None:
            methods = self._of_the_tier(node, methods, category, head.tier)
        before = self.problems.count("error")
        self._refuse_unknown_fields(node, methods, category if head.method is None else "")
        for method in methods:
            self._read_record(node, head, category, method, before)

    def _category(self, text: str, place: Place | None) -> str | None:
        code = self.library.categories.parse(text)
        if code is None:
            self.problems.add_unknown("unknown-category", place, text, self.library.categories.codes())
        return code

    def _read_statement(self, node: MappingNode) -> None:
        head = parse(StatementHead, node, self.problems)
        category = self._category(head.category, head.place("category")) if head else None
        if head is None or category is None:
            return
        if head.notation == "IE" and not head.included_in:
            self.problems.add("included-nowhere", head.place("notation"), category=category)
        if head.included_in:
            self._category(head.included_in, head.place("included_in"))
        if head.notation != "IE" and not head.reason:
            self.problems.add("no-reason", head.place("notation"), category=category, key=head.notation)
        gases, years = self._gases(node, head.gases), tuple(head.years)
        place = node.place_of("notation")
        self._statements.append(Statement(category, head.notation, place, gases, years, head.reason, head.included_in))

    def _gases(self, node: MappingNode, names: Iterable[str]) -> tuple[str, ...]:
        """Gases and groups of them as ids."""
        vocabulary = self.library.vocabulary("gas")
        found = []
        for name in names:
            gas = name if vocabulary.has_value("group", name) else vocabulary.find(name)
            if gas is None:
                choices = [*vocabulary.values("group"), *vocabulary.choices()]
                self.problems.add_unknown("unknown-member", node.place_of("gases"), name, choices, key="gases")
            else:
                found.append(gas)
        return tuple(found)

    def _methods(self, node: MappingNode, head: ActivityHead, category: str) -> list[Method]:
        """The methods that an activity feeds: the one it names, else of the profile's for its category."""
        if head.method in self.library.refused_methods:
            return []  # told where the method's own file is read
        if head.method is not None and head.method not in self.library.methods():
            self.problems.add_unknown("unknown-method", head.place("method"), head.method, self.library.methods())
            return []
        names = self._method_names(category, head.method, head.tier or "")
        if not names:
            tier = Bilingual(f"{category}, tier {head.tier}", f"{category} 层级 {head.tier}")
            self.problems.add(
                "no-method", head.place("category"), category=tier if head.tier else category,
                guideline=self.profile.profile,
            )  # fmt: skip
        found = [self.library.method(name) for name in self.library.fed_by(names, node.entries)]
        if not any(name in node.entries for method in found for name in method.main_quantities()):
            # A further line of a record, or an empty cell: of the methods that know all that it says.
            found = [method for method in found if set(node.entries) <= {*_COMMON, *method.fields()}] or found
        for method in found:
            if not method.serves(category):
                self.problems.add(
                    "method-does-not-serve", head.place("category"), method=method.name, category=category,
                    categories=", ".join(method.categories),
                )  # fmt: skip
        return [method for method in found if method.serves(category)]

    def _method_names(self, category: str, method: str | None, tier: str) -> Sequence[str]:
        return [method] if method is not None else self.library.methods_for(self.profile, category, tier)

    def _of_the_tier(self, node: MappingNode, methods: list[Method], category: str, tier: str) -> list[Method]:
        """Of methods that have no more in common than a tier, those that know all that the activity says."""
        if {method.name for method in methods} <= set(self.profile.methods_for(category, tier)):
            return methods  # they belong together
        return [method for method in methods if set(node.entries) <= {*_COMMON, *method.fields()}] or methods

    def _refuse_unknown_fields(self, node: MappingNode, methods: Sequence[Method], category: str) -> None:
        """Tells of fields that no method knows; those of another guideline's method for the category are set aside."""
        allowed = list(dict.fromkeys([*_COMMON, *(name for method in methods for name in method.fields())]))
        for name in node.entries if methods else ():
            if name in allowed:
                continue
            elsewhere = self._takers_elsewhere(name, category) if category else {}
            if elsewhere:
                self.problems.add(
                    "field-set-aside", node.place_of(name), field=name, guideline=self.profile.profile,
                    methods=", ".join(f"{method} ({profile})" for method, profile in elsewhere.items()),
                )  # fmt: skip
            else:
                refuse_field(node, name, allowed, self.problems)

    def _takers_elsewhere(self, field: str, category: str) -> dict[str, str]:
        """The methods of other guidelines for a category that know a field, each with the guideline."""
        found: dict[str, str] = {}
        for other in (self.library.profile(name) for name in self.library.profiles()):
            for name in other.methods_for(category) if other is not self.profile else ():
                if field in self.library.method(name).fields():
                    found.setdefault(name, other.profile)
        return found

    def _read_record(self, node: MappingNode, head: ActivityHead, category: str, method: Method, before: int) -> None:
        """Keeps a record unless there are more errors than before: a field with a slip would be missing as well."""
        read = {name: self._words.amount(node, name, method) for name in method.parameters if name in node.entries}
        amounts = {name: amount for name, amount in read.items() if amount is not None}
        keys = self._words.keys(node, method, category, amounts)
        for name, amount in amounts.items():
            self._check_units(node, name, method.parameters[name], amount, keys)
            self._check_years(name, method.parameters[name], amount, head, keys)
        if self.problems.count("error") > before or len(amounts) < len(read):
            return
        record = Record(
            head.id or self._book.derived_id(category, method, keys, head.year), category, method.name, keys,
            {name: dated(amount, head.year) for name, amount in amounts.items()}, node.place, head.source,
            head.assumption, head.note, head.quality, self._covers(node, head.year), head.confidential,
            head.destination,
        )  # fmt: skip
        if not head.source and not head.assumption:
            self.problems.add("no-source", node.place, record=record.id)
        self._book.keep(record)

    def _check_units(
        self, node: MappingNode, name: str, parameter: Parameter, amount: Amount, keys: Mapping[str, str]
    ) -> None:
        """Each unit that does not fit is told once, however many numbers it stands for."""
        wanted = parameter.unit_for(keys)
        told: set[str | None] = set()
        for _, quantity, _ in leaves(amount):
            # A bare number is a fraction, or years: of per cents or days it would be taken for something else.
            is_fraction = units.unit(wanted) == units.unit("1")
            fits = is_fraction if quantity.unit is None else units.same_dimension(quantity.unit, wanted)
            if quantity.value is None or quantity.unit in told or fits:
                continue
            told.add(quantity.unit)
            if quantity.unit is None:
                self.problems.add("missing-unit", quantity.place, parameter=name, unit=wanted, value=quantity.text)
                continue
            accepted = wanted if isinstance(parameter.unit, str) else ", ".join(parameter.unit.values())
            is_inside = quantity.unit in quantity.text
            place = None if is_inside else _place_of_unit(node.get(name), quantity.unit)
            self.problems.add(
                "unit-mismatch", place or quantity.place, parameter=name, unit=quantity.unit, expected=accepted
            )

    def _check_years(
        self, name: str, parameter: Parameter, amount: Amount, head: ActivityHead, keys: Mapping[str, str]
    ) -> None:
        """Activity belongs to a year; a factor, or a property such as a lifetime or a share, may be the same in all."""
        if head.year is not None or len(self.years) == 1 or may_be_undated(parameter, keys):
            return
        for _, quantity, year in leaves(amount):
            if year is None and quantity.value is not None:
                self.problems.add(
                    "which-year", quantity.place, parameter=name, years=", ".join(map(str, self.years)),
                    value=quantity.text,
                )  # fmt: skip

    def _covers(self, node: MappingNode, year: int | None) -> tuple[str, Amount] | None:
        covers = node.get(COVERS)
        if covers is None:
            return None
        record = covers.get("record") if isinstance(covers, MappingNode) else None
        amount = covers.get("amount") if isinstance(covers, MappingNode) else None
        if not isinstance(record, Scalar) or amount is None:
            self.problems.add("covers-what", covers.place)
            return None
        parsed = parse_series(amount, self.problems)
        self._book.covered.setdefault(record.text, record.place)
        return None if parsed is None else (record.text, dated(parsed, year))

    def _add_automatic(self) -> None:
        """Methods that take all they need from others run once, where one of those has records."""
        have = {record.method for record in self._book.records()}
        for name, category in self.profile.automatic.items():
            method = self.library.method(name)
            needs = {p.link.method for p in method.parameters.values() if p.link is not None}
            if name in have or not needs & have:
                continue
            first = next(record for record in self._book.records() if record.method in needs)
            keys = self._words.keys(MappingNode({}, first.place), method, category, {})
            self._book.keep(Record(name, category, name, keys, {}, first.place, source="linked"))
            have.add(name)


def _place_of_unit(node: Node | None, unit: str) -> Place | None:
    """Where the unit of many numbers stands."""
    if not isinstance(node, MappingNode):
        return None
    own = node.get("unit")
    if isinstance(own, Scalar) and own.text == unit:
        return own.place
    below = (_place_of_unit(value, unit) for _, value in node.entries.values())
    return next((place for place in below if place is not None), None)
