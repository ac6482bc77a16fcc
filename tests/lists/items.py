"""What the lists of the corpus say: matters made from those of the sample town, under names that it does not have.

In: nothing. Out: `Item`s with the values that the record is to hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from generator.model.kinds import kind_of
from generator.model.service import Guide
from tests.towns import SAMPLE, derived

FREE = "集镇"


@dataclass(frozen=True, slots=True)
class Item:
    """A matter: its name, type, grounds (a citation each) and body; `more` are other fields by their names."""

    name: str
    type: str
    basis: tuple[str, ...]
    body: str
    more: dict[str, str] = field(default_factory=dict)


@cache
def powers() -> tuple[Item, ...]:
    """The powers of the sample town under other names, with grounds that are laws."""
    found = []
    for power in derived(SAMPLE).record.powers.values():
        basis = tuple(str(citation) for citation in power.basis if citation.law and citation.articles)
        if basis and power.handler and not power.ended:
            found.append(Item(f"{FREE}{power.name}", str(power.type), basis, str(power.handler)))
    return tuple(found)


@cache
def guides() -> tuple[Item, ...]:
    """The guides of the sample town under other names."""
    found = []
    for guide in derived(SAMPLE).record.guides.values():
        more = {
            "承诺办结时限": str(guide.promised_limit or ""),
            "是否收费": "不收费",
            "服务对象": "自然人",
            "咨询电话": "0000-1234567",
            "办理地点": "样例路1号便民服务中心3号窗口",
        }
        found.append(Item(f"{FREE}{guide.name}", "公共服务", (), "便民服务局", {k: v for k, v in more.items() if v}))
    return tuple(found)


@cache
def duties() -> tuple[Item, ...]:
    """The duties of the sample town under other names."""
    found = []
    for duty in derived(SAMPLE).record.responsibilities.values():
        if duty.kind == "基本履职":
            found.append(Item(f"{FREE}{duty.name}", "基本履职", (), "", {"领域": str(duty.area or "综合")}))
    return tuple(found)


assert kind_of(Guide)
