"""Where a key or a number of a method comes from, as a phrase: alike on screen and on pages."""

from __future__ import annotations

from collections.abc import Mapping

from ghginv.report.handbook.gases import ANY_GAS
from ghginv.report.handbook.info import KeyInfo, MethodHead, ParameterInfo
from ghginv.report.handbook.words import say
from ghginv.report.words import Language


def origin_of_key(key: KeyInfo, language: Language) -> str:
    """Who says what a key is, or what a list has."""
    match key.origin:
        case "default":
            return say("default_any" if key.detail == "any" else "default", language).format(key.detail)
        case "region":
            return say("region_default" if key.detail else "region", language)
        case "unit":
            return say("unit_of", language).format(key.detail)
        case "table":
            return say("from_table", language).format(key.detail)
    return say(key.origin, language).format(key.detail)


def origin_of_number(parameter: ParameterInfo, language: Language, table: str = "{}", link: str = "{}") -> str:
    """Where a number comes from. table, link: what to make of the name of a factor table, of a step of a method."""
    match parameter.origin:
        case "table":
            text = table.format(parameter.detail)
        case "link" if "." not in parameter.detail:
            text = say("reported_plants", language)
        case "link":
            text = say("link", language).format(link.format(parameter.detail))
        case _:
            text = say("activity", language)
    if parameter.by:
        text = say("by", language).format(text, say("comma", language).join(parameter.by))
    return say("or_default", language).format(text, parameter.default) if parameter.default else text


def gases(info: MethodHead, language: Language) -> str:
    """The gases of a method in one line."""
    return ", ".join(say("any_gas", language) if gas == ANY_GAS else gas for gas in info.gases)


def chosen(info: MethodHead, language: Language, between: str = "") -> str:
    """Which profiles take the method for which categories. between: two profiles."""
    if not info.chosen:
        return say("on_request", language)
    colon = say("colon", language)
    texts = [f"{profile}{colon}{', '.join(codes)}" for profile, codes in info.chosen.items()]
    joined = (between or say("semicolon", language)).join(texts)
    return say("in_brackets", language).format(joined, say("runs_itself", language)) if info.automatic else joined


#: What an answer of a worked case says besides the members of axes.
_ANSWER_WORDS = ("record", "method", "step", "year", "value", "relative", "category", "gas", "total", "sector", "memo")


def answer(texts: Mapping[str, str], language: Language) -> tuple[str, str, str]:
    """What a worked case expects: of what, in which year, how much."""
    parts = [say(f"total_{texts['total']}", language)] if "total" in texts else []
    parts += [say(texts["sector"], language)] if "sector" in texts else []
    parts += [say("memo_item", language).format(say(texts["memo"], language))] if "memo" in texts else []
    parts += [texts["category"]] if "category" in texts else []
    parts += [f"`{texts[name]}`" for name in ("record", "method", "step") if name in texts]
    parts += [texts["gas"]] if "gas" in texts else []
    members = [text for name, text in texts.items() if name not in (*_ANSWER_WORDS, "notation")]
    value = texts.get("value", texts.get("notation", ""))
    return say("comma", language).join([*parts, *members]), texts.get("year", ""), value
