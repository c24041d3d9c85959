"""Factor tables as plain data, for tests of what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


def load(path: Path) -> dict[str, Any]:
    """A YAML file, by a reader that is not ghginv's own."""
    with path.open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.load(file, yaml.CSafeLoader)
    return loaded


def rows_of(file: Mapping[str, Any]) -> dict[tuple[Any, ...], list[Any]]:
    """Key cells -> [value, low, high] without the columns a table does not have."""
    keys, width = len(file["by"]), len(file["columns"])
    return {tuple(row[:keys]): row[keys:width] for row in file["rows"]}
