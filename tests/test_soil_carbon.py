"""Land-use matrix and soil carbon: land is neither made nor lost, and over the transition the change is the difference of two levels."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_inventories import REGION, compute, problems, write

import ghginv
from ghginv import Computation

USES = ("forest_land", "cropland", "grassland", "settlements")
PAIRS = tuple((a, b) for a in USES for b in USES if a != b)
YEARS = (2018, 2019, 2020, 2021)
HERE = {**REGION, "climate": "warm_temperate_dry"}
SYSTEMS = (
    "forest",
    "full_tillage_low",
    "no_till_manure",
    "paddy",
    "perennial_crops",
    "severely_degraded_grassland",
    "improved_grassland",
)


def step(computation: Computation, record: str, name: str, **members: str) -> Any:
    """A step of a record: an array by year."""
    assert computation.results is not None
    for calculated in computation.results.calculated:
        records = [one.id for one in calculated.planned.records]
        if record in records and name in calculated.values:
            block, values = calculated.planned.block, calculated.values[name]
            index = [block.axes[axis].index(members[axis]) if axis in members else 0 for axis in block.axes]
            cells = [min(at, length - 1) for at, length in zip(index, values.shape, strict=False)]
            return np.broadcast_to(values[tuple(cells)][:, records.index(record)], len(block.years))
    raise AssertionError(f"no step '{name}' of '{record}'")


def matrix(areas: dict[str, list[float]], converted: dict[tuple[str, str], list[float]]) -> str:
    """A record of the land-use matrix."""
    lines = ["- id: land", "  category: 3.B", "  source: test", "  land_area:"]
    for use, values in areas.items():
        lines.append(
            f"    {use}: {{unit: ha, {', '.join(f'{y}: {v:.6f}' for y, v in zip(YEARS, values, strict=True))}}}"
        )
    lines.append("  conversions:")
    for origin in USES:
        targets = {b: values for (a, b), values in converted.items() if a == origin}
        if targets:
            lines.append(f"    {origin}:")
        for target, values in targets.items():
            series = ", ".join(f"{y}: {v:.6f}" for y, v in zip(YEARS, values, strict=True))
            lines.append(f"      {target}: {{unit: ha, {series}}}")
    return "\n".join(lines)


def carried(start: list[int], converted: dict[tuple[str, str], list[float]]) -> dict[str, list[float]]:
    """The areas that conversions make of those of the first year."""
    areas = {use: [float(area)] for use, area in zip(USES, start, strict=True)}
    for year in range(1, len(YEARS)):
        for use in USES:
            gained = sum(values[year] for (_, b), values in converted.items() if b == use)
            lost = sum(values[year] for (a, _), values in converted.items() if a == use)
            areas[use].append(areas[use][-1] + gained - lost)
    return areas


CONVERSIONS = st.dictionaries(st.sampled_from(PAIRS), st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1)


@settings(max_examples=25, deadline=None)
@given(start=st.lists(st.integers(2000, 9000), min_size=4, max_size=4), converted=CONVERSIONS)
def test_land_is_conserved_through_the_matrix(start: list[int], converted: dict[tuple[str, str], list[float]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        computation = compute(Path(folder), matrix(carried(start, converted), converted), YEARS, region=HERE)
    assert step(computation, "land", "total") == pytest.approx(sum(start))
    for use in USES:
        area = step(computation, "land", "area", land_use=use)
        moved = step(computation, "land", "converted_to", land_use=use) - step(
            computation, "land", "converted_from", land_use=use
        )
        assert np.diff(area) == pytest.approx(moved[1:], abs=1e-6)
        in_transition, remaining = (
            step(computation, "land", name, land_use=use) for name in ("in_transition", "remaining")
        )
        assert in_transition + remaining == pytest.approx(area)


@settings(max_examples=10, deadline=None)
@given(
    converted=CONVERSIONS,
    use=st.sampled_from(USES),
    year=st.integers(1, 3),
    off=st.sampled_from([-30.0, -2.0, 2.0, 30.0]),
)
def test_a_matrix_that_does_not_close_is_refused(
    converted: dict[tuple[str, str], list[float]], use: str, year: int, off: float
) -> None:
    areas = carried([3000, 3000, 3000, 3000], converted)
    areas[use][year] += off
    with tempfile.TemporaryDirectory() as folder:
        assert "check-error" in problems(Path(folder), matrix(areas, converted), YEARS, region=HERE)


@pytest.mark.parametrize(
    ("converted", "code"),
    [
        ({("cropland", "cropland"): [0.0, 5.0, 0.0, 0.0]}, "check-error"),  # to itself
        ({("cropland", "forest_land"): [0.0, -5.0, 0.0, 0.0]}, "negative-amount"),
    ],
)
def test_conversions_that_are_none_are_refused(
    converted: dict[tuple[str, str], list[float]], code: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, matrix(carried([3000, 3000, 3000, 3000], converted), converted), YEARS, region=HERE)
    assert found == [code]


def test_the_use_that_does_not_close_is_named(tmp_path: Path) -> None:
    converted = {("cropland", "forest_land"): [0.0, 0.0, 0.0, 0.0], ("cropland", "settlements"): [0.0, 5.0, 0.0, 0.0]}
    areas = carried([3000, 3000, 3000, 3000], converted)
    areas["grassland"][2] += 7
    found = ghginv.compute(write(tmp_path, matrix(areas, converted), YEARS, region=HERE)).problems.errors
    assert "2020 (Grassland): The area of a use grew" in found[0].message("en")
    assert "2020 年（草地）：某类土地面积的增加量" in found[0].message("zh")


def test_conversions_need_the_area_of_their_uses(tmp_path: Path) -> None:
    converted = {("cropland", "forest_land"): [0.0, 0.0, 0.0, 0.0], ("cropland", "settlements"): [0.0, 5.0, 0.0, 0.0]}
    areas = carried([3000, 3000, 3000, 3000], converted)
    del areas["settlements"]
    assert "check-error" in problems(tmp_path, matrix(areas, converted), YEARS, region=HERE)


@settings(max_examples=15, deadline=None)
@given(
    before=st.sampled_from(SYSTEMS),
    after=st.sampled_from([*SYSTEMS, "paved", "bare_ground"]),
    areas=st.lists(st.integers(0, 50), min_size=3, max_size=3),
)
def test_converted_soil_moves_from_one_level_to_the_other(before: str, after: str, areas: list[int]) -> None:
    years = tuple(range(2000, 2023))
    series = ", ".join(f"{y}: {areas[y - 2000] if y < 2003 else 0}" for y in years)
    line = (
        f"- {{id: r, category: 3.B.2.b.i, source: test, soil_share: {{HAC: 0.4, sandy: 0.6}}, system_before: {{{before}: 1}}, "
        f"system_after: {{{after}: 1}}, converted_area: {{unit: ha, {series}}}}}"
    )
    with tempfile.TemporaryDirectory() as folder:
        computation = compute(Path(folder), line, years, region=HERE)
    change = step(computation, "r", "carbon_change")
    levels = [
        sum(
            share * step(computation, "r", name, soil_type=soil)[0]
            for soil, share in (("high_activity_clay", 0.4), ("sandy", 0.6))
        )
        for name in ("carbon_before", "carbon_after")
    ]
    assert change.sum() == pytest.approx(sum(areas) * (levels[1] - levels[0]), abs=1e-9)
    assert change[-1] == pytest.approx(0)  # the last of them settled in 2021


@settings(max_examples=15, deadline=None)
@given(systems=st.permutations(SYSTEMS), share=st.integers(1, 99))
def test_systems_move_from_the_level_of_the_first_survey_to_that_of_the_last(systems: list[str], share: int) -> None:
    years = tuple(range(2000, 2026))
    first, second, third = systems[:3]
    areas = ", ".join(f"{name}: {{unit: ha, 2000: {a}, 2005: {b}, 2025: {b}}}" for name, a, b in
                      ((first, 100, share), (second, 50, 50), (third, 0, 100 - share)))  # fmt: skip
    line = f"- {{id: r, category: 3.B.2.a, source: test, soil_area: {{HAC: {{{areas}}}}}}}"
    with tempfile.TemporaryDirectory() as folder:
        computation = compute(Path(folder), line, years, region=HERE)
    stock, change = step(computation, "r", "stock"), step(computation, "r", "carbon_change")
    assert change.sum() == pytest.approx(stock[-1] - stock[0], abs=1e-9)
    assert step(computation, "r", "mineral_loss") == pytest.approx(np.maximum(-change, 0))


@settings(max_examples=15, deadline=None)
@given(systems=st.permutations(SYSTEMS), changes=st.tuples(st.integers(1, 12), st.integers(13, 19)))
def test_a_parcel_ends_at_the_level_of_its_last_system(systems: list[str], changes: tuple[int, int]) -> None:
    years = tuple(range(2000, 2042))
    at = ["abc"[sum(year - 2000 >= change for change in changes)] for year in years]
    areas = ", ".join(
        f"{system}: {{unit: ha, {', '.join(f'{y}: {3 if one == letter else 0}' for y, one in zip(years, at, strict=True))}}}"
        for letter, system in zip("abc", systems, strict=False)
    )
    line = f"- {{id: r, category: 3.B.2.a, source: test, soil_type: HAC, parcel_area: {{{areas}}}}}"
    with tempfile.TemporaryDirectory() as folder:
        computation = compute(Path(folder), line, years, region=HERE)
    carbon, target = step(computation, "r", "carbon"), step(computation, "r", "target")
    assert carbon[0] == target[0]
    assert carbon[-1] == pytest.approx(target[-1])
    assert step(computation, "r", "carbon_change").sum() == pytest.approx(target[-1] - target[0])


def test_a_system_without_a_factor_in_the_climate_is_refused(tmp_path: Path) -> None:
    line = "- {category: 3.B.2.a, source: test, soil_area: {HAC: {shifting_short_fallow: {unit: ha, 2020: 5}}}}"
    assert "check-error" in problems(tmp_path, line, (2020,), region=HERE)


def test_conversions_of_few_years_are_a_warning(tmp_path: Path) -> None:
    line = (
        "- {category: 3.B.2.b.i, source: test, soil_share: {HAC: 1}, system_before: {forest: 1}, system_after: {paddy: 1}, "
        "converted_area: {unit: ha, 2019: 5, 2020: 5}}"
    )
    assert "check-warning" in problems(tmp_path, line, (2020,), region=HERE)
