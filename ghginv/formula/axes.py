"""What a step varies over: inferred from its inputs, never written by an author."""

from __future__ import annotations

from collections.abc import Mapping

from ghginv.formula.tree import Call, FormulaError, Name, Node

Axes = frozenset[str]


def infer_all(steps: Mapping[str, Node], known: Mapping[str, Axes]) -> dict[str, Axes]:
    """The axes of every step, from those of parameters and constants (`known`).

    Steps that refer to themselves through the years start with none and grow until nothing changes.
    Raises FormulaError for an unknown name and for a sum over an axis that its argument does not have.
    """
    found: dict[str, Axes] = {name: frozenset() for name in steps}
    while True:
        # A sum can only be checked once its argument has all its axes, hence the second look with strict=True.
        grown = {name: _infer(tree, {**known, **found}, strict=False) for name, tree in steps.items()}
        if grown == found:
            for name, tree in steps.items():
                try:
                    _infer(tree, {**known, **found}, strict=True)
                except FormulaError as error:
                    error.values["step"] = name
                    raise
            return found
        found = grown


def infer(tree: Node, known: Mapping[str, Axes]) -> Axes:
    """The axes of one formula whose names all have known axes."""
    return _infer(tree, known, strict=True)


def _infer(node: Node, known: Mapping[str, Axes], strict: bool) -> Axes:
    if isinstance(node, Name):
        if node.id not in known:
            raise FormulaError("formula-unknown-name", node.column, node.end, name=node.id)
        return known[node.id]
    axes: Axes = frozenset().union(*(_infer(child, known, strict) for child in node.children))
    if isinstance(node, Call) and node.over:
        absent = [axis for axis in node.over if axis not in axes]
        if absent and strict:
            raise FormulaError("formula-sum-axis", node.column, node.end, axis=", ".join(absent))
        axes -= frozenset(node.over)
    return axes
