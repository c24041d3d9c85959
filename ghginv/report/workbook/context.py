"""What the writers of sheets have in common."""

from __future__ import annotations

from dataclasses import dataclass

from ghginv.engine.results import Results
from ghginv.engine.summary import Summary
from ghginv.inventory import Inventory
from ghginv.library import Library
from ghginv.report.words import Language
from ghginv.report.workbook.constants import Constants
from ghginv.report.workbook.factors import Factors
from ghginv.report.workbook.inputs import Inputs
from ghginv.report.workbook.links import Links
from ghginv.report.workbook.words import word


@dataclass(frozen=True)
class Context:
    """The results, the language, and the sheets that others refer to."""

    summary: Summary
    language: Language
    inputs: Inputs
    factors: Factors
    constants: Constants
    links: Links

    @property
    def results(self) -> Results:
        return self.summary.results

    @property
    def inventory(self) -> Inventory:
        return self.summary.results.inventory

    @property
    def library(self) -> Library:
        return self.summary.results.inventory.library

    def word(self, key: str) -> str:
        """The word for a key in the workbook's language."""
        return word(key, self.language)

    def category(self, code: str) -> str:
        """The title of a category."""
        return self.library.categories.title(code, self.language, self.inventory.guideline)
