"""Finds out which table of the record a sheet holds, where its header stands, and which column holds which field.

In: a sheet as read, perhaps headers that the clerk explained. Out: a `FoundTable`, or None.

Sheets that this program exported are known by their names; sheets of others by their headers, in the words that
lists are published with (`standards/headers.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from generator.model.fields import fields_of
from generator.model.kind import AnyKind, Kind
from generator.model.kinds import EVERY
from generator.sheets.cells import CellValue
from generator.sheets.columns import OF, FieldColumn, Table, table_called, tables_of
from generator.sheets.read_book import ReadSheet
from generator.standards import tables

_PUBLISHED_WORDS = "headers.yml"
_LEAST_SHARE = 0.7  # of a table's columns: a sheet with so many of our own headers is ours, though its key is gone
_LOOKED_AT = 30  # rows above the header that a title, a unit and a date may fill
_SHOWN = 20  # headers that a message lists
_NUMBERS = frozenset({"序号", "编号序号", "No", "NO"})


@dataclass(slots=True)
class FoundTable:
    """A sheet, the table that it holds, the row of its header, and by column number what stands in each column.

    `columns` hold fields, `keys` tell the rows apart, `left_out` are headers that nothing is known by. `own` says
    that `qingdan export` made the sheet.
    """

    sheet: ReadSheet
    table: Table
    header: int
    columns: dict[int, FieldColumn] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    own: bool = True

    def number_of(self, title: str) -> int | None:
        """The number of the column with a field or a key; None where the sheet has no such column."""
        keyed = (number for number, key in self.keys.items() if key == title)
        filled = (number for number, column in self.columns.items() if column.title == title)
        return next(chain(keyed, filled), None)

    @property
    def weight(self) -> int:
        """How many headers fit the table."""
        return len(self.columns) + len(self.keys)


@dataclass(frozen=True, slots=True)
class HeaderTrouble:
    """What was done to the header of an exported sheet: the number of the column, 0 for the row; what to do."""

    column: int
    message: str
    advice: str


def find_table(sheet: ReadSheet, explained: Mapping[str, str], kinds: Iterable[AnyKind] = ()) -> FoundTable | None:
    """The table that a sheet holds; None where it holds none.

    `explained` gives the field for headers that the clerk explained; a sheet of others is one of `kinds`, or of
    those that are published where there are none.
    """
    named = table_called(sheet.name)
    if named:
        found = _best(sheet, [named], explained)
        if found and (found.keys or len(found.columns) > _LEAST_SHARE * len(named.columns)):
            return found  # else a sheet of another's that bears the same name
    foreign = [tables_of(kind)[1] for kind in (kinds or published_kinds())]
    found = _best(sheet, foreign, explained)
    if found is None or found.number_of("名称") is None or len(found.columns) < 2:
        return None
    found.own = False
    return found


@cache
def published_kinds() -> tuple[Kind, ...]:
    """The kinds of which other bodies publish lists, so that their headers are known."""
    return tuple(kind for kind in EVERY if isinstance(kind, Kind) and kind.title in tables.load(_PUBLISHED_WORDS))


def _best(sheet: ReadSheet, candidates: list[Table], explained: Mapping[str, str]) -> FoundTable | None:
    """The row and the table that most headers fit; the first of several."""
    best: FoundTable | None = None
    for row in sheet.rows[:_LOOKED_AT]:
        titles = {number: bare_header(value) for number, value in sheet.row(row).items() if isinstance(value, str)}
        if len(set(titles.values())) < 2:
            continue
        for table in candidates:
            found = _fitted(FoundTable(sheet, table, row), titles, explained)
            if best is None or found.weight > best.weight:
                best = found
    return best if best and best.weight else None


def fitted(found: FoundTable, explained: Mapping[str, str]) -> FoundTable:
    """A table whose header row is known, with the columns of the sheet."""
    return _fitted(found, _titles(found), explained)


def _fitted(found: FoundTable, titles: dict[int, str], explained: Mapping[str, str]) -> FoundTable:
    """A table with the columns of a sheet sorted by what their headers mean.

    Of several columns for one field the one that the clerk explained is taken, then one that holds something, then
    the first; the others are left out.
    """
    table = found.table
    known = known_headers(table)
    meant = {bare_header(title): bare_header(name) for title, name in explained.items()}
    fields: dict[str, list[int]] = {}
    for number, title in titles.items():
        name = meant.get(title, title)
        if name in table.keys:
            fields.setdefault(name, []).append(number)
        elif column := known.get(name):
            fields.setdefault(column.title, []).append(number)
        elif title not in _NUMBERS:
            found.left_out[number] = title
    for name, numbers in fields.items():
        first = numbers[0]
        if len(numbers) > 1:
            first = min(numbers, key=lambda one: (titles[one] not in meant, _is_blank(found, one), one))
        if name in table.keys:
            found.keys[first] = name
        else:
            found.columns[first] = known[bare_header(meant.get(titles[first], titles[first]))]
        found.left_out |= {number: titles[number] for number in numbers if number != first}
    found.columns, found.left_out = dict(sorted(found.columns.items())), dict(sorted(found.left_out.items()))
    return found


def _is_blank(found: FoundTable, column: int) -> bool:
    """Whether nothing stands in a column below its header."""
    return not any(column in found.sheet.cells[row] for row in found.sheet.rows if row > found.header)


def unused(explained: Mapping[str, str], found: Iterable[FoundTable]) -> Iterator[tuple[str, str]]:
    """The explained headers that no sheet has, or whose field none of these tables has: the header, what is wrong."""
    tables_found = list(found)
    for title, name in explained.items():
        there = [one for one in tables_found if bare_header(title) in _titles(one).values()]
        if not there:
            seen = dict.fromkeys(shown for one in tables_found for shown in _titles(one).values())
            yield title, f"没有一张表有“{title}”这一列；有：{'、'.join(list(seen)[:_SHOWN]) or '（没有认出表头）'}"
        elif not any(bare_header(name) in {*known_headers(one.table), *one.table.keys} for one in there):
            yield title, f"“{there[0].table.kind.title}”没有“{name}”这一格"


def likely_header(sheet: ReadSheet) -> list[str]:
    """The titles in the row that most likely is the header of a sheet which was not understood; [] for none."""
    rows = [
        list(dict.fromkeys(bare_header(value) for value in sheet.row(row).values() if isinstance(value, str)))
        for row in sheet.rows[:_LOOKED_AT]
    ]
    best = max(rows, key=len, default=[])
    return best if len(best) > 1 else []


def _titles(found: FoundTable) -> dict[int, str]:
    return titles_of(found.sheet, found.header)


def titles_of(sheet: ReadSheet, row: int) -> dict[int, str]:
    """The texts of a row as headers, by column."""
    return {number: bare_header(value) for number, value in sheet.row(row).items() if isinstance(value, str)}


def header_troubles(found: FoundTable) -> Iterator[HeaderTrouble]:
    """What was done to the header of an exported sheet, so that it cannot be taken in."""
    table = found.table
    titles = (*table.keys, *(column.title for column in table.columns))
    for number, key in enumerate(table.keys, 1):
        if key != OF and found.number_of(key) is None:
            renamed = number if number in found.left_out else 0
            message, advice = f"没有“{key}”这一列，不知道每一行是哪一条", f"把“{key}”这一列补回来，照导出时的写。"
            yield HeaderTrouble(renamed, message, advice)
    exported = dict(enumerate(titles, 1))
    for number, title in found.left_out.items():
        was = exported.get(number)
        if title in titles:  # told at the one that was added, whichever was left out
            added = max(other for other, one in _titles(found).items() if one == bare_header(title))
            yield HeaderTrouble(added, f"“{title}”有两列，不知道收哪一列", "留一列，另一列删掉或者改个名。")
        elif was and was not in table.keys and found.number_of(was) is None:
            message = f"不认得“{title}”，这一列导出时是“{was}”"
            yield HeaderTrouble(number, message, f"表头改回“{was}”；用不着这一列，整列删掉。")


@cache
def known_headers(table: Table) -> dict[str, FieldColumn]:
    """The columns of a table by every header that they are known by; the table's own headers come first."""
    by_title = {column.title: column for column in table.columns}
    for spec in fields_of(table.kind.model):  # published lists have in one cell what has rows of its own here
        if spec.part and spec.many:
            by_title.setdefault(spec.name, FieldColumn((spec.name,), spec))
    known: dict[str, FieldColumn] = {}
    if not table.path and isinstance(table.kind, Kind):
        for name, others in tables.load(_PUBLISHED_WORDS).get(table.kind.title, {}).items():
            known |= {bare_header(other): by_title[name] for other in others if name in by_title}
    return known | {bare_header(column.title): column for column in table.columns}


def written_out(table: Table, title: str) -> FieldColumn | None:
    """The column for what a published list writes out in full under a header of ours (责任事项), where we have one."""
    inner = {spec.name: FieldColumn((spec.name,), spec) for spec in fields_of(table.kind.model)}
    words = tables.load(_PUBLISHED_WORDS).get(table.kind.title, {})
    return next((inner[name] for name, others in words.items() if title in others and name in inner), None)


def bare_header(value: CellValue) -> str:
    """A header without blanks, line ends, asterisks, and a hint in brackets at its end."""
    text = re.sub(r"\s+", "", str(value)).strip("*＊：:")
    return re.sub(r"[（(][^（）()]*[）)]$", "", text) or text
