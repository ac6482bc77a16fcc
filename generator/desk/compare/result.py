"""A comparison as a whole, and its sums: every row of the superior's list and every entry of the town's counted once.

In: what the modules beside it found. Out: a `Comparison`. Used by `comparing`, and by what tells and writes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.desk.compare.differing import GONE, KINDS, OTHER, OURS, PERHAPS, SAME, THEIRS, Finding
from generator.desk.compare.matching import Match
from generator.desk.compare.sides import Item, Own
from generator.desk.compare.superior import Superior
from generator.model.kind import Kind

_ITEMS = (SAME, OTHER, PERHAPS, THEIRS, f"{GONE}，镇里没有")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, their matches, what was found, what became of each row."""

    kind: Kind
    theirs: Superior
    ours: Sequence[Own]
    matched: Mapping[Item, Match]
    findings: Sequence[Finding]
    lots: Mapping[tuple[str, int], str]

    def counted(self) -> dict[str, tuple[int, int]]:
        """How many findings of each kind: surely, perhaps."""
        sure = Counter(one.kind for one in self.findings if one.sure)
        perhaps = Counter(one.kind for one in self.findings if not one.sure)
        return {kind: (sure[kind], perhaps[kind]) for kind in KINDS if sure[kind] or perhaps[kind]}

    def sums(self) -> list[str]:
        """The two sums that must come out: the rows, and the town's entries."""
        lots = Counter(
            lot.partition("（")[0] if lot.startswith(("重复", "并到")) else lot for lot in self.lots.values()
        )
        lots = Counter({"重复的行" if lot == "重复" else lot: count for lot, count in lots.items()})
        joined = sum(lots.pop(lot) for lot in [lot for lot in lots if lot.startswith("并到")])
        if joined:
            lots["并到上一行"] = joined
        items = [(lot, lots[lot]) for lot in _ITEMS if lots[lot]]
        others = sorted((lot, count) for lot, count in lots.items() if lot not in _ITEMS and count)
        total = sum(count for _, count in items)
        rows = " + ".join([f"事项 {total}", *(f"{lot} {count}" for lot, count in others)])
        living = [own for own in self.ours if not own.ended]
        sure = {match.own for match in self.matched.values() if match.sure}
        perhaps = {match.own for match in self.matched.values()} - sure
        alone = sum(own not in sure and own not in perhaps for own in living)
        return [
            f"上级清单 {len(self.lots)} 行 = {rows}",
            f"事项 {total} 项 = {_sum(items)}",
            f"镇里在用的{self.kind.word} {len(living)} 条 = "
            + _sum([("对上了", sum(own in sure for own in living)), (PERHAPS, sum(own in perhaps for own in living))])
            + f" + {OURS} {alone}",
        ]


def _sum(parts: Sequence[tuple[str, int]]) -> str:
    return " + ".join(f"{name} {count}" for name, count in parts) or "0"
