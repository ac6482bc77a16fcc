"""履职事项 and 交办任务: whose matter it is, and what the county must give along with a task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.model.entry import TAKEN_BACK
from generator.model.responsibility import Responsibility
from generator.model.values import NOTHING
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule

_RESIDENT = "居民：一看就知道这事归谁管"
_TOWN = "镇干部：没有批准、没有保障的任务不硬压下来"


@rule(
    "H551",
    "配合履职要写主责部门、它的职责和镇里的职责",
    protects=_RESIDENT,
    advice="两栏都写：主责部门做什么，镇里做什么。",
)
def assisting_duties_name_the_lead(record: Record, today: date) -> Iterator[Finding]:
    """A duty to assist names the department in the lead, what that does, and what the town does."""
    for duty in record.responsibilities.values():
        if duty.kind == "配合履职":
            yield from _lacking(
                duty, ("主责部门", duty.lead), ("主责部门职责", duty.lead_duties), ("镇里的职责", duty.town_duties)
            )


@rule("H552", "上级收回要写承接部门和工作方式", protects=_RESIDENT, advice="写清谁接、以后怎么办理。")
def duties_taken_back_name_the_taker(record: Record, today: date) -> Iterator[Finding]:
    """A duty that was taken back names who does it now, and how."""
    for duty in record.responsibilities.values():
        if duty.taken_back:
            yield from _lacking(duty, ("承接部门", duty.taken_by), ("工作方式", duty.how))


def _lacking(duty: Responsibility, *fields: tuple[str, object]) -> Iterator[Finding]:
    """A finding for each field that a duty of its class must have and that is empty."""
    for name, value in fields:
        if not value:
            yield Finding(duty, ("类别",), f"类别是“{duty.kind}”，没有写“{name}”", lacks=(name,))


@rule("H553", "收回的履职事项和权力的状态要一致", protects=_RESIDENT, advice="把那项权力的状态改成“收回”，或者改这里。")
def taken_duty_and_power_agree(record: Record, today: date) -> Iterator[Finding]:
    """The power that a taken back duty stood for has been taken back too."""
    for duty in record.responsibilities.values():
        power = record.powers.get(duty.former_power.id) if duty.former_power else None
        if duty.taken_back and power is not None and power.state != TAKEN_BACK:
            yield Finding(duty, ("原对应权力",), f"{power.id} 的状态是“{power.current_state}”，不是“收回”")


@rule(
    "H554",
    "交办任务要县委、县政府批准",
    protects=_TOWN,
    advice="部门自己批的不算；没有县委、县政府批准的任务不要登记。",
)
def tasks_are_approved_by_the_county(record: Record, today: date) -> Iterator[Finding]:
    """A task was approved by the county's party committee or government (宁政发〔2019〕6号 二（一）3)."""
    for task in record.tasks.values():
        if not re.search(r"(人民政府|县政府|县委|市委|区委|委员会)$", task.approver):
            yield Finding(task, ("批准机关",), f"“{task.approver}”不是县委、县政府")


@rule(
    "H555",
    "内部的任务不要放进公开的记录",
    protects="镇干部：公开仓库里的文件谁都看得见",
    advice="把这个文件移出去；仓库的历史里也要清掉。",
)
def nothing_internal_is_recorded(record: Record, today: date) -> Iterator[Finding]:
    """The record has no internal task: the repository is public."""
    for task in record.tasks.values():
        if task.disclosure == "内部":
            yield Finding(task, ("公开属性",), "写的是“内部”")


@rule("H556", "公开的任务要有人审核", protects=_TOWN, when=When.FORMAL, advice="在“公开审核”里写谁在哪天同意公开。")
def public_tasks_were_reviewed(record: Record, today: date) -> Iterator[Finding]:
    """Somebody agreed to the publication of a public task."""
    for task in record.tasks.values():
        if task.disclosure == "公开" and not task.reviewed:
            yield Finding(task, ("公开属性",), "写的是“公开”，没有写“公开审核”", lacks=("公开审核",))


@rule(
    "H557", "任务到期要有结果", protects=_TOWN, when=When.REMINDER, advice="办完的改成“已结束”；要延长的，写新的批准。"
)
def tasks_are_not_overdue(record: Record, today: date) -> Iterator[Finding]:
    """A task whose period is over is closed."""
    for task in record.tasks.values():
        if task.running and task.period.end and task.period.end < today:
            yield Finding(task, ("状态",), f"期限到 {task.period.end.isoformat()}，还写着“进行中”")


@rule("H558", "任务要有截止的日子", protects=_TOWN, advice="“期限”写明到哪天；没有终点的不是阶段性、临时性任务。")
def tasks_end(record: Record, today: date) -> Iterator[Finding]:
    """The period of a task has an end."""
    for task in record.tasks.values():
        if task.period.end is None:
            yield Finding(task, ("期限",), "写的是“长期”")


@rule("H559", "任务要落实人员、经费、培训", protects=_TOWN, when=When.REMINDER, advice="向交办部门要；要到了改这里。")
def tasks_come_with_means(record: Record, today: date) -> Iterator[Finding]:
    """A task comes with people, money and training (宁政发〔2019〕6号 二（一）3)."""
    for task in record.tasks.values():
        means = task.means
        given: tuple[tuple[str, object], ...] = (
            ("人员", means.people),
            ("经费", means.money),
            ("业务培训", means.training),
        )
        for name, value in given:
            if value is NOTHING:
                yield Finding(task, ("保障", name), f"“{name}”写的是“无”")


@rule("H560", "格子要和履职类别对得上", protects=_RESIDENT, advice="改“类别”，或者删掉这一格。")
def class_fits_fields(record: Record, today: date) -> Iterator[Finding]:
    """A basic duty has no department in the lead, and only a taken back duty has a taker."""
    for duty in record.responsibilities.values():
        if duty.kind == "基本履职" and duty.lead:
            yield Finding(duty, ("主责部门",), "类别是“基本履职”，却写了“主责部门”", needless=True)
        if duty.taken_by and not duty.taken_back:
            yield Finding(duty, ("承接部门",), f"类别是“{duty.kind}”，却写了“承接部门”", needless=True)
