"""Which entry of the record each row of a sheet is: by its id, by its name, or a new one.

In: the rows, the record, what there was when the workbook went out. Out: a key for each row, or what is wrong.
Used by `importing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.files import ids
from generator.intake import lines
from generator.intake.plan import Trouble, Where
from generator.model.authority import Power
from generator.model.codes import EntryId
from generator.model.entry import Entry
from generator.model.kind import Kind
from generator.model.kinds import BY_LETTER
from generator.record import Record
from generator.sheets import fingerprints
from generator.sheets.columns import ID


class Keys:
    """Which entry each row is: by its id, by its name, or a new one; `marks` know what there was at the export."""

    def __init__(
        self,
        record: Record,
        day: date,
        troubles: list[Trouble],
        constants: Mapping[str, str],
        marks: Mapping[str, fingerprints.Marks] | None,
    ) -> None:
        self.record, self.day, self.troubles = record, day, troubles
        self.constants, self.marks = constants, marks
        self.new: dict[tuple[Kind, str], str] = {}  # by list and name
        self.told: set[tuple[str, str]] = set()  # sheets that have a row of a new one
        self.ids = ids.Ids(record)

    def of(self, rows: lines.Rows) -> dict[int, str]:
        """The key of each row of a sheet; rows that name no entry are troubles."""
        list_ = rows.found.table.list
        keys: dict[int, str] = {}
        for line in rows.lines:
            key = self._entry(rows, line, list_) if isinstance(list_, Kind) else self._file(line, list_)
            if isinstance(key, str):
                keys[line.row] = key
            else:
                self.troubles.append(key)
        return keys

    def _entry(self, rows: lines.Rows, line: lines.Line, kind: Kind) -> str | Trouble:
        column = rows.found.column(ID) or 0
        where = (line.sheet, line.row, column)
        if (line.key and rows.found.own) or EntryId.form.fullmatch(line.key):
            return self._known(line, kind, rows, where)
        told = {place.title: text for place, (_, text) in line.said.items() if isinstance(text, str)}
        name = _bare(line.of or kind.name_in(told))
        known = self.new.get((kind, name), "")
        again = rows.found.own and (line.sheet, known) not in self.told  # the short table and the whole one
        if known and name and (rows.found.table.path or again):
            self.told.add((line.sheet, known))
            return known
        if rows.found.table.path:
            return Trouble(where, "没有写编号，不知道是哪一条的", "写上编号；新加的一条，在“所属”写它的名称。")
        if existing := self._by_name(kind, name, rows.found.own):
            return existing
        if rows.found.own and (lost := self._lost(rows, kind, name)):
            return Trouble(where, f"编号空着，名称和 {lost} 一样，表里又没有 {lost}", f"就是那一条，编号写 {lost}。")
        new = self.ids.next(kind, told | dict(self.constants), self.day.year)
        self.new.setdefault((kind, name), new)
        self.told.add((line.sheet, new))
        return new

    def _known(self, line: lines.Line, kind: Kind, rows: lines.Rows, where: Where) -> str | Trouble:
        key = line.key
        if not EntryId.form.fullmatch(key):
            return Trouble(
                where, f"“{key}”不是编号", f"编号是字母 {kind.letter} 加数字；新的一条空着，程序给下一个号。"
            )
        if key[0] != kind.letter:
            other = BY_LETTER.get(key[0])
            return Trouble(
                where, f"“{key}”是{other.word if other else '别处'}的编号，不是{kind.word}的", "改成这张表里的编号。"
            )
        if key in self.record.broken:
            return Trouble(where, f"{key} 的文件里有错，没法改", "先用 qingdan check 看哪里不对，改好再来。")
        if rows.found.own and self.marks is not None and (strange := self._strange(line, kind, where)):
            return strange
        if key not in self.record.files:
            if rows.found.table.path and key not in self.ids.given_out:
                return Trouble(where, f"没有 {key} 这一条", "看看编号是不是写错了。")
            if any(row.id == key for row in self.record.ledger):
                return Trouble(where, f"{key} 以前发布过，不能再用", "编号空着，程序给下一个号。")
            self.ids.given_out.add(key)
        return key

    def _strange(self, line: lines.Line, kind: Kind, where: Where) -> Trouble | None:
        """Why an id cannot be the one that the row went out with."""
        assert self.marks is not None
        key, there = line.key, line.key in self.record.files
        if key in self.marks:
            advice = "不要了，删掉这一行；还要，编号空着，程序给新的号。"
            return None if there else Trouble(where, f"{key} 导出以后从记录里删掉了", advice)
        name = line.of or next((said for place, (_, said) in line.said.items() if place.title == kind.naming), "")
        if there and name and _bare(name) in _names(self.record.list_of(kind)[key]):
            return None  # written since: what came in without an id has one now
        return Trouble(where, f"导出时没有 {key} 这一条", "编号改动了的，改回原来的；新的一条空着，程序给下一个号。")

    def _by_name(self, kind: Kind, name: str, own: bool) -> str | None:
        """The entry of a name, where just one bears it; for a row of our own only one written since the export."""
        bearing = [id_ for id_, entry in self.record.list_of(kind).items() if name and name in _names(entry)]
        if own:
            bearing = [id_ for id_ in bearing if self.marks is not None and id_ not in self.marks]
        return bearing[0] if len(bearing) == 1 else None

    def _lost(self, rows: lines.Rows, kind: Kind, name: str) -> str:
        """The entry of a name that has no row in its sheet: somebody has cleared its id."""
        there = {line.key for line in rows.lines}
        entries = self.record.list_of(kind).items()
        return next((id_ for id_, entry in entries if name and name in _names(entry) and id_ not in there), "")

    def _file(self, line: lines.Line, list_: Any) -> str | Trouble:
        fixed = "YYYY" not in list_.pattern
        key = list_.pattern if fixed and not line.key else line.key
        if key in self.record.files and list_.matches(key):
            return key
        return Trouble((line.sheet, line.row, 1), f"没有“{line.key}”这个文件", "“文件”一列照导出时的写。")


def _names(entry: Entry) -> set[str]:
    """What an entry is called, and what a power is called in today's lists of state and province."""
    names = (entry.called, entry.current_name if isinstance(entry, Power) else "")
    return {_bare(name) for name in names if name}


def _bare(name: Any) -> str:
    return re.sub(r"\s+", "", str(name or ""))
