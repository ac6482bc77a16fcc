"""Which entries must be looked at again: their ground was amended after they were checked.

In: a law, its citations, today's date. Out: the day of its newest version; the entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.model.entry import Entry, Sourced
from generator.model.reference import Law


def newest(law: Law) -> date | None:
    """When a law's newest version was made; where only its first day in force is known, that day."""
    version = law.versions[0]
    day = version.dated or version.effective
    return day.date if day else None


def outdated(law: Law, citing: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """The entries in use that rest on a law and were last checked before its newest version."""
    made = newest(law)
    if made is None or made > today:
        return ()
    found = {str(entry.id): entry for entry in citing if not entry.ended and _checked_before(entry, made)}
    return tuple(found.values())


def _checked_before(entry: Entry, day: date) -> bool:
    return isinstance(entry, Sourced) and bool(entry.checked) and entry.checked.date < day
