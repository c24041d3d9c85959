"""Volumes 4 and 5, wastewater and incineration: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

WASTEWATER_AND_INCINERATION: Sequence[Audit] = ()
