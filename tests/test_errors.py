"""The gallery of broken folders: each has one mistake that people make, and the words in which it is told.

A folder is named after the code of its problem, with a second word after a point where a code has several. It holds
`expected.txt` and `expected.zh.txt`. `python tests/test_errors.py` writes these anew, to be read before they are kept.
"""

from __future__ import annotations

import ast
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import ghginv
from ghginv.cli.main import cli
from ghginv.problems import catalogue

GALLERY = Path(__file__).parent / "errors"
FOLDERS = sorted(path for path in GALLERY.iterdir() if path.is_dir())
EXPECTED = {"en": "expected.txt", "zh": "expected.zh.txt"}
COUNTED = {"en": "1 error.", "zh": "1 个错误。"}
#: Words that belong to libraries or to programmers, not to users.
FOREIGN = re.compile(
    "Traceback|pydantic|validation error|Input should|Field required|KeyError|NoneType|bug in ghginv", re.IGNORECASE
)

in_each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
in_each_language = pytest.mark.parametrize("language", EXPECTED)


class Done(NamedTuple):
    stdout: str
    stderr: str
    exit_code: object


def run(*arguments: str | Path) -> Done:
    """Runs the command line here, as a process would be; an exception of any other kind than an exit is a failure."""
    streams = [TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]), pytest.raises(SystemExit) as ended:
        cli([str(argument) for argument in arguments])
    for stream in streams:
        stream.seek(0)
    return Done(streams[0].read(), streams[1].read(), ended.value.code)


def expected(folder: Path, language: str) -> str:
    return (folder / EXPECTED[language]).read_text(encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_gallery_is_large_enough() -> None:
    assert len(FOLDERS) >= 25


@in_each_language
@in_each_folder
def test_validate_says_what_is_wrong(folder: Path, language: str) -> None:
    result = run("validate", folder, "--lang", language)
    assert result.stdout == expected(folder, language)
    assert result.stderr == ""
    assert result.exit_code == 1


@in_each_language
@in_each_folder
def test_compute_says_the_same_and_leaves_results_alone(folder: Path, language: str, tmp_path: Path) -> None:
    copy = tmp_path / "inventory"
    shutil.copytree(folder, copy)
    (copy / "results").mkdir()
    for name in ("emissions.csv", "inventory.json", "inventory.xlsx", "manifest.json"):
        (copy / "results" / name).write_bytes(f"{name} of last year\r\n".encode())
    before = content(copy)
    result = run("compute", copy, "--lang", language)
    assert result.stderr == expected(folder, language)
    assert result.stdout == ""
    assert result.exit_code == 1
    assert content(copy) == before


@in_each_language
@in_each_folder
def test_it_is_one_error_in_plain_words(folder: Path, language: str) -> None:
    text = expected(folder, language)
    code = folder.name.split(".")[0]
    first, *_, last = text.splitlines()
    assert re.fullmatch(rf"[\w./-]+:\d+:\d+: error {code}", first)
    assert last == COUNTED[language]
    assert not FOREIGN.search(text)
    assert language == "en" or max(text) >= "\u4e00"


@in_each_folder
def test_the_carets_stand_under_the_text(folder: Path) -> None:
    head, shown, carets, message, remedy, *_ = expected(folder, "en").splitlines()
    line = head.split(":")[1]
    assert shown.startswith(f"{line:>5} | ")
    assert re.fullmatch(r" {6}\| +\^+", carets)
    assert message.endswith(".")
    assert remedy.endswith(".")


@pytest.mark.parametrize("name", ["unknown-member", "wrong-encoding", "check-error"])
def test_the_same_in_a_process_of_its_own(ghginv, name: str) -> None:  # type: ignore[no-untyped-def]
    done = ghginv("validate", GALLERY / name)
    assert (done.stdout, done.stderr, done.returncode) == (expected(GALLERY / name, "en"), "", 1)
    done = ghginv("compute", GALLERY / name, "--lang", "zh")
    assert (done.stdout, done.stderr, done.returncode) == ("", expected(GALLERY / name, "zh"), 1)
    assert not (GALLERY / name / "results").exists()


def test_every_message_can_be_filled() -> None:
    """What a template names is given wherever its problem is reported."""
    templates = {
        code: {
            name
            for part in ("message", "remedy")
            for language in EXPECTED
            for _, name, _, _ in Formatter().parse(entry[part][language])
            if name
        }
        for code, entry in catalogue().items()
    }
    by_itself = {"add": set(), "refusal": set(), "add_unknown": {"text", "choices"}}
    lacking = []
    for path in sorted(Path(ghginv.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name not in by_itself or (name != "refusal" and len(node.args) < 2):
                continue  # a set's `add` has one argument
            code = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            keywords = {keyword.arg for keyword in node.keywords}
            if isinstance(code, str) and None not in keywords:
                missing = templates[code] - keywords - by_itself[name]
                lacking += [(path.name, node.lineno, code, sorted(missing))] if missing else []
    assert lacking == []


def write_expected() -> None:
    for folder in FOLDERS:
        for language, name in EXPECTED.items():
            text = run("validate", folder, "--lang", language).stdout
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_expected()
