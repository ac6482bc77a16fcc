"""Writes what is due as a workbook: a sheet with the counts, then a sheet for each category.

In: a `Todo`, the town, the way to the record. Out: the bytes of an .xlsx.
"""

from __future__ import annotations

from datetime import date

from generator import urls
from generator.desk.todo.due import Due
from generator.desk.todo.matters import Group, Todo
from generator.model.town import TownFile
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Cell, Column, Link, Sheet

_COLUMNS = (
    Column("程度", 5),
    Column("编号", 5, note="点编号打开这一条：有公开网址的打开网页，没有的打开文件。"),
    Column("名称", 12),
    Column("为什么", 20),
    Column("日期", 6, dates=True),
    Column("还有几天", 5),
    Column("怎么办", 15),
    Column("谁来办", 7),
    Column("格子", 6),
    Column("文件", 12),
)
_COUNTS = (Column("哪一类", 9), Column("一共", 5), Column("其中", 16), Column("里面是什么", 34))


def workbook(todo: Todo, town: TownFile, way: str) -> bytes:
    """The workbook; `way` leads from its folder to the folder of the record, "" where no way does."""
    day, address = todo.day.isoformat(), str(town.address_of_site or "")
    counts: list[list[Cell]] = [
        [group.category.title, str(len(group.dues)), group.counted, group.category.about] for group in todo.groups
    ]
    first = Sheet("有多少", _COUNTS, counts or [[f"{day} 没有待办", None, None, None]])
    sheets = [_sheet(group, [_row(due, todo.day, address, way) for due in group.dues]) for group in todo.groups]
    return workbook_writer.workbook(f"{town.name}待办 {day}", [first, *sheets])


def _sheet(group: Group, rows: list[list[Cell]]) -> Sheet:
    """The sheet of a category; columns that are empty in all rows are left out."""
    used = [number for number in range(len(_COLUMNS)) if any(row[number] for row in rows)]
    columns = [_COLUMNS[number] for number in used]
    return Sheet(group.category.title, columns, [[row[number] for number in used] for row in rows])


def _row(due: Due, today: date, address: str, way: str) -> list[Cell]:
    path = f"{way}/{due.file}" if way else ""
    file = Link(due.file, path) if path else due.file
    target = (urls.absolute(urls.of_id(due.id), address) if due.id else "") or path
    id_ = Link(due.id, target) if due.id and target else due.id
    return [str(due.urgency), id_, due.name, due.why, due.day, due.left(today), due.what, due.who, due.field, file]
