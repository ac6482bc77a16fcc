"""Which entry of one town is which of another: by code, then by type and name; what is only alike stands apart.

In: the rows of a list of both. Out: a `Paired`, in which every row of either side stands once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from generator.model.fields import fields_of
from generator.model.kind import Kind

Row = dict[str, Any]
_LEAST = 0.72  # likeness (0 to 1) of two names from which on they may be one matter
_MARKS = re.compile(r"[\W_]+")
_CODES = ("全国编号", "基本编码", "业务办理项编码")
_TYPES = ("类型", "类别")
# Words that make a matter another one: 变更 is not 注销.
_TURNING = re.compile("未|不|非|无|变更|注销|延续|补|撤销|临时")


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry of either town: the same matter by `how`, or perhaps; which compared fields differ, each on both sides."""

    here: Row
    there: Row
    how: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """A list of two towns: what both have, what may be the same, what only one has."""

    kind: Kind
    both: tuple[Pair, ...]
    perhaps: tuple[Pair, ...]
    here: tuple[Row, ...]
    there: tuple[Row, ...]

    @property
    def different(self) -> tuple[Pair, ...]:
        """What both have, but not alike."""
        return tuple(pair for pair in self.both if pair.fields)


def paired(kind: Kind, here: list[Row], there: list[Row]) -> Paired:
    """The rows of a list of two towns beside each other."""
    left = {id(row): row for row in here}
    right = {id(row): row for row in there}
    both: list[Pair] = []
    ways: list[tuple[str, Callable[[Row], str]]] = [(f"{code}一样", _code(code)) for code in _CODES]
    for how, key in [*ways, ("类型和名称一样", _typed_name)]:
        known: dict[str, Row] = {}
        for row in right.values():
            if said := key(row):
                known.setdefault(said, row)
        for row in list(left.values()):
            if (other := known.pop(key(row), None)) is not None:
                both.append(_pair(kind, row, other, how))
                del left[id(row)], right[id(other)]
    perhaps = []
    for likeness, row, other in sorted(_alike(left.values(), right.values()), key=lambda one: -one[0]):
        if id(row) in left and id(other) in right:
            perhaps.append(_pair(kind, row, other, f"名称像（{likeness:.0%}）"))
            del left[id(row)], right[id(other)]
    return Paired(kind, tuple(both), tuple(perhaps), tuple(left.values()), tuple(right.values()))


def _code(name: str) -> Callable[[Row], str]:
    return lambda row: text(row.get(name))


def _typed_name(row: Row) -> str:
    return f"{_type(row)}|{_bare(row)}"


def _type(row: Row) -> str:
    return next((text(row[name]) for name in _TYPES if name in row), "")


def _bare(row: Row) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", row["名称"])).lower()


def _alike(here: Any, there: Any) -> Iterator[tuple[float, Row, Row]]:
    """Rows of one type whose names are alike, with how much; words that turn a matter into another must agree."""
    by_type: dict[str, list[tuple[Row, str]]] = {}
    for other in there:
        by_type.setdefault(_type(other), []).append((other, _bare(other)))
    matcher = SequenceMatcher(autojunk=False)
    for row in here:
        name = _bare(row)
        matcher.set_seq2(name)
        for other, called in by_type.get(_type(row), ()):
            matcher.set_seq1(called)
            if matcher.real_quick_ratio() < _LEAST or matcher.quick_ratio() < _LEAST:
                continue
            if (likeness := matcher.ratio()) >= _LEAST and _TURNING.findall(name) == _TURNING.findall(called):
                yield likeness, row, other


def _pair(kind: Kind, here: Row, there: Row, how: str) -> Pair:
    names = [spec.name for spec in fields_of(kind.model) if spec.note.adjusted and not spec.part]
    sides = ((name, text(here.get(name)), text(there.get(name))) for name in names)
    return Pair(here, there, how, tuple(one for one in sides if _said(one[1]) != _said(one[2])))


def _said(value: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", value))


def text(value: Any) -> str:
    """A value of a row as one text."""
    if isinstance(value, list):
        return "、".join(text(item) for item in value) or "无"
    if isinstance(value, dict):
        return "，".join(f"{name}：{text(part)}" for name, part in value.items())
    return value if isinstance(value, str) else ""
