"""按拼音找: every public entry under the letter its name begins with, and what people call it beside.

In: the town. Out: `bodies`, the page of all letters and one for each; of many lines the first only counts and leads on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from generator import urls
from generator.derive.pinyin import reader
from generator.derive.town import Town
from generator.model.fields import FoundAs, found_by
from generator.model.kind import Section
from generator.model.kinds import KINDS
from generator.model.service import Guide
from generator.pages import shelves, words
from generator.pages.body import Body, PageKind
from generator.pages.catalogue import empty_bodies
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.shelves import Shelf
from generator.pages.writing import Writer

SECTION = Section("按拼音找", urls.AZ)
_FULL = 1200  # lines on the page of a letter, of up to 300 bytes each
# What a resident needs first stands first.
_KINDS = sorted((kind for kind in KINDS if kind.az), key=lambda kind: kind.az)


class _Line(NamedTuple):
    """A line before it is drawn: by what it is sorted, and the entries it leads to; `saying` where that is no name."""

    text: str
    entries: Sequence[Any]
    saying: bool


@dataclass(frozen=True, slots=True)
class AzLine:
    """A line of the list: an everyday word and what it may mean, or an entry, under its own name, and what it is."""

    said: str
    links: Sequence[Link]
    word: str


@dataclass(frozen=True, slots=True)
class Door:
    """A letter to press: where it leads, "" on its own page, and how many lines are there, "" where that is plain to see.

    `id` is the anchor that leads here where the lines stand on another page.
    """

    letter: str
    href: str
    id: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its lines: its anchor, its own page ("" on that page)."""

    letter: str
    anchor: str
    href: str
    lines: Sequence[AzLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class AzPage(Page):
    """What az.html prints: a door for each letter, and the letters whose lines stand on the page.

    `above`: the page of all letters, None on that page. `folded`: a phone shows one letter at a time.
    """

    template: ClassVar = "az.html"
    title: str
    total: int
    doors: Sequence[Door]
    shown: Sequence[Letter]
    above: Link | None = None
    folded: bool = False


def bodies(town: Town) -> Iterator[Body]:
    """Yields the page of all letters and the page of each, also of one that has nothing any more."""
    entries = _entries(town)
    whole = _sorted(entries, town)
    yield _whole(whole, len(entries), town)
    for above, letter in whole.all_below():
        yield _letter(above, letter, town)
    yield from empty_bodies(whole, "", SECTION, (), town)


def _whole(whole: Shelf[_Line], total: int, town: Town) -> Body:
    write = Writer(town, urls.AZ)
    here = whole.below if whole.shown else ()
    page = AzPage(
        root=write.root,
        title=SECTION.title,
        total=total,
        doors=[Door(letter.title, f"#{_anchor(letter)}") for letter in here] or _doors(whole, write),
        shown=[_drawn(letter, write) for letter in here],
        folded=True,
    )
    lead = "按名称第一个字的拼音找，平常的说法也在里面"
    return Body(urls.AZ, SECTION.title, render(page), lead, PageKind.COLUMN, indexed=town.record.formal)


def _letter(above: Shelf[_Line], letter: Shelf[_Line], town: Town) -> Body:
    """Returns the page of a letter; of one with more lines than fit the pages stand below it."""
    write = Writer(town, letter.url)
    page = AzPage(
        root=write.root,
        title=f"{SECTION.title}：{letter.title}",
        total=len(letter.held),
        doors=[Door(other.title, shelves.href(other, write)) for other in above.below]
        if letter.shown
        else _doors(letter, write),
        shown=[_drawn(letter, write)] if letter.shown else (),
        above=Link("全部字母", write.href(urls.AZ)),
    )
    lead = f"拼音头一个字母是{letter.title}的，平常的说法也在里面"
    return Body(letter.url, page.title, render(page), lead, PageKind.COLUMN, (SECTION,), indexed=town.record.formal)


def _doors(shelf: Shelf[_Line], write: Writer) -> list[Door]:
    return [Door(one.title, write.href(one.url), _anchor(one), f"{len(one.held)} 行") for one in shelf.below]


def _anchor(letter: Shelf[_Line]) -> str:
    return f"letter-{letter.url.removeprefix(urls.AZ).strip('/').replace('/', '-')}"


def _drawn(letter: Shelf[_Line], write: Writer) -> Letter:
    href = shelves.href(letter, write)
    return Letter(letter.title, _anchor(letter), href, [_line(line, write) for line in letter.held])


def _line(line: _Line, write: Writer) -> AzLine:
    links = write.links(line.entries)
    return AzLine(line.text, links, "") if line.saying else AzLine("", links, words.word(line.entries[0]))


def _entries(town: Town) -> list[Any]:
    """Returns what is listed; of an entry published by mistake only its notice stays."""
    lists = (town.record.list_of(kind).values() for kind in _KINDS)
    return [entry for entries in lists for entry in entries if not entry.mistaken]


def _sorted(entries: list[Any], town: Town) -> Shelf[_Line]:
    """Returns all lines by their reading, with a shelf for each letter; what begins with a figure comes last."""
    read = reader(town.record.readings)
    lines = {entry.called + entry.id: _Line(entry.called, [entry], saying=False) for entry in entries}
    lines |= {said: _Line(said, named, saying=True) for said, named in _sayings(entries).items()}
    placed = [(shelves.by_letter(line.text, read), line) for line in lines.values()]
    placed.sort(key=lambda one: (one[0].code == shelves.FIGURE.code, one[0].code, read.order(one[1].text)))
    return shelves.parted(
        urls.AZ, "", [line for _, line in placed], lambda line: shelves.by_letter(line.text, read), None, _FULL
    )


def _sayings(entries: list[Any]) -> dict[str, list[Any]]:
    """Returns what people say → the entries it may mean; a saying that is an entry's name needs no line of its own."""
    names = {entry.called for entry in entries}
    found: dict[str, list[Any]] = {}
    for entry in entries:
        for said in dict.fromkeys(word for how, word in found_by(entry) if how in (FoundAs.CALLED, FoundAs.CURRENT)):
            if said not in names:
                found.setdefault(said, []).append(entry)
    return {said: _without_powers_behind(named) for said, named in found.items()}


def _without_powers_behind(named: list[Any]) -> list[Any]:
    """Returns the entries without the powers that a guide among them leads to: the two need not stand side by side."""
    behind = {ref.id for entry in named if isinstance(entry, Guide) for ref in entry.powers}
    return [entry for entry in named if str(entry.id) not in behind]
