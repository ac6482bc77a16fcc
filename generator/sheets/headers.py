"""Which table of the record a sheet is, where its header stands, and which column is which field.

In: a page as read, perhaps with the clerk's own word for a header. Out: what was found, or None. Sheets of our
own are known by their names; those of others by their headers, in the words that lists are published with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from generator.model.fields import fields_of
from generator.model.kind import Kind
from generator.model.kinds import EVERY
from generator.sheets.cells import Raw
from generator.sheets.columns import OF, List, Place, Table, table_called, tables_of
from generator.sheets.reading import Page
from generator.standards import tables

_OURS = 0.7  # of a table's columns: so many under our own words are our own sheet, its key gone
_LOOKED_AT = 30  # rows above the header that a title, a unit and a date may fill
NUMBER = "序号"
_NUMBERS = {NUMBER, "编号序号", "No", "NO"}


@dataclass(slots=True)
class Found:
    """A sheet understood: its table, the row of the header, fields and keys by column, columns left out."""

    page: Page
    table: Table
    header: int
    places: dict[int, Place] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    own: bool = True  # a sheet that `qingdan export` made, by its name

    def column(self, title: str) -> int | None:
        """The column of a field or a key."""
        known = {place.title: number for number, place in self.places.items()} | {
            key: number for number, key in self.keys.items()
        }
        return known.get(title)


def find(page: Page, words: Mapping[str, str], lists: Iterable[List] = ()) -> Found | None:
    """What a sheet is; `words` are headers that the clerk has explained, `lists` those it may belong to."""
    named = table_called(page.name)
    if named:
        found = _best(page, [named], words)
        if found and (found.keys or len(found.places) > _OURS * len(named.columns)):
            return found  # else a sheet of another's that bears the same name
    foreign = [tables_of(list_)[1] for list_ in (lists or _PUBLISHED)]
    found = _best(page, foreign, words)
    if found is None or found.column("名称") is None or len(found.places) < 2:
        return None
    found.own = False
    return found


_PUBLISHED = tuple(list_ for list_ in EVERY if isinstance(list_, Kind) and list_.title in tables.load("headers.yml"))


def _best(page: Page, candidates: list[Table], words: Mapping[str, str]) -> Found | None:
    """The row and the table that most headers fit."""
    best: Found | None = None
    for row in page.rows[:_LOOKED_AT]:
        titles = {column: plain(value) for column, value in page.row(row).items() if isinstance(value, str)}
        if len(set(titles.values())) < 2:
            continue
        for table in candidates:
            found = _fitted(page, table, row, titles, words)
            if best is None or _weight(found) > _weight(best):
                best = found
    return best if best and _weight(best) else None


def broken(found: Found) -> Iterator[tuple[int, str, str]]:
    """What has been done to the header of a sheet of our own: column, what is wrong, what to do."""
    table = found.table
    for number, key in enumerate(table.keys, 1):
        if key != OF and found.column(key) is None:
            renamed = number if number in found.left_out else 0
            yield renamed, f"没有“{key}”这一列，不知道每一行是哪一条", f"把“{key}”这一列补回来，照导出时的写。"
    ours = {*table.keys, *(place.title for place in table.columns)}
    went_out = dict(enumerate((*table.keys, *(place.title for place in table.columns)), 1))
    for column, title in found.left_out.items():
        if title in ours:
            yield column, f"“{title}”有两列，不知道收哪一列", "留一列，另一列删掉或者改个名。"
        elif (was := went_out.get(column)) and was not in table.keys and found.column(was) is None:
            yield column, f"不认得“{title}”，这一列导出时是“{was}”", f"表头改回“{was}”；用不着这一列，整列删掉。"


def _weight(found: Found) -> int:
    return len(found.places) + len(found.keys)


def _fitted(page: Page, table: Table, row: int, titles: dict[int, str], words: Mapping[str, str]) -> Found:
    found = Found(page, table, row)
    known = _known(table)
    explained = {plain(title): name for title, name in words.items()}
    taken: set[str] = set()
    for column, title in titles.items():
        name = explained.get(title, title)
        place = known.get(name)
        if name in table.keys and name not in taken:
            found.keys[column] = name
        elif place is not None and place.title not in taken:
            found.places[column] = place
            name = place.title
        elif title not in _NUMBERS:
            found.left_out[column] = title
        taken.add(name)
    return found


@cache
def _known(table: Table) -> dict[str, Place]:
    """The columns of a table by every word that its headers are known by; its own win."""
    by_title = {place.title: place for place in table.columns}
    for spec in fields_of(table.list.model):  # published lists have in one cell what has rows of its own here
        if spec.part and spec.many:
            by_title.setdefault(spec.name, Place((spec.name,), spec))
    known = {}
    if not table.path and isinstance(table.list, Kind):
        for name, others in tables.load("headers.yml").get(table.list.title, {}).items():
            known |= {plain(other): by_title[name] for other in others if name in by_title}
    return known | {plain(place.title): place for place in table.columns}


def otherwise(table: Table, title: str) -> Place | None:
    """The field that a published column may also mean, where its word is one of ours: 责任事项 written out in full."""
    inner = {spec.name: Place((spec.name,), spec) for spec in fields_of(table.list.model)}
    words = tables.load("headers.yml").get(table.list.title, {})
    return next((inner[name] for name, others in words.items() if title in others and name in inner), None)


def plain(value: Raw) -> str:
    """A header without what surrounds it: blanks, line ends, brackets with a hint, an asterisk."""
    text = re.sub(r"\s+", "", str(value)).strip("*＊：:")
    return re.sub(r"[（(][^（）()]*[）)]$", "", text) or text
