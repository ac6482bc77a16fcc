"""What the page of one power is put together from: how far it goes, its ground, duties by stage, figures of use.

In: a power, the town, the page's writer. Out: rows, stages and pictures as the template prints them.
Used by `powers`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.completeness import issued, missing_elements
from generator.derive.town import Town
from generator.model.authority import Power, Use
from generator.model.service import Guide
from generator.pages import words
from generator.pages.body import render
from generator.pages.frame import banner
from generator.pages.writing import Link, Writer
from generator.pictures import charts

Rows = list[tuple[str, str, Markup | list[Markup]]]


class Duty(NamedTuple):
    """One responsibility: whose ("专门", "通用"; "" where there is only one sort), what, on what ground."""

    sort: str
    text: str
    basis: Markup


class Stage(NamedTuple):
    """A stage of exercising a power with all that is owed at it."""

    name: str
    duties: list[Duty]


class UseTable(NamedTuple):
    """Figures of use, year by year: a picture with its title, and the same and more as a table."""

    title: str
    picture: Markup
    columns: list[str]
    rows: list[tuple[str, list[str]]]


def guides(power: Power, town: Town, write: Writer) -> list[Link]:
    """The guides by which one gets this done."""
    return write.links(guide for guide in town.mentioning(power.id, Guide) if issued(guide, town.record))


def thin_guides(power: Power, town: Town, write: Writer) -> list[tuple[Guide, str, str]]:
    """Guides that may not stand as such: each with what it lacks and where it lies."""
    return [
        (guide, words.pending(list(missing_elements(guide, town.record))), write.href(urls.of(guide)))
        for guide in town.mentioning(power.id, Guide)
        if not issued(guide, town.record)
    ]


def reach(power: Power, write: Writer) -> Rows:
    """How far it goes, what needs none of it, and who does it."""
    return write.rows(
        ("权限边界", "管到哪", power.scope),
        ("不用办的情形", "不用办", power.not_needed),
        ("县级保留情形", "县里还管", power.kept),
        ("要征求意见的单位", "还要谁同意", power.consulted),
        ("承办机构", "谁承办", power.handler),
        ("最后决定", "最后谁决定", power.decider),
        ("批后监管", "批了以后谁来管", power.supervision),
        ("监督电话", "监督电话", power.supervision_phone),
    )


def labels(power: Power, write: Writer) -> Rows:
    """What else it is called and where it is sorted: for those who look it up."""
    return write.rows(
        ("俗称", "也叫", power.nicknames),
        ("子项", "子项", power.subitems),
        ("现行清单名称", "现行清单里叫", power.current_name),
        ("领域", "领域", power.field),
        ("生效日期", "从哪天起办", power.effective),
    )


def codes(power: Power, write: Writer) -> Rows:
    """The numbers under which other systems know it."""
    return write.rows(
        ("基本编码", "基本编码", power.catalog_code),
        ("实施编码", "实施编码", power.task_code),
        ("地方编码", "地方编码", power.local_code),
    )


def ground(power: Power, write: Writer) -> Rows:
    """Where the power comes from: the law, the paper, the mandate."""
    paper = write.rows(
        ("实施依据", "依据", power.basis),
        ("放权文件", "文件", power.document),
        ("放权文件位置", "文件里的位置", power.place),
        ("赋权通道", "凭哪条法律赋权", power.channel),
        ("省政府批准文号", "省里批准", power.approval),
        ("原实施机关", "原来归谁", power.original),
        ("委托机关", "谁委托的", power.principal),
        ("用章", "盖哪枚章", power.seal),
        ("再委托", "能不能再委托", power.sub_delegation),
        ("业务指导部门", "谁指导", power.guidance),
        ("支持保障", "县里给的支持", power.support),
    )
    mandate = power.mandate
    if mandate:
        paper += write.rows(
            ("委托书·文号", "委托书", mandate.number),
            ("委托书·签订日期", "哪天签的", mandate.signed),
            ("委托书·期限", "委托期限", mandate.period),
            ("委托书·委托内容", "委托内容", mandate.content),
            ("委托书·适用区域", "适用区域", mandate.area),
            ("委托书·公告", "公告", mandate.notice),
            ("委托书·公告日期", "哪天公告的", mandate.noticed),
        )
    return paper


def stages(power: Power, town: Town, write: Writer) -> list[Stage]:
    """Duties by stage, each stage once: the power's own before those that all of its type share."""
    template = town.record.template_of.get(str(power.duties)) if power.duties else None
    shared, own = (template.duties or ()) if template else (), power.more_duties or ()
    sorts = ("专门", "通用") if shared and own else ("", "")
    found: dict[str, tuple[list[Duty], list[Duty]]] = {}
    for sort, (name, duties) in enumerate(zip(sorts, (own, shared), strict=True)):
        for duty in duties:
            said = Duty(name, str(duty.duty), Markup("；".join(write.lines(duty.basis))))
            found.setdefault(str(duty.stage), ([], []))[sort].append(said)
    # The stages in the order of the shared ones; a stage of the power's own only comes after them.
    order = dict.fromkeys(str(duty.stage) for duty in (*shared, *own))
    return [Stage(name, [*found[name][0], *found[name][1]]) for name in order]


def accountability(power: Power, town: Town, write: Writer) -> list[Markup]:
    """For what somebody is called to account."""
    template = town.record.template_of.get(str(power.accountability)) if power.accountability else None
    shared = (template.accountability or ()) if template else ()
    return write.lines((*(power.more_accountability or ()), *shared))


def why_ended(power: Power, write: Writer) -> list[Markup | str]:
    """Why a power has ended and what to do now; its sentence has said from when on."""
    shown = banner(power, write)
    return [f"为什么：{power.ending.reason}", *shown.lines[1:]] if power.ending and shown else []


def answering(power: Power, town: Town, write: Writer) -> Markup:
    """Duties and accountability as they are printed: drawn once for all powers that have nothing of their own."""
    if power.more_duties or power.more_accountability:
        return _answering(stages(power, town, write), accountability(power, town, write))
    key = (str(power.duties), str(power.accountability), write.href(""))
    drawn = _drawn(town)
    if key not in drawn:
        drawn[key] = _answering(stages(power, town, write), accountability(power, town, write))
    return drawn[key]


def _answering(found: list[Stage], called: list[Markup]) -> Markup:
    names = " · ".join(stage.name for stage in found)
    return Markup(render("power_duties.html", names=names, stages=found, accountability=called))


@lru_cache(maxsize=1)
def _drawn(town: Town) -> dict[tuple[str, str, str], Markup]:
    """What has been drawn of a town so far; another town, or the next state of this one, begins anew."""
    return {}


_COUNTS = {
    "受理": "accepted", "办结": "finished", "准予": "granted", "不予": "refused",
    "投诉": "complaints", "复议": "reviews", "诉讼": "suits",
}  # fmt: skip
_ASKED_OF_ALL = 4  # the first of them are elements; the others are shown where any year has them


def use(power: Power) -> UseTable | None:
    """Figures of use; None where there are none."""
    if not power.use:
        return None
    years = sorted(power.use, key=lambda use: str(use.year), reverse=True)
    columns = [
        name
        for place, (name, attribute) in enumerate(_COUNTS.items())
        if place < _ASKED_OF_ALL or any(getattr(year, attribute) is not None for year in years)
    ]
    rows = [(str(year.year), [_count(year, name) for name in columns]) for year in years]
    return UseTable(*_picture(years), columns, rows)


def _count(year: Use, name: str) -> str:
    count = getattr(year, _COUNTS[name])
    return words.PENDING if count is None else str(count)


def _picture(years: list[Use]) -> tuple[str, Markup]:
    """What came in year by year; of a single year, what became of it. Nothing where a bar has nothing beside it."""
    if len(years) > 1:
        bars = [charts.Bar(f"{year.year}年", year.accepted.number) for year in years if year.accepted]
        title = "每年受理多少件"
    else:
        named = ((name, getattr(years[0], _COUNTS[name])) for name in ("受理", "准予", "不予"))
        bars = [charts.Bar(name, count.number) for name, count in named if count is not None]
        title = f"{years[0].year}年受理和准了多少件"
    return title, charts.bars("use-bars", title, bars, "件") if len(bars) > 1 else Markup("")
