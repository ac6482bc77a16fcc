"""What taking a workbook in yields: drafts of entries, their changes, and what is wrong, with the cells.

In: nothing. Out: the types that the modules beside it fill. Used by them and by what writes, tells and marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.files import together
from generator.model.kind import Kind
from generator.sheets.columns import Table

Where = tuple[str, int, int]  # sheet, row, column; column 0 for a whole row
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an entry that a workbook makes say something else; "" where nothing stands."""

    field: str
    before: str
    after: str
    adjusted: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at a place of the workbook, None where no cell is to blame."""

    where: Where | None
    message: str
    advice: str
    code: str = ""


@dataclass(slots=True)
class Draft:
    """An entry as the workbook would have it: where its cells are, what changed."""

    table: Table
    key: str
    data: dict[str, Any]
    new: bool
    changes: list[Change] = field(default_factory=list)
    cells: dict[Path, Where] = field(default_factory=dict)  # of fields, by path; of rows by the path of their item
    rows: list[tuple[str, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the entry is called; "" for a file that holds a whole list."""
        return self.table.list.name_in(self.data) if isinstance(self.table.list, Kind) else ""


@dataclass(slots=True)
class Woven:
    """All drafts by key, what is wrong, and what a reader should know besides."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def wrong(self, where: Where, message: str, advice: str) -> None:
        """Note what is wrong at a place."""
        self.troubles.append(Trouble(where, message, advice))


@dataclass(slots=True)
class Plan:
    """What a workbook would do: drafts that change something, files before and after, troubles, every row's lot."""

    drafts: list[Draft] = field(default_factory=list)
    files: dict[str, together.Change] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    lots: dict[tuple[str, int], str] = field(default_factory=dict)  # sheet and row → what became of it

    @property
    def holds(self) -> bool:
        """Whether it may be written."""
        return not self.troubles
