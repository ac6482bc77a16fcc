"""What was published before: the edition that stands in the site's place, the ledger it carries, another copy of it.

In: the state of a site, the record, what the clerk named with --former. Out: `Before`: all that the next edition has to
go on with. Raises `Behind` where the record knows less than what was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.causes import Told
from generator.publication import copies, edition, ledger, place
from generator.publication.edition import Edition
from generator.publication.state import State
from generator.reading.ledger import Row
from generator.record import Record


class Behind(Told):
    """The record's ledger is older than what was published; its text says what to do."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a publication follows: the record with all that is known to be published; the edition before, if any; the
    number of the next edition; the day it may not be older than; what only another copy knew, as sentences."""

    record: Record
    edition: Edition | None
    sequence: int
    day: date | None
    differences: tuple[str, ...]


def before(state: State, record: Record, former: str | None, *, adopted: bool = False) -> Before:
    """What the next publication follows; what is moved aside as a whole (`adopted`) may have an edition.json that is none.

    Raises `Behind`, `ledger.Clash`, `copies.Unreachable`, `edition.Unfit`."""
    told: list[str] = []
    found: list[Edition] = []
    if former:
        with copies.at(former) as copy:
            record = _joined(record, copy, told)
            found += [one for one in [copies.edition_of(copy)] if one]
    standing = copies.Folder(state.site)
    here = None
    with suppress(edition.Unfit) if adopted else nullcontext():
        here = edition_in(state.site)
    if here:
        found.insert(0, here)
        if not former:
            _not_behind(record, here, ledger.of_copy(standing) or (), state)
        else:
            record = _joined(record, standing, [])
    last = record.publications.last
    numbers = [one.about.sequence for one in found] + [release.number for release in state.releases()]
    days = [one.about.day for one in found]
    if last:
        numbers.append(last.sequence)
        days.append(last.day)
    newest = max(found, key=lambda one: one.about.sequence, default=None)
    return Before(record, newest, max(numbers, default=0) + 1, max(days, default=None), tuple(told))


def edition_in(site: Path) -> Edition | None:
    """The edition that stands in a site's place; None where there is none. Raises `edition.Unfit`."""
    said = place.served(site)
    return edition.read(said) if said is not None else None


def _joined(record: Record, copy: copies.Copy, told: list[str]) -> Record:
    rows = ledger.of_copy(copy)
    if rows is None:
        told.append(f"“{copy.name}”里没有账本（{ledger.COPY}），接不上")
        return record
    ledger.without_clash(record, copy, rows)
    union = ledger.united(record.ledger, rows)
    told += union.differences
    return replace(record, ledger=union.rows)


def _not_behind(record: Record, here: Edition, rows: Iterable[Row], state: State) -> None:
    known = {row.url for row in record.ledger}
    unknown = [row.url or "./" for row in rows if row.url not in known]
    last = record.publications.last
    number = last.sequence if last else 0
    if number < here.about.sequence or unknown:
        lacking = (
            f"，账本里少 {len(unknown)} 个网址（{'、'.join(unknown[:3])}{'……' if len(unknown) > 3 else ''}）"
            if unknown
            else ""
        )
        raise Behind(
            f"这份记录比网站旧：网站是第{here.about.sequence}版，这里只记到第{number}版{lacking}。"
            f"换到发布第{here.about.sequence}版的那个文件夹来发布；找不到了，加上 --former {state.site}，把缺的接过来。"
        )
