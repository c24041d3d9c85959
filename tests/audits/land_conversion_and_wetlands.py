"""Volumes 4 and 5, land conversion and wetlands: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

LAND_CONVERSION_AND_WETLANDS: Sequence[Audit] = ()
