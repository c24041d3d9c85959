"""Volumes 4 and 5, livestock nitrogen: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

LIVESTOCK_NITROGEN: Sequence[Audit] = ()
