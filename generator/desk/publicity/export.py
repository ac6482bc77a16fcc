"""`qingdan publicity export`: the decisions in the 双公示 forms, ready to be reported.

In: the record, a day, perhaps the days between which decisions were made. Out: an `ExportedForms`: the workbook,
what is left out and why, what is still to be filled in. Nothing is cut short and nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.derive.disclosure import Stage, disclosure
from generator.desk.publicity.columns import (
    ALWAYS,
    KINDS,
    FormColumn,
    columns,
    derived_value,
    must_be_filled,
)
from generator.desk.publicity.values import for_form, form_day, too_fine
from generator.model.amounts import Money
from generator.model.decision import Decision
from generator.record import Record
from generator.sheets.workbook_writer import Column, Sheet, workbook


@dataclass(frozen=True, slots=True)
class ExportedForms:
    """The workbook, the number of rows of each form, the decisions left out, what is to be looked at."""

    content: bytes
    counts: Mapping[str, int]
    left_out: Sequence[str]
    remarks: Sequence[str]


def export(record: Record, day: date, first: date | None = None, last: date | None = None) -> ExportedForms:
    """The decisions made from a first to a last day, both included; without them all decisions."""
    decisions = sorted(record.decisions.values(), key=lambda decision: (decision.decided.date, decision.id))
    chosen = [
        decision
        for decision in decisions
        if (first is None or decision.decided.date >= first) and (last is None or decision.decided.date <= last)
    ]
    sheets, counts = [], {}
    gaps: list[str] = []
    left_out: list[str] = []
    reported: list[Decision] = []
    for kind in KINDS:
        of_kind = [decision for decision in chosen if decision.kind == kind]
        kept = [decision for decision in of_kind if not _why_left_out(decision, day)]
        left_out += [f"{one.id} {one.number}：{why}" for one in of_kind if (why := _why_left_out(one, day))]
        rows = {str(one.id): [_cell(column, one, record, day) for column in columns(kind)] for one in kept}
        sheets.append(Sheet(kind, [_header(column) for column in columns(kind)], list(rows.values()), open=True))
        counts[kind] = len(kept)
        gaps += _gaps(kind, kept, rows)
        reported += kept
    name = str(record.town.name) if record.town else ""
    return ExportedForms(workbook(f"{name}双公示", sheets), counts, left_out, [*gaps, *_cautions(reported)])


def _why_left_out(decision: Decision, day: date) -> str:
    """Why a decision is not reported; "" where it is. Withdrawn licences are reported, as no longer in force."""
    stage = disclosure(decision, day).stage
    if decision.is_example:
        return "资料性质是“示例”，不是真的决定"
    if stage is Stage.EXPIRED or (stage is Stage.WITHDRAWN and decision.kind == "行政处罚"):
        return str(stage)
    return ""


def _cell(column: FormColumn, decision: Decision, record: Record, day: date) -> str:
    if column.spec:
        value = getattr(decision, column.spec.attribute)
        if column.spec.attribute == "penalty_until":  # files of before 0.2.0 have it in 有效期至
            value = value or decision.valid_until
        return for_form(value)
    value = derived_value(column.derived, decision, record, day) if column.derived else ""
    return form_day(value) if isinstance(value, date) else value


def _gaps(kind: str, kept: Sequence[Decision], rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What a form asks for and the record does not give, column by column; `rows` are by the id of the decision."""
    for number, column in enumerate(columns(kind)):
        cells = {decision.id: rows[decision.id][number] for decision in kept}
        where = f"{kind}“{column.title}”"
        empty = [decision.id for decision in kept if must_be_filled(column, decision) and not cells[decision.id]]
        if empty:
            why = column.refused or (
                f"记录里写了“{column.spec.name}”就有" if column.spec else "机构、镇的基本情况里没有，补上就有"
            )
            yield f"{where}必填，空着：{'、'.join(empty)}（{why}）"
        for id_, text in cells.items():
            if column.longest and len(text) > column.longest:
                yield f"{where}最多{column.longest}个字，{id_} 写了{len(text)}个，没有删；报之前改短"
        for decision in kept:
            amount = getattr(decision, column.spec.attribute) if column.spec and column.spec.type is Money else None
            if amount and too_fine(amount.yuan):
                yield f"{where}小数超过6位，{decision.id} 写的是{amount}；对照决定书改"


def _cautions(reported: Sequence[Decision]) -> Iterator[str]:
    """What to think of before the workbook is handed on."""
    minor = [decision.id for decision in reported if decision.gravity == "轻微"]
    if minor:
        yield f"轻微失信原则上不公示，报不报先定：{'、'.join(minor)}"
    persons = [decision.id for decision in reported if decision.of_person]
    if persons:
        yield f"有自然人的全名，只用来报送，不要放到网上：{'、'.join(persons)}"


def _header(column: FormColumn) -> Column:
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
    return Column(column.title, width, "\n".join(lines), strong=column.needed == ALWAYS)
