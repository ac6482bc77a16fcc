"""Keeps what the last table that was taken in changed, so that it can be taken back as a whole.

In: for each path its bytes before and after. Out: the same the other way round. It lies in `.qingdan/import/` beside
powers/, where no version control takes it in; whoever deletes it loses the way back and nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.files import whole
from generator.files.together import FileChange

_HIDDEN, _PLACE = ".qingdan", "import"
_SIDES = ("before", "after")


def keep(root: Path, changes: Mapping[str, FileChange]) -> None:
    """Keep changes that were written, in place of those kept before. Raises `OSError`."""
    place = root / _HIDDEN / _PLACE
    forget(root)
    for path, pair in changes.items():
        for side, content in zip(_SIDES, pair, strict=True):
            if content is not None:
                whole.write(place / side / path, content)
    ignored = root / _HIDDEN / ".gitignore"
    if not ignored.exists():
        whole.write(ignored, b"*\n")


def back(root: Path) -> dict[str, FileChange]:
    """The changes that take back what was kept, by path; {} where nothing was."""
    place = root / _HIDDEN / _PLACE
    held = {side: _files(place / side) for side in _SIDES}
    return {
        path: (held["after"].get(path), held["before"].get(path))
        for path in sorted(held["before"].keys() | held["after"].keys())
    }


def forget(root: Path) -> None:
    """Keep nothing any more."""
    shutil.rmtree(root / _HIDDEN / _PLACE, ignore_errors=True)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
