"""Drafts the adjustment that goes with a rewriting: in a town that publishes formally the basis is 须经调整.

In: the record, the law, the rewriting, the day. Out: the path and the bytes of one 动态调整 whose approval is left to
the clerk, or None where no published entry changes in a field that is 须经调整. Where a town demonstrates none is drafted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.derive import adjusted
from generator.derive.amendment import begins
from generator.desk.laws.moving import Rewriting
from generator.files import edit, ids
from generator.model.adjustment import Adjustment
from generator.model.entry import Entry, NamedEntry
from generator.model.kinds import kind_of
from generator.model.reference import Law
from generator.reading.folder import FOLDER, entry_path
from generator.record import Record
from generator.syntax import parser

_LEAD = "# 草稿：照批准文件把空着的格子填好；填好以前，检查会报错，不能发布。\n"
_BLANKS = {"名称": "填：这一次调整叫什么", "批准文件": "填：文号", "批准日期": "填：哪天批准的"}


def draft(record: Record, law: Law, done: Rewriting, today: date) -> tuple[str, bytes] | None:
    """The file of the adjustment, under the next free id of the year."""
    published = {row.id for row in record.ledger}
    items = [
        _item(part, law, changes)
        for part in done.parts
        if isinstance(part, NamedEntry) and str(part.id) in published and (changes := _changes(part, record, done))
    ]
    if not record.formal or not items:
        return None
    id_ = ids.Ids(record).next(kind_of(Adjustment), {}, today.year)
    marks = {name: f"〔{said}〕" for name, said in _BLANKS.items()}
    text = edit.new_file(Adjustment, {"编号": id_, "资料性质": "官方", **marks, "事项": items}).decode()
    for mark in marks.values():
        text = text.replace(f": {mark}\n", f":  # {mark[1:-1]}\n")
    return f"{FOLDER}/{entry_path(kind_of(Adjustment), id_).removeprefix(f'{FOLDER}/')}", (_LEAD + text).encode()


def _item(part: NamedEntry, law: Law, changes: list[dict[str, str]]) -> dict[str, Any]:
    reason = f"《{law.name}》{begins(law.newest)} 起换了文本，条号变了"
    return {"事项": f"{part.id} {part.name}", "动作": "变更", "理由": reason, "改了什么": changes}


def _changes(part: Entry, record: Record, done: Rewriting) -> list[dict[str, str]]:
    """The fields of an entry that are 须经调整 and change, with both texts."""
    before, after = (
        adjusted.texts(type(part), _data(content)) for content in done.files[record.file_of(part).path] if content
    )
    return [
        {"字段": path, "原为": before[path], "改为": after[path]} for path in before if before[path] != after.get(path)
    ]


def _data(content: bytes) -> dict[str, Any]:
    root = parser.parse(content).root
    assert root is not None
    return root.data()
