"""Years as a reader writes them."""

from __future__ import annotations

from collections.abc import Sequence


def ranges(years: Sequence[int]) -> str:
    """Years as a reader writes them: 1998-2004, 2006."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
