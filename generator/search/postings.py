"""Where each key occurs: which matters, the likeliest first, packed for the engine.

In: the keys of each matter's words. Out: files of a few kilobytes, each with the keys from one to the
next in the order of the alphabet, so that the engine finds the file of a key, and of all keys that
begin alike, from the first key of every file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import log
from operator import sub

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ONE = {number: _DIGITS[number] for number in range(32)}  # most steps are small
GRADES = 3  # how much of the word that holds it a key makes up: much, some, little
_TELLS = (1, 0.75, 0.5)  # what a key counts for by its grade
_LONGEST_OF_ONE = 64  # what is typed in one syllable cannot be told further: so many matters are enough


class Postings:
    """Key → the numbers of matters, by grade."""

    def __init__(self) -> None:
        self._found: tuple[defaultdict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(GRADES))

    def add(self, matter: int, keys: Mapping[str, int]) -> None:
        """Note a matter's keys and their grades; matters come in the order of their numbers."""
        found = self._found
        for key, grade in keys.items():
            found[grade][key].append(matter)

    def likeliest(self, keys: Iterable[str], below: int, all_: int, most: int) -> list[int]:
        """The matters that share most with a word of these keys, the likeliest first; at most so many numbers, all
        `below` one. It weighs as the engine does (40-candidates.js): a key that few of `all_` have tells more."""
        sums: defaultdict[int, float] = defaultdict(float)
        for key in keys:
            lists = [found.get(key, []) for found in self._found]
            rare = log(1 + all_ / (sum(map(len, lists)) or 1))
            for tells, numbers in zip(_TELLS, lists, strict=True):
                for number in numbers:
                    sums[number] += rare * tells
        return sorted((n for n in sums if n < below), key=lambda number: (-sums[number], number))[:most]

    def packed(self) -> Iterator[tuple[str, str]]:
        """Each key in the order of the alphabet; its numbers, the grades parted by a comma."""
        for key in sorted(set().union(*self._found)):
            grades = [found.get(key, []) for found in self._found]
            if _is_one(key):
                grades = _fewer(grades)
            yield key, ",".join([_steps(numbers) for numbers in grades]).rstrip(",")


def _fewer(grades: list[list[int]]) -> list[list[int]]:
    """No more than `_LONGEST_OF_ONE` numbers in all, the best grades first."""
    room, kept = _LONGEST_OF_ONE, []
    for numbers in grades:
        kept.append(numbers[:room])
        room -= len(kept[-1])
    return kept


def _steps(numbers: list[int]) -> str:
    """The steps from one number to the next, the first from 0."""
    return "".join([_ONE[step] if step < 32 else _number(step) for step in map(sub, numbers, (0, *numbers))])


def _is_one(key: str) -> bool:
    """Whether a key is a single syllable or a single letter."""
    return "-" not in key and key.isascii() and (key[0] != "=" or len(key) == 2)


def _number(number: int) -> str:
    """A number in groups of five bits, the lowest first; a sixth bit says that another follows."""
    digits = ""
    while number >= 32:
        digits += _DIGITS[32 | number & 31]
        number >>= 5
    return digits + _DIGITS[number]


def shared_out(items: Iterable[tuple[str, str]], size: int, end: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Lines of JSON in files of about `size` bytes: what each file begins with, its content. `end` closes a file."""
    lines: list[str] = []
    first, held = "", 0
    for name, line in items:
        if not lines:
            first = name
        lines.append(line)
        held += len(line.encode())
        if held >= size:
            yield first, end(",".join(lines)).encode()
            lines, held = [], 0
    if lines:
        yield first, end(",".join(lines)).encode()


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
