"""Amounts as users write them, and models: what is read, and where problems are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, model_validator

from ghginv.model.base import LocalText, Model, Number, Raw, Whole, Year, YesNo, parse, refusal
from ghginv.model.numbers import meant_number, read_number
from ghginv.model.quantity import AmountField, ByMember, ByYear, Quantity, parse_quantity, parse_series
from ghginv.problems import Place, Problem, Problems
from ghginv.source import Mapping, Node, read_csv, read_yaml

# ---- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42.3", 42.3),
        ("-1", -1),
        ("+3", 3),
        ("0", 0),
        ("0.50", 0.5),
        ("1e6", 1e6),
        ("2E1", 20),
        ("1.2e-3", 0.0012),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1_000", "1000"),
        ("1,000", "1000"),
        ("1,234,567.8", "1234567.8"),
        ("1 234.5", "1234.5"),
        ("1，234.5", "1234.5"),
        ("010", "10"),
        ("００１２．５", "12.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("139.36万", "1393600"),
        ("1.2亿", "120000000"),
        ("3 千", "3000"),
        ("inf", ""),
        ("nan", ""),
        (".inf", ""),
        ("1e999", ""),
        ("1.2.3", ""),
        ("3,5", ""),
        ("0x10", ""),
        ("1:30", ""),
        ("", ""),
    ],
)
def test_what_is_no_number_and_what_was_meant(text: str, meant: str) -> None:
    assert read_number(text) is None
    assert meant_number(text) == meant


# ---- quantities -----------------------------------------------------------------------------------


def yaml_node(folder: Path, text: str) -> Node:
    """The node under `a:` of a file that holds `a: TEXT`."""
    path = folder / "a.yaml"
    path.write_text(f"a: {text}\n", encoding="utf-8")
    problems = Problems()
    tree = read_yaml(path, problems, "a.yaml")
    assert isinstance(tree, Mapping), [p.code for p in problems]
    node = tree.get("a")
    assert node is not None
    return node


def only(problems: Problems) -> Problem:
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    ("text", "value", "unit", "bounds"),
    [
        ("284.57 万吨", 284.57, "万吨", None),
        ("284.57 万吨 ± 5 %", 284.57, "万吨", (270.3415, 298.7985)),
        ("284.57万吨±5％", 284.57, "万吨", (270.3415, 298.7985)),
        ("12 t +- 50 %", 12, "t", (6, 18)),
        ("12 t +/- 50%", 12, "t", (6, 18)),
        ("12 t [10, 15]", 12, "t", (10, 15)),
        ("12 t [10，15]", 12, "t", (10, 15)),
        ("12 t +20/-10 %", 12, "t", (10.8, 14.4)),
        ("12 t -10%/+20%", 12, "t", (10.8, 14.4)),
        ("-10 t ± 10 %", -10, "t", (-11, -9)),
        ("30 % [25, 35]", 30, "%", (25, 35)),
        ("0.5", 0.5, None, None),
        ("0.5 ± 10 %", 0.5, None, (0.45, 0.55)),
        ("5 %", 5, "%", None),
        ("1.2e3 kg N/head", 1200, "kg N/head", None),
        ("1.2 × 10^4 t", 1.2, "10^4 t", None),
        ("5 EJ", 5, "EJ", None),
        ("3 万头", 3, "万头", None),
    ],
)
def test_quantities(tmp_path: Path, text: str, value: float, unit: str, bounds: tuple[float, float] | None) -> None:
    problems = Problems()
    quantity = parse_quantity(yaml_node(tmp_path, text), problems)
    assert quantity is not None, [p.code for p in problems]
    assert (quantity.value, quantity.unit, quantity.notation, quantity.text) == (value, unit, None, text)
    found = None if quantity.low is None else (quantity.low, quantity.high)
    assert found == (pytest.approx(bounds, rel=1e-15) if bounds else None)
    assert (quantity.place.line, quantity.place.column) == (1, 4)


@pytest.mark.parametrize(
    ("text", "notation", "reason", "included_in"),
    [
        ("NO", "NO", None, None),
        ("NE", "NE", None, None),
        ("NA", "NA", None, None),
        ("C", "C", None, None),
        ("'NE: no survey was made'", "NE", "no survey was made", None),
        ("NE：没有调查", "NE", "没有调查", None),
        ("'IE: 1.A.2'", "IE", None, "1.A.2"),
    ],
)
def test_notation_keys(tmp_path: Path, text: str, notation: str, reason: str | None, included_in: str | None) -> None:
    quantity = parse_quantity(yaml_node(tmp_path, text), Problems())
    assert quantity is not None
    assert quantity.value is None
    assert (quantity.notation, quantity.reason, quantity.included_in) == (notation, reason, included_in)


@pytest.mark.parametrize(
    ("text", "code", "columns", "suggestion"),
    [
        ("1,234.5 t", "not-a-number", (4, 11), "1234.5"),
        ("1 234.5 t", "not-a-number", (4, 5), "1234.5"),
        ("1 100 t", "not-a-number", (4, 5), "1100"),
        ("010 t", "not-a-number", (4, 7), "10"),
        ("１２ t", "not-a-number", (4, 6), "12"),
        ("139.36万", "numeral-without-unit", (4, 11), "1393600"),
        ("139.36 亿", "numeral-without-unit", (4, 12), "13936000000"),
        ("12 KT", "unknown-unit", (7, 9), "kt"),
        ("'12 KT'", "unknown-unit", (8, 10), "kt"),
        ("12 t CO2", "unknown-unit", (7, 12), "t"),
        ("12 t ± 5", "bad-interval", (9, 12), None),
        ("12 t [10]", "bad-interval", (9, 13), None),
        ("12 t ± -5 %", "bad-interval", (9, 15), None),
        ("12 t +20/+10 %", "bad-interval", (9, 18), None),
        ("12 t [15, 10]", "interval-without-value", (9, 17), None),
        ("12 t [13, 15]", "interval-without-value", (9, 17), None),
        ("30 % ± 5 %", "percent-of-percent", (9, 14), None),
        ("no", "not-a-quantity", (4, 6), "NO"),
        ("n.a.", "not-a-quantity", (4, 8), "NA"),
        ("many", "not-a-quantity", (4, 8), ""),
        ("2020-01-01", "unknown-unit", (8, 14), ""),
        ("IE", "included-where", (4, 6), None),
        ("~", "empty-amount", (4, 5), None),
        ("''", "empty-amount", (4, 6), None),
        ("[1, 2]", "list-as-amount", (4, 10), None),
    ],
)
def test_quantities_that_are_refused(
    tmp_path: Path, text: str, code: str, columns: tuple[int, int], suggestion: str | None
) -> None:
    problems = Problems()
    assert parse_series(yaml_node(tmp_path, text), problems) is None
    problem = only(problems)
    assert problem.code == code
    assert problem.place is not None
    assert (problem.place.line, problem.place.column, problem.place.end_column) == (1, *columns)
    assert problem.values.get("suggestion") == suggestion
    assert all(problem.message(language) and problem.remedy(language) for language in ("en", "zh"))


def test_the_fix_for_a_numeral_is_in_the_remedy(tmp_path: Path) -> None:
    problems = Problems()
    parse_series(yaml_node(tmp_path, "139.36万"), problems)
    assert only(problems).remedy("en").startswith("Did you mean 1393600? ")
    assert only(problems).remedy("zh").startswith("是不是“1393600”？")


def test_the_unit_of_a_csv_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("fuel_consumed [万吨]\n301.2\nNE\n3 t\n", encoding="utf-8")
    table = read_csv(path, Problems(), "a.csv")
    assert table is not None
    problems = Problems()
    cells = [row.entries["fuel_consumed [万吨]"][1] for row in table.items if isinstance(row, Mapping)]
    number, key, _ = [parse_quantity(cell, problems, "万吨") for cell in cells]
    assert number is not None
    assert (number.value, number.unit) == (301.2, "万吨")
    assert key is not None
    assert key.notation == "NE"
    assert only(problems).code == "unit-given-twice"
    assert only(problems).place == Place("a.csv", 4, 3, 4)


# ---- series ---------------------------------------------------------------------------------------


def values(amount: object) -> object:
    """An amount as plain data: value and unit, or the notation key."""
    if isinstance(amount, Quantity):
        return amount.notation or (amount.value, amount.unit)
    if isinstance(amount, ByYear):
        return {year: values(quantity) for year, quantity in amount.years.items()}
    assert isinstance(amount, ByMember)
    return {name: values(inner) for name, (_, inner) in amount.members.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{unit: 万吨, 2020: 301.2, 2021: NE}", {2020: (301.2, "万吨"), 2021: "NE"}),
        ("{2020: 1 t, 2021: 2 kt}", {2020: (1, "t"), 2021: (2, "kt")}),
        ("{2020: 1, 2021: 2}", {2020: (1, None), 2021: (2, None)}),
        ("{unit: t, food: 1, paper: NO}", {"food": (1, "t"), "paper": "NO"}),
        (
            "{food: {unit: kt, 2000: 1}, 纸类: {unit: t, 2000: 2}}",
            {"food": {2000: (1, "kt")}, "纸类": {2000: (2, "t")}},
        ),
        ("{unit: t, food: {2000: 1}, paper: 3}", {"food": {2000: (1, "t")}, "paper": (3, "t")}),
        ("{a: {x: 1 t, y: 2 t}, b: 3 t}", {"a": {"x": (1, "t"), "y": (2, "t")}, "b": (3, "t")}),
    ],
)
def test_series(tmp_path: Path, text: str, expected: object) -> None:
    problems = Problems()
    assert values(parse_series(yaml_node(tmp_path, text), problems)) == expected
    assert len(problems) == 0


def test_members_keep_the_place_of_their_key(tmp_path: Path) -> None:
    amount = parse_series(yaml_node(tmp_path, "{unit: t, food: 1, 纸类: 2}"), Problems())
    assert isinstance(amount, ByMember)
    key, quantity = amount.members["纸类"]
    assert isinstance(quantity, Quantity)
    assert (key.place.column, quantity.place.column) == (23, 27)


@pytest.mark.parametrize(
    ("text", "code", "columns"),
    [
        ("{unit: t, 2020: 1 kt}", "unit-given-twice", (22, 24)),
        ("{unit: t, food: {unit: kt, 2020: 3}}", "unit-given-twice", (27, 29)),
        ("{unit: tt, 2020: 3}", "unknown-unit", (11, 13)),
        ("{unit: [t], 2020: 3}", "not-text", (5, 9)),
        ("{2020: {food: 1}}", "year-outside", (5, 9)),
        ("{2020: 1, food: 2}", "years-and-members", (14, 18)),
        ("{20201: 3}", "bad-year", (5, 10)),
        ("{2020年: 3}", "bad-year", (5, 10)),
        ("{1: 3}", "bad-year", (5, 6)),
        ("{0999: 3}", "bad-year", (5, 9)),
        ("{2020: [1]}", "not-a-quantity", (11, 14)),
        ("{unit: t}", "empty-amount", (4, 13)),
        ("{}", "empty-amount", (4, 6)),
        ("{unit: t, 2020: 1,234.5, 2021: 3}", "comma-in-number", (22, 27)),
        ("{2020: 1, 2021: }", "empty-amount", (20, 20)),
    ],
)
def test_series_that_are_refused(tmp_path: Path, text: str, code: str, columns: tuple[int, int]) -> None:
    problems = Problems()
    assert parse_series(yaml_node(tmp_path, text), problems) is None
    problem = only(problems)
    assert problem.code == code
    assert problem.place is not None
    assert (problem.place.column, problem.place.end_column) == columns


def test_all_errors_of_a_series_are_told_at_once(tmp_path: Path) -> None:
    problems = Problems()
    assert parse_series(yaml_node(tmp_path, "{unit: t, 2020: x, 2021: 5万, 2022: 1_000, 2023: 4}"), problems) is None
    assert [p.code for p in problems] == ["not-a-quantity", "numeral-without-unit", "not-a-number"]


# ---- models ---------------------------------------------------------------------------------------


class Row(Model):
    name: LocalText | None = None
    value: Number
    count: Annotated[Whole, Field(ge=1)] = 1
    year: Year | None = None
    biomass: YesNo = False
    kind: Literal["mass", "volume"] = "mass"
    notes: tuple[str, ...] = ()
    by_year: dict[Year, Number] = {}
    used: AmountField | None = None
    raw: Raw = None

    @model_validator(mode="after")
    def _check(self) -> Row:
        if self.value < 0:
            raise refusal("out-of-range", at=("value",), text=str(self.value), limit="≥ 0")
        return self


class Table(Model):
    rows: tuple[Row, ...]


def read(folder: Path, text: str) -> tuple[Table | None, list[Problem]]:
    path = folder / "t.yaml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    tree = read_yaml(path, problems, "t.yaml")
    assert tree is not None, [p.code for p in problems]
    return parse(Table, tree, problems), list(problems)


def test_a_model_knows_where_its_fields_stand(tmp_path: Path) -> None:
    table, problems = read(
        tmp_path,
        "rows:\n- value: 2E1\n- value: 1\n  biomass: 是\n  notes: [a, NO]\n  by_year: {2020: 1e6}\n"
        "  used: 3 t\n"
        "  raw: {x: y}\n  year: 2020\n  name: {en: Coal, zh: 煤}\n  count: ~\n",
    )
    assert problems == []
    assert table is not None
    first, second = table.rows
    assert (first.value, first.biomass, second.biomass, second.count) == (20.0, False, True, 1)
    assert (second.notes, second.by_year, second.year) == (("a", "NO"), {2020: 1e6}, 2020)
    assert isinstance(second.used, Quantity)
    assert second.used.unit == "t"
    assert isinstance(second.raw, Mapping)
    assert second.name is not None
    assert (second.name.text("en"), second.name.text("zh")) == ("Coal", "煤")
    places = [second.place(), second.place("value"), second.place("notes", 1), second.place_of_key("used")]
    assert [(p.line, p.column, p.end_column) for p in places if p] == [
        (3, 3, 11),
        (3, 10, 11),
        (5, 14, 16),
        (7, 3, 7),
    ]
    assert Row(value=1).place("value") is None


@pytest.mark.parametrize(
    ("row", "code", "place", "values"),
    [
        ("{value: 1_000}", "not-a-number", (2, 11, 16), {"text": "1_000", "suggestion": "1000"}),
        ("{value: [1]}", "not-a-number", (2, 11, 14), {}),
        ("{count: 2}", "missing-field", (2, 3, 13), {"field": "value"}),
        ("{value: }", "missing-field", (2, 4, 9), {"field": "value"}),
        ("{value: 1, kount: 2}", "unknown-field", (2, 14, 19), {"field": "kount", "suggestion": "count"}),
        ("{value: 1, count: 2.5}", "not-a-whole-number", (2, 21, 24), {"text": "2.5"}),
        ("{value: 1, count: 0}", "out-of-range", (2, 21, 22), {"text": "0", "limit": "≥ 1"}),
        ("{value: 1, year: 20}", "bad-year", (2, 20, 22), {"text": "20"}),
        ("{value: 1, by_year: {20: 1}}", "bad-year", (2, 24, 26), {"text": "20"}),
        ("{value: 1, by_year: {2020: x}}", "not-a-number", (2, 30, 31), {"text": "x"}),
        ("{value: 1, biomass: true}", "not-yes-or-no", (2, 23, 27), {"text": "true"}),
        (
            "{value: 1, kind: mas}",
            "not-allowed",
            (2, 20, 23),
            {"suggestion": "mass", "allowed": "mass, volume"},
        ),
        ("{value: 1, notes: x}", "not-a-list", (2, 21, 22), {}),
        ("{value: 1, notes: [[x]]}", "not-text", (2, 22, 25), {}),
        ("{value: 1, name: x}", "not-a-mapping", (2, 20, 21), {}),
        ("{value: 1, name: {en: x}}", "missing-field", (2, 20, 27), {"field": "zh"}),
        ("{value: 1, used: 3 KT}", "unknown-unit", (2, 22, 24), {"suggestion": "kt"}),
        ("{value: -1}", "out-of-range", (2, 11, 13), {"limit": "≥ 0"}),
        ("x", "not-a-mapping", (2, 3, 4), {}),
    ],
)
def test_what_a_model_refuses(
    tmp_path: Path, row: str, code: str, place: tuple[int, int, int], values: dict[str, str]
) -> None:
    table, problems = read(tmp_path, f"rows:\n- {row}\n")
    assert table is None
    (problem,) = problems
    assert problem.code == code
    assert problem.place is not None
    assert (problem.place.line, problem.place.column, problem.place.end_column) == place
    assert values.items() <= problem.values.items()
    for language in ("en", "zh"):
        assert "pydantic" not in problem.message(language) + problem.remedy(language)
        assert "Input should" not in problem.message(language)


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    table, problems = read(tmp_path, "rows:\n- {value: x, colour: red}\n- {kind: y}\n")
    assert table is None
    assert [p.code for p in problems] == ["not-a-number", "unknown-field", "missing-field", "not-allowed"]


def test_a_validator_that_raises_of_its_own_is_a_bug(tmp_path: Path) -> None:
    class Careless(Model):
        x: str

        @model_validator(mode="after")
        def _check(self) -> Careless:
            raise ValueError("not a refusal")

    node = yaml_node(tmp_path, "{x: y}")
    with pytest.raises(ValueError, match="not a refusal"):
        parse(Careless, node, Problems())
