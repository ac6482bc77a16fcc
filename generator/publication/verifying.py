"""Whether a published site is what its edition says, and whether it is the edition that the log names.

In: a copy of a site, the log, the editions that are kept. Out: what is missing, changed, too much, what was taken down
and is still there; what the log says of the edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from generator.publication import disk_edition, edition, pack, withdrawn
from generator.publication.copies import Copy
from generator.publication.edition import Edition
from generator.reading.log import Log

_AT_ONCE = 8  # requests to a server
_SHOWN = 10
_LINE = 40  # characters of a line that are shown


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the edition (None where the copy says none), how many files were looked at, the differences as
    sentences, none where all is as it should be; what else there is to say."""

    edition: Edition | None
    looked_at: int
    differences: tuple[str, ...]
    notes: tuple[str, ...]


def verify(
    copy: Copy, log: Log, kept: Sequence[Edition] = (), before: Callable[[str], bytes | None] = lambda _: None
) -> Verified:
    """Compare a copy with its edition, and that with the log. Raises `copies.Unreachable`.

    `kept` are editions by which an older file is known; `before` gives a file as it was published, where that is kept.
    """
    said = copy.read(edition.FILE)
    if said is None:
        return Verified(None, 0, (f"没有 {edition.FILE}：不是用 qingdan publish 发布的，或者这个文件丢了",), ())
    try:
        found = edition.read(said)
    except edition.Unfit as unfit:
        return Verified(None, 0, (str(unfit),), ())
    sums = edition.sums({edition.FILE: found.digest} | {path: one.sha256 for path, one in found.files.items()})
    there = _read(copy, [*found.files, edition.SUMS])
    missing = [path for path, content in there.items() if content is None]
    changed = [path for path, one in found.files.items() if (c := there[path]) is not None and edition.filed(c) != one]
    if there[edition.SUMS] not in (None, sums):
        changed.append(edition.SUMS)
    extra, left = _too_much(copy, found)
    older = {(path, one.sha256): e.about.sequence for e in kept for path, one in e.files.items()}
    differences = [
        *_told("少了", missing),
        *_told("改过", changed),
        *_told("多了", extra),
        *_told("撤下了的还在", left),
        *([f"先看这一处：{_first(changed[0], there, found, older, before)}"] if changed else []),
        *_against(log, found),
    ]
    notes = [*(one.said for one in log.broken), *_other_than_a_site(copy, found, missing)]
    return Verified(found, len(there) + 1, tuple(differences), tuple(notes))


def _other_than_a_site(copy: Copy, found: Edition, missing: Sequence[str]) -> Iterator[str]:
    """What a copy seems to be instead of a whole site, where much is missing in it."""
    if {path for path in disk_edition.LEFT_OUT if path in found.files} <= {*missing} and missing:
        yield "这像是放 U 盘的那一份，和网站本来就不一样。在那个文件夹里敲 sha256sum --quiet -c SHA256SUMS 核对。"
    elif missing and copy.read(pack.README) is not None:
        yield f"压缩包里可能只有改了的那一部分，看“{pack.README}”；盖上去以后，核对网站。"


def _read(copy: Copy, paths: Iterable[str]) -> dict[str, bytes | None]:
    paths = list(paths)
    if copy.paths() is not None:
        return {path: copy.read(path) for path in paths}
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        return dict(zip(paths, workers.map(copy.read, paths), strict=True))


def _too_much(copy: Copy, found: Edition) -> tuple[list[str], list[str]]:
    """Files that the edition does not list, and those of earlier editions that are still there as they were.

    Where a pack was unpacked, what ended was overwritten with a word that it has, and 先读我.txt may still lie there.
    """
    listed = copy.paths()
    extra = [] if listed is None else [path for path in edition.missing(listed, found) if path != pack.README]
    asked = _read(copy, found.gone if listed is None else [path for path in extra if path in found.gone])
    left = [
        path for path, c in asked.items() if c is not None and hashlib.sha256(c).hexdigest() == found.gone[path].sha256
    ]
    ended = [path for path, c in asked.items() if c == withdrawn.content(path)]
    return [path for path in extra if path not in left and path not in ended], left


def _told(what: str, paths: Sequence[str]) -> list[str]:
    more = "……" if len(paths) > _SHOWN else ""
    return [f"{what} {len(paths)} 个文件：{'、'.join(sorted(paths)[:_SHOWN])}{more}"] if paths else []


def _first(
    path: str,
    there: dict[str, bytes | None],
    found: Edition,
    older: dict[tuple[str, str], int],
    before: Callable[[str], bytes | None],
) -> str:
    content = there[path] or b""
    if number := older.get((path, hashlib.sha256(content).hexdigest())):
        return f"{path} 是第{number}版的，不是第{found.about.sequence}版的"
    published = before(path)
    if published is not None:
        for number, (old, new) in enumerate(zip(_lines(published), _lines(content), strict=False), 1):
            if old != new:
                return f"{path} 第{number}行，发布的是“{_shown(old, new)}”，现在是“{_shown(new, old)}”"
    size = found.files[path].size if path in found.files else len(published or b"")
    return f"{path} 发布的有 {size} 字节，现在有 {len(content)} 字节" + ("，内容不一样" if size == len(content) else "")


def _lines(content: bytes) -> list[str]:
    return [*content.decode("utf-8", "replace").split("\n"), ""]


def _shown(line: str, other: str) -> str:
    """A line from where it differs from another one."""
    at = next((i for i, (a, b) in enumerate(zip(line, other, strict=False)) if a != b), min(len(line), len(other)))
    start = max(0, at - 10)
    shown = "".join(c if c.isprintable() else "�" for c in line[start : start + _LINE])
    return ("…" if start else "") + shown + ("…" if len(line) > start + _LINE else "")


def _against(log: Log, found: Edition) -> list[str]:
    """What the log says against an edition: an older one, or one that it does not know."""
    if not log.lines or log.lines[-1].edition == found.digest:
        return []
    last = log.lines[-1]
    if any(line.edition == found.digest for line in log.lines):
        return [
            f"这是第{found.about.sequence}版（{found.about.day}），发布记录里最新的一次是 {last.day}（序号 {last.sequence}）：网站是旧的"
        ]
    return [
        f"发布记录里没有这一版（它说自己是第{found.about.sequence}版）：edition.json 改过，或者不是从这份记录发布的"
    ]
