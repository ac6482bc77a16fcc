"""Finds out which entry of the record each row of a sheet is: by its id, by its name, or a new one.

In: the rows of a sheet, the record, what there was at the export. Out: the key of each row; what is wrong with the
others.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date

from generator.files import ids
from generator.intake.plan import CellRef, ImportPlan, Trouble
from generator.intake.rows import SheetRow, SheetRows
from generator.model.authority import Power
from generator.model.codes import EntryId
from generator.model.entry import Entry
from generator.model.kind import Kind, ListKind
from generator.model.kinds import BY_LETTER
from generator.record import Record
from generator.sheets.columns import FILE, ID


class EntryKeys:
    """Gives rows their keys, the same for rows of one new entry in several sheets.

    `constants` are the values that the clerk gave beside the workbook. `exported` holds the keys that there were at
    the export; None where that is not known.
    """

    def __init__(
        self, record: Record, day: date, constants: Mapping[str, str], exported: Container[str] | None
    ) -> None:
        self.record, self.day, self.constants, self.exported = record, day, constants, exported
        self.ids = ids.Ids(record)
        self.new: dict[tuple[Kind, str], str] = {}  # by kind and name
        self.placed: set[tuple[str, str]] = set()  # sheet and key of each row that is a new entry

    def assign(self, sheet: SheetRows, plan: ImportPlan) -> None:
        """Give each row of a sheet its key; a row that has none is a trouble."""
        kind = sheet.found.table.kind
        for row in sheet.rows:
            key = self._entry(sheet, row, kind) if isinstance(kind, Kind) else self._file(row, kind)
            if isinstance(key, Trouble):
                plan.troubles.append(key)
            else:
                row.key = key

    def _entry(self, sheet: SheetRows, row: SheetRow, kind: Kind) -> str | Trouble:
        own, inner = sheet.found.own, bool(sheet.found.table.path)
        where = row.cell(sheet.found.number_of(ID) or 0)
        if (row.id and own) or EntryId.form.fullmatch(row.id):
            return self._by_id(sheet, row, kind, where)
        name = _bare(row.entry_name or row.text_of(kind.naming))
        new = self.new.get((kind, name), "")
        elsewhere = own and (row.sheet, new) not in self.placed  # the short table and the whole one
        if new and name and (inner or elsewhere):
            self.placed.add((row.sheet, new))
            return new
        if inner:
            return Trouble(where, "没有写编号，不知道是哪一条的", "写上编号；新加的一条，在“所属”写它的名称。")
        if existing := self._by_name(kind, name, own):
            return existing
        if own and (lost := self._without_row(sheet, kind, name)):
            return Trouble(where, f"编号空着，名称和 {lost} 一样，表里又没有 {lost}", f"就是那一条，编号写 {lost}。")
        return self._next_id(row, kind, name)

    def _next_id(self, row: SheetRow, kind: Kind, name: str) -> str:
        texts = {column.title: text for column, (_, text) in row.texts.items() if isinstance(text, str)}
        new = self.ids.next(kind, texts | dict(self.constants), self.day.year)
        self.new.setdefault((kind, name), new)
        self.placed.add((row.sheet, new))
        return new

    def _by_id(self, sheet: SheetRows, row: SheetRow, kind: Kind, where: CellRef) -> str | Trouble:
        id_ = row.id
        if not EntryId.form.fullmatch(id_):
            advice = f"编号是字母 {kind.letter} 加数字；新的一条空着，程序给下一个号。"
            return Trouble(where, f"“{id_}”不是编号", advice)
        if id_[0] != kind.letter:
            other = BY_LETTER.get(id_[0])
            whose = other.word if other else "别处"
            return Trouble(where, f"“{id_}”是{whose}的编号，不是{kind.word}的", "改成这张表里的编号。")
        if id_ in self.record.broken:
            return Trouble(where, f"{id_} 的文件里有错，没法改", "先用 qingdan check 看哪里不对，改好再来。")
        if sheet.found.own and (trouble := self._not_exported(row, kind, where)):
            return trouble
        if id_ not in self.record.files:
            if sheet.found.table.path and id_ not in self.ids.given_out:
                return Trouble(where, f"没有 {id_} 这一条", "看看编号是不是写错了。")
            if any(line.id == id_ for line in self.record.ledger):
                return Trouble(where, f"{id_} 以前发布过，不能再用", "编号空着，程序给下一个号。")
            self.ids.given_out.add(id_)
        return id_

    def _not_exported(self, row: SheetRow, kind: Kind, where: CellRef) -> Trouble | None:
        """Why an id cannot be the one that the row was exported with; None where it can."""
        if self.exported is None:
            return None
        there = row.id in self.record.files
        if row.id in self.exported:
            advice = "不要了，删掉这一行；还要，编号空着，程序给新的号。"
            return None if there else Trouble(where, f"{row.id} 导出以后从记录里删掉了", advice)
        name = _bare(row.entry_name or row.text_of(kind.naming))
        if there and name and name in _names(self.record.list_of(kind)[row.id]):
            return None  # imported since: a row that came without an id has one now
        advice = "编号改动了的，改回原来的；新的一条空着，程序给下一个号。"
        return Trouble(where, f"导出时没有 {row.id} 这一条", advice)

    def _by_name(self, kind: Kind, name: str, own: bool) -> str | None:
        """The entry of a name where just one bears it; for an exported sheet only one that was written since."""
        bearing = [id_ for id_, entry in self.record.list_of(kind).items() if name and name in _names(entry)]
        if own:
            bearing = [id_ for id_ in bearing if self.exported is not None and id_ not in self.exported]
        return bearing[0] if len(bearing) == 1 else None

    def _without_row(self, sheet: SheetRows, kind: Kind, name: str) -> str:
        """The entry of a name that has no row in its sheet, as if somebody had cleared its id; "" for none."""
        there = {row.id for row in sheet.rows}
        entries = self.record.list_of(kind).items()
        return next((id_ for id_, entry in entries if name and name in _names(entry) and id_ not in there), "")

    def _file(self, row: SheetRow, kind: ListKind) -> str | Trouble:
        path = kind.pattern if "YYYY" not in kind.pattern and not row.id else row.id
        if path in self.record.files and kind.matches(path):
            return path
        return Trouble(row.cell(1), f"没有“{row.id}”这个文件", f"“{FILE}”一列照导出时的写。")


def _names(entry: Entry) -> set[str]:
    """What an entry is called, and what a power is called in today's lists of state and province."""
    names = (entry.called, entry.current_name if isinstance(entry, Power) else "")
    return {_bare(name) for name in names if name}


def _bare(name: object) -> str:
    return re.sub(r"\s+", "", str(name or ""))
