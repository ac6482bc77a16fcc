"""Reads workbooks as clerks send them: .xlsx with its formulas, hidden and struck-out rows, .xls as its values.

In: the bytes of a file. Out: a `ReadBook`, whose sheets have the cells that exist, as typed. Only this module reads
with calamine. Nothing in a file is run, nothing is fetched.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from generator import processes
from generator.attachments import spreadsheet
from generator.attachments.flaw import Refused, Wrong
from generator.attachments.packed import Packed
from generator.attachments.spreadsheet import Cell, Listed
from generator.sheets import older_workbook
from generator.sheets.cells import CellValue
from generator.sheets.looks import Looks, looks
from generator.syntax import characters

LARGEST = 50 * 1024 * 1024  # bytes: a county's lists have a tenth of it
MOST_ROWS = 100_000  # that hold something, in a sheet
MOST_COLUMNS = 512  # that hold something, in a sheet
MOST_COVERED = 1_000_000  # cells that merged ranges cover in rows and columns that hold something
MOST_SPREAD = 2_000_000  # places of a sheet in an .xls: all its rows, thirty columns wide
_LONGEST_NAME = 31  # characters of the name of a sheet: an office program writes no more
_ANEW = "在表格程序里打开，另存为“Excel 工作簿（.xlsx）”，再来一次。"


class Unreadable(Exception):
    """The file is no workbook that can be read; the text tells the clerk why and what to do."""


class Range(NamedTuple):
    """A merged range, with its edges."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class ReadSheet:
    """A sheet: by row and column, both from 1, the cells that hold something.

    `formulas` are the cells whose value a formula works out. `struck` cells have text that is struck out,
    `hidden_rows` are those that hold something and do not show.
    """

    name: str
    hidden: bool
    cells: dict[int, dict[int, CellValue]]
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows: list[int] = field(init=False)  # the numbers of the rows that hold something, in order
    columns: list[int] = field(init=False)  # of the columns
    over: dict[int, list[Range]] = field(init=False)  # by row, the ranges that cover it

    def __post_init__(self) -> None:
        self.rows = sorted(self.cells)
        self.columns = sorted({column for row in self.cells.values() for column in row})
        self.over = {}
        if len(self.rows) > MOST_ROWS:
            raise Unreadable(f"“{self.name}”有{len(self.rows)}行，最多{MOST_ROWS}行。分成几份，一份一份来。")
        if len(self.columns) > MOST_COLUMNS:
            raise Unreadable(f"“{self.name}”有{len(self.columns)}列，最多{MOST_COLUMNS}列。删掉用不着的列，再来一次。")
        if len(self.rows) * len(self.columns) > spreadsheet.MOST_PLACES:
            raise Unreadable(
                f"“{self.name}”摊得太开，有{len(self.rows)}行、{len(self.columns)}列。分成几份，一份一份来。"
            )
        covered = 0
        for one in dict.fromkeys(self.merged):  # looked up in rows that exist; a whole column has a million others
            rows = self.rows[bisect_left(self.rows, one.top) : bisect_right(self.rows, one.bottom)]
            covered += len(rows) * len(self._columns_in(one))
            if covered > MOST_COVERED:
                raise Unreadable(f"“{self.name}”里合并的格子太多，读不完。取消合并，再来一次。")
            for row in rows:
                self.over.setdefault(row, []).append(one)

    def row(self, number: int) -> dict[int, CellValue]:
        """The cells of a row by column; a cell of a merged range holds the range's value."""
        own = self.cells.get(number, {})
        if number not in self.over:
            return own
        said: dict[int, CellValue] = {}
        for one in self.over[number]:
            value = self.cells.get(one.top, {}).get(one.left)
            if value is not None:
                said |= dict.fromkeys(self._columns_in(one), value)
        return dict(sorted((said | own).items()))

    def struck_out(self, number: int) -> bool:
        """Whether a row is struck out: everything in it that is text."""
        texts = [column for column, value in self.cells.get(number, {}).items() if isinstance(value, str)]
        return bool(texts) and all((number, column) in self.struck for column in texts)

    def _columns_in(self, one: Range) -> list[int]:
        return self.columns[bisect_left(self.columns, one.left) : bisect_right(self.columns, one.right)]


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook: its sheets, and what the clerk should know of it besides.

    `laid_out` counts the cells that the file lays out, empty ones too, `covered` the places in merged ranges.
    """

    sheets: list[ReadSheet]
    notices: list[str]
    laid_out: int = 0
    covered: int = 0


def read(content: bytes) -> ReadBook:
    """Read a workbook. Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable(f"文件太大（超过{LARGEST // 1024 // 1024} MB）。删掉里面的图片和用不着的工作表，再来一次。")
    if content.startswith(b"PK"):
        try:
            return _xlsx(Packed(content))
        except Refused as refused:
            raise Unreadable(_in_words(refused)) from None
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _xls(content)
    raise Unreadable(f"这不是 Excel 或者 WPS 表格。{_ANEW}")


def _in_words(refused: Refused) -> str:
    match refused.flaw.kind:
        case Wrong.SIZE:
            return f"{refused.flaw.message}。删掉用不着的行、列和图片，另存一份再来。"
        case Wrong.UNREAD:
            return "文件加了密码，读不了。去掉密码，另存一份再来。"
        case Wrong.RUNS:
            return f"{refused.flaw.message}，不读。{_ANEW}"
        case _:
            return f"这个文件打不开，可能坏了或者加了密码。{_ANEW}"


def _xlsx(packed: Packed) -> ReadBook:
    for part, kind in {
        "word/document.xml": "Word 文档",
        "content.xml": ".ods 表格",
        "xl/workbook.bin": ".xlsb 表格",
    }.items():
        if part in packed.names:
            raise Unreadable(f"这是{kind}，不是 .xlsx。{_ANEW}")
    shared, known, left = spreadsheet.strings(packed), looks(packed), spreadsheet.Allowance()
    sheets = [_sheet(packed, listed, shared, known, left) for listed in spreadsheet.sheets(packed)]
    if not sheets:
        raise Unreadable(f"这个文件里没有一张工作表。{_ANEW}")
    names = [sheet.name for sheet in sheets]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Unreadable(f"有两张工作表都叫“{twice}”，分不清。改一个名，再来一次。")
    covered = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for sheet in sheets for one in sheet.merged)
    return ReadBook(sheets, list(_notices(packed)), spreadsheet.MOST_LAID_OUT - left.laid_out, covered)


def _notices(packed: Packed) -> Iterator[str]:
    """What a workbook carries besides its cells."""
    names = [name.lower() for name in packed.names]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        yield "表里有宏：没有运行，也没有收。不知道是谁写的宏，不要在表格程序里点“启用”。"
    if any("/externallinks/" in name for name in names):
        yield "表里有连到别的工作簿的链接：没有去取，只看表里存着的。"
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        yield "表里嵌着别的文件：没有打开，也没有收。"


class _Gathered:
    """What is heard of a sheet."""

    def __init__(self, known: Looks) -> None:
        self.known = known
        self.cells: dict[int, dict[int, CellValue]] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.struck: set[tuple[int, int]] = set()
        self.ranges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_ranges: list[tuple[int, int]] = []

    def cell(self, cell: Cell) -> None:
        """A cell that holds something."""
        value = self._value(cell)
        if value is None or value == "":
            return
        self.cells.setdefault(cell.row, {})[cell.column] = value
        if cell.formula is not None:
            self.formulas.add((cell.row, cell.column))
        if cell.struck or cell.look in self.known.struck:
            self.struck.add((cell.row, cell.column))
        if cell.hidden:
            self.hidden_rows.add(cell.row)

    def _value(self, cell: Cell) -> CellValue:
        if not cell.text:  # a formula that no program has worked out yet
            return f"={cell.formula}"
        match cell.kind:
            case "n":
                return self.known.number(cell.text, cell.look)
            case "b":
                return cell.text != "0"
            case "d":
                try:
                    return datetime.fromisoformat(cell.text)
                except ValueError:
                    return cell.text
        return cell.text

    def merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged range."""
        self.ranges.append(Range(top, left, bottom, right))

    def hidden_columns(self, first: int, last: int) -> None:
        """Columns that are hidden."""
        self.hidden_ranges.append((first, last))


def _sheet(packed: Packed, listed: Listed, shared: spreadsheet.Strings, known: Looks, left: Any) -> ReadSheet:
    heard = _Gathered(known)
    spreadsheet.hear(packed, listed, shared, heard, left)
    name = characters.visible(listed.name).replace("\n", "")[:_LONGEST_NAME]
    sheet = ReadSheet(name, listed.hidden, heard.cells, heard.formulas, heard.ranges, heard.struck, heard.hidden_rows)
    sheet.hidden_columns = {c for c in sheet.columns if any(first <= c <= last for first, last in heard.hidden_ranges)}
    return sheet


def _xls(content: bytes) -> ReadBook:
    """An .xls, read in a process of its own: a damaged one makes calamine break down, and with it the process."""
    if older_workbook.places(content) > MOST_SPREAD:
        raise Unreadable("有一个格子离别的太远，整张表摊开太大，不读。删掉走失的格子和用不着的行、列，再来一次。")
    try:
        pages = processes.apart(pages_of_xls, content)
    except processes.Ended:
        pages = None
    if pages is None:
        raise Unreadable(f"这个文件打不开，可能坏了或者加了密码。{_ANEW}")
    if not pages:
        raise Unreadable(f"这个文件里没有一张工作表。{_ANEW}")
    return ReadBook([ReadSheet(name, hidden, cells, merged=merged) for name, hidden, cells, merged in pages], [])


Page = tuple[
    str, bool, dict[int, dict[int, CellValue]], list[Range]
]  # name, whether it is hidden, cells, merged ranges


def pages_of_xls(content: bytes) -> list[Page] | None:
    """The sheets of an .xls file; None where it cannot be read."""
    import python_calamine

    pages = []
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for about in book.sheets_metadata:
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(about.name)
                hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
                name = characters.visible(about.name).replace("\n", "")[:_LONGEST_NAME]
                pages.append((name, hidden, _cells(sheet), _merged(sheet)))
    except Exception:  # a damaged file shows itself in many ways, deep inside the library
        return None
    return pages


def _cells(sheet: Any) -> dict[int, dict[int, CellValue]]:
    """The cells of a sheet of an .xls file that hold something."""
    return {row: held for row, line in enumerate(sheet.iter_rows(), 1) if (held := dict(_held(line)))}


def _held(line: Iterable[CellValue]) -> Iterator[tuple[int, CellValue]]:
    return ((column, value) for column, value in enumerate(line, 1) if value is not None and value != "")


def _merged(sheet: Any) -> list[Range]:
    """The merged ranges of a sheet of an .xls file, rows and columns from 1."""
    ranges = sheet.merged_cell_ranges or []
    return [Range(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
