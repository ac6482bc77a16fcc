"""What one has to say to end entries: the fields of 终止, what becomes of cases under way, and the adjustment that does it.

In: the way in which they end. Out: a model, and which of its fields that way asks for.
"""

from __future__ import annotations

from generator.model.entry import BY_ADJUSTMENT, MERGED, TAKEN_BACK, Ending
from generator.model.fields import FieldSpec, Grade, fields_of, optional
from generator.model.values import Day, Text, Title

DOCUMENT, TAKEN_BY, MERGED_INTO, ADVICE = "文件", "交回给", "并入", "群众怎么办"
PENDING, NAME, APPROVED = "在途件", "调整名称", "批准日期"
_OF_ADJUSTMENTS = (DOCUMENT, ADVICE, PENDING, NAME, APPROVED)


class EndForm(Ending):
    """An ending and the adjustment that goes with it."""

    pending: Text = optional(PENDING, "已经受理的怎么办", "由县应急管理局接着办")
    adjustment: Title = optional(NAME, "这一次调整叫什么，照公布文件写", "2026年第一次动态调整")
    approved: Day = optional(APPROVED, "批准这次调整的日子", "2026-05-18")


def asked(way: str) -> tuple[list[FieldSpec], list[FieldSpec]]:
    """The fields that a way of ending needs, and those that it asks for but that may stay open."""
    needed = {TAKEN_BACK: [TAKEN_BY], MERGED: [MERGED_INTO]}.get(way, [])
    specs = fields_of(EndForm)
    must = [spec for spec in specs if spec.note.grade is Grade.MUST or spec.name in needed]
    may = [spec for spec in specs if spec.name in _OF_ADJUSTMENTS] if way in BY_ADJUSTMENT else []
    return must, may
