"""The next free id of a list: ids are permanent, and one that was ever used is never given out again.

In: the record. Out: ids. Used by the tools in `authoring/` that begin entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.kinds import Kind
from generator.record import Record


def free(record: Record, kind: Kind, year: int, taken: frozenset[str] = frozenset()) -> str:
    """The id after the highest of a list; of decisions and adjustments the highest of the year.

    `taken` are ids promised already. What has been published, adjusted or cannot be read counts as used.
    """
    prefix = f"{kind.letter}{year}" if kind.by_year else kind.letter
    used = [id_[len(prefix) :] for id_ in (*_used(record), *taken) if re.fullmatch(rf"{prefix}[0-9]+", id_)]
    width = max((len(digits) for digits in used), default=3)
    return f"{prefix}{max(map(int, used), default=0) + 1:0{width}}"


def _used(record: Record) -> Iterator[str]:
    yield from record.files
    yield from (row.id for row in record.ledger)
    yield from (item.entry.id for adjustment in record.adjustments.values() for item in adjustment.items)
