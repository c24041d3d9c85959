"""Numbers as text: what is one, and what a writer of something else most likely meant."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal

CHINESE_NUMERALS = {"百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}

_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(_WHOLE.pattern + r"(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_SEPARATOR = re.compile(r"(?<=[0-9])[,_'\s](?=[0-9]{3,4}(?![0-9]))")


def read_number(text: str) -> float | None:
    """The value of `42.3`, `-1`, `1e6`, `2E1`; None for `1,000`, `1_000`, `010`, `.5`, `inf` and all else."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def read_whole(text: str) -> int | None:
    """The value of a number without decimals or exponent; None for all else."""
    return int(text) if _WHOLE.fullmatch(text) else None


def meant_number(text: str) -> str:
    """The number most likely meant: `1,234.5` -> 1234.5, `139.36万` -> 1393600; empty without a guess."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    plain = _SEPARATOR.sub("", plain)
    plain = re.sub(r"^([+-]?)\.", r"\g<1>0.", plain).removesuffix(".")
    plain = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", plain)
    for numeral, times in CHINESE_NUMERALS.items():
        head = plain.removesuffix(numeral).strip()
        if head != plain and _NUMBER.fullmatch(head):
            plain = f"{(Decimal(head) * Decimal(times)).normalize():f}"
    return plain if plain != text and _NUMBER.fullmatch(plain) else ""
