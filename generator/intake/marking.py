"""Marks the clerk's own workbook with what is wrong in it: red cells, notes, and a sheet that lists all troubles.

In: the workbook as it came, troubles with their cells. Out: an .xlsx. Everything that the clerk did stays; an .xls
becomes an .xlsx with the same values.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import product
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from generator.intake import words
from generator.intake.plan import CellRef, ImportPlan, RowRef, Trouble
from generator.sheets.read_book import ReadBook, ReadSheet
from generator.syntax import characters

SUMMARY = "要改的地方"
_RED = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")
_ROW = PatternFill("solid", start_color="FFEB9C", end_color="FFEB9C")  # a row as a whole, where no one cell is to blame
_BOLD = Font(name="宋体", bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_BY = "检查"
_MOST_KEPT = 100_000  # cells: openpyxl holds every one that is laid out, and takes a second for thirty thousand
_MERGED = 5  # times as long as for another it takes for one in a merged range
_WIDEST = 100  # columns that the mark of a whole row reaches
_ONLY_VALUES = "表太大，或者样子留不住，这一份只有字。"
_UNNAMEABLE = re.compile(r"[\[\]*?:/\\]")  # in the name of a sheet
_WHEN = datetime(2000, 1, 1)  # a file says when it was changed; the same workbook gives the same answer


def marked(content: bytes, read: ReadBook, troubles: Sequence[Trouble]) -> bytes:
    """The workbook with marks; those of the last time are taken away first. `read` is the same workbook as read.

    Only the values come back of a workbook that is laid out too far, or whose looks no library can keep.
    """
    if read.looks and read.laid_out + _MERGED * read.covered <= _MOST_KEPT:
        try:
            return _saved(_kept(content, read), troubles, "")
        except Exception:  # what cannot be kept shows itself anywhere, in opening and in saving
            return _saved(_values(read), troubles, _ONLY_VALUES)
    return _saved(_values(read), troubles, _ONLY_VALUES if read.looks else "")


def rest(plan: ImportPlan) -> bytes:
    """A workbook of its own with the rows that are given back, at their old places below the headers, marked."""
    kept = {row for row, said in plan.outcomes.items() if said in (words.GIVEN_BACK, "表头", "标题")}
    sheets = []
    for sheet in plan.book.sheets:
        cells = {row: held for row, held in sheet.cells.items() if RowRef(sheet.name, row) in kept}
        if any(plan.outcomes.get(RowRef(sheet.name, row)) == words.GIVEN_BACK for row in cells):
            sheets.append(ReadSheet(sheet.name, False, cells))
    names = {sheet.name for sheet in sheets}
    troubles = [one for one in plan.given_back if one.where and one.where.sheet in names]
    return _saved(_values(ReadBook(sheets, [])), troubles, "")


def _saved(pages: dict[str, _Page], troubles: Sequence[Trouble], besides: str) -> bytes:
    book = next(iter(pages.values())).sheet.parent
    if SUMMARY in book.sheetnames:
        _unmark(book)
    for trouble in troubles:
        if trouble.where:
            _mark(pages[trouble.where.sheet], trouble.where, trouble)
    _summarise(book, pages, troubles, besides)
    book.properties.modified = _WHEN
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class _Page:
    """A sheet that is marked: `width` is the last column that marks of whole rows reach."""

    sheet: Any
    width: int

    @cached_property
    def firsts(self) -> dict[tuple[int, int], tuple[int, int]]:
        """By place in a merged range, the place of the range's first cell: only that can be written in."""
        return {
            place: (one.min_row, one.min_col)
            for one in self.sheet.merged_cells.ranges
            for place in product(range(one.min_row, one.max_row + 1), range(one.min_col, one.max_col + 1))
        }

    def cell(self, row: int, column: int) -> Any:
        """The cell to write in for a place."""
        return self.sheet.cell(*self.firsts.get((row, column), (row, column)))


def _kept(content: bytes, read: ReadBook) -> dict[str, _Page]:
    """The clerk's own workbook, opened."""
    with warnings.catch_warnings():  # of what it cannot keep, in English
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content))
    pages = zip(read.sheets, book.worksheets, strict=True)
    return {sheet.name: _Page(page, _width(sheet)) for sheet, page in pages}


def _values(read: ReadBook) -> dict[str, _Page]:
    """A new workbook with the values of the clerk's."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    pages = {}
    for sheet in read.sheets:
        page = book.create_sheet(_UNNAMEABLE.sub("_", sheet.name)[:31] or "表")
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for row, cells in sheet.cells.items():
            for column, value in cells.items():
                cell = page.cell(row, column)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type  # never a formula
                cell.alignment = _WRAP
        pages[sheet.name] = _Page(page, _width(sheet))
    return pages


def _width(sheet: ReadSheet) -> int:
    return min(sheet.columns[-1], _WIDEST) if sheet.columns else 1


def _clean(text: str) -> str:
    """A text without what cannot be seen, and what no workbook can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", characters.visible(text))


def _mark(page: _Page, where: CellRef, trouble: Trouble) -> None:
    columns = [where.column] if where.column else range(1, page.width + 1)
    cells = [page.cell(where.row, number) for number in columns]
    for cell in cells:
        cell.fill = _RED if where.column else _ROW
    note = Comment(_clean(_said(trouble)), _BY)
    note.width, note.height = 320, 40 + 18 * (len(note.text) // 20 + note.text.count("\n") + 1)
    cells[0].comment = note


def _said(trouble: Trouble) -> str:
    said = words.told(trouble.message)
    return f"{said}\n怎么改：{words.told(trouble.advice)}" if trouble.advice else said


def _summarise(book: Any, pages: dict[str, _Page], troubles: Sequence[Trouble], besides: str) -> None:
    sheet = book.create_sheet(SUMMARY, 0)
    sheet.append([f"一共 {len(troubles)} 处要改。改好红的格子，存盘，再导入一次；这张表不用删。{besides}"])
    sheet.append(["工作表", "格子", "哪里不对", "怎么改", "代号"])
    for at, trouble in enumerate(troubles, 3):
        name, row, column = trouble.where or CellRef("", 0, 0)
        place = f"{get_column_letter(column)}{row}" if column else f"第{row}行" if row else ""
        sheet.append(
            list(map(_clean, (name, place, words.told(trouble.message), words.told(trouble.advice), trouble.code)))
        )
        if row:
            target = f"{get_column_letter(column or 1)}{row}"
            title = pages[name].sheet.title.replace("'", "''")
            sheet.cell(at, 2).hyperlink = f"#'{title}'!{target}"
            sheet.cell(at, 2).font = Font(name="宋体", underline="single", color="0563C1")
        sheet.row_dimensions[at].height = 16 * max(1, -(-max(len(trouble.message), len(trouble.advice)) // 24))
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
