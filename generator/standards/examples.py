"""What each code looks like: the lines as they should be, and as they are mistyped.

In: `examples.yml` in this package. Out: an `Example` by the number of a code. Used by the pages that
explain the codes and by `qingdan check --explain`; tests put each of them into the sample town.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.standards import tables

LEFT_OUT = "…"  # a line that stands for lines not shown
# What cannot be seen, or looks like something else, is shown by a mark; a clerk types the character.
MARKS = {"⇥": "\t", "□": "\u3000", "◇": "\u200b"}


@dataclass(frozen=True, slots=True)
class Example:
    """A code as a clerk meets it: `good` and `bad` lines of a `file` below `powers/`.

    Without a file the two say in words how files are named, placed and saved. `lists` are the titles
    of the lists that the code concerns, none where it concerns all.
    """

    code: str
    file: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    note: str
    lists: tuple[str, ...]


@cache
def examples() -> dict[str, Example]:
    """Every example by its code, in the order of the codes."""
    return {item["代号"]: _example(item) for item in tables.load("examples.yml")["例子"]}


def _example(item: dict) -> Example:
    good, bad = (tuple(item[side].rstrip("\n").split("\n")) for side in ("对", "错"))
    note = item.get("说明", "").rstrip("\n")
    return Example(item["代号"], item.get("文件", ""), good, bad, note, tuple(item.get("清单", ())))
