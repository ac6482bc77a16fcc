"""`qingdan towns`: compares what two towns have published.

In: two folders. Out: `Sides`, every row of either town accounted for.
"""

from __future__ import annotations

from pathlib import Path

from generator.desk.towns.pairing import paired
from generator.desk.towns.published import COMPARED, read
from generator.desk.towns.words import Sides


def compare(here: Path, there: Path) -> Sides:
    """Both towns beside each other. Raises `NotPublished`."""
    left, right = read(here), read(there)
    lists = [paired(kind, left.rows[kind.attribute], right.rows[kind.attribute]) for kind in COMPARED]
    return Sides(left, right, lists)
