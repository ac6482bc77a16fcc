"""Shows what changed as one page, to send, to print, to keep: no scripts, nothing from elsewhere.

In: a `Comparison`. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import ClassVar

from markupsafe import Markup, escape

from generator.derive import field_changes
from generator.derive.field_changes import FieldChange
from generator.desk.diff import words
from generator.desk.diff.comparison import GONE, ChangedFile, Comparison
from generator.pages.rendering import Page, render

_LONGEST = 600  # characters; what changed inside a longer text is not looked for
_ALIKE = 0.4  # texts less alike are shown as two, not as one corrected


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field before and after; `note` says whether an adjustment covers the change, `lacking` that one is missing."""

    path: str
    before: str
    after: str
    note: str
    lacking: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that changed: what happened to it, and its fields before and after."""

    called: str
    actions: str
    about: str
    lacking: bool
    new: bool
    rows: Sequence[FieldRow]


@dataclass(frozen=True, slots=True)
class ListChange:
    """The entries of a list that changed."""

    title: str
    entries: Sequence[EntryChange]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A change that no adjustment covers: of which entry, and of which field or by which action."""

    called: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAlone(Page):
    """What changes_alone.html prints; `next` says what to do about what is uncovered."""

    template: ClassVar = "changes_alone.html"
    town: str
    day: date
    heading: str
    verdict: str
    uncovered: Sequence[Uncovered]
    next: str = words.NEXT
    lists: Sequence[ListChange]


def page(comparison: Comparison) -> str:
    """The page."""
    return render(
        ChangesAlone(
            town=comparison.town,
            day=comparison.day,
            heading=words.heading(comparison),
            verdict=words.verdict(comparison),
            uncovered=[
                Uncovered(change.called, adjustable.path or change.actions[0])
                for change, adjustable in comparison.uncovered
            ],
            lists=[
                ListChange(title, [_entry(change) for change in changes]) for title, changes in comparison.by_list()
            ],
        )
    )


def _entry(change: ChangedFile) -> EntryChange:
    return EntryChange(
        called=change.called,
        actions="、".join(change.actions),
        about=words.about(change),
        lacking=bool(change.uncovered),
        new=change.new,
        rows=[] if GONE in change.actions else [_row(change, field) for field in change.fields],
    )


def _row(change: ChangedFile, field: FieldChange) -> FieldRow:
    before, after = (escape(""), escape(field.after)) if change.new else _marked(field)
    said = words.note(change, field)
    return FieldRow(field.path, before, after, said, said == words.UNCOVERED, field.moved)


def _marked(field: FieldChange) -> tuple[Markup, Markup]:
    """Both texts of a field with marks on what changed; items of a list a line each."""
    if field.went or field.came:
        return _items("del", field.went), _items("ins", field.came)
    before, after = field.before, field.after
    if not before or not after or field.moved:
        return _side("del", before, field), _side("ins", after, field)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if max(len(before), len(after)) > _LONGEST or matcher.ratio() < _ALIKE:
        return _whole("del", before), _whole("ins", after)
    left, right = Markup(), Markup()
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            left, right = left + before[a:b], right + after[c:d]
        else:
            left += _whole("del", before[a:b]) if b > a else ""
            right += _whole("ins", after[c:d]) if d > c else ""
    return left, right


def _side(tag: str, text: str, field: FieldChange) -> Markup:
    return _whole(tag, text) if text else escape(field_changes.empty(field))


def _whole(tag: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), text)


def _items(tag: str, items: tuple[str, ...]) -> Markup:
    return Markup("<br>").join(_whole(tag, item) for item in items)
