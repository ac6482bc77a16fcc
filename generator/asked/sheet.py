"""The sheet that asks a body: what is known is grey, what is asked yellow; who answers and when stands first.

In: the `Asked`s of a body. Out: the bytes of an .xlsx. It can be filled in on a telephone or on paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.asked.blanks import MATERIALS, Asked
from generator.model.fields import FieldSpec
from generator.model.values import Choice
from generator.sheets import workbook_writer
from generator.sheets.columns import FieldColumn
from generator.sheets.workbook_writer import Cell, Column, Sheet
from generator.standards import tables

ASKED, NOTE = "要问的", "说明"
ID, NAME, FIELD, HOW, NOW, HERE = "编号", "哪一件", "哪一格", "怎么填", "现在写的", "填在这里"
WHO, WHEN = "谁答复的", "哪天答复的"
UNKNOWN = "待核"
_GREY, _YELLOW = "#EDEDED", "#FFF2CC"
_LONGEST = 60  # characters of a known value that are shown


def cover(town: str, body: str, count: int) -> str:
    """The line to forward with the sheet."""
    return (
        f"{body}：{town}的办事网站还有 {count} 格要请你们填。打开表，只填黄的格子，知道几格填几格；"
        f"不知道的写“{UNKNOWN}”或者空着，确实没有的写“无”。填好发回来就行。"
    )


def workbook(town: str, body: str, found: Sequence[Asked]) -> bytes:
    """The workbook for a body."""
    count = sum(len(one.blanks) for one in found)
    columns = [
        Column(ID, 6, locked=True),
        Column(NAME, 16, locked=True),
        Column(FIELD, 10, locked=True),
        Column(HOW, 24, locked=True),
        Column(NOW, 16, locked=True),
        Column(HERE, 26, f"只填这一列。不知道写“{UNKNOWN}”或者空着，确实没有写“无”。", tone=_YELLOW),
    ]
    rows: list[list[Cell]] = [
        [None, None, WHO, "科室、岗位；不写个人姓名", None, body],
        [None, None, WHEN, "例：2026-11-20", None, None],
    ]
    grey: dict[int, str] = {}
    for one in found:
        for title, text in one.known:
            grey[len(rows)] = _GREY
            rows.append([one.key, one.name, title, None, _short(text), None])
        rows += [[one.key, one.name, column.title, how(column), None, None] for column in one.blanks]
    said = [[line] for line in (cover(town, body, count), f"表里灰的是已经知道的，黄的是要填的，一共 {count} 格。")]
    note = Sheet(NOTE, [Column(NOTE, 60, locked=True)], said)
    heading = f"请{body}填黄的格子"
    return workbook_writer.workbook(f"问{body}", [Sheet(ASKED, columns, rows, tones=grey, heading=heading), note])


def how(column: FieldColumn) -> str:
    """How a cell is filled in: what it means, what may be chosen, an example."""
    spec = column.spec
    if column.path == (MATERIALS,):
        return "来办要带什么，一样一行（Alt+回车换行）。例：身份证"
    offered = tables.names(spec.type.table) if spec.type and issubclass(spec.type, Choice) else ()
    said = [spec.meaning or column.title]
    said += [f"只能写：{'、'.join(offered)}"] if offered else [f"例：{_example(spec)}"] if spec.example else []
    said += ["几样的一样一行"] if spec.many else []
    return "。".join(said)


def _example(spec: FieldSpec) -> str:
    return spec.example.strip("[]") if spec.many else spec.example


def _short(text: str) -> str:
    line = text.replace("\n", "、")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
