"""The words around private data: what a number is called, what is said of persons, what the columns of a list are.

In: `private_words.yml`. Out: compiled patterns and word lists, made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from generator.privacy.finding import Kind
from generator.standards import tables

REACH = 24  # characters in front of a number in which its name is looked for
_FILLING = re.compile(r"[^0-9。；;\n]{0,10}\n?[^0-9。；;\n]{0,10}")  # between the name of a number and the number
PUBLIC = "公开"
SPOKEN = (Kind.HEALTH, Kind.BIRTH, Kind.HOME, Kind.CHAT)  # what a text may say of a person in words


def named(before: str) -> str:
    """What the nearest word in front of a number calls it: the name of a kind, 公开 for a public code, or ""."""
    names = [*_names().finditer(before)]
    if not names or not _FILLING.fullmatch(before, names[-1].end()):
        return ""
    return _kinds()[names[-1].lastgroup or ""]


@cache
def is_name(header: str) -> bool:
    """Whether a column's header is the name of a number of persons."""
    return len(header) <= REACH and named(header) not in ("", PUBLIC)


@cache
def _kinds() -> dict[str, str]:
    return {f"n{number}": name for number, name in enumerate(_table()["号码的名称"])}


@cache
def _names() -> re.Pattern[str]:
    groups = (f"(?P<n{n}>{any_of(words)})" for n, words in enumerate(_table()["号码的名称"].values()))
    return re.compile("|".join(groups), re.IGNORECASE)


@cache
def names_of(kind: Kind) -> tuple[str, ...]:
    """What numbers of a kind are called."""
    return tuple(_table()["号码的名称"][kind])


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def of_persons(kind: Kind) -> tuple[str, ...]:
    """The words that speak of a person's health, birth, home or ways to be reached."""
    return tuple(_table()["说到人"][kind])


def surnames() -> str:
    """The more common surnames, one character each."""
    return str(_table()["姓"])


@cache
def of_lists(what: str) -> tuple[str, ...]:
    """The words by which the columns of a list of persons are known: 姓名, 列, 不算, 未成年人."""
    return tuple(_table()["名单"][what])


def _table() -> dict[str, Any]:
    return tables.load("private_words.yml")
