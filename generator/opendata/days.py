"""Since when an entry is published, and when what the public sees of it last changed: what the ledger says, one day on.

In: an entry as the public may see it, the town with its ledger. Out: its digest, its days as they will stand in the
ledger once the town is published on its day. So pages and data say what the ledger will say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from generator.derive.town import Town
from generator.reading.ledger import Row

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Days(NamedTuple):
    """The day an entry was first published, the day of the publication in which it last changed."""

    first: date
    changed: date


def digest(said: Mapping[str, Any]) -> str:
    """What the ledger keeps of an entry's published data, to see whether it was changed: 16 hexadecimal digits."""
    return hashlib.sha256(_compact(dict(said)).encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def rows_of(town: Town) -> dict[str, Row]:
    """The rows of a town's ledger by the ids of their entries."""
    return {row.id: row for row in town.record.ledger if row.id}


def of(id_: str, now: Callable[[], str], town: Town) -> Days:
    """The days of an entry; `now` works its digest out, which only what was published before needs."""
    row = rows_of(town).get(id_)
    if row is None:
        return Days(town.today, town.today)
    same = row.last is None and row.digest == now()
    return Days(row.first, (row.changed or row.first) if same else town.today)
