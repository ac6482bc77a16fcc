"""`qingdan todo --out`: what is due as one file: a page, a workbook or a calendar, by its ending.

In: the record, its folder, today, a place. Out: the bytes of the file, and how much is in it.
Used by `commands.todo`.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from generator.desk.todo import calendar, matters, page
from generator.record import Record


class Nothing(Exception):
    """There is nothing to write; its text says why."""


def paper(record: Record, root: Path, today: date, place: Path) -> tuple[bytes, str]:
    """The file that shall stand in a place, and how much is in it. Raises `Nothing` for a calendar without a day."""
    assert record.town
    if place.suffix.lower() == ".ics":
        days = matters.coming(record, today)
        if not days:
            raise Nothing("以后没有要到的日子，没有写日历")
        return calendar.calendar(days, record.town, today), f"{len(days)} 个日子，导进日历就会提前提醒"
    groups = matters.groups(record, today)
    count = sum(len(group.dues) for group in groups)
    if place.suffix.lower() == ".xlsx":
        from generator.desk.todo import table  # only a workbook needs what writes workbooks

        return table.table(groups, record, today, _way(place, root)), f"待办 {count} 件"
    return page.alone(groups, record, today), f"待办 {count} 件，打开就能打印、能发邮件"


def _way(place: Path, root: Path) -> str:
    """From the folder of a file to the folder of the record; "" where they lie on two drives."""
    try:
        return Path(os.path.relpath(root.resolve(), place.resolve().parent)).as_posix()
    except ValueError:
        return ""
