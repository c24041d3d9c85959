"""What of a method is an emission: its gas, its memo item, and the category that it is reported in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema

from ghginv.model.base import Model, node_of, reported
from ghginv.model.catalogue import read_texts
from ghginv.problems import Problems
from ghginv.source import Mapping as MappingNode
from ghginv.source import Node

Conditions = dict[str, str]
"""Keys and axes with the value that each must have; empty holds always."""


def _origin(value: Any) -> Any:
    return {str(value): {}} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """Where an output is reported instead of the record's own category.

    Either an attribute of the member of key `of`, or the route that a setting chooses, if `when` holds.
    """

    attribute: str | None = None
    of: str | None = None
    setting: str | None = None
    routes: Mapping[str, str] = field(default_factory=dict)
    when: Conditions = field(default_factory=dict)


def _category_rule(value: Any, info: ValidationInfo) -> CategoryRule:
    node: Node = node_of(value)
    problems = cast(Problems, info.context)
    texts = read_texts(node) if isinstance(node, MappingNode) else {}
    match texts:
        case {"attribute": attribute, "of": of, **others} if not others:
            return CategoryRule(attribute, of)
        case {"setting": setting, **routes} if routes and isinstance(node, MappingNode):
            when = node.get("when")
            conditions = read_texts(when) if isinstance(when, MappingNode) else {}
            return CategoryRule(None, None, setting, routes, conditions)
    problems.add("one-of", node.place, fields="attribute + of, setting + routes")
    raise reported()


CategoryField = Annotated[CategoryRule, PlainValidator(_category_rule), WithJsonSchema({"type": "object"})]


class Output(Model):
    """A step that is an emission. `gas` is a gas, or the key or axis that names it."""

    value: str
    gas: str
    memo: dict[str, Conditions] = {}
    origin: Annotated[dict[Literal["fossil", "biogenic"], Conditions], BeforeValidator(_origin)] = {}
    category: CategoryField | None = None

    @staticmethod
    def first_true(rules: Mapping[Any, Conditions], keys: Mapping[str, str]) -> Any:
        """The first name whose conditions all hold; None when there is none."""
        for name, conditions in rules.items():
            if all(keys.get(key) == value for key, value in conditions.items()):
                return name
        return None

    def conditions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every name that a memo or origin rule mentions, with its path in the output."""
        for part, rules in (("memo", self.memo), ("origin", self.origin)):
            for rule, conditions in rules.items():
                yield from ((key, (part, rule, key)) for key in conditions)
