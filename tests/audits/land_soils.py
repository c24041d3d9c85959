"""Volumes 4 and 5, land soils: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

LAND_SOILS: Sequence[Audit] = ()
