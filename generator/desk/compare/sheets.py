"""A comparison as a workbook to print and to work through: sums, a row a finding, what only the superior has.

In: a `Comparison`, the town's name, a day. Out: the bytes of an .xlsx. Used by the command, which loads it only for this.
"""

from __future__ import annotations

from datetime import date

from generator.desk.compare.differing import BASIS, CODE, ENDED, GONE, NAME, OURS, THEIRS, TYPE, UNCODED, Finding
from generator.desk.compare.result import Comparison
from generator.desk.compare.sides import listed
from generator.sheets.book import Cell, Column, Sheet, written

_TONES = {GONE: "#F8CBAD", NAME: "#FFF2CC", TYPE: "#FCE4D6", BASIS: "#E2EFDA", CODE: "#DDEBF7", ENDED: "#EDEDED"}
_ABOUT = {
    GONE: "上级清单写着取消、废止；写“可能是”的，是邻近的都在、只有这一项不在。核实后走动态调整",
    NAME: "按编码、依据、括号前的名称对上的。核实是同一项的，走动态调整改名，或者写“现行清单名称”",
    TYPE: "名称或者编码对上了，职权类型不一样",
    BASIS: "法规和条号不一样；款、项不比。一边只写法规没写条号的，不算不同",
    CODE: "基本编码、地方编码不一样；实施编码只比里面的12位",
    ENDED: "镇里已经取消、收回、合并，上级清单还有",
    OURS: "上级清单里没有找到。法定由乡镇行使的，县级部门的清单里本来就没有",
    THEIRS: "镇里没有。不归镇里行使的不用管；该有的补上",
    UNCODED: "对上了，上级有编码，镇里没写；可以照抄",
}
_FINDINGS = (
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


def workbook(made: Comparison, town: str, day: date) -> bytes:
    """The comparison: 合计, 对照, 上级有镇无, 各行."""
    heading = f"{town}{made.kind.title}与上级清单对照（{day.isoformat()}）"
    main = [one for one in made.findings if one.kind != THEIRS]
    counted = made.counted()
    sums: list[list[Cell]] = [
        [kind, str(counted.get(kind, (0, 0))[0]), str(counted.get(kind, (0, 0))[1]), about]
        for kind, about in _ABOUT.items()
    ]
    sums += [["合计", None, None, line] for line in made.sums()]
    sums += [["注意", None, None, notice] for notice in made.theirs.notices]
    sheets = [
        Sheet(
            "合计",
            (Column("结论", 10), Column("是", 4), Column("可能是", 5), Column("说明", 44)),
            sums,
            tones={number: _TONES[kind] for number, kind in enumerate(_ABOUT) if kind in _TONES},
            heading=heading,
        ),
        Sheet(
            "对照",
            _FINDINGS,
            [_row(one, made.theirs.understood > 1) for one in main],
            tones={number: _TONES[one.kind] for number, one in enumerate(main) if one.kind in _TONES},
            heading=heading,
        ),
    ]
    alone = [one.item for one in made.findings if one.kind == THEIRS and one.item]
    if alone:
        rows = [[one.sheet, str(one.row), one.title, one.type, "\n".join(listed(one.basis))] for one in alone]
        sheets.append(Sheet(THEIRS, _THEIRS, rows, heading=heading))
    lots = [[sheet, str(row), lot] for (sheet, row), lot in sorted(made.lots.items())]
    sheets.append(Sheet("上级清单每一行", _ROWS, lots, heading=heading))
    return written(heading, sheets)


def _row(one: Finding, several: bool) -> list[Cell]:
    item, own = one.item, one.own
    where = f"{item.sheet} {item.row}" if item and several else str(item.row) if item else None
    return [
        one.kind,
        "是" if one.sure else "可能是",
        where,
        item.title if item else None,
        one.theirs if not item or one.theirs != item.title else None,
        own.id if own else None,
        own.name if own else None,
        one.ours if not own or one.ours != own.name else None,
        one.why,
        None,
    ]
