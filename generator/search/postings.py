"""Where each key occurs: which matters, the likeliest first, packed for the engine.

In: the keys of each matter's words. Out: files of a few kilobytes, each with the keys from one to the
next in the order of the alphabet, so that the engine finds the file of a key, and of all keys that
begin alike, from the first key of every file. Used by `index`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ONE = {number: _DIGITS[number] for number in range(32)}  # most steps are small
GRADES = 3  # how much of the word that holds it a key makes up: much, some, little
_LONGEST_OF_ONE = 64  # what is typed in one syllable cannot be told further: so many matters are enough


class Postings:
    """Key → the numbers of matters, by grade."""

    def __init__(self) -> None:
        self._found: dict[str, list[int]] = {}

    def add(self, matter: int, keys: dict[str, int]) -> None:
        """Note a matter's keys and their grades; matters come in the order of their numbers."""
        found = self._found
        for key, grade in keys.items():
            entry = matter * GRADES + grade
            if key in found:
                found[key].append(entry)
            else:
                found[key] = [entry]

    def packed(self) -> dict[str, str]:
        """Each key's numbers: per grade the steps from one to the next, grades parted by a comma."""
        return {key: _packed(key, self._found[key]) for key in sorted(self._found)}


def _packed(key: str, entries: list[int]) -> str:
    if _is_one(key) and len(entries) > _LONGEST_OF_ONE:
        entries = sorted(sorted(entries, key=lambda entry: (entry % GRADES, entry))[:_LONGEST_OF_ONE])
    if len(entries) == 1:
        return "," * (entries[0] % GRADES) + _number(entries[0] // GRADES)
    grades = ("".join(_steps(e // GRADES for e in entries if e % GRADES == grade)) for grade in range(GRADES))
    return ",".join(grades).rstrip(",")


def _is_one(key: str) -> bool:
    """Whether a key is a single syllable or a single letter."""
    return "-" not in key and (key[0] != "=" or len(key) == 2)


def _steps(numbers: Iterable[int]) -> Iterator[str]:
    last = 0
    for number in numbers:
        step = number - last
        yield _ONE[step] if step < 32 else _number(step)
        last = number


def _number(number: int) -> str:
    """A number in groups of five bits, the lowest first; a sixth bit says that another follows."""
    digits = ""
    while number >= 32:
        digits += _DIGITS[32 | number & 31]
        number >>= 5
    return digits + _DIGITS[number]


def shared_out(items: Iterable[tuple[str, str]], size: int, end: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Lines of JSON in files of about `size` bytes: what each file begins with, its content. `end` closes a file."""
    first, lines, held = "", [], 0
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
