"""Lays the record out in sheets: for each kind a short table, a whole table, and a table for each list in its entries.

In: the model. Out: `Table`s with their columns.

A mapping that an entry holds once has columns of its own (委托书·期限). Several values stand in one cell, a line
each. Several mappings have a table of their own, a row each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.kind import AnyKind, Kind
from generator.model.kinds import EVERY
from generator.model.values import NOTHING_WORD

FULL = "（全）"
ID, FILE, OF, POSITION = "编号", "哪个文件", "所属", "第几条"
NamePath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of a table: the path of its field in the mapping that a row stands for, and what the model says of it."""

    path: NamePath
    spec: FieldSpec

    @property
    def title(self) -> str:
        """The header of the column: 委托书·期限."""
        return "·".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """The layout of a sheet: its rows are the entries of a kind, or the items of the list at `path` in each entry.

    `short` tables hold only the fields that every entry has or that everyone looks for.
    """

    kind: AnyKind
    path: NamePath
    columns: tuple[FieldColumn, ...]
    short: bool = False

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.kind.title + (
            FULL if not self.short and not self.path else "".join(f"·{step}" for step in self.path)
        )

    @property
    def keys(self) -> NamePath:
        """The headers of the columns that tell the rows apart: 编号 or 哪个文件, and for items 第几条 at each level.

        所属 shows the name of the entry to the reader.
        """
        first = (ID,) if isinstance(self.kind, Kind) else (FILE,)
        if not self.path:
            return first
        named = (OF,) if isinstance(self.kind, Kind) else ()
        return (*first, *named, *(f"{step}{POSITION}" for step in self.path[:-1]), POSITION)


@cache
def tables_of(kind: AnyKind) -> tuple[Table, ...]:
    """The tables of a kind: the short one, the whole one, then one for each list in its entries."""
    whole = Table(kind, (), tuple(column for column in _columns(kind.model, ()) if column.title != ID))
    brief = tuple(column for column in whole.columns if len(column.path) == 1 and _brief(column.spec))
    short = [Table(kind, (), brief, short=True)] if isinstance(kind, Kind) else []
    return (*short, *([whole] if whole.columns else []), *_inner_tables(kind, kind.model, ()))


def table_called(name: str) -> Table | None:
    """The table whose sheet has a name; None where there is none."""
    return next((table for kind in EVERY for table in tables_of(kind) if table.name == name), None)


def _brief(spec: FieldSpec) -> bool:
    return spec.note.grade is Grade.MUST or spec.note.brief


def _columns(model: type[Part], above: NamePath) -> Iterator[FieldColumn]:
    for spec in fields_of(model):
        if spec.part and not spec.many:
            yield from _columns(spec.part, (*above, spec.name))
        elif not spec.part:
            yield FieldColumn((*above, spec.name), spec)


def _inner_tables(kind: AnyKind, model: type[Part], above: NamePath) -> Iterator[Table]:
    for spec in fields_of(model):
        if spec.part and spec.many:
            path = (*above, spec.name)
            yield Table(kind, path, tuple(_columns(spec.part, ())))
            yield from _inner_tables(kind, spec.part, path)
        elif spec.part:
            yield from _inner_tables(kind, spec.part, (*above, spec.name))


def note_on(column: FieldColumn) -> str:
    """The note on the header of a column: what it means, whether it must be filled in, how it is written."""
    spec = column.spec
    lines = [f"【{spec.note.grade}】{spec.meaning}" if spec.meaning else f"【{spec.note.grade}】"]
    if spec.example:
        lines.append(f"例：{spec.example.strip('[]') if spec.many else spec.example}")
    if spec.many:
        lines.append("几样的，一样一行（Alt+回车换行）。")
    lines.append(f"还不知道就空着；确实没有写“{NOTHING_WORD}”。" if spec.note.nothing else "一定要写。")
    if spec.note.adjusted:
        lines.append("这一格要走动态调整才能改。")
    return "\n".join(lines)
