"""The benchmarks run, and what of them is exact: memory. Nothing here looks at a clock."""

from __future__ import annotations

import pytest

from benchmarks import engine, startup
from benchmarks.pairs import Ratio

BYTES_A_RECORD = 150


@pytest.mark.parametrize("kind", engine.KINDS)
def test_engine_and_bare_numpy_agree(kind: str) -> None:
    ratio, nanoseconds = engine.ratio(kind, records=2_000, pairs=2)
    assert ratio.low > 0
    assert nanoseconds > 0


@pytest.mark.parametrize("kind", engine.KINDS)
def test_memory_of_the_engine(kind: str) -> None:
    assert engine.bytes_a_record(kind, records=200_000) <= BYTES_A_RECORD


def test_a_ratio_is_the_median_of_pairs() -> None:
    assert Ratio.of([(2, 1), (3, 1), (8, 2)]) == (2, 3, 4)
    assert str(Ratio.of([(2, 1), (3, 1), (8, 2)])) == "3.00 (2.00–4.00)"


def test_a_command_is_compared_with_importing_what_it_imports() -> None:
    found = startup.measure("ghginv --help", pairs=2)
    assert found.libraries == ("click",)
    assert found.to_imports.low > 0
