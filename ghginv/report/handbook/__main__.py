"""Writes the pages: `python -m ghginv.report.handbook docs tests/cases`."""

from __future__ import annotations

import sys
from pathlib import Path

from ghginv.library import Library, load_library
from ghginv.report.handbook.cases import read_cases
from ghginv.report.handbook.equations import page, register
from ghginv.report.handbook.find import Wanted, find
from ghginv.report.handbook.markdown import ENDINGS, Page, index
from ghginv.report.handbook.method import describe


def pages(library: Library, cases: Path) -> dict[str, str]:
    """All pages by their place in the folder of documents. cases: the folder of the worked cases."""
    found, worked = {}, read_cases(library, cases)
    names, volumes = find(library, Wanted()), register(library, worked)
    for language, ending in ENDINGS.items():
        infos = [describe(library, name, language) for name in names]
        for info in infos:
            mine = [case for case in worked if info.method in case.records]
            found[f"methods/{info.sector}/{info.method}{ending}"] = Page(library, info, mine, language).text()
        found[f"methods/README{ending}"] = index(infos, language)
        found[f"equations{ending}"] = page(library, volumes, language)
    return found


def main() -> None:
    """Writes the pages, and takes away those of methods that are no more."""
    docs, written = Path(sys.argv[1]), pages(load_library(), Path(sys.argv[2]))
    for old in (docs / "methods").rglob("*.md"):
        if old.relative_to(docs).as_posix() not in written:
            old.unlink()
    for name, text in written.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
