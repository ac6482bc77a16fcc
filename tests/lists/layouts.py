"""How others lay their lists out. In: items. Out: `Made`: sheets of rows, what is to come in, what to type.

A layout changes what a list looks like, never what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from generator.model.citation import spelled
from tests.lists.items import Item, duties, guides, powers

Rows = list[list[Any]]
POWER = {"资料性质": "法条整理", "行使方式": "法定", "责任事项": "{类型}通用", "追责情形": "{类型}通用"}
GUIDE = {"资料性质": "法条整理", "对应权力": "无"}
HEADER = ["序号", "职权名称", "职权类型", "实施依据", "承办机构"]


@dataclass(slots=True)
class Made:
    """A list: its sheets, the items that are to come in, what is typed beside it.

    `merged` are ranges of the first sheet, `hidden` and `struck` numbers of its rows. `known` are the fields that
    the list says of every item.
    """

    sheets: dict[str, Rows]
    items: Sequence[Item]
    said: dict[str, str] = field(default_factory=lambda: dict(POWER))
    headers: dict[str, str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    flat: bool = True  # whether plain text can say it

    @property
    def rows(self) -> int:
        """How many rows hold something."""
        return sum(any(cell not in (None, "") for cell in row) for rows in self.sheets.values() for row in rows)


Layout = Callable[[], Made]
LAYOUTS: dict[str, Layout] = {}


def layout(made: Layout) -> Layout:
    """Put a layout on the list, under its first sentence."""
    LAYOUTS[str(made.__doc__).rstrip(".")] = made
    return made


def _row(number: int, item: Item, basis: str = "；") -> list[Any]:
    return [number, item.name, item.type, basis.join(item.basis), item.body]


def _rows(items: Sequence[Item] | None = None, basis: str = "；") -> Rows:
    return [_row(number, item, basis) for number, item in enumerate(items or powers(), 1)]


def _plain(rows: Rows, header: list[str] = HEADER, **more: Any) -> Made:
    return Made({"Sheet1": [header, *rows]}, powers(), **more)


@layout
def plain() -> Made:
    """一行表头."""
    return _plain(_rows())


@layout
def titled() -> Made:
    """标题、单位、日期在上面."""
    top = [["样例县乡镇权力清单"], ["填报单位：样例镇人民政府", None, None, "2026年3月"], []]
    return Made({"清单": [*top, HEADER, *_rows()]}, powers(), merged=["A1:E1"])


@layout
def two_headers() -> Made:
    """两行表头."""
    top = [None, "职权事项", None, "依据和承办", None]
    return Made({"清单": [top, HEADER, *_rows()]}, powers(), merged=["B1:C1", "D1:E1"], flat=False)


@layout
def merged_types() -> Made:
    """类型合并成一格."""
    items = sorted(powers(), key=lambda item: item.type)
    rows, merged = [], []
    for number, item in enumerate(items, 1):
        same = number > 1 and items[number - 2].type == item.type
        rows.append([number, item.name, None if same else item.type, "；".join(item.basis), item.body])
    start = 2
    for _, held in groupby(items, key=lambda item: item.type):
        end = start + len(list(held)) - 1
        merged += [f"C{start}:C{end}"] if end > start else []
        start = end + 1
    return Made({"清单": [HEADER, *rows]}, items, merged=merged, flat=False)


@layout
def sections() -> Made:
    """一类一段，小标题说类型."""
    items = sorted(powers(), key=lambda item: item.type)
    rows: Rows = [["序号", "权力名称", "法律依据", "责任科室"]]
    for number, (type_, held) in enumerate(groupby(items, key=lambda item: item.type), 1):
        here = list(held)
        rows.append([f"{spelled(number)}、{type_}（共{len(here)}项）"])
        rows += [[at, item.name, "\n".join(item.basis), item.body] for at, item in enumerate(here, 1)]
    return Made({"清单": rows}, items)


@layout
def sheet_a_body() -> Made:
    """一个科室一张表."""
    items = sorted(powers(), key=lambda item: item.body)
    sheets = {
        body: [
            [f"{body}权力清单"],
            ["序号", "事项", "类型", "执法依据"],
            *[_row(n, item)[:4] for n, item in enumerate(held, 1)],
        ]
        for body, held in ((body, list(held)) for body, held in groupby(items, key=lambda item: item.body))
    }
    return Made(sheets, items, flat=False)


@layout
def turned_round() -> Made:
    """列的次序倒过来."""
    return _plain([row[::-1] for row in _rows()], HEADER[::-1])


@layout
def other_words() -> Made:
    """列名是别的叫法."""
    return _plain(_rows(), ["序号", "行政权力事项名称", "权力类别", "法律法规依据", "责任主体"])


@layout
def more_words() -> Made:
    """列名带星号、提示."""
    return _plain(_rows(), ["序号", "*权力名称（必填）", "事项类型*", "设定依据：", "实施机构（科室）"])


@layout
def unknown_words() -> Made:
    """列名认不出，用 --header 说."""
    headers = {"权责内容": "名称", "由谁办": "承办机构"}
    return _plain(_rows(), ["序号", "权责内容", "权力类型", "职权依据", "由谁办"], headers=headers)


@layout
def short_types() -> Made:
    """类型写成短的."""
    rows = [
        [*row[:2], row[2].removeprefix("行政") if row[2].startswith("行政") else "其他类", *row[3:]] for row in _rows()
    ]
    return _plain(rows)


@layout
def typed_by_code() -> Made:
    """类型写成代码."""
    from generator.standards import tables

    rows = [[*row[:2], tables.code("职权类型", row[2]), *row[3:]] for row in _rows()]
    return _plain(rows)


@layout
def quoted() -> Made:
    """依据带条文原文."""
    text = "：“本镇行政区域内从事前款规定活动的单位和个人，应当依照有关规定办理手续，接受监督检查。”"
    rows = [
        [*row[:3], "\n".join(f"{ground}{text}" for ground in item.basis), row[4]]
        for row, item in zip(_rows(), powers(), strict=True)
    ]
    return _plain(rows)


@layout
def numbered() -> Made:
    """依据带序号，法规用全称."""

    def ground(number: int, said: str) -> str:
        return f"{number}.【法律】《中华人民共和国{said[1:]}" if _is_state(said) else f"{number}.{said}"

    rows = [
        [*row[:3], "\n".join(ground(n, said) for n, said in enumerate(item.basis, 1)), row[4]]
        for row, item in zip(_rows(), powers(), strict=True)
    ]
    return _plain(rows)


def _is_state(said: str) -> bool:
    return said.split("》")[0].endswith("法")


@layout
def in_digits() -> Made:
    """条号写成数字."""
    rows = [
        [*row[:3], re.sub("第([一二三四五六七八九十百]+)条", lambda m: f"第{_value(m[1])}条", row[3]), row[4]]
        for row in _rows()
    ]
    return _plain(rows)


def _value(numeral: str) -> int:
    return next(number for number in range(1, 400) if spelled(number) == numeral)


@layout
def with_sums() -> Made:
    """末尾有合计、落款、注."""
    end = [["合计", f"{len(powers())}项"], ["填表人：", None, "审核人：", None], ["注：以上事项以县政府公布的为准。"]]
    return _plain([*_rows(), *end])


@layout
def with_gaps() -> Made:
    """中间有空行、空列."""
    rows = [[row[0], None, *row[1:]] for row in _rows()]
    spaced = [line for number, row in enumerate(rows) for line in ([row] if number % 3 else [[], row])]
    return _plain(spaced, ["序号", None, *HEADER[1:]])


@layout
def header_again() -> Made:
    """每页重复表头."""
    rows = _rows()
    return _plain(
        [line for number, row in enumerate(rows) for line in ([HEADER, row] if number and number % 5 == 0 else [row])]
    )


@layout
def broken_names() -> Made:
    """名称写成两行."""
    return _plain([[row[0], f"{row[1][:4]}\n{row[1][4:]}", *row[2:]] for row in _rows()])


@layout
def more_columns() -> Made:
    """多几列认不得的."""
    rows = [[*row, "县级", "是", "现场办理"] for row in _rows()]
    return _plain(rows, [*HEADER, "层级", "是否进驻大厅", "方式"])


@layout
def hidden_rows() -> Made:
    """有隐藏的行、划掉的行."""
    gone = [
        Item("早就取消的事项", "行政检查", powers()[0].basis, powers()[0].body),
        Item("划掉了的事项", "行政检查", powers()[0].basis, powers()[0].body),
    ]
    rows = _rows()
    rows[3:3] = [_row(98, gone[0]), _row(99, gone[1])]
    return _plain(rows, hidden=[5], struck=[6], flat=False)


@layout
def several_rows() -> Made:
    """一项占几行，名称合并."""
    rows, merged = [], []
    for number, item in enumerate(powers(), 1):
        first = len(rows) + 2
        rows += [
            [
                number if not at else None,
                item.name if not at else None,
                item.type if not at else None,
                ground,
                item.body if not at else None,
            ]
            for at, ground in enumerate(item.basis)
        ]
        if len(item.basis) > 1:
            merged += [f"{letter}{first}:{letter}{len(rows) + 1}" for letter in "ABCE"]
    return _plain(rows, merged=merged, flat=False)


@layout
def form_a_sheet() -> Made:
    """一项一张工作表."""
    sheets = {f"表{number}": _form(item) for number, item in enumerate(powers(), 1)}
    return Made(sheets, powers(), flat=False)


@layout
def form_by_form() -> Made:
    """一项一张，一张接一张."""
    return Made({"梳理表": [line for item in powers() for line in _form(item)]}, powers())


def _form(item: Item) -> Rows:
    return [
        ["行政权力事项梳理表"],
        ["职权名称", item.name],
        ["职权类型", item.type],
        ["承办机构", item.body],
        ["实施依据", "\n".join(item.basis)],
    ]


@layout
def services_among() -> Made:
    """夹着公共服务."""
    both = [item for pair in zip(powers(), guides(), strict=False) for item in pair]
    return Made({"事项": [HEADER, *[_row(n, item) for n, item in enumerate(both, 1)]]}, both)


@layout
def guide_table() -> Made:
    """办事指南，一件一行."""
    header = ["序号", "服务事项", "服务对象", "承诺时限", "是否收费", "受理地点", "联系电话", "责任科室"]
    names = ("服务对象", "承诺办结时限", "是否收费", "办理地点", "咨询电话")
    rows = [[n, item.name, *(item.more.get(name) for name in names), item.body] for n, item in enumerate(guides(), 1)]
    return Made({"指南": [header, *rows]}, guides(), dict(GUIDE))


@layout
def guide_forms() -> Made:
    """办事指南，一件一张."""
    rows: Rows = []
    for item in guides():
        pairs = [("事项名称", item.name), ("承办单位", item.body), *item.more.items()]
        rows += [[f"{item.name}办事指南"], *map(list, pairs), ["序号", "材料名称", "份数"], [1, "身份证", 1]]
    return Made({"指南": rows}, guides(), dict(GUIDE))


@layout
def duty_table() -> Made:
    """职责清单，类别是领域."""
    rows = [[item.more["领域"], item.name, "组织实施"] for item in duties()]
    said = {"资料性质": "法条整理", "类别": "基本履职"}
    return Made({"职责": [["类别", "职责任务", "乡镇职责"], *rows]}, duties(), said)
