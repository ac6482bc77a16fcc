"""What is due as a workbook: a sheet that counts, then a sheet a report.

In: groups of matters, the record, today. Out: the bytes of an .xlsx. Used by the command alone, which
loads it only for a workbook.
"""

from __future__ import annotations

from datetime import date

from generator import urls
from generator.desk.todo.due import Due
from generator.desk.todo.matters import Group
from generator.record import Record
from generator.sheets.book import Cell, Column, Link, Sheet, written

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


def table(groups: list[Group], record: Record, today: date, way: str) -> bytes:
    """The workbook; `way` leads from where it is put to the folder of the record, "" where no way does."""
    assert record.town
    title = f"{record.town.name}待办 {today.isoformat()}"
    counts = [(group.report.title, str(len(group.dues)), group.counted, group.report.about) for group in groups]
    first = Sheet("有多少", _COUNTS, counts or [(f"{today.isoformat()} 没有待办", None, None, None)])
    address = record.town.address_of_site or ""
    sheets = [_sheet(group, [_row(one, today, address, way) for one in group.dues]) for group in groups]
    return written(title, [first, *sheets])


def _sheet(group: Group, rows: list[list[Cell]]) -> Sheet:
    """A report without the columns that nothing stands in."""
    used = [place for place in range(len(_COLUMNS)) if any(row[place] for row in rows)]
    columns = [_COLUMNS[place] for place in used]
    return Sheet(group.report.title, columns, [[row[place] for place in used] for row in rows])


def _row(one: Due, today: date, address: object, way: str) -> list[Cell]:
    file = Link(one.file, f"{way}/{one.file}") if way else one.file
    public = urls.absolute(urls.of_id(one.id), address) if one.id else ""
    target = public or (f"{way}/{one.file}" if way else "")
    name = Link(one.id, target) if one.id and target else one.id
    return [str(one.urgency), name, one.name, one.why, one.day, one.left(today), one.what, one.who, one.field, file]
