"""What the pages of departments say of each: how to reach it, what it handles, on what ground, who mentions it.

In: a department, the town or the writer of the page. Out: values of the record, facts and links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator import urls
from generator.derive.completeness import in_force
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.reference import Department
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.pages import words
from generator.pages.components import Fact, Link, LinkGroup
from generator.pages.writing import Writer


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach a department: the field that holds it, its attribute, what a resident calls it."""

    field: str
    attribute: str
    label: str


WAYS = (
    Way("地址", "address", "地址"),
    Way("办公时间", "hours", "什么时候上班"),
    Way("咨询电话", "inquiry_phone", "问事打"),
    Way("监督投诉电话", "complaint_phone", "投诉打"),
)


def authority(town: Town) -> Department | None:
    """Returns the town's government itself."""
    return town.record.department(town.record.town.authority) if town.record.town else None


def contact(department: Department, way: Way, town: Town) -> Any:
    """Returns a department's own address, hours or number; None where it is not known.

    The department that runs the service centre is reached at the centre.
    """
    value = getattr(department, way.attribute)
    centre = town.record.town.centre if town.record.town else None
    if value is None and centre and centre.department and town.record.department(centre.department) is department:
        return getattr(centre, way.attribute)
    return value


def does(department: Department) -> tuple[str, tuple[Any, ...]]:
    """Returns what a department is for and the field that says so: what people come for, else its duties."""
    if department.errands:
        return "来办什么", tuple(department.errands)
    return "职责", tuple(department.duties or ())


def guides(department: Department, town: Town) -> list[Guide]:
    """Returns the guides that a department handles, by their own word or their power's."""
    return _guides(town).get(str(department.id), [])


@lru_cache(maxsize=1)
def _guides(town: Town) -> dict[str, list[Guide]]:
    """Returns the guides of each department by its id. One pass over a town's guides serves all its departments."""
    found: dict[str, list[Guide]] = {}
    for guide in town.record.guides.values():
        handler = in_force(guide, town.record, "handler")
        if handler and handler in town.record.department_ids:
            found.setdefault(town.record.department_ids[handler], []).append(guide)
    return found


def handled(department: Department, guides: list[Guide], town: Town) -> dict[str, list[Any]]:
    """Returns what a department handles, delegates to the town and hands down to it, by kind; no kind is empty."""
    mentions = town.mentions.get(str(department.id), ())
    handling = [entry for entry in mentions if _is(department, vars(entry).get("handler"), town)]
    kinds: dict[str, list[Any]] = {
        "办事指南": guides,
        "承办的权力事项": [entry for entry in handling if isinstance(entry, Power)],
        "承办的职责": [entry for entry in handling if isinstance(entry, Responsibility)],
        "委托镇里办的": [e for e in mentions if isinstance(e, Power) and _is(department, e.principal, town)],
        "交给镇里的任务": [e for e in mentions if isinstance(e, Task) and _is(department, e.from_whom, town)],
    }
    return {word: found for word, found in kinds.items() if found}


def _is(department: Department, name: Any, town: Town) -> bool:
    return bool(name) and town.record.department_ids.get(name) == department.id


def handled_links(department: Department, write: Writer) -> list[LinkGroup]:
    """Returns links to what a department handles, by kind; what still runs stands before what has ended."""
    found = handled(department, guides(department, write.town), write.town)
    return [
        LinkGroup(word, write.links(sorted(entries, key=lambda entry: bool(words.state(entry)))))
        for word, entries in found.items()
    ]


def others(department: Department, handled: list[LinkGroup], write: Writer) -> list[Link]:
    """Returns links to what else mentions a department.

    Decisions are left to their own list, which says what has been taken down.
    """
    told = {link.href for group in handled for link in group.links}
    mentions = write.town.mentions.get(str(department.id), ())
    links = write.links(entry for entry in mentions if not isinstance(entry, Decision))
    return [link for link in links if link.href not in told]


def ground(department: Department, write: Writer) -> list[Fact]:
    """Returns on what ground a department works: the documents that set it up, what lets it enforce."""
    record = write.town.record
    sources = [
        write.value(source.document) + (f" {source.place}" if source.place else "")
        for source in department.sources or ()
    ]
    enforcers = record.enforcers.items if record.enforcers else ()
    basis = [line for e in enforcers if _is(department, e.name, write.town) for line in write.lines(e.basis)]
    facts = Fact("出处", "机构和职责", lines=sources), Fact("依据", "执法", lines=basis)
    return [fact for fact in facts if fact.lines]


def whole(department: Department, write: Writer) -> Link | None:
    """Returns, for the town's government, a link to the list of powers with how many it answers for; else None."""
    if department is not authority(write.town):
        return None
    own = [power for power in write.town.record.powers.values() if not power.delegated and not power.ended]
    examples = sum(power.is_example for power in own)
    said = f"以镇政府名义的，录入 {len(own) - examples} 项" + (f"，另有示例 {examples} 项" if examples else "")
    return Link("看权力清单", write.href(urls.of_list(Power)), said)
