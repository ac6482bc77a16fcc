"""Works the rows of a workbook into drafts of entries, with every field that changes.

In: the rows of sheets with the keys of their entries, and what the record says now. Out: the drafts in an
`ImportPlan`.

A cell that says what the record says changes nothing, however it is written; so what nobody edited stays as it is,
byte for byte. A sheet speaks only for the entries and columns that it holds.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.desk.import_.changed_since import Changed, ChangesSinceExport
from generator.desk.import_.items import ItemLists
from generator.intake import spellings
from generator.intake.form_rows import FormRow
from generator.intake.plan import CellRef, EntryDraft, FieldEdit, ImportPlan
from generator.intake.rows import SheetRow, SheetRows
from generator.model.fields import named_fields
from generator.model.kind import AnyKind, Kind
from generator.sheets.cells import Refusal, as_text, set_value, unedited_text, value_at, why_unchangeable
from generator.sheets.columns import FILE, ID, FieldColumn
from generator.sheets.fingerprints import Fingerprints
from generator.sheets.headers import FoundTable


class Drafts:
    """Makes the drafts of a plan: first from the rows that are entries, then from those that are items of lists."""

    def __init__(
        self,
        plan: ImportPlan,
        before: Mapping[str, dict[str, Any]],
        names: spellings.RecordNames,
        constants: Mapping[str, str],
        exported: Mapping[str, Fingerprints] | None,
    ) -> None:
        """`before` is the data of the entries by key, `constants` what to write where a sheet has no column."""
        self.plan, self.before, self.names, self.constants = plan, before, names, constants
        self.since = ChangesSinceExport(exported, plan)
        self.items = ItemLists(plan, before, self.since)

    def take(self, sheets: Iterable[SheetRows]) -> None:
        """Make the drafts from all sheets."""
        sheets = sorted(sheets, key=lambda sheet: len(sheet.found.table.path))
        for sheet in sheets:
            if not sheet.found.table.path:
                self._entries(sheet)
        for sheet in reversed(sheets):  # the innermost lists first: their rows count the items as exported
            if sheet.found.table.path:
                for row in sheet.rows:
                    if row.key:
                        self._draft(sheet.found.table.kind, row.key)
                self.items.take(sheet)
        self.items.note_waiting()
        self.since.note_stale()

    def _draft(self, kind: AnyKind, key: str) -> EntryDraft:
        """The draft of an entry; a new one begins with what the record says."""
        if key not in self.plan.drafts:
            data = copy.deepcopy(self.before.get(key, {}))
            if not data and isinstance(kind, Kind):
                data = {ID: key}
            self.plan.drafts[key] = EntryDraft(kind, key, data, key not in self.before)
        return self.plan.drafts[key]

    def _entries(self, sheet: SheetRows) -> None:
        """Take the rows of a sheet each of which is an entry."""
        found = sheet.found
        key_column = found.number_of(ID) or found.number_of(FILE) or 0
        seen: dict[str, int] = {}
        for row in sheet.rows:
            if not row.key:
                continue
            if row.key in seen:
                advice = "留一行，删掉另一行；两条不同的事，各用各的编号。"
                self.plan.wrong(row.cell(key_column), f"{row.key} 在第{seen[row.key]}行已经写过", advice)
                continue
            seen[row.key] = row.number
            draft = self._draft(found.table.kind, row.key)
            draft.cells.setdefault((), row.cell())
            if key_column:
                draft.cells.setdefault((ID,), row.cell(key_column))
            for column, where, text in row.fields():
                self._field(draft, row, found, column, where, text)
            if isinstance(row, FormRow):
                self._lists(draft, row)
            if draft.new and not found.own:
                for name, value in (sheet.given | dict(self.constants)).items():
                    if name not in named_fields(draft.kind.model):
                        continue  # said of another of the lists that come in
                    draft.data.setdefault(name, _filled_in(value, draft.data))

    def _lists(self, draft: EntryDraft, form: FormRow) -> None:
        """Take the lists inside a form; those of an entry that has such a list already stay as they are."""
        for name, rows in form.lists.items():
            if rows and name in draft.data:
                self.plan.notices.append(f"“{form.sheet}”第{rows[0][0].row}行起的{name}没有收：{draft.key} 已经有了。")
                continue
            spec = named_fields(draft.kind.model)[name]
            items, remarks = [], []
            for number, (where, said) in enumerate(rows):
                item, remark = spellings.inner_item(spec, said, self.names)
                draft.cells[(name, number)] = where
                items.append(item)
                remarks += remark
            if items:
                draft.data[name] = items
                draft.cells[(name,)] = rows[0][0]
                draft.edits.append(
                    FieldEdit(
                        name, "", "、".join(str(one["名称"]) for one in items if "名称" in one), False, rows[0][0]
                    )
                )
            self.plan.notices += [f"“{form.sheet}”{name}：{remark}" for remark in dict.fromkeys(remarks)]

    def _field(
        self,
        draft: EntryDraft,
        row: SheetRow,
        found: FoundTable,
        column: FieldColumn,
        where: CellRef,
        text: str | Refusal,
    ) -> None:
        """Take one field of a row."""
        if isinstance(text, Refusal):
            self.plan.refuse(where, text)
            draft.cells[column.path] = where
        elif found.own:
            self._set(draft, column, text, where)
        elif text:
            column = spellings.meant_column(found.table, column, text, self.names)
            value, remark, kept = spellings.in_our_form(column, text, self.names)
            if remark:
                self.plan.notices.append(f"“{row.sheet}”第{row.number}行{column.title}：{remark}")
            draft.keep(column.path[0], kept)
            if isinstance(value, str):
                self._set(draft, column, value, where)
            elif draft.new:  # an entry that has rows of its own for this keeps them
                draft.data[column.path[0]] = value
                draft.cells[column.path] = where

    def _set(self, draft: EntryDraft, column: FieldColumn, text: str, where: CellRef) -> None:
        """Write a text into a draft where it changes something and nothing speaks against it."""
        now = value_at(self.before.get(draft.key, {}), column.path)
        before = unedited_text(now, column.spec)
        earlier = next((edit for edit in draft.edits if edit.field == column.title), None)
        draft.cells.setdefault(column.path, where)
        if text == before or (earlier and earlier.after == text):
            return
        changed = self.since.where(draft.key, column.title, before, text)
        if changed is Changed.BOTH:
            self.since.note_clash(where, column.title, before)
        elif changed is Changed.THERE:
            return
        elif earlier:
            other = f"“{earlier.where.sheet}”第{earlier.where.row}行把“{column.title}”改成了“{earlier.after}”"
            self.plan.wrong(where, f"{other}，这里又改成“{text}”", "两处改成一样，或者把一处改回原样。")
        elif refusal := why_unchangeable(now, text, column.spec):
            self.plan.refuse(where, refusal)
        else:
            set_value(draft.data, column, text)
            draft.cells[column.path] = where
            draft.edits.append(FieldEdit(column.title, as_text(now), text, column.spec.note.adjusted, where))


def _filled_in(value: str, data: dict[str, Any]) -> str:
    """A constant with the values of other fields put in: {类型}通用."""
    return re.sub(r"\{(.+?)\}", lambda found: as_text(data.get(found[1])), value)
