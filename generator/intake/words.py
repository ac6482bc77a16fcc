"""Says what taking a workbook in would change, or what is wrong with it: as text, as JSON.

In: an `ImportPlan`. Out: text by the name of its form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from openpyxl.utils import get_column_letter

from generator.intake.plan import CellRef, EntryDraft, FieldEdit, ImportPlan, Lacking, Trouble
from generator.reports import json_text
from generator.syntax import characters

_LONGEST = 60  # characters of a value that are shown
_COLUMNS = 20  # headers that a sentence lists
# What the record lacks, by the code of the rule that says so: told in one block beside the cells.
_LACKING = {"H401": "法规", "H313": "机构", "H402": "文件", "H314": "文件"}
_NAMED = re.compile("《[^》]+》|“[^”]+”")
_FEW = 1  # so many names need no block
_ROWS = 6  # that the block lists for a name
_LONG_QUOTE = re.compile(f"“([^”]{{{_LONGEST}}})[^”]+”")
_OUTCOMES = ("新增", "改", "没有变", "有错", "退回", "跳过")
GIVEN_BACK = "退回"  # what became of a row that is wrong while the others are taken
REORDERED = "换了先后"  # what an edit says of a list whose items only changed places


def place(cell: CellRef | None) -> str:
    """A cell as a clerk looks for it: “权力清单”C7; "" for None."""
    if cell is None:
        return ""
    letter = get_column_letter(cell.column) if cell.column else ""
    return f"“{cell.sheet}”{letter}{cell.row}" if letter else f"“{cell.sheet}”第{cell.row}行"


def told(said: str) -> str:
    """A sentence as a clerk is told it: what it quotes is cut short, and has nothing that cannot be seen."""
    return _LONG_QUOTE.sub(lambda found: f"“{found[1]}…”", characters.visible(said))


def columns(titles: Iterable[str]) -> str:
    """The headers of columns, the first of many, each cut short."""
    every = list(titles)
    more = f"……共{len(every)}列" if len(every) > _COLUMNS else ""
    return "、".join(_short(title.replace("\n", "")) for title in every[:_COLUMNS]) + more


def text(plan: ImportPlan) -> str:
    """Everything for a terminal, entry by entry; the last line counts the rows."""
    lines = [line for draft in plan.changed for line in _draft(draft)] if plan.holds else []
    for title, names in lacking([*plan.troubles, *plan.given_back]).items():
        lines += [f"没有的{title} {len(names)} 个：", *(f"  {name}（{_rows(rows)}）" for name, rows in names.items())]
    for lead, troubles in (("", plan.troubles), ("退回　", plan.given_back)):
        for trouble in troubles:
            said = told(trouble.message)
            lines.append(f"{lead}{place(trouble.where)}　{said}" if trouble.where else said)
            lines += [f"  怎么改：{told(trouble.advice)}"] if trouble.advice else []
    lines += [f"看到：{characters.visible(seen)}" for seen in plan.seen]
    lines += [f"注意：{told(notice)}" for notice in plan.notices]
    return characters.visible("\n".join([*lines, _tally(plan)]))


def lacking(troubles: Iterable[Trouble]) -> dict[str, dict[str, list[CellRef]]]:
    """What a list names and the record lacks: for laws, bodies, documents and templates the names with their cells."""
    found: dict[str, dict[str, list[CellRef]]] = {}
    for trouble in troubles:
        title = _LACKING.get(trouble.code)
        name = _NAMED.search(trouble.message)
        if title and name and trouble.where:
            found.setdefault(title, {}).setdefault(name[0], []).append(trouble.where)
    return {title: found[title] for title in dict.fromkeys(_LACKING.values()) if len(found.get(title, ())) > _FEW}


def to_make(found: Iterable[Lacking], place: str) -> str:
    """What a list names and the record lacks, counted, and where it is written for the clerk to decide."""
    counts = Counter(one.title for one in found)
    listed = "、".join(f"{title} {count} 个" for title, count in counts.items())
    return f"表里提到、记录里没有的{listed}，写在 {place} ：看“怎么办”一列，定了存盘，再敲一次，加 --apply"


def _rows(cells: list[CellRef]) -> str:
    rows = list(dict.fromkeys(cell.row for cell in cells))
    more = f"等{len(rows)}行" if len(rows) > _ROWS else "行"
    return f"第{'、'.join(map(str, rows[:_ROWS]))}{more}"


def _draft(draft: EntryDraft) -> list[str]:
    head = f"{draft.key} {draft.name}".rstrip()
    if draft.new:
        return [f"新增 {head}"]
    return [f"改 {head}", *(f"  {_edit(edit)}" for edit in draft.edits)]


def _edit(edit: FieldEdit) -> str:
    before, after = _short(edit.before), _short(edit.after)
    mark = "（须经调整）" if edit.adjusted else ""
    if not edit.before:
        return f"{edit.field}{mark}：{'' if edit.after == REORDERED else '原来空着，填上 '}{after}"
    return f"{edit.field}{mark}：{before} → {after or '（空）'}"


def _short(value: str) -> str:
    value = value.replace("\n", "、")
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def _tally(plan: ImportPlan) -> str:
    """How many rows became what, and how many entries change."""
    counts = Counter(
        said.partition(" ")[0] if row in plan.keys or said == GIVEN_BACK else "跳过"
        for row, said in plan.outcomes.items()
    )
    rows = "、".join(f"{outcome} {counts[outcome]}" for outcome in _OUTCOMES if counts[outcome])
    new = sum(draft.new for draft in plan.changed)
    what = f"新增 {new} 条，改 {len(plan.changed) - new} 条" if plan.holds else f"{len(plan.troubles)} 处要改"
    return f"看了 {len(plan.outcomes)} 行（{rows or '没有内容'}）：{what}"


def as_json(plan: ImportPlan) -> str:
    """Everything as one JSON object."""
    return json_text(
        {
            "条目": [
                {
                    "编号": draft.key,
                    "名称": draft.name,
                    "新增": draft.new,
                    "改了": [
                        {
                            "格子": edit.field,
                            "原为": edit.before,
                            "改为": edit.after,
                            "须经调整": edit.adjusted,
                            "位置": place(edit.where),
                        }
                        for edit in draft.edits
                    ],
                }
                for draft in plan.changed
            ],
            "要改的": [
                {
                    "位置": place(trouble.where),
                    "哪里不对": told(trouble.message),
                    "怎么改": told(trouble.advice),
                    "代号": trouble.code,
                }
                for trouble in plan.troubles
            ],
            "退回": [{"位置": place(one.where), "哪里不对": told(one.message)} for one in plan.given_back],
            "注意": list(map(told, plan.notices)),
            "看到": list(map(characters.visible, plan.seen)),
            "各行": [{"表": sheet, "行": row, "结果": said} for (sheet, row), said in sorted(plan.outcomes.items())],
        }
    )


FORMS = {"text": text, "json": as_json}
