"""A draft of a 动态调整: what is known is filled in, for the rest a comment says what to fill in.

In: today's record, what is known of the adjustment, its items. Out: the path and the bytes of a file of powers/adjustments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.files import edit, ids
from generator.model.adjustment import Adjustment
from generator.model.fields import Grade, Part, fields_of, named_fields
from generator.model.kinds import kind_of
from generator.reading.folder import entry_path
from generator.record import Record

_KIND = kind_of(Adjustment)
_LATER = ("核对到", "出处", "备注")  # filled in when the paper is there; not asked for
_NAME = "名称"
_NAMED = "填：这一次调整叫什么，照公布文件写，例：2026年第一次动态调整"
_LEAD = "# 草稿：照批准文件把空着的格子填好，“#”后面的提示删不删都行；填好以前，检查会报错，不能发布。\n"


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
