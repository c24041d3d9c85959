"""The house has floors: imports run downward only, and some floors may not touch files, screens or YAML."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

FLOORS = {
    "problems": 1,
    "source": 2,
    "units": 2,
    "formula": 3,
    "model": 4,
    "library": 5,
    "inventory": 6,
    "engine": 7,
    "report": 8,
    "api": 9,
    "cli": 10,
    "__main__": 11,
}

# Modules that are part of a neighbour, split off only for length.
PART_OF = {"yaml_errors": "source"}

# Who may use what the package itself offers (`ghginv.compute`): the command line is a thin layer over it.
ABOVE_PACKAGE = {"cli", "__main__"}

# Packages that only some modules may import: each stands behind one door.
DOORS = {
    "pint": {"units"},
    "yaml": {"source", "problems"},  # problems reads its own catalogue, when there is something to report
    "pydantic": {"model", "library", "inventory"},
    "click": {"cli", "__main__"},
    "rich": {"cli", "report", "problems"},
    "xlsxwriter": {"report"},
}

# Modules that open nothing, and those that print nothing either.
NO_FILES = {"formula", "model", "engine"}
NO_SCREEN = {"problems", "source", "units", "formula", "model", "library", "inventory", "engine"}
FILE_PACKAGES = {"io", "os", "shutil", "tempfile", "csv", "zipfile", "sqlite3"}
FILE_CALLS = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "to_csv", "read_csv", "loadtxt"}


def floor_name(module: str) -> str:
    """The part that stands on a floor: ghginv.engine.plan -> engine; the package itself -> ''."""
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else ""
    return PART_OF.get(name, name)


def imports(tree: ast.AST, module: str, is_package: bool) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Line, imported module (absolute) and names taken from it; imports inside functions count as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                climb = node.level - 1 if is_package else node.level
                parts = module.split(".")
                base = ".".join(parts[: len(parts) - climb])
                origin = f"{base}.{origin}" if origin else base
            yield node.lineno, origin, tuple(alias.name for alias in node.names)


def targets(origin: str, names: tuple[str, ...]) -> Iterator[str]:
    """What a ghginv import reaches: `from ghginv import units` reaches ghginv.units."""
    if origin == "ghginv":
        yield from (f"ghginv.{name}" for name in names) if names else ("ghginv",)
    else:
        yield origin


def import_faults(module: str, tree: ast.AST, is_package: bool) -> Iterator[str]:
    own = floor_name(module)
    for line, origin, names in imports(tree, module, is_package):
        top = origin.split(".")[0]
        if top in DOORS and own not in DOORS[top]:
            yield f"{module}:{line}: {top} is for {', '.join(sorted(DOORS[top]))}"
        if own in NO_FILES and top in FILE_PACKAGES:
            yield f"{module}:{line}: {own} touches no files, but imports {top}"
        if own == "formula" and top == "pathlib":
            yield f"{module}:{line}: formula knows no files, but imports pathlib"
        if top != "ghginv":
            continue
        for target in targets(origin, names):
            other = floor_name(target)
            if other in ("__version__", own):
                continue
            if other not in FLOORS:  # the package itself: ghginv.compute and its like
                if own not in ABOVE_PACKAGE:
                    yield f"{module}:{line}: {target} is for users and the command line"
            elif FLOORS[other] >= FLOORS[own]:
                yield f"{module}:{line}: {own} (floor {FLOORS[own]}) imports {other} (floor {FLOORS[other]})"


def call_faults(module: str, tree: ast.AST) -> Iterator[str]:
    own = floor_name(module)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = getattr(function, "id", None) or getattr(function, "attr", None)
        if own in NO_FILES and name in FILE_CALLS:
            yield f"{module}:{node.lineno}: {own} touches no files, but calls {name}"
        if own in NO_SCREEN and isinstance(function, ast.Name) and function.id == "print":
            yield f"{module}:{node.lineno}: {own} prints nothing"


def eager_imports(tree: ast.Module) -> Iterator[int]:
    """Lines of the top package that load other modules of ghginv as soon as it is imported."""
    for node in tree.body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for line, origin, _ in imports(node, "ghginv", is_package=True):
            if origin.split(".")[0] == "ghginv":
                yield line


def faults(sources: Mapping[str, str], packages: frozenset[str] = frozenset()) -> list[str]:
    """All breaches in a set of modules, given as module name -> source text."""
    found = []
    for module, text in sources.items():
        tree = ast.parse(text, filename=module)
        if module == "ghginv":
            found += [f"ghginv:{line}: loads a module at once" for line in eager_imports(tree)]
        elif floor_name(module) not in FLOORS:
            found.append(f"{module}: stands on no floor; add it to FLOORS")
        else:
            found += import_faults(module, tree, module in packages)
            found += call_faults(module, tree)
    return found


def modules(root: Path) -> tuple[dict[str, str], frozenset[str]]:
    sources, packages = {}, set()
    for path in sorted((root / "ghginv").rglob("*.py")):
        inside = path.relative_to(root).with_suffix("")
        parts = inside.parts
        if parts[1] in ("emission_factors", "examples"):  # copies inside an installed package hold no code
            continue
        if parts[-1] == "__init__":
            parts = parts[:-1]
            packages.add(".".join(parts))
        sources[".".join(parts)] = path.read_text(encoding="utf-8")
    return sources, frozenset(packages)


def test_imports_run_downward_only(root: Path) -> None:
    sources, packages = modules(root)
    assert "ghginv" in sources
    assert faults(sources, packages) == []


@pytest.mark.parametrize(
    ("module", "text", "expected"),
    [
        ("ghginv.model.method", "from ghginv.engine import plan", "model (floor 4) imports engine (floor 7)"),
        ("ghginv.model.method", "from ..engine import plan", "model (floor 4) imports engine (floor 7)"),
        ("ghginv.source", "import ghginv.units", "source (floor 2) imports units (floor 2)"),
        ("ghginv.units", "def f():\n  from ghginv import source", "units (floor 2) imports source (floor 2)"),
        ("ghginv.report.html", "from ghginv import compute", "ghginv.compute is for users"),
        ("ghginv.formula.tree", "import yaml", "yaml is for problems, source"),
        ("ghginv.formula.tree", "from pathlib import Path", "formula knows no files"),
        ("ghginv.formula.tree", "open('x')", "formula touches no files"),
        ("ghginv.engine.totals", "p.read_text()", "engine touches no files"),
        ("ghginv.engine.totals", "print(1)", "engine prints nothing"),
        ("ghginv.engine.totals", "import pydantic", "pydantic is for"),
        ("ghginv.helpers", "", "stands on no floor"),
        ("ghginv", "from ghginv.engine import compute", "loads a module at once"),
    ],
)
def test_a_breach_is_found(module: str, text: str, expected: str) -> None:
    (found,) = faults({module: text})
    assert expected in found


def test_the_same_package_and_lower_floors_are_open() -> None:
    allowed = {
        "ghginv": "__version__ = '1'\ndef compute():\n    from ghginv.engine import run",
        "ghginv.engine": "from . import plan\nfrom .plan import Plan",
        "ghginv.engine.plan": "from ghginv.engine.blocks import Block\nfrom ..units import Unit",
        "ghginv.cli.main": "from ghginv import __version__, compute, report\nimport ghginv, click",
    }
    assert faults(allowed, frozenset({"ghginv", "ghginv.engine"})) == []
