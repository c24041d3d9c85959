"""Small things of the catalogue: members of vocabularies, constants."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

from ghginv.model.base import Model, refusal
from ghginv.model.numbers import read_number
from ghginv.model.reference import Reference
from ghginv.problems import Language
from ghginv.source import Mapping, Node, Scalar, Sequence


class Member(NamedTuple):
    """A member of a vocabulary. Attributes are whatever else its line says, as text."""

    id: str
    en: str
    zh: str
    aliases: tuple[str, ...]
    attributes: dict[str, str]

    @classmethod
    def read(cls, name: str, node: Mapping) -> Member:
        """From its line; what is no text is passed over."""
        texts = read_texts(node)
        aliases = node.get("aliases")
        items = aliases.items if isinstance(aliases, Sequence) else ()
        others = tuple(item.text for item in items if isinstance(item, Scalar))
        return cls(name, texts.pop("en", ""), texts.pop("zh", ""), others, texts)

    def text(self, language: Language) -> str:
        """Its name in a language."""
        return self.en if language == "en" else self.zh

    def names(self) -> tuple[str, ...]:
        """All that a user may call it."""
        return (self.id, self.zh, self.en, *self.aliases)


def read_texts(node: Mapping) -> dict[str, str]:
    """The entries of a mapping that are text."""
    return {key: text for key, (_, value) in node.entries.items() if (text := text_of(value)) is not None}


def text_of(node: Node | None) -> str | None:
    """The text of a scalar that is not blank."""
    return node.text if isinstance(node, Scalar) and not node.is_empty else None


def _ratio(value: Any) -> Any:
    """The text of a number, or of one number over another as in `44/12`."""
    if isinstance(value, str) and None in _numbers(value):
        raise refusal("not-a-number", text=value, suggestion="")
    return value


def _numbers(text: str) -> list[float | None]:
    return [read_number(part.strip()) for part in text.split("/", 1)]


class Constant(Model):
    """A quantity that formulas mention by name. `text` is its value as written, such as `44/12`."""

    text: Annotated[str, BeforeValidator(_ratio)] = Field(alias="value")
    unit: str
    en: str
    zh: str
    source: Reference
    note: str = ""

    @property
    def value(self) -> float:
        first, *others = (number or 0.0 for number in _numbers(self.text))
        return first / others[0] if others else first
