"""Reading files: nothing is interpreted, every place is right, every fault is a problem in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghginv.problems import Problem, Problems, render
from ghginv.source import Mapping, Node, Scalar, Sequence, read_csv, read_yaml


def yaml(folder: Path, content: str | bytes) -> tuple[Node | None, list[Problem]]:
    path = folder / "a.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = Problems()
    return read_yaml(path, problems, "a.yaml"), list(problems)


def table(folder: Path, content: str | bytes) -> tuple[Sequence | None, list[Problem]]:
    path = folder / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = Problems()
    return read_csv(path, problems, "a.csv"), list(problems)


def plain(node: Node | None) -> object:
    """A tree without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    return [plain(item) for item in node.items] if node else None


def where(node: Node | None) -> tuple[int, int, int]:
    assert node is not None
    return node.place.line, node.place.column, node.place.end_column


# ---- nothing is interpreted -----------------------------------------------------------------------

TRAPS = """\
NO NA NE IE C yes no on off true false True
1e6 2E1 3.2e4 010 0o10 0x10 1_000 1:30 12:30:45 3.10 +1 .5 .inf .nan 1,000
2020-01-01 2020-01-01T00:00:00Z null Null ~ = 1.A.1.a 370114 5% -
"""


@pytest.mark.parametrize("text", TRAPS.split()[:-1])
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    tree, problems = yaml(tmp_path, f"value: {text}\nlist:\n- {text}\n")
    assert problems == []
    assert plain(tree) == {"value": text, "list": [text]}


@pytest.mark.parametrize("key", ["NO", "yes", "2020", "1e3", "~", "null", "010"])
def test_keys_stay_text(tmp_path: Path, key: str) -> None:
    tree, problems = yaml(tmp_path, f"{key}: 1\nrow: {{{key}: 2}}\n")
    assert problems == []
    assert plain(tree) == {key: "1", "row": {key: "2"}}


def test_only_unquoted_blanks_are_empty(tmp_path: Path) -> None:
    tree, _ = yaml(tmp_path, "- ~\n- null\n-\n- '~'\n- \"\"\n- NO\n- |\n  null\n")
    assert isinstance(tree, Sequence)
    assert [item.is_empty for item in tree.items if isinstance(item, Scalar)] == [True] * 3 + [False] * 4


# ---- places ---------------------------------------------------------------------------------------


def test_every_node_knows_its_place(tmp_path: Path) -> None:
    content = "# 注释\n- fuel: 原煤\n  used: {unit: 万吨, 2020: '1'}  # note\n  list:\n  - a\n  - [b, c]\n"
    tree, problems = yaml(tmp_path, content)
    assert problems == []
    assert isinstance(tree, Sequence)
    (row,) = tree.items
    assert isinstance(row, Mapping)
    assert where(row) == (2, 3, 11)
    assert where(row.get("fuel")) == (2, 9, 11)
    assert (row.place_of("used").line, row.place_of("used").column, row.place_of("used").end_column) == (
        3,
        3,
        7,
    )
    assert row.place_of("absent") == row.place
    assert row.get("absent") is None
    used = row.get("used")
    assert isinstance(used, Mapping)
    assert where(used) == (3, 9, 30)
    assert where(used.get("2020")) == (3, 26, 29)
    items = row.get("list")
    assert isinstance(items, Sequence)
    assert [where(item) for item in items.items] == [(5, 5, 6), (6, 5, 11)]
    assert {row.place.file, items.place.file} == {"a.yaml"}


def test_the_name_shown_is_the_path_unless_given(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text("a: 1\n")
    tree = read_yaml(path, Problems())
    assert tree is not None
    assert tree.place.file == path.as_posix()


@pytest.mark.parametrize("content", ["\ufeffa: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2", "---\na: 1\nb: 2\n...\n"])
def test_marks_and_line_ends_of_other_systems(tmp_path: Path, content: str) -> None:
    tree, problems = yaml(tmp_path, content)
    assert problems == []
    assert plain(tree) == {"a": "1", "b": "2"}
    assert isinstance(tree, Mapping)
    assert tree.place_of("b").column == 1
    assert tree.place_of("a").column == 1


# ---- faults ---------------------------------------------------------------------------------------

FAULTS = [
    # content, code, (line, column, end column)
    ("a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1, 2)),
    ("x: {u: 1, u: 2}\n", "duplicate-key", (1, 11, 12)),
    ("a: &x 1\n", "yaml-anchor", (1, 4, 8)),
    ("a: *x\n", "yaml-anchor", (1, 4, 6)),
    ("a: * 3\n", "yaml-anchor", (1, 4, 5)),
    ("a: {b: &x [1]}\n", "yaml-anchor", (1, 8, 15)),
    ("<<: {a: 1}\n", "yaml-merge-key", (1, 1, 3)),
    ("a: !!str 5\n", "yaml-tag", (1, 4, 11)),
    ("a: !x!y 5\n", "yaml-tag", (1, 4, 5)),
    ("a: ! 5\n", "yaml-tag", (1, 4, 7)),
    ("a: 1\n---\nb: 2\n", "several-documents", (2, 1, 4)),
    ("", "empty-file", (1, 1, 1)),
    (" \n\n", "empty-file", (1, 1, 1)),
    ("# only a comment\n", "empty-file", (1, 1, 1)),
    ("[a]: 1\n", "key-not-text", (1, 1, 4)),
    ("{a: 1}: 2\n", "key-not-text", (1, 1, 7)),
    ("a:\n\tb: 1\n", "tab-indentation", (2, 1, 2)),
    ("a: 1\n\tb: 2\n", "tab-indentation", (2, 1, 2)),
    ("- a: 1\n\tb: 2\n", "tab-indentation", (2, 1, 2)),
    ("a:\n    b: 1\n  c: 2\n", "bad-indentation", (3, 3, 7)),
    ("a: 1\n  b: 2\n", "bad-indentation", (2, 3, 7)),
    ("- a: 1\n   b: 2\n", "bad-indentation", (2, 4, 8)),
    ("a:\n- x: 1\n y: 2\n", "bad-indentation", (3, 2, 6)),
    ("a: 1\n- b\n", "bad-indentation", (2, 1, 4)),
    ("a: 'x\nb: 1\n", "unclosed-quote", (1, 4, 6)),
    ('a: "x\nb: 1\n', "unclosed-quote", (1, 4, 6)),
    ("a: 'it's'\n", "text-after-quote", (1, 8, 10)),
    ('a: "x" y\n', "text-after-quote", (1, 8, 9)),
    ("a: [1, 2\nb: 3\n", "unbalanced-bracket", (1, 4, 5)),
    ("a: {x: 1", "unbalanced-bracket", (1, 4, 5)),
    ("a: [1]]\n", "unbalanced-bracket", (1, 7, 8)),
    ("a: {x: 1 y: 2}\n", "unbalanced-bracket", (1, 11, 12)),
    ("a: {2020: 12 t [1, 2]}\n", "unbalanced-bracket", (1, 16, 17)),
    ("a: 1\nfuel\nb: 2\n", "missing-colon", (2, 1, 5)),
    ("text\na: 1\n", "missing-colon", (1, 1, 5)),
    ("note: a: b\n", "unexpected-colon", (1, 8, 9)),
    ("NE: a\nb: NE: reason\n", "unexpected-colon", (2, 6, 7)),
    ("a: 1\nfuel:coal\n", "no-space-after-colon", (2, 5, 6)),
    ("fuel:coal\na: 1\n", "no-space-after-colon", (1, 5, 6)),
    ("- fuel:coal\n", "no-space-after-colon", (1, 7, 8)),
    ("a: {unit:t, 2020: 3}\n", "no-space-after-colon", (1, 9, 10)),
    ("a: 1\nfuel：coal\n", "full-width-punctuation", (2, 5, 6)),
    ("- fuel：原煤\n  unit：t\n", "full-width-punctuation", (1, 7, 8)),
    ("a: {unit：t, 2020: 3}\n", "full-width-punctuation", (1, 9, 10)),
    ("a: {unit: t，2020: 3}\n", "full-width-punctuation", (1, 12, 13)),
    ("a: {unit: t，\n    2020: 3}\n", "full-width-punctuation", (1, 12, 13)),
    ("a: @x\n", "reserved-character", (1, 4, 5)),
    ("a: %5\n", "reserved-character", (1, 4, 5)),
    ("a: `x`\n", "reserved-character", (1, 4, 5)),
    ("a: >5 t\n", "reserved-character", (1, 4, 5)),
    ("a: - 5\n", "reserved-character", (1, 4, 5)),
    ("a: , 5\n", "reserved-character", (1, 4, 5)),
    ('a: "C:\\data"\n', "bad-escape", (1, 8, 9)),
    ("{a: 1}\nb: 2\n", "yaml-syntax", (2, 1, 2)),
    ("a: 1\n\u3000b: 2\n", "invisible-space", (2, 1, 3)),
    ("a: 1\u00a0\n", "invisible-space", (1, 4, 6)),
    ("a: 1\u200b2\n", "invisible-character", (1, 5, 6)),
    ("a: 1\nb: \x00\n", "invisible-character", (2, 4, 5)),
    ("a: 1\x07\n", "invisible-character", (1, 5, 6)),
    ("a: \u2028\n", "invisible-character", (1, 4, 5)),
    ("[" * 21 + "]" * 21, "too-deep", (1, 21, 43)),
]


@pytest.mark.parametrize(("content", "code", "place"), FAULTS)
def test_faults(tmp_path: Path, content: str, code: str, place: tuple[int, int, int]) -> None:
    _, problems = yaml(tmp_path, content)
    (problem,) = problems
    assert problem.place is not None
    found = (problem.place.line, problem.place.column, problem.place.end_column)
    assert (problem.code, found) == (code, place)
    assert problem.place.file == "a.yaml"
    for language in ("en", "zh"):
        text = problem.message(language) + problem.remedy(language)
        assert not any(word in text for word in ("expected", "scanning", "token", "block end"))


@pytest.mark.parametrize(
    "content", [content for content, code, _ in FAULTS if code not in ("duplicate-key", "invisible-space")]
)
def test_a_file_with_a_fault_of_form_has_no_tree(tmp_path: Path, content: str) -> None:
    assert yaml(tmp_path, content)[0] is None


def test_a_repeated_key_does_not_win(tmp_path: Path) -> None:
    tree, (problem,) = yaml(tmp_path, "fuel: 1\nb: 2\nfuel: 3\n")
    assert plain(tree) == {"fuel": "1", "b": "2"}
    assert problem.message("en") == "'fuel' is given twice; the first is on line 1."
    assert problem.message("zh") == "“fuel”写了两次，第一次在第 1 行。"


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    _, problems = yaml(tmp_path, "a: &x 1\nb: *x\n<<: *x\nc: 1\nc: 2\n")
    assert [(p.code, p.place.line) for p in problems if p.place] == [
        ("yaml-anchor", 1),
        ("yaml-anchor", 2),
        ("yaml-merge-key", 3),
        ("yaml-anchor", 3),
        ("duplicate-key", 5),
    ]


@pytest.mark.parametrize(
    "text", ["http://x.y/z", "see：note", "a:b", "12:30", "“quoted”", "a, b", "x #y", "C:\\data", "50% of it"]
)
def test_odd_but_clear_values_pass(tmp_path: Path, text: str) -> None:
    tree, problems = yaml(tmp_path, f"note: {text}\n")
    assert problems == []
    assert plain(tree) == {"note": text.split(" #")[0]}


@pytest.mark.parametrize("content", ["[" * 3000, "{a: " * 3000, "- " * 3000, "? " * 3000])
def test_the_deepest_nesting_is_a_problem_not_a_crash(tmp_path: Path, content: str) -> None:
    tree, problems = yaml(tmp_path, content)
    assert tree is None
    assert problems


@given(content=st.text(st.sampled_from("ab :-,[]{}\n\t'\"#&*!|>%@?：，~<é煤"), max_size=30))
def test_any_text_is_a_tree_or_a_problem(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    tree, problems = yaml(folder, content)
    assert tree is not None or problems
    render(problems, "zh", folder)


# ---- bytes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["焦炭", "原煤"])  # 原煤 in GBK is also valid UTF-8, for two letters nobody means
def test_gbk_is_recognised_and_named(tmp_path: Path, word: str) -> None:
    for read in (yaml, table):
        tree, (problem,) = read(tmp_path, b"id,fuel: 1\nab: " + word.encode("gbk"))
        assert tree is None
        assert problem.code == "wrong-encoding"
        assert problem.place is not None
        assert (problem.place.line, problem.place.column) == (2, 5)
        assert problem.message("en") == "The file is in GBK, not in UTF-8."
        assert "CSV UTF-8" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("content", "code", "encoding"),
    [
        ("a: 1".encode("utf-16"), "wrong-encoding", "UTF-16"),
        (b"a: caf\xe9\n", "unknown-encoding", None),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "unknown-encoding", None),
    ],
)
def test_other_encodings(tmp_path: Path, content: bytes, code: str, encoding: str | None) -> None:
    tree, (problem,) = yaml(tmp_path, content)
    assert tree is None
    assert (problem.code, problem.values.get("encoding")) == (code, encoding)


@pytest.mark.parametrize("text", ["5 t ± 3 %", "café, Łódź", "μg/m³ · °C", "Шахта Рио", "原煤 ԭú"])
def test_letters_of_other_languages_pass(tmp_path: Path, text: str) -> None:
    tree, problems = yaml(tmp_path, f"note: {text}\n")
    assert problems == []
    assert plain(tree) == {"note": text}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    problems = Problems()
    assert read_yaml(tmp_path / "gone.yaml", problems, "gone.yaml") is None
    assert read_yaml(tmp_path, problems, "folder") is None
    assert [p.code for p in problems] == ["file-unreadable", "file-not-found"]
    assert list(problems)[1].message("en") == "There is no file gone.yaml."


# ---- CSV ------------------------------------------------------------------------------------------


def test_a_table(tmp_path: Path) -> None:
    content = "\ufeffid,fuel_consumed [万吨],note\r\nhuadian,190, NO \r\n,,\r\n\r\n"
    content += 'b,,"two\r\nlines, ""quoted"""\r\nc,1e6,\r\n'
    tree, problems = table(tmp_path, content)
    assert problems == []
    assert plain(tree) == [
        {"id": "huadian", "fuel_consumed [万吨]": "190", "note": "NO"},
        {"id": "b", "note": 'two\nlines, "quoted"'},
        {"id": "c", "fuel_consumed [万吨]": "1e6"},
    ]
    assert tree is not None
    first, second, third = tree.items
    assert isinstance(first, Mapping)
    assert isinstance(second, Mapping)
    assert isinstance(third, Mapping)
    assert where(first) == (2, 1, 17)
    assert where(first.get("fuel_consumed [万吨]")) == (2, 9, 12)
    assert (first.place_of("note").line, first.place_of("note").column) == (1, 23)
    assert where(second.get("note")) == (5, 4, 8)
    assert where(third) == (7, 1, 7)
    assert where(third.get("fuel_consumed [万吨]")) == (7, 3, 6)


def test_places_go_on_after_a_cell_of_several_lines(tmp_path: Path) -> None:
    tree, problems = table(tmp_path, 'a,b,c\n"x\ny",2,"z"\n')
    assert problems == []
    assert tree is not None
    (row,) = tree.items
    assert isinstance(row, Mapping)
    assert [where(row.get(key)) for key in "abc"] == [(2, 1, 3), (3, 4, 5), (3, 6, 9)]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("a,b\n1\n", "ragged-row", (2, 1, 2)),
        ("a,b\n1,2,3\n", "ragged-row", (2, 1, 6)),
        ("a,b,a\n1,2,3\n", "duplicate-column", (1, 5, 6)),
        ("a,,c\n1,2,3\n", "column-without-name", (2, 3, 4)),
        ("a;b\n1;2\n", "csv-delimiter", (1, 1, 4)),
        ("a\tb\n1\t2\n", "csv-delimiter", (1, 1, 4)),
        ('a,b\n"1,2\n3,4\n', "csv-quote", (2, 1, 5)),
        ('a,b\n"1"x,2\n', "csv-quote", (2, 1, 7)),
        ("", "empty-file", (1, 1, 1)),
        (",,\n", "empty-file", (1, 1, 1)),
    ],
)
def test_faults_of_tables(tmp_path: Path, content: str, code: str, place: tuple[int, int, int]) -> None:
    _, (problem,) = table(tmp_path, content)
    assert problem.place is not None
    assert (problem.code, (problem.place.line, problem.place.column, problem.place.end_column)) == (
        code,
        place,
    )


def test_a_ragged_row_is_left_out_and_the_rest_read(tmp_path: Path) -> None:
    tree, (problem,) = table(tmp_path, "a,b\n1\n3,4\n5,6,\n")
    assert plain(tree) == [{"a": "3", "b": "4"}, {"a": "5", "b": "6"}]
    assert problem.message("en") == "This row has 1 cells, the header has 2."


def test_columns_without_name_or_value_are_left_out(tmp_path: Path) -> None:
    tree, problems = table(tmp_path, "a,,\n1,,\n")
    assert problems == []
    assert plain(tree) == [{"a": "1"}]
