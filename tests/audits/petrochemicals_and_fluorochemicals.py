"""Volume 3, petrochemicals and fluorochemicals: which factor table holds which printed table."""

from __future__ import annotations

from collections.abc import Sequence

from audits.audit import Audit

PETROCHEMICALS_AND_FLUOROCHEMICALS: Sequence[Audit] = ()
