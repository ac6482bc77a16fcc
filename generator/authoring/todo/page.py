"""What is due as one page: by itself, to be printed and mailed; or as a page of the preview.

In: groups of matters, the record, today. Out: HTML. Used by the command and the preview.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator import urls
from generator.authoring.todo.due import Due, Urgency
from generator.authoring.todo.matters import Group
from generator.pages.body import Body, render
from generator.record import Record

TITLE = "待办"
URL = "-/todo/"  # in the preview; no site has it


class Row(NamedTuple):
    """A matter with how long is left and the address of its entry's page, "" where there is none to go to."""

    due: Due
    left: str
    href: str


def alone(groups: list[Group], record: Record, today: date) -> bytes:
    """A page that needs nothing beside it. Its links lead to the public site, where the town has one."""
    assert record.town
    address = record.town.address_of_site or ""
    shown = [(group, [Row(one, one.left(today), _public(one, address)) for one in group.dues]) for group in groups]
    return render(
        "todo_alone.html", groups=shown, today=today.isoformat(), town=record.town.name, **_said(groups)
    ).encode()


def body(groups: list[Group], today: date) -> Body:
    """The same as a page of the preview, whose links lead to the entries' pages."""
    shown = [
        (group, [Row(one, one.left(today), urls.relative(_page(one), URL)) for one in group.dues]) for group in groups
    ]
    html = render("todo.html", groups=shown, today=today.isoformat(), **_said(groups))
    return Body(URL, TITLE, html, TITLE, indexed=False)


def _said(groups: list[Group]) -> dict[str, object]:
    counts = [
        (str(urgency), sum(one.urgency is urgency for group in groups for one in group.dues)) for urgency in Urgency
    ]
    return {"title": TITLE, "counts": [(name, count) for name, count in counts if count]}


def _public(one: Due, address: object) -> str:
    return urls.absolute(urls.of_id(one.id), address) if one.id else ""


def _page(one: Due) -> str:
    """Where a matter is seen: its entry's page; a list's on the page that shows it."""
    if one.id:
        return urls.of_id(one.id)
    return urls.ENFORCEMENT if "/enforcement/" in one.file else urls.HOME
