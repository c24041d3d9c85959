"""What a user's folder may say, activity quantities aside."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ghginv.model.base import LocalText, Model, Year, YesNo
from ghginv.model.energy_balance import BalanceHead


class ReferenceApproachHead(Model):
    """What `inventory.yaml` says about the reference approach: why it differs from the sectoral one, by year."""

    explanation: dict[Year, str] = {}


class Config(Model):
    """`inventory.yaml`."""

    name: LocalText
    region: str | dict[str, str]
    years: list[Year] = Field(min_length=1)
    base_year: Year | None = None
    guideline: str
    gwp: str | None = None
    language: Literal["en", "zh"] = "en"
    settings: dict[str, str] = {}
    reference_approach: ReferenceApproachHead = ReferenceApproachHead()
    energy_balance: BalanceHead = BalanceHead()
    note: str = ""


class ActivityHead(Model):
    """The fields that every activity may have; the rest are the keys and quantities of its method."""

    category: str
    id: str = ""
    method: str | None = None
    tier: Literal["1", "2", "3"] | None = None
    year: Year | None = None
    source: str = ""
    assumption: str = ""
    note: str = ""
    destination: str = ""
    quality: Literal["H", "M", "L", ""] = ""
    confidential: YesNo = False


class StatementHead(Model):
    """A notation key in place of a figure, for a category or for some gases or years of it."""

    category: str
    notation: Literal["NO", "NE", "NA", "IE", "C"]
    reason: str = ""
    gases: list[str] = []
    years: list[Year] = []
    included_in: str = ""
    source: str = ""
    note: str = ""


class ReportedHead(Model):
    """A figure that somebody else printed, shown beside ours and never forced to agree.

    compares: which of our figures it stands beside: co2, co2e, or an intensity by its name in the results.
    """

    id: str
    name: LocalText
    compares: str
    source: str = ""
    note: str = ""


class EconomyHead(Model):
    """What is said about one series of `socioeconomic.yaml` beside its amounts.

    price_basis: for money, whether at current prices or at constant prices of which year.
    """

    source: str = ""
    assumption: str = ""
    price_basis: str = ""
    note: str = ""
