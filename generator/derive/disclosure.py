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

from generator.derive import wording
from generator.derive.masking import masked
from generator.derive.publicity import Publicity, publicity
from generator.model.adjustment import Adjusted, Adjustment, Change
from generator.model.decision import Decision
from generator.model.fields import Seen
from generator.model.values import PersonName, Text
from generator.record import Record


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


def told(adjustment: Adjustment, record: Record) -> Adjustment:
    """An adjustment as the public may see it: what a field that names a person was and is is left out."""
    if not any(_names_person(item, record) for item in adjustment.items):
        return adjustment
    items = tuple(
        item.model_copy(
            update={"changes": tuple(c for c in item.changes or () if not _of_person(item, c, record)) or None}
        )
        for item in adjustment.items
    )
    return adjustment.model_copy(update={"items": items})


def _names_person(item: Adjusted, record: Record) -> bool:
    return any(_of_person(item, change, record) for change in item.changes or ())


def _of_person(item: Adjusted, change: Change, record: Record) -> bool:
    """Whether a change is of a field that holds the name of a person."""
    entry = record.get(item.entry.id)
    spec = wording.field_at(type(entry), str(change.field)) if entry else None
    return spec is not None and (spec.note.seen is Seen.MASKED or issubclass(spec.type or str, PersonName))


def _nameless(text: str, decision: Decision) -> str:
    """A text without the names of the party and of its representative."""
    for name in (decision.party, decision.representative):
        text = text.replace(str(name), "当事人") if name else text
    return text
