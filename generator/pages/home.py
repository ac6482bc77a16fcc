"""The home page: what people come for, whose matter it is, whom to ask, what changed lately, the lists.

In: the town. Out: `body`, one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.history import start_of
from generator.derive.topics import Topic, found, happenings
from generator.derive.town import Offer, Town
from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.entry import TAKEN_BACK
from generator.model.reference import Department
from generator.model.responsibility import Responsibility
from generator.model.town import TownFile
from generator.model.wayfinding import Elsewhere
from generator.pages.body import Body, PageKind
from generator.pages.changes import newest_first
from generator.pages.components import Fact, Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.standards import tables

_LATEST = 2
_OFTEN = 6  # words to pick below the field; more than these are read by nobody
_NAMED = 3  # what a door names of what lies behind it


@dataclass(frozen=True, slots=True)
class LatestChange:
    """An adjustment: the day it counts from as text, "" where it is not known, its page, its first sentence."""

    day: str
    link: Link
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """What home.html prints.

    `often`: everyday words for what is most likely meant. `danger`: numbers to call at once, each with when.
    `doors`: for whom and for what there are lists. `happenings`: what may have happened. `whose`: whose matters there
    are. `centre`: what is known of where to ask in town; `unknown`: what is not; `ask`: the number to press.
    """

    template: ClassVar = "home.html"
    often: Sequence[Link]
    danger: Sequence[Link]
    doors: Sequence[Link]
    happenings: Sequence[Link]
    whose: Sequence[Link]
    centre: Sequence[Fact]
    unknown: str
    county: str
    phone: str
    ask: Link | None
    changes: Sequence[LatestChange]
    every: str
    lists: Sequence[Link]


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
        often=_often(write)[:_OFTEN],
        danger=[Link(number, f"tel:{number}", when) for number, when in tables.load("danger.yml")["电话"].items()],
        doors=[
            Link("个人办事", write.href("services/#personal"), "自己家里的事"),
            Link("开店办厂", write.href("services/#business"), "店铺、公司"),
            Link("不归镇里办的", write.href(urls.of_list(Elsewhere)), _examples(write, town.record.elsewhere.values())),
            Link("找站所、找我村", write.href(urls.of_list(Department)), "谁办什么、找谁"),
        ],
        happenings=[
            Link(topic.name, write.href(f"{urls.THEMES}{topic.number}/"), _behind(topic, write))
            for topic in happenings()
            if topic.at_home
        ],
        whose=_whose(write),
        centre=_centre(file, write),
        unknown=_unknown(file),
        county=_county(file),
        phone=write.phone,
        ask=_ask(file, write),
        changes=[
            LatestChange(str(start_of(each) or ""), write.link(each), _first_sentence(str(each.summary or "")))
            for each in newest_first(town)[:_LATEST]
        ],
        every=_every(len(town.record.adjustments)),
        lists=[
            Link("权力清单", write.href(urls.of_list(Power))),
            Link("职责清单", write.href(urls.of_list(Responsibility))),
            Link("执法公开", write.href(urls.ENFORCEMENT)),
            Link("这些清单是什么", write.href("help/lists/")),
        ],
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


def _behind(topic: Topic, write: Writer) -> str:
    """Returns what lies behind a topic, in the words that people use for it."""
    held = found(topic, write.town)
    return _examples(write, (*held.guides, *held.together, *held.elsewhere))


def _examples(write: Writer, entries: Iterable[Offer]) -> str:
    """Returns the first few of what is named, as people call it; what is said shortest would not tell them apart."""
    names = [str(next(iter(entry.nicknames or ()), entry.name)) for entry in entries if not vars(entry).get("ending")]
    return "、".join(dict.fromkeys(names[:_NAMED]))


def _whose(write: Writer) -> list[Link]:
    """Returns 这事归谁管; how much of a list is known is told by the list itself."""
    town, powers = write.town, write.href(urls.of_list(Power))
    return [
        Link("镇里自己办的", powers, _powers(town, (STATUTORY, CONFERRED))),
        Link("县里委托镇里办的", f"{powers}#mode-3", _powers(town, (DELEGATED,))),
        Link("已交回县里的", write.href(urls.of_list(Responsibility) + "#class-3"), _taken_back(town)),
        Link("不归镇里办的", write.href(urls.of_list(Elsewhere)), _pointers(town)),
    ]


def _powers(town: Town, modes: tuple[str, ...]) -> str:
    """Returns how many powers the list holds that the town exercises so; examples and what has ended do not count."""
    held = [power for power in town.record.powers.values() if power.mode in modes]
    count = sum(not power.is_example and not power.ended for power in held)
    return f"{count} 项" if count else "名称还没拿到" if held else "还没有登记"


def _pointers(town: Town) -> str:
    count = len(town.record.elsewhere)
    return f"{count} 件，说去哪办" if count else "还没有登记"


def _taken_back(town: Town) -> str:
    """Returns how many matters went back to the county: duties taken back, and powers that no such duty stands for."""
    duties = [duty for duty in town.record.responsibilities.values() if duty.taken_back]
    told = {duty.former_power.id for duty in duties if duty.former_power}
    powers = [id_ for id_, power in town.record.powers.items() if power.state == TAKEN_BACK and id_ not in told]
    count = len(duties) + len(powers)
    return f"{count} 项，说现在由谁办" if count else "还没有登记"


def _centre(file: TownFile, write: Writer) -> list[Fact]:
    """Returns what is known of where and when to ask in town; the number is a button."""
    centre = file.centre
    return write.facts(
        ("便民服务中心·机构", "哪个机构", centre.department),
        ("便民服务中心·地址", "在哪", centre.address),
        ("便民服务中心·办公时间", "几点", centre.hours),
    )


def _unknown(file: TownFile) -> str:
    """Returns what is not known of the place to ask at, "" where all is."""
    centre = file.centre
    asked = (("地址", centre.address), ("上班时间", centre.hours), ("电话", centre.inquiry_phone))
    lacking = "、".join(word for word, value in asked if value is None)
    return f"{lacking}还没核实" if lacking else ""


def _ask(file: TownFile, write: Writer) -> Link | None:
    """Returns the number to press: the centre's, else the first of the hotlines."""
    own = file.centre.inquiry_phone
    if own:
        return Link(str(own), f"tel:{own}")
    return write.calls[0] if write.calls else None


def _county(file: TownFile) -> str:
    """Returns the county's hall, for when the town does not answer; only what is known."""
    hall = file.county_centre
    told = [str(value) for value in (hall.address, hall.hours, hall.inquiry_phone) if value] if hall else []
    return "，".join(told) or "地址、时间、电话待核"


def _every(count: int) -> str:
    """Returns what the link to all changes says: an old single entry must not look like a neglected page."""
    return f"全部 {count} 次调整" if count > 1 else "每次调整都登在这里"


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition("。")
    return head + stop
