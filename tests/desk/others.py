"""Lists as others send them, written cell by cell.

In: rows of values. Out: the bytes of an .xlsx.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import openpyxl

HEADER = ("序号", "职权名称", "职权类型", "实施依据", "承办机构")
ROADS = "《城市道路管理条例》"
SETTING = {"资料性质": "法条整理", "行使方式": "法定", "责任事项": "{类型}通用", "追责情形": "{类型}通用"}


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Iterable[str] = ()) -> bytes:
    """A workbook with these sheets, each with its rows from the first on; ranges of the first that are merged."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                page.cell(number, column).value = value
    for one in merged:
        book.worksheets[0].merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def matters(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    """A list with one sheet, a header and rows."""
    return workbook({"Sheet1": [header, *rows]})


def matter(number: int, name: str, type_: str = "行政检查", basis: str = f"{ROADS}第三十条") -> tuple[Any, ...]:
    """A row under the usual header."""
    return number, name, type_, basis, "便民服务局"
