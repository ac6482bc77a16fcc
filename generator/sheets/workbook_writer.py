"""Writes workbooks: sheets of texts and dates, with notes, drop-downs and print set-up.

In: sheets. Out: the bytes of an .xlsx, the same for the same sheets. Only this module uses XlsxWriter.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter

from generator.reports import display_width

CHOICES = "选项"  # the hidden sheet that holds what drop-downs offer
_FONT = "宋体"
_MADE = datetime(2000, 1, 1)  # a workbook says when it was made; the same record gives the same bytes
_LINE, _TALLEST = 16, 409  # heights in points: of a line, of the tallest row there may be
_ACROSS = 150  # Chinese characters that a sheet of paper still takes, small
_ROOM = 500  # rows below the last whose drop-downs are ready


class Link(NamedTuple):
    """A cell with a link: its text, and an address or the path of a file relative to the workbook."""

    text: str
    target: str


Cell = str | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in Chinese characters, the note on the header.

    A drop-down offers `choices`; with `many` a cell holds several values, a line each, and may hold others too.
    A `hidden` column is for the program alone; a `locked` one cannot be edited where it is filled. A `strong` header
    says that the column must be filled in.
    """

    title: str
    width: int = 10
    note: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    dates: bool = False
    locked: bool = False
    strong: bool = False
    hidden: bool = False
    tone: str = ""  # the colour of its cells, where their row has none


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name (at most 31 characters), columns and rows; with `open` the clerk may add rows.

    `tones` are the colours of whole rows, by their number from 0; `heading` is printed above the table.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    open: bool = False
    tones: Mapping[int, str] = field(default_factory=dict)
    heading: str = ""


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """A workbook with some sheets, in their order."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": _MADE})
    formats = _Formats(book)
    pages = [book.add_worksheet(sheet.name) for sheet in sheets]
    choices = _Choices(book)
    for sheet, page in zip(sheets, pages, strict=True):
        _write(page, sheet, formats, choices)
    book.close()
    return out.getvalue()


class _Formats:
    """The formats of cells."""

    def __init__(self, book: Any) -> None:
        said: dict[str, Any] = {
            "font_name": _FONT,
            "font_size": 11,
            "valign": "top",
            "text_wrap": True,
            "border": 1,
            "border_color": "#BFBFBF",
        }
        self.book, self.said = book, said
        self._toned: dict[tuple[str, bool], Any] = {}
        head = said | {"bold": True, "valign": "vcenter", "align": "center", "bg_color": "#DCE6F1"}
        self.head = book.add_format(head)
        self.strong = book.add_format(head | {"bg_color": "#F8CBAD"})
        # As text (@): a spreadsheet neither drops a leading zero nor makes a date of 3-1.
        self.text = book.add_format(said | {"num_format": "@", "locked": False})
        bare = {"font_name": _FONT, "font_size": 11, "valign": "top", "text_wrap": True, "locked": False}
        self.free = book.add_format(bare | {"num_format": "@"})  # cells nobody has written in yet
        self.day = book.add_format(bare | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.link = book.add_format(said | {"num_format": "@", "font_color": "#0B5A7D", "underline": 1})
        self.date = book.add_format(said | {"num_format": "yyyy-mm-dd", "align": "left", "locked": False})
        self.locked = book.add_format(said | {"num_format": "@", "bg_color": "#F2F2F2"})

    def toned(self, colour: str, *, locked: bool) -> Any:
        """The format of text on a colour."""
        if (colour, locked) not in self._toned:
            look = self.said | {"num_format": "@", "locked": locked, "bg_color": colour}
            self._toned[colour, locked] = self.book.add_format(look)
        return self._toned[colour, locked]


class _Choices:
    """The lists for drop-downs, on a hidden sheet: a formula holds 255 characters at most."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.page: Any = None  # made with the first list
        self.known: dict[tuple[str, ...], str] = {}

    def formula(self, choices: tuple[str, ...]) -> str:
        """The formula that refers to a list."""
        if self.page is None:
            self.page = self.book.add_worksheet(CHOICES)
            self.page.hide()
        if choices not in self.known:
            column = len(self.known)
            self.page.write_column(0, column, choices)
            letters = xlsxwriter.utility.xl_col_to_name(column)
            self.known[choices] = f"={CHOICES}!${letters}$1:${letters}${len(choices)}"
        return self.known[choices]


def _write(page: Any, sheet: Sheet, formats: _Formats, choices: _Choices) -> None:
    last = len(sheet.rows) + (_ROOM if sheet.open else 0)
    for row, values in enumerate([[column.title for column in sheet.columns], *sheet.rows]):
        page.set_row(row, min(_LINE * _lines(sheet.columns, values), _TALLEST))
    for number, column in enumerate(sheet.columns):
        free = formats.day if column.dates else formats.free
        page.set_column(number, number, column.width * 2 + 1, free, {"hidden": column.hidden})
        page.write_string(0, number, column.title, formats.strong if column.strong else formats.head)
        if column.note:
            page.write_comment(0, number, column.note, {"x_scale": 2, "y_scale": 1 + column.note.count("\n") / 3})
        if column.choices and last:
            page.data_validation(1, number, last, number, _offer(column, choices))
        usual = formats.locked if column.locked else formats.date if column.dates else formats.text
        for row, cells in enumerate(sheet.rows, 1):
            tone = sheet.tones.get(row - 1) or column.tone
            look = formats.toned(tone, locked=column.locked) if tone and not column.dates else usual
            value = cells[number]
            if value is None or value == "":
                page.write_blank(row, number, None, look)
            elif isinstance(value, Link):
                where = value.target if "://" in value.target else f"external:{value.target}"
                page.write_url(row, number, where, formats.link, value.text)
            elif isinstance(value, date):
                page.write_datetime(row, number, datetime(value.year, value.month, value.day), look)
            else:
                page.write_string(row, number, value, formats.text if look is formats.date else look)
    _set_up(page, sheet, last)


def _lines(columns: Sequence[Column], values: Sequence[Cell]) -> int:
    """How many lines the fullest cell of a row needs: not every office program works it out by itself."""
    texts = [value.text if isinstance(value, Link) else str(value or "") for value in values]
    return max(
        sum(max(1, -(-display_width(line) // (column.width * 2))) for line in text.split("\n"))
        for column, text in zip(columns, texts, strict=False)
        if not column.hidden
    )


def _offer(column: Column, choices: _Choices) -> dict[str, Any]:
    said = {"validate": "list", "source": choices.formula(column.choices), "error_title": "选一项"}
    if column.many:
        return said | {
            "show_error": False,
            "input_title": column.title[:32],
            "input_message": "写几样的，一样一行（Alt+回车）。",
        }
    return said | {"error_message": "从下拉的几项里选；确实不知道就空着。"}


def _set_up(page: Any, sheet: Sheet, last: int) -> None:
    """Set the frozen header, the filter, the paper; protect the locked columns."""
    fixed = 2 if len(sheet.columns) > 4 else 1
    page.freeze_panes(1, fixed)
    page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    if sum(column.width for column in sheet.columns) <= _ACROSS:
        page.fit_to_pages(1, 0)
    else:  # too wide for one sheet of paper: on several, each with what tells the rows apart
        page.set_print_scale(70)
        page.print_across()
        page.repeat_columns(0, fixed - 1)
    page.repeat_rows(0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    if sheet.heading:
        page.set_header("&C&B" + sheet.heading.replace("&", "&&"))
    page.set_footer(f"&L{sheet.name}&R第 &P 页，共 &N 页")
    if any(column.locked for column in sheet.columns):
        free = (
            "format_cells",
            "format_columns",
            "format_rows",
            "insert_rows",
            "autofilter",
            "sort",
            "select_locked_cells",
        )
        page.protect("", {name: True for name in free})
