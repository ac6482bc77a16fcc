"""Which entries must be looked at again: their ground changes, or changed after they were checked.

In: laws, citations, the day on which something was checked, today. Out: what changed since; the entries.

A version says which articles it changed (修改的条), or nobody knows yet: then all that rests on the law is concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from generator.model.citation import Article, Citation
from generator.model.entry import Entry, WholeFile
from generator.model.fields import values_of
from generator.model.reference import Law, Version
from generator.problem import FieldPath
from generator.record import Record

One = TypeVar("One", bound=Entry)
AHEAD = timedelta(days=60)  # a version that begins so soon is told already


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in a law after a day: since when the newest version holds, which articles (None: not known)."""

    day: date
    articles: frozenset[tuple[int, int]] | None

    def touches(self, articles: Iterable[Article]) -> bool:
        """Whether one of some articles was changed, or may have been."""
        return self.articles is None or any((one.number, one.inserted) in self.articles for one in articles)


def newest(law: Law) -> date | None:
    """When a law's newest version was made; where only its first day in force is known, that day."""
    return _made(law.newest)


def begins(version: Version | None) -> date | None:
    """The first day of a version; where that is not known, the day on which it was made; None for no version."""
    day = version and (version.effective or version.dated)
    return day.date if day else None


def change(law: Law, checked: date, today: date) -> Change | None:
    """What of a law is not, or soon will not be, as it was on a day; None where nothing is known to have changed.

    A law with one version has no older text that could have been read instead: then its making counts.
    """
    versions = law.versions or ()
    only = len(versions) == 1
    days = [(version, _made(version) if only else begins(version)) for version in versions]
    later = [(version, day) for version, day in days if day and checked < day <= today + AHEAD]
    if not later:
        return None
    known = all(version.changed is not None for version, _ in later)
    articles = (name.article for version, _ in later for name in version.changed or ())
    return Change(later[0][1], frozenset((one.number, one.inserted) for one in articles) if known else None)


def concerned(part: WholeFile, record: Record, today: date) -> Iterator[tuple[Law, Change, tuple[FieldPath, ...]]]:
    """The laws that changed since a file of the record was checked, what changed, and where in the file that matters.

    A file that is no more in use, or bears no day, has no such places. Nor has the file of a law.
    """
    checked = vars(part).get("checked")
    if not checked or part.ended or isinstance(part, Law):
        return
    found: dict[str, tuple[Law, Change, list[FieldPath]]] = {}
    for path, _, citation in values_of(part, Citation):
        law = record.law(citation.law) if citation.law else None
        changed = change(law, checked.date, today) if law else None
        if law and changed and changed.touches(citation.articles):
            found.setdefault(str(law.id), (law, changed, []))[2].append(path)
    for law, changed, paths in found.values():
        yield law, changed, tuple(paths)


def outdated(law: Law, citing: Iterable[One], record: Record, today: date) -> tuple[One, ...]:
    """The entries in use that rest on what changed in a law after they were checked."""
    every = {str(entry.id): entry for entry in citing}
    return tuple(
        entry for entry in every.values() if any(found is law for found, _, _ in concerned(entry, record, today))
    )


def _made(version: Version | None) -> date | None:
    day = version and (version.dated or version.effective)
    return day.date if day else None
