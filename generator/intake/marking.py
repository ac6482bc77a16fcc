"""The clerk's own workbook with what is wrong in it: red cells, notes, and a sheet that lists them all.

In: the workbook as it came, troubles with their cells. Out: an .xlsx. What the clerk made of it stays; an older
.xls comes back as .xlsx with its values. Used by whatever takes a workbook in.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from generator.intake.plan import Trouble
from generator.sheets import reading

SUMMARY = "要改的地方"
_RED = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")
_ROW = PatternFill("solid", start_color="FFEB9C", end_color="FFEB9C")  # a row as a whole, where no one cell is to blame
_BOLD = Font(name="宋体", bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_BY = "检查"
_WHEN = datetime(2000, 1, 1)  # a file says when it was changed; the same workbook gives the same answer


def marked(content: bytes, troubles: Sequence[Trouble]) -> bytes:
    """The workbook, marked. What was marked before is marked anew."""
    book = _opened(content)
    if SUMMARY in book.sheetnames:
        _unmark(book)
    for trouble in troubles:
        if trouble.where:
            _mark(book[trouble.where[0]], trouble)
    _summarise(book, troubles)
    book.properties.modified = _WHEN
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(content: bytes) -> Any:
    if content.startswith(b"PK"):
        return openpyxl.load_workbook(io.BytesIO(content))
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in reading.read(content):
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for (row, column), value in page.cells.items():
            sheet.cell(row, column).value = value
            sheet.cell(row, column).alignment = _WRAP
    return book


def _mark(sheet: Any, trouble: Trouble) -> None:
    assert trouble.where
    _, row, column = trouble.where
    columns = [column] if column else range(1, sheet.max_column + 1)
    for number in columns:
        cell = sheet.cell(row, number)
        if type(cell).__name__ == "MergedCell":  # only the first cell of a merged range can be written in
            cell = next(sheet.cell(m.min_row, m.min_col) for m in sheet.merged_cells.ranges if cell.coordinate in m)
        cell.fill = _RED if column else _ROW
    first = sheet.cell(row, columns[0])
    if type(first).__name__ == "MergedCell":
        first = next(sheet.cell(m.min_row, m.min_col) for m in sheet.merged_cells.ranges if first.coordinate in m)
    note = Comment(_said(trouble), _BY)
    note.width, note.height = 320, 40 + 18 * (len(note.text) // 20 + note.text.count("\n") + 1)
    first.comment = note


def _said(trouble: Trouble) -> str:
    return f"{trouble.message}\n怎么改：{trouble.advice}" if trouble.advice else trouble.message


def _summarise(book: Any, troubles: Sequence[Trouble]) -> None:
    sheet = book.create_sheet(SUMMARY, 0)
    sheet.append([f"一共 {len(troubles)} 处要改。改好红的格子，存盘，再导入一次；这张表不用删。"])
    sheet.append(["工作表", "格子", "哪里不对", "怎么改", "代号"])
    for trouble in troubles:
        name, row, column = trouble.where or ("", 0, 0)
        place = f"{get_column_letter(column)}{row}" if column else f"第{row}行" if row else ""
        sheet.append([name, place, trouble.message, trouble.advice, trouble.code])
        if row:
            target = f"{get_column_letter(column or 1)}{row}"
            sheet.cell(sheet.max_row, 2).hyperlink = f"#'{name}'!{target}"
            sheet.cell(sheet.max_row, 2).font = Font(name="宋体", underline="single", color="0563C1")
        sheet.row_dimensions[sheet.max_row].height = 16 * max(
            1, -(-max(len(trouble.message), len(trouble.advice)) // 24)
        )
    for cell in (*sheet[1], *sheet[2]):
        cell.font = _BOLD
    for letter, width in zip("ABCDE", (18, 10, 50, 50, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = _WRAP
    sheet.merge_cells("A1:E1")
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _unmark(book: Any) -> None:
    """Take back the marks of the last time: the red, and the notes that say what is wrong."""
    del book[SUMMARY]
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.fill.start_color.rgb in ("00FFC7CE", "FFFFC7CE", "00FFEB9C", "FFFFEB9C"):
                    cell.fill = PatternFill()
                if cell.comment and cell.comment.author == _BY:
                    cell.comment = None
