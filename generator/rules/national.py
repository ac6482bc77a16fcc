"""What came with the program: its number is the program's, and the town has said that it holds here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule
from generator.standards import tables


@rule(
    "H520",
    "全国编号是程序给的，一个镇里只用一次",
    protects="文员：程序的文字更新了，对得上是哪一条",
    advice="照程序带来的写；自己写的，删掉这一格。",
)
def national_ids_are_the_programs(record: Record, today: date) -> Iterator[Finding]:
    """A 全国编号 stands in the table of the program, and in one file of the town."""
    known = {row["全国编号"] for row in tables.load("national_matters.yml")["事项"]}
    first: dict[str, str] = {}
    for entry in record.shared():
        number = str(entry.national_id or "")
        if number and number not in known:
            yield Finding(entry, ("全国编号",), f"程序里没有{number}")
        elif number and first.setdefault(number, str(entry.id)) != entry.id:
            yield Finding(entry, ("全国编号",), f"{first[number]} 也是{number}")


@rule(
    "H521",
    "程序带来的事项，本镇说了对才公布",
    protects="居民：看到的是本镇核对过的",
    when=When.REMINDER,
    advice="问清了写“本镇核对: 本镇办”或者“不归本镇”；没有问清的，正式发布的网站上没有。",
)
def what_came_with_the_program_is_asked(record: Record, today: date) -> Iterator[Finding]:
    """In a town that publishes formally nothing waits unpublished for the town's word; told once."""
    waiting = [entry for entry in record.shared() if entry.unasked and not entry.not_here]
    if record.formal and waiting:
        names = "、".join(str(entry.id) for entry in waiting)
        yield Finding(waiting[0], ("全国编号",), f"{len(waiting)} 条还没有问，没有公布：{names}")
