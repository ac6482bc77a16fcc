"""Says what changed: as text for a terminal, as Markdown, as JSON; and the sentences that page and slip share.

In: a `Comparison`. Out: text.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator.derive import wording
from generator.derive.field_changes import FieldChange, columns
from generator.desk.diff.comparison import GONE, UNREADABLE, Adjustable, ChangedFile, Comparison
from generator.reports import json_text

UNCOVERED = "须经调整，还没有写进哪一次调整"
NEXT = "在刚才的命令后面加上 --adjustment，起草一份动态调整；照批准文件填好空着的格子，再检查一遍。公布过的权责，没有调整写了它就不能发布。"


def heading(comparison: Comparison) -> str:
    """What was compared and how much changed, in one sentence."""
    if not comparison.changes:
        return f"和{comparison.since}比，没有变。"
    counts = Counter(action for change in comparison.changes for action in change.actions)
    words = "，".join(f"{action} {count} 处" for action, count in counts.items())
    return f"和{comparison.since}比，{len(comparison.changes)} 个文件不一样：{words}。"


def verdict(comparison: Comparison) -> str:
    """How many changes are 须经调整 and whether adjustments say them, in one sentence; "" where none is."""
    adjustables = [adjustable for change in comparison.changes for adjustable in change.adjustables]
    lacking = len(comparison.uncovered)
    if not adjustables:
        return ""
    if not lacking:
        return f"须经调整的 {len(adjustables)} 处，都有调整写了。"
    return f"须经调整的 {len(adjustables)} 处，{lacking} 处还没有写进哪一次调整。"


def note(change: ChangedFile, field: FieldChange) -> str:
    """Which adjustment says the change of a field that is 须经调整, or that none does; "" for any other field."""
    inside = field.path + wording.STEP  # an item that came or went with fields 须经调整 in it
    concerned = [
        adjustable
        for adjustable in change.adjustables
        if adjustable.path and (adjustable.path == field.adjusted or adjustable.path.startswith(inside))
    ]
    return covered(min(concerned, key=lambda adjustable: bool(adjustable.adjustments))) if concerned else ""


def covered(adjustable: Adjustable) -> str:
    """Which adjustments say a change, or that none does."""
    if not adjustable.adjustments:
        return UNCOVERED
    return f"须经调整，{'、'.join(str(adjustment.id) for adjustment in adjustable.adjustments)} 写了"


def about(change: ChangedFile) -> str:
    """The remark on an entry as a whole; "" where its fields say everything."""
    if UNREADABLE in change.actions:
        return "这个文件有错，没法比；先用 qingdan check 看哪里不对，改好再来"
    if GONE in change.actions:
        return "发布过的不能删：把文件恢复，不办了的写明“状态”和“终止”" if change.id else "文件不在了"
    whole = [adjustable for adjustable in change.adjustables if not adjustable.path]
    return covered(whole[0]) if whole else ""


def _sides(field: FieldChange) -> list[tuple[str, str]]:
    """What happened to a field: 原来 and 现在, or 去掉 and 加上, each with a text."""
    if field.moved:
        return [("次序", f"{field.before} → {field.after}")]
    if field.whole:
        return [("去掉", field.before)] if field.before else [("加上", field.after)]
    if field.went or field.came:
        return [*(("去掉", item) for item in field.went), *(("加上", item) for item in field.came)]
    before, after = columns(field)
    return [("原来", before), ("现在", after)]


def text(comparison: Comparison) -> str:
    """Everything for a terminal; what to do next is left out where the adjustment is being drafted."""
    out = [heading(comparison)]
    for title, changes in comparison.by_list():
        out += ["", title]
        for change in changes:
            out.append(f"  {change.called}　{'、'.join(change.actions)}")
            out += [f"    【{said}】" for said in [about(change)] if said]
            out += [f"    {line}" for field in _shown(change) for line in _text_of(change, field)]
            if change.new:
                out.append(f"    写了 {len(change.fields)} 格，全文在 {change.file}")
    if comparison.followed:
        out += [
            "",
            f"只是跟着机构、法规改名的 {len(comparison.followed)} 个文件，不算改：{'、'.join(comparison.followed)}",
        ]
    if comparison.changes:
        ending = _ending(comparison)
        out += ["", *(ending[:-1] if comparison.drafting and comparison.uncovered else ending)] if ending else []
    return "\n".join(out)


def _shown(change: ChangedFile) -> tuple[FieldChange, ...]:
    return () if change.new or GONE in change.actions else change.fields


def _text_of(change: ChangedFile, field: FieldChange) -> list[str]:
    said = note(change, field)
    lines = [f"{field.path}{f'　【{said}】' if said else ''}"]
    for word, value in _sides(field):
        first, *rest = value.split("\n")
        lines += [f"  {word}：{first}", *(f"        {line}" for line in rest)]
    return lines


def _ending(comparison: Comparison) -> list[str]:
    lines = [said for said in [verdict(comparison)] if said]
    if comparison.uncovered:
        lines += [
            f"  {change.called}：{adjustable.path or change.actions[0]}" for change, adjustable in comparison.uncovered
        ]
        lines.append(NEXT)
    return lines


def markdown(comparison: Comparison) -> str:
    """Everything for a review page of the version control, or a message."""
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


def _row(change: ChangedFile, field: FieldChange) -> str:
    before, after = columns(field)
    return "| " + " | ".join(map(_cell, (field.path, before, after, note(change, field)))) + " |"


def _escaped(text: str) -> str:
    return "".join("\\" + letter if letter in "\\`*_[]<>#|" else letter for letter in text)


def _cell(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")


def as_json(comparison: Comparison) -> str:
    """One JSON object: what was compared, each file with its fields, what lacks an adjustment."""
    body = {
        "和谁比": comparison.since,
        "日期": comparison.day.isoformat(),
        "改了的": [_as_data(change) for change in comparison.changes],
        "跟着改名的": list(comparison.followed),
        "缺调整": [
            {"编号": change.id, "名称": change.name, "格子": adjustable.path}
            for change, adjustable in comparison.uncovered
        ],
    }
    return json_text(body)


def _as_data(change: ChangedFile) -> dict[str, Any]:
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
            {
                "格子": adjustable.path,
                "原来": adjustable.before,
                "现在": adjustable.after,
                "调整": [str(adjustment.id) for adjustment in adjustable.adjustments],
            }
            for adjustable in change.adjustables
        ],
    }
