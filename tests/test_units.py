"""Units: texts to scales and dimensions, exact conversions, and what is refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghginv import units
from ghginv.units import UnitMismatch, UnknownUnit, conversion, same_dimension, unit

# Exact: equality, not approximation.
CONVERSIONS = [
    ("万吨", "kt", 10.0),
    ("吨", "t", 1.0),
    ("公斤", "kg", 1.0),
    ("亿吨", "Mt", 100.0),
    ("克", "kg", 0.001),
    ("kg/TJ", "t/TJ", 0.001),
    ("t/TJ", "kg/GJ", 1.0),
    ("TJ/kt", "MJ/kg", 1.0),
    ("kcal/kg", "TJ/kt", 0.0041868),
    ("立方米", "m3", 1.0),
    ("万立方米", "Mm3", 0.01),
    ("亿立方米", "Mm3", 100.0),
    ("万标准立方米", "万立方米", 1.0),
    ("升", "m3", 0.001),
    ("千瓦时", "MJ", 3.6),
    ("万千瓦时", "MWh", 10.0),
    ("亿千瓦时", "GWh", 100.0),
    ("兆瓦时", "kWh", 1000.0),
    ("吨标准煤", "GJ", 29.3076),
    ("tce", "吨标准煤", 1.0),
    ("万吨标准煤", "TJ", 293.076),
    ("kgce", "kcal", 7000.0),
    ("吉焦", "GJ", 1.0),
    ("百万千焦", "GJ", 1.0),
    ("头", "head", 1.0),
    ("万头", "head", 10000.0),
    ("万只", "万头", 1.0),
    ("株", "piece", 1.0),
    ("万株", "棵", 10000.0),
    ("公顷", "ha", 1.0),
    ("万亩", "亩", 10000.0),
    ("亩", "m2", 10000 / 15),
    ("亩", "ha", 1 / 15),
    ("km2", "ha", 100.0),
    ("人", "person", 1.0),
    ("万人", "person", 10000.0),
    ("元", "CNY", 1.0),
    ("万元", "元", 10000.0),
    ("亿元", "万元", 10000.0),
    ("兆瓦", "千瓦", 1000.0),
    ("%", "1", 0.01),
    ("‰", "%", 0.1),
    ("kt/yr", "kt", 1.0),
    ("kg/day", "kg/yr", 365.0),
    ("month", "yr", 1 / 12),
    ("吨/万元", "kg/元", 0.1),
]


@pytest.mark.parametrize(("source", "target", "factor"), CONVERSIONS)
def test_conversions_are_exact(source: str, target: str, factor: float) -> None:
    assert conversion(source, target) == factor


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kg N/kg", "(kg N)/kg"),
        ("kg/kg BOD", "kg/(kg BOD)"),
        ("kg/kg BOD", "1/BOD"),
        ("t C/TJ", "t C / TJ"),
        ("10^4 t", "万吨"),
        ("10⁴ t", "万吨"),
        ("10**4t", "万吨"),
        ("1e4 t", "万吨"),
        ("m³", "m3"),
        ("㎡", "m2"),
        ("m²", "m ** 2"),
        ("kg m⁻³", "kg/m3"),
        ("％", "%"),
        ("（kg）／TJ", "kg/TJ"),
        ("kW·h", "kWh"),
        ("MW h", "MWh"),
        ("kg/头·年", "kg/(head yr)"),
        ("g BOD/person/day", "g BOD/(person day)"),
        ("℃", "degC"),
        (" kt ", "kt"),
    ],
)
def test_two_spellings_of_one_unit(one: str, other: str) -> None:
    assert unit(one).dimension == unit(other).dimension
    assert conversion(one, other) == 1.0


def test_dimensions() -> None:
    assert unit("1") == (1.0, ())
    assert unit("t C/TJ").dimension == (("carbon", 1), ("energy", -1), ("mass", 1))
    assert unit("kg N/kg").dimension == (("nitrogen", 1),)
    assert unit("kg**0.75").dimension == (("mass", 0.75),)
    assert unit("kt/yr").dimension == unit("kt").dimension
    assert unit("TJ").dimension == (("energy", 1),)
    assert unit("t C/t C").dimension == ()


def test_carbon_is_not_the_gas_and_power_is_not_energy() -> None:
    assert not same_dimension("t C", "t")
    assert not same_dimension("MW", "MWh")
    assert not same_dimension("head", "person")
    assert same_dimension("万千瓦时", "TJ")


def test_a_mismatch_names_both_units() -> None:
    with pytest.raises(UnitMismatch) as caught:
        conversion("万吨", "TJ")
    assert (caught.value.source, caught.value.target) == ("万吨", "TJ")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("mJ", "MJ"),
        ("KT", "kt"),
        ("亿千瓦市", "亿千瓦时"),
        ("万顿", None),
        ("kg/Tj", "kg/TJ"),
        ("t CO2/TJ", "t/TJ"),
        ("tCO2/TJ", "t/TJ"),
        ("kg CH4", "kg"),
        ("t CO2e", "t"),
        ("CO2", None),
        ("吨CO2", "吨"),
        ("", None),
        ("kg/", None),
        ("kg)", None),
        ("(kg", None),
        ("()", None),
        ("kg**", None),
        ("kg--1", None),
        ("234.5 t", None),
        ("000 t", None),
        ("t?", None),
        ("__class__", None),
    ],
)
def test_unknown_units_with_what_was_meant(text: str, suggestion: str | None) -> None:
    with pytest.raises(UnknownUnit) as caught:
        unit(text)
    assert (caught.value.text, caught.value.suggestion) == (text, suggestion)


def test_every_defined_name_can_be_written() -> None:
    names = units._names()
    assert {"kt", "万吨", "亩", "tce"} <= names
    for name in names:
        assert unit(name).scale > 0, name


def test_pints_own_registry_is_not_there() -> None:
    for name in ("furlong", "kilogram", "kilot", "ts", "min", "knot"):
        with pytest.raises(UnknownUnit):
            unit(name)


@given(st.text(max_size=12))
def test_any_text_is_a_unit_or_unknown(text: str) -> None:
    with contextlib.suppress(UnknownUnit):
        assert unit(text).scale >= 0
