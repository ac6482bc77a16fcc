"""What a town calls itself: 镇, 乡 or 街道, and the words that follow from it: 镇里, 镇政府.

In: the record. Out: a `Voice`, which says in a 乡's or a 街道's words what the program and the national matters say in
those of a 镇. What the record itself says, the names in it and whatever stands in 《》 stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, cached_property
from html import escape

from generator.model.entry import Entry, Shared
from generator.model.fields import Part, fields_of, values_of
from generator.model.kinds import KINDS, LISTS
from generator.model.leaf import Leaf
from generator.record import Record
from generator.standards import tables


@dataclass(frozen=True)
class Level:
    """A level of government, in the words of those who live there: where one goes, who decides, its own, all of it.

    The fields stand in the order in which the words of `WRITTEN` are looked for.
    """

    government: str
    inside: str
    own: str
    whole: str


WRITTEN = Level("镇政府", "镇里", "本镇", "全镇")  # in which the program is written
# By how the name of a town ends. A 街道 has no government but an office of the one above (地方各级人民代表大会和地方
# 各级人民政府组织法第八十五条).
_LEVELS = {
    "街道": Level("街道办事处", "街道", "本街道", "全街道"),
    "乡": Level("乡政府", "乡里", "本乡", "全乡"),
    "苏木": Level("苏木政府", "苏木", "本苏木", "全苏木"),
}
# 乡镇政府, 城镇里 and the like are words of their own.
_WORDS = "|".join(f"(?<![乡城村市集])(?P<{field.name}>{getattr(WRITTEN, field.name)})" for field in fields(Level))
_SAID = re.compile(_WORDS)
_CLAUSE = re.compile("[，。；：、（）\n]")
_READ_OUT = (
    "aria-label",
    "alt",
    "title",
    "content",
    "placeholder",
    "value",
    r"data-(?!field=)[\w-]+",
)  # what people read, and choose by


def level_of(name: str) -> Level:
    """The level of a town by its name; a 镇 where the name does not say otherwise."""
    return next((level for end, level in _LEVELS.items() if name.endswith(end)), WRITTEN)


@dataclass(frozen=True)
class Voice:
    """Says texts as a town of a level does. `kept`: what stays as it is written wherever it stands."""

    level: Level
    kept: frozenset[str] = frozenset()

    def text(self, text: str) -> str:
        """A plain text."""
        return text if self.level is WRITTEN else self._pattern.sub(self._said, text)

    def html(self, html: str) -> str:
        """The text within HTML, and the attributes that are read out; what machines go by stays."""
        return html if self.level is WRITTEN else self._in_html.sub(self._between, html)

    def _said(self, found: re.Match[str]) -> str:
        return getattr(self.level, found.lastgroup) if found.lastgroup else found[0]

    def _between(self, found: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(lambda part: self.text(part[0]), found[0]) if found[0][0] == "<" else self._said(found)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(["《[^《》]*》", *self._kept(), _WORDS]))

    @cached_property
    def _in_html(self) -> re.Pattern[str]:
        return re.compile("|".join(["<[^>]*>", "《[^《》<>]*》", *self._kept(), _WORDS]))

    def _kept(self) -> list[str]:
        longest = sorted(self.kept | {escape(text) for text in self.kept}, key=lambda text: (-len(text), text))
        return [f"(?<!未经){re.escape(text)}" for text in longest]  # 未经本镇核对 is a sentence, 本镇核对 a field


_ATTRIBUTE = re.compile(rf'(?:{"|".join(_READ_OUT)})="[^"]*"')


def voice(record: Record) -> Voice:
    """How a town speaks: by its own name, and with what its record says in other words left alone."""
    level = level_of(str(record.town.name)) if record.town else WRITTEN
    if level is WRITTEN:
        return Voice(level)
    return Voice(level, frozenset((*_own_words(record), *_names())))


def _own_words(record: Record) -> Iterator[str]:
    """What the town itself wrote with one of the words in it, clause by clause: a page may show one alone."""
    for entry in record.entries():
        if not _national(entry):
            for _, _, value in values_of(entry, Leaf):
                yield from _clauses(str(value))


def _national(entry: Entry) -> bool:
    """Whether an entry came with the program, which speaks in the words of a 镇."""
    return isinstance(entry, Shared) and bool(entry.national_id)


def _clauses(text: str) -> Iterator[str]:
    if _SAID.search(text):
        for clause in _CLAUSE.split(text):
            if _SAID.search(clause) and not _SAID.fullmatch(clause):
                yield clause


@cache
def _names() -> frozenset[str]:
    """The names of fields, and the values to choose from, that hold one of the words: files write them so everywhere."""
    models = (*(kind.model for kind in KINDS), *(kind.model for kind in LISTS))
    fields_in = (name for model in models for name in _fields_in(model))
    values = (str(row["名称"]) for table in tables.load("code_lists.yml")["代码表"] for row in table["取值"])
    return frozenset(name for name in (*fields_in, *values) if _SAID.search(name))


def _fields_in(model: type[Part]) -> Iterator[str]:
    for spec in fields_of(model):
        yield spec.name
        if spec.part:
            yield from _fields_in(spec.part)
