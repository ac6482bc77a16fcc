"""What is due as a clerk reads it at a terminal, and as JSON.

In: groups of matters. Out: text; everything, as JSON. Used by the command alone.
"""

from __future__ import annotations

import json
from datetime import date

from generator.desk.todo.due import Due
from generator.desk.todo.matters import Group

_SHOWN = 10  # of a report; the page and the workbook have them all


def text(groups: list[Group], today: date) -> str:
    """Every report with its count, the most urgent first, and the first few matters of each."""
    if not groups:
        return f"{today.isoformat()}：没有待办。"
    count = sum(len(group.dues) for group in groups)
    blocks = [f"{today.isoformat()}：待办 {count} 件。"]
    for group in groups:
        lines = [f"{group.report.title}　{group.counted}（{group.report.about}）"]
        for one in group.dues[:_SHOWN]:
            lines += [f"  {_called(one)}　{one.file}", f"    {'，'.join(filter(None, [one.why, one.left(today)]))}"]
        if len(group.dues) > _SHOWN:
            lines.append(f"  ……还有 {len(group.dues) - _SHOWN} 件，加上 --out 待办.html 写成一页看全部")
        whats = list(dict.fromkeys(one.what for one in group.dues[:_SHOWN] if one.what))
        lines += [f"  怎么办：{what}" for what in whats]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _called(one: Due) -> str:
    return f"{one.id} {one.name}".strip()


def as_json(groups: list[Group], today: date) -> str:
    """One object: the day, how many, and each report with all its matters."""
    reports = [
        {
            "名称": group.report.title,
            "说明": group.report.about,
            "数量": len(group.dues),
            "事项": [_plain(one) for one in group.dues],
        }
        for group in groups
    ]
    count = sum(len(group.dues) for group in groups)
    return json.dumps({"日期": today.isoformat(), "数量": count, "待办": reports}, ensure_ascii=False, indent=2)


def _plain(one: Due) -> dict[str, str]:
    return {
        "程度": str(one.urgency),
        "编号": one.id,
        "名称": one.name,
        "文件": one.file,
        "格子": one.field,
        "日期": one.day.isoformat() if one.day else "",
        "为什么": one.why,
        "怎么办": one.what,
        "谁来办": one.who,
    }
