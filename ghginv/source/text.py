"""Bytes of a file to text: encoding, line ends and characters that cannot be seen."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from pathlib import Path

from ghginv.problems import Place, Problems

# Control characters, odd line breaks, marks without width: unseen, they break names and numbers.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")
# Letters of two bytes in UTF-8 that English and Chinese files do not hold; the first byte of those of three or more.
_STRANGE = re.compile("[\u0100-\u036f\u0400-\u07ff]")
_BEYOND = re.compile(b"[\xe0-\xff]")


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a file in UTF-8, with or without a byte order mark, lines ended by a line feed only."""
    start = Place(name, 1, 1, 1)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        problems.add("file-not-found", start, file=name)
        return None
    except OSError:
        problems.add("file-unreadable", start, file=name)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _report_encoding(data, error.start, name, problems)
        return None
    if disguised := _gbk_in_disguise(data, text):
        line, column = _position(text, disguised.start())
        problems.add("wrong-encoding", Place(name, line, column, column + 1), encoding="GBK")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _INVISIBLE.search(text):
        line, column = _position(text, found.start())
        problems.add("invisible-character", Place(name, line, column, column + 1), character=f"U+{ord(found[0]):04X}")
        return None
    if not text.strip():
        problems.add("empty-file", start)
        return None
    return text


def _report_encoding(data: bytes, offset: int, name: str, problems: Problems) -> None:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", errors="replace")
    place = Place(name, line, len(before) + 1, len(before) + 2)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add("wrong-encoding", Place(name, 1, 1, 2), encoding="UTF-16")
        return
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        problems.add("unknown-encoding", place)
    else:
        problems.add("wrong-encoding", place, encoding="GBK")


def _gbk_in_disguise(data: bytes, text: str) -> re.Match[str] | None:
    """The first strange letter of a GBK file that happens to be valid UTF-8: 原煤 would be read as ԭú."""
    if data.isascii() or _BEYOND.search(data.removeprefix(BOM_UTF8)) or (strange := _STRANGE.search(text)) is None:
        return None
    try:
        data.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return strange


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
