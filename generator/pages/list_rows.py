"""A row of a list: an entry, a cell for each column, and what it can be chosen by.

In: an entry, and what stands in its cells. Out: a `ListRow`, which `listing` puts into groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.derive.history import start_of
from generator.derive.town import Town
from generator.model.entry import Entry, NamedEntry
from generator.pages import words
from generator.pages.components import Link
from generator.pages.writing import Writer

_NOT_KNOWN = ("", words.PENDING)


@dataclass(frozen=True, slots=True)
class Column:
    """A column between the name and the id.

    `label`: how a card on a phone calls it, "" where the value speaks for itself. `wide`: it is not on cards.
    `rare`: it stays where few rows have a value. `field`: the name of the record's field, for machines.
    """

    title: str
    label: str = ""
    wide: bool = False
    rare: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row; an empty one has neither label nor field. `span` is 0 unless it is as wide as all columns."""

    text: str
    label: str
    field: str
    wide: bool
    span: int = 0


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: an entry with a cell for each column, or one for all of them.

    `chosen_by`: the values it has under the name of each filter.
    `said`: what people call the entry. `short`: a sentence about it. `day`: what “newest first” goes by.
    `order`: its place by pinyin among all rows, 0 where they are not sorted. `ended` rows come last in their group.
    """

    link: Link
    id: str
    name: str
    cells: Sequence[Cell]
    chosen_by: Mapping[str, Sequence[str]]
    said: str = ""
    short: str = ""
    day: str = ""
    ended: bool = False
    example: bool = False
    order: int = 0

    @property
    def data(self) -> dict[str, str]:
        """What the script reads off the row, by name."""
        found = {name: "|".join(values) for name, values in self.chosen_by.items()}
        found |= {"day": self.day, "ended": "1" if self.ended else ""}
        return {name: value for name, value in found.items() if value}


def fitted(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> tuple[list[Column], list[Sequence[Cell]]]:
    """Returns the columns in which half of the rows have something to say, and the cells of each row in them.

    `texts` has a line a row with a text for each column. A rare column stays where any row has something to say.
    """
    known = [sum(str(row[i]) not in _NOT_KNOWN for row in texts) for i, _ in enumerate(columns)]
    kept = [i for i, column in enumerate(columns) if known[i] and (column.rare or 2 * known[i] >= len(texts))]
    shown = [columns[i] for i in kept]
    return shown, [cells(shown, [row[i] for i in kept]) for row in texts]


def cells(columns: Sequence[Column], texts: Sequence[str]) -> list[Cell]:
    """Returns a cell for each column."""
    return [
        Cell(text, column.label if text else "", column.field if text else "", column.wide)
        for column, text in zip(columns, texts, strict=True)
    ]


def wide_cell(columns: Sequence[Column], text: str) -> list[Cell]:
    """Returns the one cell of a row that says the same in all columns; it is labelled as the last of them."""
    return [replace(cells(columns[-1:], [text])[0], span=len(columns))]


def changed(entry: Entry, town: Town) -> str:
    """Returns the day an entry last changed by an adjustment, else since which it holds; "" where none is known."""
    adjusted = [str(start_of(step.adjustment) or "") for step in town.history.get(str(entry.id), ())]
    return max([*adjusted, str(vars(entry).get("effective") or "")])


def list_row(
    entry: NamedEntry,
    write: Writer,
    cells: Sequence[Cell],
    chosen_by: Mapping[str, Any],
    *,
    link: Link | None = None,
    said: str | None = None,
    short: str = "",
    day: str = "",
) -> ListRow:
    """Returns the row of an entry that has a name.

    A value of `chosen_by` is one text, a list of them, or None for what does not apply. `link` and `said` are taken
    from the entry where they are not given.
    """
    return ListRow(
        link or write.link(entry),
        str(entry.id),
        str(entry.name),
        cells,
        {name: _several(value) for name, value in chosen_by.items()},
        _also_called(entry) if said is None else said,
        short,
        day,
        ended=entry.ended,
        example=entry.is_example,
    )


def _several(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return [str(value)] if value else []


def _also_called(entry: NamedEntry) -> str:
    given = vars(entry)
    names = map(str, (*(given.get("nicknames") or ()), given.get("current_name") or ""))
    return "、".join(dict.fromkeys(name for name in names if name and name != str(entry.name)))
