"""Counts: how many powers the document gave the town, and how many of them are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.derive.coverage import known
from generator.model.authority import Power
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule

_AUDITOR = "审计：录了多少、文件定了多少，对得上"


@rule("H721", "有官方出处的不能比文件定的还多", protects=_AUDITOR, advice="看看哪一条的“出处”或者“行使方式”写错了。")
def known_within_document(record: Record, today: date) -> Iterator[Finding]:
    """No more powers have an official source than the document counts."""
    for mode, count, name in known(record):
        if record.town and count.documented is not None and count.known > count.documented:
            yield Finding(
                record.town, (name,), f"文件定的{mode}是{count.documented}项，有官方出处的已经{count.known}项"
            )


@rule(
    "H722",
    "正式发布时要和文件的数一样",
    protects=_AUDITOR,
    when=When.FORMAL_ONLY,
    advice="照附件把事项录齐；附件没拿到的，不要改成正式。",
)
def known_equals_document(record: Record, today: date) -> Iterator[Finding]:
    """In a formal list as many powers have an official source as the document counts."""
    if record.hides(Power):
        return  # what is missing is in the file that could not be read
    for mode, count, name in known(record):
        if record.town and count.documented is not None and count.known < count.documented:
            yield Finding(
                record.town, (name,), f"文件定的{mode}是{count.documented}项，有官方出处的只有{count.known}项"
            )
