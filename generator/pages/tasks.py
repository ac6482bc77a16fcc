"""县里临时交办的任务: a part of the list of duties, and a page for each task.

In: the town. Out: `part` for the part of the list, `body` for one task, `bodies` for all. A page shows the eight
things that 宁政发〔2019〕6号 二（一）3 demands of a task, and marks what was not provided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.responsibility import Task
from generator.model.values import is_nothing
from generator.pages import words
from generator.pages.body import Body
from generator.pages.catalogue import Part, Rows
from generator.pages.components import Fact, Mark
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page, unknown
from generator.pages.list_rows import Cell, Column, ListRow, list_row
from generator.pages.writing import Writer

SECTION = kind_of(Task).section
_TITLE = "县里临时交办的任务"
_LEAD = "要由县委、县政府批准才能交办，部门自己批的不算；做什么、做到哪天、给多少人和钱，都写明。"
_COLUMNS = (Column("性质"), Column("期限"), Column("谁批准的", "批准的"), Column("批准文件", "文件"))


def bodies(town: Town) -> Iterator[Body]:
    """Yields the page of each task."""
    for task in town.record.tasks.values():
        yield body(task, town)


def part(town: Town) -> Part:
    """Returns the tasks as a part of the list of duties."""
    return Part(id="tasks", title=_TITLE, rows=_ROWS, entries=list(town.record.tasks.values()), lead=_LEAD)


def _texts(task: Task, write: Writer) -> tuple[str, ...]:
    return str(task.nature), str(task.period), str(task.approver), write.value(task.approval)


def _row(task: Task, cells: Sequence[Cell], write: Writer) -> ListRow:
    return list_row(task, write, cells, {"class": _TITLE}, link=write.link(task, note=str(task.state)))


_ROWS = Rows(_COLUMNS, _texts, _row)


@dataclass(frozen=True, slots=True)
class Share:
    """What one department does of a task."""

    department: str
    work: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage(PageOfEntry):
    """What task.html prints. A fact among the `means` without a value was not provided."""

    template: ClassVar = "task.html"
    sentence: str
    style: str
    pending: str
    demands: Sequence[Fact]
    shares: Sequence[Share]
    means: Sequence[Fact]
    approval: Sequence[Fact]


def body(task: Task, town: Town) -> Body:
    """Returns the page of a task."""
    write = Writer(town, urls.of(task))
    over = not task.running
    marks = [Mark("性质", str(task.nature)), Mark("状态", str(task.state), "state" if over else "")]
    page = TaskPage(
        root=write.root,
        entry=entry_page(task, write, marks=marks, related=write.links(town.mentions.get(task.id, ()))),
        sentence=f"{task.from_whom}交给镇里的{task.nature}任务，{task.period}。",
        style="ended" if over else "",
        pending=words.pending(unknown(task)),
        demands=write.facts(
            ("目标", "要达到什么", task.goal),
            ("内容", "具体做什么", task.content),
            ("权限", "能做什么、不能做什么", task.limits),
            ("期限", "从哪天到哪天", task.period),
        ),
        shares=[Share(write.value(share.body), write.value(share.work)) for share in task.shares],
        means=_means(task, write),
        approval=write.facts(
            ("批准机关", "谁批准的", task.approver),
            ("批准文件", "批准文件", task.approval),
            ("批准日期", "哪天批准的", task.approved),
            ("交办部门", "谁交办的", task.from_whom),
            ("公开审核", "谁同意公开的", task.reviewed),
        ),
    )
    return entry_body(task, town, page, SECTION, page.sentence)


def _means(task: Task, write: Writer) -> list[Fact]:
    means = (
        ("保障·人员", "派多少人", task.means.people),
        ("保障·经费", "给多少钱", task.means.money),
        ("保障·业务培训", "怎么培训", task.means.training),
    )
    return [Fact(field, label, "" if is_nothing(value) else write.value(value)) for field, label, value in means]
