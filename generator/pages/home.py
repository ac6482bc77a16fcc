"""The home page: what people come for, whose matter it is, whom to ask, what changed lately, the lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.coverage import WAYS, Count, known
from generator.derive.topics import Topic, found, happenings
from generator.derive.town import Town, start_of
from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.entry import TAKEN_BACK
from generator.model.responsibility import Responsibility
from generator.model.town import TownFile
from generator.model.wayfinding import Elsewhere
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer

_LATEST = 5


class Change(NamedTuple):
    """An adjustment: the day it counts from, its page, its first sentence."""

    day: date | None
    link: Link
    said: str


def bodies(town: Town) -> Iterator[Body]:
    """The home page."""
    file = town.record.town
    assert file
    write = Writer(town, urls.HOME)
    often = _often(town, write)
    changes = _changes(town, write)
    html = render(
        "home.html",
        write=write,
        often=often,
        two=_two(write),
        happenings=[_happening(topic, write) for topic in happenings() if topic.at_home],
        whose=_whose(town, write),
        centre=_centre(file, write),
        hotlines=file.hotlines,
        phone=file.hotlines[0].phone if file.hotlines else "",
        county=_county(file),
        changes=changes,
        tally=_tally(len(town.record.adjustments)),
        lists=_lists(write),
        covered=_covered(town),
    )
    lead = f"{file.name}能办什么、带什么、去哪、问谁；镇里有什么权、该管什么"
    yield Body(urls.HOME, str(file.site_name), html, lead, PageKind.SITE, indexed=town.record.formal)


def _often(town: Town, write: Writer) -> list[Link]:
    """常问: for each topic of the home page the everyday word of what is most likely meant, then an
    undertaking's and a pointer's. Which word that is, the clerk decides by writing it first."""
    likely = [found(topic, town).first for topic in happenings() if topic.at_home]
    likely += [next(iter(town.record.together.values()), None), next(iter(town.record.elsewhere.values()), None)]
    entries = {str(entry.id): entry for entry in likely if entry is not None and entry.nicknames}
    return [Link(str(entry.nicknames[0]), write.href(urls.of(entry))) for entry in entries.values()]


def _two(write: Writer) -> list[Link]:
    return [
        Link("个人办事", write.href("services/#personal"), "自己家里的事"),
        Link("开店办厂", write.href("services/#business"), "店铺、公司、合作社的事"),
    ]


def _happening(topic: Topic, write: Writer) -> Link:
    return Link(topic.name, write.href(f"{urls.THEMES}{topic.number}/"))


def _whose(town: Town, write: Writer) -> list[Link]:
    """这事归谁管, with counts that say what is only known by number."""
    power_list, counts = write.href(urls.of_list(Power)), {mode: count for mode, count, _ in known(town.record)}
    return [
        Link("镇里自己办的", power_list, f"{_statutory(town)}；{_conferred(CONFERRED, counts)}"),
        Link("县里委托镇里办的", f"{power_list}#mode-3", _conferred(DELEGATED, counts)),
        Link("已交回县里的", write.href(urls.of_list(Responsibility) + "#class-3"), _taken_back(town)),
        Link("不归镇里办的", write.href(urls.of_list(Elsewhere)), _pointers(town)),
    ]


def _statutory(town: Town) -> str:
    powers = [p for p in town.record.powers.values() if p.mode == STATUTORY and not p.is_example]
    return f"法律直接给镇里的 {words.tally(powers)}" + (f"，{_standings(powers)}" if powers else "")


def _pointers(town: Town) -> str:
    pointers = list(town.record.elsewhere.values())
    examples = "、".join(str(pointer.nicknames[0]) for pointer in pointers[:2])
    return f"{examples}等 {len(pointers)} 件，说去哪办" if pointers else "还没有登记"


def _standings(entries: list[Any]) -> str:
    """What a count rests on: 都是按法条整理的, or how many of each."""
    said = {"官方": "有官方文件", "法条整理": "按法条整理"}
    held = [(word, sum(entry.standing == name for entry in entries)) for name, word in said.items()]
    present = [(word, count) for word, count in held if count]
    if len(present) == 1:
        return f"都是{present[0][0]}的"
    return "、".join(f"{word} {count} 项" for word, count in present)


def _conferred(mode: str, counts: dict[str, Count]) -> str:
    """A number fixed by a document, and how many of its items are known by name."""
    count = counts.get(mode)
    if count is None or count.documented is None:
        return f"{WAYS[mode]}的，文件没有写多少项"
    return f"{WAYS[mode]} {count.documented} 项，名称已知 {count.known} 项"


def _taken_back(town: Town) -> str:
    """How many matters went back to the county: duties taken back, and powers that no such duty stands for."""
    duties = [duty for duty in town.record.responsibilities.values() if duty.taken_back]
    told = {duty.former_power.id for duty in duties if duty.former_power}
    powers = [id_ for id_, power in town.record.powers.items() if power.state == TAKEN_BACK and id_ not in told]
    count = len(duties) + len(powers)
    return f"{count} 项，说现在由谁办" if count else "还没有登记"


def _centre(file: TownFile, write: Writer) -> list[tuple[str, str, Markup | str]]:
    """Where and when to ask in town; what is not known says so."""
    centre = file.centre
    rows = (
        ("便民服务中心·机构", "镇便民服务中心", centre.department),
        ("便民服务中心·地址", "地址", centre.address),
        ("便民服务中心·办公时间", "上班时间", centre.hours),
        ("便民服务中心·咨询电话", "电话", centre.inquiry_phone),
    )
    return [(field, label, write.known(value) or words.PENDING) for field, label, value in rows]


def _county(file: TownFile) -> str:
    """The county's hall, for when the town does not answer; only what is known."""
    hall = file.county_centre
    told = [str(value) for value in (hall.address, hall.hours, hall.inquiry_phone) if value] if hall else []
    return "，".join(told) or "地址、时间、电话待核"


def _changes(town: Town, write: Writer) -> list[Change]:
    """The latest adjustments, newest first."""
    ordered = sorted(town.record.adjustments.values(), key=lambda a: (start_of(a) or date.min, a.id), reverse=True)
    return [Change(start_of(a), write.link(a), _first_sentence(str(a.summary or ""))) for a in ordered[:_LATEST]]


def _tally(count: int) -> str:
    """Said before the link to the list: an old single entry must not look like a neglected page."""
    if count == 0:
        return "这里登每次调整，还没有登记。看"
    return "这里登每次调整，目前只有这一次。看" if count == 1 else f"登了 {count} 次调整。看"


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition("。")
    return head + stop


def _lists(write: Writer) -> list[Link]:
    return [
        Link("权力清单", write.href(urls.of_list(Power)), "镇里能管什么，凭什么"),
        Link("职责清单", write.href(urls.of_list(Responsibility)), "这事谁管：镇里、县里、已交回县里"),
        Link("执法公开", write.href(urls.ENFORCEMENT), "谁来查、凭什么罚、罚了什么"),
    ]


def _covered(town: Town) -> str:
    """官方目录 known by source, out of what the document fixes; examples do not count."""
    counted = [(WAYS[mode], count) for mode, count, _ in known(town.record) if count.documented is not None]
    if not counted:
        return ""
    said = "，".join(f"{way} {count.known}/{count.documented}" for way, count in counted)
    examples = "、".join(f"{count.examples} 项" for _, count in counted if count.examples)
    return f"官方目录名称已知：{said}" + (f"；另录示例 {examples}，不算数。" if examples else "。")
