"""最近变动: what was added to the lists, taken out or changed, why, and who agreed to it.

In: the town. Out: `list_body` for the list, newest first, `body` for one adjustment, `bodies` for all. A page shows
the four steps of an adjustment, a missing one marked, and each entry with what it said before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from generator import urls
from generator.derive.history import start_of
from generator.derive.town import Town
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.kinds import kind_of
from generator.model.values import is_nothing
from generator.opendata import feeds
from generator.pages import past, words
from generator.pages.body import Body, PageKind
from generator.pages.components import Fact, Link
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page, unknown
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

SECTION = kind_of(Adjustment).section


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list and the page of each adjustment."""
    yield list_body(town)
    for adjustment in town.record.adjustments.values():
        yield body(adjustment, town)


def newest_first(town: Town) -> list[Adjustment]:
    """Returns the adjustments by the day from which they count; those without a day come last."""
    return sorted(town.record.adjustments.values(), key=lambda a: (start_of(a) or date.min, a.id), reverse=True)


# The list.


@dataclass(frozen=True, slots=True)
class ListedChange:
    """An adjustment in the list: its day as text, "" where it is not known, its page, what it did, who approved."""

    day: str
    counted: str
    link: Link
    summary: str
    approval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """What changes.html prints."""

    template: ClassVar = "changes.html"
    said: str
    changes: Sequence[ListedChange]
    ways: Sequence[Link]


def list_body(town: Town) -> Body:
    """Returns the list of adjustments."""
    write = Writer(town, SECTION.url)
    newest = newest_first(town)
    page = ChangesPage(
        root=write.root,
        said=_said(newest, town),
        changes=[_listed(each, write) for each in newest],
        ways=_ways(town, write),
    )
    days = [day for each in newest if (day := start_of(each))]
    return Body(
        SECTION.url, SECTION.title, render(page), "加了什么、收了什么、为什么", PageKind.COLUMN,
        day=max(days, default=None), indexed=town.record.formal,
    )  # fmt: skip


def _ways(town: Town, write: Writer) -> list[Link]:
    """Returns what else there is of the record over time."""
    followed = town.record.town and town.record.town.address_of_site
    return [
        Link("某一天的清单是什么样", write.href(urls.PAST)),
        Link("放权事项办得怎么样", write.href(urls.EVALUATION)),
        *([Link("订阅变动", write.href(feeds.ALL))] if followed else []),
    ]


def _said(adjustments: list[Adjustment], town: Town) -> str:
    """Returns what the list holds, also where that is next to nothing."""
    if not adjustments:
        return "这里登每次调整；目前一次也没有登。"
    if len(adjustments) > 1:
        return f"这里登每次调整，新的在前。共 {len(adjustments)} 次。"
    only = adjustments[0]
    paper = town.record.document(only.approval)
    dated = start_of(only) or (paper.dated.date if paper and paper.dated else None)
    return f"这里登每次调整；目前只有{f'{dated.year}年' if dated else ''}{paper.kind if paper else '这一次'}。"


def _listed(adjustment: Adjustment, write: Writer) -> ListedChange:
    return ListedChange(
        str(start_of(adjustment) or ""),
        _counted(adjustment),
        write.link(adjustment),
        str(adjustment.summary or ""),
        write.value(adjustment.approval),
    )


def _counted(adjustment: Adjustment) -> str:
    """Returns how many entries by what happened to them, as in 收回1项，更名2项."""
    counts = Counter(str(item.action) for item in adjustment.items)
    return "，".join(f"{action}{count}项" for action, count in counts.items())


# The page of one adjustment.


@dataclass(frozen=True, slots=True)
class AdjustmentStep:
    """A step that an adjustment must take: who took it, or what is `lacking`, and the papers it left."""

    field: str
    name: str
    who: str = ""
    lacking: str = ""
    papers: Sequence[Fact] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an entry before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AdjustedEntry:
    """An entry: what happened to it, why, which fields changed, what else is to be said."""

    action: str
    entry: str
    reason: str
    changes: Sequence[Change]
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage(PageOfEntry):
    """What change.html prints; `days` are those from which the adjustment counts."""

    template: ClassVar = "change.html"
    summary: str
    pending: str
    steps: Sequence[AdjustmentStep]
    days: Sequence[Fact]
    counted: str
    items: Sequence[AdjustedEntry]
    lists: Sequence[Link]


def body(adjustment: Adjustment, town: Town) -> Body:
    """Returns the page of an adjustment."""
    write = Writer(town, urls.of(adjustment))
    page = ChangePage(
        root=write.root,
        entry=entry_page(adjustment, write),
        summary=str(adjustment.summary or ""),
        pending=words.pending(unknown(adjustment, {"提出单位", "审核单位", "合法性审查", "批准日期"})),
        steps=_steps(adjustment, write),
        days=write.facts(
            ("公布日期", "向社会公布", adjustment.published), ("生效日期", "从哪天起算", adjustment.effective)
        ),
        counted=_counted(adjustment),
        items=[_item(item, write) for item in adjustment.items],
        lists=[Link(kind.title, write.href(past.url(adjustment, kind))) for kind in past.touched(adjustment, town)],
    )
    return entry_body(adjustment, town, page, SECTION, page.summary or page.counted)


def _steps(adjustment: Adjustment, write: Writer) -> list[AdjustmentStep]:
    """Returns the steps: proposed, reviewed, legality examined, approved."""
    papers = write.facts(("批准文件", "", adjustment.approval), ("批准日期", "", adjustment.approved or None))
    return [
        _step("提出单位", "提出", adjustment.proposer, write),
        _step("审核单位", "机构编制部门审核", adjustment.reviewer, write),
        _step("合法性审查", "合法性审查", adjustment.legality, write),
        _step("批准机关", "批准", adjustment.approver, write, papers),
    ]


def _step(field: str, name: str, who: Any, write: Writer, papers: Sequence[Fact] = ()) -> AdjustmentStep:
    if who is None:
        return AdjustmentStep(field, name, lacking="待核：没有查到", papers=papers)
    if is_nothing(who):
        return AdjustmentStep(field, name, lacking="没有这一步", papers=papers)
    return AdjustmentStep(field, name, write.value(who), papers=papers)


def _item(item: Adjusted, write: Writer) -> AdjustedEntry:
    return AdjustedEntry(
        action=str(item.action),
        entry=write.value(item.entry),
        reason=write.value(item.reason),
        changes=[
            Change(str(change.field), _said_in_field(change.before, write), _said_in_field(change.after, write))
            for change in item.changes or ()
        ],
        facts=write.facts(
            ("事项·交回给", "现在谁办", item.given_to),
            ("事项·并入", "并到哪一条", item.merged_into),
            ("事项·在途件", "已经交了材料的", item.pending),
        ),
    )


def _said_in_field(value: Any, write: Writer) -> str:
    return "（空着）" if is_nothing(value) else write.value(value)
