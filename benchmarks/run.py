"""Every benchmark, as ratios in one run: `python -m benchmarks.run [PAIRS]` or `make bench`.

Prints a table and puts it into README.md.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import startup
from benchmarks.pairs import Ratio

README = Path(__file__).with_name("README.md")
START, END = "<!-- table: python -m benchmarks.run -->", "<!-- end of the table -->"
RECORDS = (100_000, 1_000_000)
#: What the project holds itself to.
COMPUTE_GOAL, ENGINE_GOAL, BYTES_GOAL = "≤ 1.7", "≤ 1.5", "≤ 150"
KIND_NAMES = {
    "combustion": "stationary combustion, three gases",
    "livestock": "livestock, enteric fermentation",
    "landfill": "landfill, first-order decay over 50 years",
}


def table(pairs: int) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    yield "| What | against | ratio: median (quartiles) | goal |"
    yield "|---|---|---|---|"
    for command in startup.COMMANDS:
        cost = startup.measure(command, pairs)
        name = f"`{command}`" if command.startswith("ghginv") else command
        if "compute" in command:
            yield f"| {name} | importing all libraries of ghginv | {cost.to_libraries} | {COMPUTE_GOAL} |"
        yield f"| {name} | importing just what it uses of {', '.join(cost.libraries)} | {cost.to_imports} | |"
        yield f"| {name} | `python -c pass` | {cost.to_nothing} | |"
    for records in RECORDS:
        for found in _engine(records, pairs):
            goal = ENGINE_GOAL if (found["kind"], records) == ("combustion", max(RECORDS)) else ""
            name = f"{KIND_NAMES[found['kind']]}, {records:,} records"
            yield f"| {name} | bare NumPy | {Ratio(*found['ratio'])} | {goal} |"
            yield f"| its memory at peak | | {found['bytes_a_record']:.0f} bytes a record | {BYTES_GOAL} |"


def _engine(records: int, pairs: int) -> Iterator[dict[str, Any]]:
    """What the engine costs for each kind of record, measured in a process of its own, on one thread."""
    command = [sys.executable, "-m", "benchmarks.engine", str(records), str(pairs)]
    done = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        cwd=README.parents[1],
    )  # fmt: skip
    yield from map(json.loads, done.stdout.splitlines())


def machine(pairs: int) -> str:
    """What it was measured on, without saying whose machine that is."""
    names = ("numpy", "pint", "pydantic", "PyYAML", "click", "rich", "XlsxWriter")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{pairs} pairs, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {versions}."
    )


def main() -> None:
    """Measures, prints and writes."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    lines = [machine(pairs), ""]
    print(*lines, sep="\n", flush=True)
    for line in table(pairs):
        print(line, flush=True)
        lines.append(line)
    text = README.read_text("utf-8")
    before, after = text.index(START) + len(START), text.index(END)
    README.write_text("\n".join([text[:before], *lines, text[after:]]), "utf-8")


if __name__ == "__main__":
    main()
