"""One at a time writes in a folder that several computers share: a file says who does, and since when.

In: the town's folder. Out: the right to write, or who has it.
"""

from __future__ import annotations

import getpass
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = ".qingdan-saving"
_PATIENCE = 3.0  # seconds that one waits for another's save, which takes a moment
_FORGOTTEN = 120  # seconds after which a lock is that of a computer that was switched off


class Held(Exception):
    """Somebody else is writing; the text says who."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Nobody else writes in the folder meanwhile. Raises `Held`, or `OSError` where the folder cannot be written in."""
    place = root / LOCK
    until = time.monotonic() + _PATIENCE
    while not _taken(place):
        if _age(place) > _FORGOTTEN:
            place.unlink(missing_ok=True)
        elif time.monotonic() > until:
            raise Held(_who(place))
        else:
            time.sleep(0.05)
    try:
        yield
    finally:
        with suppress(OSError):
            place.unlink(missing_ok=True)


def _taken(place: Path) -> bool:
    try:
        with open(place, "x", encoding="utf-8") as file:
            file.write(f"{_user()} 在 {platform.node()} 上，{time.strftime('%H:%M:%S')}\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        return False
    return True


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "有人"


def _age(place: Path) -> float:
    """How many seconds ago a lock was taken; 0 where it is gone meanwhile."""
    try:
        return time.time() - place.stat().st_mtime
    except OSError:
        return 0.0


def _who(place: Path) -> str:
    try:
        return place.read_text("utf-8", "replace").strip() or "另一台电脑"
    except OSError:
        return "另一台电脑"
