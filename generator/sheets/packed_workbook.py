"""Reads an .xlsx: its cells as typed, its formulas, hidden and struck-out rows.

In: a packed file. Out: a `ReadBook`. Nothing in a file is run, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from generator.attachments import spreadsheet
from generator.attachments.packed import Packed
from generator.attachments.spreadsheet import Cell, Listed
from generator.sheets.cells import CellValue
from generator.sheets.looks import Looks, looks
from generator.sheets.read_book import Range, ReadBook, ReadSheet, Unreadable, tidy_name

_ANEW = "在表格程序里打开，另存为“Excel 工作簿（.xlsx）”，再来一次。"


def read(packed: Packed) -> ReadBook:
    """The workbook. Raises `Unreadable`, `Refused`."""
    shared, known, left = spreadsheet.strings(packed), looks(packed), spreadsheet.Allowance()
    sheets = [_sheet(packed, listed, shared, known, left) for listed in spreadsheet.sheets(packed)]
    if not sheets:
        raise Unreadable(f"这个文件里没有一张工作表。{_ANEW}")
    names = [sheet.name for sheet in sheets]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Unreadable(f"有两张工作表都叫“{twice}”，分不清。改一个名，再来一次。")
    covered = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for sheet in sheets for one in sheet.merged)
    return ReadBook(sheets, list(_notices(packed)), spreadsheet.MOST_LAID_OUT - left.laid_out, covered, looks=True)


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
    name = tidy_name(listed.name)
    sheet = ReadSheet(name, listed.hidden, heard.cells, heard.formulas, heard.ranges, heard.struck, heard.hidden_rows)
    sheet.hidden_columns = {c for c in sheet.columns if any(first <= c <= last for first, last in heard.hidden_ranges)}
    return sheet
