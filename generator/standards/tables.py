"""The standard code lists: what a field that takes “one of” may hold.

In: `code_lists.yml` and the other tables in this package. Out: names and codes by table; the name that is meant by a
word like it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from generator.syntax import parser


@cache
def load(file: str) -> dict[str, Any]:
    """The content of one of this package's tables, as plain strings, lists and dicts."""
    document = parser.parse(resources.files(__package__).joinpath(file).read_bytes())
    if document.root is None or document.faults:
        raise ValueError(f"{file}: {document.faults}")
    return document.root.data()


LIFE_STAGES = "人生阶段"  # its names stand in themes.yml, with what their pages say


@cache
def _items() -> dict[str, list[dict[str, Any]]]:
    found = {table["名称"]: table["取值"] for table in load("code_lists.yml")["代码表"]}
    return found | {LIFE_STAGES: load("themes.yml")[LIFE_STAGES]}


@cache
def _lists() -> dict[str, dict[str, str]]:
    return {name: {item["名称"]: item.get("代码", "") for item in items} for name, items in _items().items()}


@cache
def names(table: str) -> tuple[str, ...]:
    """The names in a table, in its order."""
    return tuple(_lists()[table])


def code(table: str, name: str) -> str:
    """The official code of a name, "" where it has none."""
    return _lists()[table].get(name, "")


def meant(table: str, written: str) -> str:
    """The name in a table that a clerk may have meant, "" rather than a guess that may say the opposite.

    What people say instead stands in the table as 别名. Of 收费 and 不收费 neither is guessed.
    """
    for item in _items()[table]:
        if written in item.get("别名", ()):
            return item["名称"]
    near = closest(written, names(table))
    return "" if any(near in name or name in near for name in names(table) if name != near) else near


def closest(written: str, allowed: tuple[str, ...] | list[str]) -> str:
    """The allowed word most like a written one, "" where none is near: what the clerk may have meant."""
    return _closest(written, tuple(allowed))


_SORT_OF_LAW = re.compile("(实施条例|实施细则|实施办法|条例|规定|办法|细则|法典|法)$")

_TELLING = 4  # characters: in a shorter name one other character is another word: 体育, 教育


def meant_law(written: str, titles: list[str]) -> str:
    """The title of a law that may be meant by another one, "" rather than a law of another matter.

    Titles differ in few characters where laws differ in everything: a law is offered for a slip in its name, never
    for one whose name holds other words, or names another sort of law: 民法典 is not 民事诉讼法.
    """
    near = closest(written, titles)
    if not near:
        return ""
    if not _same_sort(written, near):
        return ""
    bare, other = (_SORT_OF_LAW.sub("", title.removeprefix("中华人民共和国")) for title in (written, near))
    apart = difflib.SequenceMatcher(None, bare, other, autojunk=False)
    lost = max((max(b - a, d - c) for tag, a, b, c, d in apart.get_opcodes() if tag != "equal"), default=0)
    return near if lost <= 1 and min(len(bare), len(other)) >= _TELLING else ""


def _same_sort(one: str, other: str) -> bool:
    """Whether two titles name the same sort of law; where one names none it may be of any."""
    sorts = [_SORT_OF_LAW.search(title) for title in (one, other)]
    return not all(sorts) or len({found[0] for found in sorts if found}) == 1


_DIGITS = re.compile("[0-9]+")
_PLACE = re.compile("[\u4e00-\u9fff]{1,4}?[省市县区镇乡]")


def meant_name(written: str, known: Iterable[str]) -> str:
    """The known name that may be meant by a written one; "" for none, as where another number or place is in it."""
    near = closest(written, list(known))
    return near if near and _telling(near) == _telling(written) else ""


def _telling(name: str) -> tuple[list[str], str]:
    """What makes a name another one although it looks alike: its numbers, the place that it begins with."""
    place = _PLACE.match(name)
    return _DIGITS.findall(name), place[0] if place else ""


def did_you_mean(word: str, *, quotes: str = "“”", end: str = "？") -> str:
    """The question that offers a word instead of the one written: 是不是想写“收费”？ "" where there is none to offer."""
    return f"是不是想写{quotes[0]}{word}{quotes[1]}{end}" if word else ""


_LONGEST_WORD = 200  # characters; what is longer is no slip of a name


@lru_cache(maxsize=4096)
def _closest(written: str, allowed: tuple[str, ...]) -> str:
    if len(written) > _LONGEST_WORD:
        return ""
    found = difflib.get_close_matches(written, allowed, n=2, cutoff=0.5)
    if found:
        alike = [difflib.SequenceMatcher(None, word, written).ratio() for word in found]
        return found[0] if len(set(alike)) == len(alike) else ""
    inside = [word for word in allowed if len(written) >= 2 and (written in word or word in written)]
    return inside[0] if len(inside) == 1 else ""
