"""What a command does not need, it does not load: exactly, by sys.modules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

HEAVY = {"pandas", "openpyxl", "xlsxwriter", "plotly"}
#: What calculates, reads or shows an inventory.
WORKING = {"pint", "numpy", "pydantic", "yaml", "rich"}

# Runs the command as its console script would, then writes down what was loaded.
PROBE = """
import json, sys
from ghginv.cli.main import main
report, *sys.argv = sys.argv[1:]
try:
    code = main()
except SystemExit as end:
    code = end.code
with open(report, "w") as file:
    json.dump([code or 0, sorted(sys.modules)], file)
"""


def loaded(tmp_path: Path, *arguments: str) -> set[str]:
    report = tmp_path / "modules.json"
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(report), "ghginv", *arguments],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    code, modules = json.loads(report.read_text(encoding="utf-8"))
    assert code == 0, done.stdout + done.stderr
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_no_library_but_its_own(tmp_path: Path, argument: str) -> None:
    assert loaded(tmp_path, argument) & (HEAVY | WORKING) == set()


def test_help_of_a_command_loads_no_library_but_its_own(tmp_path: Path) -> None:
    assert loaded(tmp_path, "compute", "--help") & (HEAVY | WORKING) == set()


def test_validate_loads_no_library_of_tables(tmp_path: Path, examples: Path) -> None:
    modules = loaded(tmp_path, "validate", str(examples / "minimal"))
    assert "ghginv" in modules
    assert modules & HEAVY == set()


def test_compute_loads_what_it_writes_with_and_no_more(tmp_path: Path, examples: Path) -> None:
    modules = loaded(tmp_path, "compute", str(examples / "minimal"), "-o", str(tmp_path / "results"))
    assert modules & HEAVY == {"xlsxwriter"}


@pytest.mark.parametrize("arguments", [("methods", "cement"), ("factors", "energy/combustion", "fuel=lignite")])
def test_looking_things_up_loads_no_library_of_tables(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert loaded(tmp_path, *arguments) & HEAVY == set()
