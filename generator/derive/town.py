"""The record with what follows from it, worked out once: who mentions whom, what changed, what a theme holds.

In: a record and today's date. Out: a `Town`: pages, search and open data are made from it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from generator.derive import disclosure
from generator.derive.history import Step, history_of
from generator.derive.links import REFERENCES, target
from generator.model.citation import Article, Citation
from generator.model.entry import Entry, Shared
from generator.model.fields import values_of
from generator.model.kinds import KINDS
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere, Together
from generator.record import Record

Offer = Guide | Together | Elsewhere  # what one can get done, or is told where to
One = TypeVar("One", bound=Entry)


@dataclass(frozen=True, slots=True)
class Publication:
    """Which edition of the site is made.

    `before`: the SHA-256 of the edition before, "" before the first. `paths`: the files of all editions before.
    """

    sequence: int
    day: date
    before: str
    paths: Set[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """A record, a day, and what follows from them.

    `mentions`: id → the entries that mention it, in the order of the lists.
    `history`: id → what the adjustments did to it, oldest first.
    `cited`: law id → (article or None, entry) for each citation by an entry, by article.
    `by_theme`: theme → guides, undertakings and pointers.
    `publication`: the edition this is made for; None for what is made to be looked at.
    """

    record: Record
    today: date
    mentions: dict[str, tuple[Entry, ...]]
    history: dict[str, tuple[Step, ...]]
    cited: dict[str, tuple[tuple[Article | None, Entry], ...]]
    by_theme: dict[str, tuple[Offer, ...]]
    publication: Publication | None = None

    def offers(self) -> Iterator[Offer]:
        """What a resident can look for; what has ended is not offered."""
        return _offers(self.record)

    def mentioning(self, id_: str, model: type[One]) -> tuple[One, ...]:
        """The entries of a model that mention an id."""
        return tuple(entry for entry in self.mentions.get(id_, ()) if isinstance(entry, model))


def derive(record: Record, today: date, publication: Publication | None = None) -> Town:
    """Everything that follows from what a record publishes; `publication` is the edition that is made of it."""
    record = _nameless(_published(record))
    mentions: dict[str, dict[str, Entry]] = {}
    cited: dict[str, dict[tuple[Article | None, str], tuple[Article | None, Entry]]] = {}
    for entry in record.entries():
        for _, _, value in values_of(entry, *REFERENCES):
            id_ = target(value, record)
            if not id_ or id_ == entry.id:
                continue
            mentions.setdefault(id_, {})[entry.id] = entry
            if isinstance(value, Citation) and value.law:
                for article in value.articles or (None,):
                    cited.setdefault(id_, {})[article, entry.id] = (article, entry)
    return Town(
        record=record,
        today=today,
        mentions={id_: tuple(found.values()) for id_, found in mentions.items()},
        history=history_of(record),
        cited={id_: tuple(sorted(found.values(), key=_by_article)) for id_, found in cited.items()},
        by_theme=_themes(record),
        publication=publication,
    )


def _published(record: Record) -> Record:
    """The record without what came with the program and does not hold here.

    In a town that publishes formally the town must have said that it does; a demonstration shows it with a mark.
    """

    def shown(entry: Shared) -> bool:
        return not (entry.unasked if record.formal else entry.not_here)

    if all(map(shown, record.shared())):
        return record
    kept: dict[str, Any] = {
        kind.attribute: {
            id_: entry for id_, entry in record.list_of(kind).items() if isinstance(entry, Shared) and shown(entry)
        }
        for kind in KINDS
        if issubclass(kind.model, Shared)
    }
    return replace(record, **kept)


def _nameless(record: Record) -> Record:
    """The record without what adjustments say of the names of persons: who headed a body before heads it no more."""
    said = {id_: disclosure.told(one, record) for id_, one in record.adjustments.items()}
    return (
        record
        if all(said[id_] is one for id_, one in record.adjustments.items())
        else replace(record, adjustments=said)
    )


def _by_article(citation: tuple[Article | None, Entry]) -> tuple[int, int, str, str]:
    article, entry = citation
    return (article.number, article.inserted, article.rest, entry.id) if article else (0, 0, "", entry.id)


def _themes(record: Record) -> dict[str, tuple[Offer, ...]]:
    found: dict[str, list[Offer]] = {}
    for entry in _offers(record):
        for theme in entry.themes or ():
            found.setdefault(str(theme), []).append(entry)
    return {theme: tuple(entries) for theme, entries in found.items()}


def _offers(record: Record) -> Iterator[Offer]:
    yield from (guide for guide in record.guides.values() if not guide.ended)
    yield from record.together.values()
    yield from record.elsewhere.values()
