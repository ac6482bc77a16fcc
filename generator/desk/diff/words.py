"""What changed, in words: for a terminal, as Markdown, as JSON.

In: a `Comparison`. Out: text. Used by `desk` and, for its sentences, by `page` and `slip`.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from generator.derive import wording
from generator.desk.diff.comparison import GONE, UNREADABLE, Changed, Comparison, Matter
from generator.desk.diff.fields import FieldChange

EMPTY = "（空着）"
UNCOVERED = "须经调整，还没有写进哪一次调整"
NEXT = "在刚才的命令后面加上 --adjustment，起草一份动态调整；照批准文件填好空着的格子，再检查一遍。公布过的权责，没有调整写了它就不能发布。"


def heading(comparison: Comparison) -> str:
    """What was compared and how much changed: one sentence."""
    if not comparison.changes:
        return f"和{comparison.since}比，没有变。"
    counts = Counter(action for change in comparison.changes for action in change.actions)
    words = "，".join(f"{action} {count} 处" for action, count in counts.items())
    return f"和{comparison.since}比，{len(comparison.changes)} 个文件不一样：{words}。"


def verdict(comparison: Comparison) -> str:
    """Whether what needs an adjustment has one; "" where nothing needs one."""
    matters = [matter for change in comparison.changes for matter in change.matters]
    lacking = len(comparison.uncovered)
    if not matters:
        return ""
    if not lacking:
        return f"须经调整的 {len(matters)} 处，都有调整写了。"
    return f"须经调整的 {len(matters)} 处，{lacking} 处还没有写进哪一次调整。"


def note(change: Changed, field: FieldChange) -> str:
    """What to say of a field that is 须经调整: which adjustment says so, or that none does; "" of any other."""
    inside = field.path + wording.STEP  # an item that came or went with fields 须经调整 in it
    matters = [m for m in change.matters if m.path and (m.path == field.adjusted or m.path.startswith(inside))]
    return covered(min(matters, key=lambda matter: bool(matter.by))) if matters else ""


def covered(matter: Matter) -> str:
    """Which adjustments say so, or that none does."""
    if not matter.by:
        return UNCOVERED
    return f"须经调整，{'、'.join(str(adjustment.id) for adjustment in matter.by)} 写了"


def about(change: Changed) -> str:
    """What to say of an entry as a whole; "" where its fields say it all."""
    if UNREADABLE in change.actions:
        return "这个文件有错，没法比；先用 qingdan check 看哪里不对，改好再来"
    if GONE in change.actions:
        return "发布过的不能删：把文件恢复，不办了的写明“状态”和“终止”" if change.id else "文件不在了"
    whole = [matter for matter in change.matters if not matter.path]
    return covered(whole[0]) if whole else ""


def lines_of(field: FieldChange) -> list[tuple[str, str]]:
    """What happened to a field: (原来, …), (现在, …) or (去掉, …), (加上, …)."""
    if field.moved:
        return [("次序", f"{field.before} → {field.after}")]
    if field.whole:
        return [("去掉", field.before)] if field.before else [("加上", field.after)]
    if field.went or field.came:
        return [*(("去掉", item) for item in field.went), *(("加上", item) for item in field.came)]
    before, after = columns(field)
    return [("原来", before), ("现在", after)]


def as_text(comparison: Comparison, *, drafted: bool = False) -> str:
    """For a terminal; what to do next is not said where the adjustment is being drafted."""
    out = [heading(comparison)]
    for title, changes in comparison.by_list():
        out += ["", title]
        for change in changes:
            out.append(f"  {change.called}　{'、'.join(change.actions)}")
            out += [f"    【{said}】" for said in [about(change)] if said]
            out += [f"    {line}" for field in _shown(change) for line in _text_of(change, field)]
            if change.new:
                out.append(f"    写了 {len(change.fields)} 格，全文在 {change.file}")
    if comparison.changes:
        ending = _ending(comparison)
        out += ["", *(ending[:-1] if drafted and comparison.uncovered else ending)] if ending else []
    return "\n".join(out)


def _shown(change: Changed) -> tuple[FieldChange, ...]:
    return () if change.new or GONE in change.actions else change.fields


def _text_of(change: Changed, field: FieldChange) -> list[str]:
    said = note(change, field)
    lines = [f"{field.path}{f'　【{said}】' if said else ''}"]
    for word, value in lines_of(field):
        first, *rest = value.split("\n")
        lines += [f"  {word}：{first}", *(f"        {line}" for line in rest)]
    return lines


def _ending(comparison: Comparison) -> list[str]:
    lines = [said for said in [verdict(comparison)] if said]
    if comparison.uncovered:
        lines += [f"  {change.called}：{matter.path or change.actions[0]}" for change, matter in comparison.uncovered]
        lines.append(NEXT)
    return lines


def as_markdown(comparison: Comparison) -> str:
    """For a review page of the version control, or a message."""
    out = ["# 改了什么", "", _escaped(heading(comparison)), ""]
    for title, changes in comparison.by_list():
        out += [f"## {title}", ""]
        for change in changes:
            out += [f"### {_escaped(change.called)}　{'、'.join(change.actions)}", ""]
            out += [line for said in [about(change)] if said for line in (f"**{_escaped(said)}**", "")]
            rows = [_row(change, field) for field in change.fields if GONE not in change.actions]
            out += ["| 哪一格 | 原来 | 现在 | 须经调整 |", "|---|---|---|---|", *rows, ""] if rows else []
    out += [_escaped(line.strip()) + "  " for line in _ending(comparison)]
    return "\n".join(out).rstrip()


def _row(change: Changed, field: FieldChange) -> str:
    before, after = columns(field)
    return "| " + " | ".join(map(_cell, (field.path, before, after, note(change, field)))) + " |"


def columns(field: FieldChange) -> tuple[str, str]:
    """A field in two columns: what of it went, what came."""
    if field.went or field.came:
        return "\n".join(field.went), "\n".join(field.came)
    return field.before or empty(field), field.after or empty(field)


def empty(field: FieldChange) -> str:
    """What to say of a place where nothing is written."""
    said = wording.unwritten(field.path)
    return f"（空着，就是“{said}”）" if said else EMPTY


def _escaped(text: str) -> str:
    return "".join("\\" + letter if letter in "\\`*_[]<>#|" else letter for letter in text)


def _cell(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")


def as_json(comparison: Comparison) -> str:
    """One object: what was compared, each file with its fields, what lacks an adjustment."""
    body = {
        "和谁比": comparison.since,
        "日期": comparison.day.isoformat(),
        "改了的": [_plain(change) for change in comparison.changes],
        "缺调整": [
            {"编号": change.id, "名称": change.name, "格子": matter.path} for change, matter in comparison.uncovered
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _plain(change: Changed) -> dict[str, Any]:
    return {
        "清单": change.title,
        "编号": change.id,
        "名称": change.name,
        "文件": change.file,
        "动作": list(change.actions),
        "格子": [
            {
                "格子": field.path,
                "原来": field.before,
                "现在": field.after,
                "去掉": list(field.went),
                "加上": list(field.came),
                "须经调整": bool(field.adjusted),
            }
            for field in change.fields
        ],
        "须经调整": [
            {"格子": m.path, "原来": m.before, "现在": m.after, "调整": [str(adjustment.id) for adjustment in m.by]}
            for m in change.matters
        ],
    }
