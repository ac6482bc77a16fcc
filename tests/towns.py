"""The two towns that tests read, the real record and the invented sample, and the day it is in all tests.

In: a town's name. Out: what is derived from its record on that day, once; a copy of the sample town to write in.
"""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

from generator import record
from generator.derive.town import Town, derive
from generator.reading.folder import FOLDER

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
REAL, SAMPLE = "磁窑镇", "禾泉镇"
TOWN = ROOT / "tests/town"  # the sample
TOWNS = {REAL: ROOT, SAMPLE: TOWN}


@cache
def derived(name: str) -> Town:
    """A town as a build sees it; it is immutable, so all tests share it."""
    read, problems = record.read(TOWNS[name])
    assert problems == []
    return derive(read, DAY)


def copied(folder: Path) -> Path:
    """The sample town's record in a folder, to be written in."""
    shutil.copytree(TOWN / FOLDER, folder / FOLDER)
    return folder


def edit(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    """Put one text for another in a file of a record; each must stand there."""
    file = root / FOLDER / path
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
