"""Volume 3, iron and steel: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

IRON_AND_STEEL: Sequence[Audit] = ()
