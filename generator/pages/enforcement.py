"""执法公开: a fine in the hand, who may enforce, what is inspected, how, by what measure, how much a year.

Each list of `powers/enforcement/` fills its section. What has no list stands in one table: what is not
known, and what to do meanwhile; nobody reads a page full of gaps. In: the town. Out: one body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.disclosure import Stage, disclosure
from generator.derive.town import Town
from generator.model.citation import Citation
from generator.model.enforcement import Statistics
from generator.pages import enforcement_facts as facts
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import origin
from generator.pages.writing import Link, Writer
from generator.pictures import charts

TITLE = "执法公开"
_POWERS = ("行政处罚", "行政检查", "行政强制")
# What whoever holds a notice of a fine needs to know at once: whose case it is, what may be done, on what ground.
_FINED = (
    ("还没罚，只是告知", "想要听证的，告知后5个工作日内提出", "《行政处罚法》第六十四条"),
    ("罚款决定", "15日内到银行缴", "《行政处罚法》第六十七条"),
    ("有困难，缴不起", "可以申请暂缓或者分期", "《行政处罚法》第六十六条"),
    ("过了日子没缴", "每日加罚款数额的3%，加的部分不超过罚款本身", "《行政处罚法》第七十二条"),
    ("不服", "60日内申请复议，或者6个月内起诉", "《行政复议法》第二十条、《行政诉讼法》第四十六条"),
    ("当场罚的，不服", "先申请复议，不能直接起诉", "《行政复议法》第二十三条"),
)
# For a list that has no file: what a reader wants of it, its name, what to do without it.
_ABSENT = {
    "enforcers": (
        "有人来检查、处罚",
        "执法主体",
        "先请他出示执法证和文书，记下机关名称、姓名、证号。拿不准，打12345核对。",
    ),
    "officers": ("想核对执法证", "执法人员", "不能靠本站认人。打12345，报姓名和证号，请他们核对。"),
    "inspections": (
        "能查什么、一年几次",
        "抽查事项",
        "请来检查的人说明凭哪一条、查哪几样。觉得查得太多，打12345反映。",
    ),
    "procedures": ("走到哪一步了", "执法流程", "走到哪一步、几天内能做什么，以您收到的告知书、决定书为准。"),
    "discretions": (
        "罚多少、哪些不罚",
        "裁量基准",
        "可以请作决定的机关说明，是按哪一档罚的、有没有不罚的情形。",
    ),
    "statistics": ("一年办了多少", "年度数据", "没有数，不等于是0。要知道一年办了多少，打12345问。"),
}
_LISTS = ("enforcers", "officers", "inspections", "procedures", "discretions")
_SHOWN = 5  # years in the picture; the table has them all


class Years(NamedTuple):
    """What was done in each year: a picture of the latest, and the table behind it with all of them."""

    links: list[Link]
    rows: list[tuple[str, list[str]]]
    picture: Markup
    left_out: int


def bodies(town: Town) -> Iterator[Body]:
    """The page of enforcement."""
    write = Writer(town, urls.ENFORCEMENT)
    record = town.record
    lists = {name: getattr(record, name) for name in _LISTS}
    people = [facts.officer(item, town) for item in _items(record.officers)]
    html = render(
        "enforcement.html",
        write=write,
        fined=_FINED,
        absent=_absent(town),
        hotlines=record.town.hotlines if record.town else (),
        origins={name: origin(found, write) for name, found in lists.items() if found},
        enforcers=[facts.enforcer(item, write) for item in _items(record.enforcers)],
        officers=sorted(people, key=lambda person: person["state"] == "离岗"),
        officers_said=facts.officers_said(people),
        powers=_powers(town, write),
        inspections=sorted(
            (facts.inspection(item, write) for item in _items(record.inspections)),
            key=lambda item: not item["business"],
        ),
        procedures=[facts.procedure(i, item, write) for i, item in enumerate(_items(record.procedures), 1)],
        breaches=facts.breaches(_items(record.discretions), town, write),
        measures_law=write.value(Citation.parse("《行政处罚法》第三十四条")),
        decisions=_decisions(town),
        years=_years(town, write),
    )
    examples = any(found and found.is_example for found in lists.values())
    lead = "谁来查、凭什么罚、罚了什么"
    yield Body(urls.ENFORCEMENT, TITLE, html, lead, PageKind.COLUMN, indexed=record.formal and not examples)


def _items(found: Any) -> tuple:
    return found.items if found else ()


def _absent(town: Town) -> list[tuple[str, str, str]]:
    """What is not known here, and what to do meanwhile."""
    return [row for name, row in _ABSENT.items() if not getattr(town.record, name)]


def _powers(town: Town, write: Writer) -> list[tuple[str, list[Link]]]:
    """The powers to penalise, inspect and coerce that stand in the list of powers; examples are not the town's."""
    listed = [power for power in town.record.powers.values() if not power.mistaken and not power.is_example]
    groups = []
    for kind in _POWERS:
        powers = [power for power in listed if power.type == kind]
        groups += [(kind, [write.link(power, words.state(power) or words.MODES[power.mode]) for power in powers])]
    return [(kind, links) for kind, links in groups if links]


def _decisions(town: Town) -> list[str]:
    """How many decisions there are of each kind, and how many of them may be read."""
    kinds: dict[str, Counter[Stage]] = {}
    for decision in town.record.decisions.values():
        kinds.setdefault(str(decision.kind), Counter())[disclosure(decision, town.today).stage] += 1
    return [
        f"{kind} {stages.total()} 件：" + "，".join(f"{stage} {stages[stage]} 件" for stage in Stage if stages[stage])
        for kind, stages in kinds.items()
    ]


def _years(town: Town, write: Writer) -> Years | None:
    """The figures most asked for, newest year first; what a year does not say is left out of the picture."""
    years = sorted(town.record.statistics, reverse=True)
    if not years:
        return None
    held = [_asked(town.record.statistics[year]) for year in years]
    rows = [(name, [said[name] for said in held]) for name in held[0]]
    shown = [(name, counts[:_SHOWN]) for name, counts in rows if None not in counts[:_SHOWN]]
    drawn = [charts.Row(name, tuple(count or 0 for count in counts)) for name, counts in shown if any(counts)]
    names = [f"{year}年" for year in years[:_SHOWN]]
    return Years(
        [Link(f"{year}年", write.href(f"{urls.ENFORCEMENT}statistics/{year}/")) for year in years],
        [(name, [words.PENDING if count is None else str(count) for count in counts]) for name, counts in rows],
        charts.compared("years-figure", "各年办了多少", drawn, names, ""),
        max(0, len(years) - _SHOWN),
    )


def _asked(year: Statistics) -> dict[str, int | None]:
    return {
        "许可（件）": year.licences.granted.number,
        "处罚（件）": year.penalties.total.number,
        "强制（件）": year.coercion.total.number if year.coercion else None,
        "检查（次）": year.others.inspection.number,
    }
