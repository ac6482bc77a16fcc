"""Private numbers, looked for in the text of every file, in comments and broken files too.

The repository is public with all its history, so what stands in a comment is published too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from generator.problem import Span
from generator.record import File, Record
from generator.rules.rule import Finding, rule
from generator.syntax import characters

_PERSON = "个人：号码一旦公开就收不回来"
_ADVICE = "删掉这个号码；已经提交过的，连版本历史一起清掉。"
_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}([ -]?)(?:19|20)\d{6}\1\d{3}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z-])(?:\+?86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}(?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z])(?:\d{4} ){3,4}\d{1,4}(?![0-9A-Za-z])|(?<![0-9A-Za-z])\d{16,19}(?![0-9A-Za-z])")


def _scan(record: Record, pattern: re.Pattern[str]) -> Iterator[tuple[File, Span, str]]:
    """Every place in the files of a record where a pattern is found: the file, the span, the text there."""
    for file in record.files.values():
        for number, line in _long_numbers(file.content):
            for found in pattern.finditer(line):
                yield file, Span(number, found.start() + 1, len(found[0])), found[0]


_LONG = re.compile("[0-9０-９](?:[ 　－-]?[0-9０-９]){10}")


@lru_cache(maxsize=16384)
def _long_numbers(content: bytes) -> tuple[tuple[int, str], ...]:
    """The lines of a file that have eleven digits in a row, with their numbers from 1 and in half width."""
    text = characters.readable(content)
    if not _LONG.search(text):
        return ()
    lines = enumerate(text.split("\n"), 1)
    return tuple((number, line.translate(_HALF_WIDTH)) for number, line in lines if _LONG.search(line))


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are an identity number: a real birthday and a right check digit (GB 11643-1999)."""
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], weights, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_card_number(text: str) -> bool:
    """Whether 16 to 19 digits are the number of a bank card: an issuer's first digit and a right Luhn sum."""
    digits = [int(c) for c in text if c.isdecimal()]
    if not 16 <= len(digits) <= 19 or digits[0] not in (3, 4, 5, 6, 9):
        return False
    doubled = [d if i % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _masked(number: str) -> str:
    """A number as it may be shown: the first three and the last two characters."""
    return number[:3] + "…" + number[-2:]


@rule("H731", "记录里不能有身份证号", protects=_PERSON, advice=_ADVICE)
def no_identity_numbers(record: Record, today: date) -> Iterator[Finding]:
    """No file has an identity number in it."""
    for file, span, number in _scan(record, _IDENTITY):
        if is_identity_number(re.sub("[ -]", "", number)):
            yield Finding(file, (), f"“{_masked(number)}”是身份证号", span=span)


@rule(
    "H732",
    "记录里不能有个人手机号",
    protects=_PERSON,
    advice="写办公电话；个人的号码删掉，已经提交过的连版本历史一起清掉。",
)
def no_mobile_numbers(record: Record, today: date) -> Iterator[Finding]:
    """No file has a mobile telephone number in it."""
    for file, span, number in _scan(record, _MOBILE):
        yield Finding(file, (), f"“{_masked(number)}”是手机号", span=span)


@rule("H733", "记录里不能有银行卡号", protects=_PERSON, advice=_ADVICE)
def no_card_numbers(record: Record, today: date) -> Iterator[Finding]:
    """No file has the number of a bank card in it."""
    for file, span, number in _scan(record, _CARD):
        if is_card_number(number) and not is_identity_number(number):
            yield Finding(file, (), f"“{_masked(number)}”像是银行卡号", span=span)
