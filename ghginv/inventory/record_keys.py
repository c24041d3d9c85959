"""What an activity says in the words of its users: members of vocabularies, keys, quantities by member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ghginv import units
from ghginv.inventory.amounts import axes_of
from ghginv.library import Library
from ghginv.model.activity import leaves, name_members
from ghginv.model.factor import ANY
from ghginv.model.method import Key, Method
from ghginv.model.quantity import Amount, parse_series
from ghginv.problems import Place, Problems, list_first
from ghginv.source import Mapping as MappingNode
from ghginv.source import Scalar


class KeyReader:
    """Finds what the words of an activity mean to a method. area: the attributes of the region."""

    def __init__(self, library: Library, area: Mapping[str, str], problems: Problems) -> None:
        self.library, self.area, self.problems = library, area, problems

    def amount(self, node: MappingNode, name: str, method: Method) -> Amount | None:
        """What is given for a parameter, its members by id; None, with a problem, if it cannot be read."""
        value = node.get(name)
        assert value is not None
        amount = parse_series(value, self.problems)
        if amount is None:
            return None
        axes = axes_of(method, name)
        unexpected: list[str] = []

        def member(depth: int, text: str, place: Place) -> str | None:
            if depth >= len(axes):
                if not unexpected:  # told once
                    self.problems.add("unexpected-members", place, parameter=name, member=text)
                unexpected.append(text)
                return None
            found = self._member(method, axes[depth], text, place)
            return None if found is None else f"{axes[depth]}={found}"

        return name_members(
            amount, member, lambda place: self.problems.add("duplicate-quantity", place, parameter=name)
        )

    def _member(self, method: Method, axis: str, text: str, place: Place) -> str | None:
        declared = method.axes[axis]
        if declared.vocabulary is not None:
            found = self._find(declared.vocabulary, axis, text, place, declared.members)
        else:
            found = text if text in declared.members else None
            if found is None:
                self.problems.add_unknown("unknown-member", place, text, declared.members, key=axis)
        return found

    def _find(self, vocabulary: str, name: str, text: str, place: Place, allowed: Sequence[str] = ()) -> str | None:
        """The member of a vocabulary that is called so; None, with a problem, if there is none or it is not allowed."""
        known = self.library.vocabulary(vocabulary)
        found = known.find(text)
        if found is not None and (not allowed or found in allowed):
            return found
        listed = list_first(allowed, allowed) if allowed else known.listed()
        self.problems.add_unknown("unknown-member", place, text, allowed or known.choices(), listed, key=name)
        return None

    def keys(self, node: MappingNode, method: Method, category: str, amounts: Mapping[str, Amount]) -> dict[str, str]:
        keys: dict[str, str] = {}
        for name, key in method.keys.items():
            if key.kind == "attribute":
                keys[name] = self._attribute(method, key, keys)
            elif key.kind == "dimension_of":
                keys[name] = self._dimension(method, key.dimension_of, amounts)
            else:
                keys[name] = self._key(node, method, name, category)
        area = node.get("area")
        if isinstance(area, Scalar):
            keys["area"] = self._find("area", "area", area.text, area.place) or ""
        return keys

    def _attribute(self, method: Method, key: Key, keys: Mapping[str, str]) -> str:
        """The attribute of the member that another key has; that of `any` is `any`."""
        owner = keys.get(key.of or "", "")
        if owner == ANY:
            return ANY
        member = self.library.vocabulary(method.keys[key.of or ""].vocabulary or "").members.get(owner)
        return member.attributes.get(key.attribute or "", "") if member else ""

    def _key(self, node: MappingNode, method: Method, name: str, category: str) -> str:
        key = method.keys[name]
        given = node.get(name)
        if isinstance(given, Scalar) and not given.is_empty:
            return self._find(key.vocabulary or "", name, given.text, given.place) or ""
        for prefix, member in sorted(key.from_category.items(), key=lambda item: -len(item[0])):
            if category == prefix or category.startswith(prefix + "."):
                return member
        if key.from_region and name in self.area:
            return self.area[name]
        if key.default is not None:
            return key.default
        choices = self.library.vocabulary(key.vocabulary or "").listed()
        self.problems.add("missing-key", node.place, key=name, method=method.name, choices=choices)
        return ""

    def _dimension(self, method: Method, parameters: Sequence[str], amounts: Mapping[str, Amount]) -> str:
        """Which of the parameters' units the one that the user wrote fits: of the first with any."""
        declared = method.parameters[parameters[0]].unit
        assert not isinstance(declared, str)
        given = (leaf for parameter in parameters if parameter in amounts for leaf in leaves(amounts[parameter]))
        for _, quantity, _ in given:
            if quantity.unit is None:
                continue
            for label, unit in declared.items():
                if units.same_dimension(quantity.unit, unit):
                    return label
        return next(iter(declared))
