"""A 动态调整 drafted from what changed and has none: what is known filled in, the rest left empty and said.

In: a `Comparison`, today's record. Out: the path and bytes of a file of powers/adjustments. Used by `desk`.
"""

from __future__ import annotations

from typing import Any

from generator.derive import adjusted, wording
from generator.desk.diff.comparison import Changed, Comparison, Matter
from generator.files import edit, ids
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.entry import BY_ADJUSTMENT, TAKEN_BACK
from generator.model.fields import Grade, Part, fields_of, named_fields
from generator.model.kinds import BY_LETTER, kind_of
from generator.model.values import NOTHING_WORD
from generator.reading.folder import FOLDER
from generator.record import Record

_KIND = kind_of(Adjustment)
_LATER = ("核对到", "出处", "备注")  # filled in when the paper is there; not asked for
_NAME = "名称"
_NAMED = "填：这一次调整叫什么，照公布文件写，例：2026年第一次动态调整"


def draft(comparison: Comparison, town: Record) -> tuple[str, bytes]:
    """The file of an adjustment that covers everything not covered, under the next free id of its year."""
    id_ = ids.Ids(town).next(_KIND, {}, comparison.day.year)
    blanks = _Blanks()
    data: dict[str, Any] = {"编号": id_}
    for spec in fields_of(Adjustment):
        if spec.name not in (*data, *_LATER) and (spec.note.grade is not Grade.OPTIONAL) and not spec.many:
            data[spec.name] = blanks.blank(Adjustment, spec.name, _NAMED if spec.name == _NAME else "")
    changes = [change for change in comparison.changes if change.uncovered]
    data["事项"] = [_item(change, blanks) for change in changes]
    text = blanks.emptied(edit.filled(Adjustment, data).decode())
    lead = "# 草稿：照批准文件把空着的格子填好，“#”后面的提示删不删都行；填好以前，检查会报错，不能发布。\n"
    return f"{FOLDER}/adjustments/{id_}.yml", (lead + text).encode()


class _Blanks:
    """Places to be filled in: marked while the file is written, then emptied, with a comment that says how."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def blank(self, model: type[Part], name: str, said: str = "") -> str:
        """A mark that stands for an empty place."""
        spec = named_fields(model)[name]
        example = f"，例：{spec.example}" if spec.example else ""
        mark = f"〔待填{len(self._said)}〕"
        self._said[mark] = said or f"填：{(spec.meaning or name) + example}"
        return mark

    def emptied(self, text: str) -> str:
        """The text with its marks taken out and the comments in."""
        for mark, said in self._said.items():
            text = text.replace(f": {mark}\n", f":  # {said}\n")
        return text


def _item(change: Changed, blanks: _Blanks) -> dict[str, Any]:
    action = _action(change)
    data = {"事项": f"{change.id} {change.name}", "动作": action, "理由": blanks.blank(Adjusted, "理由")}
    ending = (change.data or {}).get("终止") or {}
    if action == TAKEN_BACK:
        data["交回给"] = ending.get("交回给") or blanks.blank(Adjusted, "交回给")
    if action == "合并":
        data["并入"] = ending.get("并入") or blanks.blank(Adjusted, "并入")
    if action in BY_ADJUSTMENT:
        data["在途件"] = blanks.blank(Adjusted, "在途件", "填：已经受理的怎么办；没有在途件，删掉这一行")
    changes = [_change(matter) for matter in change.uncovered if matter.path and not _said(matter, action)]
    return data | ({"改了什么": changes} if changes else {})


def _action(change: Changed) -> str:
    """The action of 调整动作 that tells of what lacks; one entry stands once, its renaming may be one of several changes."""
    paths = {matter.path for matter in change.uncovered}
    if "" in paths:
        return adjusted.BEGINNINGS[0]
    if "状态" in paths and change.state in BY_ADJUSTMENT:
        return change.state
    if "状态" in paths and change.state == wording.unwritten("状态"):
        return "恢复"
    return "更名" if paths == {_NAME} else "变更"


def _said(matter: Matter, action: str) -> bool:
    """Whether the action says it already: an ending out of use."""
    return matter.path == "状态" and action in BY_ADJUSTMENT and matter.before == wording.unwritten("状态")


def _change(matter: Matter) -> dict[str, str]:
    return {"字段": matter.path, "原为": matter.before or NOTHING_WORD, "改为": matter.after or NOTHING_WORD}


def unfinished(town: Record) -> list[str]:
    """The adjustments that cannot be read yet: a draft that is not filled in covers nothing."""
    return sorted(id_ for id_ in town.broken if BY_LETTER.get(id_[:1]) is _KIND)
