"""Volumes 4 and 5, rice cropland and wood products: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

RICE_CROPLAND_AND_WOOD_PRODUCTS: Sequence[Audit] = ()
