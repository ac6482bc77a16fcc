"""执法公开: a fine in the hand, who may enforce, what is inspected, how, by what measure, how much a year.

In: the town. Out: `body`, one page. Each list of `powers/enforcement/` fills its section. What has no list stands in
one table: what is not known, and what to do meanwhile; nobody reads a page full of gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from generator import urls
from generator.derive.disclosure import Stage, disclosure
from generator.derive.town import Town
from generator.model.citation import Citation
from generator.model.enforcement import ListFile, Statistics
from generator.pages import enforcement_facts as facts
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.components import Link, LinkGroup, Origin
from generator.pages.rendering import Page, render
from generator.pages.sources import origin
from generator.pages.writing import Writer
from generator.pictures import charts

TITLE = "执法公开"
_POWERS = ("行政处罚", "行政检查", "行政强制")


@dataclass(frozen=True, slots=True)
class Deadline:
    """What whoever holds a notice of a fine needs to know at once: whose case it is, what may be done, on what ground."""

    case: str
    what: str
    ground: str


_FINED = (
    Deadline("还没罚，只是告知", "想要听证的，告知后5个工作日内提出", "《行政处罚法》第六十四条"),
    Deadline("罚款决定", "15日内到银行缴", "《行政处罚法》第六十七条"),
    Deadline("有困难，缴不起", "可以申请暂缓或者分期", "《行政处罚法》第六十六条"),
    Deadline("过了日子没缴", "每日加罚款数额的3%，加的部分不超过罚款本身", "《行政处罚法》第七十二条"),
    Deadline("不服", "60日内申请复议，或者6个月内起诉", "《行政复议法》第二十条、《行政诉讼法》第四十六条"),
    Deadline("当场罚的，不服", "先申请复议，不能直接起诉", "《行政复议法》第二十三条"),
)


@dataclass(frozen=True, slots=True)
class Absent:
    """A list that the town has not: what a reader wants of it, what it is called, what to do without it."""

    wanted: str
    missing: str
    advice: str


# By the attribute under which the record would hold the list.
_ABSENT = {
    "enforcers": Absent(
        "有人来检查、处罚",
        "执法主体",
        "先请他出示执法证和文书，记下机关名称、姓名、证号。拿不准，打12345核对。",
    ),
    "officers": Absent("想核对执法证", "执法人员", "不能靠本站认人。打12345，报姓名和证号，请他们核对。"),
    "inspections": Absent(
        "能查什么、一年几次",
        "抽查事项",
        "请来检查的人说明凭哪一条、查哪几样。觉得查得太多，打12345反映。",
    ),
    "procedures": Absent("走到哪一步了", "执法流程", "走到哪一步、几天内能做什么，以您收到的告知书、决定书为准。"),
    "discretions": Absent(
        "罚多少、哪些不罚",
        "裁量基准",
        "可以请作决定的机关说明，是按哪一档罚的、有没有不罚的情形。",
    ),
    "statistics": Absent("一年办了多少", "年度数据", "没有数，不等于是0。要知道一年办了多少，打12345问。"),
}
_SHOWN = 5  # years in the picture; the table has them all


@dataclass(frozen=True, slots=True)
class Year:
    """A row of the table of years: what is counted, and how many there were in each year."""

    name: str
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Years:
    """What was done in each year: a picture of the latest, and the table with all of them; `left_out` of the picture."""

    links: Sequence[Link]
    rows: Sequence[Year]
    picture: str
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where each list comes from, None where there is no such list."""

    enforcers: Origin | None
    officers: Origin | None
    inspections: Origin | None
    discretions: Origin | None
    procedures: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementPage(Page):
    """What enforcement.html prints; `contents` lead to the sections that are there."""

    template: ClassVar = "enforcement.html"
    fined: Sequence[Deadline] = _FINED
    contents: Sequence[Link] = ()
    enforcers: Sequence[facts.EnforcerTile]
    officers: Sequence[facts.OfficerRow]
    officers_said: str
    inspections: Sequence[facts.InspectionTile]
    absent: Sequence[Absent]
    calls: Sequence[Link]
    breaches: Sequence[facts.Breach]
    measures_law: str
    procedures: Sequence[facts.ProcedurePart]
    powers: Sequence[LinkGroup]
    decisions: Sequence[str]
    years: Years | None
    origins: Origins


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page of enforcement."""
    write, record = Writer(town, urls.ENFORCEMENT), town.record
    officers = facts.officers(record.officers.items if record.officers else (), town)
    page = EnforcementPage(
        root=write.root,
        enforcers=[facts.enforcer(item, write) for item in (record.enforcers.items if record.enforcers else ())],
        officers=officers,
        officers_said=facts.officers_said(officers),
        inspections=facts.inspections(record.inspections.items if record.inspections else (), write),
        absent=[absent for name, absent in _ABSENT.items() if not getattr(record, name)],
        calls=write.calls,
        breaches=facts.breaches(record.discretions.items if record.discretions else (), write),
        measures_law=write.value(Citation.parse("《行政处罚法》第三十四条")),
        procedures=[
            facts.procedure(i, item, write)
            for i, item in enumerate(record.procedures.items if record.procedures else (), 1)
        ],
        powers=_powers(write),
        decisions=_decisions(town),
        years=_years(write),
        origins=Origins(
            enforcers=_origin(record.enforcers, write),
            officers=_origin(record.officers, write),
            inspections=_origin(record.inspections, write),
            discretions=_origin(record.discretions, write),
            procedures=_origin(record.procedures, write),
        ),
    )
    page = replace(page, contents=_contents(page))
    lists = (record.enforcers, record.officers, record.inspections, record.procedures, record.discretions)
    examples = any(found and found.is_example for found in lists)
    return Body(
        write.url,
        TITLE,
        render(page),
        "谁来查、凭什么罚、罚了什么",
        PageKind.COLUMN,
        indexed=record.formal and not examples,
    )


def _origin(found: ListFile | None, write: Writer) -> Origin | None:
    return origin(found, write) if found else None


def _contents(page: EnforcementPage) -> list[Link]:
    """Returns a link to each section that the page has."""
    sections = (
        ("who", "有人来查，先认人", page.enforcers),
        ("inspections", "能查什么", page.inspections),
        ("absent", "有人来查、来罚怎么办", page.absent),
        ("measures", "罚多少、哪些不罚", page.breaches),
        ("procedures", "一步一步怎么走", page.procedures),
        ("powers", "凭什么罚", page.powers),
        ("decisions", "罚了什么", page.decisions),
        ("statistics", "一年办了多少", page.years),
    )
    return [Link(title, f"#{id_}") for id_, title, there in sections if there]


def _powers(write: Writer) -> list[LinkGroup]:
    """Returns the powers to penalise, inspect and coerce that stand in the list of powers; examples are not the town's."""
    listed = [power for power in write.town.record.powers.values() if not power.mistaken and not power.is_example]
    groups = [
        LinkGroup(
            kind,
            [write.link(p, words.state(p) or words.MODES[p.mode]) for p in listed if p.type == kind],
        )
        for kind in _POWERS
    ]
    return [group for group in groups if group.links]


def _decisions(town: Town) -> list[str]:
    """Returns how many decisions there are of each kind, and how many of them may be read."""
    kinds: dict[str, Counter[Stage]] = {}
    for decision in town.record.decisions.values():
        kinds.setdefault(str(decision.kind), Counter())[disclosure(decision, town.today).stage] += 1
    return [
        f"{kind} {stages.total()} 件：" + "，".join(f"{stage} {stages[stage]} 件" for stage in Stage if stages[stage])
        for kind, stages in kinds.items()
    ]


def _years(write: Writer) -> Years | None:
    """Returns the figures most asked for, newest year first; what a year does not say is left out of the picture."""
    statistics = write.town.record.statistics
    years = sorted(statistics, reverse=True)
    if not years:
        return None
    held = [_asked(statistics[year]) for year in years]
    rows = {name: [said[name] for said in held] for name in held[0]}
    drawn = [charts.Bars(name, known) for name, counts in rows.items() if any(known := _all_known(counts[:_SHOWN]))]
    names = [f"{year}年" for year in years[:_SHOWN]]
    return Years(
        [Link(f"{year}年", write.href(f"{urls.ENFORCEMENT}statistics/{year}/")) for year in years],
        [
            Year(name, [words.PENDING if count is None else str(count) for count in counts])
            for name, counts in rows.items()
        ],
        charts.compared("years-figure", "各年办了多少", drawn, names, ""),
        max(0, len(years) - _SHOWN),
    )


def _all_known(counts: Sequence[int | None]) -> tuple[int, ...]:
    """Returns the counts where all of them are known, else none."""
    known = tuple(count for count in counts if count is not None)
    return known if len(known) == len(counts) else ()


def _asked(year: Statistics) -> dict[str, int | None]:
    return {
        "许可（件）": year.licences.granted.number,
        "处罚（件）": year.penalties.total.number,
        "强制（件）": year.coercion.total.number if year.coercion else None,
        "检查（次）": year.others.inspection.number,
    }
