"""Volume 3, chemicals: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

CHEMICALS: Sequence[Audit] = ()
