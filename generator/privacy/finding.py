"""What the scanner finds: what it is, how sure, where, and how it is shown.

In: nothing. Out: `Kind`, `Found`. A number is shown with its first three and last two digits, never whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from generator.problem import Severity


class Kind(StrEnum):
    """What of a person a text gives away."""

    IDENTITY = "身份证号"
    MOBILE = "手机号"
    CARD = "银行卡号"
    PASSPORT = "护照号"
    PERMIT = "通行证号"
    PLATE = "车牌号"
    LONG = "15到18位的号码"
    HEALTH = "病和身体"
    BIRTH = "出生"
    HOME = "住处"
    CHAT = "微信和QQ"
    MAIL = "邮箱"
    MASKED = "遮住了名字的人"
    MINOR = "未成年人"
    LIST = "名单"


NUMBERS = (Kind.IDENTITY, Kind.MOBILE, Kind.CARD, Kind.PASSPORT, Kind.PERMIT, Kind.PLATE, Kind.LONG)


@dataclass(frozen=True, slots=True)
class Found:
    """Something private in a text: `start` and `end` count characters, `shown` is what may be printed of it.

    `written` is the number as plain digits and letters, or the words: to compare, never to print.
    """

    kind: Kind
    severity: Severity
    start: int
    end: int
    shown: str
    written: str = field(repr=False)
    more: int = 0  # how many of its code stand behind it that are not told one by one

    def mark(self, text: str) -> str:
        """The mark under which this may be let pass in this text."""
        return mark(self.kind, self.written, text)


def mark(kind: Kind, written: str, text: str) -> str:
    """Four characters that hold for something private in one text alone: who looked at it writes them down.

    They change with any word of the text, not with its blanks and line ends. Four hexadecimal digits are too few
    to work a number out of.
    """
    told = f"{kind}\n{written}\n{''.join(text.split())}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:4]


def masked(number: str) -> str:
    """The first three and last two characters of a number; of a short one the first and the last."""
    return f"{number[:3]}…{number[-2:]}" if len(number) >= 11 else f"{number[:1]}…{number[-1:]}"
