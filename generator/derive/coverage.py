"""How many powers of the plan are known by an official source, and how many are only examples.

In: the record. Out: counts by mode; only what has an official source is known (官方目录 已知 1/41).
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.authority import CONFERRED, DELEGATED, Power
from generator.record import Record

WAYS = {CONFERRED: "赋权", DELEGATED: "委托下放等方式"}  # what the plan (宁政发〔2019〕6号) calls them


@dataclass(frozen=True, slots=True)
class Count:
    """How many powers are `known` by an official source, how many are `examples`, and the number that the plan gives.

    `documented` is None where the plan gives none.
    """

    known: int
    examples: int
    documented: int | None


def named_by_document(power: Power, record: Record) -> bool:
    """Whether the document that confers powers names this one: its 出处 covers the name."""
    number = record.town.delegating_document if record.town else None
    return any(source.document == number and "名称" in source.fields for source in power.sources or ())


def known(record: Record) -> list[tuple[str, Count, str]]:
    """For each way of conferring: its mode, the count, and the town's field that holds the document's number."""
    town = record.town
    if town is None:
        return []
    rows = []
    for mode, documented in ((CONFERRED, town.conferred), (DELEGATED, town.delegated)):
        powers = [power for power in record.powers.values() if power.mode == mode]
        found = sum(named_by_document(power, record) for power in powers)
        examples = sum(power.is_example for power in powers)
        rows.append((mode, Count(found, examples, documented.number if documented else None), f"{WAYS[mode]}项数"))
    return rows
