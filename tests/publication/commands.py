"""The real command, killed at random moments, with days that alternate: the site is one whole edition every time.

In: a folder, how often. Out: what was wrong, a list a kill. The town is one that `qingdan init` begins; what one entry says,
and the day, differ from one publication to the next.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from generator.publication import keeping, unfinished
from generator.publication.state import State
from generator.reading import ledger, log
from tests.qingdan import run
from tests.towns import DAY, edit

_SAID = ("先问派出所", "先问问派出所")  # of 备注, in turn
_PATIENCE = 600  # seconds


def kills(folder: Path, count: int, seed: int) -> Iterator[list[str]]:
    """Kill so many publications; what was wrong after each."""
    root, site, chance = folder / "town", folder / "www/网站", random.Random(seed)
    run("init", root, "名称=样例镇", "省=山东省", "设区的市=样例市", "县=青榆县")
    site.parent.mkdir()
    started = time.monotonic()
    assert _publishing(root, site, 0).wait(_PATIENCE) == 0
    length = time.monotonic() - started
    known: set[str] = set()
    for turn in range(1, count + 1):
        # Most of the danger is near the end, where the folders change places.
        moment = length * (chance.uniform(0, 1) if turn % 2 else chance.uniform(0.6, 1.1))
        publishing = _publishing(root, site, turn)
        time.sleep(moment)
        publishing.kill()
        publishing.wait()
        yield [f"killed after {moment:.3f} s of {length:.3f} s: {fault}" for fault in _faults(root, site, known)]
    ended = _publishing(root, site, count + 1).wait(_PATIENCE)
    found = [*_faults(root, site, known), *([f"it ended with {ended}"] if ended else [])]
    left = {one.name for one in (State(site).folder / "releases").iterdir() if not one.name.isdecimal()}
    left |= {one.name for one in (root / "powers").iterdir() if one.name.startswith(".~")}
    yield [f"at the end: {fault}" for fault in (*found, *(f"left behind: {name}" for name in left))]


def _publishing(root: Path, site: Path, turn: int) -> subprocess.Popen[bytes]:
    """A publication of a day of its own that has begun; what the record says changes with it."""
    if turn:
        edit(root, "elsewhere/p001.yml", (_SAID[(turn + 1) % 2], _SAID[turn % 2]))
    words = ["publish", "--root", str(root), "--site", str(site), "--as-of", str(DAY + timedelta(days=turn))]
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _faults(root: Path, site: Path, known: set[str]) -> Iterator[str]:
    """What is wrong with site, ledger and log; `known` are the addresses that were published, and gains new ones."""
    whole, wrong = keeping.intact(site)
    if whole is None or wrong:
        yield f"the site is not whole: {wrong}"
        return
    rows, faults = ledger.read((root / "powers" / ledger.NAME).read_bytes())
    lines = log.read((root / "powers" / log.NAME).read_bytes())
    yield from (f"the ledger cannot be read: {fault.message}" for fault in faults)
    yield from (f"the log is broken: {broken.said}" for broken in lines.broken)
    if lost := known - {row.url for row in rows}:
        yield f"the ledger has lost {sorted(lost)}"
    known |= {row.url for row in rows}
    settled = unfinished.read(State(site)) is None
    if settled and (lines.last is None or lines.last.edition != whole.digest):
        yield "the log does not end with this edition"
    if settled and ledger.read((site / "data/v1/ledger.csv").read_bytes())[0] != rows:
        yield "the ledger is not the one that the site carries"
