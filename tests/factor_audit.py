"""Factor tables against a collection of IPCC defaults read independently of them.

The collection is not part of the project: one folder of YAML files, a row a factor, with the number of places where the
value was found. Where it lies beside the checkout the tests compare with it; by hand:

    python tests/factor_audit.py [FOLDER]        prints the count, and the rows that differ
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from audits import AUDITS
from audits.audit import Audit
from factor_tables import load, rows_of

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "emission_factors"
COLLECTION = ROOT.parent / "shared" / "reference" / "ipcc"
#: How many places hold a value before a difference counts.
ENOUGH = 2
RELATIVE = 1e-9
ANY = "any"


class Difference(NamedTuple):
    """A row of the collection that the file does not hold; ours is None where the row is missing."""

    id: str
    theirs: tuple[float | None, ...]
    ours: tuple[float | None, ...] | None


class Outcome(NamedTuple):
    """How many rows were compared, and those that differ."""

    compared: int
    differences: Sequence[Difference]


def audit(folder: Path, audits: Sequence[Audit]) -> Outcome:
    """Compares all rows of the chapters named that enough places hold. A row that no audit serves is missing."""
    differences: list[Difference] = []
    compared = 0
    for chapter in dict.fromkeys(one.chapter for one in audits):
        ours = [one for one in audits if one.chapter == chapter]
        used: Counter[tuple[str, tuple[Any, ...], str]] = Counter()
        for row in _rows(folder, chapter):
            compared += 1
            found = [_find(one, row, used) for one in ours if one.serves(row)]
            if not any(fits for _, fits in found):
                numbers = next((numbers for numbers, _ in found if numbers is not None), None)
                differences.append(Difference(row["id"], _numbers(row), numbers))
    return Outcome(compared, differences)


def _rows(folder: Path, chapter: str) -> Iterator[Mapping[str, Any]]:
    for row in load(folder / f"{chapter}.yaml") or ():
        if row.get("agreed", 0) >= ENOUGH:
            yield row


def _number(value: Any) -> float | None:
    """PyYAML takes 3.8e-4 without a sign of the exponent for text."""
    try:
        return None if value is None else float(value)
    except ValueError:
        return None  # a notation key


def _numbers(row: Mapping[str, Any], unit: str = "%") -> tuple[float | None, ...]:
    """The row's numbers; per cents as fractions where our unit is not per cent."""
    scale = 0.01 if str(row["unit"]).startswith(("percent", "%")) and unit != "%" else 1.0
    numbers = (_number(row.get(name)) for name in ("value", "low", "high"))
    return tuple(None if number is None else number * scale for number in numbers)


def _find(
    one: Audit, row: Mapping[str, Any], used: Counter[tuple[str, tuple[Any, ...], str]]
) -> tuple[tuple[float | None, ...] | None, bool]:
    """Our numbers for a row of the collection, and whether they are the same."""
    by, rows, unit = _file(one.file)
    theirs = _numbers(row, unit)
    qualifiers = {**row.get("qualifiers", {}), "gas": row.get("gas")}
    if one.by_value:
        fuel = str(qualifiers.get("fuel"))
        for cells, numbers in rows.items():
            same_gas = "gas" not in by or cells[by.index("gas")] == row.get("gas")
            if same_gas and _same(theirs, numbers) and not used[one.file, cells, fuel]:
                used[one.file, cells, fuel] += 1
                return numbers, True
        return None, False
    wanted = []
    for key in by:
        rule = one.keys.get(key, f"={ANY}")
        name = rule[1:] if rule.startswith("=") else str(qualifiers.get(rule))
        wanted.append(one.names.get(name, name))
    for cells in (tuple(wanted), *(tuple(ANY if n == i else w for n, w in enumerate(wanted)) for i in range(len(by)))):
        if cells in rows:
            return rows[cells], _same(theirs, rows[cells])
    return None, False


@cache
def _file(name: str) -> tuple[list[str], dict[tuple[Any, ...], tuple[float | None, ...]], str]:
    file = load(TABLES / f"{name}.yaml")
    width = len(file["columns"]) - len(file["by"])
    rows = {
        tuple(map(str, cells)): (*map(_number, numbers), *[None] * (3 - width))
        for cells, numbers in rows_of(file).items()
    }
    return file["by"], rows, str(file["unit"])


def _same(theirs: Sequence[float | None], ours: Sequence[float | None]) -> bool:
    """Their value and, where they have them, limits."""
    for their, our in zip(theirs, ours, strict=True):
        if their is not None and (our is None or abs(our - their) > RELATIVE * abs(their)):
            return False
    return True


def main() -> None:
    """Prints how many rows were compared and what differs."""
    found = audit(Path(sys.argv[1]) if len(sys.argv) > 1 else COLLECTION, AUDITS)
    for difference in found.differences:
        print(difference.id, *difference[1:])
    print(f"{found.compared} rows compared, {len(found.differences)} differ")


if __name__ == "__main__":
    main()
