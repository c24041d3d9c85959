"""What the two READMEs show is what the repository holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

READMES = ("README.md", "README.zh-CN.md")
SHOWN = ("inventory.yaml", "activity_data/energy.yaml")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("readme", READMES)
def test_minimal_example_is_shown_as_it_is(root: Path, examples: Path, readme: str) -> None:
    shown = blocks((root / readme).read_text(encoding="utf-8"), "yaml")
    files = [(examples / "minimal" / name).read_text(encoding="utf-8") for name in SHOWN]
    assert shown[:2] == files
    assert sum(file.count("\n") for file in files) == 10


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_to_files(root: Path, readme: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (root / readme).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (root / link).exists()] == []


def test_both_languages_show_the_same_commands(root: Path) -> None:
    def commands(readme: str) -> list[str]:
        lines = "".join(blocks((root / readme).read_text(encoding="utf-8"), "sh")).splitlines()
        return [line.split("#")[0].replace(" --lang zh", "").strip() for line in lines]

    english, chinese = map(commands, READMES)
    assert english == chinese


@pytest.mark.parametrize("readme", READMES)
def test_make_targets_exist(root: Path, readme: str) -> None:
    named = re.findall(r"(?:^|`)make ([a-z-]+)", (root / readme).read_text(encoding="utf-8"), re.MULTILINE)
    rules = re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(named) <= set(rules)
