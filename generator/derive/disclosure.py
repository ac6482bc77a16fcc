"""What of a decision the public may see today: all of it, or only that it has been taken down.

In: a decision and a day. Out: a `Disclosure`, and a decision's texts with the names of natural
persons masked. Whatever shows, exports or indexes decisions asks here first: a decision that was
withdrawn or whose time is over leaves neither facts nor a name (行政处罚法48).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from generator.derive.masking import masked
from generator.derive.publicity import Publicity, publicity
from generator.model.decision import Decision
from generator.model.values import Text


class Stage(StrEnum):
    """Where a decision stands, in the words of the page."""

    PUBLIC = "公示中"
    WITHDRAWN = "已撤回"
    EXPIRED = "公示期满，已撤下"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """`reason` says why it was taken down, "" for what is public; `period` is None for licences and where no rule is known."""

    stage: Stage
    period: Publicity | None
    reason: str = ""

    @property
    def shown(self) -> bool:
        """Whether the decision itself may be shown."""
        return self.stage is Stage.PUBLIC


def disclosure(decision: Decision, today: date) -> Disclosure:
    """What may be shown of a decision on a day."""
    period = publicity(decision)
    if decision.withdrawn:
        reason = str(decision.withdrawal.reason) if decision.withdrawal else ""
        return Disclosure(Stage.WITHDRAWN, period, _nameless(reason, decision))
    if period and period.end < today:
        return Disclosure(Stage.EXPIRED, period, f"公示到 {period.end.isoformat()} 期满")
    return Disclosure(Stage.PUBLIC, period)


def party(decision: Decision) -> str:
    """The party's name as the public may see it: a natural person's is masked."""
    return masked(str(decision.party)) if decision.of_person else str(decision.party)


def public(decision: Decision, value: Any) -> Any:
    """A value of a decision as the public may see it: the name of a natural person is masked in every text."""
    if not decision.of_person or not isinstance(value, Text):
        return value
    return type(value)(value.replace(decision.party, masked(str(decision.party))))


def _nameless(text: str, decision: Decision) -> str:
    """A text without the names of the party and of its representative."""
    for name in (decision.party, decision.representative):
        text = text.replace(str(name), "当事人") if name else text
    return text
