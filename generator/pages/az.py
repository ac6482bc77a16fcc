"""按拼音找: every public entry under the letter its name begins with, and what people call it beside.

In: the town. Out: `body`, one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from generator import urls
from generator.derive.pinyin import OTHER, Reader, reader
from generator.derive.town import Town
from generator.model.fields import FoundAs, found_by
from generator.model.kinds import KINDS
from generator.model.service import Guide
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

# What a resident needs first stands first.
_KINDS = sorted((kind for kind in KINDS if kind.az), key=lambda kind: kind.az)


@dataclass(frozen=True, slots=True)
class AzLine:
    """A line of the list: an everyday word and what it may mean, or an entry, under its own name, and what it is."""

    said: str
    links: Sequence[Link]
    word: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, its anchor, its lines by reading."""

    letter: str
    anchor: str
    lines: Sequence[AzLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class AzPage(Page):
    """What az.html prints."""

    template: ClassVar = "az.html"
    total: int
    letters: Sequence[Letter]


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the list by pinyin."""
    write = Writer(town, urls.AZ)
    entries = _entries(town)
    page = AzPage(root=write.root, total=len(entries), letters=_letters(entries, write))
    lead = "按名称第一个字的拼音找，平常的说法也在里面"
    return Body(urls.AZ, "按拼音找", render(page), lead, PageKind.COLUMN, indexed=town.record.formal)


def _entries(town: Town) -> list[Any]:
    """Returns what is listed; of an entry published by mistake only its notice stays."""
    lists = (town.record.list_of(kind).values() for kind in _KINDS)
    return [entry for entries in lists for entry in entries if not entry.mistaken]


def _letters(entries: list[Any], write: Writer) -> list[Letter]:
    read = reader(write.town.record.readings)
    lines = {e.called + e.id: (e.called, AzLine("", [write.link(e)], words.word(e))) for e in entries}
    for said, named in _sayings(entries).items():
        lines[said] = (said, AzLine(said, write.links(named), ""))
    found: dict[str, list[tuple[str, AzLine]]] = {}
    for text, line in lines.values():
        found.setdefault(read.initial(text), []).append((text, line))
    ordered = sorted(found, key=lambda letter: (letter == OTHER, letter))
    return [
        Letter("数字", "letter-other", _sorted(found[letter], read))
        if letter == OTHER
        else Letter(letter, f"letter-{letter.lower()}", _sorted(found[letter], read))
        for letter in ordered
    ]


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


def _sorted(lines: list[tuple[str, AzLine]], read: Reader) -> list[AzLine]:
    return [line for _, line in sorted(lines, key=lambda item: read.order(item[0]))]
