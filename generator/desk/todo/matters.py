"""All that is due in a record, most urgent first, grouped by report.

In: the record and today. Out: groups of matters. Used by the command, by what writes them down, and by the preview.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.desk.todo.deadlines import deadlines
from generator.desk.todo.due import Due, Report, Urgency
from generator.desk.todo.gaps import gaps
from generator.record import Record

_URGENCIES = list(Urgency)
_REPORTS = list(Report)


class Group(NamedTuple):
    """A report and what it found, most urgent first."""

    report: Report
    dues: list[Due]

    @property
    def counted(self) -> str:
        """How many of which urgency: 已经过了 1，快到了 2."""
        counts = [(urgency, sum(one.urgency is urgency for one in self.dues)) for urgency in _URGENCIES]
        return "，".join(f"{urgency} {count}" for urgency, count in counts if count)


def groups(record: Record, today: date) -> list[Group]:
    """What is to be done today and in the next sixty days; the report with the most urgent matter first."""
    every = [*deadlines(record, today), *gaps(record, today)]
    found = [Group(report, sorted((one for one in every if one.report is report), key=_order)) for report in _REPORTS]
    return sorted((group for group in found if group.dues), key=_soonest)


def coming(record: Record, today: date) -> list[Due]:
    """Every day to come on which something ends, nearest first."""
    ends = [one for one in deadlines(record, today, None) if one.day and one.day >= today]
    return sorted(ends, key=lambda one: (one.day or date.max, one.key))


def _order(one: Due) -> tuple:
    return _URGENCIES.index(one.urgency), one.rank, one.day or date.min, len(one.id), one.id, one.key


def _soonest(group: Group) -> tuple[int, int]:
    return _URGENCIES.index(group.dues[0].urgency), _REPORTS.index(group.report)
