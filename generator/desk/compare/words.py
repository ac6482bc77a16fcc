"""A comparison in words for a person, and as data for a program.

In: a `Comparison`. Out: text, JSON. Used by the command.
"""

from __future__ import annotations

import json
from typing import Any

from generator.desk.compare.differing import ASIDE, KINDS, OURS, Finding
from generator.desk.compare.result import Comparison

_FEW = 10  # of what is told at the end


def text(made: Comparison, whole: bool) -> str:
    """The findings kind by kind, then what only one side has, then the sums; not `whole` leaves out the tail."""
    blocks = []
    counted = made.counted()
    for kind in KINDS:
        some = [one for one in made.findings if one.kind == kind]
        if not some:
            continue
        sure, perhaps = counted[kind]
        lead = f"{kind} {sure} 处" if sure else kind
        lines = [lead + (f"{'，' if sure else '　'}可能是 {perhaps} 处" if perhaps else "")]
        shown = some if whole or kind not in (*ASIDE, OURS) else some[:_FEW]
        for one in shown:
            lines += _lines(one)
        if len(shown) < len(some):
            lines.append(f"  ……还有 {len(some) - len(shown)} 处，用 --out 对照.xlsx 看全部")
        blocks.append("\n".join(lines))
    blocks += ["\n".join(f"注意：{notice}" for notice in made.theirs.notices)] if made.theirs.notices else []
    return "\n\n".join([*blocks, "\n".join(made.sums())])


def _lines(one: Finding) -> list[str]:
    perhaps = "" if one.sure else "可能是："
    if one.kind in ASIDE and one.own is None:
        return [f"  第{one.item.row}行 {one.theirs}" if one.item else ""]
    sides = []
    if one.item:
        sides.append(f"上级“{one.item.sheet}”第{one.item.row}行 {one.item.title}")
    if one.own:
        sides.append(f"镇 {one.own.id} {one.own.name}")
    lines = [f"  {perhaps}{' ｜ '.join(sides)}"]
    if one.item and one.theirs != one.item.title:
        ours = f"，镇：{_flat(one.ours)}" if one.ours else ""
        lines.append(f"    上级：{_flat(one.theirs)}{ours}")
    if one.why:
        lines.append(f"    {one.why}")
    return lines


def _flat(said: str) -> str:
    return said.replace("\n", "；")


def as_json(made: Comparison) -> str:
    """The same for a program."""
    said = {
        "清单": made.kind.title,
        "合计": made.sums(),
        "发现": [_finding(one) for one in made.findings],
        "各行": [{"表": sheet, "行": row, "结果": lot} for (sheet, row), lot in sorted(made.lots.items())],
        "注意": made.theirs.notices,
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "结论": one.kind,
        "把握": "是" if one.sure else "可能是",
        "上级": {"表": one.item.sheet, "行": one.item.row, "名称": one.item.title} if one.item else None,
        "镇": {"编号": one.own.id, "名称": one.own.name} if one.own else None,
        "上级写的": one.theirs,
        "镇里写的": one.ours,
        "怎么知道的": one.why,
    }
