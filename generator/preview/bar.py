"""The bar that the preview adds to each page: what is to be done, and which entries are drafts.

In: the drafts, the record, the page that is shown. Out: HTML for the end of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.desk.todo.page import URL as TODO
from generator.editing.answering import SAVED
from generator.editing.comparing import CHANGES
from generator.editing.history import Told
from generator.editing.page import EDIT, NEW
from generator.editing.publishing import PUBLISH
from generator.model.kinds import list_at
from generator.model.values import EntryId
from generator.pages import words
from generator.pages.rendering import Page, render
from generator.preview.drafts import Drafts, How
from generator.reading.folder import FOLDER, entry_kind
from generator.record import Record

SHEET = "-/preview.css"
_MOST = 30  # drafts that are listed; the others are only counted


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in the list: its name, what became of it, the link to its page ("" where it is gone)."""

    name: str
    how: How
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Page):
    """What preview_bar.html prints.

    `sheet` and `todo`: the addresses of its style sheet and of the page of what is to be done. `said`: of the entry
    that the page shows. `listed`: the first of `count` drafts; `more` says how many are left.
    """

    template: ClassVar = "preview_bar.html"
    sheet: str
    todo: str
    said: str
    listed: Sequence[Listed]
    count: int
    more: int
    edit: str
    new: str
    changes: str
    publish: str
    saved: str
    edits: Edits


@dataclass(frozen=True, slots=True)
class Edits:
    """What the bar knows of the forms: their token, "" where nothing can be changed; the save that led to the page."""

    token: str = ""
    told: Told | None = None


def bar(drafts: Drafts, record: Record, version: int, page: str, edits: Edits) -> str:
    """The bar for the page at the URL `page`; `version` counts the saves."""
    found = drafts.found(version)
    shown = entry_of(page)
    said = next((_said(drafts, path, how) for path, how in found.items() if shown and _id(path) == shown), "")
    listed = [
        Listed(_name(path, record), how, "" if how is How.GONE else urls.relative(urls.of_file(path), page))
        for path, how in list(found.items())[:_MOST]
    ]
    return render(
        Bar(
            sheet=urls.relative(SHEET, page),
            todo=urls.relative(TODO, page),
            said=said,
            listed=listed,
            count=len(found),
            more=len(found) - len(listed),
            edit=urls.relative(f"{EDIT}{shown}/", page) if edits.token and shown else "",
            new=urls.relative(NEW, page) if edits.token else "",
            changes=urls.relative(CHANGES, page),
            publish=urls.relative(PUBLISH, page),
            saved=urls.relative(f"{SAVED}{edits.told.number}/", page) if edits.told else "",
            edits=edits,
        )
    )


def entry_of(page: str) -> str:
    """The id of the entry that the page at a URL is about, "" where it is about none."""
    ids = (part for part in page.split("/") if EntryId.form.fullmatch(part) and part[0] in urls.SECTIONS)
    return next((id_ for id_ in ids if page.startswith(urls.of_id(id_))), "")


def _said(drafts: Drafts, path: str, how: How) -> str:
    """What the bar says on the page of the draft itself."""
    if not drafts.handed_in:
        names = drafts.fields(path) if how is How.CHANGED else []
        return "草稿：打开预览以后" + (f"改了{_quoted(names)}" if names else f"{how}")
    if how is How.NEW:
        return "草稿：这一条是新的，还没交上去"
    names = drafts.fields(path)
    return f"草稿：这一条改了还没交上去：{_quoted(names)}" if names else "草稿：这一条改了还没交上去"


def _quoted(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _id(path: str) -> str:
    """The id of the entry in a file, "" where there is none."""
    kind = entry_kind(path.removeprefix(f"{FOLDER}/"))
    return kind[1] if kind else ""


def _name(path: str, record: Record) -> str:
    """What a draft is called: an entry by its id and title, a list by its title, any other file by its path."""
    below = path.removeprefix(f"{FOLDER}/")
    if id_ := _id(path):
        entry = record.get(id_)
        return f"{id_} {words.title(entry)}" if entry is not None else id_
    found = list_at(below)
    return found.title if found else below
