"""Marks the clerk's own workbook with what is wrong in it: red cells, notes, and a sheet that lists all troubles.

In: the workbook as it came, troubles with their cells. Out: an .xlsx. Everything that the clerk did stays; an .xls
becomes an .xlsx with the same values.
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

from generator.intake.plan import CellRef, Trouble
from generator.sheets import workbook_reader

SUMMARY = "要改的地方"
_RED = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")
_ROW = PatternFill("solid", start_color="FFEB9C", end_color="FFEB9C")  # a row as a whole, where no one cell is to blame
_BOLD = Font(name="宋体", bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_BY = "检查"
_WHEN = datetime(2000, 1, 1)  # a file says when it was changed; the same workbook gives the same answer


def marked(content: bytes, troubles: Sequence[Trouble]) -> bytes:
    """The workbook with marks; those of the last time are taken away first."""
    book = _opened(content)
    if SUMMARY in book.sheetnames:
        _unmark(book)
    for trouble in troubles:
        if trouble.where:
            _mark(book[trouble.where.sheet], trouble.where, trouble)
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
    for read in workbook_reader.read(content):
        sheet = book.create_sheet(read.name)
        sheet.sheet_state = "hidden" if read.hidden else "visible"
        for (row, column), value in read.cells.items():
            sheet.cell(row, column).value = value
            sheet.cell(row, column).alignment = _WRAP
    return book


def _mark(sheet: Any, where: CellRef, trouble: Trouble) -> None:
    columns = [where.column] if where.column else range(1, sheet.max_column + 1)
    cells = [_writable(sheet, where.row, number) for number in columns]
    for cell in cells:
        cell.fill = _RED if where.column else _ROW
    note = Comment(_said(trouble), _BY)
    note.width, note.height = 320, 40 + 18 * (len(note.text) // 20 + note.text.count("\n") + 1)
    cells[0].comment = note


def _writable(sheet: Any, row: int, column: int) -> Any:
    """A cell that can be written in: of a merged range only the first one can."""
    cell = sheet.cell(row, column)
    if type(cell).__name__ == "MergedCell":
        cell = next(sheet.cell(m.min_row, m.min_col) for m in sheet.merged_cells.ranges if cell.coordinate in m)
    return cell


def _said(trouble: Trouble) -> str:
    return f"{trouble.message}\n怎么改：{trouble.advice}" if trouble.advice else trouble.message


def _summarise(book: Any, troubles: Sequence[Trouble]) -> None:
    sheet = book.create_sheet(SUMMARY, 0)
    sheet.append([f"一共 {len(troubles)} 处要改。改好红的格子，存盘，再导入一次；这张表不用删。"])
    sheet.append(["工作表", "格子", "哪里不对", "怎么改", "代号"])
    for trouble in troubles:
        name, row, column = trouble.where or CellRef("", 0, 0)
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
    """Take away the marks of the last time: the colours, and the notes that say what is wrong."""
    del book[SUMMARY]
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.fill.start_color.rgb in ("00FFC7CE", "FFFFC7CE", "00FFEB9C", "FFFFEB9C"):
                    cell.fill = PatternFill()
                if cell.comment and cell.comment.author == _BY:
                    cell.comment = None
