"""The whole of ghginv from Python: read a folder, calculate, look at the results, write them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ghginv.engine.run import Progress, calculate
from ghginv.engine.summary import Summary, summarise
from ghginv.inventory import Inventory, read_inventory
from ghginv.problems import Problems

if TYPE_CHECKING:
    import pandas as pd

    from ghginv.engine.results import Results


class Computation:
    """What came out of a folder.

    inventory and results are None where the folder could not be read; `problems` says why. With errors among the
    problems the results cover what could be calculated and nothing may be written from them.
    """

    def __init__(self, inventory: Inventory | None, results: Results | None, problems: Problems) -> None:
        self.inventory, self.results, self.problems = inventory, results, problems

    @cached_property
    def summary(self) -> Summary:
        """Totals, intensities, quality, coverage and comparisons by year."""
        if self.results is None:
            raise ValueError("this folder could not be read: see problems")
        return summarise(self.results)

    @property
    def emissions(self) -> pd.DataFrame:
        """A row per activity, gas and year; the columns of `emissions.csv`. What has no number is missing (pd.NA)."""
        import pandas as pd

        from ghginv.report import emissions_csv

        rows = list(emissions_csv.table(self.summary.results))
        return pd.DataFrame(rows, columns=list(emissions_csv.COLUMNS)).astype(emissions_csv.NUMBERS)

    @property
    def totals(self) -> pd.DataFrame:
        """Tonnes of CO2e by year, sector and gas, memo items left out."""
        import pandas as pd

        rows = [
            {"year": year, "sector": sector, "gas": gas, "co2e_t": value}
            for year, totals in self.summary.totals.items()
            for (sector, gas), value in sorted(totals.by_sector_gas.items())
        ]
        frame = pd.DataFrame(rows, columns=["year", "sector", "gas", "co2e_t"])
        return frame.astype({"year": "int64", "co2e_t": "float64"})

    @property
    def intensities(self) -> pd.DataFrame:
        """A row per year, a column per intensity."""
        import pandas as pd

        rows = [{"year": year, **figures} for year, figures in self.summary.intensities.items()]
        return pd.DataFrame(rows).set_index("year")


def read(
    folder: Path | str, problems: Problems | None = None, guideline: str | None = None, gwp: str | None = None
) -> tuple[Inventory | None, Problems]:
    """Reads and checks a folder without calculating it. guideline, gwp: in place of those that the folder names."""
    found = Problems() if problems is None else problems
    return read_inventory(Path(folder), found, guideline, gwp), found


def compute(
    folder: Path | str,
    strict: bool = False,
    progress: Progress | None = None,
    guideline: str | None = None,
    gwp: str | None = None,
) -> Computation:
    """Calculates a folder.

    strict: factors that nobody checked are errors. progress: told what is being calculated. guideline, gwp: in place
    of those that the folder names.
    """
    inventory, problems = read(folder, None, guideline, gwp)
    if inventory is None:
        return Computation(None, None, problems)
    return Computation(inventory, calculate(inventory, problems, strict, progress), problems)


def write(computation: Computation, out: Path | str, language: str | None = None) -> list[Path]:
    """Writes `emissions.csv`, `inventory.json`, `inventory.xlsx` and `manifest.json`, replacing all in one step.

    Raises ValueError if the computation has errors, and OSError if a file cannot be replaced.
    """
    from ghginv.report import emissions_csv, inventory_json, manifest, workbook
    from ghginv.report.output import replace_files

    if computation.problems.has_errors:
        raise ValueError("results with errors are not written")
    summary = computation.summary
    inventory = summary.results.inventory
    files = {
        "inventory.xlsx": workbook.content(summary, language or inventory.language),
        "emissions.csv": emissions_csv.text(summary.results).encode(),
        "inventory.json": inventory_json.text(summary).encode(),
    }
    files["manifest.json"] = manifest.text(summary.results, files).encode()
    return replace_files(Path(out), files)
