"""Writes a comparison as a workbook to print and to work through.

In: a `Comparison`, the town's name, a day. Out: the bytes of an .xlsx: the sums, a row for each difference, what only
the superior has, what became of each row.
"""

from __future__ import annotations

from datetime import date

from generator.desk.compare.articles import in_words
from generator.desk.compare.comparison import Comparison
from generator.desk.compare.differences import (
    BASIS,
    CANCELLED,
    CODE,
    ENDED,
    NAME,
    OURS,
    THEIRS,
    TYPE,
    UNCODED,
    Difference,
)
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Cell, Column, Sheet

_TONES = {CANCELLED: "#F8CBAD", NAME: "#FFF2CC", TYPE: "#FCE4D6", BASIS: "#E2EFDA", CODE: "#DDEBF7", ENDED: "#EDEDED"}
_ABOUT = {
    CANCELLED: "上级清单写着取消、废止；写“可能是”的，是邻近的都在、只有这一项不在。核实后走动态调整",
    NAME: "按编码、依据、括号前的名称对上的。核实是同一项的，走动态调整改名，或者写“现行清单名称”",
    TYPE: "名称或者编码对上了，职权类型不一样",
    BASIS: "法规和条号不一样；款、项不比。一边只写法规没写条号的，不算不同",
    CODE: "基本编码、地方编码不一样；实施编码只比里面的12位",
    ENDED: "镇里已经取消、收回、合并，上级清单还有",
    OURS: "上级清单里没有找到。法定由乡镇行使的，县级部门的清单里本来就没有",
    THEIRS: "镇里没有。不归镇里行使的不用管；该有的补上",
    UNCODED: "对上了，上级有编码，镇里没写；可以照抄",
}
_DIFFERENCES = (
    Column("结论", 6),
    Column("把握", 4, "“可能是”的，要人看过才算。"),
    Column("上级：行", 5),
    Column("上级：名称", 14),
    Column("上级写的", 16),
    Column("镇：编号", 4),
    Column("镇：名称", 14),
    Column("镇里写的", 16),
    Column("怎么知道的", 14),
    Column("处理", 8, "看过以后，在这里写怎么办。"),
)
_THEIRS = (Column("表", 8), Column("行", 4), Column("名称", 30), Column("类型", 8), Column("依据", 36))
_ROWS = (Column("表", 10), Column("行", 5), Column("结果", 30))


def workbook(comparison: Comparison, town: str, day: date) -> bytes:
    """The workbook: 合计, 对照, 上级有镇无, 上级清单每一行."""
    heading = f"{town}{comparison.kind.title}与上级清单对照（{day.isoformat()}）"
    main = [difference for difference in comparison.differences if difference.sort != THEIRS]
    counted = comparison.counted()
    sums: list[list[Cell]] = [[sort, *map(str, counted.get(sort, (0, 0))), about] for sort, about in _ABOUT.items()]
    sums += [["合计", None, None, line] for line in comparison.sums()]
    sums += [["注意", None, None, notice] for notice in comparison.theirs.notices]
    sheets = [
        Sheet(
            "合计",
            (Column("结论", 10), Column("是", 4), Column("可能是", 5), Column("说明", 44)),
            sums,
            tones={number: _TONES[sort] for number, sort in enumerate(_ABOUT) if sort in _TONES},
            heading=heading,
        ),
        Sheet(
            "对照",
            _DIFFERENCES,
            [_row(difference, comparison.theirs.understood > 1) for difference in main],
            tones={
                number: _TONES[difference.sort] for number, difference in enumerate(main) if difference.sort in _TONES
            },
            heading=heading,
        ),
    ]
    alone = [difference.item for difference in comparison.differences if difference.sort == THEIRS and difference.item]
    if alone:
        rows = [
            [
                difference.sheet,
                str(difference.row),
                difference.title,
                difference.type,
                "\n".join(in_words(difference.basis)),
            ]
            for difference in alone
        ]
        sheets.append(Sheet(THEIRS, _THEIRS, rows, heading=heading))
    outcomes = [[sheet, str(row), outcome] for (sheet, row), outcome in sorted(comparison.outcomes.items())]
    sheets.append(Sheet("上级清单每一行", _ROWS, outcomes, heading=heading))
    return workbook_writer.workbook(heading, sheets)


def _row(difference: Difference, several: bool) -> list[Cell]:
    item, entry = difference.item, difference.entry
    where = f"{item.sheet} {item.row}" if item and several else str(item.row) if item else None
    return [
        difference.sort,
        "是" if difference.sure else "可能是",
        where,
        item.title if item else None,
        difference.theirs if not item or difference.theirs != item.title else None,
        entry.id if entry else None,
        entry.name if entry else None,
        difference.ours if not entry or difference.ours != entry.name else None,
        difference.why,
        None,
    ]
