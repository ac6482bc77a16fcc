"""Writes many files of the record at once, or none; after a power cut the next command finishes or finds nothing begun.

In: for each path its bytes before and after. Out: files.

The new bytes are put aside first, with those that they replace. One renaming of that folder decides: before it nothing
has happened, after it everything will, with this command or the next. Every command calls `finish` before it reads.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.files import whole

_DRAFT = ".qingdan-draft"  # being put aside: counts for nothing
_READY = ".qingdan-ready"  # decided: is carried out
_AFTER, _BEFORE = "after", "before"

FileChange = tuple[bytes | None, bytes | None]  # before and after; None where there is no file


class ChangedMeanwhile(Exception):
    """A file no longer has the bytes that the change was worked out from; nothing was written. The text is the path."""


class PutBack(Exception):
    """A file could not be written, and all files were put back. The text is the path."""


def write(root: Path, changes: Mapping[str, FileChange]) -> None:
    """Write all the files, or none. Raises `ChangedMeanwhile`, `PutBack`, or `OSError` where nothing could be put aside."""
    for path, (before, _) in changes.items():
        if _content(root / path) != before:
            raise ChangedMeanwhile(path)
    draft = root / _DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    try:
        for path, pair in changes.items():
            for name, content in zip((_BEFORE, _AFTER), pair, strict=True):
                if content is not None:
                    whole.write(draft / name / path, content)
        (draft / _AFTER).mkdir(parents=True, exist_ok=True)
        os.replace(draft, root / _READY)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finish(root)


def finish(root: Path) -> bool:
    """Carry out changes that were decided and cut off; whether there were any. Raises `PutBack` after undoing them."""
    ready = root / _READY
    if not ready.is_dir():
        return False
    paths = sorted(
        {path.relative_to(ready / name).as_posix() for name in (_BEFORE, _AFTER) for path in _files(ready / name)}
    )
    try:
        for path in paths:
            _make(root / path, ready / _AFTER / path)
    except OSError as error:
        for done in paths:
            _make(root / done, ready / _BEFORE / done)
        shutil.rmtree(ready, ignore_errors=True)
        raise PutBack(path) from error
    shutil.rmtree(ready)
    return True


def _make(place: Path, wanted: Path) -> None:
    """Give a file the bytes of another one; remove it where there is no other one."""
    content = _content(wanted)
    if content == _content(place):
        return
    if content is None:
        place.unlink()
    else:
        whole.write(place, content)


def _content(place: Path) -> bytes | None:
    return place.read_bytes() if place.is_file() else None


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
