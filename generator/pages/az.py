"""按拼音找: every public entry under the letter its name begins with, and what people call it beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import urls
from generator.derive.pinyin import OTHER, Reader, reader
from generator.derive.town import Town
from generator.model.fields import FoundAs, found_by
from generator.model.kinds import KINDS
from generator.model.service import Guide
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer

# What a resident needs first stands first.
_KINDS = sorted((kind for kind in KINDS if kind.az), key=lambda kind: kind.az)


class Line(NamedTuple):
    """A line of the list: the text it stands under, the entries that bear it, and what they are.

    `said` is an everyday word, "" where the line is an entry's own name.
    """

    said: str
    links: list[Link]
    word: str


def bodies(town: Town) -> Iterator[Body]:
    """The one page."""
    write = Writer(town, urls.AZ)
    letters = _letters(town, write)
    html = render("az.html", letters=letters, total=len(_entries(town)), write=write)
    lead = "按名称第一个字的拼音找，平常的说法也在里面"
    yield Body(urls.AZ, "按拼音找", html, lead, PageKind.COLUMN, indexed=town.record.formal)


def _entries(town: Town) -> list[Any]:
    """What is listed; of an entry published by mistake only its notice stays."""
    lists = (town.record.list_of(kind).values() for kind in _KINDS)
    return [entry for entries in lists for entry in entries if not entry.mistaken]


def _letters(town: Town, write: Writer) -> list[tuple[str, str, list[Line]]]:
    """Letter, its anchor, its lines by reading."""
    read = reader(town.record.readings)
    entries = _entries(town)
    lines = {e.called + e.id: (e.called, Line("", [write.link(e)], words.word(e))) for e in entries}
    for said, named in _sayings(entries).items():
        lines[said] = (said, Line(said, write.links(named), ""))
    found: dict[str, list[tuple[str, Line]]] = {}
    for text, line in lines.values():
        found.setdefault(read.initial(text), []).append((text, line))
    ordered = sorted(found, key=lambda letter: (letter == OTHER, letter))
    return [(*_shown(letter), _sorted(found[letter], read)) for letter in ordered]


def _sayings(entries: list[Any]) -> dict[str, list[Any]]:
    """What people say → the entries it may mean; a saying that is an entry's name needs no line of its own."""
    names = {entry.called for entry in entries}
    found: dict[str, list[Any]] = {}
    for entry in entries:
        for said in dict.fromkeys(word for how, word in found_by(entry) if how in (FoundAs.CALLED, FoundAs.CURRENT)):
            if said not in names:
                found.setdefault(said, []).append(entry)
    return {said: _without_powers_behind(named) for said, named in found.items()}


def _without_powers_behind(named: list[Any]) -> list[Any]:
    """A guide leads on to its power; the two need not stand side by side."""
    behind = {ref.id for entry in named if isinstance(entry, Guide) for ref in entry.powers}
    return [entry for entry in named if str(entry.id) not in behind]


def _sorted(lines: list[tuple[str, Line]], read: Reader) -> list[Line]:
    return [line for _, line in sorted(lines, key=lambda item: read.order(item[0]))]


def _shown(letter: str) -> tuple[str, str]:
    """How a letter is written, and its anchor."""
    return ("数字", "letter-other") if letter == OTHER else (letter, f"letter-{letter.lower()}")
