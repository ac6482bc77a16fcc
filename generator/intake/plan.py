"""What a workbook would change in the record: drafts of entries, what is wrong in which cell, what became of each row.

In: nothing. Out: the types that the steps of taking a workbook in fill, one after another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.files.together import FileChange
from generator.model.kind import AnyKind, Kind
from generator.problem import FieldPath
from generator.sheets.cells import Refusal
from generator.sheets.read_book import ReadBook


class RowRef(NamedTuple):
    """A row of a workbook: the name of its sheet, its number."""

    sheet: str
    row: int


class CellRef(NamedTuple):
    """A cell of a workbook: the name of its sheet, row and column; column 0 stands for the whole row."""

    sheet: str
    row: int
    column: int

    @property
    def in_row(self) -> RowRef:
        """The row of the cell."""
        return RowRef(self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field that the workbook changes: its text before and after, "" for an empty one, and the cell that says so.

    `adjusted` says that the field is 须经调整.
    """

    field: str
    before: str
    after: str
    adjusted: bool
    where: CellRef


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in a workbook and what to do; `where` is None if no cell is to blame, `code` that of a rule.

    `whole`: more than the row is wrong, a column that was sorted alone; the other rows cannot be taken without it.
    """

    where: CellRef | None
    message: str
    advice: str
    code: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """A law, a body or a document that a list names and the record lacks.

    `cells` name it, `said` are the values that do; `near` is what of the record may be meant, "" for nothing, `sort`
    the rank of a law, the nature of a body, the kind of a document, as far as the name tells.
    """

    kind: Kind
    name: str
    cells: tuple[CellRef, ...]
    said: tuple[str, ...]
    near: str
    sort: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: the letter of its kind, its name."""
        return self.kind.letter, self.name

    @property
    def title(self) -> str:
        """What it is: 法规, 机构, 文件."""
        return self.kind.word


@dataclass(slots=True)
class EntryDraft:
    """An entry, or a file that holds a list, as the workbook would have it.

    `key` is the id of an entry, or the path of a list below powers/. `cells` tell for each field which cell says it,
    by the path of the field; for an item of a list, and for the entry itself (()), they tell the row. `kept` are cells
    that were not wholly understood, by the name of their field.
    """

    kind: AnyKind
    key: str
    data: dict[str, Any]
    new: bool
    edits: list[FieldEdit] = field(default_factory=list)
    cells: dict[FieldPath, CellRef] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, written: str) -> None:
        """Keep what a cell says beside a field of the entry, in a comment of its file; nothing for ""."""
        if written:
            self.kept[name] = written

    @property
    def name(self) -> str:
        """What the entry is called; "" for a list."""
        return self.kind.name_in(self.data) if isinstance(self.kind, Kind) else ""

    def cell_of(self, path: FieldPath) -> CellRef | None:
        """The cell that says a field, or the innermost thing around it that has a cell."""
        for length in range(len(path), -1, -1):
            if found := self.cells.get(path[:length]):
                return found
        return self.cells.get(("编号",))


@dataclass(slots=True)
class ImportPlan:
    """What a workbook would do to the record; it may be written where no trouble is found.

    `drafts` are by key, also those that change nothing. `keys` give the entry of each row that belongs to one, ""
    where that cannot be told. `seen` tell how each list of others was understood.
    `given_back` are the troubles of rows that are given back while the others are taken. `lacking` is what the list
    names and the record lacks, where that was asked for; the clerk has to decide about it first where the plan `waits`.
    `outcomes` say what became of each row. `files` are by their
    path from the root. `book` is the workbook as it was read.
    """

    drafts: dict[str, EntryDraft] = field(default_factory=dict)
    keys: dict[RowRef, str] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    given_back: list[Trouble] = field(default_factory=list)
    lacking: list[Lacking] = field(default_factory=list)
    waits: bool = False
    outcomes: dict[RowRef, str] = field(default_factory=dict)
    files: dict[str, FileChange] = field(default_factory=dict)
    book: ReadBook = field(default_factory=lambda: ReadBook([], []))

    @property
    def holds(self) -> bool:
        """Whether it may be written."""
        return not self.troubles

    @property
    def changed(self) -> list[EntryDraft]:
        """The drafts of entries that are new or change."""
        return [draft for draft in self.drafts.values() if draft.new or draft.edits]

    def wrong(self, where: CellRef | None, message: str, advice: str, *, whole: bool = False) -> None:
        """Note what is wrong at a cell; `whole` where that is more than its row."""
        self.troubles.append(Trouble(where, message, advice, whole=whole))

    def refuse(self, where: CellRef, refusal: Refusal) -> None:
        """Note why a cell cannot be taken."""
        self.troubles.append(Trouble(where, refusal.message, refusal.advice))

    def pass_over(self, sheet: str, rows: list[int], why: str) -> None:
        """Note why some rows say nothing of an entry."""
        self.outcomes |= {RowRef(sheet, row): why for row in rows}
