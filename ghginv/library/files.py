"""Where the files of the library are, and the names under which problems and results show them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1]
FACTORS = "emission_factors"
SOURCES = "sources"
_ENDING = ".yaml"


class File(NamedTuple):
    path: Path
    shown: str


class Files:
    """The files that come with ghginv, by the names of what they hold."""

    @cached_property
    def methods(self) -> dict[str, File]:
        return _files(PACKAGE / "methods", "ghginv/methods")

    @cached_property
    def profiles(self) -> dict[str, File]:
        return _files(PACKAGE / "catalogue" / "profiles", "ghginv/catalogue/profiles")

    @cached_property
    def vocabularies(self) -> dict[str, File]:
        return _files(PACKAGE / "catalogue" / "vocabulary", "ghginv/catalogue/vocabulary")

    @cached_property
    def balances(self) -> dict[str, File]:
        return _files(PACKAGE / "catalogue" / "energy_balances", "ghginv/catalogue/energy_balances")

    @cached_property
    def sources(self) -> dict[str, File]:
        return _files(self.factors / SOURCES, f"{FACTORS}/{SOURCES}")

    def everything(self) -> Iterator[File]:
        """All of them."""
        for kind in (self.methods, self.profiles, self.vocabularies, self.balances, self.sources):
            yield from kind.values()
        yield from (self.catalogue(name) for name in ("categories", "constants", "regions"))
        yield from (file for table in self.tables() for file in self.sets(table).values())

    def catalogue(self, name: str) -> File:
        return File(PACKAGE / "catalogue" / f"{name}{_ENDING}", f"ghginv/catalogue/{name}{_ENDING}")

    def sets(self, table: str) -> dict[str, File]:
        """The files of a factor table by set, as the files are called."""
        folder = self.factors / table
        names = sorted(file.name for file in folder.iterdir() if file.suffix == _ENDING) if folder.is_dir() else ()
        return {name.removesuffix(_ENDING): File(folder / name, f"{FACTORS}/{table}/{name}") for name in names}

    def tables(self) -> list[str]:
        """All factor tables."""
        folders = {path.parent for path in self.factors.glob(f"*/*/*{_ENDING}")}
        return sorted(folder.relative_to(self.factors).as_posix() for folder in folders)

    @cached_property
    def factors(self) -> Path:
        """The factor tables: inside the installed package, beside it in a checkout."""
        inside = PACKAGE / FACTORS
        return inside if inside.is_dir() else PACKAGE.parent / FACTORS


def local_files(folder: Path | None) -> Iterator[File]:
    """The YAML files of a user's folder, at any depth; their names start with that of the folder."""
    for path in sorted(folder.rglob(f"*{_ENDING}")) if folder and folder.is_dir() else ():
        yield File(path, path.relative_to(folder.parent).as_posix() if folder else "")


def _files(folder: Path, shown: str) -> dict[str, File]:
    found = sorted(folder.rglob(f"*{_ENDING}"))
    return {path.stem: File(path, f"{shown}/{path.relative_to(folder).as_posix()}") for path in found}
