"""机构电话: the town's bodies by kind, as a picture and as a list, and a page for each: what, on what ground, whom to ask.

In: the town. Out: bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.completeness import in_force
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.kinds import kind_of
from generator.model.reference import Department
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.values import NOTHING, Phone
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import Banner, entry_page, unknown
from generator.pages.writing import Link, Writer
from generator.pictures import figures

SECTION = kind_of(Department).section
# The kinds in the order of the list, and what a resident calls them.
_OWN = {"党政机构": "党政机构", "事业单位": "事业单位", "派驻机构": "派驻、垂直管理的机构", "村居": "村居"}
_INNER = ("党政机构", "事业单位")  # the town's own; the others stand beside it
_ABOVE = {"县级部门": "县级部门", "人民政府": "上级人民政府"}
_CONTACT = {
    "地址": ("address", "地址"),
    "办公时间": ("hours", "什么时候上班"),
    "咨询电话": ("inquiry_phone", "问事打"),
    "监督投诉电话": ("complaint_phone", "投诉打"),
}

_DUTIES = 3  # of a body's duties that its line in the list has room for


class Row(NamedTuple):
    """A body in the list: its name, other signs on its door, what it does, where and when, the numbers to press."""

    link: Link
    signs: str
    duties: list[Markup]
    more: int
    handles: str
    contacts: list[tuple[str, str, Markup]]
    calls: list[tuple[str, str, str]]


def bodies(town: Town) -> Iterator[Body]:
    """The list and each body's page."""
    guides = _guides_by_handler(town)
    yield _list(town, guides)
    for department in town.record.departments.values():
        yield _page(department, guides.get(department.id, []), town)


def _list(town: Town, guides: dict[str, list[Guide]]) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    own, file = _authority(town), town.record.town
    groups = [(word, _of_kind(kind, town)) for kind, word in (_OWN | _ABOVE).items()]
    html = render(
        "departments.html",
        authority=_row(own, [], town, write) if own else None,
        picture=_picture(town),
        beside=any(_of_kind(kind, town) for kind in _OWN if kind not in _INNER),
        note=_shared_note(town),
        groups=[(word, [_row(d, guides.get(d.id, []), town, write) for d in found]) for word, found in groups if found],
        posts=[
            (post.kind, post.posts, write.value(post.document)) for post in (file.establishment if file else None) or ()
        ],
        past=[write.link(d) for d in town.record.departments.values() if d.ended],
        reachable=any(
            _contact(d, attribute, town) for d in town.record.departments.values() for attribute, _ in _CONTACT.values()
        ),
        hotlines=file.hotlines if file else (),
        write=write,
    )
    return Body(url, title, html, "谁办什么、找谁", PageKind.COLUMN, indexed=town.record.formal)


def _authority(town: Town) -> Department | None:
    """The town's government itself."""
    return town.record.department(town.record.town.authority) if town.record.town else None


def _of_kind(kind: str, town: Town) -> list[Department]:
    """The bodies of a kind that exist, without the town's government, which stands above the list."""
    own = _authority(town)
    return [d for d in town.record.departments.values() if d.kind == kind and not d.ended and d is not own]


def _picture(town: Town) -> Markup | None:
    """The town above, its bodies below by kinds."""
    own = _authority(town)
    groups = tuple(
        figures.Group(word, tuple(str(d.name) for d in found), kind in _INNER)
        for kind, word in _OWN.items()
        if (found := _of_kind(kind, town))
    )
    if own is None or not groups:
        return None
    return figures.organisation("organisation", f"{own.name}有哪些机构", figures.Chart(str(own.name), groups))


def _shared_note(town: Town) -> str:
    """What the remarks of all the town's own bodies say alike: said once, above the list."""
    found = [str(d.remark or "").split("。") for kind in _INNER for d in _of_kind(kind, town)]
    if len(found) < 2:
        return ""
    alike = [sentence for sentence in found[0] if sentence and all(sentence in others for others in found)]
    return "".join(f"{sentence}。" for sentence in alike)


def _contact(department: Department, attribute: str, town: Town) -> Any:
    """How to reach a body: its own, or the service centre's where it runs that; None where not known."""
    value = getattr(department, attribute)
    centre = town.record.town.centre if town.record.town else None
    if value is None and centre and centre.department and town.record.department(centre.department) is department:
        return getattr(centre, attribute)
    return value


def _row(department: Department, guides: list[Guide], town: Town, write: Writer) -> Row:
    """What the list says of a body: its first duties, and only numbers that are known become buttons."""
    duties = write.lines(department.duties)
    known = [
        (field, label, value)
        for field, (attribute, label) in _CONTACT.items()
        if (value := _contact(department, attribute, town)) is not None
    ]
    return Row(
        write.link(department),
        "、".join(department.signs or ()),
        duties[:_DUTIES],
        len(duties[_DUTIES:]),
        "、".join(f"{word} {len(found)}" for word, found in _handles(department, guides, town)),
        [(field, label, write.value(value)) for field, label, value in known if not isinstance(value, Phone)],
        [(field, label, str(value)) for field, label, value in known if isinstance(value, Phone)],
    )


def _page(department: Department, guides: list[Guide], town: Town) -> Body:
    write = Writer(town, urls.of(department))
    handled = _handled(department, guides, town, write)
    values = {
        "past": _past(department, write),
        "names": _names(department, write),
        "duties": write.lines(department.duties),
        "whole": _whole(department, town, write),
        "handled": handled,
        "ground": _ground(department, town, write),
        "contacts": [] if department.ended else _contacts(department, town, write),
        "call": [str(phone)] if (phone := _contact(department, "inquiry_phone", town)) else [],
        "windows": [(w.name, w.matters, write.known(w.hours) or words.PENDING) for w in department.windows or ()],
        "pending": _pending(department, town),
        "exists": not department.ended,
        "others": _others(department, handled, town, write),
    }
    said = "、".join(department.duties or ()) or f"{department.kind}，办什么、找谁"
    return entry_page(department, town, "department.html", SECTION, said, **values)


def _past(department: Department, write: Writer) -> Banner | None:
    """The banner of a body that no longer exists: who does its work now."""
    if not department.ended:
        return None
    now = (
        Markup("它的事现在归：") + write.value(department.successor)
        if department.successor
        else "它的事现在归谁，还没核实。打12345问。"
    )
    return Banner("这个机构已经撤销", (now,))


def _names(department: Department, write: Writer) -> list:
    return write.rows(
        ("加挂牌子", "门口还挂着", department.signs),
        ("曾用名", "以前叫", department.former),
        ("简称", "平常叫", department.short),
    )


def _whole(department: Department, town: Town, write: Writer) -> Link | None:
    """The town's government answers for the whole list of powers; examples are counted apart."""
    if department is not _authority(town):
        return None
    own = [power for power in town.record.powers.values() if not power.delegated and not power.ended]
    examples = sum(power.is_example for power in own)
    said = f"以镇政府名义的，录入 {len(own) - examples} 项" + (f"，另有示例 {examples} 项" if examples else "")
    return Link("看权力清单", write.href(urls.of_list(Power)), said)


def _is(department: Department, name: Any, town: Town) -> bool:
    return bool(name) and town.record.department_ids.get(name) == department.id


def _guides_by_handler(town: Town) -> dict[str, list[Guide]]:
    """Department id → the guides it handles, by their own word or their power's."""
    found: dict[str, list[Guide]] = {}
    for guide in town.record.guides.values():
        handler = in_force(guide, town.record, "handler")
        if handler and handler in town.record.department_ids:
            found.setdefault(town.record.department_ids[handler], []).append(guide)
    return found


def _handles(department: Department, guides: list[Guide], town: Town) -> list[tuple[str, list[Any]]]:
    """What a body does, by kind of entry: what it handles, what it delegates to the town, what it hands down."""
    mentions = town.mentions.get(department.id, ())
    handled = [entry for entry in mentions if _is(department, vars(entry).get("handler"), town)]
    parts = (
        ("办事指南", guides),
        ("承办的权力事项", [entry for entry in handled if isinstance(entry, Power)]),
        ("承办的职责", [entry for entry in handled if isinstance(entry, Responsibility)]),
        ("委托镇里办的", [e for e in mentions if isinstance(e, Power) and _is(department, e.principal, town)]),
        ("交给镇里的任务", [e for e in mentions if isinstance(e, Task) and _is(department, e.from_whom, town)]),
    )
    return [(word, found) for word, found in parts if found]


def _handled(department: Department, guides: list[Guide], town: Town, write: Writer) -> list[tuple[str, list[Link]]]:
    """The same as links; what still runs stands before what has ended."""
    return [
        (word, write.links(sorted(found, key=lambda e: bool(words.state(e)))))
        for word, found in _handles(department, guides, town)
    ]


def _others(department: Department, handled: list[tuple[str, list[Link]]], town: Town, write: Writer) -> list[Link]:
    """What else names it. Decisions are left to their own list, which says what has been taken down."""
    named = {link.href for _, links in handled for link in links}
    mentions = (e for e in town.mentions.get(department.id, ()) if not isinstance(e, Decision))
    return [link for link in write.links(mentions) if link.href not in named]


def _ground(department: Department, town: Town, write: Writer) -> list:
    """On what ground: the documents that set it up, what lets it enforce."""
    sources = [
        write.value(source.document) + (f" {source.place}" if source.place else "")
        for source in department.sources or ()
    ]
    enforcers = town.record.enforcers.items if town.record.enforcers else ()
    basis = [line for e in enforcers if _is(department, e.name, town) for line in write.lines(e.basis)]
    return [row for row in (("出处", "机构和职责", sources), ("依据", "执法", basis)) if row[2]]


def _contacts(department: Department, town: Town, write: Writer) -> list:
    rows = [(field, label, _contact(department, attribute, town)) for field, (attribute, label) in _CONTACT.items()]
    head = department.head if department.head is not NOTHING else None
    return write.rows(
        *rows,
        ("负责人", str(department.head_title or "负责人"), head),
        ("复议机关", "对它的决定不服，复议找", department.review_body),
        ("统一社会信用代码", "统一社会信用代码", department.credit_code),
    )


def _pending(department: Department, town: Town) -> str:
    """The one line for all that is not known of a body that exists."""
    if department.ended:
        return ""
    known = [field for field, (attribute, _) in _CONTACT.items() if _contact(department, attribute, town) is not None]
    return words.pending(unknown(department, known))
