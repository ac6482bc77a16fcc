"""Reads workbooks as clerks send them: .xlsx with its formulas and hidden sheets, .xls as its values.

In: the bytes of a file. Out: `ReadSheet`s with their cells by row and column, as typed. Only this module reads with
openpyxl and calamine.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from generator.sheets.cells import CellValue

LARGEST = 50 * 1024 * 1024  # bytes, packed or unpacked twentyfold: a county's lists have a tenth of it
MOST_ROWS = 100_000


class Unreadable(Exception):
    """The file is no workbook that can be read; the text tells the clerk why and what to do."""


@dataclass(slots=True)
class ReadSheet:
    """A sheet with its cells by row and column, both from 1; each cell of a merged range holds the range's value.

    `formulas` are the cells whose value is a formula; `merged` ranges are top, left, bottom, right.
    """

    name: str
    hidden: bool
    cells: dict[tuple[int, int], CellValue]
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    by_row: dict[int, dict[int, CellValue]] = field(init=False)

    def __post_init__(self) -> None:
        for top, left, bottom, right in self.merged:
            value = self.cells.get((top, left))
            if value is not None:
                rows, columns = range(top, bottom + 1), range(left, right + 1)
                self.cells = {**dict.fromkeys(product(rows, columns), value), **self.cells}
        self.by_row = {}
        for (row, column), value in self.cells.items():
            self.by_row.setdefault(row, {})[column] = value

    def row(self, number: int) -> dict[int, CellValue]:
        """The cells of a row that hold something, by column."""
        return self.by_row.get(number, {})

    @property
    def rows(self) -> list[int]:
        """The numbers of the rows that hold something, in order."""
        return sorted(self.by_row)


def read(content: bytes) -> list[ReadSheet]:
    """The sheets of a workbook. Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable("文件太大（超过50 MB）。删掉里面的图片和用不着的工作表，再来一次。")
    if content.startswith(b"PK"):
        return list(_xlsx(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return list(_xls(content))
    raise Unreadable("这不是 Excel 或者 WPS 表格。在表格程序里打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")


def _xlsx(content: bytes) -> Iterator[ReadSheet]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > 20 * LARGEST:
                raise Unreadable("文件展开以后太大，不读。删掉用不着的内容，另存一份再来。")
        with warnings.catch_warnings():  # of what it cannot keep; nothing is written back here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Unreadable:
        raise
    except Exception:  # a damaged file shows itself in many ways, deep inside the libraries
        raise Unreadable("这个文件打不开，可能坏了或者加了密码。在表格程序里打开，另存为 .xlsx，再来一次。") from None
    for sheet in book.worksheets:
        if sheet.max_row > MOST_ROWS:
            raise Unreadable(f"“{sheet.title}”有{sheet.max_row}行，太多了。删掉下面的空行，再来一次。")
        cells: dict[tuple[int, int], CellValue] = {}
        formulas = set()
        for line in sheet.iter_rows():
            for one in line:
                if one.value is None or one.value == "":
                    continue
                place = (one.row, one.column)
                if one.data_type == "f":
                    formulas.add(place)
                cells[place] = str(getattr(one.value, "text", one.value)) if one.data_type == "f" else one.value
        merged = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
        yield ReadSheet(sheet.title, sheet.sheet_state != "visible", cells, formulas, merged)


def _xls(content: bytes) -> Iterator[ReadSheet]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheets = [(about, book.get_sheet_by_name(about.name)) for about in book.sheets_metadata]
        sheets = [pair for pair in sheets if pair[0].typ == python_calamine.SheetTypeEnum.WorkSheet]
        pages = [(about, sheet, sheet.to_python(skip_empty_area=False)) for about, sheet in sheets]
    except Exception:
        raise Unreadable("这个文件打不开，可能坏了或者加了密码。在表格程序里打开，另存为 .xlsx，再来一次。") from None
    for about, sheet, lines in pages:
        cells: dict[tuple[int, int], CellValue] = {
            (row, column): value
            for row, line in enumerate(lines, 1)
            for column, value in enumerate(line, 1)
            if value is not None and value != ""
        }
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        yield ReadSheet(about.name, hidden, cells, set(), _merged(sheet))


def _merged(sheet: Any) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet of an .xls file, rows and columns from 1."""
    ranges = sheet.merged_cell_ranges or []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
