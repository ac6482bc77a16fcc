"""A publication without the build: a town of a few files, and a site of some twenty that differs from one to the next.

In: folders. Out: what `qingdan publish` does from the moment the site is made, through the same functions; and a look
at what stands there, in whatever state a process left it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from generator import record
from generator.publication import calls, edition, keeping, ledger, place, recovery, release, standing, unfinished
from generator.publication.edition import About, Edition
from generator.publication.state import State
from generator.reading import ledger as ledgers
from generator.reading import log
from generator.reading.ledger import Row
from tests.towns import TOWN

IN_MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # a folder whose files wait for no disk
FIRST = date(2026, 1, 1)


def town(folder: Path) -> Path:
    """A town's folder with little in it."""
    (folder / "powers/authority").mkdir(parents=True)
    shutil.copy(TOWN / "powers/town.yml", folder / "powers/town.yml")
    shutil.copy(TOWN / "powers/authority/q001.yml", folder / "powers/authority/q001.yml")
    return folder


def files(number: int) -> dict[str, bytes]:
    """The files of an edition: some that stay, some that change each time, some that are there every other time."""
    stay = {f"assets/{name}.css": name.encode() * 50 for name in "abcde"}
    change = {f"p{i}/index.html": f"<h1>第{number}版，第{i}页</h1>".encode() * (i + 1) for i in range(12)}
    other = {f"odd{number % 2}/index.html": b"<h1>now and then</h1>", f"search/{number}/a.json": b"{}"}
    return {"index.html": f"<h1>第{number}版</h1>".encode(), **stay, **change, **other}


def publish(
    root: Path, site: Path, write: Callable[[int], dict[str, bytes]] = files, *, adopt: bool = False
) -> Edition:
    """Publish the next edition, as `release.publish` does from the moment the site is made."""
    state = State(site)
    with place.held(state):
        recovery.recover(state, root)
        if (found := place.foreign(site)) and not adopt:
            raise place.Foreign(site, found, "")
        before = standing.before(state, record.read(root)[0], None, adopted=bool(found))
        with recovery.nothing_left(state, root):
            folder = place.build(state)
            day = FIRST + timedelta(days=before.sequence)
            content = write(before.sequence)
            rows = _rows(before.record.ledger, content, day)
            for path, one in (content | {ledger.COPY: ledgers.written(rows)}).items():
                calls.make_folder((folder / path).parent)
                calls.write(folder / path, one)
            digest = before.edition.digest if before.edition else ""
            about = About("禾泉镇", "演示", before.sequence, day, "", "0", "", digest, len(rows), {})
            done = edition.write(folder, about, release.gone(before))
            decided = release.decide(state, root, done, rows, "", keep=3, adopted=bool(found))
            release.ready(state, root, decided, root)
            release.put_out(state, root, decided)
        return done


def _rows(old: Iterable[Row], content: dict[str, bytes], day: date) -> list[Row]:
    there = {path.removesuffix("index.html") for path in content if path.endswith("index.html")}
    rows = {row.url: row for row in old}
    for url in there:
        rows[url] = Row("", url, "", "", rows[url].first if url in rows else day, None, None)
    gone = {url: row for url, row in rows.items() if url not in there}
    for url, row in gone.items():
        rows[url] = Row("", url, "", "", row.first, None, row.last or day)
    return list(rows.values())


def faults(root: Path, site: Path, editions: Iterable[int]) -> list[str]:
    """What is wrong with a site that a process was ended at: it must be whole, and one of some editions.

    Whether ledger and log belong to it is looked at too, unless a publication is unfinished and will write them.
    """
    found = []
    if not site.exists():
        return [] if 0 in set(editions) else ["there is no site"]
    whole, wrong = keeping.intact(site)
    if whole is None or wrong:
        return [f"not whole: {wrong}"]
    if whole.about.sequence not in set(editions):
        found.append(f"edition {whole.about.sequence} stands there")
    ours = files(whole.about.sequence)
    if {*ours, ledger.COPY} != {*whole.files}:
        found.append(f"not its files: {sorted({*ours, ledger.COPY} ^ {*whole.files})}")
    elif mixed := [path for path, content in ours.items() if (site / path).read_bytes() != content]:
        found.append(f"mixed: {mixed}")
    if unfinished.read(State(site)) is None:
        found += _papers(root, site, whole)
    return found


def _papers(root: Path, site: Path, whole: Edition) -> list[str]:
    known = log.read((root / "powers" / log.NAME).read_bytes())
    rows = ledgers.read((root / "powers" / ledgers.NAME).read_bytes())[0]
    carried = ledgers.read((site / ledger.COPY).read_bytes())[0]
    wrong = [] if known.last and known.last.edition == whole.digest else ["the log does not end with this edition"]
    wrong += [f"the log is broken: {one.said}" for one in known.broken]
    return wrong + ([] if rows == carried else ["the ledger is not the one that the site carries"])
