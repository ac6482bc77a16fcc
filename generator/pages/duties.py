"""职责清单: what the town does, helps with or has given back, and the tasks the county handed down.

In: a town. Out: the list by class, a page for each duty and each task. 配合 sets the lead body's part
beside the town's; 收回 says who took over and where to go now; a task shows the eight things that
宁政发〔2019〕6号 二（一）3 demands of it, and marks what was not provided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.completeness import needless
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.entry import EXAMPLE, OFFICIAL
from generator.model.kinds import kind_of
from generator.model.responsibility import Responsibility, Task
from generator.model.values import NOTHING, DepartmentName
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page, unknown
from generator.pages.listing import Column, Group, changed, columns, listing, row
from generator.pages.writing import Writer

SECTION = kind_of(Responsibility).section
# For each class of duty: what the third column says, and where it stands.
_WHO = {"基本履职": ("哪个机构办", "handler"), "配合履职": ("谁主责", "lead"), "上级收回": ("现在谁办", "taken_by")}
_TASKS = "县里临时交办的任务"
_HINT = "名称、编号、叫法"
_FILTERS = (
    ("class", "归谁", None),
    ("area", "领域", None),
    ("whose", "哪个机构", None),
    ("standing", "有没有出处", words.STANDINGS),
    ("state", "还办不办", dict.fromkeys(("正常办理", "暂停的", "不再办的"), "")),
)


def bodies(town: Town) -> Iterator[Body]:
    """The list and the page of each duty and each task."""
    yield _list(town)
    for duty in town.record.responsibilities.values():
        yield _duty(duty, town)
    for task in town.record.tasks.values():
        yield _task(task, town)


def _list(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    duties = list(town.record.responsibilities.values())
    groups = [_group(i, kind, duties, town, write) for i, kind in enumerate(_WHO, 1)]
    groups.append(_tasks(list(town.record.tasks.values()), write))
    shown = listing(town, "duties", "项", groups, _FILTERS, hint=_HINT, newest="最近变动的在前")
    html = render(
        "duties.html",
        total=len(duties),
        list=shown,
        standing=_standing(duties),
        remarks=said_of_most(duties),
        write=write,
    )
    lead = "这事谁管：镇里、县里、已交回县里"
    return Body(url, title, html, lead, PageKind.COLUMN, indexed=town.record.formal, scripts=shown.scripts)


def _group(number: int, kind: str, duties: list[Responsibility], town: Town, write: Writer) -> Group:
    """The duties of one class."""
    label, attribute = _WHO[kind]
    held = [duty for duty in duties if duty.kind == kind]
    whose = [_body(getattr(duty, attribute)) for duty in held]
    cells = [(str(d.area or ""), write.value(w) if w else words.PENDING) for d, w in zip(held, whose, strict=True)]
    shown, cells = columns(cells, Column("领域"), Column(label, label))
    rows = tuple(
        row(duty, write, cut, _chosen_by(duty, name), day=changed(duty, town))
        for duty, name, cut in zip(held, whose, cells, strict=True)
    )
    return Group(f"class-{number}", words.DUTY_CLASSES[kind], shown, rows)


def _chosen_by(duty: Responsibility, whose: DepartmentName | None) -> dict[str, Any]:
    """What a duty can be chosen by."""
    return {
        "class": words.DUTY_CLASSES[duty.kind],
        "area": duty.area,
        "whose": whose or words.PENDING,
        "standing": duty.standing,
        "state": "不再办的" if duty.ending else "暂停的" if duty.pause else "正常办理",
    }


def _tasks(tasks: list[Task], write: Writer) -> Group:
    """What the county handed down for a time."""
    lead = "要由县委、县政府批准才能交办，部门自己批的不算；做什么、做到哪天、给多少人和钱，都写明。"
    titles = (Column("性质"), Column("期限"), Column("谁批准的", "批准的"), Column("批准文件", "文件"))
    cells = [(str(t.nature), str(t.period), str(t.approver), write.value(t.approval)) for t in tasks]
    shown, cells = columns(cells, *titles)
    rows = tuple(
        row(task, write, cut, {"class": _TASKS}, link=write.link(task, note=str(task.state)))
        for task, cut in zip(tasks, cells, strict=True)
    )
    return Group("tasks", _TASKS, shown, rows, lead)


def _standing(duties: list[Responsibility]) -> str:
    """How much of the list is official; "" where all of it is."""
    counts = Counter(str(duty.standing) for duty in duties)
    if not duties or counts["官方"] == len(duties):
        return ""
    parts = [
        (counts["官方"], "项有官方文件"),
        (counts["法条整理"], "项按法条整理"),
        (counts[EXAMPLE], "项是示例，不是真的"),
    ]
    return "，".join(f"{count}{said}" for count, said in parts if count)


def said_of_most(entries: Iterable[Any]) -> list[str]:
    """The sentences that stand in the 备注 of most entries that are not official: said once, above the list."""
    remarks = [str(entry.remark or "") for entry in entries if entry.standing != OFFICIAL]
    counts = Counter(sentence for remark in remarks for sentence in dict.fromkeys(remark.split("。")) if sentence)
    return [f"{sentence}。" for sentence, count in counts.items() if count > 1 and count * 2 > len(remarks)]


def _body(name: Any) -> DepartmentName | None:
    """A body that the file format holds as a plain name, so that its page is linked where it has one."""
    return DepartmentName(name) if name else None


def _duty(duty: Responsibility, town: Town) -> Body:
    write = Writer(town, urls.of(duty))
    withdrawn = duty.mistaken
    taken_back = duty.taken_back
    sentence = _sentence(duty)
    values = {
        "kind": words.DUTY_CLASSES[duty.kind],
        "over": taken_back,
        "sentence": sentence,
        "takeover": _takeover(duty, write) if taken_back and not withdrawn else [],
        "sides": [] if withdrawn else _sides(duty, write),
        "report": None if withdrawn or duty.ending else write.known(duty.report_to),
        "source": [] if withdrawn else _source(duty, write),
        "side": [] if withdrawn else _labels(duty, write),
        "others": write.links(e for e in town.mentions.get(duty.id, ()) if not isinstance(e, Adjustment)),
        "pending": "" if withdrawn or duty.ending else words.pending(unknown(duty, needless(duty))),
    }
    return entry_page(duty, town, "duty.html", SECTION, sentence or words.state(duty), **values)


def _sentence(duty: Responsibility) -> str:
    """Whose it is, in one sentence; "" for what has ended or rests: the banner says that."""
    if duty.ending:
        return ""
    match duty.kind:
        case "上级收回":
            since = f"{duty.effective} 起，" if duty.effective else ""
            return f"{since}这件事交回{duty.taken_by or '县里'}办，不用再来镇里。"
        case "配合履职":
            return f"这件事由{duty.lead or '县里'}主办，镇里帮忙。"
        case _:
            return "这是镇里的事" + (f"，由{duty.handler}办。" if duty.handler else "。")


def _takeover(duty: Responsibility, write: Writer) -> list:
    return write.rows(
        ("承接部门", "谁接了", _body(duty.taken_by)),
        ("群众现在怎么办", "现在要办", duty.advice),
        ("在途件怎么办", "已经交了材料的", duty.pending),
        ("工作方式", "接了以后怎么办理", duty.how),
        ("收回理由", "为什么交回", duty.reason),
        ("原对应权力", "原来是哪项权力", duty.former_power),
    )


def _sides(duty: Responsibility, write: Writer) -> list[tuple[str, str, list[Markup]]]:
    """Who does what: (field, heading, duties); two columns where the county leads."""
    sides = []
    if duty.lead_duties:
        sides.append(("主责部门职责", f"{duty.lead or '县里'}主办", write.lines(duty.lead_duties)))
    if duty.town_duties:
        sides.append(("镇里的职责", "镇里帮忙" if duty.lead_duties else "镇里做什么", write.lines(duty.town_duties)))
    return sides


def _source(duty: Responsibility, write: Writer) -> list:
    return write.rows(
        ("承办机构", "镇里哪个机构办", None if duty.handler is NOTHING else duty.handler),
        ("主责部门", "谁主责", _body(duty.lead)),
        ("依据", "依据", duty.basis),
        ("依据文件", "哪份文件定的", duty.document),
    )


def _labels(duty: Responsibility, write: Writer) -> list:
    return write.rows(
        ("俗称", "也叫", duty.nicknames),
        ("领域", "领域", duty.area),
        ("生效日期", "从哪天起", duty.effective),
    )


def _task(task: Task, town: Town) -> Body:
    write = Writer(town, urls.of(task))
    sentence = f"{task.from_whom}交给镇里的{task.nature}任务，{task.period}。"
    means = (
        ("保障·人员", "派多少人", task.means.people),
        ("保障·经费", "给多少钱", task.means.money),
        ("保障·业务培训", "怎么培训", task.means.training),
    )
    values = {
        "sentence": sentence,
        "state": str(task.state),
        "over": not task.running,
        "demands": write.rows(
            ("目标", "要达到什么", task.goal),
            ("内容", "具体做什么", task.content),
            ("权限", "能做什么、不能做什么", task.limits),
            ("期限", "从哪天到哪天", task.period),
        ),
        "shares": [(write.value(share.body), write.value(share.work)) for share in task.shares],
        "means": [(field, label, None if value is NOTHING else write.value(value)) for field, label, value in means],
        "approval": write.rows(
            ("批准机关", "谁批准的", task.approver),
            ("批准文件", "批准文件", task.approval),
            ("批准日期", "哪天批准的", task.approved),
            ("交办部门", "谁交办的", task.from_whom),
            ("公开审核", "谁同意公开的", task.reviewed),
        ),
        "others": write.links(town.mentions.get(task.id, ())),
        "pending": words.pending(unknown(task)),
    }
    return entry_page(task, town, "task.html", SECTION, sentence, **values)
