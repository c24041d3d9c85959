"""Writing to standard output and standard error, whatever they can show."""

from __future__ import annotations

import codecs
import json
import os
import sys
from typing import TextIO

#: Signs of formulas and tables in plain characters, for a console that cannot show them.
_PLAIN = {
    "×": "x", "→": "->", "≤": "<=", "≥": ">=", "±": "+/-", "Σ": "sum", "Δ": "d", "─": "-", "–": "-", "…": "...",
    "“": '"', "”": '"', "’": "'", "·": ".", "：": ": ", "，": ", ", "；": "; ", "。": ".", "（": "(", "）": ")",
}  # fmt: skip
_HANDLER = "ghginv.plain"


def prepare() -> None:
    """Makes the standard streams never fail on a character that they cannot encode."""
    codecs.register_error(_HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def _plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_PLAIN.get(c, "?") for c in error.object[error.start : error.end]), error.end


def out(text: str) -> None:
    """Writes results."""
    _write(sys.stdout, text)


def err(text: str) -> None:
    """Writes everything else."""
    _write(sys.stderr, text)


def out_json(text: str) -> None:
    """Writes a JSON document; what the stream cannot encode is escaped, not replaced."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), indent=2)
    out(text)


def is_coloured() -> bool:
    """Whether standard output is a terminal that shows bold text and nobody has asked to leave that."""
    knows_codes = os.name != "nt" or "WT_SESSION" in os.environ
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return is_terminal(sys.stdout) and knows_codes and wanted


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody is looking. A process may have been started without the stream."""
    return stream is not None and stream.isatty()


def shows_chinese() -> bool:
    """Whether standard output can show Chinese characters."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        "温室气体".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None and text:
        stream.write(text if text.endswith("\n") else text + "\n")
        stream.flush()
