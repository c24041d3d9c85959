"""Commands in processes of their own, against importing libraries, and against nothing at all.

Run as `python -m benchmarks.startup [PAIRS]`; prints a line of JSON for each command. Processor time is measured, of
the whole process. Byte code goes to a folder of its own and is there before anything is measured.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.pairs import Ratio

EXAMPLES = Path(__file__).parents[1] / "examples"
#: What ghginv stands on, as pyproject.toml declares it; these import others.
LIBRARIES = ("click", "numpy", "openpyxl", "pandas", "pint", "pydantic", "rich", "xlsxwriter", "yaml")

_COMMAND = "from ghginv.cli.main import main; main()"
#: What `compute` does but for the workbook.
_NO_WORKBOOK = """
import gc, os, sys
gc.disable()
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
import click
from ghginv import api
from ghginv.report import emissions_csv, inventory_json, screen
computation = api.compute(sys.argv[1])
emissions_csv.text(computation.results)
inventory_json.text(computation.summary)
screen.table(computation.summary, computation.inventory.years[-1], "zh")
"""
#: What is run: a program and its arguments, OUT for a folder to write into.
COMMANDS = {
    "ghginv --help": (_COMMAND, "--help"),
    "ghginv validate examples/minimal": (_COMMAND, "validate", str(EXAMPLES / "minimal")),
    "ghginv compute examples/zhangqiu": (_COMMAND, "compute", str(EXAMPLES / "zhangqiu"), "-o", "OUT"),
    "the same without the workbook": (_NO_WORKBOOK, str(EXAMPLES / "zhangqiu")),
}

#: Runs a program, then writes down the names of the modules that are neither Python's own nor ghginv's.
_PROBE = """
import json, sys
before, report, program = set(sys.modules), sys.argv.pop(1), sys.argv.pop(1)
code = 0
try:
    exec(program, {"__name__": "__main__"})
except SystemExit as end:
    code = end.code or 0
ours = {*sys.stdlib_module_names, "ghginv"}
names = [n for n, m in sys.modules.items() if n.partition(".")[0] not in ours and getattr(m, "__spec__", None)]
with open(report, "w") as file:
    json.dump([code, [name for name in names if name not in before]], file)
"""
_IMPORTS = """
from importlib import import_module
for name in {names}:
    import_module(name)
"""


class Startup(NamedTuple):
    """What a command costs."""

    command: str
    to_libraries: Ratio  # importing all of LIBRARIES
    to_imports: Ratio  # importing just the modules of others that the command imports
    to_nothing: Ratio
    imports_to_nothing: Ratio
    milliseconds: float
    libraries: tuple[str, ...]  # those of LIBRARIES that the command imports


def measure(command: str, pairs: int) -> Startup:
    """The command, both kinds of imports and `python -c pass` in turn."""
    with TemporaryDirectory() as folder:
        run = _Run(Path(folder))
        program, *words = COMMANDS[command]
        arguments = [str(Path(folder) / "results") if word == "OUT" else word for word in words]
        modules = run.modules(program, arguments)
        others = (_IMPORTS.format(names=LIBRARIES), _IMPORTS.format(names=modules), "pass")
        for other in others:
            run.seconds(other)
        turns = [(run.seconds(program, arguments), *map(run.seconds, others)) for _ in range(pairs)]
    ours, libraries, imports, nothing = zip(*turns, strict=True)
    return Startup(
        command,
        Ratio.of(zip(ours, libraries, strict=True)),
        Ratio.of(zip(ours, imports, strict=True)),
        Ratio.of(zip(ours, nothing, strict=True)),
        Ratio.of(zip(imports, nothing, strict=True)),
        median(ours) * 1e3,
        tuple(sorted({name.partition(".")[0] for name in modules}.intersection(LIBRARIES))),
    )


class _Run:
    """Python in a process of its own, byte code kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.report = folder / "modules.json"
        unwanted = ("PYTHON", "COLUMNS", "LINES", "FORCE_COLOR", "GHGINV_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        self.environment = {**kept, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONUTF8": "1"}

    def modules(self, program: str, arguments: Sequence[str]) -> list[str]:
        """The libraries' modules that a program imports, in its order."""
        self._process(_PROBE, [str(self.report), program, *arguments])
        code, names = json.loads(self.report.read_text("utf-8"))
        if code != 0:
            raise SystemExit(f"ghginv {' '.join(arguments)} ended with {code}")
        return list(names)

    def seconds(self, program: str, arguments: Sequence[str] = ()) -> float:
        """Processor time, user and system."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self._process(program, arguments)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def _process(self, program: str, arguments: Sequence[str]) -> None:
        subprocess.run(
            [sys.executable, "-c", program, *arguments], env=self.environment, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def main() -> None:
    """Measures all commands."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for command in COMMANDS:
        print(json.dumps(measure(command, pairs)._asdict()))


if __name__ == "__main__":
    main()
