"""What taking a workbook in would change, or what is wrong with it, for a person and for a program.

In: drafts, troubles, notices and what became of each row. Out: text, JSON. Used by the commands that take
workbooks in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter

from generator.intake.plan import Change, Draft, Trouble, Where

_LONGEST = 60
Lots = Mapping[tuple[str, int], str]


def text(drafts: Sequence[Draft], troubles: Sequence[Trouble], notices: Sequence[str], lots: Lots) -> str:
    """Everything, entry by entry; the count of the rows at the end."""
    lines = [line for draft in drafts for line in _draft(draft)] if not troubles else []
    for trouble in troubles:
        lines.append(f"{place(trouble.where)}　{trouble.message}" if trouble.where else trouble.message)
        lines += [f"  怎么改：{trouble.advice}"] if trouble.advice else []
    lines += [f"注意：{notice}" for notice in notices]
    return "\n".join([*lines, tally(drafts, troubles, lots)])


def place(where: Where | None) -> str:
    """A place of a workbook as a clerk looks for it."""
    if where is None:
        return ""
    sheet, row, column = where
    return f"“{sheet}”{get_column_letter(column)}{row}" if column else f"“{sheet}”第{row}行"


def _draft(draft: Draft) -> list[str]:
    head = f"{draft.key} {draft.name}".rstrip()
    if draft.new:
        return [f"新增 {head}"]
    return [f"改 {head}", *(f"  {_change(change)}" for change in draft.changes)]


def _change(change: Change) -> str:
    before, after = _short(change.before), _short(change.after)
    mark = "（须经调整）" if change.adjusted else ""
    if not change.before:
        return f"{change.field}{mark}：{'' if change.after == '换了先后' else '原来空着，填上 '}{after}"
    return f"{change.field}{mark}：{before} → {after or '（空）'}"


def _short(value: str) -> str:
    value = value.replace("\n", "、")
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def tally(drafts: Sequence[Draft], troubles: Sequence[Trouble], lots: Lots) -> str:
    """The last line: how many entries, how many rows of which kind."""
    kinds = Counter(
        lot.partition(" ")[0] if lot[0] in "新改没有" and "“" not in lot else "跳过" for lot in lots.values()
    )
    kinds["没有变"] = sum(lot.startswith("没有变 ") for lot in lots.values())
    rows = "、".join(f"{kind} {kinds[kind]}" for kind in ("新增", "改", "没有变", "有错", "跳过") if kinds.get(kind))
    new = sum(draft.new for draft in drafts)
    what = f"{len(troubles)} 处要改" if troubles else f"新增 {new} 条，改 {len(drafts) - new} 条"
    return f"看了 {len(lots)} 行（{rows or '没有内容'}）：{what}"


def as_json(drafts: Sequence[Draft], troubles: Sequence[Trouble], notices: Sequence[str], lots: Lots) -> str:
    """The same for a program."""
    said = {
        "条目": [
            {
                "编号": draft.key,
                "名称": draft.name,
                "新增": draft.new,
                "改了": [
                    {"格子": c.field, "原为": c.before, "改为": c.after, "须经调整": c.adjusted, "位置": place(c.where)}
                    for c in draft.changes
                ],
            }
            for draft in drafts
        ],
        "要改的": [
            {"位置": place(t.where), "哪里不对": t.message, "怎么改": t.advice, "代号": t.code} for t in troubles
        ],
        "注意": list(notices),
        "各行": [{"表": sheet, "行": row, "结果": lot} for (sheet, row), lot in sorted(lots.items())],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
