"""Building aside and swapping: whenever a build dies, the site that is served is whole.

In: the folder of the site. Out: a folder beside it to build in, put in its place in one step. There is one build at a
time: it holds a lock beside the site, and deletes what an earlier build left behind when it was killed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MARK = ".qingdan-site"  # stands in every site that was built here: such a folder may be replaced


class Busy(Exception):
    """Another build of the same site is under way."""


class Foreign(Exception):
    """The folder holds something that no build made; it is not touched."""


@contextmanager
def aside(site: Path) -> Iterator[Path]:
    """An empty folder on the site's disk; what stands in it at the end of the block takes the site's place.

    What stood there before is gone then, so it must be a site, or nothing: raises `Foreign` otherwise,
    and `Busy` where another build holds the lock. Where the block raises, the site stays as it is.
    """
    if site.exists() and not (site.is_dir() and ((site / MARK).is_file() or not any(site.iterdir()))):
        raise Foreign
    site.parent.mkdir(parents=True, exist_ok=True)
    with open(site.parent / f".{site.name}.lock", "a+b") as lock:
        _lock(lock)
        for old in site.parent.glob(f".{site.name}.*-old-build"):
            if not site.exists():  # killed between the two renames of `_swap`
                old.rename(site)
        for left in site.parent.glob(f".{site.name}.*-build"):
            shutil.rmtree(left, ignore_errors=True)
        built = Path(tempfile.mkdtemp(prefix=f".{site.name}.", suffix="-build", dir=site.parent))
        built.chmod(0o755)  # mkdtemp makes it for its owner alone; a web server must read it
        try:
            yield built
            (built / MARK).write_text("这个文件夹是 qingdan 生成的，再生成时会整个换掉。\n", "utf-8")
            _swap(built, site)
        finally:
            shutil.rmtree(built, ignore_errors=True)


def _lock(file: IO[bytes]) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise Busy from error


def _swap(built: Path, site: Path) -> None:
    """Exchange two folders; the old site is then in `built`'s place, to be swept away."""
    if not site.exists():
        built.rename(site)
    elif not _exchange(built, site):
        # No such system call here: two renames, between which the site is gone for a moment.
        old = built.with_name(built.name.replace("-build", "-old-build"))
        site.rename(old)
        try:
            built.rename(site)
        except OSError:  # a program on Windows has something of it open
            old.rename(site)
            raise
        shutil.rmtree(old, ignore_errors=True)


_AT_FDCWD, _EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_SWAP = 2  # sys/stdio.h of macOS: RENAME_SWAP


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            return libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0
        if sys.platform == "darwin":
            return libc.renamex_np(os.fsencode(one), os.fsencode(other), _SWAP) == 0
    except (OSError, AttributeError, TypeError):
        pass
    return False
