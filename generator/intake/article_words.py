"""Articles as law practice writes them: 第四十条第一款、第二款, 第40、41条, 第（一）至（三）项, 第六章第六十五条.

In: a text and where a list of articles may begin. Out: `Listed`: each article in the one form that the record has,
and where the list ends. What can be read in two ways is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.citation import number, spelled

_CHINESE = "[零〇一二两三四五六七八九十百千]+"
_BARE = rf"(?:{_CHINESE}|[1-9][0-9０-９]{{0,3}}|[１-９][0-9０-９]{{0,3}})"
_NUMBER = rf"(?:[（(]\s*{_BARE}\s*[）)]|{_BARE})"
_LINK = r"\s*(?:[、,，和及与]|以及|以及第|至|到|[-–—－~～]{1,2})\s*"
_UNITS = "条款项目"
# 第40、41条: numbers with one unit at their end; （一）（二） may stand side by side.
_GROUP = re.compile(
    rf"(?P<lead>第\s*)?(?P<numbers>{_NUMBER}(?:(?:{_LINK}(?:第\s*)?|\s*(?=[（(])){_NUMBER}){{0,40}})\s*(?P<unit>[{_UNITS}])"
)
_INSERTED = re.compile(rf"\s*(?P<more>[、,，和及]\s*)?之\s*(?P<number>{_BARE})(?![{_UNITS}])")
_CHAPTER = re.compile(rf"(?:\s*第\s*{_BARE}\s*[编章节])+\s*")
_RANGE = re.compile(r"至|到|[-–—－~～]")
_SEPARATOR = re.compile(r"\s*(?:以及|[、,，和及与；;])\s*|\s+(?=第)|(?=第)")
_TO = re.compile(r"\s*(?:至|到|[-–—－~～]{1,2})\s*")
_ONE = re.compile(_NUMBER)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_MOST = 60  # articles that 至 may stand for; no list cites more, a slip does


class _Number(NamedTuple):
    value: int
    bracketed: bool


class _Group(NamedTuple):
    numbers: tuple[_Number, ...]
    unit: str
    start: int
    end: int


@dataclass(slots=True)
class Listed:
    """The articles of a list, 第四十条第一款 each, and where it ends; `doubt` is where what cannot be read begins."""

    articles: list[str] = field(default_factory=list)
    end: int = 0
    doubt: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a law: the text of each unit that is said, by unit."""

    said: tuple[tuple[str, str], ...] = ()

    def down_to(self, unit: str) -> _Place | None:
        """What stands above a unit; None where no article does."""
        above = tuple(one for one in self.said if _UNITS.index(one[0]) < _UNITS.index(unit))
        return _Place(above) if above or unit == "条" else None

    def at(self, unit: str, said: str) -> _Place:
        return _Place((*self.said, (unit, said)))

    def __str__(self) -> str:
        return "".join(said for _, said in self.said)


def value_of(written: str) -> int | None:
    """The number that is written, in Chinese or in digits; None where it is none. 第二百十条 is 第二百一十条."""
    bare = written.strip("（）() \t").translate(_WIDE)
    if bare.isdecimal():
        return int(bare)
    bare = bare.replace("〇", "零").replace("两", "二")
    return number(bare) or number(re.sub("(?<=[百千零])十", "一十", bare)) or number(bare.replace("一十", "十", 1))


def read(text: str, at: int) -> Listed:
    """The list of articles that begins at a place of a text; without articles it ends where it begins."""
    listed = Listed(end=at)
    chapter = _CHAPTER.match(text, at)
    start = chapter.end() if chapter else after_blanks(text, at)
    group = _group(text, start)
    if group is None or group.unit != "条":
        listed.doubt = at if chapter or group else None
        return listed
    places, place = _added(text, listed, group, _Place())
    while place:
        listed.articles += map(str, places)
        chapter = _CHAPTER.match(text, listed.end)
        separator = _SEPARATOR.match(text, chapter.end() if chapter else listed.end)
        after = separator.end() if separator else listed.end
        if to := _TO.match(text, listed.end):
            return _doubtful(listed, listed.end) if _group(text, to.end()) else listed
        chapter = _CHAPTER.match(text, after)
        group = _group(text, chapter.end() if chapter else after)
        if group is None:
            break
        places, place = _added(text, listed, group, place)
    return listed


def _added(text: str, listed: Listed, group: _Group, place: _Place) -> tuple[list[_Place], _Place | None]:
    """The places of a group and of what it is cut into (第四十条第一款第二项); None where they cannot be told."""
    above = place.down_to(group.unit)
    values = _values(text, group)
    if above is None or values is None:
        _doubtful(listed, group.start)
        return [], None
    places = [above.at(group.unit, _said(one, group.unit)) for one in values]
    end = group.end
    if group.unit == "条":
        places, end = _with_inserted(text, places, end)
    while True:
        inner = _group(text, after_blanks(text, end))
        upper_to = _TO.match(text, end)
        if upper_to and (other := _group(text, upper_to.end())) and len(places) >= 1:
            ranged = _up_to(places[-1], other)
            if ranged is None:
                _doubtful(listed, group.start)
                return [], None
            places, end = [*places, *ranged], other.end
            continue
        if inner is None or _UNITS.index(inner.unit) <= _UNITS.index(places[-1].said[-1][0]):
            break
        numbers = _values(text, inner)
        if len(places) > 1 or numbers is None:  # 第四十、四十一条第一款: of which of the two?
            _doubtful(listed, group.start)
            return [], None
        places = [places[0].at(inner.unit, _said(one, inner.unit)) for one in numbers]
        end = inner.end
    listed.end = end
    return places, places[-1]


def _with_inserted(text: str, places: list[_Place], end: int) -> tuple[list[_Place], int]:
    """Articles with 之一 behind them; 之一、之二 are two."""
    base, first = places[-1], True
    while (found := _INSERTED.match(text, end)) and bool(found["more"]) is not first:
        value = value_of(found["number"])
        if value is None:
            break
        inserted = _Place((("条", f"{base}之{spelled(value)}"),))
        places = [*places[:-1], inserted] if first else [*places, inserted]
        end, first = found.end(), False
    return places, end


def _up_to(first: _Place, last: _Group) -> list[_Place] | None:
    """The places after the first, up to the last: 第一款至第三款. None where they are not of one kind."""
    unit, said = first.said[-1]
    start = value_of(said.strip(f"第{_UNITS}"))
    if unit != last.unit or len(last.numbers) != 1 or start is None or "之" in said:
        return None
    end, bracketed = last.numbers[0]
    if not 0 < end - start < _MOST:
        return None
    above = _Place(first.said[:-1])
    bracketed = bracketed or "（" in said
    return [above.at(unit, _said(_Number(one, bracketed), unit)) for one in range(start + 1, end + 1)]


def _values(text: str, group: _Group) -> list[_Number] | None:
    """The numbers of a group, with those that 至 stands for; None where they do not go up."""
    found: list[_Number] = []
    end = group.start
    for mark, one in zip(_ONE.finditer(text, group.start, group.end), group.numbers, strict=False):
        if found and _RANGE.search(text, end, mark.start()):
            if not 0 < one.value - found[-1].value < _MOST:
                return None
            bracketed = found[-1].bracketed
            found += [_Number(value, bracketed) for value in range(found[-1].value + 1, one.value + 1)]
        else:
            found.append(one)
        end = mark.end()
    return found


def _group(text: str, at: int) -> _Group | None:
    found = _GROUP.match(text, at)
    if not found:
        return None
    numbers = []
    for mark in _ONE.finditer(found["numbers"]):
        value = value_of(mark[0])
        if not value:
            return None
        numbers.append(_Number(value, mark[0][0] in "（("))
    return _Group(tuple(numbers), found["unit"], at, found.end())


def _said(one: _Number, unit: str) -> str:
    """A place as the record writes it; only 项 may have brackets."""
    spelled_out = spelled(one.value)
    return f"第（{spelled_out}）{unit}" if one.bracketed and unit == "项" else f"第{spelled_out}{unit}"


def _doubtful(listed: Listed, at: int) -> Listed:
    listed.doubt = at
    return listed


def after_blanks(text: str, at: int) -> int:
    """The place behind the blanks at a place."""
    while at < len(text) and text[at] in " \t\u3000\u00a0":
        at += 1
    return at


def is_item(text: str, at: int) -> bool:
    """Whether brackets hold the number of a 项, and not a remark."""
    group = _group(text, at)
    return group is not None
