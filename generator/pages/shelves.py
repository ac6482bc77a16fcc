"""The child pages of a list: the same addresses at every size, and none heavier than a phone can bear.

In: what a list holds, and where each thing belongs. Out: `Shelf`s: the list itself, and below it a page for each part
of it. A list that fits shows all itself, else it counts and leads to its shelves; a shelf that holds more than fits is
parted again by letter, and a letter by number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from generator.derive.pinyin import OTHER, Reader
from generator.pages.writing import Writer
from generator.reading.ledger import Row

WHOLE = 250  # so many a list shows itself: twenty screens of a phone
FULL = 400  # so many rows a child page holds: of the longest some 500 KB
Held = TypeVar("Held")


class Place(NamedTuple):
    """Where something belongs: the last part of a shelf's address, and what the shelf is called."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Held]):
    """A page that holds a part of a list, or all of it.

    `title`: what it is called within the list. `below`: the pages of its parts. `shown`: whether it shows all that it
    holds; else it counts and leads below.
    """

    url: str
    title: str
    held: Sequence[Held]
    below: Sequence[Shelf[Held]] = ()
    shown: bool = True

    def all_below(self) -> Iterator[tuple[Shelf[Held], Shelf[Held]]]:
        """Yields each shelf below with the one above it."""
        for shelf in self.below:
            yield self, shelf
            yield from shelf.all_below()


def parted(
    url: str,
    below: str,
    held: Sequence[Held],
    place: Callable[[Held], Place],
    letter: Callable[[Held], Place] | None,
    full: int = FULL,
) -> Shelf[Held]:
    """Returns a list as a shelf with its child pages, whose addresses begin with `url` and `below`.

    Places come in the order in which they are met. `letter`: how what one place holds is parted again, None where the
    places are letters already.
    """
    places = [_shelf(f"{url}{below}{to.code}/", to.title, found, letter, full) for to, found in _by(held, place)]
    return Shelf(url, "", held, places, len(held) <= WHOLE)


def _shelf(
    url: str, title: str, held: Sequence[Held], letter: Callable[[Held], Place] | None, full: int
) -> Shelf[Held]:
    whole = Shelf(url, title, held)
    if len(held) <= full:
        return whole
    if letter is None:
        parts = [held[start : start + full] for start in range(0, len(held), full)]
        pages = [Shelf(f"{url}{i}/", f"{title} 第{i}页", part) for i, part in enumerate(parts, 1)]
        return replace(whole, below=pages, shown=False)
    found = sorted(_by(held, letter), key=lambda item: (item[0] == FIGURE, item[0].code))
    letters = [_shelf(f"{url}{to.code}/", f"{title} {to.title}", part, None, full) for to, part in found]
    return replace(whole, below=letters, shown=False)


def _by(held: Iterable[Held], place: Callable[[Held], Place]) -> list[tuple[Place, list[Held]]]:
    found: dict[Place, list[Held]] = {}
    for one in held:
        found.setdefault(place(one), []).append(one)
    return list(found.items())


FIGURE = Place("other", "数字")  # of what begins with none of the letters


def by_letter(name: str, read: Reader) -> Place:
    """Returns the place of a name by the letter its reading begins with."""
    letter = read.initial(name)
    return FIGURE if letter == OTHER else Place(letter.lower(), letter)


def left_empty(shelf: Shelf[Held], below: str, ledger: Iterable[Row]) -> list[str]:
    """Returns the addresses of child pages that were published once and hold nothing any more."""
    start, held = shelf.url + below, {found.url for _, found in shelf.all_below()}
    return [row.url for row in ledger if row.url.startswith(start) and row.url != start and row.url not in held]


def href(shelf: Shelf[Held], write: Writer) -> str:
    """Returns where a shelf lies as seen from a page, "" from itself."""
    return "" if shelf.url == write.url else write.href(shelf.url)
