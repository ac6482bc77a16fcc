"""Compares the lists of a town on two days, as today's record and its adjustments say them.

In: the record, two days. Out: a `Comparison`, as of two records; only 须经调整 fields are known for other days than
today, and only they are compared.
"""

from __future__ import annotations

from datetime import date

from generator.derive.field_changes import FieldChange
from generator.derive.history import Delta
from generator.derive.periods import Difference, between
from generator.derive.timeline import timeline
from generator.desk.diff.comparison import Adjustable, ChangedFile, Comparison
from generator.model.adjustment import Adjustment
from generator.model.kinds import kind_of
from generator.record import Record


def compare(record: Record, first: date, last: date) -> Comparison:
    """What changed in the lists from one day to another that is not before it and not after today."""
    times = timeline(record, last)
    changes = tuple(_changed(one, record) for one in between(times, first, last))
    name = str(record.town.name) if record.town else ""
    return Comparison(name, f" {first.isoformat()} 的清单", last, changes)


def _changed(one: Difference, record: Record) -> ChangedFile:
    entry = one.life.entry
    return ChangedFile(
        kind_of(type(entry)).title,
        str(entry.id),
        one.life.name(one.stand),
        record.file_of(entry).path,
        one.actions,
        tuple(FieldChange(delta.path, delta.before, delta.after, adjusted=delta.path) for delta in one.fields),
        tuple(_adjustables(one)),
        one.life.state(one.stand),
        new=one.new,
    )


def _adjustables(one: Difference) -> list[Adjustable]:
    """The fields that an adjustment changed, each with the adjustments that name it; of what is new the entry."""
    if not one.adjustments:
        return []
    if one.new:
        return [Adjustable("", "", one.life.name(one.stand), one.adjustments)]
    named = [(delta, tuple(_naming(one, delta))) for delta in one.fields]
    return [Adjustable(delta.path, delta.before, delta.after, by) for delta, by in named if by]


def _naming(one: Difference, delta: Delta) -> list[Adjustment]:
    steps = [stand.by for stand in one.life.stands if stand.by and stand.by.adjustment in one.adjustments]
    return [step.adjustment for step in steps if any(other.path == delta.path for other in step.deltas)]
