"""Gathers what is due in a record, by category, the most urgent first.

In: the record and today. Out: a `Todo`, or the days to come on which something ends.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.desk.todo.deadlines import deadlines
from generator.desk.todo.due import Category, Due, Urgency
from generator.desk.todo.gaps import gaps
from generator.record import Record

_URGENCIES, _CATEGORIES = list(Urgency), list(Category)


class Group(NamedTuple):
    """A category and what is due in it, the most urgent first."""

    category: Category
    dues: list[Due]

    @property
    def counted(self) -> str:
        """How many are of which urgency: 已经过了 1，快到了 2."""
        counts = Counter(due.urgency for due in self.dues)
        return "，".join(f"{urgency} {counts[urgency]}" for urgency in _URGENCIES if counts[urgency])


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be done on a day; the category with the most urgent matter comes first."""

    day: date
    groups: list[Group]

    @property
    def count(self) -> int:
        """How many matters there are."""
        return sum(len(group.dues) for group in self.groups)


def todo(record: Record, today: date) -> Todo:
    """What is to be done today and in the next sixty days."""
    dues = [*deadlines(record, today), *gaps(record, today)]
    groups = [
        Group(category, sorted((due for due in dues if due.category is category), key=_rank)) for category in Category
    ]
    return Todo(today, sorted((group for group in groups if group.dues), key=_group_rank))


def coming(record: Record, today: date) -> list[Due]:
    """What ends today or later, however much later, the nearest first."""
    ends = [due for due in deadlines(record, today, None) if due.day and due.day >= today]
    return sorted(ends, key=lambda due: (due.day or date.max, due.key))


def _rank(due: Due) -> tuple[int, tuple[int, ...], date, int, str, str]:
    return _URGENCIES.index(due.urgency), due.rank, due.day or date.min, len(due.id), due.id, due.key


def _group_rank(group: Group) -> tuple[int, int]:
    return _URGENCIES.index(group.dues[0].urgency), _CATEGORIES.index(group.category)
