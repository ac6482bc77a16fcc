"""What is read of a file that holds tables: sheets of cells, with what does not show.

In: nothing. Out: `ReadBook` and its parts, which all readers make; the limits that hold for every kind of file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.attachments import spreadsheet
from generator.sheets.cells import CellValue
from generator.syntax import characters

LARGEST = 50 * 1024 * 1024  # bytes: a county's lists have a tenth of it
MOST_ROWS = 100_000  # that hold something, in a sheet
MOST_COLUMNS = 512  # that hold something, in a sheet
MOST_COVERED = 1_000_000  # cells that merged ranges cover in rows and columns that hold something
LONGEST_NAME = 31  # characters of the name of a sheet: an office program writes no more


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
    looks: bool = False  # whether it is an .xlsx, in which marks can be made


def tidy_name(name: str) -> str:
    """The name of a sheet as an office program would write it."""
    return characters.visible(name).replace("\n", "")[:LONGEST_NAME]


class Gathering:
    """A sheet while its cells come, row by row; `left` counts the cells that may still come, all sheets together."""

    def __init__(self, left: list[int]) -> None:
        self.left = left
        self.cells: dict[int, dict[int, CellValue]] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.struck: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Range] = []

    def put(self, row: int, column: int, value: CellValue, *, struck: bool = False) -> None:
        """A cell; one that holds nothing is none."""
        if value is None or value == "":
            return
        self.left[0] -= 1
        if self.left[0] < 0 or row > spreadsheet.LAST_ROW or column > spreadsheet.LAST_COLUMN:
            raise Unreadable("格子太多，读不完。删掉用不着的行和列，再来一次。")
        self.cells.setdefault(row, {})[column] = value
        if struck:
            self.struck.add((row, column))

    def merge(self, row: int, column: int, down: int, across: int) -> None:
        """A range that is merged, by its first cell and its size."""
        if down > 1 or across > 1:
            if len(self.merged) >= spreadsheet.MOST_MERGED:
                raise Unreadable("合并的格子太多，读不完。取消合并，再来一次。")
            self.merged.append(Range(row, column, row + down - 1, column + across - 1))

    def sheet(self, name: str, *, hidden: bool = False) -> ReadSheet:
        """The sheet."""
        rows = self.hidden_rows & set(self.cells)
        read = ReadSheet(tidy_name(name), hidden, self.cells, self.formulas, self.merged, self.struck, rows)
        read.hidden_columns = {column for column in read.columns if column in self.hidden_columns}
        return read


def allowance() -> list[int]:
    """How many cells the sheets of one file may have together."""
    return [spreadsheet.MOST_CELLS]


def with_names(sheets: Mapping[str, ReadSheet] | list[ReadSheet]) -> list[ReadSheet]:
    """Sheets under names that differ."""
    found: list[ReadSheet] = []
    names: set[str] = set()
    for sheet in sheets.values() if isinstance(sheets, Mapping) else sheets:
        name, number = sheet.name or "表", 2
        while name in names:
            name, number = f"{(sheet.name or '表')[: LONGEST_NAME - 4]}（{number}）", number + 1
        sheet.name = name
        names.add(name)
        found.append(sheet)
    return found
