"""The whole calculation, method by method."""

from __future__ import annotations

from collections.abc import Callable

from ghginv.engine import links, plan
from ghginv.engine.block import evaluate
from ghginv.engine.checks import run_checks
from ghginv.engine.notices import add_notices
from ghginv.engine.results import Calculated, Emission, Results, check_numbers, emissions_of
from ghginv.inventory import Inventory
from ghginv.model.activity import Record
from ghginv.problems import Problems

#: Told how much is done: (methods done, methods, the one at work).
Progress = Callable[[int, int, str], None]


def calculate(
    inventory: Inventory, problems: Problems, strict: bool = False, progress: Progress | None = None
) -> Results:
    """Plans and evaluates every record. Problems are added to those of reading; results hold what could be had."""
    library = inventory.library
    by_method: dict[str, list[Record]] = {}
    for record in inventory.records:
        by_method.setdefault(record.method, []).append(record)
    upstream = links.Upstream()
    calculated: list[Calculated] = []
    emissions: list[Emission] = []
    covered = {record.covers[0] for record in inventory.records if record.covers is not None}
    order = plan.order_methods(library, by_method)
    for done, name in enumerate(order):
        if progress is not None:
            progress(done, len(order), name)
        planned: list[plan.Planned] = []
        for method, records in plan.split_by_plants(library, name, by_method[name], covered, upstream, problems):
            planned += plan.plan_method(inventory, method, records, upstream, problems)
        for part in planned:
            one = Calculated(part, evaluate(part.block))
            calculated.append(one)
            upstream.add(name, links.Source(part.block, part.records, one.values))
            run_checks(one, inventory, problems)
            emissions += emissions_of(one, inventory, inventory.gwp, problems)
    plan.tell_unused((one.planned for one in calculated), problems)
    check_numbers(calculated, problems)
    results = Results(inventory, tuple(calculated), tuple(emissions), problems)
    add_notices(results, strict)
    return results
