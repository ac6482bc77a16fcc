"""The words a resident reads for what the record says: states, modes, standings.

One sentence for each term of the code lists, in one place. Used by the modules of `pages/`.
"""

from __future__ import annotations

from typing import Any

MODES = {"法定": "法律直接给镇里的", "赋权": "镇里自己办（赋权）", "委托": "县里委托镇里办（委托）"}
STANDINGS = {"官方": "有官方文件", "法条整理": "按法条整理，不是官方清单", "示例": "示例，不是真的"}
DUTY_CLASSES = {"基本履职": "镇里的事", "配合履职": "县里主办、镇里帮忙", "上级收回": "已交回县里办"}


def title(entry: Any) -> str:
    """An entry's title: what is unverified says so in its title."""
    name = str(getattr(entry, "name", None) or f"{entry.kind} {entry.number}")
    return f"{name}（示例）" if entry.standing == "示例" else name


def state(entry: Any) -> str:
    """An entry's state in plain words, "" where it is in use."""
    pause, ending = getattr(entry, "pause", None), getattr(entry, "ending", None)
    if pause:
        return f"暂停办理：{pause.reason}" + (f"，到 {pause.end}" if pause.end else "")
    if not ending:
        return ""
    match entry.state:
        case "收回":
            return f"已交回{ending.taken_by or '上级'}办"
        case "合并":
            return f"已并入《{ending.merged_into.name}》" if ending.merged_into else "已并入别的事项"
        case "误发":
            return "发布有误，已撤下"
        case _:
            return "已取消，不用办了"


def badges(entry: Any) -> tuple[str, ...]:
    """The short marks under a title."""
    marks = [MODES.get(str(getattr(entry, "mode", "")), ""), str(getattr(entry, "type", None) or "")]
    if isinstance(getattr(entry, "kind", None), str):
        marks.append(DUTY_CLASSES.get(entry.kind, str(entry.kind)))
    return tuple(mark for mark in (*marks, STANDINGS[entry.standing]) if mark)


def standing(entry: Any) -> str:
    """Where an entry's facts come from."""
    return STANDINGS[entry.standing]
