"""The output folder: every file complete before any is replaced."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes the files beside their places and then renames them all.

    A failure before the renaming leaves what was there untouched. Raises OSError, such as for a workbook that is
    open in Excel.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".ghginv-", dir=folder))
    try:
        for name, content in files.items():
            (waiting / name).write_bytes(content)
        for name in files:
            target = folder / name
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(13, "cannot be replaced", str(target))
        for name in files:
            (waiting / name).replace(folder / name)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return [folder / name for name in files]
