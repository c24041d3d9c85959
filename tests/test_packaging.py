"""The wheel holds everything and works alone; an editable install finds the same tables."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from conftest import clean_environment

import ghginv as package

pytestmark = pytest.mark.slow

# Folders of the checkout that travel in the wheel, and where they come to lie there.
CARRIED = {
    "ghginv/methods": "ghginv/methods",
    "ghginv/catalogue": "ghginv/catalogue",
    "emission_factors": "ghginv/emission_factors",
    "examples": "ghginv/examples",
}


def call(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(root: Path, into: Path) -> Path:
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check")
    call(*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", into, root, cwd=into)
    (wheel,) = into.glob("ghginv-*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of a fresh environment lie that holds the wheel and what it asks for, no more."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True, symlinks=sys.platform != "win32")
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    call(*pip, wheel, cwd=environment)
    return programs


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def carried(root: Path, folder: str) -> set[PurePosixPath]:
    """Files of a folder in the checkout that are part of the project."""
    generated = {"__pycache__", "results"}
    top = root / folder
    files = (path.relative_to(top) for path in top.rglob("*") if path.is_file())
    return {PurePosixPath(path.as_posix()) for path in files if not generated & set(path.parts)}


@pytest.mark.parametrize(("folder", "inside"), CARRIED.items())
def test_wheel_carries_every_file(root: Path, wheel: Path, folder: str, inside: str) -> None:
    names = contents(wheel)
    expected = {f"{inside}/{path}" for path in carried(root, folder)}
    assert expected
    assert expected - names == set()
    assert {name for name in names if name.startswith(f"{inside}/")} - expected == set()


def test_wheel_carries_units_and_no_tests(wheel: Path) -> None:
    names = contents(wheel)
    assert "ghginv/units.txt" in names
    assert "ghginv/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"ghginv", f"ghginv-{package.__version__}.dist-info"}


def test_wheel_is_the_same_bytes_each_time(root: Path, wheel: Path, tmp_path: Path) -> None:
    assert build(root, tmp_path).read_bytes() == wheel.read_bytes()


def test_version_from_a_fresh_environment(installed: Path, tmp_path: Path) -> None:
    assert package.__version__ in call(installed / "ghginv", "--version", cwd=tmp_path)
    where = call(installed / "python", "-c", "import ghginv; print(ghginv.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


@pytest.mark.parametrize("example", ["minimal", "zhangqiu"])
def test_wheel_computes_what_the_checkout_computes(root: Path, installed: Path, tmp_path: Path, example: str) -> None:
    folder = root / "examples" / example
    call(installed / "ghginv", "compute", folder, "-o", tmp_path / "wheel", cwd=tmp_path)
    call(sys.executable, "-m", "ghginv", "compute", folder, "-o", tmp_path / "checkout", cwd=tmp_path)
    for name in ("emissions.csv", "inventory.json", "inventory.xlsx", "manifest.json"):
        assert (tmp_path / "wheel" / name).exists()
    for name in ("emissions.csv", "inventory.json"):
        assert (tmp_path / "wheel" / name).read_bytes() == (tmp_path / "checkout" / name).read_bytes(), name
