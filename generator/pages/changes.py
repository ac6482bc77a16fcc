"""最近变动: what was added to the lists, taken out or changed, why, and who agreed to it.

In: a town. Out: the list, newest first, and a page for each adjustment: its four steps, a missing
one marked, and each entry with what it said before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.town import Town, start_of
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.kinds import kind_of
from generator.model.values import NOTHING
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page, unknown
from generator.pages.writing import Writer

SECTION = kind_of(Adjustment).section


class Step(NamedTuple):
    """A step an adjustment must take: by whom, "" where that is not known, and the paper it left."""

    field: str
    name: str
    who: Markup | str
    papers: tuple[tuple[str, Markup], ...] = ()
    lacking: str = ""


def bodies(town: Town) -> Iterator[Body]:
    """The list and the page of each adjustment."""
    yield _list(town)
    for adjustment in town.record.adjustments.values():
        yield _page(adjustment, town)


def _list(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    newest = sorted(town.record.adjustments.values(), key=lambda a: (start_of(a) or date.min, a.id), reverse=True)
    html = render("changes.html", rows=[_row(each, write) for each in newest], said=_said(newest, town), write=write)
    days = [day for each in newest if (day := start_of(each))]
    return Body(
        url, title, html, "加了什么、收了什么、为什么", PageKind.COLUMN, day=max(days, default=None),
        indexed=town.record.formal,
    )  # fmt: skip


def _said(adjustments: list[Adjustment], town: Town) -> str:
    """What the list is, said honestly where there is next to nothing in it."""
    if not adjustments:
        return "这里登每次调整；目前一次也没有登。"
    if len(adjustments) > 1:
        return f"这里登每次调整，新的在前。共 {len(adjustments)} 次。"
    only = adjustments[0]
    paper = town.record.document(only.approval)
    dated = start_of(only) or (paper.dated.date if paper and paper.dated else None)
    return f"这里登每次调整；目前只有{f'{dated.year}年' if dated else ''}{paper.kind if paper else '这一次'}。"


def _row(adjustment: Adjustment, write: Writer) -> dict[str, Any]:
    return {
        "link": write.link(adjustment),
        "day": start_of(adjustment),
        "summary": str(adjustment.summary or ""),
        "counted": _counted(adjustment),
        "approval": write.value(adjustment.approval),
    }


def _counted(adjustment: Adjustment) -> str:
    """How many entries by what happened to them: 收回1项，更名2项."""
    counts = Counter(str(item.action) for item in adjustment.items)
    return "，".join(f"{action}{count}项" for action, count in counts.items())


def _page(adjustment: Adjustment, town: Town) -> Body:
    write = Writer(town, urls.of(adjustment))
    values = {
        "steps": _steps(adjustment, write),
        "days": write.rows(
            ("公布日期", "向社会公布", adjustment.published), ("生效日期", "从哪天起算", adjustment.effective)
        ),
        "counted": _counted(adjustment),
        "items": [_item(item, write) for item in adjustment.items],
        "pending": words.pending(unknown(adjustment, {"提出单位", "审核单位", "合法性审查", "批准日期"})),
    }
    description = str(adjustment.summary or _counted(adjustment))
    return entry_page(adjustment, town, "change.html", SECTION, description, **values)


def _steps(adjustment: Adjustment, write: Writer) -> list[Step]:
    """Proposed, reviewed, legality examined, approved; what is not known or was not done is marked."""
    papers = [("批准文件", write.value(adjustment.approval))]
    papers += [("批准日期", write.value(adjustment.approved))] if adjustment.approved else []
    return [
        _step("提出单位", "提出", adjustment.proposer, write),
        _step("审核单位", "机构编制部门审核", adjustment.reviewer, write),
        _step("合法性审查", "合法性审查", adjustment.legality, write),
        _step("批准机关", "批准", adjustment.approver, write)._replace(papers=tuple(papers)),
    ]


def _step(field: str, name: str, who: Any, write: Writer) -> Step:
    if who is None:
        return Step(field, name, "", lacking="待核：没有查到")
    if who is NOTHING:
        return Step(field, name, "", lacking="没有这一步")
    return Step(field, name, write.value(who))


def _item(item: Adjusted, write: Writer) -> dict[str, Any]:
    return {
        "action": str(item.action),
        "entry": write.value(item.entry),
        "reason": write.value(item.reason),
        "more": write.rows(
            ("事项·交回给", "现在谁办", item.given_to),
            ("事项·并入", "并到哪一条", item.merged_into),
            ("事项·在途件", "已经交了材料的", item.pending),
        ),
        "changes": [
            (str(change.field), _text(change.before, write), _text(change.after, write))
            for change in item.changes or ()
        ],
    }


def _text(value: Any, write: Writer) -> Markup:
    """What a field said; it may have said nothing."""
    return Markup("（空着）") if value is NOTHING else write.value(value)
