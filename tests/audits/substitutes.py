"""Volume 3, substitutes: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

SUBSTITUTES: Sequence[Audit] = ()
