"""Works the rows that are items of lists into the lists of drafts, in the order of the rows.

In: the rows of a sheet with the keys of their entries, and the drafts of a plan. Out: the drafts changed.

The rows of an entry are its whole list: an item whose row is gone goes, a row without a 第几条 is a new item.
Fields of an item that the sheet has no column for stay with it.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.desk.import_.changed_since import Changed, ChangesSinceExport
from generator.intake.plan import CellRef, EntryDraft, FieldEdit, ImportPlan, Trouble
from generator.intake.rows import SheetRow, SheetRows
from generator.intake.words import REORDERED
from generator.model.fields import FieldSpec, Part, named_fields
from generator.model.values import NOTHING_WORD
from generator.problem import FieldPath
from generator.sheets.cells import Refusal, as_text, set_value, unedited_text, value_at, why_unchangeable
from generator.sheets.columns import Table
from generator.sheets.fingerprints import list_text


class ItemLists:
    """Takes the sheets of items; those of the innermost lists come first, for they count the items as exported."""

    def __init__(self, plan: ImportPlan, before: Mapping[str, dict[str, Any]], since: ChangesSinceExport) -> None:
        self.plan, self.before, self.since = plan, before, since
        # Rows that belong to an item which is still to come: by entry, path of its list, and its 第几条 as written.
        self.waiting: dict[tuple[str, tuple[str, ...], str], tuple[SheetRows, list[SheetRow]]] = {}

    def take(self, sheet: SheetRows) -> None:
        """Take the rows of a sheet into the drafts of its kind, also those of entries that have no row left in it."""
        rows: dict[str, list[SheetRow]] = {}
        for row in sheet.rows:
            rows.setdefault(row.key, []).append(row)
        for key, draft in self.plan.drafts.items():
            if draft.kind is sheet.found.table.kind and (key in rows or not draft.new):
                self._entry(draft, sheet, rows.get(key, []), incomplete="" in rows)

    def _entry(self, draft: EntryDraft, sheet: SheetRows, rows: list[SheetRow], *, incomplete: bool) -> None:
        table = sheet.found.table
        holders = _holders(draft.data, table)
        incomplete = incomplete or any(row.positions[:-1] not in holders for row in rows)
        for positions, (mapping, path) in holders.items():
            here = [row for row in rows if row.positions[:-1] == positions]
            _ItemList(self, draft, sheet, mapping, (*path, table.path[-1]), incomplete).take(here)
        for row in rows:
            if row.positions[:-1] not in holders and not row.empty:
                holder = (draft.key, table.path[:-1], row.positions[-2])
                self.waiting.setdefault(holder, (sheet, []))[1].append(row)

    def note_waiting(self) -> None:
        """Note the rows whose item never came."""
        for (_, _, position), (sheet, rows) in self.waiting.items():
            column = sheet.found.number_of(sheet.found.table.keys[-2]) or 0
            for row in rows:
                message = f"没有第{position or '几'}条，不知道这一行是哪一条里的"
                self.plan.wrong(row.cell(column), message, "照另一张表里的“第几条”写。")


def _holders(data: dict[str, Any], table: Table) -> dict[tuple[str, ...], tuple[dict[str, Any], FieldPath]]:
    """The mappings that hold the lists of a table, each with its path, by the positions that lead to it."""
    holders: dict[tuple[str, ...], tuple[dict[str, Any], FieldPath]] = {(): (data, ())}
    for name in table.path[:-1]:
        holders = {
            (*positions, str(number)): (item, (*path, name, number - 1))
            for positions, (mapping, path) in holders.items()
            for number, item in enumerate(_items(mapping.get(name)), 1)
            if isinstance(item, dict)
        }
    return holders


@dataclass(slots=True)
class _ItemList:
    """One list of one entry while its rows are taken.

    `mapping` holds the list, `path` leads to it. With `incomplete` some row of the sheet does not say which entry it
    belongs to, so that a missing item may be that row.
    """

    lists: ItemLists
    draft: EntryDraft
    sheet: SheetRows
    mapping: dict[str, Any]
    path: FieldPath
    incomplete: bool
    new: list[dict[str, Any]] = field(default_factory=list)
    edits: list[FieldEdit] = field(default_factory=list)
    moved_to: dict[int, int] = field(default_factory=dict)  # position of an item in the record → in the new list
    troubles: list[Trouble] = field(default_factory=list)  # told only if the clerk changed the list
    written: set[str] = field(default_factory=set)  # every 第几条 that is written

    @property
    def table(self) -> Table:
        return self.sheet.found.table

    @property
    def name(self) -> str:
        """The name of the list in its mapping."""
        return self.table.path[-1]

    def take(self, rows: list[SheetRow]) -> None:
        """Make the list say what the rows say."""
        if len(rows) == 1 and self._says_none(rows[0]):
            if (now := self.mapping.get(self.name)) != NOTHING_WORD:
                self._become(NOTHING_WORD, [self._edit(self.name, _in_line(now), NOTHING_WORD, rows[0].cell())])
            return
        old = _items(self.mapping.get(self.name))
        self.written = {row.positions[-1] for row in rows}
        inner_cells = {path: cell for path, cell in self.draft.cells.items() if path[: len(self.path)] == self.path}
        for row in rows:
            self._row(row, old)
        self._move_cells(inner_cells)
        if self.incomplete and len(self.moved_to) < len(old):
            return
        for number, item in enumerate(old):
            if number not in self.moved_to:
                self.edits.append(self._edit(self._item_title(number), _in_line(item), "", self._entry_cell()))
        if self.mapping.get(self.name) == NOTHING_WORD and not self.new:
            self.edits.append(self._edit(self.name, NOTHING_WORD, "", self._entry_cell()))
        if not self.edits and self.new != old:
            self.edits.append(self._edit("·".join(self.table.path), "", REORDERED, self._entry_cell()))
        if self.edits:
            self._become(self.new, self.edits)

    def _says_none(self, row: SheetRow) -> bool:
        """Whether a row says “无” in place of the list, and is not an item whose first field is “无”."""
        if not _is_nothing(row, self.table):
            return False
        if not row.positions[-1]:
            return True
        old = _items(self.mapping.get(self.name))
        first = self.table.columns[0]
        return (
            _list_spec(self.table).note.nothing and bool(old) and as_text(value_at(old[0], first.path)) != NOTHING_WORD
        )

    def _move_cells(self, inner_cells: dict[FieldPath, CellRef]) -> None:
        """Give the cells of inner lists, taken before, the new positions of their items."""
        depth = len(self.path)
        moving = {path: cell for path, cell in inner_cells.items() if len(path) > depth + 2}
        for path in moving:
            self.draft.cells.pop(path)
        for path, cell in moving.items():
            if (position := self.moved_to.get(int(path[depth]))) is not None:
                self.draft.cells[(*self.path, position, *path[depth + 1 :])] = cell

    def _become(self, value: Any, edits: list[FieldEdit]) -> None:
        """Write the list into the draft, unless the record was changed since the export or a row is wrong."""
        name = self.table.path[0]
        before = self.lists.before.get(self.draft.key, {}).get(name)
        now = list_text(value) if len(self.table.path) == 1 else ""
        changed = self.lists.since.where(self.draft.key, name, list_text(before), now)
        if changed is Changed.BOTH:
            self.lists.since.note_clash(edits[0].where, name, _in_line(before))
        elif changed is Changed.HERE and self.troubles:
            self.lists.plan.troubles += self.troubles
        elif changed is Changed.HERE:
            self.draft.edits += edits
            if value:
                self.mapping[self.name] = value
            else:
                self.mapping.pop(self.name, None)

    def _row(self, row: SheetRow, old: list[Any]) -> None:
        """Take a row as an item of the new list."""
        position = row.positions[-1]
        number = int(position) - 1 if position.isdecimal() else -1
        known = 0 <= number < len(old) and isinstance(old[number], dict)
        if known and number in self.moved_to:
            self._wrong_position(row, f"第{number + 1}条上面已经写过", "新加的一条，“第几条”空着。")
            known = False
        elif not known and position:
            self._check_new_position(row, old)
        if row.empty and not (known and _shows_nothing(old[number], row)):
            return  # its cells were cleared: the item goes
        if known:
            self.moved_to[number] = len(self.new)
        path: FieldPath = (*self.path, len(self.new))
        self.draft.cells[path] = row.cell()
        item = copy.deepcopy(old[number]) if known else {}
        title = self._item_title(len(self.new))
        edits = self._fields(item, row, path, title)
        if known:
            self.edits += edits
        else:
            self._add_waiting(item, row, path)
            self.edits.append(self._edit(title, "", _in_line(item), row.cell()))
        self.new.append(item)

    def _fields(self, item: dict[str, Any], row: SheetRow, path: FieldPath, title: str) -> list[FieldEdit]:
        """Write the fields of a row into an item; the edits."""
        edits = []
        for column, where, text in row.fields():
            self.draft.cells[(*path, *column.path)] = where
            if isinstance(text, Refusal):
                self.lists.plan.refuse(where, text)
                continue
            now = value_at(item, column.path)
            if text == unedited_text(now, column.spec):
                continue
            if refusal := why_unchangeable(now, text, column.spec):
                self.lists.plan.refuse(where, refusal)
            else:
                set_value(item, column, text)
                adjusted = column.spec.note.adjusted or _list_spec(self.table).note.adjusted
                edits.append(FieldEdit(f"{title}·{column.title}", as_text(now), text, adjusted, where))
        return edits

    def _check_new_position(self, row: SheetRow, old: list[Any]) -> None:
        """Note a 第几条 that is neither that of an old item nor a number that a new item can have."""
        position = row.positions[-1]
        claimed = sum(str(number) in self.written for number in range(1, len(old) + 1))
        if not position.isdecimal() or not int(position) > len(old) == claimed:
            advice = f"原来有{len(old)}条，照原来的写；新加的一条，“第几条”空着。"
            self._wrong_position(row, f"没有第{position}条", advice)

    def _wrong_position(self, row: SheetRow, message: str, advice: str) -> None:
        column = self.sheet.found.number_of(self.table.keys[-1]) or 0
        self.troubles.append(Trouble(row.cell(column), message, advice))

    def _add_waiting(self, item: dict[str, Any], row: SheetRow, path: FieldPath) -> None:
        """Put the rows of an inner list that waited for this new item into it."""
        sheet, rows = self.lists.waiting.pop((self.draft.key, self.table.path, row.positions[-1]), (self.sheet, []))
        table = sheet.found.table
        if len(rows) == 1 and not rows[0].positions[-1] and _is_nothing(rows[0], table):
            item[table.path[-1]] = NOTHING_WORD
            return
        for number, inner in enumerate(rows):
            inner_item: dict[str, Any] = {}
            inner_path: FieldPath = (*path, table.path[-1], number)
            self.draft.cells[inner_path] = inner.cell()
            self._fields(inner_item, inner, inner_path, "")
            item.setdefault(table.path[-1], []).append(inner_item)

    def _edit(self, title: str, before: str, after: str, where: CellRef) -> FieldEdit:
        """An edit of the list as a whole, or of a whole item."""
        return FieldEdit(title, before, after, _list_spec(self.table).note.adjusted, where)

    def _entry_cell(self) -> CellRef:
        """Where to point for what is no longer in the sheet."""
        found = self.sheet.found
        return self.draft.cells.get((), CellRef(found.sheet.name, found.header, 0))

    def _item_title(self, number: int) -> str:
        return f"{'·'.join(self.table.path)}第{number + 1}条"


def _list_spec(table: Table) -> FieldSpec:
    """What the model says of the list whose items are the rows of a table."""
    model: type[Part] = table.kind.model
    for name in table.path[:-1]:
        model = named_fields(model)[name].part or model
    return named_fields(model)[table.path[-1]]


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_nothing(row: SheetRow, table: Table) -> bool:
    """Whether a row says “无” in its first field and nothing else."""
    first, *rest = [row.texts.get(column, (0, ""))[1] for column in table.columns]
    return first == NOTHING_WORD and not any(rest)


def _shows_nothing(item: dict[str, Any], row: SheetRow) -> bool:
    """Whether an item has nothing to show in the columns of a row: the row was exported empty."""
    return not any(unedited_text(value_at(item, column.path), column.spec) for column in row.texts)


def _in_line(value: Any) -> str:
    """A list, an item or a value in one line."""
    if isinstance(value, list):
        return "｜".join(map(_in_line, value))
    if isinstance(value, dict):
        return "；".join(f"{name}：{_in_line(inner)}" for name, inner in value.items())
    return as_text(value).replace("\n", "、")
