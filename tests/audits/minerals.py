"""Volume 3, minerals: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

MINERALS: Sequence[Audit] = ()
