"""The place of a site: who may write there, what in it is ours, and the one step by which a new site takes it.

In: a `State`. Out: the lock held, foreign files named, folders exchanged. What is built here says itself what it
consists of, in edition.json or, where it was only built to be looked at, in `MARK`; nothing else is ever taken away.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.causes import Doing, Failed, Told
from generator.publication import calls, edition, tree
from generator.publication.state import FOLDER, State

MARK = ".qingdan-site"  # stands in a site that was only built; the files of it, a line each, after the first line
_MAKING = "making"  # beside a site that is being made
_NAMED = 10  # foreign files that are named
_FIRST = "这个文件夹是 qingdan build 生成的，再生成时下面这些文件会换掉。"


class Busy(Told):
    """Somebody else is at work on the same site."""


class Foreign(Told):
    """The site's folder holds something that is not ours; `files` names it. Nothing was touched."""

    def __init__(self, site: Path, files: Sequence[str], advice: str) -> None:
        named = "、".join(files[:_NAMED]) + (f"……共 {len(files)} 样" if len(files) > _NAMED else "")
        super().__init__(f"“{site}”里有不是程序生成的东西，没有动：{named}。{advice}")
        self.files = list(files)


class Mounted(Told):
    """The site's folder is where another disk begins: it cannot change places with any other."""


@contextmanager
def held(state: State) -> Iterator[None]:
    """The site's lock. Raises `Busy`, `Mounted`, `causes.Failed`."""
    if os.path.ismount(state.site):
        raise Mounted(
            f"“{state.site}”是挂载点（另一块盘从这里开始），没法整个换。写它下面的一个文件夹，例：{state.site / 'www'}"
        )
    outer = state.site.parent / FOLDER
    calls.make_folder(outer)
    if calls.there(outer / ".gitignore") is None:
        calls.write(outer / ".gitignore", b"*\n")
    calls.make_folder(state.folder)
    calls.set_mode(state.folder, 0o700)  # a server that serves the parent must not serve what was taken down
    calls.make_folder(state.next.parent)
    try:
        lock = open(state.lock, "a+b")  # noqa: SIM115 (closed below: to close it is to give it back)
    except OSError as error:
        raise Failed(error, Doing.WRITING, state.lock) from error
    with lock:
        _lock(lock.fileno())
        yield


def _lock(number: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise Busy("这个网站正有另一个程序在生成或者发布，等它完了再来。") from error


def listed(folder: Path) -> tuple[frozenset[str], str] | None:
    """The files that a site of ours says it consists of, and the one that says so; None where nothing does."""
    if calls.is_folder(folder):
        if calls.is_file(folder / edition.FILE):
            with suppress(edition.Unfit):
                found = edition.read(calls.read(folder / edition.FILE))
                return frozenset({*found.files, edition.SUMS, edition.FILE}), edition.FILE
        if calls.is_file(folder / MARK):
            first, *paths = calls.read(folder / MARK).decode("utf-8", "replace").splitlines() or [""]
            if first == _FIRST:
                return frozenset({*paths, MARK}), MARK
    return None


def mark(folder: Path) -> None:
    """Let a site that was only built say what it consists of."""
    calls.write(folder / MARK, "\n".join([_FIRST, *tree.files(folder), ""]).encode())


def foreign(site: Path) -> list[str]:
    """What in the site's place is not ours, by path; nothing where there is nothing."""
    if calls.there(site) is None:
        return []
    if not calls.is_folder(site):
        return [site.name]
    known = listed(site)
    return tree.foreign(site, known[0] if known else ())


def served(site: Path) -> bytes | None:
    """The edition.json of the site that stands in its place; None where none does."""
    place = site / edition.FILE
    return calls.read(place) if calls.is_folder(site) and calls.is_file(place) else None


def put(state: State) -> None:
    """Let what was made take the site's place; what stood there is then where that was made, or in `old`."""
    made, old = state.next / "site", state.next / "old"
    if calls.there(state.next / _MAKING) is not None:
        calls.unlink(state.next / _MAKING)
    if calls.there(state.site) is None:
        calls.rename(made, state.site)
    elif not calls.exchange(made, state.site):
        # No such call here: two renames, between which the site is gone for a moment.
        calls.rename(state.site, old)
        try:
            calls.rename(made, state.site)
        except BaseException:  # a program on Windows has something of it open
            calls.rename(old, state.site)
            raise
    calls.sync_folder(state.site.parent)
    calls.sync_folder(state.next)


def give_back(state: State) -> None:
    """The site of before, where a process ended between the two renames of `put`."""
    if calls.there(state.site) is None and calls.is_folder(state.next / "old"):
        calls.rename(state.next / "old", state.site)


def sweep(state: State) -> list[str]:
    """Take away what was being made, and the site that stood in the place before.

    Whoever put a file into the old site at the last moment finds it in the new one, under its name, or, where
    there is another of this name, in `found` beside the releases. The paths of such files come back.
    """
    moved: list[str] = []
    if calls.there(state.next / _MAKING) is not None:
        for name in calls.names(state.next):
            if name != _MAKING:  # goes last: without it a site half taken away would look like somebody's
                tree.remove(state.next / name)
    else:
        for one in (state.next / "old", state.next / "site"):
            known = listed(one) or ((), "")
            if calls.is_folder(one) and not tree.clear(one, *known):
                moved += _put_back(state, one)
    tree.remove(state.next)
    return moved


def _put_back(state: State, old: Path) -> list[str]:
    moved = []
    for path in tree.foreign(old, ()):
        place = old / path
        if calls.there(place) is None:
            continue
        to, number = state.site / path, 1
        while calls.there(to) is not None:
            to, number = state.folder / "releases" / f"found-{number}" / path, number + 1
        calls.make_folder(to.parent)
        calls.rename(place, to)
        moved.append(str(to))
    return moved


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What lasts milliseconds and should not be left half done: Ctrl-C is not heard meanwhile."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def build(state: State) -> Path:
    """An empty folder in which the next site is made; a file beside it says that it is not finished."""
    calls.make_folder(state.next / "site")
    calls.write(state.next / _MAKING, b"")
    calls.set_mode(state.next / "site", calls.FOLDER_MODE)
    return state.next / "site"
