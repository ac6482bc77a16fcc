"""Working days of mainland China, by the yearly notices of the State Council's General Office.

In: `holidays.yml`. Out: counts of working days. A year without its notice is not guessed: the
answer is None.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from generator.standards import tables


@cache
def _years() -> dict[int, tuple[frozenset[date], frozenset[date]]]:
    """Year → days off, and weekend days worked."""
    years = {}
    for notice in tables.load("holidays.yml")["节假日"]:
        off: set[date] = set()
        for holiday in notice["放假"]:
            first, last = (date.fromisoformat(day) for day in holiday["期间"].split(" 至 "))
            off |= {first + timedelta(days=i) for i in range((last - first).days + 1)}
        years[int(notice["年份"])] = (frozenset(off), frozenset(map(date.fromisoformat, notice["上班"])))
    return years


def is_working_day(day: date) -> bool | None:
    """Whether offices work on a day; None where that year's notice is not in the table."""
    notice = _years().get(day.year)
    if notice is None:
        return None
    off, worked = notice
    return day in worked or (day.weekday() < 5 and day not in off)


def working_days_between(start: date, end: date) -> int | None:
    """Working days after `start` up to and with `end`; None where the calendar does not reach."""
    count = 0
    for offset in range(1, (end - start).days + 1):
        working = is_working_day(start + timedelta(days=offset))
        if working is None:
            return None
        count += working
    return count
