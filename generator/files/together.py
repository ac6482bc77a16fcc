"""Many files of the record at once, or none: what was begun is finished, or undone, even after a power cut.

In: for each path its bytes before and after. Out: files. Used by the tools in `authoring/` that write
the record; `finish` by every command, before it reads.

What shall be written is put aside first, with what it replaces. One renaming of that folder decides:
before it nothing has happened, after it everything will, with this command or the next.
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


class Moved(Exception):
    """A file is no longer what the change was worked out from; nothing was written. Its text is the path."""


class Stuck(Exception):
    """A file could not be written, and everything was put back. Its text is the path."""


def write(root: Path, changes: Mapping[str, FileChange]) -> None:
    """Write all the files, or none. Raises `Moved`, `Stuck`, or `OSError` where nothing could be put aside."""
    for path, (before, _) in changes.items():
        if _content(root / path) != before:
            raise Moved(path)
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
    """Carry out what was decided and cut off; whether there was anything. Raises `Stuck` after undoing it."""
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
        raise Stuck(path) from error
    shutil.rmtree(ready)
    return True


def _make(place: Path, wanted: Path) -> None:
    """Make a file what another is: the same bytes, or no file where there is none."""
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
