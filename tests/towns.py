"""The two towns that tests read: the real record and the invented sample, each derived once.

In: a town's name. Out: what is derived from its record on the day of the tests. Used by the fixtures
in conftest.py and by tests of bodies.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from generator import record
from generator.derive.town import Town, derive

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
