"""Three lists as other places publish them, each with its own habits, invented from the sample town's matters.

In: nothing. Out: the bytes of an .xlsx, and what stands in it.
"""

from __future__ import annotations

import io
from typing import NamedTuple

import openpyxl
from openpyxl.styles import Alignment

PLANNING = (
    "【法律】《中华人民共和国城乡规划法》（2019年修正）第四十一条：在乡、村庄规划区内进行乡镇企业、乡村公共设施和公益事业建设的，"
    "建设单位或者个人应当向乡、镇人民政府提出申请。"
)
ROADS = "《城市道路管理条例》（国务院令第198号）第三十条 未经批准，任何单位或者个人不得占用或者挖掘城市道路。第三十一条 因特殊情况需要临时占用的……"
DUTIES = (
    "1.受理责任：公示应当提交的材料，一次性告知补正材料。2.审查责任：材料审核，需要时现场勘查。"
    "3.决定责任：作出许可或者不予许可决定，不予许可的说明理由。4.事后监管责任：加强日常检查。"
)


class Layout(NamedTuple):
    """A workbook; how many entries it has and how many rows hold something."""

    content: bytes
    names: tuple[str, ...]
    rows: int


def county() -> Layout:
    """A county's list of a town: a merged title, a line with unit and date, articles and duties written out."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["青榆县样例乡权责清单"])
    sheet.merge_cells("A1:H1")
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(["填报单位：样例乡人民政府", None, None, None, None, None, "2025年6月"])
    sheet.append(["序号", "职权名称", "职权\n类型", "实施依据", "承办科室", "责任事项", "追责情形", "备注"])
    names = ("乡村公共设施建设规划许可 ", "占用集镇道路摆设摊点许可", "集镇道路临时挖掘检查")
    kinds = ("行政许可", "许可", "行政检查")
    for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1):
        basis = PLANNING if number == 1 else ROADS
        sheet.append(
            [number, name, kind, basis, "便民服务局", DUTIES, "（一）对符合条件的不予受理的\n（二）滥用职权的", None]
        )
    sheet.append([None] * 8)
    sheet.append(["注：本清单实行动态调整。"])
    sheet.merge_cells("A8:H8")
    return Layout(_bytes(book), tuple(name.strip() for name in names), 7)


def sections() -> Layout:
    """A street's list: a section for each type with the header again, codes as numbers, one name beside several lines."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "行政权力事项目录"
    header = ["编号", "事项编码", "责任部门", "权力名称", "设定依据", "监督电话", "负责人"]
    sheet.append(["样例街道行政权力事项目录"])
    sheet.merge_cells("A1:G1")
    rows = 1
    names: list[str] = []
    for title, matters in (
        ("一、行政许可（共2项）", ("户外零散广告设置许可", "临时堆放物料许可")),
        ("二、行政处罚（共1项）", ("对乱堆物料的处罚",)),
    ):
        sheet.append([title])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=7)
        sheet.append(header)
        rows += 2
        for number, name in enumerate(matters, 1):
            sheet.append(
                [
                    number,
                    117025000 + number,
                    "便民服务局",
                    name,
                    "《城市道路管理条例》第三十条",
                    "0000-0000002",
                    "张样例",
                ]
            )
            sheet.append([None, None, None, None, "《城市道路管理条例》第三十一条", None, None])
            last = sheet.max_row
            for column in "ABCDFG":
                sheet.merge_cells(f"{column}{last - 1}:{column}{last}")
            names.append(name)
            rows += 2
    hidden = book.create_sheet("旧版")
    hidden.append(["序号", "权力名称", "设定依据"])
    hidden.append([1, "早就取消的", "《城市道路管理条例》第三十条"])
    hidden.sheet_state = "hidden"
    return Layout(_bytes(book), tuple(names), rows)


def filled_in() -> Layout:
    """A town's own table, typed by hand: columns in another order, more columns, blanks, wide digits, days as typed."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "权力事项"
    sheet.append([])
    sheet.append(["所属领域", "权力事项名称", "权力类别", "行使方式 ", "生效日期", "法律依据", "承办单位", "填表人"])
    sheet.append(
        [
            "城镇规划建设管理",
            "　沿街门面装修检查　",
            "行政检查",
            "法定",
            "2025年7月1日",
            "《城市道路管理条例》第三十条",
            "便民服务局 ",
            "甲",
        ]
    )
    sheet.append([])
    sheet.append(
        [None, "沿街排水口检查", " 行政检查", "法定", 45839, "《城市道路管理条例》第三十一条", "便民服务局", "乙"]
    )
    sheet.append(
        [
            None,
            "集镇停车秩序检查",
            "行政检查",
            "法定",
            "２０２５/7/1",
            "《城市道路管理条例》第三十条",
            "便民服务局",
            "乙",
        ]
    )
    return Layout(_bytes(book), ("沿街门面装修检查", "沿街排水口检查", "集镇停车秩序检查"), 4)


def _bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
