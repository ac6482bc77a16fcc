"""Drafts a 动态调整: what is known is filled in, for the rest a comment says what to fill in.

In: a `Comparison`, or what is known of the adjustment and its items; today's record. Out: the path and the bytes of a
file of powers/adjustments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.derive import wording
from generator.derive.history import BEGINNINGS
from generator.desk.diff.comparison import Adjustable, ChangedFile, Comparison
from generator.files import edit, ids
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.entry import BY_ADJUSTMENT, TAKEN_BACK
from generator.model.fields import Grade, Part, fields_of, named_fields
from generator.model.kinds import BY_LETTER, kind_of
from generator.model.values import NOTHING_WORD
from generator.reading.folder import entry_path
from generator.record import Record

_KIND = kind_of(Adjustment)
_LATER = ("核对到", "出处", "备注")  # filled in when the paper is there; not asked for
_NAME = "名称"
_LEAD = "# 草稿：照批准文件把空着的格子填好，“#”后面的提示删不删都行；填好以前，检查会报错，不能发布。\n"
_NAMED = "填：这一次调整叫什么，照公布文件写，例：2026年第一次动态调整"


def adjustment_draft(comparison: Comparison, town: Record) -> tuple[str, bytes]:
    """The file of an adjustment that says all changes without one."""
    blanks = Blanks()
    items = [_item(change, blanks) for change in comparison.changes if change.uncovered]
    return draft(town, {}, items, blanks, comparison.day.year)


def draft(
    town: Record, known: Mapping[str, str], items: Sequence[dict[str, Any]], blanks: Blanks, year: int
) -> tuple[str, bytes]:
    """The file of an adjustment of some items, under the next free id of the year; `known` fields are filled in."""
    data: dict[str, Any] = {"编号": ids.Ids(town).next(_KIND, dict(known), year)}
    for spec in fields_of(Adjustment):
        if spec.name in (*data, *_LATER) or spec.note.grade is Grade.OPTIONAL or spec.many:
            continue
        said = _NAMED if spec.name == _NAME else ""
        data[spec.name] = known.get(spec.name) or blanks.blank(Adjustment, spec.name, said)
    data["事项"] = list(items)
    text = blanks.emptied(edit.new_file(Adjustment, data).decode())
    return entry_path(_KIND, data["编号"]), (_LEAD + text if blanks else text).encode()


class Blanks:
    """The fields to be filled in: they hold marks while the file is made; then each mark becomes a comment."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._said)

    def blank(self, model: type[Part], name: str, said: str = "") -> str:
        """A mark for a field that is to be filled in; `said` tells how, else the model does."""
        spec = named_fields(model)[name]
        example = f"，例：{spec.example}" if spec.example else ""
        mark = f"〔待填{len(self._said)}〕"
        self._said[mark] = said or f"填：{(spec.meaning or name) + example}"
        return mark

    def emptied(self, text: str) -> str:
        """A text with comments in place of the marks."""
        for mark, said in self._said.items():
            text = text.replace(f": {mark}\n", f":  # {said}\n")
        return text


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
