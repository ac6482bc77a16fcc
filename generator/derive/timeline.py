"""The lists on any date: what each entry was, walked back from what it is today.

In: a record, a day. Out: a `Timeline`: the life of every power, duty and guide as `Stand`s, each from its day on.

Today's files are the truth; adjustments undo themselves. Of an entry that no adjustment began the first day is that
of its first publication; where that was the first of the whole town, nobody knows, and it was always there. What was
taken back stays back: examples and what was published by mistake (误发) were never there. Decisions, officers and
whoever heads a body have no life here: what they were is nobody's business once it is over.

An adjustment counts from its day, not from the day on which it was published or written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.derive import adjusted, wording
from generator.derive.history import BEGINNINGS, STATE, Delta, Step, history_of, start_of
from generator.model.authority import Power
from generator.model.entry import IN_USE, Living
from generator.model.fields import named_fields
from generator.model.kind import Kind
from generator.model.kinds import KINDS, kind_of
from generator.model.responsibility import Responsibility
from generator.model.service import Guide
from generator.model.values import is_nothing
from generator.record import Record

LIVING: tuple[Kind, ...] = tuple(kind for kind in KINDS if issubclass(kind.model, Living))
NAME = "名称"
# What is said of an entry in a list of a day beside its name and state.
SHORT: dict[type[Living], tuple[str, ...]] = {
    Power: ("类型", "行使方式"),
    Guide: ("承诺办结时限",),
    Responsibility: ("类别",),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How an entry stood from a day on, until the next: None where it is not known since when.

    `then` has the text of each 须经调整 field that is another one today, "" where it was empty. `by` is what the
    adjustment did that brought it about; None where none says so.
    """

    since: date | None
    by: Step | None
    then: Mapping[str, str]


@dataclass(frozen=True)
class Life:
    """An entry and how it stood, oldest first. Nothing stands there of what begins only later."""

    entry: Living
    stands: Sequence[Stand]

    def on(self, day: date) -> Stand | None:
        """How it stood on a day; None where it was not there."""
        for stand in reversed(self.stands):
            if stand.since is None or stand.since <= day:
                return stand
        return None

    def text(self, path: str, stand: Stand) -> str:
        """What a 须经调整 field that holds one value said then; "" where nothing, or “无”, stood there."""
        if path in stand.then:
            return stand.then[path]
        value = getattr(self.entry, named_fields(type(self.entry))[path].attribute)
        return "" if value is None or is_nothing(value) else str(value)

    def texts(self, stand: Stand) -> dict[str, str]:
        """All 须经调整 fields that said something then."""
        said = {**self.today, **stand.then}
        return {path: text for path, text in said.items() if text}

    def name(self, stand: Stand) -> str:
        """What it was called."""
        return stand.then.get(NAME) or self.entry.called

    def state(self, stand: Stand) -> str:
        """Its 状态."""
        return stand.then.get(STATE) or self.entry.current_state

    @cached_property
    def today(self) -> dict[str, str]:
        """The 须经调整 fields as the file says them."""
        return adjusted.of_entry(self.entry)


@dataclass(frozen=True)
class Timeline:
    """The lives of all entries by id, as seen on a day, in the order of the lists."""

    lives: Mapping[str, Life]
    today: date

    def on(self, day: date) -> Iterator[tuple[Life, Stand]]:
        """What stood in the lists on a day, what had ended too."""
        for life in self.lives.values():
            if stand := life.on(day):
                yield life, stand

    def of(self, kind: Kind, day: date) -> Iterator[tuple[Life, Stand]]:
        """What of a kind stood in its list on a day."""
        return ((life, stand) for life, stand in self.on(day) if kind_of(type(life.entry)) is kind)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which something became otherwise, oldest first."""
        found = {stand.since for life in self.lives.values() for stand in life.stands if stand.since}
        return tuple(sorted(found))


def timeline(record: Record, today: date) -> Timeline:
    """The life of everything that a record publishes and that can be adjusted."""
    history = history_of(record)
    firsts = {row.id: row.first for row in record.ledger if row.id}
    begin = min(firsts.values(), default=None)
    lives: dict[str, Life] = {}
    for kind in LIVING:
        for id_, entry in record.list_of(kind).items():
            if isinstance(entry, Living) and not entry.is_example and not entry.mistaken:
                first = firsts.get(id_, today) if begin else None
                since = None if first == begin else first
                lives[id_] = Life(entry, _stands(entry, history.get(id_, ()), since, today))
    return Timeline(lives, today)


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that changed an entry: since when, by which step of an adjustment (None: the entry says it itself)."""

    day: date | None
    by: Step | None
    deltas: Sequence[Delta]
    begins: bool


def _stands(entry: Living, history: Sequence[Step], since: date | None, today: date) -> tuple[Stand, ...]:
    """How an entry stood, oldest first; `since` is its first day where no adjustment says how it began."""
    walk, found = _Walk(entry), dict[date | None, Stand]()
    for event in reversed(_events(entry, history)):
        ahead = event.day is not None and event.day > today
        if ahead and event.begins:
            return ()
        if not ahead:
            found.setdefault(event.day, Stand(event.day, event.by, walk.then))  # of several on one day the last counts
        if event.begins or event.day is None:
            return tuple(reversed(found.values()))
        if not ahead or walk.fits(event.deltas):
            walk.undo(event.deltas)
    first = min([since, *(day for day in found if day)]) if since else None
    found.setdefault(first, Stand(first, None, walk.then))
    return tuple(reversed(found.values()))


def _events(entry: Living, history: Sequence[Step]) -> list[_Event]:
    """What changed an entry, oldest first: the adjustments, and an end or a rest that none of them says."""
    found = [
        _Event(start_of(step.adjustment), step, step.deltas, step.item.action in BEGINNINGS and not (i and step.deltas))
        for i, step in enumerate(history)
    ]
    day = entry.ending.day if entry.ending else entry.pause.start if entry.pause else None
    if day and entry.current_state != IN_USE and all(delta.path != STATE for step in history for delta in step.deltas):
        found.append(_Event(day.date, None, [Delta(STATE, str(IN_USE), entry.current_state)], False))
    return sorted(found, key=lambda event: event.day or date.min)


class _Walk:
    """Undoes what adjustments did to an entry: `then` is what its fields were, where that is not what they are."""

    def __init__(self, entry: Living) -> None:
        self.model, self.entry = type(entry), entry
        self.then: dict[str, str] = {}

    def fits(self, deltas: Sequence[Delta]) -> bool:
        """Whether the fields are what some changes left."""
        return all(self._now(delta.path) == delta.after for delta in deltas)

    def undo(self, deltas: Sequence[Delta]) -> None:
        """Put back what the fields were; other than 须经调整 ones nobody holds to what is written of them."""
        kept = {d.path: d.before for d in deltas if adjusted.adjusted_path(self.model, d.path) == d.path}
        self.then = {**self.then, **kept}

    def _now(self, path: str) -> str:
        if path in self.then:
            return self.then[path]
        return wording.at(self.model, wording.plain(self.entry), path) or ""
