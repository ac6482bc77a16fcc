"""The ledger once a town is published, and one ledger of several.

In: the record with its ledger, the pages of the site that was made of it. Out: the rows of the next ledger; of two
ledgers their union, and where they do not agree. How a ledger is written is in `reading.ledger`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator import urls
from generator.causes import Told
from generator.derive import adjusted
from generator.derive.town import Town
from generator.model.kinds import BY_LETTER
from generator.opendata import rows as opendata
from generator.publication.copies import Copy
from generator.reading import ledger as file
from generator.reading.ledger import Row
from generator.record import Record

COPY = f"{urls.OPEN_DATA}ledger.csv"  # where a site carries its ledger


class Clash(Told):
    """An id stands for one entry here and for another one there; its text names both."""


def following(town: Town, pages: Collection[str]) -> tuple[Row, ...]:
    """The ledger once a site with these pages is published on the town's day.

    A page that is there has no day of its end; one that is gone keeps its row and the day it first was not there.
    What the 须経调整 fields are held to is written down by a town in 正式 alone, and stays when that changes.
    """
    before = {row.url: row for row in town.record.ledger}
    entries = {urls.of(entry): entry for entry in town.record.entries()}
    rows = [_there(url, before.get(url), entries.get(url), town) for url in pages]
    gone = (replace(row, last=row.last or max(town.today, row.changed or row.first)) for row in before.values())
    return tuple(sorted([*rows, *(row for row in gone if row.url not in pages)], key=lambda row: row.url))


def _there(url: str, row: Row | None, entry: Any, town: Town) -> Row:
    if entry is None:
        return Row("", url, "", "", row.first if row else town.today, None, None)
    first, changed = opendata.days_of(entry, town)
    kept = adjusted.published(entry) if town.record.formal else row.adjusted if row else ""
    return Row(str(entry.id), url, opendata.digest_of(opendata.row_of(entry, town)), kept, first, changed, None)


@dataclass(frozen=True, slots=True)
class United:
    """Two ledgers as one, and what only the other one knew or had otherwise, as sentences."""

    rows: tuple[Row, ...]
    differences: tuple[str, ...]


def united(own: Iterable[Row], other: Iterable[Row]) -> United:
    """What either of two ledgers holds: the earliest first day, the latest of everything else."""
    rows = {row.url: row for row in own}
    new, changed = [], []
    for row in other:
        mine = rows.get(row.url)
        if mine is None:
            new.append(row.url)
            rows[row.url] = row
            continue
        newer = max(mine, row, key=_newest)
        both = replace(newer, first=min(mine.first, row.first), line=mine.line)
        if replace(both, line=0) != replace(mine, line=0):
            changed.append(row.url)
        rows[row.url] = both
    told = [
        f"{what} {len(urls_)} 个网址：{'、'.join(url or './' for url in urls_[:5])}{'……' if len(urls_) > 5 else ''}"
        for what, urls_ in (("账本里没有、那边发布过", new), ("账本和那边写的不一样，照新的", changed))
        if urls_
    ]
    return United(tuple(sorted(rows.values(), key=lambda row: row.url)), tuple(told))


def _newest(row: Row) -> date:
    return max(day for day in (row.first, row.changed, row.last) if day)


def of_copy(copy: Copy) -> tuple[Row, ...] | None:
    """The ledger that a published site carries; None where it carries none that can be read."""
    content = copy.read(COPY)
    rows, faults = file.read(content) if content is not None else ((), [])
    return None if content is None or faults else rows


def without_clash(record: Record, copy: Copy, other: Iterable[Row]) -> None:
    """Raise `Clash` where an id that the other ledger alone knows stands for something else in the record."""
    known = {row.id for row in record.ledger}
    for row in other:
        entry = record.get(row.id) if row.id and row.id not in known else None
        if entry is None:
            continue
        here, there = entry.called, _called_there(copy, row)
        if here != there:
            raise Clash(
                f"编号 {row.id} 用了两次：这里是“{here}”，那边发布过的是“{there}”。这里的这一条换一个新编号再发布。"
            )


def _called_there(copy: Copy, row: Row) -> str:
    with suppress(ValueError, AttributeError):
        return str(json.loads(copy.read(f"{row.url}{row.id}.json") or b"").get(BY_LETTER[row.id[0]].naming) or row.id)
    return "（已经撤下的一条）"
