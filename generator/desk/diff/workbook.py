"""Shows what changed as a workbook: a row a field, to sort, to filter, to print.

In: a `Comparison`. Out: the bytes of an .xlsx.
"""

from __future__ import annotations

from generator.derive.field_changes import columns
from generator.desk.diff import words
from generator.desk.diff.comparison import GONE, Comparison
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Cell, Column, Sheet

_COLUMNS = [
    *(Column("清单", 8), Column("编号", 6), Column("名称", 18), Column("怎么样", 6)),
    *(Column("哪一格", 10), Column("原来", 20), Column("现在", 20), Column("须经调整", 14)),
]


def workbook(found: Comparison) -> bytes:
    """The workbook of a comparison."""
    rows: list[list[Cell]] = []
    for change in found.changes:
        head: list[Cell] = [change.title, change.id, change.name or change.file, "、".join(change.actions)]
        shown = () if GONE in change.actions else change.fields
        rows += [[*head, field.path, *columns(field), words.note(change, field)] for field in shown]
        rows += [[*head, "", "", "", words.about(change)]] if not shown else []
    about = Sheet(
        "说明", [Column("说明", 60)], [[line] for line in (words.heading(found), words.verdict(found)) if line]
    )
    return workbook_writer.workbook(f"{found.town}改了什么", [about, Sheet("改了什么", _COLUMNS, rows)])
