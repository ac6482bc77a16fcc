"""还差什么: how much has a source, what is missing, and what to ask for first.

Only what an official document names counts as known; examples never do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.amendment import newest, outdated
from generator.derive.completeness import KEY_ELEMENTS, issued, missing_elements
from generator.derive.town import Town
from generator.model.entry import OFFICIAL
from generator.model.kinds import KINDS
from generator.model.service import Guide
from generator.model.values import NOTHING
from generator.pages import completeness_counts as counts
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer
from generator.pictures import charts

_TITLE = "还差什么"
_CENTRE = {"办理地点": "地址", "办理时间": "办公时间", "联系电话": "咨询电话"}  # a guide's element: the centre's field


class Ask(NamedTuple):
    """What to ask for: `gaps` it closes at once, what that mends."""

    gaps: int
    what: str
    mends: str


class Amended(NamedTuple):
    """A law with a newer version, and the entries checked before it."""

    law: Link
    day: date | None
    entries: list[Link]


def bodies(town: Town) -> Iterator[Body]:
    """The one page."""
    write = Writer(town, urls.COMPLETENESS)
    missing, ways = _missing(town), counts.ways(town)
    html = render(
        "completeness.html",
        write=write,
        ways=ways,
        ways_picture=counts.ways_picture(ways) if ways else "",
        asks=_asks(town, missing),
        standings=counts.by_list(town),
        types=counts.by_type(town),
        modes=counts.modes(town),
        bodies=counts.by_body(town, write),
        names=tuple(counts.SHORT.values()),
        examples=_examples(town, write),
        elements=_elements(missing),
        picture=_picture(missing),
        guides=[(write.link(guide), list(names)) for guide, names in missing],
        complete=sum(not names for _, names in missing),
        thin=sum(not issued(guide, town.record) for guide, _ in missing),
        silent=write.links(_without_phone(town)),
        departments=len(_bodies_in_use(town)),
        amended=_amended(town, write),
    )
    lead = "有官方出处的有多少，没核实的有多少，先问什么"
    yield Body(urls.COMPLETENESS, _TITLE, html, lead, PageKind.COLUMN, indexed=town.record.formal)


def _missing(town: Town) -> list[tuple[Guide, tuple[str, ...]]]:
    """Each guide in use with the key elements it lacks."""
    guides = (guide for guide in town.record.guides.values() if not guide.ending)
    return [(guide, missing_elements(guide, town.record)) for guide in guides]


def _elements(missing: list[tuple[Guide, tuple[str, ...]]]) -> list[tuple[str, int]]:
    """How many guides lack each element, most first."""
    counted = Counter(name for _, names in missing for name in names)
    return sorted(counted.items(), key=lambda item: (-item[1], KEY_ELEMENTS.index(item[0])))


def _picture(missing: list[tuple[Guide, tuple[str, ...]]]) -> Markup:
    rows = [charts.Bar(name, count) for name, count in _elements(missing)]
    return charts.bars("elements-figure", "各类要素有多少份指南没有", rows, "份") if rows else Markup("")


def _asks(town: Town, missing: list[tuple[Guide, tuple[str, ...]]]) -> list[Ask]:
    """What to ask for first: what closes most gaps at once."""
    lacking = Counter(name for _, names in missing for name in names)
    asks = [_centre(town, missing), _annex(town), _duties(town)]
    asks += [Ask(lacking[name], what, f"{lacking[name]} 份指南少缺一类") for name, what in _OF_A_GUIDE.items()]
    silent = len(_without_phone(town))
    asks.append(Ask(silent, "各机构的咨询电话", f"{silent} 个机构找得到人"))
    return sorted((ask for ask in asks if ask.gaps), key=lambda ask: -ask.gaps)


_OF_A_GUIDE = {"收费标准": "每件事收不收费、凭哪条", "办理材料": "每件事的材料单", "办理机构": "每件事由哪个机构办"}


def _centre(town: Town, missing: list[tuple[Guide, tuple[str, ...]]]) -> Ask:
    """The service centre's particulars, which every guide that has none of its own takes over."""
    centre = town.record.town.centre if town.record.town else None
    empty = {"办理地点": "address", "办理时间": "hours", "联系电话": "inquiry_phone"}
    asked = [name for name, attribute in empty.items() if centre and getattr(centre, attribute) is None]
    helped = [names for _, names in missing if set(asked) & set(names)]
    gaps = sum(name in names for names in helped for name in asked)
    fields = "、".join(_CENTRE[name] for name in asked)
    return Ask(gaps, f"便民服务中心的{fields}", f"{len(helped)} 份指南同时少缺 {len(asked)} 类")


def _annex(town: Town) -> Ask:
    """The catalogue annexed to the paper that confers powers."""
    rows = [row for row in counts.ways(town) if row.left]
    said = "、".join(f"{row.way} {row.left} 项" for row in rows)
    return Ask(sum(row.left for row in rows), "放权文件的附件（放权目录）", f"补上{said}的名称")


def _duties(town: Town) -> Ask:
    """The official list of duties."""
    unproven = sum(duty.standing != OFFICIAL for duty in town.record.responsibilities.values())
    return Ask(unproven, "官方印发的履行职责事项清单", f"核对 {unproven} 条职责")


def _examples(town: Town, write: Writer) -> list[tuple[str, list[Link]]]:
    """What has no source at all, list by list."""
    found = [(kind.title, [e for e in town.record.list_of(kind).values() if e.is_example]) for kind in KINDS]
    return [(title, write.links(entries)) for title, entries in found if entries]


def _bodies_in_use(town: Town) -> list[Any]:
    return [body for body in town.record.departments.values() if not body.ended]


def _without_phone(town: Town) -> list[Any]:
    """The bodies in use whose number is not known; one that has none is known to have none."""
    return [body for body in _bodies_in_use(town) if not body.inquiry_phone and body.inquiry_phone is not NOTHING]


def _amended(town: Town, write: Writer) -> list[Amended]:
    """The laws amended after entries that rest on them were checked, latest first."""
    found = []
    for id_, law in town.record.laws.items():
        entries = outdated(law, (entry for _, entry in town.cited.get(id_, ())), town.today)
        if entries:
            found.append(Amended(write.link(law), newest(law), write.links(entries)))
    return sorted(found, key=lambda item: item.day or date.min, reverse=True)
