"""What a text says of a person: health, birth, home, ways to be reached, a masked name that still gives someone away.

In: a text in which persons are spoken of (a decision, a remark, an attachment). Out: `Found`s, all reminders.
Lists of materials are not looked at: 健康证明 is a paper, not an illness. A word alone says nothing either: there
must be a day behind 出生, a place behind 住址, an address behind 微信.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.privacy import wording
from generator.privacy.finding import Found, Kind
from generator.problem import Severity

_DAY = r"(?:19|20)[0-9]{2}(?:年|[-./])[0-9]{1,2}"
_PLACE = (
    "(?![本该所同外各原农哪什何其某])[\u3400-\u9fffA-Za-z0-9]{2,16}?(?:村|庄|屯|寨|路|街|巷|号楼|单元|小区|社区|组|室)"
)
_BETWEEN = "[是为在：: \u3000]{0,6}+"
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,40}(?:\.[\w-]{1,40}){1,6}", re.ASCII)
_OF_AN_OFFICE = re.compile(r"@(?:[\w-]+\.)*(?:gov|edu|org|mil)\.cn$|@example\.", re.ASCII | re.IGNORECASE)
_MASK = "[某×＊*○〇✕xX□■]"
_GIVES_AWAY = re.compile(
    "[0-9一二三四五六七八九十]{1,3}周?岁|[\u3400-\u9fff]{2,6}(?:村|庄|屯)(?!民委|委会|规划|镇)|[0-9]{1,4}号楼|[0-9]{1,2}单元|[0-9]{3,4}室|门牌"
)
_NEAR = 24  # characters to either side of a masked name


def said(text: str) -> list[Found]:
    """Everything that a text says of a person, in the order of the text."""
    found = [*_words(text), *_mails(text), *_masked(text)]
    return sorted(found, key=lambda one: one.start)


def _words(text: str) -> Iterator[Found]:
    for kind, pattern in _patterns().items():
        for seen in pattern.finditer(text):
            yield Found(kind, Severity.REMINDER, seen.start(), seen.end(), seen[1] or "出生", seen[0])


@cache
def _patterns() -> dict[Kind, re.Pattern[str]]:
    """What is looked for; the first group is the word that may be printed."""
    word = {kind: f"({wording.any_of(wording.of_persons(kind))})" for kind in wording.SPOKEN}
    return {
        Kind.HEALTH: re.compile(word[Kind.HEALTH]),
        Kind.BIRTH: re.compile(f"{word[Kind.BIRTH]}{_BETWEEN}{_DAY}|{_DAY}月?[0-9]{{0,2}}日?出?生(?![效产活育])"),
        Kind.HOME: re.compile(f"{word[Kind.HOME]}{_BETWEEN}{_PLACE}"),
        Kind.CHAT: re.compile(f"{word[Kind.CHAT]}[号：:是为 \u3000]{{0,4}}[A-Za-z0-9][A-Za-z0-9_-]{{4,19}}"),
    }


def _mails(text: str) -> Iterator[Found]:
    for seen in _MAIL.finditer(text):
        if not _OF_AN_OFFICE.search(seen[0]):
            yield Found(Kind.MAIL, Severity.REMINDER, seen.start(), seen.end(), f"{seen[0][0]}…@…", seen[0])


def _masked(text: str) -> Iterator[Found]:
    """Masked names beside which an age, a village or a house stands."""
    for seen in _masked_name().finditer(text):
        around = text[max(0, seen.start() - _NEAR) : seen.end() + _NEAR]
        if gives := _GIVES_AWAY.search(around):
            yield Found(Kind.MASKED, Severity.REMINDER, seen.start(), seen.end(), seen[0], f"{seen[0]} {gives[0]}")


@cache
def _masked_name() -> re.Pattern[str]:
    """A surname with the rest masked: 张某, 李某某, 王*国, 赵小×."""
    rest = f"{_MASK}{{1,3}}+[\u4e00-\u9fff]?|[\u4e00-\u9fff]{_MASK}{{1,2}}+"
    return re.compile(f"[{wording.surnames()}](?:{rest})(?![年月日县镇市省])")
