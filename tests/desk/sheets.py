"""A workbook as exported, open on a clerk's desk: its cells, each with the field it shows.

In: the bytes of a workbook. Out: `Desk`, whose cells can be written in and saved;
openpyxl stands for the clerk's office program.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import openpyxl

from generator.sheets.columns import FieldColumn, Table, table_called


@dataclass(frozen=True)
class Cell:
    """A cell below a header: the field it shows, the entry and the positions of its row; `said` as exported."""

    sheet: str
    row: int
    column: int
    place: FieldColumn
    key: str
    positions: tuple[int, ...]
    said: Any

    @property
    def where(self) -> tuple[str, int, int]:
        """As a trouble points to it."""
        return self.sheet, self.row, self.column


class Desk:
    """An open workbook."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def saved(self) -> bytes:
        """What the clerk sends back."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def put(self, where: tuple[str, int, int], value: Any) -> None:
        """Write in a cell, as text where it is text: an office program keeps the cell's own form."""
        sheet, row, column = where
        cell = self.book[sheet].cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The table of each sheet that is one."""
        return {name: table for name in self.book.sheetnames if (table := table_called(name))}

    def column(self, sheet: str, title: str) -> int:
        """Where a header stands."""
        return next(cell.column for cell in self.book[sheet][1] if cell.value == title)

    def rows(self, sheet: str) -> int:
        """The last row that holds something."""
        page = self.book[sheet]
        return max((cell.row for line in page.iter_rows() for cell in line if cell.value is not None), default=1)

    @cached_property
    def cells(self) -> list[Cell]:
        """Every cell of a field below the headers, empty ones too."""
        return [cell for name, table in self.tables.items() for cell in self._cells(name, table)]

    def _cells(self, name: str, table: Table) -> Iterator[Cell]:
        page = self.book[name]
        titles = {cell.value: cell.column for cell in page[1]}
        lead = [titles[key] for key in table.keys if key.endswith("第几条")]
        for row in range(2, page.max_row + 1):
            key = page.cell(row, 1).value
            if key is None:
                continue
            positions = tuple(int(text) for column in lead if (text := page.cell(row, column).value))
            for place in table.columns:
                column = titles[place.title]
                yield Cell(name, row, column, place, key, positions, page.cell(row, column).value)
