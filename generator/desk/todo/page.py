"""Shows what is due as one page: by itself, to be printed and mailed; or as a page of the preview.

In: a `Todo`. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.desk.todo.due import Due, Urgency
from generator.desk.todo.matters import Group, Todo
from generator.model.town import TownFile
from generator.pages.body import Body
from generator.pages.rendering import Page, render

TITLE = "待办"
URL = "-/todo/"  # in the preview; no site has it


@dataclass(frozen=True, slots=True)
class DueRow:
    """A matter, how long is left, and the address of its entry's page, "" where there is none to go to."""

    due: Due
    left: str
    href: str


@dataclass(frozen=True, slots=True)
class DueTable:
    """The matters of a category as a table.

    `what` is to be done, if it is the same for all rows, else "". `days` and `who` say whether any row fills those
    columns.
    """

    group: Group
    rows: Sequence[DueRow]
    what: str
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
    title: str = TITLE
    today: str
    counts: Sequence[Counted]
    tables: Sequence[DueTable]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoAlone(TodoPage):
    """What todo_alone.html prints."""

    template: ClassVar = "todo_alone.html"
    town: str


def alone(todo: Todo, town: TownFile) -> bytes:
    """A page that needs nothing beside it; its links lead to the public site, where the town has one."""
    address = town.address_of_site or ""
    tables = _tables(todo, lambda due: urls.absolute(urls.of_id(due.id), address) if due.id else "")
    page = TodoAlone(town=str(town.name), today=todo.day.isoformat(), counts=_counts(todo), tables=tables)
    return render(page).encode()


def body(todo: Todo) -> Body:
    """A page of the preview; its links lead to the entries' pages there."""
    tables = _tables(todo, lambda due: urls.relative(urls.of_file(due.file), URL))
    page = TodoPage(today=todo.day.isoformat(), counts=_counts(todo), tables=tables)
    return Body(URL, TITLE, render(page), TITLE, indexed=False)


def _counts(todo: Todo) -> list[Counted]:
    urgencies = [due.urgency for group in todo.groups for due in group.dues]
    return [Counted(urgency, urgencies.count(urgency)) for urgency in Urgency if urgency in urgencies]


def _tables(todo: Todo, href: Callable[[Due], str]) -> list[DueTable]:
    return [_table(group, [DueRow(due, due.left(todo.day), href(due)) for due in group.dues]) for group in todo.groups]


def _table(group: Group, rows: Sequence[DueRow]) -> DueTable:
    whats = {due.what for due in group.dues}
    what = whats.pop() if len(whats) == 1 else ""
    return DueTable(group, rows, what, any(due.day for due in group.dues), any(due.who for due in group.dues))
