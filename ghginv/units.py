"""Units: what a text such as `kg N/kg`, `万吨` or `10^4 t` means, and the factor from one text to another.

The units stand in `units.txt`, which pint reads, each when it is first met; pint is imported with the first. A space
or `·` binds tighter than `/`, so `kg/kg BOD` is kg/(kg BOD). Scales are kept as fractions: 万吨 to kt is
exactly 10.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import KeysView
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ghginv.problems import suggest

DEFINITIONS = Path(__file__).parent / "units.txt"

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([^\W\d]\w*)|(\*\*|[*/()·]|[+-]))")
_MENTIONED = re.compile(r"(?<![\w\[])[^\W\d]\w*")  # a name in a definition, not of a dimension such as [mass]
_GAS = re.compile("(CO2|CH4|N2O|SF6|NF3)(-?eq?)?$")  # a mass of gas is written as a mass
_SPELLED_OUT = dict.fromkeys(("ton", "tons", "tonne", "tonnes"), "t")  # "ton" looks like `toe`, which is something else
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SPELLINGS = {
    "^": "**",
    "×": "*",
    "∙": "·",
    "⋅": "·",
    "−": "-",
    "%": " percent ",
    "‰": " permille ",
    "°C": " degC ",
}


class Unit(NamedTuple):
    """`scale` base units (g, J, m, head, CNY, ...; year = 1), and the exponents of the dimensions by name."""

    scale: float
    dimension: tuple[tuple[str, int | float], ...]


class UnknownUnit(Exception):
    """`text` is no unit. `suggestion` is the text with its unknown word put right, or None."""

    def __init__(self, text: str, suggestion: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.suggestion = suggestion


class UnitMismatch(Exception):
    """No number of `target` is one `source`: their dimensions differ."""

    def __init__(self, source: str, target: str) -> None:
        super().__init__(f"{source} -> {target}")
        self.source = source
        self.target = target


def unit(text: str) -> Unit:
    """Return what a unit means. Raises UnknownUnit."""
    return _read(text)[0]


@cache
def conversion(source: str, target: str) -> float:
    """Return how many `target` one `source` is. Raises UnknownUnit, UnitMismatch."""
    (one, exact_one), (other, exact_other) = _read(source), _read(target)
    if one.dimension != other.dimension:
        raise UnitMismatch(source, target)
    return float(exact_one / exact_other)


def same_dimension(one: str, other: str) -> bool:
    """Whether amounts in the two units can be added. Raises UnknownUnit."""
    return unit(one).dimension == unit(other).dimension


@cache
def _read(text: str) -> tuple[Unit, Fraction]:
    """The unit and its scale without rounding."""
    reader = _Reader(text)
    product = reader.quotient()
    if reader.position < len(reader.tokens):
        raise UnknownUnit(text)
    dimension = tuple(sorted((name, exponent) for name, exponent in product.powers.items() if exponent))
    return Unit(float(product.scale), dimension), product.scale


class _Product(NamedTuple):
    scale: Fraction
    powers: Counter[str]

    def times(self, other: _Product, sign: int = 1) -> _Product:
        powers = Counter(self.powers)
        for name, exponent in other.powers.items():
            powers[name] += sign * exponent
        return _Product(self.scale * other.scale**sign, powers)

    def to_the(self, exponent: Fraction) -> _Product:
        scale = Fraction(self.scale**exponent)
        return _Product(scale, Counter({name: _plain(power * exponent) for name, power in self.powers.items()}))


class _Reader:
    """Descends a text: quotient = product {/|* product}, product = power {[·] power}, power = atom [** n]."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0

    def quotient(self) -> _Product:
        result = self._product()
        while (sign := self._take("/", "*")) is not None:
            result = result.times(self._product(), -1 if sign == "/" else 1)
        return result

    def _product(self) -> _Product:
        result = self._power()
        while self._take("·") or self._peek() not in (None, "/", "*", ")", "**", "+", "-"):
            result = result.times(self._power())
        return result

    def _power(self) -> _Product:
        base = self._atom()
        if self._take("**") is None:
            return base
        sign = -1 if self._take("+", "-") == "-" else 1
        return base.to_the(sign * self._number())

    def _atom(self) -> _Product:
        if self._take("("):
            inner = self.quotient()
            if self._take(")") is None:
                raise UnknownUnit(self.text)
            return inner
        token = self._peek()
        if token is not None and token[0].isdigit():
            number = self._number()
            # Only powers of ten scale a unit: in "1 234.5 t" the number has been torn apart.
            if not re.fullmatch(r"10*", str(number)) and not re.fullmatch(r"1/10*", str(number)):
                raise UnknownUnit(self.text)
            return _Product(number, Counter())
        self.position += 1
        return self._named(token)

    def _named(self, name: str | None) -> _Product:
        if name is None or not name[0].isalpha():
            raise UnknownUnit(self.text)
        if name not in _names():
            raise UnknownUnit(self.text, self._suggestion(name))
        return _definition(name)

    def _suggestion(self, name: str) -> str | None:
        without_gas = _GAS.sub("", name)
        meant = _SPELLED_OUT.get(name.lower())
        meant = meant or (without_gas if without_gas != name else suggest(name, _names()))
        return None if meant is None else re.sub(r" +(?=/|$)", "", self.text.replace(name, meant)).strip() or None

    def _number(self) -> Fraction:
        token = self._peek()
        if token is None or not token[0].isdigit():
            raise UnknownUnit(self.text)
        self.position += 1
        return Fraction(token)

    def _peek(self) -> str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take(self, *wanted: str) -> str | None:
        token = self._peek()
        if token not in wanted:
            return None
        self.position += 1
        return token


def _tokens(text: str) -> list[str]:
    """Numbers, names and signs of a unit text, full-width forms and raised digits made plain."""
    plain = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda raised: "**" + raised[0].translate(_SUPERSCRIPTS), text)
    plain = unicodedata.normalize("NFKC", plain).strip()
    for spelling, meant in _SPELLINGS.items():
        plain = plain.replace(spelling, meant)
    plain = re.sub(r"\b([kMGT]?W)\s*[*· ]\s*h\b", r"\1h", plain.strip())
    tokens: list[str] = []
    end = 0
    while end < len(plain):
        found = _TOKEN.match(plain, end)
        if not found:
            raise UnknownUnit(text)
        tokens.append(found[found.lastindex or 0])
        end = found.end()
    return tokens


def _plain(exponent: Fraction) -> Any:
    return int(exponent) if exponent.denominator == 1 else float(exponent)


@cache
def _registry() -> Any:
    import pint  # a quarter of a second that commands without units need not spend

    return pint.UnitRegistry(None, non_int_type=Fraction)


@cache
def _lines() -> dict[str, str]:
    """The line of the file of definitions for every name of a unit."""
    lines: dict[str, str] = {}
    for line in DEFINITIONS.read_text(encoding="utf-8").splitlines():
        name, *others = (part.strip() for part in line.partition("#")[0].split("="))
        lines |= dict.fromkeys((word for word in (name, *others[1:]) if word not in ("", "_")), line)
    return lines


def _names() -> KeysView[str]:
    return _lines().keys()


@cache
def _define(line: str) -> None:
    """Tells pint of a unit, which takes a while, and before it of those that it is made of."""
    for word in _MENTIONED.findall(line.split("=")[1]):
        if word in _lines():
            _define(_lines()[word])
    _registry().define(line)


@cache
def _definition(name: str) -> _Product:
    _define(_lines()[name])
    quantity = _registry().Quantity(Fraction(1), name).to_root_units()
    powers = {dimension.strip("[]"): _plain(Fraction(power)) for dimension, power in quantity.dimensionality.items()}
    return _Product(Fraction(quantity.magnitude), Counter(powers))
