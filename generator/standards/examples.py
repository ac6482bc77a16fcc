"""What each code looks like: the lines as they should be, and as they are mistyped.

In: `examples.yml` in this package. Out: an `Example` by the number of a code. Tests put each
of them into the sample town: the right one breaks no rule, the wrong one breaks the one it is an example of.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.standards import tables

LEFT_OUT = "…"  # a line that stands for lines not shown
# What cannot be seen, or looks like something else, is shown by a mark; a clerk types the character.
MARKS = {
    "→": ("\t", "一个 Tab"),
    "□": ("\u3000", "一个全角空格"),
    "◇": ("\u200b", "一个看不见的字符，多半是从网页、聊天里粘过来的"),
}


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

    @property
    def place(self) -> str:
        """The file as problems name it, "" where there is none."""
        return f"powers/{self.file}" if self.file else ""

    @property
    def said(self) -> str:
        """What the lines do not say of themselves: the note, or what the marks in them stand for."""
        shown = "".join(self.bad)
        return self.note or "".join(f"{mark} 代表{name}。" for mark, (_, name) in MARKS.items() if mark in shown)


@cache
def examples() -> dict[str, Example]:
    """Every example by its code, in the order of the codes."""
    return {item["代号"]: _example(item) for item in tables.load("examples.yml")["例子"]}


def _example(item: dict) -> Example:
    good, bad = (tuple(item[side].rstrip("\n").split("\n")) for side in ("对", "错"))
    note = item.get("说明", "").rstrip("\n")
    return Example(item["代号"], item.get("文件", ""), good, bad, note, tuple(item.get("清单", ())))
