"""Says what a comparison found: as text, as JSON.

In: a `Comparison`. Out: text by the name of its form.
"""

from __future__ import annotations

from typing import Any

from generator.desk.compare.comparison import Comparison
from generator.desk.compare.differences import ASIDE, OURS, SORTS, Difference
from generator.intake.words import told
from generator.reports import json_text

_FEW = 10  # differences that are shown of what only difference side has


def text(comparison: Comparison) -> str:
    """For a terminal: the differences sort by sort, of what only difference side has a few, then notices and sums."""
    blocks = []
    counted = comparison.counted()
    for sort in SORTS:
        some = [difference for difference in comparison.differences if difference.sort == sort]
        if not some:
            continue
        sure, perhaps = counted[sort]
        lead = f"{sort} {sure} 处" if sure else sort
        lines = [lead + (f"{'，' if sure else '　'}可能是 {perhaps} 处" if perhaps else "")]
        shown = some[:_FEW] if sort in (*ASIDE, OURS) else some
        for difference in shown:
            lines += _lines(difference)
        if len(shown) < len(some):
            lines.append(f"  ……还有 {len(some) - len(shown)} 处，用 --out 对照.xlsx 看全部")
        blocks.append("\n".join(lines))
    blocks += (
        ["\n".join(f"注意：{told(notice)}" for notice in comparison.theirs.notices)]
        if comparison.theirs.notices
        else []
    )
    return "\n\n".join([*blocks, "\n".join(comparison.sums())])


def _lines(difference: Difference) -> list[str]:
    perhaps = "" if difference.sure else "可能是："
    if difference.sort in ASIDE and difference.entry is None:
        return [f"  第{difference.item.row}行 {difference.theirs}" if difference.item else ""]
    sides = []
    if difference.item:
        sides.append(f"上级“{difference.item.sheet}”第{difference.item.row}行 {difference.item.title}")
    if difference.entry:
        sides.append(f"镇 {difference.entry.called}")
    lines = [f"  {perhaps}{' ｜ '.join(sides)}"]
    if difference.item and difference.theirs != difference.item.title:
        ours = f"，镇：{_flat(difference.ours)}" if difference.ours else ""
        lines.append(f"    上级：{_flat(difference.theirs)}{ours}")
    if difference.why:
        lines.append(f"    {difference.why}")
    return lines


def _flat(said: str) -> str:
    return said.replace("\n", "；")


def as_json(comparison: Comparison) -> str:
    """Everything as difference JSON object."""
    answer = {
        "清单": comparison.kind.title,
        "合计": comparison.sums(),
        "发现": [_difference(difference) for difference in comparison.differences],
        "各行": [
            {"表": sheet, "行": row, "结果": outcome} for (sheet, row), outcome in sorted(comparison.outcomes.items())
        ],
        "注意": list(map(told, comparison.theirs.notices)),
    }
    return json_text(answer)


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "结论": difference.sort,
        "把握": "是" if difference.sure else "可能是",
        "上级": {"表": difference.item.sheet, "行": difference.item.row, "名称": difference.item.title}
        if difference.item
        else None,
        "镇": {"编号": difference.entry.id, "名称": difference.entry.name} if difference.entry else None,
        "上级写的": difference.theirs,
        "镇里写的": difference.ours,
        "怎么知道的": difference.why,
    }


FORMS = {"text": text, "json": as_json}
