"""How the record is laid out in sheets: for each list a short table, a whole one, and one for each list within.

In: the model. Out: `Table`s with their columns, the path of each. Used by what writes workbooks and what
reads them. A mapping that an entry holds once is columns of its own (委托书·期限); what there are several of
is one cell with a line each, or, where each has fields of its own, a table with a row each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.kind import Kind, ListKind
from generator.model.kinds import EVERY
from generator.model.values import NOTHING_WORD, Choice
from generator.standards import tables

FULL = "（全）"
ID, FILE, OF, POSITION = "编号", "哪个文件", "所属", "第几条"
Names = tuple[str, ...]
List = Kind | ListKind


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a table: the path of its field below the row's mapping."""

    path: Names
    spec: FieldSpec

    @property
    def title(self) -> str:
        """What stands in the header."""
        return "·".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: `path` is () for the entries themselves, else the list within them whose items are the rows.

    Where the rows are items, they are known by their entry and their positions, one for each list passed.
    """

    list: List
    path: Names
    columns: tuple[Place, ...]
    short: bool = False

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.list.title + (
            FULL if not self.short and not self.path else "".join(f"·{step}" for step in self.path)
        )

    @property
    def keys(self) -> Names:
        """The headers of the columns that say which row this is; 所属 is the entry's name, for the reader."""
        first = (ID,) if isinstance(self.list, Kind) else (FILE,)
        if not self.path:
            return first
        named = (OF,) if isinstance(self.list, Kind) else ()
        return (*first, *named, *(f"{step}{POSITION}" for step in self.path[:-1]), POSITION)


@cache
def tables_of(list_: List) -> tuple[Table, ...]:
    """The tables of a list: the short one first where it leaves something out, then the whole, then those within."""
    whole = Table(list_, (), tuple(place for place in _places(list_.model, ()) if place.title != ID))
    brief = tuple(place for place in whole.columns if len(place.path) == 1 and _brief(place.spec))
    short = [Table(list_, (), brief, short=True)] if isinstance(list_, Kind) else []
    return (*short, *([whole] if whole.columns else []), *_within(list_, list_.model, ()))


def table_called(name: str) -> Table | None:
    """The table of a sheet by its name; of a list's own title the short one."""
    return next((table for list_ in EVERY for table in tables_of(list_) if table.name == name), None)


def _brief(spec: FieldSpec) -> bool:
    return spec.note.grade is Grade.MUST or spec.note.brief


def _places(model: type[Part], above: Names) -> Iterator[Place]:
    for spec in fields_of(model):
        if spec.part and not spec.many:
            yield from _places(spec.part, (*above, spec.name))
        elif not spec.part:
            yield Place((*above, spec.name), spec)


def _within(list_: List, model: type[Part], above: Names) -> Iterator[Table]:
    for spec in fields_of(model):
        if spec.part and spec.many:
            path = (*above, spec.name)
            yield Table(list_, path, tuple(_places(spec.part, ())))
            yield from _within(list_, spec.part, path)
        elif spec.part:
            yield from _within(list_, spec.part, (*above, spec.name))


def choices(place: Place) -> tuple[str, ...]:
    """What a column's drop-down offers."""
    kind = place.spec.type
    return tables.names(kind.table) if kind and issubclass(kind, Choice) else ()


def note(place: Place) -> str:
    """What hangs on a column's header: what it means, whether it is needed, how it is written."""
    spec = place.spec
    lines = [f"【{spec.note.grade}】{spec.meaning}" if spec.meaning else f"【{spec.note.grade}】"]
    if spec.example:
        lines.append(f"例：{spec.example.strip('[]') if spec.many else spec.example}")
    if spec.many:
        lines.append("几样的，一样一行（Alt+回车换行）。")
    lines.append(f"还不知道就空着；确实没有写“{NOTHING_WORD}”。" if spec.note.nothing else "一定要写。")
    if spec.note.adjusted:
        lines.append("这一格要走动态调整才能改。")
    return "\n".join(lines)
