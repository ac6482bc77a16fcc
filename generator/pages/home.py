"""The home page: what people come for, whose matter it is, whom to ask, what changed lately, the lists.

In: the town. Out: `body`, one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.coverage import WAYS, Count, known
from generator.derive.topics import found, happenings
from generator.derive.town import Town, start_of
from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.entry import OFFICIAL, TAKEN_BACK
from generator.model.responsibility import Responsibility
from generator.model.town import TownFile
from generator.model.wayfinding import Elsewhere
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.changes import newest_first
from generator.pages.components import Fact, Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

_LATEST = 5


@dataclass(frozen=True, slots=True)
class LatestChange:
    """An adjustment: the day it counts from as text, "" where it is not known, its page, its first sentence."""

    day: str
    link: Link
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """What home.html prints.

    `often`: everyday words for what is most likely meant. `two`: the doors for persons and for businesses.
    `happenings`: what may have happened. `whose`: whose matters there are, with how many. `centre` and `county`: where
    to ask in town, and in the county. `tally`: how many changes there were, before the link to all of them.
    `covered`: how much of the official catalogue is known.
    """

    template: ClassVar = "home.html"
    often: Sequence[Link]
    two: Sequence[Link]
    happenings: Sequence[Link]
    whose: Sequence[Link]
    centre: Sequence[Fact]
    county: str
    phone: str
    calls: Sequence[Link]
    changes: Sequence[LatestChange]
    tally: str
    lists: Sequence[Link]
    covered: str


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the home page."""
    file = town.record.town
    assert file
    write = Writer(town, urls.HOME)
    page = HomePage(
        root=write.root,
        often=_often(write),
        two=[
            Link("个人办事", write.href("services/#personal"), "自己家里的事"),
            Link("开店办厂", write.href("services/#business"), "店铺、公司、合作社的事"),
        ],
        happenings=[
            Link(topic.name, write.href(f"{urls.THEMES}{topic.number}/")) for topic in happenings() if topic.at_home
        ],
        whose=_whose(write),
        centre=_centre(file, write),
        county=_county(file),
        phone=write.phone,
        calls=write.calls,
        changes=[
            LatestChange(str(start_of(each) or ""), write.link(each), _first_sentence(str(each.summary or "")))
            for each in newest_first(town)[:_LATEST]
        ],
        tally=_tally(len(town.record.adjustments)),
        lists=[
            Link("权力清单", write.href(urls.of_list(Power)), "镇里能管什么，凭什么"),
            Link("职责清单", write.href(urls.of_list(Responsibility)), "这事谁管：镇里、县里、已交回县里"),
            Link("执法公开", write.href(urls.ENFORCEMENT), "谁来查、凭什么罚、罚了什么"),
        ],
        covered=_covered(town),
    )
    lead = f"{file.name}能办什么、带什么、去哪、问谁；镇里有什么权、该管什么"
    return Body(urls.HOME, str(file.site_name), render(page), lead, PageKind.SITE, indexed=town.record.formal)


def _often(write: Writer) -> list[Link]:
    """Returns, for each topic of the home page, the everyday word of what is most likely meant, then an undertaking's
    and a pointer's. Which word that is, the clerk decides by writing it first."""
    record = write.town.record
    likely = [found(topic, write.town).first for topic in happenings() if topic.at_home]
    likely += [next(iter(record.together.values()), None), next(iter(record.elsewhere.values()), None)]
    entries = {str(entry.id): entry for entry in likely if entry is not None and entry.nicknames}
    return [Link(str(entry.nicknames[0]), write.href(urls.of(entry))) for entry in entries.values()]


def _whose(write: Writer) -> list[Link]:
    """Returns 这事归谁管, with counts that say what is only known by number."""
    town, powers = write.town, write.href(urls.of_list(Power))
    counts = {mode: count for mode, count, _ in known(town.record)}
    return [
        Link("镇里自己办的", powers, f"{_statutory(town)}；{_conferred(CONFERRED, counts)}"),
        Link("县里委托镇里办的", f"{powers}#mode-3", _conferred(DELEGATED, counts)),
        Link("已交回县里的", write.href(urls.of_list(Responsibility) + "#class-3"), _taken_back(town)),
        Link("不归镇里办的", write.href(urls.of_list(Elsewhere)), _pointers(town)),
    ]


def _statutory(town: Town) -> str:
    """Returns how many powers the law gives the town, and what that rests on."""
    powers = [p for p in town.record.powers.values() if p.mode == STATUTORY and not p.is_example]
    return f"法律直接给镇里的 {words.tally(powers)}" + (f"，{_standings(powers)}" if powers else "")


def _pointers(town: Town) -> str:
    """Returns how many pointers there are, with the first two as examples."""
    pointers = list(town.record.elsewhere.values())
    examples = "、".join(str(pointer.nicknames[0]) for pointer in pointers[:2])
    return f"{examples}等 {len(pointers)} 件，说去哪办" if pointers else "还没有登记"


def _standings(powers: list[Power]) -> str:
    """Returns what a count rests on: 都是按法条整理的, or how many of each."""
    said = {OFFICIAL: "有官方文件", "法条整理": "按法条整理"}
    held = [(word, sum(power.standing == name for power in powers)) for name, word in said.items()]
    present = [(word, count) for word, count in held if count]
    if len(present) == 1:
        return f"都是{present[0][0]}的"
    return "、".join(f"{word} {count} 项" for word, count in present)


def _conferred(mode: str, counts: dict[str, Count]) -> str:
    """Returns the number fixed by a document, and how many of its items are known by name."""
    count = counts.get(mode)
    if count is None or count.documented is None:
        return f"{WAYS[mode]}的，文件没有写多少项"
    return f"{WAYS[mode]} {count.documented} 项，名称已知 {count.known} 项"


def _taken_back(town: Town) -> str:
    """Returns how many matters went back to the county: duties taken back, and powers that no such duty stands for."""
    duties = [duty for duty in town.record.responsibilities.values() if duty.taken_back]
    told = {duty.former_power.id for duty in duties if duty.former_power}
    powers = [id_ for id_, power in town.record.powers.items() if power.state == TAKEN_BACK and id_ not in told]
    count = len(duties) + len(powers)
    return f"{count} 项，说现在由谁办" if count else "还没有登记"


def _centre(file: TownFile, write: Writer) -> list[Fact]:
    """Returns where and when to ask in town; what is not known says so."""
    centre = file.centre
    facts = (
        ("便民服务中心·机构", "镇便民服务中心", centre.department),
        ("便民服务中心·地址", "地址", centre.address),
        ("便民服务中心·办公时间", "上班时间", centre.hours),
        ("便民服务中心·咨询电话", "电话", centre.inquiry_phone),
    )
    return [Fact(field, label, write.known(value) or words.PENDING) for field, label, value in facts]


def _county(file: TownFile) -> str:
    """Returns the county's hall, for when the town does not answer; only what is known."""
    hall = file.county_centre
    told = [str(value) for value in (hall.address, hall.hours, hall.inquiry_phone) if value] if hall else []
    return "，".join(told) or "地址、时间、电话待核"


def _tally(count: int) -> str:
    """Returns what stands before the link to the list: an old single entry must not look like a neglected page."""
    if count == 0:
        return "这里登每次调整，还没有登记。看"
    return "这里登每次调整，目前只有这一次。看" if count == 1 else f"登了 {count} 次调整。看"


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition("。")
    return head + stop


def _covered(town: Town) -> str:
    """Returns how much of the official catalogue is known by source, out of what the document fixes; examples do not count."""
    counted = [(WAYS[mode], count) for mode, count, _ in known(town.record) if count.documented is not None]
    if not counted:
        return ""
    said = "，".join(f"{way} {count.known}/{count.documented}" for way, count in counted)
    examples = "、".join(f"{count.examples} 项" for _, count in counted if count.examples)
    return f"官方目录名称已知：{said}" + (f"；另录示例 {examples}，不算数。" if examples else "。")
