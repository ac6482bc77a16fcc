"""What many pages are made of: the values that the macros of components.html print.

Texts are `str`; where one is HTML it is `Markup`, which is not escaped again. "" and () stand for “nothing to print”.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text, its address from the page, and a remark beside it such as the state of an entry."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links below a heading."""

    title: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Fact:
    """What the record says in one of its fields.

    `field` is the field's name, which stands in `data-field` for machines; `label` is what a reader sees before the
    value, "" where nothing. A field with several values has `lines` and no `value`.
    """

    field: str
    label: str
    value: str = ""
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A word in a frame that says what an entry is or how it stands; `style` is what follows `q-mark--` in its class."""

    field: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """A box with what a reader must see first."""

    title: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Which fields an official document covers: the document with the place in it, the names of the fields."""

    document: str
    fields: str


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """Which fields somebody answered for: the names of the fields, who it was, the day."""

    fields: str
    who: str
    day: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list without ids comes from."""

    standing: str
    checked: str
    sourced: Sequence[SourceLine]
    remark: str


@dataclass(frozen=True, slots=True)
class Event:
    """A line of an entry's history: the day, what happened, the adjustment that says so, each change in words."""

    day: str
    text: str
    link: Link
    changes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of numbers: what they are of (a link where it has an address), and a number for each column."""

    name: Link
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers as a table, and the picture of them."""

    picture: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[FigureRow]
