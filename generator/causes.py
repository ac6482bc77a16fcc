"""Why a file could not be read or written, in one sentence: the one table from the system's error to Chinese.

In: an `OSError`. Out: what to tell whoever typed the command: what failed, why, what to do.
"""

from __future__ import annotations

import errno
from enum import StrEnum
from pathlib import Path


class Doing(StrEnum):
    """What was being done with a file."""

    READING = "读不出来"
    WRITING = "写不进去"


_BUSY = "正被别的程序用着。关掉打开着它的程序再来"
_NOT_THERE = "没有这个文件或者文件夹了，可能刚被移走。看看还在不在"
_CAUSES = {
    errno.ENOSPC: "磁盘满了{more}。腾出地方再来",
    errno.EDQUOT: "分给您的磁盘空间用完了{more}。腾出地方再来",
    errno.EACCES: "没有权限。看看它准不准您{verb}，或者请管这台电脑的人来",
    errno.EPERM: "没有权限。看看它准不准您{verb}，或者请管这台电脑的人来",
    errno.EROFS: "它在只读的盘上。换一个能写的地方",
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EMFILE: "同时打开的文件太多了。关掉一些程序再来",
    errno.ENFILE: "同时打开的文件太多了。关掉一些程序再来",
    errno.EIO: "磁盘读写出了错，盘可能坏了。先把要紧的文件复制到别的盘上",
    errno.EXDEV: "要换的两个文件夹不在同一块盘上。换到同一块盘上的文件夹",
    errno.ENAMETOOLONG: "文件名连同路径太长了。换一个短一点的文件夹",
    errno.ENOENT: _NOT_THERE,
    errno.ENOTDIR: "路径里有一段是文件，不是文件夹。看看写得对不对",
    errno.EISDIR: "它是文件夹，不是文件。看看写得对不对",
    errno.EEXIST: "那里已经有东西了。移走再来",
    errno.ENOTEMPTY: "那个文件夹里还有东西。移走再来",
    errno.ELOOP: "链接绕了圈。换一个不经过链接的文件夹",
    errno.EFBIG: "文件太大，这块盘放不下这么大的文件。换一块盘",
}
_SHARED = (32, 33)  # winerror: another program has the file open
_FULL = (errno.ENOSPC, errno.EDQUOT)
_MEGABYTE = 1_000_000


class Told(Exception):
    """What stops a command; its text is for whoever typed it."""


class Failed(Told):
    """A file could not be read or written; its text is the sentence."""

    def __init__(self, error: OSError, doing: Doing, path: str | Path = "", lacking: int | None = None) -> None:
        super().__init__(sentence(error, doing, path, lacking))
        self.error, self.doing, self.path = error, doing, str(path or error.filename or "")

    @property
    def full(self) -> bool:
        """Whether the disk was full."""
        return self.error.errno in _FULL

    def lacking(self, amount: int) -> Failed:
        """The same, saying how many bytes more are needed."""
        return Failed(self.error, self.doing, self.path, amount)


def sentence(error: OSError, doing: Doing, path: str | Path = "", lacking: int | None = None) -> str:
    """What failed with which file, why and what to do; `lacking` bytes are what a full disk wants more."""
    number = error.errno
    if getattr(error, "winerror", None) in _SHARED:
        number = errno.EBUSY
    more = f"，还要 {max(1, -(-lacking // _MEGABYTE))} MB" if lacking is not None else ""
    verb = "读" if doing is Doing.READING else "写"
    why = _CAUSES.get(number or 0, f"系统说不行（第 {number} 号）。关掉别的程序再来；还不行，请管这台电脑的人来")
    return f"“{path or error.filename or '？'}”{doing}：{why.format(more=more, verb=verb)}。"


def of(error: OSError, written: Path) -> Failed:
    """What failed while a folder was being written: what lies in it was written, everything else was read."""
    path = error.filename if isinstance(error.filename, str | bytes) else ""
    place = Path(path.decode(errors="replace") if isinstance(path, bytes) else path)
    outside = bool(path) and not place.is_relative_to(written)
    return Failed(error, Doing.READING if outside else Doing.WRITING, place if path else "")
