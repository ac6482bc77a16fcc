"""A publication that is ended, or that a disk fails, at every single call it makes.

In: a folder to work in, which calls and how they fail. Out: what was wrong afterwards, as sentences; none is right.
Each case is a process of its own; the contents change with every edition, so that a mixed site shows.
"""

from __future__ import annotations

import errno
import os
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator.causes import Told
from generator.publication import calls
from generator.publication.state import State
from tests.publication import ready

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE", "EXDEV")
SHORT = "short write"
# What a message must say for each; a call may also fail in a way that there is a way around.
SAID = {
    "ENOSPC": "磁盘满了",
    "EIO": "磁盘读写出了错",
    "EACCES": "没有权限",
    "EROFS": "只读",
    "EMFILE": "打开的文件太多",
    "EXDEV": "不在同一块盘上",
}
Outcome = str  # "" published, "killed", or what was told


_PATIENCE = 120  # seconds; a publication of a few files takes a fraction of one


def in_a_process(work: Callable[[], None]) -> Outcome:
    """Do something in a process of its own; how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.alarm(_PATIENCE)  # who waits for ever is killed, and that is how it ended
        try:
            work()
            said = ""
        except Told as told:
            said = str(told)
        except BaseException as error:
            said = f"!! {error!r}"
        os.write(writing, said.encode()[:60000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else said


def watched(at: Callable[[int, str, Callable[..., Any], tuple[Any, ...]], Any]) -> None:
    """From now on hand every call of this process to `at`: its number, its name, the call itself, what it is given."""
    count = 0

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            nonlocal count
            count += 1
            return at(count, name, call, given)

        return counted

    for name, call in list(calls.TABLE.items()):
        calls.TABLE[name] = wrapped(name, call)


def how_many(root: Path, site: Path) -> int:
    """How many calls a publication makes, while it is published."""
    reading, writing = os.pipe()

    def count() -> None:
        newest = 0

        def noted(number: int, name: str, call: Callable[..., Any], given: tuple[Any, ...]) -> Any:
            nonlocal newest
            newest = number
            return call(*given)

        watched(noted)
        ready.publish(root, site)
        os.write(writing, str(newest).encode())

    said = in_a_process(count)
    assert not said, said
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        return int(pipe.read())


def killed(root: Path, site: Path, number: int, *, halfway: bool = False) -> Outcome:
    """Publish, and be killed before a call, or with half of what it writes written."""

    def at(count: int, name: str, call: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        if count == number:
            if halfway and name == "write":
                call(given[0], given[1][: len(given[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given)

    def work() -> None:
        watched(at)
        ready.publish(root, site)

    return in_a_process(work)


def failed(root: Path, site: Path, number: int, how: str, *, lasting: bool = False) -> Outcome:
    """Publish while a call fails, or while every call that writes fails from that one on."""

    def at(count: int, name: str, call: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        hit = count == number or (
            lasting and count > number and name in ("write", "rename", "mkdir", "link", "exchange")
        )
        if hit and how == SHORT and name == "write" and len(given[1]) > 1:
            return call(given[0], given[1][: len(given[1]) // 2])
        if hit and how != SHORT:
            raise OSError(getattr(errno, how), how)
        return call(*given)

    def work() -> None:
        watched(at)
        ready.publish(root, site)

    return in_a_process(work)


def begun(folder: Path) -> tuple[Path, Path]:
    """A town with three editions."""
    root, site = ready.town(folder / "镇 [1]"), folder / "www" / "网站 [a]"
    for _ in range(3):
        ready.publish(root, site)
    return root, site


def _now(site: Path) -> int:
    from generator.publication import standing

    found = standing.edition_in(site)
    assert found
    return found.about.sequence


def kills(folder: Path, every: int = 1, seed: int = 1) -> Iterator[list[str]]:
    """Kill a publication before, and in, each call, or each few of them; then publish, and look again."""
    root, site = begun(folder)
    count, chance = how_many(root, site), random.Random(seed)
    for number in range(1 + (chance.randrange(every) if every > 1 else 0), count + 1, every):
        for halfway in (False, True):
            where = f"killed {'in' if halfway else 'before'} call {number} of {count}"
            yield [f"{where}{fault}" for fault in _kill(root, site, number, halfway, chance)]


def _kill(root: Path, site: Path, number: int, halfway: bool, chance: random.Random) -> Iterator[str]:
    now = _now(site)
    said = killed(root, site, number, halfway=halfway)
    if said not in ("killed", ""):
        yield f": {said}"
    yield from (f": {fault}" for fault in ready.faults(root, site, (now, now + 1)))
    if chance.random() < 0.3:  # and once more while that is mended
        killed(root, site, chance.randrange(1, 60))
        yield from (f", twice: {fault}" for fault in ready.faults(root, site, (now, now + 1)))
    yield from _afterwards(root, site)


def failures(folder: Path, every: int = 1, seed: int = 1) -> Iterator[list[str]]:
    """Let each call, or each few of them, fail in each way; then publish, and look again."""
    root, site = begun(folder)
    count, chance = how_many(root, site), random.Random(seed)
    ways = [(how, False) for how in (*ERRORS, SHORT)] + [("ENOSPC", True), ("EROFS", True)]
    for how, lasting in ways:
        for number in range(1 + (chance.randrange(every) if every > 1 else 0), count + 1, every):
            where = f"{how}{' for good' if lasting else ''} at call {number} of {count}"
            yield [f"{where}{fault}" for fault in _fail(root, site, number, how, lasting)]


def _fail(root: Path, site: Path, number: int, how: str, lasting: bool) -> Iterator[str]:
    now = _now(site)
    said = failed(root, site, number, how, lasting=lasting)
    if said and (how == SHORT or SAID[how] not in said or "!!" in said):
        yield f": told “{said}”"
    yield from (f": {fault}" for fault in ready.faults(root, site, (now, now + 1) if said else (now + 1,)))
    if "已经在网上" in said and _now(site) == now:
        yield ": told that it is published, and it is not"
    if said and "已经在网上" not in said and _now(site) != now:
        yield f": told “{said}”, and it is published"
    yield from _afterwards(root, site)


def _afterwards(root: Path, site: Path) -> Iterator[str]:
    """The next publication mends what is left, and leaves nothing behind."""
    now = _now(site)
    said = in_a_process(lambda: [ready.publish(root, site), None][1])
    if said:
        yield f", then: {said}"
        return
    yield from (f", then: {fault}" for fault in ready.faults(root, site, (now + 1,)))
    state = State(site)
    left = {one.name for one in (state.folder / "releases").iterdir()} - {str(r.number) for r in state.releases()}
    left |= {one.name for one in (root / "powers").iterdir() if one.name.startswith(".~")}
    left |= {one.name for one in site.parent.iterdir()} - {site.name, ".qingdan"}
    if left:
        yield f", then: left behind {sorted(left)}"
    if len(state.releases()) > 3:
        yield f", then: {len(state.releases())} releases"
