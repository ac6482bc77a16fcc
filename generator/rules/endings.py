"""States: an entry that rests or has ended says why, and where one turns now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.model.authority import Power
from generator.model.entry import ENDS, MERGED, RESTING, TAKEN_BACK, Living
from generator.model.responsibility import Responsibility
from generator.model.service import Guide
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule


def _living(record: Record) -> Iterator[Any]:
    """The entries and lists of the record that have a state."""
    return (part for part in record.parts() if isinstance(part, Living))


@rule("H433", "状态要和“停办”“终止”对得上", protects="居民：知道现在还办不办")
def state_has_its_details(record: Record, today: date) -> Iterator[Finding]:
    """A resting entry has 停办, an ended one 终止, one in use neither."""
    for entry in _living(record):
        state = entry.current_state
        if state == RESTING and not entry.pause:
            yield Finding(
                entry, ("状态",), "写的是“暂停”，没有写“停办”", "在“停办”里写从哪天起、为什么。", lacks=("停办",)
            )
        if state in ENDS and not entry.ending:
            yield Finding(
                entry,
                ("状态",),
                f"写的是“{state}”，没有写“终止”",
                "在“终止”里写日期、原因、哪份文件定的。",
                lacks=("终止",),
            )
        if state != RESTING and entry.pause:
            yield Finding(entry, ("停办",), f"状态是“{state}”，却写了“停办”", "改状态，或者删掉“停办”。")
        if state not in ENDS and entry.ending:
            yield Finding(entry, ("终止",), f"状态是“{state}”，却写了“终止”", "改状态，或者删掉“终止”。")


@rule("H434", "收回的写交回给谁，合并的写并到哪一条", protects="居民：知道现在找谁")
def endings_say_where_to(record: Record, today: date) -> Iterator[Finding]:
    """An entry that was taken back or merged says by whom or into what."""
    for entry in _living(record):
        if not entry.ending:
            continue
        if entry.state == TAKEN_BACK and not entry.ending.taken_by:
            yield Finding(
                entry, ("终止",), "状态是“收回”，没有写“交回给”", "写现在归哪个部门办。", lacks=("终止", "交回给")
            )
        if entry.state == MERGED and not entry.ending.merged_into:
            yield Finding(
                entry, ("终止",), "状态是“合并”，没有写“并入”", "写并到了哪一条：编号 名称。", lacks=("终止", "并入")
            )


@rule("H435", "并入的那一条要还在用", protects="居民：点过去不会是死路", advice="写最后并到的、还在用的那一条。")
def successors_are_in_use(record: Record, today: date) -> Iterator[Finding]:
    """An entry is merged into another entry that is in use."""
    for entry in _living(record):
        ref = entry.ending.merged_into if entry.ending else None
        if ref is None:
            continue
        target = record.get(ref.id)
        if ref.id == entry.id:
            yield Finding(entry, ("终止", "并入"), "并到了自己身上")
        elif isinstance(target, Living) and target.ended:
            yield Finding(entry, ("终止", "并入"), f"{ref.id} 自己也已经{target.state}了")


@rule(
    "H436",
    "停办到期要改回来",
    protects="居民：知道现在还办不办",
    when=When.REMINDER,
    advice="恢复办理的，删掉“停办”，状态改成“在用”；还要停的，改“止”。",
)
def pauses_are_not_over(record: Record, today: date) -> Iterator[Finding]:
    """The pause of a resting entry is not over."""
    for entry in _living(record):
        end = entry.pause.end if entry.pause else None
        if end and end.date and end.date < today:
            yield Finding(entry, ("停办", "止"), f"停到 {end}，已经过了")


@rule("H441", "已撤销的机构不能再承办", protects="居民：不会找到撤掉的单位", advice="换成现在承担这项职能的机构。")
def bodies_are_in_use(record: Record, today: date) -> Iterator[Finding]:
    """The department that handles an entry in use still exists."""
    handled: tuple[Power | Guide | Responsibility, ...] = (
        *record.powers.values(),
        *record.guides.values(),
        *record.responsibilities.values(),
    )
    for part in handled:
        body = record.department(part.handler) if part.handler else None
        if body and body.ended and not part.ended:
            where = f"，职能划入“{body.successor}”" if body.successor else ""
            yield Finding(part, ("承办机构",), f"“{body.name}”已经撤销{where}")
