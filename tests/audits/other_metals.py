"""Volume 3, other metals: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

OTHER_METALS: Sequence[Audit] = ()
