"""What several tests need: places, a clean environment for subprocesses, LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run in CI; no deadline anywhere, since a shared machine stalls at times.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

Run = Callable[..., subprocess.CompletedProcess[str]]


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what changes output or lets the checkout leak into another interpreter."""
    unwanted = ("PYTHON", "COLUMNS", "LINES", "FORCE_COLOR", "CLICOLOR", "GHGINV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "NO_COLOR": "1", "PYTHONUTF8": "1", **more}


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference collection that may lie beside a checkout; tests that compare with it skip without it."""
    folder = ROOT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("no reference collection beside this checkout")
    return folder


@pytest.fixture
def ghginv(tmp_path: Path) -> Run:
    """Run the command line in a process of its own, away from the checkout: ghginv("compute", folder)."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ghginv", *map(str, arguments)],
            cwd=tmp_path,
            env=clean_environment(**environment),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


# LibreOffice trusts the values stored in a file unless told to recalculate always (0) when loading.
RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="session")
def recalculate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Have LibreOffice recalculate every formula of a workbook; returns a new file with what it found."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing, and CI must have it")
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("libreoffice")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, encoding="utf-8")

    def recalculated(workbook: Path) -> Path:
        folder = tmp_path_factory.mktemp("recalculated")
        convert = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(workbook))
        done = subprocess.run(
            [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", *convert],
            env=clean_environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        result = folder / workbook.name
        assert result.exists(), done.stdout + done.stderr
        return result

    return recalculated
