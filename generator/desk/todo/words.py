"""Says what is due: as text for a terminal, as JSON.

In: a `Todo`. Out: text by the name of its form.
"""

from __future__ import annotations

from generator.desk.todo.due import Due
from generator.desk.todo.matters import Todo
from generator.reports import json_text

_SHOWN = 10  # matters of a category; the page and the workbook show all


def text(todo: Todo) -> str:
    """Each category with its count and its first matters."""
    day = todo.day.isoformat()
    if not todo.groups:
        return f"{day}：没有待办。"
    blocks = [f"{day}：待办 {todo.count} 件。"]
    for group in todo.groups:
        lines = [f"{group.category.title}　{group.counted}（{group.category.about}）"]
        for due in group.dues[:_SHOWN]:
            name = f"{due.id} {due.name}".strip()
            lines += [f"  {name}　{due.file}", f"    {'，'.join(filter(None, [due.why, due.left(todo.day)]))}"]
        if len(group.dues) > _SHOWN:
            lines.append(f"  ……还有 {len(group.dues) - _SHOWN} 件，加上 --out 待办.html 写成一页看全部")
        advice = dict.fromkeys(due.what for due in group.dues[:_SHOWN] if due.what)
        lines += [f"  怎么办：{what}" for what in advice]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_json(todo: Todo) -> str:
    """One JSON object: the day, the count, each category with all its matters."""
    groups = [
        {
            "名称": group.category.title,
            "说明": group.category.about,
            "数量": len(group.dues),
            "事项": [_as_data(due) for due in group.dues],
        }
        for group in todo.groups
    ]
    return json_text({"日期": todo.day.isoformat(), "数量": todo.count, "待办": groups})


def _as_data(due: Due) -> dict[str, str]:
    return {
        "程度": str(due.urgency),
        "编号": due.id,
        "名称": due.name,
        "文件": due.file,
        "格子": due.field,
        "日期": due.day.isoformat() if due.day else "",
        "为什么": due.why,
        "怎么办": due.what,
        "谁来办": due.who,
    }


FORMS = {"text": text, "json": as_json}
