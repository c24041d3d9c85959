"""The blank forms say what the methods ask for, and a filled form is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ghginv
from ghginv.library import load_library
from ghginv.report.forms import SECTORS, form


@pytest.mark.parametrize("sector", SECTORS)
def test_forms_are_those_of_the_methods(sector: str, root: Path) -> None:
    """`python -m ghginv.report.forms activity_data` brings them up to date."""
    assert (root / "activity_data" / f"{sector}.yaml").read_text(encoding="utf-8") == form(load_library(), sector)


def test_a_filled_form_is_an_activity(tmp_path: Path, root: Path) -> None:
    """Urea on fields: the lines of its form, uncommented, with two numbers put in."""
    text = (root / "activity_data" / "agriculture.yaml").read_text(encoding="utf-8")
    block = next(part for part in text.split("\n\n") if "urea_application, tier" in part)
    lines = [line.removeprefix("# ") for line in block.splitlines() if re.match(r"# (- category|  \w+):", line)]
    filled = [line.split("  # ")[0].rstrip() for line in lines]
    filled = [line + " {urea: 100 t}" if line.strip() == "applied:" else line for line in filled]
    filled = [line + " a form" if line.strip() == "source:" else line for line in filled]
    filled = [line for line in filled if not line.endswith(":")]
    (tmp_path / "activity_data").mkdir()
    (tmp_path / "activity_data" / "form.yaml").write_text("\n".join(filled) + "\n", encoding="utf-8")
    (tmp_path / "inventory.yaml").write_text(
        "name: {en: Form, zh: 表}\nregion: CN\nyears: [2022]\nguideline: ipcc-2006\n", encoding="utf-8"
    )
    computation = ghginv.compute(tmp_path)
    assert not computation.problems.errors
    # 100 t of urea hold 20 t of carbon: 73.33 t of CO2.
    assert computation.summary.totals[2022].total(lulucf=False) == pytest.approx(100 * 0.20 * 44 / 12, rel=1e-12)
