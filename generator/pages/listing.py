"""A list of entries that its reader can narrow: groups of rows, and what the rows can be chosen by.

In: rows, each with what it shows and what it is chosen by. Out: what `listing.html` prints and
`filter.js` works upon. A choice is offered only where the entries differ in it, and says how many
it leaves. Used by the modules of `pages/` that list entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.derive.pinyin import Reader, reader
from generator.derive.town import Town, start_of
from generator.pages import words
from generator.pages.writing import Link, Writer

SCRIPT = "filter.js"
# Whoever sees all rows at a glance needs no controls.
_FEW = 7
_MANY = 200
_NOT = ("", words.PENDING)


class Column(NamedTuple):
    """A column: its heading, and how a card on a phone calls it, "" where the value speaks for itself.

    It is left out where most rows say nothing in it, unless it is `rare`; one that is only `wide` is not on cards.
    """

    title: str
    label: str = ""
    wide: bool = False
    rare: bool = False
    field: str = ""


class Choice(NamedTuple):
    """One value of a filter: how it stands in the address, how it reads, how many rows have it."""

    value: str
    text: str
    count: int


class Filter(NamedTuple):
    """A filter that this list offers."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its entry's link and id, a cell for each middle column (or one for all), what it is chosen by.

    `said` is what people call it, `short` a sentence about it, `day` what “newest first” goes by,
    `order` its place by pinyin among all rows; `ended` rows come last, an `example` is set apart.
    """

    link: Link
    id: str
    name: str
    cells: tuple[Any, ...]
    chosen_by: Mapping[str, tuple[str, ...]]
    said: str = ""
    short: str = ""
    day: str = ""
    ended: bool = False
    example: bool = False
    order: int = 0

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """What the script reads off the row."""
        found = [(name, "|".join(values)) for name, values in self.chosen_by.items() if values]
        if self.day:
            found.append(("day", self.day))
        return [*found, ("ended", "1")] if self.ended else found


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the list under a heading; `lead` stands above its rows, `more` names what else belongs here."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lead: Markup | str = ""
    empty: str = "现在没有登记的。"
    more: tuple[Link, ...] = ()
    anchor: str = ""  # another name that leads here

    @property
    def real(self) -> tuple[Row, ...]:
        """What counts, first what is in use."""
        return tuple(sorted((row for row in self.rows if not row.example), key=lambda row: row.ended))

    @property
    def examples(self) -> tuple[Row, ...]:
        """What is only there to be looked at."""
        return tuple(row for row in self.rows if row.example)


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list: its groups, the filters and the orders it offers, what it counts in."""

    name: str
    unit: str
    groups: tuple[Group, ...]
    filters: tuple[Filter, ...]
    orders: tuple[tuple[str, str], ...]
    hint: str
    total: int
    examples: int
    sorted: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether the list is long enough to offer controls."""
        return self.total + self.examples >= _FEW

    @property
    def long(self) -> bool:
        """Whether a browser should lay out only what is in sight."""
        return self.total + self.examples >= _MANY

    @property
    def scripts(self) -> tuple[str, ...]:
        """What the page must load."""
        return (SCRIPT,) if self.narrowed else ()

    @property
    def more(self) -> str:
        """What the button says that shows the filters on a phone."""
        labels = [filter.label for filter in self.filters]
        return f"按条件挑：{'、'.join(labels[:2])}{'……' if len(labels) > 2 else ''}" if labels else "换个次序"

    @property
    def counted(self) -> str:
        """How many rows there are, before anything is chosen."""
        return f"共 {self.total} {self.unit}" + (f"，另有示例 {self.examples} {self.unit}" if self.examples else "")


def listing(
    town: Town,
    name: str,
    unit: str,
    groups: Iterable[Group],
    filters: Sequence[tuple[str, str, Mapping[str, str] | None]],
    *,
    hint: str = "名称、编号",
    by_name: bool = True,
    newest: str = "",
    by_topic: bool = False,
) -> Listing:
    """A list with what it offers.

    `filters` are (name, label, words for the values in their order, None where they come as they are);
    `newest` is how the order by day is called; of a list `by_topic` a phone shows one group at a time.
    """
    groups = tuple(groups)
    rows = [row for group in groups for row in group.rows]
    orders = []
    if by_name and len(rows) >= _FEW:
        ranks = _ranks(rows, reader(town.record.readings))
        groups = tuple(
            replace(group, rows=tuple(replace(row, order=ranks[row.id]) for row in group.rows)) for group in groups
        )
        orders.append(("name", "按名称的拼音"))
    orders.append(("id", "按编号"))
    if newest and len({row.day for row in rows} - {""}) > 1:
        orders.append(("new", newest))
    offered = (_filter(name, label, texts, rows) for name, label, texts in filters)
    examples = sum(row.example for row in rows)
    offered = tuple(found for found in offered if found)
    total = len(rows) - examples
    return Listing(name, unit, groups, offered, tuple(orders), hint, total, examples, by_topic)


def _ranks(rows: list[Row], read: Reader) -> dict[str, int]:
    """The place of each row by the reading of its name."""
    ordered = sorted(rows, key=lambda row: (read.order(row.name), row.id))
    return {row.id: place for place, row in enumerate(ordered, 1)}


def _filter(name: str, label: str, texts: Mapping[str, str] | None, rows: list[Row]) -> Filter | None:
    """A filter with how many rows each value has; None where there is nothing to choose between."""
    counts = Counter(value for row in rows for value in row.chosen_by.get(name, ()))
    if len(counts) < 2:
        return None
    known = list(texts or ())
    places = {value: place for place, value in enumerate(known)}
    # What has no order of its own: what most rows have first; what is not known last.
    values = sorted(counts, key=lambda v: (v == words.PENDING, places.get(v, len(known)), -counts[v], v))
    return Filter(name, label, tuple(Choice(v, (texts or {}).get(v) or v, counts[v]) for v in values))


def columns(rows: Sequence[tuple[Any, ...]], *titles: Column) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """The columns in which half of the rows have something to say, and the rows cut to them."""
    known = [sum(str(row[i]) not in _NOT for row in rows) for i, _ in enumerate(titles)]
    kept = [i for i, column in enumerate(titles) if known[i] and (column.rare or 2 * known[i] >= len(rows))]
    return tuple(titles[i] for i in kept), [tuple(row[i] for i in kept) for row in rows]


def changed(entry: Any, town: Town) -> str:
    """The day an entry last changed by an adjustment, else the one since which it holds; "" where none is known."""
    adjusted = [str(start_of(adjustment) or "") for adjustment, _ in town.history.get(str(entry.id), ())]
    return max([*adjusted, str(vars(entry).get("effective") or "")])


def row(entry: Any, write: Writer, cells: tuple[Any, ...], chosen_by: Mapping[str, Any], **more: Any) -> Row:
    """An entry's row; values may be given as one text, several, or None for what does not apply."""
    given = vars(entry)
    names = (*(given.get("nicknames") or ()), given.get("current_name") or "")
    return Row(
        more.pop("link", None) or write.link(entry),
        str(entry.id),
        str(entry.name),
        cells,
        {name: _several(value) for name, value in chosen_by.items()},
        "、".join(dict.fromkeys(str(name) for name in names if name and name != entry.name)),
        ended=bool(given.get("ending")),
        example=entry.is_example,
        **more,
    )


def _several(value: Any) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value),)
