"""How much of a guide is known: the ten key elements that inspections count.

In: a guide and the record. Out: the values that apply, and the names of what is missing.
国办秘函〔2019〕19号: a site fails where five guides lack four or more kinds of key elements.
Used by `rules.guides`, `derive.answers` and the pages.
"""

from __future__ import annotations

from typing import Any

from generator.model.service import Guide
from generator.record import Record

KEY_ELEMENTS = (
    "事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理机构", "收费标准", "办理时间", "联系电话", "办理流程"
)  # fmt: skip


def in_force(guide: Guide, record: Record, attribute: str) -> Any:
    """A guide's own value; where it has none the service centre's, or its power's."""
    value = getattr(guide, attribute)
    if value is not None:
        return value
    centre = record.town.centre if record.town else None
    if attribute in ("address", "hours", "inquiry_phone", "complaint_phone"):
        return getattr(centre, attribute) if centre else None
    powers = [power for ref in guide.powers if (power := record.powers.get(ref.id))]
    if attribute in ("basis", "handler"):
        return next((found for power in powers if (found := getattr(power, attribute)) is not None), None)
    return None


def _actor(guide: Guide, record: Record) -> str:
    """Whose matter it is where a power says so: the town's own, or the principal's."""
    powers = [power for ref in guide.powers if (power := record.powers.get(ref.id))]
    return next((name for power in powers if (name := record.actor(power))), "")


def missing_elements(guide: Guide, record: Record) -> tuple[str, ...]:
    """The key elements of which a guide says nothing, in the order of the inspection's list."""
    known = {
        "事项名称": guide.name,
        "设定依据": in_force(guide, record, "basis"),
        "申请条件": guide.conditions is not None or guide.cases,
        "办理材料": guide.materials is not None or guide.to_state is not None,
        "办理地点": in_force(guide, record, "address"),
        "办理机构": in_force(guide, record, "handler") or guide.decider or _actor(guide, record),
        "收费标准": guide.fee,
        "办理时间": in_force(guide, record, "hours"),
        "联系电话": in_force(guide, record, "inquiry_phone"),
        "办理流程": guide.flow or guide.steps,
    }
    return tuple(name for name in KEY_ELEMENTS if not known[name])


def issued(guide: Guide, record: Record) -> bool:
    """Whether a guide may stand as one: fewer than four kinds of key elements are missing."""
    return len(missing_elements(guide, record)) < 4
