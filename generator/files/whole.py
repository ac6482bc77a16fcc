"""A file is written whole or not at all: a crash leaves the old file or the new one, never half of one.

In: a path and bytes. Out: the file on the disk.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Write a file and the folders above it; one that was there keeps its permissions.

    Raises `OSError` where that cannot be done; the file is then as it was.
    """
    draft = file.with_name(f".~{file.name}")  # a name that reading the record passes over
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(draft, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            shutil.copymode(file, draft)
        os.replace(draft, file)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
