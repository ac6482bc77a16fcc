"""Writes the days to come as a calendar that phones and office programs take in (RFC 5545).

In: matters with a day to come, the town, today. Out: the bytes of an .ics, the same for the same record and day: the
stamp is the day of the list, not the clock's. A matter keeps its name from list to list, so that a calendar moves a
matter that has a new day, and shows none twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from generator import urls
from generator.desk.todo.due import Category, Due
from generator.model.town import TownFile
from generator.opendata import icalendar
from generator.opendata.icalendar import text

# How many days before a calendar reminds, at nine in the morning: a day that is whole begins at midnight.
_BEFORE = {Category.MANDATES: (60, 7), Category.CERTIFICATES: (60, 7)}
_USUALLY = (30, 3)


def calendar(dues: list[Due], town: TownFile, today: date) -> bytes:
    """The calendar with the matters, in their order."""
    lines = [line for one in dues for line in _event(one, town, today)]
    return icalendar.calendar(f"{town.name}待办", "todo", lines)


def _event(one: Due, town: TownFile, today: date) -> Iterator[str]:
    assert one.day
    about = text(f"{one.category.title}：{one.id} {one.name}".replace("： ", "："))
    body = [one.why, f"怎么办：{one.what}", f"文件：{one.file}", f"谁来办：{one.who}" if one.who else ""]
    yield from icalendar.opening(_name(one, town), one.day, today)
    yield from (f"SUMMARY:{about}", f"DESCRIPTION:{text(chr(10).join(filter(None, body)))}")
    yield from (f"CATEGORIES:{text(one.category.title)}", "TRANSP:TRANSPARENT")
    if one.id and (address := urls.absolute(urls.of_id(one.id), town.address_of_site or "")):
        yield f"URL:{address}"
    for days in _BEFORE.get(one.category, _USUALLY):
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{days - 1}DT15H",
            f"DESCRIPTION:{about}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _name(one: Due, town: TownFile) -> str:
    """The name that a matter keeps for ever: the entry, the category, the town."""
    return (
        f"{quote(one.key, safe='')}-{one.category.name.lower()}@{quote(str(town.division_code or town.name))}.qingdan"
    )
