"""`qingdan todo`: what is to be done; with `--out` as one file: a page, a workbook or a calendar, by its ending.

In: the record, its folder, today, perhaps the place of a file. Out: a `Todo`, or the bytes of the file.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from generator.desk.todo import calendar, matters, page
from generator.desk.todo.matters import Todo
from generator.record import Record


class Nothing(Exception):
    """There is nothing to write; its text says why."""


def todo(record: Record, today: date) -> Todo:
    """What is to be done today and in the next sixty days."""
    return matters.todo(record, today)


def file(record: Record, root: Path, today: date, place: Path) -> tuple[bytes, str]:
    """The bytes of the file that shall be written to a place, and how much is in it, in words.

    Raises `Nothing` for a calendar without a day.
    """
    assert record.town
    if place.suffix.lower() == ".ics":
        days = matters.coming(record, today)
        if not days:
            raise Nothing("以后没有要到的日子，没有写日历")
        return calendar.calendar(days, record.town, today), f"{len(days)} 个日子，导进日历就会提前提醒"
    found = todo(record, today)
    if place.suffix.lower() == ".xlsx":
        from generator.desk.todo import workbook  # only a workbook needs what writes workbooks

        return workbook.workbook(found, record.town, _way(place, root)), f"待办 {found.count} 件"
    return page.alone(found, record.town), f"待办 {found.count} 件，打开就能打印、能发邮件"


def _way(place: Path, root: Path) -> str:
    """The path from the folder of a file to the folder of the record; "" where they lie on two drives."""
    try:
        return Path(os.path.relpath(root.resolve(), place.resolve().parent)).as_posix()
    except ValueError:
        return ""
