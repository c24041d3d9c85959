"""Problems: collecting, order, words in both languages, and the three forms they are shown in."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest

from ghginv.problems import LEVELS, Bilingual, Place, Problem, Problems, Value, catalogue, render, suggest

UNKNOWN = {"field": "feul", "suggestion": "fuel", "allowed": "category, fuel"}


def place(file: str = "energy.yaml", line: int = 1, column: int = 1, end: int = 2) -> Place:
    return Place(file, line, column, end)


def test_problems_come_sorted_by_place_and_once() -> None:
    problems = Problems()
    problems.add("bad-indentation", place("b.yaml", 1))
    problems.add("unclosed-quote", place("a.yaml", 10))
    problems.add("bad-indentation", place("a.yaml", 9, 5))
    problems.add("bad-escape", place("a.yaml", 9, 5))
    problems.add("bad-indentation", place("a.yaml", 9, 5))
    problems.add("empty-file", None)
    found = [(p.place.file if p.place else None, p.place.line if p.place else None, p.code) for p in problems]
    assert found == [
        (None, None, "empty-file"),
        ("a.yaml", 9, "bad-escape"),
        ("a.yaml", 9, "bad-indentation"),
        ("a.yaml", 10, "unclosed-quote"),
        ("b.yaml", 1, "bad-indentation"),
    ]
    assert (len(problems), problems.count("error"), problems.has_errors) == (5, 5, True)
    assert len(problems.errors) == 5


def test_the_same_code_and_place_with_other_values_is_another_problem() -> None:
    problems = Problems()
    problems.add("missing-field", place(), field="fuel")
    problems.add("missing-field", place(), field="source")
    other = Problems()
    other.extend(problems)
    other.extend(problems)
    assert len(other) == 2


def test_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        Problems().add("no-such-code", None)


def test_a_suggestion_opens_the_remedy_and_an_empty_one_does_not() -> None:
    problem = Problem("unknown-field", place(), UNKNOWN)
    assert problem.message("en") == "'feul' is not a name known here."
    assert problem.remedy("en") == "Did you mean fuel? Known: category, fuel."
    assert problem.remedy("zh") == "是不是“fuel”？可用字段：category, fuel。"
    without = Problem("unknown-field", place(), {**UNKNOWN, "suggestion": ""})
    assert without.remedy("en") == "Known: category, fuel."


def test_the_table_shows_the_users_line_with_carets(tmp_path: Path) -> None:
    (tmp_path / "energy.yaml").write_text("- category: 1.A.1\n  feul: 原煤\n", encoding="utf-8")
    problems = Problems()
    problems.add("unknown-field", place(line=2, column=3, end=7), **UNKNOWN)
    assert render(problems, "en", tmp_path) == (
        "energy.yaml:2:3: error unknown-field\n"
        "    2 |   feul: 原煤\n"
        "      |   ^^^^\n"
        "'feul' is not a name known here.\n"
        "Did you mean fuel? Known: category, fuel.\n"
        "\n"
        "1 error."
    )


def test_carets_count_wide_characters_and_tabs(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("燃料: 原煤\n\tx: 1\n", encoding="utf-8")
    problems = Problems()
    problems.add("not-text", place("a.yaml", 1, 5, 7))
    problems.add("not-text", place("a.yaml", 2, 2, 3))
    lines = render(problems, "en", tmp_path).split("\n")
    assert lines[1:3] == ["    1 | 燃料: 原煤", "      |       ^^^^"]
    assert lines[7:9] == ["    2 |     x: 1", "      |     ^"]


def test_a_long_line_is_shown_around_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 300 + "HERE" + "x" * 300, encoding="utf-8")
    problems = Problems()
    problems.add("not-text", place("a.yaml", 1, 301, 305))
    shown, carets = render(problems, "en", tmp_path).split("\n")[1:3]
    assert len(shown) <= 110
    start = carets.index("^")
    assert shown[start : start + carets.count("^")] == "HERE"


@pytest.mark.parametrize(
    ("file", "content"),
    [("gone.yaml", None), ("forms.xlsx", b"PK\x03\x04"), ("short.yaml", b"one line")],
)
def test_a_line_that_cannot_be_shown_is_left_out(tmp_path: Path, file: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / file).write_bytes(content)
    problems = Problems()
    problems.add("not-text", place(file, 7, 2))
    assert render(problems, "en", tmp_path).split("\n")[:2] == [
        f"{file}:7:2: error not-text",
        "A text is needed here.",
    ]


def test_a_gbk_file_is_still_shown(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("燃料,用量\n".encode("gbk"))
    problems = Problems()
    problems.add("wrong-encoding", place("a.csv", 1, 1, 2), encoding="GBK")
    text = render(problems, "zh", tmp_path)
    assert "    1 | 燃料,用量" in text
    assert "文件是 GBK 编码，不是 UTF-8。" in text
    assert text.endswith("1 个错误。")


def test_the_count_line() -> None:
    assert render([], "en", None) == "No problems."
    assert render([], "zh", None) == "没有问题。"
    problems = [Problem("not-text", place(line=n), {}) for n in (1, 2)]
    assert render(problems, "en", None).endswith("\n\n2 errors.")
    assert render(problems, "zh", None).endswith("\n\n2 个错误。")


def test_json_is_a_list_of_objects() -> None:
    (found,) = json.loads(render([Problem("unknown-field", place(column=3, end=7), UNKNOWN)], "zh", None, "json"))
    assert found == {
        "code": "unknown-field",
        "level": "error",
        "file": "energy.yaml",
        "line": 1,
        "column": 3,
        "end_column": 7,
        "message": "这里没有名为“feul”的字段。",
        "remedy": "是不是“fuel”？可用字段：category, fuel。",
        "values": UNKNOWN,
    }
    assert render([], "en", None, "json") == "[]"
    assert json.loads(render([Problem("empty-file", None, {})], "en", None, "json"))[0]["file"] is None


def test_a_value_in_two_languages_is_said_in_one() -> None:
    values: dict[str, Value] = {"text": Bilingual("five", "五"), "suggestion": ""}
    problem = Problem("not-a-number", place(), values)
    assert problem.message("en") == "'five' is not a number."
    assert problem.message("zh") == "“五”不是数字。"
    assert json.loads(render([problem], "zh", None, "json"))[0]["values"]["text"] == "五"


def test_an_unknown_word_is_told_with_the_nearest_and_the_first_choices() -> None:
    problems = Problems()
    problems.add_unknown("not-allowed", place(), "m12", [f"m{n}" for n in range(20)], allowed="")
    (problem,) = problems
    english = "m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11 and 8 more"
    chinese = "m0、m1、m2、m3、m4、m5、m6、m7、m8、m9、m10、m11 等 20 个"
    assert problem.values["choices"] == Bilingual(english, chinese)
    assert problem.values["suggestion"] == "m12"


def test_github_commands_name_the_file_from_where_the_run_started_and_escape() -> None:
    odd = Problem("not-a-number", Place("a,b.yaml", 3, 7, 9), {"text": "5 %\n", "suggestion": ""})
    text = render([odd, Problem("empty-file", None, {})], "en", Path("data/my"), "github")
    first, second = text.split("\n")
    assert first.startswith(
        "::error file=data/my/a%2Cb.yaml,line=3,col=7,title=not-a-number::'5 %25%0A' is not a number."
    )
    assert second.startswith("::error title=empty-file::The file is empty")


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("natural_gaz", ["natural_gas", "coal"], "natural_gas"),
        ("KT", ["kt", "t"], "kt"),
        ("天燃气", ["天然气", "原煤"], "天然气"),
        ("元煤", ["原煤", "焦炭"], "原煤"),
        ("xyz", ["coal", "coke"], None),
        ("万顿", ["万吨", "万头"], None),
        ("coal", [], None),
    ],
)
def test_suggest(word: str, choices: list[str], expected: str | None) -> None:
    assert suggest(word, choices) == expected


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_entry_of_the_catalogue_is_whole(code: str) -> None:
    entry = catalogue()[code]
    assert set(entry) == {"level", "message", "remedy"}
    assert entry["level"] in LEVELS
    assert code == code.lower().replace("_", "-").replace(" ", "-")
    for part in ("message", "remedy"):
        english, chinese = entry[part]["en"], entry[part]["zh"]
        assert names_in(english) == names_in(chinese), f"{part} of {code} uses other values in the two languages"
        assert english.endswith((".", "?", "}", '""')), f"{part} of {code}: no full stop"
        assert chinese.endswith(("。", "？", "}", '""')), f"{part} of {code}: no full stop"
        assert "suggestion" not in names_in(english), "suggestions are put before the remedy by the program"
