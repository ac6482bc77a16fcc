"""A comparison as a whole, with sums in which every row of the superior's list and every entry is counted once.

In: both sides, their matches and differences. Out: a `Comparison`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.desk.compare.differences import (
    CANCELLED_AND_NOT_OURS,
    OTHER,
    OURS,
    PERHAPS,
    SAME,
    SORTS,
    THEIRS,
    Difference,
)
from generator.desk.compare.items import SuperiorItem, TownItem
from generator.desk.compare.matching import Match
from generator.desk.compare.superior_list import SuperiorList
from generator.intake.plan import RowRef
from generator.model.kind import Kind

_OF_ITEMS = (SAME, OTHER, PERHAPS, THEIRS, CANCELLED_AND_NOT_OURS)  # what becomes of rows that are items


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, their matches, the differences, what became of each row."""

    kind: Kind
    theirs: SuperiorList
    ours: Sequence[TownItem]
    matched: Mapping[SuperiorItem, Match]
    differences: Sequence[Difference]
    outcomes: Mapping[RowRef, str]

    def counted(self) -> dict[str, tuple[int, int]]:
        """How many differences of each sort there are: sure ones, probable ones."""
        counts = Counter((difference.sort, difference.sure) for difference in self.differences)
        return {
            sort: (counts[sort, True], counts[sort, False])
            for sort in SORTS
            if counts[sort, True] or counts[sort, False]
        }

    def sums(self) -> list[str]:
        """Three sums that must come out: the rows, the items among them, the town's entries in use."""
        counts = Counter(map(_in_general, self.outcomes.values()))
        items = [(outcome, counts.pop(outcome, 0)) for outcome in _OF_ITEMS]
        total = sum(count for _, count in items)
        living = [entry for entry in self.ours if not entry.ended]
        sure = {match.entry for match in self.matched.values() if match.sure}
        perhaps = {match.entry for match in self.matched.values()} - sure
        alone = sum(entry not in sure and entry not in perhaps for entry in living)
        found = [
            ("对上了", sum(entry in sure for entry in living)),
            (PERHAPS, sum(entry in perhaps for entry in living)),
        ]
        return [
            f"上级清单 {len(self.outcomes)} 行 = {_sum([('事项', total), *sorted(counts.items())])}",
            f"事项 {total} 项 = {_sum((outcome, count) for outcome, count in items if count)}",
            f"镇里在用的{self.kind.word} {len(living)} 条 = {_sum([*found, (OURS, alone)])}",
        ]


def _in_general(outcome: str) -> str:
    """What became of a row, without the row that it repeats or is joined to."""
    if outcome.startswith("重复（"):
        return "重复的行"
    return "并到上一行" if outcome.startswith("并到") else outcome


def _sum(parts: Iterable[tuple[str, int]]) -> str:
    return " + ".join(f"{name} {count}" for name, count in parts) or "0"
