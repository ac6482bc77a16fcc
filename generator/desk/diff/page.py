"""What changed as one page of its own, to send, to print, to keep: no scripts, nothing from elsewhere.

In: a `Comparison` and the town's name. Out: HTML. Used by `desk`.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup, escape

from generator.desk.diff import words
from generator.desk.diff.comparison import GONE, Changed, Comparison
from generator.desk.diff.fields import FieldChange
from generator.pages.body import render

_LONGEST = 600  # characters; what changed inside a longer text is not looked for
_ALIKE = 0.4  # texts less alike are shown as two, not as one corrected


def page(comparison: Comparison, town: str) -> str:
    """The page as text."""
    lists = [(title, [_entry(change) for change in changes]) for title, changes in comparison.by_list()]
    return render(
        "changes_alone.html",
        town=town,
        day=comparison.day,
        heading=words.heading(comparison),
        verdict=words.verdict(comparison),
        uncovered=[(change.called, matter.path or change.actions[0]) for change, matter in comparison.uncovered],
        next=words.NEXT,
        lists=lists,
    )


def _entry(change: Changed) -> dict[str, Any]:
    rows = [] if GONE in change.actions else [_row(change, field) for field in change.fields]
    return {
        "called": change.called,
        "actions": "、".join(change.actions),
        "about": words.about(change),
        "lacking": bool(change.uncovered),
        "new": change.new,
        "rows": rows,
    }


def _row(change: Changed, field: FieldChange) -> dict[str, Any]:
    before, after = (escape(""), escape(field.after)) if change.new else _marked(field)
    said = words.note(change, field)
    return {
        "path": field.path,
        "before": before,
        "after": after,
        "note": said,
        "lacking": said == words.UNCOVERED,
        "moved": field.moved,
    }


def _marked(field: FieldChange) -> tuple[Markup, Markup]:
    """Both sides with what changed marked; items of a list a line each."""
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
    return _whole(tag, text) if text else escape(words.empty(field))


def _whole(tag: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), text)


def _items(tag: str, items: tuple[str, ...]) -> Markup:
    return Markup("<br>").join(_whole(tag, item) for item in items)
