"""`qingdan publicity export`: the decisions in the 双公示 forms, ready to be reported.

In: the record, a day, perhaps the days between which decisions were made. Out: a `Report`: the workbook, what
was left out and why, what is still to be filled in. Nothing is cut short and nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.derive.disclosure import Stage, disclosure
from generator.desk.publicity.columns import ALWAYS, KINDS, Column, columns, derived, must
from generator.desk.publicity.values import reported, slashed, too_fine
from generator.model.amounts import Money
from generator.model.decision import Decision
from generator.record import Record
from generator.sheets import book


@dataclass(slots=True)
class Report:
    """The workbook, how many rows each form has, decisions left out, cells to look at, what else to know."""

    content: bytes = b""
    counts: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def report(record: Record, day: date, first: date | None = None, last: date | None = None) -> Report:
    """The decisions made between two days, each of them counted in."""
    made = Report()
    sheets = []
    reported_ones: list[Decision] = []
    for kind in KINDS:
        chosen = [
            decision
            for decision in sorted(record.decisions.values(), key=lambda one: (one.decided.date, one.id))
            if decision.kind == kind
            and (first is None or decision.decided.date >= first)
            and (last is None or decision.decided.date <= last)
        ]
        kept = [decision for decision in chosen if not _left_out(decision, day, made)]
        made.counts[kind] = len(kept)
        rows = {decision.id: _row(kind, decision, record, day) for decision in kept}
        made.gaps += _gaps(kind, kept, rows)
        reported_ones += kept
        sheets.append(book.Sheet(kind, [_header(column) for column in columns(kind)], list(rows.values()), open=True))
    _tell(reported_ones, made)
    name = str(record.town.name) if record.town else ""
    made.content = book.written(f"{name}双公示", sheets)
    return made


def _left_out(decision: Decision, day: date, made: Report) -> bool:
    """Whether a decision is not reported; withdrawn licences are, as no longer in force."""
    stage = disclosure(decision, day).stage
    why = ""
    if decision.is_example:
        why = "资料性质是“示例”，不是真的决定"
    elif stage is Stage.EXPIRED or (stage is Stage.WITHDRAWN and decision.kind == "行政处罚"):
        why = str(stage)
    if why:
        made.left_out.append(f"{decision.id} {decision.number}：{why}")
    return bool(why)


def _row(kind: str, decision: Decision, record: Record, day: date) -> list[str]:
    return [_said(column, decision, record, day) for column in columns(kind)]


def _said(column: Column, decision: Decision, record: Record, day: date) -> str:
    if column.spec:
        return reported(getattr(decision, column.spec.attribute))
    found = derived(column.derived, decision, record, day) if column.derived else ""
    return slashed(found) if isinstance(found, date) else found


def _gaps(kind: str, kept: list[Decision], rows: dict[str, list[str]]) -> Iterator[str]:
    """What a form asks for and the record cannot give, column by column."""
    for number, column in enumerate(columns(kind)):
        said = {decision.id: rows[decision.id][number] for decision in kept}
        where = f"{kind}“{column.title}”"
        empty = [decision.id for decision in kept if must(column, decision) and not said[decision.id]]
        if empty:
            why = column.refused or (
                f"记录里写了“{column.spec.name}”就有" if column.spec else "机构、镇的基本情况里没有，补上就有"
            )
            yield f"{where}必填，空着：{'、'.join(empty)}（{why}）"
        for id_, text in said.items():
            if column.longest and len(text) > column.longest:
                yield f"{where}最多{column.longest}个字，{id_} 写了{len(text)}个，没有删；报之前改短"
        for decision in kept:
            amount = getattr(decision, column.spec.attribute) if column.spec and column.spec.type is Money else None
            if amount and too_fine(amount.yuan):
                yield f"{where}小数超过6位，{decision.id} 写的是{amount}；对照决定书改"


def _tell(kept: list[Decision], made: Report) -> None:
    minor = [decision.id for decision in kept if decision.gravity == "轻微"]
    if minor:
        made.notices.append(f"轻微失信原则上不公示，报不报先定：{'、'.join(minor)}")
    persons = [decision.id for decision in kept if decision.of_person]
    if persons:
        made.notices.append(f"有自然人的全名，只用来报送，不要放到网上：{'、'.join(persons)}")


def _header(column: Column) -> book.Column:
    lines = [{"": "选填", ALWAYS: "必填"}.get(column.needed, f"必填：{column.needed}的")]
    if column.longest:
        lines.append(f"最多{column.longest}个字")
    if column.spec:
        lines.append(f"记录里的“{column.spec.name}”" + ("，换成万元" if column.spec.type is Money else ""))
    elif column.derived:
        lines.append("程序算的")
    else:
        lines.append(f"空着：{column.refused}。")
    if column.private:
        lines.append("不公开。报送系统要的，在系统里填，不要填在这里。")
    width = 24 if column.longest and column.longest >= 1000 else min(16, max(6, len(column.title) // 2 + 2))
    return book.Column(column.title, width, "\n".join(lines), strong=column.needed == ALWAYS)
