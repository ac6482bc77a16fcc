"""Drafts a 动态调整 for the changes that lack one.

In: a `Comparison`, today's record. Out: the path and the bytes of a file of powers/adjustments.
"""

from __future__ import annotations

from typing import Any

from generator.derive import wording
from generator.derive.history import BEGINNINGS
from generator.desk.diff.comparison import Adjustable, ChangedFile, Comparison
from generator.forms.adjustment import Blanks, draft
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.entry import BY_ADJUSTMENT, TAKEN_BACK
from generator.model.kinds import BY_LETTER, kind_of
from generator.model.values import NOTHING_WORD
from generator.record import Record

_KIND = kind_of(Adjustment)
_NAME = "名称"


def adjustment_draft(comparison: Comparison, town: Record) -> tuple[str, bytes]:
    """The file of an adjustment that says all changes without one."""
    blanks = Blanks()
    items = [_item(change, blanks) for change in comparison.changes if change.uncovered]
    return draft(town, {}, items, blanks, comparison.day.year)


def _item(change: ChangedFile, blanks: Blanks) -> dict[str, Any]:
    action = _action(change)
    data = {"事项": f"{change.id} {change.name}", "动作": action, "理由": blanks.blank(Adjusted, "理由")}
    ending = (change.data or {}).get("终止") or {}
    if action == TAKEN_BACK:
        data["交回给"] = ending.get("交回给") or blanks.blank(Adjusted, "交回给")
    if action == "合并":
        data["并入"] = ending.get("并入") or blanks.blank(Adjusted, "并入")
    if action in BY_ADJUSTMENT:
        data["在途件"] = blanks.blank(Adjusted, "在途件", "填：已经受理的怎么办；没有在途件，删掉这一行")
    changes = [
        _change(adjustable) for adjustable in change.uncovered if adjustable.path and not _said(adjustable, action)
    ]
    return data | ({"改了什么": changes} if changes else {})


def _action(change: ChangedFile) -> str:
    """The 调整动作 for the changes of an entry; 更名 only where its name is all that changes."""
    paths = {adjustable.path for adjustable in change.uncovered}
    if "" in paths:
        return BEGINNINGS[0]
    if "状态" in paths and change.state in BY_ADJUSTMENT:
        return change.state
    if "状态" in paths and change.state == wording.unwritten("状态"):
        return "恢复"
    return "更名" if paths == {_NAME} else "变更"


def _said(adjustable: Adjustable, action: str) -> bool:
    """Whether the action says a change already: that of the state at an ending."""
    return adjustable.path == "状态" and action in BY_ADJUSTMENT and adjustable.before == wording.unwritten("状态")


def _change(adjustable: Adjustable) -> dict[str, str]:
    return {
        "字段": adjustable.path,
        "原为": adjustable.before or NOTHING_WORD,
        "改为": adjustable.after or NOTHING_WORD,
    }


def unfinished(town: Record) -> list[str]:
    """The ids of adjustments that cannot be read: a draft that is not filled in counts for nothing."""
    return sorted(id_ for id_ in town.broken if BY_LETTER.get(id_[:1]) is _KIND)
