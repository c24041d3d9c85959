"""What a factor table may say. Its rows are read one by one when they are needed."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field

from ghginv.model.base import LocalText, Model
from ghginv.model.reference import Reference, ReferenceOrWords
from ghginv.problems import Place

Checked = Literal["primary", "secondary", "unchecked"]
Interval = Literal["printed_95", "printed_range", "from_percent", "sd", "judgement", "none"]
YearRule = Literal["same", "next", "previous", "any"]

#: A key cell that stands for all members without a row of their own.
ANY = "any"
#: Values that are no number: one that does not apply counts nothing; one that is not given leaves a gap.
NOT_APPLICABLE, NOT_GIVEN = "NA", "NE"
#: The two keys whose value the lookup decides.
AREA, YEAR = "area", "year"
VALUE_COLUMNS = ("value", "low", "high")


class LookupStep(Model):
    """One way to find a row: which attribute of the region is its area, and which year its year.

    `next` is the first later year of the table, `previous` the last earlier; `any` takes the last there is.
    """

    area: str | None = None
    year: YearRule = "same"


class TableHead(Model):
    """A factor table without its rows. `by` names the keys that pick a row; `columns` repeats them."""

    table: str
    set: str = ""
    title: LocalText | None = None
    unit: str
    by: tuple[str, ...] = ()
    source: ReferenceOrWords = Reference()
    checked: Checked = "primary"
    interval: Interval = "none"
    lookup: tuple[LookupStep, ...] = Field(default=(LookupStep(),), min_length=1)
    columns: tuple[str, ...]
    note: str = ""


class RowRemarks(Model):
    """The mapping that may end a row: what differs from the head of its table."""

    note: str = ""
    unit: str | None = None
    checked: Checked | None = None
    source: ReferenceOrWords | None = None


class Row(NamedTuple):
    """A value with its bounds, whose meaning is the table's `interval`.

    A `value` of None does not apply and counts nothing; if `given` is false the source has none: a gap.
    """

    value: float | None
    low: float | None
    high: float | None
    note: str
    checked: Checked
    source: Reference
    place: Place
    unit: str | None
    given: bool
