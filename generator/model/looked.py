"""隐私核对: a person looked at what the scanner asks about, and says why it may be public.

In: the line that a check gives to be copied, with the reason written behind. Out: its day, place, mark, reason.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Self

from generator.model.leaf import CLERK, Scalar, fault
from generator.problem import declare
from generator.syntax.characters import shown

BAD_LOOKED = declare(
    "H226",
    "隐私核对写哪天看过、哪一格、为什么能公开",
    protects=CLERK,
    advice="照检查给的那一行抄，把为什么写在最后，例：2026-11-22看过，备注（7c2e），是合同编号，不是卡号。",
)
_FORM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ?看过[，,] ?([^（(]{1,120})[（(]([0-9a-f]{4})[）)][，,] ?(\S.+)")


class Looked(Scalar):
    """That somebody looked: on which day, at what (`mark` holds for the text as it stood), why it may be public."""

    __slots__ = ("day", "mark", "place", "reason")
    word = "哪天看过、哪一格、为什么"
    example = "2026-11-22看过，备注（7c2e），是合同编号，不是卡号"
    pattern = r"\d{4}-\d{2}-\d{2} ?看过[，,].+"

    def __init__(self, written: str, day: date, place: str, mark: str, reason: str) -> None:
        super().__init__(written)
        self.day, self.place, self.mark, self.reason = day, place, mark, reason

    @classmethod
    def parse(cls, written: str) -> Self:
        found = _FORM.fullmatch(written)
        if not found:
            fault(BAD_LOOKED, f"写的是“{shown(written)}”，不像“哪天看过，哪一格（暗号），为什么”")
        try:
            day = date.fromisoformat(found[1])
        except ValueError:
            fault(BAD_LOOKED, f"没有“{found[1]}”这一天")
        if found[4].strip("。…") == REASON:
            fault(BAD_LOOKED, "没有写为什么能公开", "把“为什么”换成真的原因，例：是合同编号，不是卡号。")
        return cls(written, day, found[2].strip(), found[3], found[4])


REASON = "为什么"  # what stands in the line to be copied where the reason goes


def line(day: date, place: str, mark: str) -> str:
    """The line to be copied."""
    return f"{day.isoformat()}看过，{place}（{mark}），{REASON}"
