"""One inventory by several guidelines: a table by category with the reasons, and the same as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from rich.console import Console

from ghginv.engine.guideline_comparison import CategoryComparison, Reason
from ghginv.inventory import Inventory
from ghginv.report.grid import Grid
from ghginv.report.words import Language, amount, number, with_unit, word

#: More values of a factor than these are counted instead of listed.
_LISTED = 2


def as_text(
    found: Sequence[CategoryComparison], inventories: Sequence[Inventory], year: int, language: Language, width: int
) -> str:
    """A row a category, a column a guideline, for each but the first what makes it differ; then the reasons in full."""
    first = inventories[0]
    output = StringIO()
    console = Console(file=output, width=width, no_color=True, highlight=False, legacy_windows=False)
    unit = word("in_unit", language).format(word("unit_on_screen", language))
    name = first.name.zh if language == "zh" else first.name.en
    console.print(f"{word('inventory_of', language).format(name, year)}\n{unit}  GWP: {first.gwp}")
    names = [one.guideline for one in inventories]
    reasons = [word("reason_of", language).format(name) for name in names[1:]]
    grid = Grid([word("category", language), *names, *reasons], range(1 + len(names), 2 * len(names)))
    for one in found:
        title = f"{one.category} {first.library.categories.title(one.category, language)}"
        kinds = (word("comma", language).join(_kinds(reasons, language)) for reasons in one.reasons[1:])
        grid.add(title, *(_shown(value, language) for value in one.co2e), *kinds)
    grid.end_section()
    sums = [sum(one.co2e[i] or 0.0 for one in found) for i in range(len(names))]
    grid.add(word("total_with_lulucf", language), *(amount(value, language) for value in sums), bold=True)
    console.print(grid)
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    return "\n".join([*lines, *_details(found, inventories, language)]) + "\n"


def as_data(found: Sequence[CategoryComparison], inventories: Sequence[Inventory], year: int) -> dict[str, Any]:
    """Plain lists and mappings, for JSON; tonnes of CO2 equivalent."""
    names = [one.guideline for one in inventories]
    return {
        "year": year,
        "gwp": inventories[0].gwp,
        "guidelines": names,
        "categories": [
            {
                "category": one.category,
                "co2e_t": dict(zip(names, one.co2e, strict=True)),
                "reasons": {
                    name: [_reason_data(reason) for reason in reasons]
                    for name, reasons in zip(names[1:], one.reasons[1:], strict=True)
                },
            }
            for one in found
        ],
    }


def _reason_data(reason: Reason) -> dict[str, Any]:
    data = {"kind": reason.kind, "method": reason.method, "name": reason.name}
    numbers = {"before": list(reason.before), "after": list(reason.after)}
    return {key: value for key, value in {**data, **numbers}.items() if value}


def _shown(value: float | None, language: Language) -> str:
    return "-" if value is None else amount(value, language)


def _kinds(reasons: Sequence[Reason], language: Language) -> list[str]:
    return list(dict.fromkeys(word(f"by_{reason.kind}", language) for reason in reasons))


def _details(
    found: Sequence[CategoryComparison], inventories: Sequence[Inventory], language: Language
) -> Iterator[str]:
    library, colon = inventories[0].library, word("colon", language)
    for other, inventory in enumerate(inventories[1:], 1):
        yield ""
        yield word("differs_from", language).format(inventory.guideline, inventories[0].guideline)
        for one in found:
            texts = [_reason(reason, inventory, language) for reason in one.reasons[other] if reason.kind != "scope"]
            if texts:
                title = library.categories.title(one.category, language)
                yield f"  {one.category} {title}{colon}{word('semicolon', language).join(texts)}"


def _reason(reason: Reason, inventory: Inventory, language: Language) -> str:
    colon = word("colon", language)
    method = inventory.library.method(reason.method)
    if reason.kind == "method":
        return f"{word('by_method', language)}{colon}{method.title.text(language)} ({method.name})"
    parameter = method.parameters.get(reason.name)
    title = parameter.title.text(language) if parameter else getattr(inventory.library.constants[reason.name], language)
    if reason.kind == "link":
        return f"{word('by_link', language)}{colon}{title}"
    unit = parameter.unit_for({}) if parameter else inventory.library.constants[reason.name].unit
    before, after = (_values(values, language) for values in (reason.before, reason.after))
    return f"{title} {with_unit(f'{before} → {after}', unit)}"


def _values(values: Sequence[float], language: Language) -> str:
    if not values:
        return "-"
    if len(values) > _LISTED:
        return word("several_values", language).format(len(values), number(values[0]), number(values[-1]))
    return word("comma", language).join(map(number, values))
