"""What happened to the lists, as sentences for whoever follows them: one a day and entry, the newest first.

In: a town. Out: `News`. What an adjustment did is said as it says it; for all else the ledger knows the day on which
an entry came or last changed, and nobody what changed. Nothing of persons: decisions are not among it, nor what a
field said that names a person; no examples, no mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.derive import wording
from generator.derive.history import STATE, Step
from generator.derive.timeline import Life, timeline
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.decision import Decision
from generator.model.entry import Entry
from generator.model.kind import Kind
from generator.model.kinds import kind_of

COME, CHANGED = "公布", "改动"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to an entry on a day: in a few words, and at length; by which adjustment, if by one."""

    day: date
    entry: Entry
    what: str
    told: str
    by: Adjustment | None = None

    @property
    def kind(self) -> Kind:
        """The list that it concerns."""
        return kind_of(type(self.entry))

    @property
    def handler(self) -> str:
        """The name of the body that handles the entry; "" where none is named."""
        return str(vars(self.entry).get("handler") or "")


@lru_cache(maxsize=2)
def news(town: Town) -> tuple[News, ...]:
    """Everything that happened, the newest first; of one day in the order of the ids."""
    lives = timeline(town.record, town.today).lives
    found = [one for life in lives.values() for one in _adjusted(life)]
    found += _published(town)
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), str(one.entry.id), one.what)))


def _adjusted(life: Life) -> Iterator[News]:
    for stand in life.stands:
        if stand.by and stand.since:
            what, name = str(stand.by.item.action), life.name(stand)
            yield News(stand.since, life.entry, f"{what}：{name}", _told(stand.by), stand.by.adjustment)


def _told(step: Step) -> str:
    """What an adjustment says of an entry: why, and each field before and after, but for a state that its action says."""
    fields = [
        f"{delta.path}：{delta.before or wording.unwritten(delta.path) or '空着'} → {delta.after or '空着'}"
        for delta in step.deltas
        if delta.path != STATE or (delta.after != step.item.action and step.item.changes)
    ]
    given = [f"现在归：{step.item.given_to}"] if step.item.given_to else []
    given += [f"并入：{step.item.merged_into}"] if step.item.merged_into else []
    return "\n".join([f"{step.item.reason}（{step.adjustment.approval}）", *given, *fields])


def _published(town: Town) -> Iterator[News]:
    """What the ledger knows: the day on which an entry was first published, and the day on which it last changed."""
    rows = {row.id: row for row in town.record.ledger if row.id and row.last is None}
    for entry in town.record.entries():
        row = rows.get(str(entry.id))
        if row is None or entry.is_example or entry.mistaken or isinstance(entry, Decision):
            continue
        yield News(row.first, entry, f"{COME}：{entry.called}", f"{kind_of(type(entry)).title}，{entry.id}")
        if row.changed and row.changed > row.first:
            yield News(row.changed, entry, f"{CHANGED}：{entry.called}", "改了什么，看这一条的页面。")
