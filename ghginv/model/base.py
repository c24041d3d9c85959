"""From located text to pydantic models and back to places: the base class, the plain types, and `parse`.

Every model keeps the node it was read from, so code above can report a problem at any field:
`record.place("fuel")`. pydantic finds what is wrong; the words and the places are ours. A validator refuses a
value with `raise refusal("code", ...)`; a field that reads its own node (see `quantity`) reports to the
problems in the context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from ghginv import source
from ghginv.model.numbers import meant_number, read_number, read_whole
from ghginv.problems import Language, Place, Problems, Value, suggest
from ghginv.source import Mapping, Node, Scalar

FIRST_YEAR, LAST_YEAR = 1750, 2200

Loc = Sequence[str | int]
"""A path into a tree: keys of mappings and numbers of list items, as pydantic writes it."""

_REPORTED = "reported"
_KEY = "[key]"  # how pydantic marks that a key, not its value, is wrong
_SHAPES = {
    "string_type": "not-text",
    "model_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "list_type": "not-a-list",
    "tuple_type": "not-a-list",
    "set_type": "not-a-list",
    "frozen_set_type": "not-a-list",
}
_LIMITS = {
    "greater_than": "> {gt}",
    "greater_than_equal": "≥ {ge}",
    "less_than": "< {lt}",
    "less_than_equal": "≤ {le}",
}
_COUNTS = {"too_short": "≥ {min_length}", "too_long": "≤ {max_length}"}


class Model(BaseModel):
    """A frozen model that knows where it was read. Unknown keys are a problem; a blank value is absent."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)

    _node: Mapping | None = PrivateAttr(default=None)

    def place(self, *loc: str | int) -> Place | None:
        """Where a value stands, by its path from here; this model without a path. None if built in code."""
        return find(self._node, loc) if self._node else None

    def place_of_key(self, key: str) -> Place | None:
        """Where the key of a field stands. None if built in code."""
        return self._node.place_of(key) if self._node else None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_node(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo[Any]) -> Self:
        if not isinstance(data, _PlainMapping):
            return handler(data)
        problems: Problems = info.context
        fields = _names_of_fields(cls)
        given = {}
        for key, value in data.items():
            if key not in fields:
                refuse_field(data.node, key, fields, problems)
            elif not _is_blank(value):
                given[key] = value
        model = handler(given)
        model._node = data.node
        return model


@cache
def _names_of_fields(model: type[Model]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items())


M = TypeVar("M", bound=Model)


def parse(model: type[M], node: Node, problems: Problems) -> M | None:
    """Read a node as a model. When anything in it is an error, the problems say so and the result is None."""
    found = Problems()
    result: M | None = None
    try:
        result = model.model_validate(_plain(node), context=found)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            _report(item, node, found)
    problems.extend(found)
    return None if found.has_errors else result


def refuse_field(node: Mapping, key: str, known: Iterable[str], problems: Problems) -> None:
    """Report a name that does not belong into a mapping, or the comma that made a name of half a text."""
    place = node.place_of(key)
    if text := _torn_text(node, key):
        problems.add("comma-in-text", place, text=text)
        return
    names = sorted(set(known))
    problems.add("unknown-field", place, field=key, suggestion=suggest(key, names) or "", allowed=", ".join(names))


def _torn_text(node: Mapping, key: str) -> str:
    """The text that a comma inside braces has cut, if that is how a key without a value came to be."""
    keys = list(node.entries)
    before = node.entries[keys[keys.index(key) - 1]][1] if keys[0] != key else None
    name, value = node.entries[key]
    is_blank = isinstance(value, Scalar) and not value.text and not value.quoted
    if is_blank and isinstance(before, Scalar) and before.place.line == name.place.line:
        return f"{before.text}, {key}"
    return ""


def find(node: Node, loc: Loc) -> Place:
    """The place of a path in a tree; of its deepest part that exists.

    Parts that only pydantic knows are passed over. A blank value has no place of its own: its key's is given.
    """
    place = node.place
    for part, following in zip(loc, [*loc, None][1:], strict=True):
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
            key, node = node.entries[part]
            is_blank = isinstance(node, Scalar) and not node.text
            place = key.place if is_blank or following == _KEY else node.place
        elif isinstance(node, source.Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            place = node.place
    return place


def refusal(code: str, at: Loc = (), **values: Value) -> PydanticCustomError:
    """The exception by which a validator reports problem `code`, at path `at` below its value."""
    return PydanticCustomError(code, "a problem of ghginv", {"at": tuple(at), "values": values})


def reported() -> PydanticCustomError:
    """The exception by which a validator that has told its problems ends."""
    return PydanticCustomError(_REPORTED, "a problem of ghginv")


def node_of(value: Any) -> Node:
    """The node of a value that `parse` gives to a field's own validator."""
    node: Node = value.node
    return node


class _PlainText(str):
    """What pydantic sees of a scalar. This and the next two are plain data that remember their node."""

    __slots__ = ("node",)
    node: Node


class _PlainMapping(dict[str, Any]):
    __slots__ = ("node",)
    node: Mapping


class _PlainList(list[Any]):
    __slots__ = ("node",)
    node: Node


def _plain(node: Node) -> _PlainText | _PlainMapping | _PlainList:
    if isinstance(node, Scalar):
        text = _PlainText(node.text)
        text.node = node
        return text
    if isinstance(node, Mapping):
        mapping = _PlainMapping((key, _plain(value)) for key, (_, value) in node.entries.items())
        mapping.node = node
        return mapping
    items = _PlainList(_plain(item) for item in node.items)
    items.node = node
    return items


def _is_blank(value: Any) -> bool:
    return isinstance(value, _PlainText) and isinstance(value.node, Scalar) and value.node.is_empty


def _report(item: ErrorDetails, node: Node, problems: Problems) -> None:
    """Add one of pydantic's findings in our words, at its place."""
    kind, loc, context = item["type"], item["loc"], item.get("ctx", {})
    if kind == _REPORTED:
        return
    place = find(node, loc)
    given = item["input"] if isinstance(item["input"], str) else ""
    if kind == "value_error":
        raise context["error"]  # a validator that does not use `refusal` is a bug
    if "at" in context:
        problems.add(kind, find(node, (*loc, *context["at"])), **context["values"])
    elif kind == "missing":
        problems.add("missing-field", place, field=str(loc[-1]))
    elif kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']+)'", context["expected"])
        meant = suggest(given, allowed) or ""
        problems.add("not-allowed", place, text=given, allowed=", ".join(allowed), suggestion=meant)
    elif kind in _SHAPES:
        problems.add(_SHAPES[kind], place)
    elif kind in _LIMITS:
        problems.add("out-of-range", place, text=given, limit=_LIMITS[kind].format_map(context))
    elif kind in _COUNTS:
        limit = _COUNTS[kind].format_map(context)
        problems.add("wrong-count", place, count=context["actual_length"], limit=limit)
    elif kind.startswith(("float_", "int_", "finite_")):
        problems.add("not-a-number", place, text=given, suggestion="")
    else:
        problems.add("bad-value", place, text=given)


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    number = read_number(value)
    if number is None:
        raise refusal("not-a-number", text=value, suggestion=meant_number(value))
    return number


def _whole(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    whole = read_whole(value)
    if whole is None:
        raise refusal("not-a-whole-number", text=value, suggestion=meant_number(value))
    return whole


def _year(value: Any) -> Any:
    year = read_whole(value) if isinstance(value, str) else value
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise refusal("bad-year", text=str(value), first=FIRST_YEAR, last=LAST_YEAR)
    return year


def _yes_no(value: Any) -> Any:
    answers = {"yes": True, "是": True, "no": False, "否": False, True: True, False: False}
    if not isinstance(value, str | bool) or value not in answers:
        raise refusal("not-yes-or-no", text=str(value))
    return answers[value]


Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": ["number", "string"]})]
"""A decimal number as a computer writes it: `42.3`, `-1`, `2E1`."""

Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"]})]

_YEARS = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema(_YEARS)]

YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["yes", "no", "是", "否"]})]

Raw = Annotated[Any, PlainValidator(node_of), WithJsonSchema({})]
"""A field that keeps its node as it stands, for code that knows more about it."""


class LocalText(Model):
    """A text that users see, in both languages."""

    en: str
    zh: str

    def text(self, language: Language) -> str:
        return self.en if language == "en" else self.zh
