"""What changed in the lists between two days, entry by entry, and which adjustments say so.

In: a timeline, two days. Out: a `Difference` for each entry that was otherwise on the second day than on the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.derive.history import BEGINNINGS, RETURN, STATE, Delta
from generator.derive.timeline import NAME, Life, Stand, Timeline
from generator.model.adjustment import Adjustment
from generator.model.authority import DELEGATED
from generator.model.entry import IN_USE

MODE = "行使方式"


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to an entry, the gravest first; its 须经调整 fields before and after; the adjustments, oldest first.

    Of what is `new` the fields are all that it said on the second day.
    """

    life: Life
    stand: Stand
    actions: tuple[str, ...]
    fields: tuple[Delta, ...]
    adjustments: tuple[Adjustment, ...]
    new: bool


def between(timeline: Timeline, first: date, last: date) -> Iterator[Difference]:
    """The entries that were otherwise on the last day than on the first, in the order of the lists."""
    for life in timeline.lives.values():
        before, after = life.on(first), life.on(last)
        if after is None or after is before:
            continue
        old, new = life.texts(before) if before else {}, life.texts(after)
        fields = tuple(Delta(p, old.get(p, ""), new.get(p, "")) for p in {**new, **old} if old.get(p) != new.get(p))
        if fields:
            said = [s for s in life.stands if s.by and s.since and first < s.since <= last]
            actions = tuple(_actions(fields)) if before else (_beginning(life, last), *_end(life.state(after)))
            yield Difference(life, after, actions, fields, tuple(s.by.adjustment for s in said if s.by), before is None)


def _beginning(life: Life, last: date) -> str:
    """How an entry came into the lists."""
    steps = (stand.by for stand in life.stands if stand.by and stand.since and stand.since <= last)
    return next((str(step.item.action) for step in steps if step.item.action in BEGINNINGS), BEGINNINGS[0])


def _end(state: str) -> tuple[str, ...]:
    """That what came had ended, too, by the second day."""
    return () if state == IN_USE else (state,)


def _actions(fields: tuple[Delta, ...]) -> Iterator[str]:
    changed = {delta.path: delta.after for delta in fields}
    if state := changed.pop(STATE, ""):
        yield RETURN if state == IN_USE else state
    if changed.pop(NAME, ""):
        yield "更名"
    if changed.get(MODE) == DELEGATED:
        yield str(DELEGATED)
    if changed:
        yield "变更"
