"""A list before it is drawn, and every page of it: the list itself and its child pages.

In: a `Catalogue`: its parts, how entries become rows, where each belongs. Out: bodies. The list shows all it holds as
long as that is not too much, else it counts and leads on; its child pages stand at every size, at the same addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from generator.derive.pinyin import reader
from generator.derive.town import Town
from generator.model.entry import NamedEntry
from generator.model.kind import Section
from generator.pages import shelves
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.list_rows import Cell, Column, ListRow, fitted
from generator.pages.listing import SCRIPT, FilterBy, Group, Listing, counted, group, listing
from generator.pages.rendering import Page, render
from generator.pages.shelves import Place, Shelf
from generator.pages.writing import Writer

BELOW = "by/"  # what the addresses of child pages begin with, below the list


@dataclass(frozen=True, slots=True)
class Rows:
    """How entries become rows: the columns, the text of an entry in each, and the row with its cells.

    Parts that share one `Rows` show the same columns, so that all their rows stand on one grid.
    """

    columns: Sequence[Column]
    texts: Callable[[Any, Writer], Sequence[str]]
    row: Callable[[Any, Sequence[Cell], Writer], ListRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Entries under a heading. `also`: entries of other parts that belong here too; the rest is as in `Group`."""

    id: str
    title: str
    rows: Rows
    entries: Sequence[Any]
    lead: str = ""
    empty: str = "现在没有登记的。"
    also: Sequence[NamedEntry] = ()
    anchor: str = ""


Held = tuple[Part, Any]  # an entry in its part


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A list: its page and the pages above, its parts, what they can be chosen by.

    `place`: the child page to which an entry belongs; they stand in the order in which they are met, or `by_code`. What is named as in `Listing`
    is what it is there; `by_name` and `newest` are the orders it offers.
    """

    section: Section
    name: str
    unit: str
    parts: Sequence[Part]
    filters: Sequence[FilterBy]
    place: Callable[[Part, Any], Place]
    crumbs: tuple[Section, ...] = ()
    hint: str = "名称、编号"
    by_name: bool = True
    newest: str = ""
    contents: str = "本页目录"
    anchor: str = ""
    by_topic: bool = False
    by_code: bool = False


def part_itself(part: Part, _: Any) -> Place:
    """Returns the place of an entry whose child page holds its whole part: topic-03 lies at by/03/."""
    return Place(part.id.rpartition("-")[2], part.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """Base of what the template of a page with a list prints."""

    list: Listing


def list_body(catalogue: Catalogue, page: ListPage, lead: str, town: Town) -> Body:
    """Returns the page of a list; it loads what its controls need."""
    section, scripts = catalogue.section, (SCRIPT,) if page.list.narrowed else ()
    return Body(
        section.url,
        section.title,
        render(page),
        lead,
        PageKind.COLUMN,
        catalogue.crumbs,
        None,
        town.record.formal,
        scripts,
    )


def listed(catalogue: Catalogue, write: Writer) -> Listing:
    """Returns the list as its own page shows it: all rows, or how many there are and where."""
    whole = _whole(catalogue, write.town)
    groups = _drawn(catalogue.parts, whole.held, write) if whole.shown else _counted(catalogue.parts, whole, write)
    shown = listing(
        write.town,
        catalogue.name,
        catalogue.unit,
        groups,
        catalogue.filters,
        hint=catalogue.hint,
        by_name=catalogue.by_name,
        newest=catalogue.newest,
        contents=catalogue.contents,
        anchor=catalogue.anchor,
        by_topic=catalogue.by_topic and whole.shown,
    )
    return replace(shown, shelves=_links(whole, write) if whole.shown else (), around="只看一部分")


def _whole(catalogue: Catalogue, town: Town) -> Shelf[Held]:
    """Returns the list as a shelf, with its child pages below it."""
    read = reader(town.record.readings)
    held = [(part, entry) for part in catalogue.parts for entry in part.entries]
    whole = shelves.parted(
        catalogue.section.url,
        BELOW,
        held,
        lambda one: catalogue.place(*one),
        lambda one: shelves.by_letter(one[1].called, read),
    )
    return replace(whole, below=sorted(whole.below, key=lambda shelf: shelf.url)) if catalogue.by_code else whole


def _drawn(parts: Sequence[Part], held: Sequence[Held], write: Writer) -> list[Group]:
    """Returns each part with a row for each entry that is held; what shares its `Rows` shares its columns."""
    columns: dict[Rows, Sequence[Column]] = {}
    rows: dict[str, list[ListRow]] = {part.id: [] for part in parts}
    for alike in dict.fromkeys(part.rows for part in parts):
        found = [(part, entry) for part, entry in held if part.rows == alike]
        columns[alike], cut = fitted(alike.columns, [alike.texts(entry, write) for _, entry in found])
        for (part, entry), cells in zip(found, cut, strict=True):
            rows[part.id].append(alike.row(entry, cells, write))
    return [
        group(
            part.id,
            part.title,
            columns[part.rows],
            rows[part.id],
            lead=part.lead,
            empty=part.empty,
            more=write.links(part.also),
            anchor=part.anchor,
        )
        for part in parts
    ]


def _counted(parts: Sequence[Part], shelf: Shelf[Held], write: Writer) -> list[Group]:
    """Returns each part with how many it holds, and the pages below that show them."""
    groups = []
    for part in parts:
        here = [
            Link(below.title, f"{write.href(below.url)}#{part.id}", _many(found))
            for below in shelf.below
            if (found := [entry for in_part, entry in below.held if in_part.id == part.id])
        ]
        made = group(
            part.id,
            part.title,
            (),
            (),
            lead=part.lead,
            empty="" if here else part.empty,
            more=write.links(part.also),
            anchor=part.anchor,
        )
        held = [entry for in_part, entry in shelf.held if in_part.id == part.id]
        examples = sum(entry.is_example for entry in held)
        groups.append(replace(made, held=len(held) - examples, examples_held=examples, shelves=here))
    return groups


def _links(shelf: Shelf[Held], write: Writer) -> list[Link]:
    """Returns a link to each page below a shelf; the page itself has none, and where it is the only one nothing is said."""
    links = [
        Link(below.title, shelves.href(below, write), _many(entry for _, entry in below.held)) for below in shelf.below
    ]
    return links if any(link.href for link in links) else []


def _many(entries: Iterable[Any]) -> str:
    held = [entry.is_example for entry in entries]
    return counted(held.count(False), held.count(True))


# The child pages.


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPage(ListPage):
    """What shelf.html prints: the part of the list, and the page above."""

    template: ClassVar = "shelf.html"
    title: str
    above: Link


def child_bodies(catalogue: Catalogue, town: Town) -> Iterator[Body]:
    """Yields the child pages of a list, and one that says so for each that once was published and is empty."""
    whole = _whole(catalogue, town)
    for above, shelf in whole.all_below():
        yield _child(catalogue, above, shelf, town)
    yield from empty_bodies(whole, BELOW, catalogue.section, catalogue.crumbs, town)


def _child(catalogue: Catalogue, above: Shelf[Held], shelf: Shelf[Held], town: Town) -> Body:
    """Returns a child page: rows, or how many there are and where; what is only named beside stays with the whole part."""
    write, section = Writer(town, shelf.url), catalogue.section
    held = {part.id for part, _ in shelf.held}
    below_the_list = above.url == section.url
    parts = [
        replace(part, lead="", anchor="", also=part.also if below_the_list else ())
        for part in catalogue.parts
        if part.id in held
    ]
    groups = _drawn(parts, shelf.held, write) if shelf.shown else _counted(parts, shelf, write)
    shown = listing(
        town,
        catalogue.name,
        catalogue.unit,
        groups,
        catalogue.filters,
        hint=catalogue.hint,
        by_name=catalogue.by_name,
        newest=catalogue.newest,
        contents=catalogue.contents,
    )
    shown = replace(shown, shelves=_links(above, write), around="别的部分")
    title = f"{section.title}：{shelf.title}"
    page = ShelfPage(
        root=write.root,
        list=shown,
        title=title,
        above=Link(f"整张{section.title}" if below_the_list else above.title, write.href(above.url)),
    )
    crumbs = (*catalogue.crumbs, section) + (() if below_the_list else (Section(above.title, above.url),))
    scripts = (SCRIPT,) if shown.narrowed else ()
    lead = f"{section.title}里的一部分：{shelf.title}，{shown.tally}"
    return Body(shelf.url, title, render(page), lead, PageKind.COLUMN, crumbs, None, town.record.formal, scripts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyShelfPage(Page):
    """What shelf_empty.html prints: which list it belonged to, and where that is."""

    template: ClassVar = "shelf_empty.html"
    title: str
    above: Link


def empty_bodies(
    whole: Shelf[Any], below: str, section: Section, crumbs: tuple[Section, ...], town: Town
) -> Iterator[Body]:
    """Yields a page that says so for each child page of a list that once was published and holds nothing any more."""
    for url in shelves.left_empty(whole, below, town.record.ledger):
        write, title = Writer(town, url), f"{section.title}：这一部分空着"
        page = EmptyShelfPage(root=write.root, title=title, above=Link(f"整张{section.title}", write.href(section.url)))
        said = f"这里列过{section.title}的一部分，现在一条也没有了。"
        yield Body(url, title, render(page), said, PageKind.COLUMN, (*crumbs, section), indexed=False)
