"""A line of progress on stderr, for runs that take long and have somebody watching."""

from __future__ import annotations

import sys
from time import monotonic

from ghginv.cli import console

#: Seconds before anything is shown.
_PATIENCE = 1.0


class ProgressLine:
    """Shows what is being calculated; the line is wiped when the work is done."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._shown = 0

    def __call__(self, done: int, of: int, what: str) -> None:
        if not console.is_terminal(sys.stderr) or monotonic() - self._started < _PATIENCE:
            return
        line = f"{done}/{of} {what}"
        sys.stderr.write("\r" + line.ljust(self._shown))
        sys.stderr.flush()
        self._shown = len(line)

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
