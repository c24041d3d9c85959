"""The activity of plants that report for themselves, taken off the record that estimates the rest.

A method may say itself where that happens, by a parameter with `match: plants`. In any other method it is the main
quantity, from which every formula then takes off what the plants cover.
"""

from __future__ import annotations

import re

from ghginv.model.base import LocalText
from ghginv.model.method import Check, Method, Parameter

#: The parameter that holds what plants cover, and the method of their records.
COVERED, MEASURED = "covered", "measured"
#: Functions that look at the years of a quantity as it was given: what others cover cannot be taken off in them.
_LOOKS = r"(?:previous|lag|window|between|extend)\(\s*{0}\b|along\s*=\s*{0}\b"


def covered_parameter(method: Method) -> Parameter | None:
    """The quantity that plants cover a part of: the method's own, or its main one if it can be reduced; else None."""
    own = next((one for one in method.parameters.values() if one.match == "plants"), None)
    name = _main(method)
    return own or (None if name is None else method.parameters[name])


def less_plants(method: Method) -> Method:
    """The method with what plants cover taken off its main quantity; itself if it sees to that, or has none."""
    name = _main(method)
    if name is None or any(one.match == "plants" for one in method.parameters.values()):
        return method
    main = method.parameters[name]
    covered = Parameter.model_construct(
        unit=main.unit, linked=f"{MEASURED}.{COVERED}", match="plants", missing="0",
        symbol=f"{main.symbol or name}_rep",
        title=LocalText(
            en=f"{main.title.en}: of plants that report for themselves", zh=f"{main.title.zh}（单独报告的企业）"
        ),
    )  # fmt: skip
    word, rest = re.compile(rf"\b{name}\b"), f"({name} - {COVERED})"
    steps = {
        label: step.model_copy(
            update={
                "formula": None if step.formula is None else word.sub(rest, step.formula),
                "cases": {case: word.sub(rest, formula) for case, formula in step.cases.items()},
                "otherwise": None if step.otherwise is None else word.sub(rest, step.otherwise),
            }
        )
        for label, step in method.steps.items()
    }
    checks = [one.model_copy(update={"condition": word.sub(rest, one.condition)}) for one in method.checks]
    too_much = Check.model_construct(
        condition=f"{COVERED} <= {name}", level="error",
        message=LocalText(
            en="Plants that report for themselves have more of it than the whole record.",
            zh="单独报告企业的数量大于该记录的总量。",
        ),
    )  # fmt: skip
    reduced = method.model_copy(
        update={
            "parameters": {**method.parameters, COVERED: covered},
            "steps": steps,
            "checks": (*checks, too_much),
        }
    )
    reduced.settle_units()
    return reduced


def _main(method: Method) -> str | None:
    """The first quantity that only the user can give, year by year: a production, a consumption, a number of animals.

    None where it has axes, or where a formula looks at its years as they were given.
    """
    name = next(
        (
            name
            for name, one in method.parameters.items()
            if one.source == "activity" and one.default is None and not one.constant
        ),
        None,
    )
    if name is None or method.parameters[name].by or COVERED in (*method.parameters, *method.steps):
        return None
    looks = re.compile(_LOOKS.format(name))
    formulas = [formula for step in method.steps.values() for formula, _ in step.formulas()]
    return None if any(looks.search(formula) for formula in formulas) else name
