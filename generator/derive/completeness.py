"""How much is known of an entry: which of the ten elements that inspections look for a guide lacks, which elements
an entry does not need.

In: an entry and the record. Out: values, names of elements.
The ten are those of 国办秘函〔2019〕19号: a site fails where five guides lack four or more of them.
"""

from __future__ import annotations

from typing import Any

from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.fields import Part
from generator.model.responsibility import Responsibility
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


_OF_DELEGATION = frozenset({"委托机关", "委托书", "用章"})
_HANDED_DOWN = frozenset({"放权文件", "原实施机关", "生效日期"})
_OF_PROVINCE = frozenset({"省政府批准文号"})
# The elements that a power of a mode has no use for, though some may be written (what must not be: H424).
_NEEDLESS = {
    STATUTORY: _OF_DELEGATION | _HANDED_DOWN | _OF_PROVINCE,
    CONFERRED: _OF_DELEGATION,
    DELEGATED: _OF_PROVINCE,
}
# What only something that people apply for has.
_OF_APPLICATIONS = frozenset({"不用办的情形", "批后监管"})
_APPLIED_FOR = ("行政许可", "行政确认", "其他行政权力")


def needless(part: Part) -> frozenset[str]:
    """The names of the elements that an entry does not need: where they are empty, nothing is missing."""
    if isinstance(part, Power):
        return _NEEDLESS[part.mode] | (frozenset() if part.type in _APPLIED_FOR else _OF_APPLICATIONS)
    if isinstance(part, Responsibility) and part.taken_back:
        return frozenset({"承办机构", "镇里的职责"})  # others do it now
    return frozenset()
