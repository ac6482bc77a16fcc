"""机构电话: the departments by kind, as a picture and as a list, and a page for each: what, on what ground, whom to ask.

In: the town. Out: `list_body` for the list, `body` for one department, `bodies` for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.reference import Department
from generator.model.service import Guide
from generator.model.values import Phone, is_nothing
from generator.pages import department_facts as facts
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.components import Banner, Fact, Link, LinkGroup, Mark
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page, unknown
from generator.pages.escaping import markup
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.pictures import figures

SECTION = kind_of(Department).section
# The kinds in the order of the list, and what a resident calls them.
_OWN = {"党政机构": "党政机构", "事业单位": "事业单位", "派驻机构": "派驻、垂直管理的机构", "村居": "村居"}
_INNER = ("党政机构", "事业单位")  # the town's own; the others stand beside it
_ABOVE = {"县级部门": "县级部门", "人民政府": "上级人民政府"}
_DUTIES = 3  # of a department's duties that its line in the list has room for
_FEW = 8  # more entries that mention a department are folded


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list and each department's page."""
    yield list_body(town)
    for department in town.record.departments.values():
        yield body(department, town)


# The list.


@dataclass(frozen=True, slots=True)
class Tile:
    """A department in the list.

    `signs`: other signs on its door. `duties`: the first of them; `more` says how many there are where that is not all.
    `handles`: how many entries it handles, by kind. `contacts`: where and when. `calls`: numbers to press.
    """

    link: Link
    signs: str
    duties: Sequence[str]
    more: str
    handles: str
    contacts: Sequence[Fact]
    calls: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class TileGroup:
    """The departments of one kind."""

    id: str
    title: str
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class Posts:
    """How many posts of a kind a document fixes."""

    kind: str
    number: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentsPage(Page):
    """What departments.html prints.

    `calls`: the hotlines, where no department can be reached itself. `authority`: the town's government, above the list.
    `note`: what the remarks of the town's own departments say alike. `beside`: whether the picture shows departments
    that are not the town's own.
    """

    template: ClassVar = "departments.html"
    unreachable: bool
    calls: Sequence[Link]
    groups: Sequence[TileGroup]
    authority: Tile | None
    note: str
    past: Sequence[Link]
    picture: str
    beside: bool
    posts: Sequence[Posts]


def list_body(town: Town) -> Body:
    """Returns the list of departments."""
    write = Writer(town, SECTION.url)
    departments, file = town.record.departments.values(), town.record.town
    authority = facts.authority(town)
    groups = [(word, _of_kind(kind, town)) for kind, word in (_OWN | _ABOVE).items()]
    known = [(word, found) for word, found in groups if found]
    page = DepartmentsPage(
        root=write.root,
        unreachable=not any(facts.contact(d, way, town) for d in departments for way in facts.WAYS),
        calls=write.calls,
        groups=[
            TileGroup(f"kind-{i}", word, [_tile(d, facts.guides(d, town), write) for d in found])
            for i, (word, found) in enumerate(known, 1)
        ],
        authority=_tile(authority, [], write) if authority else None,
        note=_shared_note(town),
        past=write.links(department for department in departments if department.ended),
        picture=_picture(town),
        beside=any(_of_kind(kind, town) for kind in _OWN if kind not in _INNER),
        posts=[
            Posts(str(post.kind), str(post.posts), write.value(post.document))
            for post in (file.establishment if file else None) or ()
        ],
    )
    return Body(SECTION.url, SECTION.title, render(page), "谁办什么、找谁", PageKind.COLUMN, indexed=town.record.formal)


def _of_kind(kind: str, town: Town) -> list[Department]:
    """Returns the departments of a kind that exist, without the town's government, which stands above the list."""
    own = facts.authority(town)
    return [d for d in town.record.departments.values() if d.kind == kind and not d.ended and d is not own]


def _picture(town: Town) -> str:
    """Returns a picture of the town's government above its departments, "" where there is nothing to draw."""
    own = facts.authority(town)
    branches = tuple(
        figures.Branch(word, tuple(str(d.name) for d in found), kind in _INNER)
        for kind, word in _OWN.items()
        if (found := _of_kind(kind, town))
    )
    if own is None or not branches:
        return ""
    return figures.organisation("organisation", f"{own.name}有哪些机构", figures.Organisation(str(own.name), branches))


def _shared_note(town: Town) -> str:
    """Returns what the remarks of all the town's own departments say alike: it is said once, above the list."""
    found = [str(d.remark or "").split("。") for kind in _INNER for d in _of_kind(kind, town)]
    if len(found) < 2:
        return ""
    alike = [sentence for sentence in found[0] if sentence and all(sentence in others for others in found)]
    return "".join(f"{sentence}。" for sentence in alike)


def _tile(department: Department, guides: list[Guide], write: Writer) -> Tile:
    """Returns what the list says of a department: its first duties, and only numbers that are known as buttons."""
    duties = write.lines(department.duties)
    known = [(way, value) for way in facts.WAYS if (value := facts.contact(department, way, write.town)) is not None]
    return Tile(
        write.link(department),
        "、".join(department.signs or ()),
        duties[:_DUTIES],
        f"等 {len(duties)} 项" if len(duties) > _DUTIES else "",
        "、".join(f"{word} {len(found)}" for word, found in facts.handled(department, guides, write.town).items()),
        [Fact(way.field, way.label, write.value(value)) for way, value in known if not isinstance(value, Phone)],
        [Fact(way.field, way.label, str(value)) for way, value in known if isinstance(value, Phone)],
    )


# The page of one department.


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its name, what is done there, when it is open."""

    name: str
    matters: str
    hours: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a department: numbers to press, what is known, what is not, its windows."""

    calls: Sequence[Link]
    facts: Sequence[Fact]
    pending: str
    windows: Sequence[Window]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPage(PageOfEntry):
    """What department.html prints.

    `past`: of a department that is no more; it has no `contact`. `whole`: the list of powers, for the town's
    government. `handled`: the entries it handles, by kind.
    """

    template: ClassVar = "department.html"
    past: Banner | None
    names: Sequence[Fact]
    contact: Contact | None
    duties: Sequence[str]
    whole: Link | None
    handled: Sequence[LinkGroup]
    ground: Sequence[Fact]


def body(department: Department, town: Town) -> Body:
    """Returns the page of a department."""
    write = Writer(town, urls.of(department))
    handled = facts.handled_links(department, write)
    others = facts.others(department, handled, write)
    page = DepartmentPage(
        root=write.root,
        entry=entry_page(
            department,
            write,
            marks=[Mark("性质", str(department.kind))],
            related=others,
            folded=f"共 {len(others)} 条" if len(others) > _FEW else "",
        ),
        past=_past(department, write) if department.ended else None,
        names=write.facts(
            ("加挂牌子", "门口还挂着", department.signs),
            ("曾用名", "以前叫", department.former),
            ("简称", "平常叫", department.short),
        ),
        contact=None if department.ended else _contact(department, write),
        duties=write.lines(department.duties),
        whole=facts.whole(department, write),
        handled=handled,
        ground=facts.ground(department, write),
    )
    said = "、".join(department.duties or ()) or f"{department.kind}，办什么、找谁"
    return entry_body(department, town, page, SECTION, said)


def _past(department: Department, write: Writer) -> Banner:
    """Returns the banner of a department that no longer exists: who does its work now."""
    if department.successor:
        return Banner("这个机构已经撤销", [markup("它的事现在归：") + write.value(department.successor)])
    return Banner("这个机构已经撤销", ["它的事现在归谁，还没核实。打12345问。"])


def _contact(department: Department, write: Writer) -> Contact:
    known = {way.field: facts.contact(department, way, write.town) for way in facts.WAYS}
    phone = known["咨询电话"]
    head = None if is_nothing(department.head) else department.head
    return Contact(
        calls=[Link(f"打 {phone}", f"tel:{phone}")] if phone else [],
        facts=write.facts(
            *((way.field, way.label, known[way.field]) for way in facts.WAYS),
            ("负责人", str(department.head_title or "负责人"), head),
            ("复议机关", "对它的决定不服，复议找", department.review_body),
            ("统一社会信用代码", "统一社会信用代码", department.credit_code),
        ),
        pending=words.pending(unknown(department, [field for field, value in known.items() if value is not None])),
        windows=[
            Window(str(window.name), str(window.matters), write.known(window.hours) or words.PENDING)
            for window in department.windows or ()
        ],
    )
