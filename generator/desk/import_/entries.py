"""What the rows of a workbook would make of the record: new data of each entry, and every change in it.

In: the rows, what the entries say now. Out: a `Woven`. Nothing is written here. Used by `importing`.

A cell that says what the record says is no change, however it is written; so what nobody edited stays as it
is, byte for byte. A sheet speaks only for the entries and columns it holds.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

from generator.desk.import_.changed_since import Changed, Since
from generator.desk.import_.items import Items
from generator.intake import spellings
from generator.intake.lines import Line, Rows, places
from generator.intake.plan import Change, Draft, Where, Woven
from generator.model.kind import Kind
from generator.sheets.cells import Untakable, at, put, refused, text, untouched
from generator.sheets.columns import FILE, ID, Place, Table
from generator.sheets.fingerprints import Marks


class Weaver:
    """Works the rows of sheets into drafts, main tables first."""

    def __init__(
        self,
        before: dict[str, dict[str, Any]],
        known: spellings.Known,
        constants: dict[str, str],
        marks: dict[str, Marks] | None,
    ) -> None:
        self.before, self.known, self.constants = before, known, constants
        self.woven = Woven()
        self.since = Since(marks, self.woven)
        self.items = Items(self.woven, before, self.since)

    def take(self, sheets: Iterable[tuple[Rows, dict[int, str]]]) -> Woven:
        """All sheets; each comes with the key of the entry for each of its rows."""
        sheets = sorted(sheets, key=lambda pair: len(pair[0].found.table.path))
        for rows, keys in sheets:
            if not rows.found.table.path:
                self._entries(rows, keys)
        for rows, keys in reversed(sheets):  # the innermost lists first: their rows count the items as exported
            if rows.found.table.path:
                for key in keys.values():
                    self.draft(rows.found.table, key)
                self.items.take(rows, keys, self.woven.drafts)
        self.items.close()
        self.since.close()
        return self.woven

    def draft(self, table: Table, key: str) -> Draft:
        """The draft of an entry, begun with what the record says."""
        if key not in self.woven.drafts:
            data = copy.deepcopy(self.before.get(key, {}))
            if not data and isinstance(table.list, Kind):
                data = {ID: key}
            self.woven.drafts[key] = Draft(table, key, data, key not in self.before)
        return self.woven.drafts[key]

    def _entries(self, rows: Rows, keys: dict[int, str]) -> None:
        found = rows.found
        seen: dict[str, int] = {}
        for line in rows.lines:
            key = keys.get(line.row)
            if key is None:
                continue
            if key in seen:
                self.woven.wrong(
                    (line.sheet, line.row, found.column(ID) or found.column(FILE) or 0),
                    f"{key} 在第{seen[key]}行已经写过",
                    "留一行，删掉另一行；两条不同的事，各用各的编号。",
                )
                continue
            seen[key] = line.row
            draft = self.draft(found.table, key)
            draft.rows.append((line.sheet, line.row))
            draft.cells.setdefault((), (line.sheet, line.row, 0))
            for title in (ID, FILE):
                if column := found.column(title):
                    draft.cells.setdefault((ID,), (line.sheet, line.row, column))
            for place, column, said in places(line):
                self._cell(draft, line, place, column, said, found.own)
            if draft.new and not found.own:
                for name, value in self.constants.items():
                    draft.data.setdefault(name, _filled(value, draft.data))

    def _cell(self, draft: Draft, line: Line, place: Place, column: int, said: str | Untakable, own: bool) -> None:
        """One cell of a main table: no change, a change, or what keeps it from being one."""
        where = (line.sheet, line.row, column)
        if isinstance(said, Untakable):
            self.woven.wrong(where, said.message, said.advice)
            draft.cells[place.path] = where
        elif own:
            self._set(draft, place, said, where)
        elif said:
            place = spellings.field(draft.table, place, said, self.known)
            value, left = spellings.converted(place, said, self.known)
            if left:
                self.woven.notices.append(f"“{line.sheet}”第{line.row}行{place.title}：{left}")
            if isinstance(value, str):
                self._set(draft, place, value, where)
            elif draft.new:  # an entry that has rows of its own for this keeps them
                draft.data[place.path[0]] = value
                draft.cells[place.path] = where

    def _set(self, draft: Draft, place: Place, value: str, where: Where) -> None:
        now = at(self.before.get(draft.key, {}), place.path)
        before = untouched(now, place.spec)
        told = next((change for change in draft.changes if change.field == place.title), None)
        draft.cells.setdefault(place.path, where)
        if value == before or (told and told.after == value):
            return
        changed = self.since.changed(draft.key, place.title, before, value)
        if changed is Changed.BOTH:
            self.since.clash(where, place.title, before)
        elif changed is Changed.THERE:
            return
        elif told:
            other = f"“{told.where[0]}”第{told.where[1]}行把“{place.title}”改成了“{told.after}”"
            self.woven.wrong(where, f"{other}，这里又改成“{value}”", "两处改成一样，或者把一处改回原样。")
        elif why := refused(now, value, place.spec):
            self.woven.wrong(where, why.message, why.advice)
        else:
            put(draft.data, place, value)
            draft.cells[place.path] = where
            draft.changes.append(Change(place.title, text(now), value, place.spec.note.adjusted, where))


def _filled(value: str, data: dict[str, Any]) -> str:
    """A constant with what stands in other fields: {类型}通用."""
    return re.sub(r"\{(.+?)\}", lambda found: text(data.get(found[1])), value)
