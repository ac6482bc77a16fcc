"""`qingdan export`: the record, or some kinds of it, as a workbook that can be filled in and taken back.

In: the record and the kinds. Out: the bytes of an .xlsx, the same for the same record: a sheet 目录 that says which
file is what, then for each kind its short table, its whole table and those of the lists in its entries.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from generator.model.amounts import Day, Until
from generator.model.fields import Grade
from generator.model.kind import AnyKind, Kind
from generator.record import Record
from generator.sheets import fingerprints, workbook_writer
from generator.sheets.cells import to_cell, value_at
from generator.sheets.columns import OF, FieldColumn, Table, note_on, tables_of
from generator.sheets.workbook_writer import Cell, Column, Sheet
from generator.syntax import parser

FilesData = dict[str, dict[str, Any]]  # plain data of the files of a kind, by id or by path below powers/


def workbook(record: Record, kinds: Sequence[AnyKind]) -> bytes:
    """The workbook of some kinds of a record."""
    data = {kind: data_of(record, kind) for kind in kinds}
    sheets = [_contents(record, data)]
    for kind in kinds:
        sheets += [sheet_of(table, data[kind], record) for table in tables_of(kind)]
    name = str(record.town.name) if record.town else ""
    return workbook_writer.workbook(f"{name}清单", sheets)


def data_of(record: Record, kind: AnyKind) -> FilesData:
    """The data in the files of a kind, in the order of the record; files that cannot be read are left out."""
    found: FilesData = {}
    for key, file in record.files.items():
        belongs = key in record.list_of(kind) if isinstance(kind, Kind) else kind.matches(key)
        root = parser.parse(file.content).root if belongs else None
        if root is not None:
            found[key] = root.data()
    return found


def sheet_of(table: Table, data: FilesData, record: Record) -> Sheet:
    """The sheet of a table with the data of its files."""
    rows = [row for key, file in data.items() for row in _rows(table, key, file)]
    first = "编号不要改；新的一条空着，程序给下一个号。" if not table.path else "是哪一条的。"
    keys = [
        Column(key, _width(key, rows, number), first if number == 0 else "", locked=not table.path)
        for number, key in enumerate(table.keys)
    ]
    columns = [
        _column(column, _width(column.title, rows, number), record)
        for number, column in enumerate(table.columns, len(keys))
    ]
    return Sheet(table.name, [*keys, *columns], rows, open=True)


def _column(column: FieldColumn, width: int, record: Record) -> Column:
    spec = column.spec
    dates = spec.type in (Day, Until) and not spec.many
    strong = not spec.note.nothing and spec.note.grade is Grade.MUST
    width = 6 if dates else width
    return Column(column.title, width, note_on(column), record.choices(spec.type), spec.many, dates, strong=strong)


def _width(title: str, rows: Sequence[Sequence[Cell]], number: int) -> int:
    """A width at which most cells of a column are about as tall as wide: names broad, marks narrow."""
    lengths = sorted(len(str(row[number] or "")) for row in rows)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    return min(20, max(5, (len(title) + 3) // 2, math.ceil(2.2 * math.sqrt(usual))))


def _rows(table: Table, key: str, data: dict[str, Any]) -> Iterator[list[Cell]]:
    for positions, item in items(data, table.path):
        keys: list[Cell] = [key]
        if OF in table.keys and isinstance(table.kind, Kind):
            keys.append(table.kind.name_in(data))
        keys += map(str, positions)
        if isinstance(item, str):  # “无” in place of the list
            yield [*keys[: len(table.keys) - 1], None, item, *[None] * (len(table.columns) - 1)]
        else:
            yield [*keys, *(to_cell(value_at(item, column.path), column.spec) for column in table.columns)]


def items(data: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The mappings in the list at a path, each with its positions in the lists passed, from 1; “无” as a text."""
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
            for positions, inner in items(item, path[1:]):
                yield (number, *positions), inner


def _contents(record: Record, data: dict[AnyKind, FilesData]) -> Sheet:
    """The sheet 目录: which file is what, and the fingerprints of its fields."""
    columns = [Column("清单", 10), Column(fingerprints.ID, 8), Column("名称", 30), Column(fingerprints.FILE, 26)]
    columns.append(Column(fingerprints.TITLE, hidden=True))
    rows: list[list[Cell]] = []
    for kind, files in data.items():
        for key, file in files.items():
            id_, name = (key, kind.name_in(file)) if isinstance(kind, Kind) else ("", kind.title)
            rows.append([kind.title, id_, name, record.files[key].path, fingerprints.cell_text(file, kind)])
    return Sheet(fingerprints.CONTENTS, columns, rows)
