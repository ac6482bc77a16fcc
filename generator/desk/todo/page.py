"""What is due as one page: by itself, to be printed and mailed; or as a page of the preview.

In: groups of matters, the record, today. Out: HTML. Used by the command and the preview.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator import urls
from generator.desk.todo.due import Due, Urgency
from generator.desk.todo.matters import Group
from generator.pages.body import Body
from generator.pages.rendering import Page, render
from generator.record import Record

TITLE = "待办"
URL = "-/todo/"  # in the preview; no site has it


@dataclass(frozen=True, slots=True)
class Row:
    """A matter with how long is left and the address of its entry's page, "" where there is none to go to."""

    due: Due
    left: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as a table: what is the same in all rows is said once, a column with nothing in it is left out."""

    group: Group
    rows: Sequence[Row]
    what: str  # to do, where it is the same for all
    days: bool
    who: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many matters there are of an urgency."""

    urgency: Urgency
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoPage(Page):
    """What todo.html prints."""

    template: ClassVar = "todo.html"
    title: str
    today: str
    counts: Sequence[Counted]
    reports: Sequence[Shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoAlone(TodoPage):
    """What todo_alone.html prints."""

    template: ClassVar = "todo_alone.html"
    town: str


def alone(groups: list[Group], record: Record, today: date) -> bytes:
    """A page that needs nothing beside it. Its links lead to the public site, where the town has one."""
    assert record.town
    address = record.town.address_of_site or ""
    counts = _counts(groups)
    shown = _reports(groups, today, lambda one: urls.absolute(urls.of_id(one.id), address) if one.id else "")
    page = TodoAlone(title=TITLE, town=str(record.town.name), today=today.isoformat(), counts=counts, reports=shown)
    return render(page).encode()


def body(groups: list[Group], today: date) -> Body:
    """The same as a page of the preview, whose links lead to the entries' pages."""
    counts, shown = _counts(groups), _reports(groups, today, lambda one: urls.relative(urls.of_file(one.file), URL))
    page = TodoPage(title=TITLE, today=today.isoformat(), counts=counts, reports=shown)
    return Body(URL, TITLE, render(page), TITLE, indexed=False)


def _counts(groups: list[Group]) -> list[Counted]:
    every = [one.urgency for group in groups for one in group.dues]
    return [Counted(urgency, every.count(urgency)) for urgency in Urgency if urgency in every]


def _reports(groups: list[Group], today: date, href: Callable[[Due], str]) -> list[Shown]:
    return [_shown(group, [Row(one, one.left(today), href(one)) for one in group.dues]) for group in groups]


def _shown(group: Group, rows: list[Row]) -> Shown:
    whats = {one.what for one in group.dues}
    same = whats.pop() if len(whats) == 1 else ""
    return Shown(group, rows, same, any(one.day for one in group.dues), any(one.who for one in group.dues))
