"""What is due as one page: by itself, to be printed and mailed; or as a page of the preview.

In: groups of matters, the record, today. Out: HTML. Used by the command and the preview.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from generator import urls
from generator.desk.todo.due import Due, Urgency
from generator.desk.todo.matters import Group
from generator.pages.body import Body, render
from generator.record import Record

TITLE = "待办"
URL = "-/todo/"  # in the preview; no site has it


class Row(NamedTuple):
    """A matter with how long is left and the address of its entry's page, "" where there is none to go to."""

    due: Due
    left: str
    href: str


class Shown(NamedTuple):
    """A report as a table: what is the same in all rows is said once, a column with nothing in it is left out."""

    group: Group
    rows: list[Row]
    what: str  # to do, where it is the same for all
    days: bool
    who: bool


def alone(groups: list[Group], record: Record, today: date) -> bytes:
    """A page that needs nothing beside it. Its links lead to the public site, where the town has one."""
    assert record.town
    address = record.town.address_of_site or ""
    values = _values(groups, today, lambda one: urls.absolute(urls.of_id(one.id), address) if one.id else "")
    return render("todo_alone.html", town=record.town.name, **values).encode()


def body(groups: list[Group], today: date) -> Body:
    """The same as a page of the preview, whose links lead to the entries' pages."""
    values = _values(groups, today, lambda one: urls.relative(urls.of_file(one.file), URL))
    return Body(URL, TITLE, render("todo.html", **values), TITLE, indexed=False)


def _values(groups: list[Group], today: date, href: Callable[[Due], str]) -> dict[str, Any]:
    every = [one.urgency for group in groups for one in group.dues]
    counts = [(urgency, every.count(urgency)) for urgency in Urgency if urgency in every]
    shown = [_shown(group, [Row(one, one.left(today), href(one)) for one in group.dues]) for group in groups]
    return {"title": TITLE, "today": today.isoformat(), "counts": counts, "reports": shown}


def _shown(group: Group, rows: list[Row]) -> Shown:
    whats = {one.what for one in group.dues}
    same = whats.pop() if len(whats) == 1 else ""
    return Shown(group, rows, same, any(one.day for one in group.dues), any(one.who for one in group.dues))
