"""What a start finds of a publication that was cut off, and what it does with it.

In: the state of a site, the town's folder. Out: a site, a ledger and a log that belong together.

A publication makes the site and its release in `next`, writes unfinished.json, gives the release its number, writes
ledger and log beside their places, exchanges the folders (from here on it is published), renames ledger and log, takes
the old site and the releases that are too many away, and unfinished.json at last. Cut off, it leaves:

    unfinished.json   site                    release    what it was doing       what is done now
    ---------------   ---------------------   --------   ---------------------   ---------------------------------------
    not there         the old one             -          making the new one      `next` is swept
    there             the old one             n or -     about to exchange       release n was seen by nobody: it goes,
                                                                                 unfinished.json and `next` with it
    there             missing, `next/old`     n          between the two         the old one comes back; then as above
                      is there                           renames (no exchange
                                                         on this system)
    there             the new one             n          ledger and log, or      both are written, the old site is taken
                                                         sweeping                away, unfinished.json goes
    there             the new one, and the    n          another copy of the     they stay; whoever publishes from this
                      record's ledger is                 record published        folder is told that it is older
                      neither old nor new

Whatever lies in an old site and is not ours is put into the new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.causes import Failed, Told
from generator.publication import calls, place, tree, unfinished
from generator.publication.state import State
from generator.publication.unfinished import Paper, Unfinished


class Unclosed(Told):
    """The new edition stands in its place, and what comes after could not be done; the next start does it."""


def recover(state: State, root: Path) -> tuple[str, ...]:
    """Carry out, or undo, what was cut off; what there is to tell. The site's lock is held. Raises `Failed`."""
    place.give_back(state)
    decided = unfinished.read(state)
    if decided is None:
        unfinished.forget(state)
        return moved(place.sweep(state))
    if not _stands(state, decided):
        undo(state, root, decided)
        return ()
    return ("上次发布到一半断了：新的一版已经在网上，账本和发布记录现在补上了。", *finish(state, root, decided))


def finish(state: State, root: Path, decided: Unfinished) -> tuple[str, ...]:
    """Do what is left to do once an edition stands in the site's place; what there is to tell."""
    written = [_write(root / path, paper) for path, paper in decided.papers.items()]
    told = []
    for old in (state.next / "old", state.next / "site"):
        if decided.adopted and calls.is_folder(old):
            kept = _free(state.folder / "releases" / "before")
            calls.rename(old, kept)
            told.append(f"原来在那里的，整个移到了 {kept}")
    told += moved(place.sweep(state))
    drop(state, decided.forgotten)
    if all(written):
        unfinished.forget(state)
    return tuple(told)


def moved(paths: Iterable[str]) -> tuple[str, ...]:
    """What to tell of files that others put into a site at the last moment."""
    named = "、".join(paths)
    return (f"发布的时候有人往网站里放了东西，还在：{named}。移到 content/root/，下次发布就带着。",) if named else ()


def _stands(state: State, decided: Unfinished) -> bool:
    said = place.served(state.site)
    return said is not None and hashlib.sha256(said).hexdigest() == decided.edition


def stage(root: Path, decided: Unfinished) -> None:
    """Write ledger and log beside their places, so that no full disk is met once the site has changed."""
    for path, paper in decided.papers.items():
        calls.write_through(calls.beside(root / path), paper.after)


def _write(path: Path, paper: Paper) -> bool:
    """Give a paper its new bytes; False where it is neither what it was nor what it shall be."""
    content = calls.read(path) if calls.there(path) is not None else None
    if content == paper.after:
        _unstage(path)
        return True
    if unfinished.digest(content) != paper.before:
        return False
    staged = calls.beside(path)
    if calls.there(staged) is not None and calls.read(staged) == paper.after:
        calls.rename(staged, path)
        calls.sync_folder(path.parent)
    else:
        calls.replace(path, paper.after)
    return True


def _unstage(path: Path) -> None:
    staged = calls.beside(path)
    if calls.there(staged) is not None:
        calls.unlink(staged)


def drop(state: State, numbers: Iterable[int]) -> None:
    """Take releases away: out of the way in one step, then file by file."""
    for release in state.releases():
        if release.number in tuple(numbers):
            calls.make_folder(state.next)
            aside = state.next / f"dropped-{release.number}"
            calls.rename(release.folder, aside)
            tree.remove(aside)
    if calls.is_folder(state.next) and not calls.names(state.next):
        calls.remove_folder(state.next)


def _free(path: Path) -> Path:
    """A name that nothing bears."""
    number = 1
    while calls.there(path.with_name(f"{path.name}-{number}")) is not None:
        number += 1
    return path.with_name(f"{path.name}-{number}")


def undo(state: State, root: Path, decided: Unfinished | None) -> None:
    """Take away what was made for an edition that stands nowhere."""
    if decided:
        drop(state, [decided.release])
        for path in decided.papers:
            _unstage(root / path)
        unfinished.forget(state)
    place.sweep(state)


@contextmanager
def nothing_left(state: State, root: Path) -> Iterator[None]:
    """What fails before the exchange leaves nothing behind. Raises `Unclosed` for what fails after it."""
    try:
        yield
    except BaseException as error:
        with suppress(Failed):
            place.give_back(state)
            decided = unfinished.read(state)
            if decided and _stands(state, decided):
                if isinstance(error, Failed):
                    raise Unclosed(
                        f"新的一版已经在网上，后面的没有做完：{error}再运行一次 qingdan publish，就补上。"
                    ) from error
            else:
                undo(state, root, decided)
        raise
