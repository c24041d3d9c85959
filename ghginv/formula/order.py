"""The order in which steps are evaluated, and which of them must go year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ghginv.formula.tree import Call, FormulaError, Name, Node, Number


class Group(NamedTuple):
    """Steps evaluated together. `by_year`: they refer to one another's earlier years, so one year at a time."""

    steps: tuple[str, ...]
    by_year: bool


def references(node: Node) -> Iterator[tuple[str, bool]]:
    """The names a formula mentions, each with whether only earlier years of it are wanted."""
    if isinstance(node, Name):
        yield node.id, False
        return
    if isinstance(node, Call) and node.function in ("previous", "lag", "window"):
        subject, *rest = node.children
        assert isinstance(subject, Name)
        # A window or lag that starts at a literal 0 includes the year itself; otherwise its start is an
        # integer of at least one, which the evaluation makes sure of.
        now = node.function != "previous" and isinstance(rest[0], Number) and rest[0].value == 0
        yield subject.id, not now
        for child in rest:
            yield from references(child)
        return
    for child in node.children:
        yield from references(child)


def arrange(steps: Mapping[str, Node]) -> tuple[Group, ...]:
    """Groups of steps in an order that has every input ready.

    Raises FormulaError("formula-ring") for steps that need one another in the same year.
    """
    now = {name: [n for n, earlier in references(tree) if n in steps and not earlier] for name, tree in steps.items()}
    either = {name: [n for n, _ in references(tree) if n in steps] for name, tree in steps.items()}
    groups: list[Group] = []
    for component in _components(list(steps), either):
        inside = set(component)
        looks_back = any(name in either[name] for name in component) or len(component) > 1
        ordered = _sort({name: [n for n in now[name] if n in inside] for name in steps if name in inside})
        groups.append(Group(tuple(ordered), looks_back))
    return tuple(groups)


def _sort(needs: Mapping[str, Sequence[str]]) -> list[str]:
    done: list[str] = []
    path: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in path:
            ring = [*path[path.index(name) :], name]
            raise FormulaError("formula-ring", step=name, ring=" -> ".join(ring))
        path.append(name)
        for other in needs[name]:
            visit(other)
        path.pop()
        done.append(name)

    for name in needs:
        visit(name)
    return done


def _components(nodes: Sequence[str], edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Strongly connected components, each after those it refers to (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    components: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in edges[name]:
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            components.append(stack[at:])
            del stack[at:]

    for name in nodes:
        if name not in index:
            visit(name)
    return components
