"""What came of a list: each item right, told to be wrong, or silently otherwise; each row accounted for.

In: a list, its bytes. Out: a `Verdict`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.desk.import_ import job as importing
from generator.intake.plan import EntryDraft, ImportPlan
from tests.lists.items import Item
from tests.lists.layouts import Made
from tests.towns import DAY

_LISTS = {"公共服务": "办事指南", "基本履职": "职责清单"}  # by the type of an item, where it is no power


@dataclass(slots=True)
class Verdict:
    """How many items came out right, those that did not come, those that came silently otherwise, rows without a word."""

    items: int
    right: int = 0
    lost: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    untold: int = 0
    told: list[str] = field(default_factory=list)


def judge(made: Made, content: bytes, root: Path) -> Verdict:
    """Take a list in with one command, and compare."""
    asked = importing.Asked(made.headers, made.said, good=True)
    plan = importing.plan(root, content, DAY, asked)
    verdict = Verdict(len(made.items), told=[trouble.message for trouble in (*plan.troubles, *plan.given_back)][:5])
    drafts = {(draft.kind.title, draft.name): draft for draft in plan.changed} if plan.holds else {}
    for item in made.items:
        draft = drafts.pop((_LISTS.get(item.type, "权力清单"), item.name), None)
        if draft is None:
            verdict.lost.append(item.name)
        elif wrong := _differing(item, draft):
            verdict.silent.append(f"{item.name}：{wrong}")
        else:
            verdict.right += 1
    verdict.silent += [f"不该有的 {name}" for _, name in drafts]
    verdict.untold = _untold(plan)
    return verdict


def _differing(item: Item, draft: EntryDraft) -> str:
    """The fields that a draft says otherwise than the list did."""
    said: dict[str, Any] = draft.data
    expected: dict[str, Any] = dict(item.more)
    if draft.kind.title == "权力清单":
        expected |= {"类型": item.type, "实施依据": list(item.basis), "承办机构": item.body}
    elif item.body:
        expected["承办机构"] = item.body
    wrong = {}
    for name, value in expected.items():
        here = said.get(name)
        if name in draft.data or name not in item.more:  # a layout need not say all that is known
            written = "\n".join(here) if isinstance(here, list) else str(here)
            if written != ("\n".join(value) if isinstance(value, list) else value):
                wrong[name] = here
    return "、".join(f"{name}={value}" for name, value in wrong.items())


def _untold(plan: ImportPlan) -> int:
    """The rows of which nothing is said."""
    rows = {(sheet.name, row) for sheet in plan.book.sheets for row in sheet.rows}
    return len(rows - {(ref.sheet, ref.row) for ref, said in plan.outcomes.items() if said})
