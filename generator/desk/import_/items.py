"""The lists within entries: rows of a sheet → the items of a list, in their order.

In: the rows that belong to an entry and its draft. Out: the draft changed. Used by `weaving`.

The rows of an entry are its whole list: a row that is gone is an item that goes, a row without a 第几条 is a new
one. What an item holds that the sheet has no column for stays with it.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from generator.desk.import_.changed_since import Changed, Since
from generator.intake.lines import Line, Rows, places
from generator.intake.plan import Change, Draft, Path, Trouble, Where, Woven
from generator.model.fields import FieldSpec, named_fields
from generator.model.values import NOTHING_WORD
from generator.sheets.cells import Untakable, at, put, refused, text, untouched
from generator.sheets.columns import Table
from generator.sheets.fingerprints import listed


class Items:
    """Works rows into the lists of drafts; the innermost lists come first, for their rows count items as exported."""

    def __init__(self, woven: Woven, before: dict[str, dict[str, Any]], since: Since) -> None:
        self.woven, self.before, self.since = woven, before, since
        self.waiting: dict[tuple[str, tuple[str, ...], str], tuple[Rows, list[Line]]] = {}  # for items yet to come

    def take(self, rows: Rows, keys: dict[int, str], drafts: dict[str, Draft]) -> None:
        """The rows of one sheet; `drafts` has one for each key, and for entries of which no row is left here."""
        table = rows.found.table
        lines: dict[str, list[Line]] = {}
        for line in rows.lines:
            if (key := keys.get(line.row)) is not None:
                lines.setdefault(key, []).append(line)
            else:
                rows.astray = True
        for key, draft in drafts.items():
            if draft.table.list is table.list and (key in lines or not draft.new):
                self._entry(draft, table, lines.get(key, []), rows)

    def _entry(self, draft: Draft, table: Table, lines: list[Line], rows: Rows) -> None:
        above = _boxes(draft.data, table)
        astray = rows.astray or any(line.labels[:-1] not in above for line in lines)
        for labels, (box, path) in above.items():
            here = [line for line in lines if line.labels[:-1] == labels]
            _List(self, draft, table, rows, box, (*path, table.path[-1]), astray).take(here)
        for line in lines:
            if line.labels[:-1] not in above and not line.empty:
                asked = (draft.key, table.path[:-1], line.labels[-2])
                self.waiting.setdefault(asked, (rows, []))[1].append(line)

    def close(self) -> None:
        """What waited for an item that never came."""
        for (_, _, label), (rows, lines) in self.waiting.items():
            column = rows.found.column(rows.found.table.keys[-2]) or 0
            for line in lines:
                message = f"没有第{label or '几'}条，不知道这一行是哪一条里的"
                self.woven.wrong((line.sheet, line.row, column), message, "照另一张表里的“第几条”写。")


def _boxes(data: dict[str, Any], table: Table) -> dict[tuple[str, ...], tuple[dict[str, Any], Path]]:
    """The mappings that hold a table's lists, by the positions that lead there, with their paths."""
    boxes: dict[tuple[str, ...], tuple[dict[str, Any], Path]] = {(): (data, ())}
    for name in table.path[:-1]:
        boxes = {
            (*labels, str(number)): (item, (*path, name, number - 1))
            for labels, (box, path) in boxes.items()
            for number, item in enumerate(_listed(box.get(name)), 1)
            if isinstance(item, dict)
        }
    return boxes


@dataclass(slots=True)
class _List:
    """One list of one entry while its rows are taken."""

    items: Items
    draft: Draft
    table: Table
    rows: Rows
    box: dict[str, Any]
    path: Path
    astray: bool  # some row of the sheet does not say whose it is
    new: list[dict[str, Any]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)  # old position → new one
    wrong: list[Trouble] = field(default_factory=list)  # of rows, where it is the clerk who changed the list
    labels: set[str] = field(default_factory=set)  # the 第几条 that are written

    def take(self, lines: list[Line]) -> None:
        name = self.table.path[-1]
        if len(lines) == 1 and self._says_none(lines[0]):
            if (now := self.box.get(name)) != NOTHING_WORD:
                change = Change(name, _told(now), NOTHING_WORD, self._adjusted(), self._row(lines[0]))
                self._become(NOTHING_WORD, change)
            return
        old = _listed(self.box.get(name))
        self.labels = {line.labels[-1] for line in lines}
        within = {path: where for path, where in self.draft.cells.items() if path[: len(self.path)] == self.path}
        for line in lines:
            self._line(line, old)
        self._follow(within)
        if self.astray and len(self.used) < len(old):
            return  # what is missing here may be the row that stands astray, and that is told already
        for number, item in enumerate(old):
            if number not in self.used:
                self.changes.append(Change(self._title(number), _told(item), "", self._adjusted(), self._entry()))
        if self.box.get(name) == NOTHING_WORD and not self.new:
            self.changes.append(Change(name, NOTHING_WORD, "", self._adjusted(), self._entry()))
        if not self.changes and self.new != old:
            self.changes.append(Change("·".join(self.table.path), "", "换了先后", self._adjusted(), self._entry()))
        if self.changes:
            self._become(self.new, *self.changes)

    def _says_none(self, line: Line) -> bool:
        """Whether a row says that there are none, and is not an item that says “无” of its first field."""
        if not _is_nothing(line, self.table):
            return False
        if not line.labels[-1]:
            return True
        old = _listed(self.box.get(self.table.path[-1]))
        first = self.table.columns[0]
        return _spec(self.table).note.nothing and bool(old) and text(at(old[0], first.path)) != NOTHING_WORD

    def _follow(self, within: dict[Path, Where]) -> None:
        """The cells of lists further in, taken before, are now in items that stand elsewhere."""
        depth = len(self.path)
        for path in within:
            self.draft.cells.pop(path) if len(path) > depth + 2 else None
        for path, where in within.items():
            if len(path) > depth + 2 and (new := self.used.get(int(path[depth]))) is not None:
                self.draft.cells[(*self.path, new, *path[depth + 1 :])] = where

    def _become(self, value: Any, *changes: Change) -> None:
        name = self.table.path[0]
        now = listed(before := self.items.before.get(self.draft.key, {}).get(name))
        changed = self.items.since.changed(
            self.draft.key, name, now, listed(value) if len(self.table.path) == 1 else ""
        )
        if changed is Changed.THERE:
            return
        if changed is Changed.BOTH:
            self.items.since.clash(changes[0].where, name, _told(before))
            return
        if self.wrong:
            self.items.woven.troubles += self.wrong
            return
        self.draft.changes += changes
        if value:
            self.box[self.table.path[-1]] = value
        else:
            self.box.pop(self.table.path[-1], None)

    def _line(self, line: Line, old: list[Any]) -> None:
        label = int(line.labels[-1]) - 1 if line.labels[-1].isdecimal() else -1
        known = 0 <= label < len(old) and isinstance(old[label], dict)
        if known and label in self.used:
            column = self.rows.found.column(self.table.keys[-1]) or 0
            where = (line.sheet, line.row, column)
            self.wrong.append(Trouble(where, f"第{label + 1}条上面已经写过", "新加的一条，“第几条”空着。"))
            known = False
        elif not known and line.labels[-1]:
            self._new_label(line, old)
        if line.empty and not (known and self._shows_nothing(old[label], line)):
            return  # its cells were cleared: the item goes
        if known:
            self.used[label] = len(self.new)
        spot: Path = (*self.path, len(self.new))
        self.draft.cells[spot] = self._row(line)
        item = copy.deepcopy(old[label]) if known else {}
        changes = self._cells(item, line, spot, self._title(len(self.new)))
        if known:
            self.changes += changes
        else:
            self._add_waiting(item, line, spot)
            self.changes.append(Change(self._title(len(self.new)), "", _told(item), self._adjusted(), self._row(line)))
        self.new.append(item)

    def _cells(self, item: dict[str, Any], line: Line, spot: Path, title: str) -> list[Change]:
        changes = []
        for place, column, said in places(line):
            where = (line.sheet, line.row, column)
            self.draft.cells[(*spot, *place.path)] = where
            if isinstance(said, Untakable):
                self.items.woven.wrong(where, said.message, said.advice)
                continue
            now = at(item, place.path)
            if said == untouched(now, place.spec):
                continue
            if why := refused(now, said, place.spec):
                self.items.woven.wrong(where, why.message, why.advice)
            else:
                put(item, place, said)
                adjusted = place.spec.note.adjusted or self._adjusted()
                changes.append(Change(f"{title}·{place.title}", text(now), said, adjusted, where))
        return changes

    def _new_label(self, line: Line, old: list[Any]) -> None:
        """A 第几条 that is no number of a new item, or stands where that of an old one was, is wrong."""
        label = line.labels[-1]
        claimed = sum(str(number) in self.labels for number in range(1, len(old) + 1))
        if not label.isdecimal() or not int(label) > len(old) == claimed:
            column = self.rows.found.column(self.table.keys[-1]) or 0
            advice = f"原来有{len(old)}条，照原来的写；新加的一条，“第几条”空着。"
            self.wrong.append(Trouble((line.sheet, line.row, column), f"没有第{label}条", advice))

    def _shows_nothing(self, item: dict[str, Any], line: Line) -> bool:
        """Whether an item has nothing to show in these columns: its row is empty because nobody touched it."""
        return not any(untouched(at(item, place.path), place.spec) for place in line.said)

    def _add_waiting(self, item: dict[str, Any], line: Line, spot: Path) -> None:
        """The rows of the next table inside that speak of an item which is new."""
        asked = (self.draft.key, self.table.path, line.labels[-1])
        rows, lines = self.items.waiting.pop(asked, (self.rows, []))
        table = rows.found.table
        if len(lines) == 1 and not lines[0].labels[-1] and _is_nothing(lines[0], table):
            item[table.path[-1]] = NOTHING_WORD
            return
        for number, inner in enumerate(lines):
            part: dict[str, Any] = {}
            here: Path = (*spot, table.path[-1], number)
            self.draft.cells[here] = self._row(inner)
            self._cells(part, inner, here, "")
            item.setdefault(table.path[-1], []).append(part)

    def _row(self, line: Line) -> Where:
        return (line.sheet, line.row, 0)

    def _entry(self) -> Where:
        """Where to point for what is no longer in the sheet."""
        return self.draft.cells.get((), (self.rows.found.page.name, self.rows.found.header, 0))

    def _title(self, number: int) -> str:
        return f"{'·'.join(self.table.path)}第{number + 1}条"

    def _adjusted(self) -> bool:
        """Whether the list needs an adjustment to be changed."""
        return _spec(self.table).note.adjusted


def _spec(table: Table) -> FieldSpec:
    """The field that a table of items shows."""
    model = table.list.model
    for name in table.path[:-1]:
        model = named_fields(model)[name].part or model
    return named_fields(model)[table.path[-1]]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_nothing(line: Line, table: Table) -> bool:
    """Whether a row says that there is none: “无” in its first field and nothing else."""
    first, *rest = [line.said.get(place, (0, ""))[1] for place in table.columns]
    return first == NOTHING_WORD and not any(rest)


def _told(value: Any) -> str:
    """A list, an item or a value in one line."""
    if isinstance(value, list):
        return "｜".join(map(_told, value))
    if isinstance(value, dict):
        return "；".join(f"{name}：{_told(inner)}" for name, inner in value.items())
    return text(value).replace("\n", "、")
