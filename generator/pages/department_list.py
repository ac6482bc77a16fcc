"""找站所、找我村: the bodies a resident goes to by kind, a line each, and a picture of the town's own; of many, by letter.

In: the town. Out: `bodies`, the list and its child pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from generator.derive.pinyin import reader
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.reference import Department
from generator.model.service import Guide
from generator.model.values import Phone
from generator.pages import department_facts as facts
from generator.pages import shelves
from generator.pages.body import Body, PageKind
from generator.pages.catalogue import BELOW, empty_bodies
from generator.pages.components import Fact, Link
from generator.pages.rendering import Page, render
from generator.pages.shelves import Shelf
from generator.pages.writing import Writer
from generator.pictures import figures

SECTION = kind_of(Department).section
# The kinds in the picture of the town's government, and what stands in it.
_OWN = {"党政机构": "党政机构", "事业单位": "事业单位", "派驻机构": "派驻、垂直管理的机构", "村居": "村居"}
_INNER = ("党政机构", "事业单位")  # the town's own; the others stand beside it


class Heading(NamedTuple):
    """A kind in the list: its anchor, which never changes, its heading, and what is said where none is recorded."""

    id: str
    title: str
    empty: str = ""


# In the order in which people look for them.
_HEADINGS = {
    "派驻机构": Heading("kind-5", "站所", "各站所在哪、几点上班、打哪个电话，还没有登记。"),
    "村居": Heading("kind-6", "村和社区", "各村的代办点、公开栏还没有登记，先问村委会。"),
    "党政机构": Heading("kind-1", "镇里的科室"),
    "事业单位": Heading("kind-2", "镇里的事业单位"),
    "县级部门": Heading("kind-3", "县级部门"),
    "人民政府": Heading("kind-4", "上级人民政府"),
}
# What people call the stations of a town: a matter with such a saying tells what one does there, recorded or not.
_STATIONS = ("派出所", "司法所", "卫生院", "供电所", "学校")
_FULL = 250  # of these a line may be long: its duties, where and when
_DUTIES = 3  # of a department's duties that its line in the list has room for


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list and its child pages by letter."""
    whole = _sorted(town)
    yield _list(whole, town)
    for above, shelf in whole.all_below():
        yield _child(above, shelf, town)
    yield from empty_bodies(whole, BELOW, SECTION, (), town)


def _sorted(town: Town) -> Shelf[Department]:
    """Returns the departments that exist, with a shelf for each letter; the town's government stands above the list."""
    read = reader(town.record.readings)
    held = [department for kind in _HEADINGS for department in _of_kind(kind, town)]
    whole = shelves.parted(SECTION.url, BELOW, held, lambda one: shelves.by_letter(one.called, read), None, _FULL)
    return replace(
        whole, below=sorted(whole.below, key=lambda shelf: (shelf.title == shelves.FIGURE.title, shelf.title))
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A department in the list: one line where nothing more is known.

    `signs`: other signs on its door. `does`: the first things people come for, else its first duties, from the field
    `source`; `more` says how many there are where that is not all. `handles`: how many entries it handles, by kind.
    `contacts`: where and when. `calls`: its numbers.
    """

    link: Link
    signs: str
    does: Sequence[str]
    source: str
    more: str
    handles: str
    contacts: Sequence[Fact]
    calls: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The departments of one kind, or how many there are under each letter.

    `empty`: said where there are none. `instead`: matters that say what one does at such places.
    """

    id: str
    title: str
    lines: Sequence[Line]
    shelves: Sequence[Link] = ()
    empty: str = ""
    instead: Sequence[Link] = ()


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
    groups: Sequence[LineGroup]
    letters: Sequence[Link]
    authority: Line | None
    note: str
    past: Sequence[Link]
    picture: str
    beside: bool
    posts: Sequence[Posts]


def _list(whole: Shelf[Department], town: Town) -> Body:
    """Returns the list of departments."""
    write = Writer(town, SECTION.url)
    departments, file = town.record.departments.values(), town.record.town
    authority = facts.authority(town)
    page = DepartmentsPage(
        root=write.root,
        unreachable=not any(facts.contact(d, way, town) for d in departments for way in facts.WAYS),
        calls=write.calls,
        groups=_with_empty(_groups(whole, write), write),
        letters=_letters(whole, write) if whole.shown else (),
        authority=_line(authority, [], write) if authority else None,
        note=_shared_note(town),
        past=write.links(department for department in departments if department.ended),
        picture=_picture(town) if whole.shown else "",
        beside=any(_of_kind(kind, town) for kind in _OWN if kind not in _INNER),
        posts=[
            Posts(str(post.kind), str(post.posts), write.value(post.document))
            for post in (file.establishment if file else None) or ()
        ],
    )
    return Body(
        SECTION.url,
        SECTION.title,
        render(page),
        "站所、村、科室：办什么、在哪、找谁",
        PageKind.COLUMN,
        indexed=town.record.formal,
    )


def _groups(shelf: Shelf[Department], write: Writer) -> list[LineGroup]:
    """Returns what a page holds by kind: lines, or how many there are under each letter."""
    groups = []
    for kind, heading in _HEADINGS.items():
        held = [department for department in shelf.held if department.kind == kind]
        if not held:
            continue
        lines = [_line(one, facts.guides(one, write.town), write) for one in held] if shelf.shown else ()
        counts = [(below, sum(one.kind == kind for one in below.held)) for below in shelf.below]
        links = [Link(below.title, f"{write.href(below.url)}#{heading.id}", str(n)) for below, n in counts if n]
        groups.append(LineGroup(heading.id, heading.title, lines, () if shelf.shown else links))
    return groups


def _with_empty(groups: Sequence[LineGroup], write: Writer) -> list[LineGroup]:
    """Returns the groups of the list, with those that people look for and the record does not hold."""
    found = {group.id: group for group in groups}
    stations = _stations(write)
    for kind, heading in _HEADINGS.items():
        if heading.empty:
            group = found.get(heading.id) or LineGroup(heading.id, heading.title, (), empty=heading.empty)
            found[heading.id] = replace(group, instead=stations) if kind == "派驻机构" else group
    return [found[heading.id] for heading in _HEADINGS.values() if heading.id in found]


def _stations(write: Writer) -> list[Link]:
    """Returns the matters that say what one does at a station, in the order of their names."""
    pointers = write.town.record.elsewhere.values()
    named = ((word, pointer) for word in _STATIONS for pointer in pointers if word in map(str, pointer.nicknames))
    return [write.link(pointer) for _, pointer in named]


def _letters(above: Shelf[Department], write: Writer) -> list[Link]:
    """Returns a link to each page below a shelf, none where there is only one; the page itself has no link to it."""
    if len(above.below) < 2:
        return []
    return [Link(shelf.title, shelves.href(shelf, write), str(len(shelf.held))) for shelf in above.below]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentsShelfPage(Page):
    """What departments_shelf.html prints: a part of the list, the other parts, the page above."""

    template: ClassVar = "departments_shelf.html"
    title: str
    total: int
    groups: Sequence[LineGroup]
    letters: Sequence[Link]
    above: Link


def _child(above: Shelf[Department], shelf: Shelf[Department], town: Town) -> Body:
    """Returns the page of a letter, or of a part of it."""
    write = Writer(town, shelf.url)
    title = f"{SECTION.title}：{shelf.title}"
    page = DepartmentsShelfPage(
        root=write.root,
        title=title,
        total=len(shelf.held),
        groups=_groups(shelf, write),
        letters=_letters(above, write),
        above=Link(f"全部{SECTION.title}", write.href(SECTION.url)),
    )
    lead = f"拼音头一个字母是{shelf.title}的，{len(shelf.held)} 个"
    return Body(shelf.url, title, render(page), lead, PageKind.COLUMN, (SECTION,), indexed=town.record.formal)


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


def _line(department: Department, guides: list[Guide], write: Writer) -> Line:
    """Returns what the list says of a department: what one comes for, and only what is known of how to reach it."""
    field, does = facts.does(department)
    known = [(way, value) for way in facts.WAYS if (value := facts.contact(department, way, write.town)) is not None]
    return Line(
        write.link(department),
        "、".join(department.signs or ()),
        write.lines(does[:_DUTIES]),
        field,
        f"等 {len(does)} 项" if len(does) > _DUTIES else "",
        "、".join(f"{word} {len(found)}" for word, found in facts.handled(department, guides, write.town).items()),
        [Fact(way.field, way.label, write.value(value)) for way, value in known if not isinstance(value, Phone)],
        [Fact(way.field, way.label, str(value)) for way, value in known if isinstance(value, Phone)],
    )
