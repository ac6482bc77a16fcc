"""A list of entries that its reader can narrow: groups of rows, and what the rows can be chosen by.

In: rows, each with what it shows and what it is chosen by. Out: a `Listing`, which listing.html prints and
assets/filter.js works upon. A choice is offered only where the entries differ in it, and says how many rows it leaves.
Whatever counts entries counts examples apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.derive.pinyin import Reader, reader
from generator.derive.town import Town
from generator.pages import words
from generator.pages.components import Link
from generator.pages.list_rows import Column, ListRow

SCRIPT = "filter.js"
_FEW = 7  # whoever sees fewer rows, at a glance, needs no controls
_MANY = 200  # of so many rows a browser should lay out only what is in sight


def counted(real: int, examples: int) -> str:
    """Returns how many entries there are, examples apart: 13, 1，示例 40, 示例 40. filter.js says it in the same way."""
    return f"示例 {examples}" if examples and not real else f"{real}" + (f"，示例 {examples}" if examples else "")


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the list under a heading; examples stand apart.

    `lead`: above the rows. `empty`: said where there is nothing at all. `more`: what stands in another group and
    belongs here too. `anchor`: another name that leads here. `shelves`: where the list is too long to show its rows,
    the pages that do, each with how many as its note; `held` and `examples_held` is how many there are in all.
    """

    id: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[ListRow]
    examples: Sequence[ListRow]
    lead: str
    empty: str
    more: Sequence[Link]
    anchor: str
    held: int
    examples_held: int
    shelves: Sequence[Link] = ()

    @property
    def count(self) -> str:
        """How many entries the contents of the page say there are: those under the heading, and those it names beside."""
        return counted(self.held + len(self.more), self.examples_held)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how it stands in the address, how it reads, how many rows have it."""

    value: str
    text: str
    count: str


@dataclass(frozen=True, slots=True)
class FilterBy:
    """What rows may be chosen by: a key of their data, a label, words for the values in their order, None as they are."""

    name: str
    label: str
    words: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that a list offers."""

    name: str
    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Order:
    """An order that a list offers: how it stands in the address, how it reads."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole list: its groups, the filters and the orders it offers, what it counts in.

    `hint`: what the search within the list looks at. `total` does not count examples.
    `contents`: the name of the table of contents, "" where there is none; `anchor` is another name that leads to it.
    `by_topic`: a phone shows one group at a time. `shelves`: the pages that show a part of the list each, with how many
    as the note; `around` is what they are to this page.
    """

    name: str
    unit: str
    groups: Sequence[Group]
    filters: Sequence[Filter]
    orders: Sequence[Order]
    hint: str
    total: int
    examples: int
    contents: str
    anchor: str
    by_topic: bool
    shelves: Sequence[Link] = ()
    around: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether the page shows rows enough to offer controls."""
        return sum(len(group.rows) + len(group.examples) for group in self.groups) >= _FEW

    @property
    def long(self) -> bool:
        """Whether a browser should lay out only what is in sight."""
        return self.total + self.examples >= _MANY

    @property
    def more(self) -> str:
        """What the button says that shows the filters on a phone."""
        labels = [filter_.label for filter_ in self.filters]
        return f"按条件挑：{'、'.join(labels[:2])}{'……' if len(labels) > 2 else ''}" if labels else "换个次序"

    @property
    def tally(self) -> str:
        """How many rows there are, before anything is chosen."""
        return f"共 {self.total} {self.unit}" + (f"，另有示例 {self.examples} {self.unit}" if self.examples else "")


def group(
    id_: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[ListRow],
    *,
    lead: str = "",
    empty: str = "现在没有登记的。",
    more: Sequence[Link] = (),
    anchor: str = "",
) -> Group:
    """Returns a group, with what is in use before what has ended, and examples apart."""
    real = sorted((row for row in rows if not row.example), key=lambda row: row.ended)
    examples = [row for row in rows if row.example]
    said = "" if rows or more else empty
    return Group(id_, title, columns, real, examples, lead, said, more, anchor, len(real), len(examples))


def listing(
    town: Town,
    name: str,
    unit: str,
    groups: Iterable[Group],
    filters: Sequence[FilterBy],
    *,
    hint: str = "名称、编号",
    by_name: bool = True,
    newest: str = "",
    contents: str = "本页目录",
    anchor: str = "",
    by_topic: bool = False,
) -> Listing:
    """Returns a list with the filters and orders that its rows allow.

    `newest`: how the order by day is called, "" where there is none. `contents`: the name of the table of contents,
    which stands where there are several groups or something leads to its `anchor`.
    """
    groups = tuple(groups)
    rows = [row for group in groups for row in (*group.rows, *group.examples)]
    orders = [Order("id", "按编号")]
    if by_name and len(rows) >= _FEW:
        groups = _ordered(groups, _ranks(rows, reader(town.record.readings)))
        orders.insert(0, Order("name", "按名称的拼音"))
    if newest and len({row.day for row in rows} - {""}) > 1:
        orders.append(Order("new", newest))
    offered = [found for filter_by in filters if (found := _filter(filter_by, rows))]
    held, examples = sum(group.held for group in groups), sum(group.examples_held for group in groups)
    contents = contents if len(groups) > 1 or anchor else ""
    return Listing(name, unit, groups, offered, orders, hint, held, examples, contents, anchor, by_topic)


def _ranks(rows: list[ListRow], read: Reader) -> dict[str, int]:
    """Returns the place of each row by the reading of its name."""
    ordered = sorted(rows, key=lambda row: (read.order(row.name), row.id))
    return {row.id: place for place, row in enumerate(ordered, 1)}


def _ordered(groups: Iterable[Group], ranks: Mapping[str, int]) -> tuple[Group, ...]:
    def placed(rows: Iterable[ListRow]) -> list[ListRow]:
        return [replace(row, order=ranks[row.id]) for row in rows]

    return tuple(replace(group, rows=placed(group.rows), examples=placed(group.examples)) for group in groups)


def _filter(by: FilterBy, rows: list[ListRow]) -> Filter | None:
    """Returns a filter with how many rows each value has, None where there is nothing to choose between."""
    counts = Counter(value for row in rows for value in row.chosen_by.get(by.name, ()))
    examples = Counter(value for row in rows if row.example for value in row.chosen_by.get(by.name, ()))
    if len(counts) < 2:
        return None
    texts = by.words or {}
    places = {value: place for place, value in enumerate(texts)}
    # What has no order of its own: what most rows have first; what is not known last.
    values = sorted(counts, key=lambda v: (v == words.PENDING, places.get(v, len(texts)), -counts[v], v))
    choices = [Choice(v, texts.get(v) or v, counted(counts[v] - examples[v], examples[v])) for v in values]
    return Filter(by.name, by.label, choices)
