"""还差什么: how much has a source, what is missing, and what to ask for first.

In: the town. Out: `body`, one page. Only what an official document names counts as known; examples never do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator import urls
from generator.derive.amendment import newest, outdated
from generator.derive.completeness import KEY_ELEMENTS, issued, missing_elements
from generator.derive.town import Town
from generator.model.entry import OFFICIAL
from generator.model.kinds import KINDS
from generator.model.reference import Department
from generator.model.service import Guide
from generator.model.values import is_nothing
from generator.pages import completeness_counts as counts
from generator.pages.body import Body, PageKind
from generator.pages.components import FigureRow, Figures, Link, LinkGroup
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.pictures import charts

_TITLE = "还差什么"
_LEAD = "有官方出处的有多少，没核实的有多少，先问什么"
# A guide's element, and the field and attribute of the service centre that all guides take over.
_CENTRE = {
    "办理地点": ("地址", "address"),
    "办理时间": ("办公时间", "hours"),
    "联系电话": ("咨询电话", "inquiry_phone"),
}
_OF_A_GUIDE = {"收费标准": "每件事收不收费、凭哪条", "办理材料": "每件事的材料单", "办理机构": "每件事由哪个机构办"}
Missing = Sequence[tuple[Guide, tuple[str, ...]]]  # each guide in use with the key elements it lacks


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask for: `gaps` it closes at once, what that mends."""

    gaps: int
    what: str
    mends: str


@dataclass(frozen=True, slots=True)
class GuideGaps:
    """A guide, and what it lacks in words."""

    link: Link
    said: str


@dataclass(frozen=True, slots=True)
class Guides:
    """How complete the guides are: how many there are, lack nothing, may not stand as guides; which element is lacking most."""

    total: int
    complete: int
    thin: int
    elements: Figures | None
    each: Sequence[GuideGaps]


@dataclass(frozen=True, slots=True)
class Amended:
    """A law with a newer version, and the entries checked before it."""

    title: str
    law: Link
    entries: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessPage(Page):
    """What completeness.html prints; `silent` are the departments without a number, out of so many in use."""

    template: ClassVar = "completeness.html"
    catalogue: Figures | None
    asks: Sequence[Ask]
    guides: Guides
    standings: Figures
    types: Figures
    modes: Figures
    departments: Figures
    in_use: int
    silent: Sequence[Link]
    examples: Sequence[LinkGroup]
    amended: Sequence[Amended]


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page of what is missing."""
    write = Writer(town, urls.COMPLETENESS)
    missing, ways = _missing(town), counts.ways(town)
    page = CompletenessPage(
        root=write.root,
        catalogue=counts.catalogue(ways),
        asks=_asks(town, missing, ways),
        guides=_guides(missing, write),
        standings=counts.by_list(town),
        types=counts.by_type(town),
        modes=counts.by_mode(town),
        departments=counts.by_department(town, write),
        in_use=len(_in_use(town)),
        silent=write.links(_without_phone(town)),
        examples=_examples(write),
        amended=_amended(write),
    )
    return Body(urls.COMPLETENESS, _TITLE, render(page), _LEAD, PageKind.COLUMN, indexed=town.record.formal)


def _missing(town: Town) -> Missing:
    guides = (guide for guide in town.record.guides.values() if not guide.ended)
    return [(guide, missing_elements(guide, town.record)) for guide in guides]


def _guides(missing: Missing, write: Writer) -> Guides:
    return Guides(
        total=len(missing),
        complete=sum(not names for _, names in missing),
        thin=sum(not issued(guide, write.town.record) for guide, _ in missing),
        elements=_elements(missing),
        each=[
            GuideGaps(write.link(guide), f"缺 {len(names)} 类：{'、'.join(names)}" if names else "不缺")
            for guide, names in missing
        ],
    )


def _elements(missing: Missing) -> Figures | None:
    """Returns how many guides lack each element, most first; None where none lacks any."""
    counted = Counter(name for _, names in missing for name in names)
    if not counted:
        return None
    ordered = sorted(counted.items(), key=lambda item: (-item[1], KEY_ELEMENTS.index(item[0])))
    bars = [charts.Bar(name, count) for name, count in ordered]
    picture = charts.bars("elements-figure", "各类要素有多少份指南没有", bars, "份")
    rows = [FigureRow(Link(name, ""), [str(count)]) for name, count in ordered]
    return Figures(picture, "哪一类最缺", ("要素", "多少份指南没有"), rows)


def _asks(town: Town, missing: Missing, ways: Sequence[counts.Way]) -> list[Ask]:
    """Returns what to ask for: what closes most gaps at once comes first."""
    lacking = Counter(name for _, names in missing for name in names)
    asks = [_centre(town, missing), _annex(ways), _duties(town)]
    asks += [Ask(lacking[name], what, f"{lacking[name]} 份指南少缺一类") for name, what in _OF_A_GUIDE.items()]
    silent = len(_without_phone(town))
    asks.append(Ask(silent, "各机构的咨询电话", f"{silent} 个机构找得到人"))
    return sorted((ask for ask in asks if ask.gaps), key=lambda ask: -ask.gaps)


def _centre(town: Town, missing: Missing) -> Ask:
    """Returns the service centre's particulars, which every guide that has none of its own takes over."""
    centre = town.record.town.centre if town.record.town else None
    asked = [name for name, (_, attribute) in _CENTRE.items() if centre and getattr(centre, attribute) is None]
    helped = [names for _, names in missing if set(asked) & set(names)]
    gaps = sum(name in names for names in helped for name in asked)
    fields = "、".join(_CENTRE[name][0] for name in asked)
    return Ask(gaps, f"便民服务中心的{fields}", f"{len(helped)} 份指南同时少缺 {len(asked)} 类")


def _annex(ways: Sequence[counts.Way]) -> Ask:
    """Returns the catalogue annexed to the document that confers powers."""
    said = "、".join(f"{way.name} {way.left} 项" for way in ways if way.left)
    return Ask(sum(way.left for way in ways), "放权文件的附件（放权目录）", f"补上{said}的名称")


def _duties(town: Town) -> Ask:
    """Returns the official list of duties."""
    unproven = sum(duty.standing != OFFICIAL for duty in town.record.responsibilities.values())
    return Ask(unproven, "官方印发的履行职责事项清单", f"核对 {unproven} 条职责")


def _examples(write: Writer) -> list[LinkGroup]:
    """Returns what has no source at all, list by list; each title says how many there are."""
    groups = []
    for kind in KINDS:
        links = write.links(e for e in write.town.record.list_of(kind).values() if e.is_example)
        if links:
            groups.append(LinkGroup(f"{kind.title}里的示例（{len(links)} 条）", links))
    return groups


def _in_use(town: Town) -> list[Department]:
    return [department for department in town.record.departments.values() if not department.ended]


def _without_phone(town: Town) -> list[Department]:
    """Returns the departments in use whose number is not known; one that has none is known to have none."""
    return [d for d in _in_use(town) if not d.inquiry_phone and not is_nothing(d.inquiry_phone)]


def _amended(write: Writer) -> list[Amended]:
    """Returns the laws amended after entries that rest on them were checked, latest first."""
    found: list[tuple[date, Amended]] = []
    town = write.town
    for id_, law in town.record.laws.items():
        entries = outdated(law, (entry for _, entry in town.cited.get(id_, ())), town.record, town.today)
        day = newest(law)
        if entries and day:
            link = write.link(law)
            title = f"{link.text}，有新版本（{day}）：{len(entries)} 条"
            found.append((day, Amended(title, link, write.links(entries))))
    return [amended for _, amended in sorted(found, key=lambda item: item[0], reverse=True)]
