"""`qingdan export`: the record, or some lists of it, as a workbook that can be filled in and taken back.

In: the record's folder as read. Out: the bytes of an .xlsx, the same for the same record: a sheet 目录 that says
which file is what, then for each list its short table, its whole one and those of the lists within.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from generator.model.amounts import Day, Until
from generator.model.fields import Grade
from generator.model.kind import Kind
from generator.record import FOLDER, Record
from generator.sheets import book, fingerprints
from generator.sheets.book import Cell, Column, Sheet
from generator.sheets.cells import at, cell
from generator.sheets.columns import OF, List, Place, Table, choices, note, tables_of
from generator.syntax import parser

Data = dict[str, dict[str, Any]]  # plain data of the files of a list, by id or by path


def workbook(record: Record, lists: Sequence[List]) -> bytes:
    """The workbook of some lists of a record."""
    held = {list_: data_of(record, list_) for list_ in lists}
    sheets = [_contents(record, held)]
    for list_ in lists:
        sheets += [sheet_of(table, held[list_]) for table in tables_of(list_)]
    name = str(record.town.name) if record.town else ""
    return book.written(f"{name}清单", sheets)


def data_of(record: Record, list_: List) -> Data:
    """What the files of a list say, in the order of the record; one that cannot be read is left out."""
    found: Data = {}
    for key, file in record.files.items():
        path = file.path.removeprefix(f"{FOLDER}/")
        if isinstance(list_, Kind) and key in record.list_of(list_):
            pass
        elif isinstance(list_, Kind) or not list_.matches(path):
            continue
        root = parser.parse(file.content).root
        if root is not None:
            found[key] = root.data()
    return found


def sheet_of(table: Table, data: Data) -> Sheet:
    """A table filled with what the files say."""
    rows = [row for key, file in data.items() for row in _rows(table, key, file)]
    first = "编号不要改；新的一条空着，程序给下一个号。" if not table.path else "是哪一条的。"
    keys = [
        Column(key, _width(key, rows, number), first if number == 0 else "", locked=not table.path)
        for number, key in enumerate(table.keys)
    ]
    columns = [
        _column(place, _width(place.title, rows, number)) for number, place in enumerate(table.columns, len(keys))
    ]
    return Sheet(table.name, [*keys, *columns], rows, open=True)


def _column(place: Place, width: int) -> Column:
    spec = place.spec
    dates = spec.type in (Day, Until) and not spec.many
    strong = not spec.note.nothing and spec.note.grade is Grade.MUST
    return Column(place.title, 6 if dates else width, note(place), choices(place), spec.many, dates, strong=strong)


def _width(title: str, rows: Sequence[Sequence[Cell]], number: int) -> int:
    """A width at which most cells of a column are about as tall as wide: names broad, marks narrow."""
    lengths = sorted(len(str(row[number] or "")) for row in rows)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    return min(20, max(5, (len(title) + 3) // 2, math.ceil(2.2 * math.sqrt(usual))))


def _rows(table: Table, key: str, file: dict[str, Any]) -> Iterator[list[Cell]]:
    for positions, part in items(file, table.path):
        keys: list[Cell] = [key]
        if OF in table.keys and isinstance(table.list, Kind):
            keys.append(table.list.name_in(file))
        keys += map(str, positions)
        if isinstance(part, str):  # “无” in place of the list
            yield [*keys[: len(table.keys) - 1], None, part, *[None] * (len(table.columns) - 1)]
        else:
            yield [*keys, *(cell(at(part, place.path), place.spec) for place in table.columns)]


def items(data: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The mappings at a path of lists, each with its positions from 1; “无” as it stands."""
    if not path:
        yield (), data
        return
    held = data.get(path[0])
    if isinstance(held, str):
        if len(path) == 1:
            yield (), held
        return
    for number, item in enumerate(held or (), 1):
        if isinstance(item, dict):
            for positions, part in items(item, path[1:]):
                yield (number, *positions), part


def _contents(record: Record, held: dict[List, Data]) -> Sheet:
    """Which file is what, and what its fields say now."""
    columns = [Column("清单", 10), Column(fingerprints.ID, 8), Column("名称", 30), Column(fingerprints.FILE, 26)]
    columns.append(Column(fingerprints.TITLE, hidden=True))
    rows: list[list[Cell]] = []
    for list_, files in held.items():
        for key, data in files.items():
            id_, name = (key, list_.name_in(data)) if isinstance(list_, Kind) else ("", list_.title)
            rows.append([list_.title, id_, name, record.files[key].path, fingerprints.written(data, list_)])
    return Sheet(fingerprints.CONTENTS, columns, rows)
