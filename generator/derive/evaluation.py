"""The account of the powers that were handed down: what came with each, how it is used, what an assessment says.

In: a record. Out: `Account`s, those first that ask to be looked at: where few cases came, or where it takes an expert.
That nobody has figures is another thing than that nobody came. The plan asks for it: sum up, assess, take back what is
little used (宁政发〔2019〕6号 二（一）1, 3; 二（三）2; 三（二）).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.authority import STATUTORY, Power, Use
from generator.model.values import Count
from generator.record import Record

NO_FIGURES = "没有数"
_EXPERT = "专业性强"


@dataclass(frozen=True, slots=True)
class Account:
    """A power, and its newest year with figures; None where there is none."""

    power: Power
    year: Use | None

    @property
    def accepted(self) -> int | None:
        """How many cases came in that year; None where nobody has the figure."""
        return self.year.accepted.number if self.year and self.year.accepted else None

    @property
    def expert(self) -> bool:
        """Whether it was said that this takes an expert."""
        said = (self.power.ending.reason if self.power.ending else "", self.power.support, self.power.remark)
        return any(_EXPERT in str(text or "") for text in said)

    @property
    def cases(self) -> str:
        """The cases of a year in words: 2025年 受理6、办结6; 没有数 where nobody has figures."""
        return self._told(("受理", "accepted"), ("办结", "finished"), ("准予", "granted"), ("不予", "refused"))

    @property
    def disputes(self) -> str:
        """Complaints, reviews and suits of a year in words."""
        return self._told(("投诉", "complaints"), ("复议", "reviews"), ("诉讼", "suits"))

    @property
    def handed_over(self) -> str:
        """What came with the power, in words; "" where nobody says."""
        given = self.power.handover
        parts = (
            (("案卷", given.files), ("账号", given.account), ("印章", given.seal), ("培训", given.training))
            if given
            else ()
        )
        return "；".join(f"{name}：{text}" for name, text in parts if text)

    @property
    def checked(self) -> str:
        """When the power was looked at and what came of it, a line each."""
        return "\n".join(
            f"{check.day} {check.by}：{check.result}" + (f"；整改：{check.mending}" if check.mending else "")
            for check in self.power.checks or ()
        )

    def _told(self, *asked: tuple[str, str]) -> str:
        known = [(name, getattr(self.year, attribute)) for name, attribute in asked] if self.year else []
        said = "、".join(f"{name}{count}" for name, count in known if isinstance(count, Count))
        return f"{self.year.year}年：{said}" if self.year and said else NO_FIGURES


def accounts(record: Record) -> list[Account]:
    """The account of each power that was handed down, those that ask to be looked at first; no examples, no mistakes."""
    handed = (power for power in record.powers.values() if power.mode != STATUTORY)
    found = [Account(power, _newest(power.use or ())) for power in handed if not (power.is_example or power.mistaken)]
    return sorted(found, key=_urgency)


def _newest(years: Iterable[Use]) -> Use | None:
    return max(years, key=lambda use: use.year.number, default=None)


def _urgency(account: Account) -> tuple[bool, bool, bool, int]:
    accepted = account.accepted
    return (account.power.ended, not account.expert, accepted is None, accepted or 0)
