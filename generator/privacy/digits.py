"""Digits, however they are written → runs of plain digits that know where each group of them stands.

In: a text. Out: `Run`s: digits in a row with no more between them than blanks, dashes, dots or one line end.
Letters and other words end a run; wide, circled, mathematical and Chinese digits are digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

LEAST = 11  # digits of the shortest number that proves itself

# Where characters with a digit's value stand: the world's digits, raised and lowered ones, circled ones …
_BLOCKS = (
    (0x30, 0x3A), (0xB2, 0x1B60), (0x2070, 0x2090), (0x2460, 0x2500), (0x2776, 0x2794), (0x3220, 0x322A),
    (0x3280, 0x328A), (0xA620, 0xAC00), (0xFF10, 0xFF1A), (0x1D7CE, 0x1D800), (0x1FBF0, 0x1FBFA),
)  # fmt: skip
_CHINESE = (
    "〇零○◯",
    "一壹弌幺㈠㊀",
    "二贰貳弍两㈡㊁",
    "三叁參弎㈢㊂",
    "四肆㈣㊃",
    "五伍㈤㊄",
    "六陆陸㈥㊅",
    "七柒㈦㊆",
    "八捌㈧㊇",
    "九玖㈨㊈",
)


def _plain() -> dict[int, str]:
    """Every character that stands for a digit, and the digit."""
    codes = (code for first, end in _BLOCKS for code in range(first, end))
    found = {code: str(value) for code in codes if (value := unicodedata.digit(chr(code), -1)) >= 0}
    return found | {ord(character): str(value) for value, row in enumerate(_CHINESE) for character in row}


PLAIN = _plain()
_UNSEEN = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\u20e3\ufeff"
_BLANK = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_DOT = ".\u00b7\u2022\u2024\u2027\u2219\u22c5\u3002\u30fb\uff0e\uff61"
_OTHER = "/_\uff0f\uff3f"
BETWEEN = _UNSEEN + _BLANK + _DASH + _DOT + _OTHER  # what may stand between the digits of a number
_DIGIT = "[" + "".join(map(chr, PLAIN)) + "]"
_BETWEEN = f"[{re.escape(BETWEEN)}]{{0,6}}+(?:\r?\n[{_BLANK}#>]{{0,60}}+)?+"
_RUN = re.compile(f"{_DIGIT}(?:{_BETWEEN}{_DIGIT}){{{LEAST - 1},}}+")
_GROUP = re.compile(f"{_DIGIT}(?:[{_UNSEEN}]{{0,6}}+{_DIGIT})*+")
_NO_DIGIT = re.compile("[^0-9]+")
_UNSEEN_GONE = dict.fromkeys(map(ord, _UNSEEN + _BLANK))


@dataclass(frozen=True)
class Run:
    """Digits in a row. `places` is where each group stands in the text, `cuts` where it begins among the digits."""

    text: str
    digits: str
    places: tuple[tuple[int, int], ...]
    cuts: tuple[int, ...]  # one more than groups: the last is the end

    @cached_property
    def group_at(self) -> dict[int, int]:
        """The number of the group that begins at a place among the digits."""
        return {cut: number for number, cut in enumerate(self.cuts)}

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the digits of some whole groups stand in the text."""
        return self.places[self.group_at[first]][0], self.places[self.group_at[end] - 1][1]

    def is_whole(self, first: int, end: int) -> bool:
        """Whether some whole groups are all there are."""
        return first == 0 and end == len(self.digits)

    def sizes(self, first: int, end: int) -> tuple[int, ...]:
        """How many digits each of some whole groups has."""
        cuts = self.cuts[self.group_at[first] : self.group_at[end] + 1]
        return tuple(after - before for before, after in pairwise(cuts))

    def gaps(self, first: int, end: int) -> set[str]:
        """What stands between some whole groups: " ", "-", ".", "\\t", "\\n", or "/" for anything else."""
        groups = range(self.group_at[first], self.group_at[end] - 1)
        return {_gap(self.text[self.places[n][1] : self.places[n + 1][0]]) for n in groups}


def _gap(between: str) -> str:
    for sign in "\n\t":
        if sign in between:
            return sign
    signs = set(between.translate(_UNSEEN_GONE))
    return " " if not signs else "-" if signs <= set(_DASH) else "." if signs <= set(_DOT) else "/"


def runs(text: str) -> Iterator[Run]:
    """Every run of eleven digits or more."""
    for found in _RUN.finditer(text):
        places, cuts, digits = [], [0], []
        for group in _GROUP.finditer(text, found.start(), found.end()):
            places.append(group.span())
            digits.append(plain(group[0]))
            cuts.append(cuts[-1] + len(digits[-1]))
        yield Run(text, "".join(digits), tuple(places), tuple(cuts))


def plain(written: str) -> str:
    """The digits of a text as 0 to 9, without what else stands in it."""
    return _NO_DIGIT.sub("", written.translate(PLAIN))
