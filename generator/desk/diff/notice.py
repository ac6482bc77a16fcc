"""Drafts the 动态调整公告: the changes that are 须经调整, in the layout of official papers.

In: a `Comparison`, today's record. Out: the bytes of a .docx. What the record does not know is a blank that says
待填; nothing is made up.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from generator.derive import wording
from generator.desk.diff.comparison import Adjustable, ChangedFile, Comparison
from generator.desk.diff.paper import FIRST, Paper
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.entry import BY_ADJUSTMENT
from generator.record import Record

_IN_BODY = 8  # so many rows stand in the body; more are an annex
_HEADER = ("序号", "编号", "名称", "动作", "原来", "现在", "依据文件")
_WIDTHS = (12, 15, 27, 12, 34, 34, 22)  # millimetres
_NUMERALS = "一二三四五六七八九十"
_OF_NEW = ("类型", "类别", "行使方式", "委托机关", "实施依据", "依据", "承办机构")  # what says what a new entry is


def blank(what: str, room: int = 4) -> str:
    """A visible blank of some characters, and what is to be written there."""
    return f"〔{'　' * room}〕（{what}，待填）"


def notice(comparison: Comparison, town: Record) -> bytes:
    """The draft of the notice."""
    changes = [change for change in comparison.changes if change.adjustables]
    known = _only_adjustment(changes)
    who = str(town.town.authority) if town.town else blank("机关全称")
    paper = Paper(f"{who}关于动态调整权责清单的公告", comparison.day)
    paper.title(who)
    paper.title("关于动态调整权责清单的公告")
    paper.line(blank("文号"), align=1)
    paper.empty_line()
    paper.line(f"{blank('主送机关')[:-1]}；面向社会的公告不写，删去这一行）：")
    paper.paragraph(_opening(known, town))
    annexed = len(changes) > _IN_BODY
    paper.heading("一、调整内容")
    paper.paragraph(f"这次调整{len(changes)}项：{_counted(changes)}。{'具体见附件。' if annexed else '具体如下：'}")
    if not annexed:
        paper.table(_HEADER, _rows(changes), _WIDTHS)
    paper.heading("二、施行日期")
    start = _day(known.effective.date) if known and known.effective else blank("施行日期")
    paper.paragraph(f"上述调整自{start}起施行。")
    last = _pending(paper, changes, town)
    paper.heading(f"{_NUMERALS[last]}、咨询方式")
    paper.paragraph(_asking(town))
    if annexed:
        paper.empty_line()
        paper.paragraph("附件：动态调整事项表")
    paper.empty_line()
    paper.empty_line()
    announced = known.published.date if known and known.published else comparison.day
    paper.signed(who, _day(announced))
    if annexed:
        paper.new_page()
        paper.line("附件", font=FIRST)
        paper.title("动态调整事项表")
        paper.table(_HEADER, _rows(changes), _WIDTHS)
    return paper.content()


def _opening(known: Adjustment | None, town: Record) -> str:
    approval = f"{known.approval}文件" if known else blank("批准文件")
    approver = str(known.approver) if known and known.approver else blank("批准机关")
    name = str(town.town.name) if town.town else ""
    return f"根据{approval}，经{approver}批准，对{name}权责清单的部分事项作动态调整，现公告如下："


def _only_adjustment(changes: list[ChangedFile]) -> Adjustment | None:
    """The one adjustment that says all changes, so that its papers and days are known; None where there is not one."""
    adjustables = [adjustable for change in changes for adjustable in change.adjustables]
    by_id = {adjustment.id: adjustment for adjustable in adjustables for adjustment in adjustable.adjustments}
    whole = all(adjustable.adjustments for adjustable in adjustables)
    return next(iter(by_id.values())) if whole and len(by_id) == 1 else None


def _counted(changes: list[ChangedFile]) -> str:
    counts = Counter(_action(change) for change in changes)
    return "，".join(f"{action}{count}项" for action, count in counts.items())


def _action(change: ChangedFile) -> str:
    return change.actions[0]


def _rows(changes: list[ChangedFile]) -> list[tuple[str, ...]]:
    return [_row(number, change) for number, change in enumerate(changes, 1)]


def _row(number: int, change: ChangedFile) -> tuple[str, ...]:
    before, after = _sides(change)
    papers = dict.fromkeys(
        str(adjustment.approval) for adjustable in change.adjustables for adjustment in adjustable.adjustments
    )
    if change.uncovered:
        papers[f"〔　　〕{chr(10)}（文号，待填）"] = None
    return (str(number), change.id, change.name, _action(change), before, after, "\n".join(papers))


def _sides(change: ChangedFile) -> tuple[str, str]:
    """What the 须经调整 fields said and say; for a new entry what it says."""
    if change.new:
        values = {field.path: field.after for field in change.fields if wording.STEP not in field.path}
        return "—", "\n".join(f"{name}：{values[name]}" for name in _OF_NEW if values.get(name)) or "列入清单"
    lines = [line for adjustable in change.adjustables for line in _told(change, adjustable)]
    before = [f"{path}：{was or '（空着）'}" for path, was, _ in lines]
    after = [f"{path}：{now or '（空着）'}" for path, _, now in lines]
    ending = (change.data or {}).get("终止") or {}
    after += [f"{name}：{ending[name]}" for name in ("交回给", "并入") if ending.get(name)]
    return "\n".join(before), "\n".join(after)


def _told(change: ChangedFile, adjustable: Adjustable) -> list[tuple[str, str, str]]:
    """Field, before, after; of a list of mappings only the items that changed."""
    inside = [field for field in change.fields if field.adjusted == adjustable.path and field.path != adjustable.path]
    if not adjustable.path or not inside:
        return [(adjustable.path, adjustable.before, adjustable.after)]
    return [(field.path, field.before, field.after) for field in inside]


def _pending(paper: Paper, changes: list[ChangedFile], town: Record) -> int:
    """Write what becomes of requests that were handed in; the number of sections so far."""
    ended = [change for change in changes if _action(change) in BY_ADJUSTMENT]
    if not ended:
        return 2
    paper.heading("三、已经受理的事项")
    for number, change in enumerate(ended, 1):
        item = _item(change, town)
        paper.subheading(f"（{_number(number)}）{change.name}")
        paper.paragraph(_sentence(str(item.pending)) if item and item.pending else f"{blank('在途件怎么办')}。")
    return 3


def _item(change: ChangedFile, town: Record) -> Adjusted | None:
    ids = {adjustment.id for adjustable in change.adjustables for adjustment in adjustable.adjustments}
    found = (i for a in town.adjustments.values() if a.id in ids for i in a.items if i.entry.id == change.id)
    return next(found, None)


def _asking(town: Record) -> str:
    centre = town.town.centre if town.town else None
    where = str(centre.department) if centre and centre.department else blank("承办机构")
    phone = str(centre.inquiry_phone) if centre and centre.inquiry_phone else blank("咨询电话")
    return f"对上述调整有疑问的，向{where}咨询，电话：{phone}。"


def _sentence(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def _number(number: int) -> str:
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    lead = "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return lead + (_NUMERALS[ones - 1] if ones else "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
