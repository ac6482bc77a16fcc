"""Every call by which an edition takes its place, in one table.

In: paths and bytes. Out: files on the disk, or `causes.Failed` with the file and the reason. From the moment a site is
made until its ledger and log are written, nothing in `publication` reads or changes the disk but through this table
(the lock is held by the system); so a test that wraps it may count the calls, fail one, or end the process before it.
What makes the site (`site`) and what is made of a published one (`handout`) is told of its errors where it is called.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.causes import Doing, Failed

FILE_MODE, FOLDER_MODE = 0o644, 0o755  # what a web server of another user may read, whatever the umask
_PIECE = 1 << 20  # bytes read or written at once
_MANY, _AT_ONCE = 64, 16  # from how many files on their bytes are forced to the disk side by side: they wait, not work
_BINARY = getattr(os, "O_BINARY", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AT_FDCWD, _EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h: RENAME_EXCHANGE
_SWAP = 2  # sys/stdio.h of macOS: RENAME_SWAP
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)  # a system or a disk that knows no exchange


def _exchange(one: str, other: str) -> None:
    """Let two paths change places in one step; `OSError` where they cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        failed = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    elif sys.platform == "darwin":
        failed = libc.renamex_np(os.fsencode(one), os.fsencode(other), _SWAP)
    else:
        raise OSError(errno.ENOSYS, "no exchange", one)
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), one)


TABLE: dict[str, Callable[..., Any]] = {
    "open": os.open,
    "read": os.read,
    "write": os.write,
    "fsync": os.fsync,
    "rename": os.replace,
    "exchange": _exchange,
    "link": os.link,
    "unlink": os.unlink,
    "mkdir": os.mkdir,
    "rmdir": os.rmdir,
    "chmod": os.chmod,
    "list": os.listdir,
    "look": os.lstat,
}


def _call(name: str, doing: Doing, path: str | Path, *given: Any) -> Any:
    try:
        return TABLE[name](*given)
    except OSError as error:
        raise Failed(error, doing, path) from error


def there(path: Path) -> os.stat_result | None:
    """What lies at a path, links not followed; None where nothing does."""
    try:
        return TABLE["look"](path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Failed(error, Doing.READING, path) from error


def is_folder(path: Path) -> bool:
    """Whether a folder lies at a path, and no link to one."""
    found = there(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def is_file(path: Path) -> bool:
    """Whether a plain file lies at a path: no link, and no pipe, which would be waited for."""
    found = there(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def read(path: Path) -> bytes:
    """The bytes of a file."""
    return b"".join(_pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    file = _call("open", Doing.READING, path, path, os.O_RDONLY | _BINARY | _NO_LINK)
    try:
        while piece := _call("read", Doing.READING, path, file, _PIECE):
            yield piece
    finally:
        os.close(file)


def write(path: Path, content: bytes) -> None:
    """A file with some bytes, not yet forced to the disk; what lay there is replaced."""
    _fill(path, [content], os.O_TRUNC, through=False)


def write_through(path: Path, content: bytes) -> None:
    """A file with some bytes, forced to the disk; what lay there is replaced."""
    _fill(path, [content], os.O_TRUNC, through=True)


def copy(source: Path, path: Path) -> None:
    """A new file with the bytes of another, not yet forced to the disk. The other is only read."""
    _fill(path, _pieces(source), os.O_EXCL, through=False)


def _fill(path: Path, pieces: Iterable[bytes], how: int, through: bool) -> None:
    new = os.O_WRONLY | os.O_CREAT | _BINARY | _NO_LINK
    file = _call("open", Doing.WRITING, path, path, new | how, FILE_MODE)
    try:
        for piece in pieces:
            left = memoryview(piece)
            while left:  # a disk may take less than it is given
                taken = _call("write", Doing.WRITING, path, file, left)
                left = left[taken:]
        if through:
            _call("fsync", Doing.WRITING, path, file)
    finally:
        os.close(file)


def beside(path: Path) -> Path:
    """Where the next bytes of a file are written, before they take its place: a name that reading the record passes over."""
    return path.with_name(f".~{path.name}")


def replace(path: Path, content: bytes) -> None:
    """A file with some bytes, or as it was: written beside, then renamed, both forced to the disk."""
    try:
        write_through(beside(path), content)
        rename(beside(path), path)
    except Failed:
        with suppress(Failed, OSError):
            TABLE["unlink"](beside(path))
        raise
    sync_folder(path.parent)


def rename(path: Path, to: Path) -> None:
    """Another name for a file or a folder, in one step; a file that bore it is gone."""
    _call("rename", Doing.WRITING, path, path, to)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system has no such step."""
    try:
        _call("exchange", Doing.WRITING, other, str(one), str(other))
    except Failed as failed:
        if failed.error.errno in _CANNOT:
            return False
        raise
    return True


def link(source: Path, path: Path) -> bool:
    """Another name for the same file; False where the disk knows no such thing."""
    try:
        TABLE["link"](source, path)
    except OSError:
        return False
    return True


def unlink(path: Path) -> None:
    """Take a file away."""
    _call("unlink", Doing.WRITING, path, path)


def make_folder(path: Path) -> None:
    """A folder, and those above it, where there are none; its mode is not the umask's business."""
    if is_folder(path):
        return
    if not path.parent.exists():
        make_folder(path.parent)
    try:
        _call("mkdir", Doing.WRITING, path, path, FOLDER_MODE)
    except Failed as failed:
        if not isinstance(failed.error, FileExistsError):
            raise


def remove_folder(path: Path) -> None:
    """Take an empty folder away."""
    _call("rmdir", Doing.WRITING, path, path)


def set_mode(path: Path, mode: int) -> None:
    """Who may read a file or a folder."""
    _call("chmod", Doing.WRITING, path, path, mode)


def names(folder: Path) -> list[str]:
    """What lies in a folder, sorted."""
    return sorted(_call("list", Doing.READING, folder, folder))


def sync_file(path: Path) -> None:
    """Force a file to the disk."""
    _sync(path, (os.O_RDWR if sys.platform == "win32" else os.O_RDONLY) | _BINARY | _NO_LINK)


def sync_folder(path: Path) -> None:
    """Force the names in a folder to the disk. Windows knows no such thing and does it by itself."""
    if sys.platform != "win32":
        _sync(path, os.O_RDONLY | _FOLDER)


def _sync(path: Path, how: int) -> None:
    file = _call("open", Doing.WRITING, path, path, how)
    try:
        _call("fsync", Doing.WRITING, path, file)
    finally:
        os.close(file)


def each(work: Callable[[Path], None], paths: list[Path]) -> None:
    """Do something that waits for the disk with every path, many at once where there are many."""
    if len(paths) < _MANY:
        for path in paths:
            work(path)
        return
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        for _ in workers.map(work, paths):
            pass
