"""Makes the 送审签: what changed, on one sheet of paper, with empty boxes for who edits, who checks and who signs.

In: a `Comparison`. Out: the bytes of a .docx.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive import field_changes, wording
from generator.desk.diff import words
from generator.desk.diff.comparison import GONE, ChangedFile, Comparison
from generator.desk.diff.paper import Paper

_SIGNERS = ("编辑", "审核", "签发")
_WIDTHS = (26, 140)  # millimetres
_ROOMY = 10  # files; of more the boxes are lower, so that one sheet holds them
_FIELDS = 6  # so many fields are named; of more the count
_ROOM = 18  # lines of what was written and is; more do not fit above the boxes, and only the fields are named
_WIDE = 38  # characters on a line
_LONGEST = 60  # characters of a value
_LET_PASS = 4  # sentences


def slip(comparison: Comparison) -> bytes:
    """The slip."""
    paper = Paper(f"{comparison.town}信息公开送审签", comparison.day)
    paper.compact()
    paper.title(f"{comparison.town}信息公开送审签", 18)
    day = comparison.day
    rows = [
        ("送审", f"权责和办事记录的改动，{day.year}年{day.month}月{day.day}日起草，和{comparison.since}比", 10),
        ("改了什么", "\n".join(_lines(comparison)), 0),
    ]
    if said := words.verdict(comparison):
        rows.append(("动态调整", "\n".join([said, *_covering(comparison)]), 10))
    if comparison.let_pass:
        rows.append(("隐私核对", "\n".join(_let_pass(comparison.let_pass)), 10))
    many = len(comparison.changes) > _ROOMY
    room, height = ("", 24) if many else ("\n", 36)
    sign = f"姓名：\n意见：\n{room}日期：　　　　年　　月　　日"
    signed = [(signer, sign, height) for signer in _SIGNERS]
    paper.boxes([*rows, *signed], _WIDTHS, size=10 if many else 11)
    return paper.content()


def _lines(comparison: Comparison) -> list[str]:
    told = [_told(change) for change in comparison.changes]
    whole = sum(1 + len(line) // _WIDE for lines in told for line in ("", *lines)) <= _ROOM
    lines = [f"共 {len(comparison.changes)} 个文件{'' if whole else '，每一格原来、现在怎么写，见附的“改了什么”'}："]
    for number, (change, values) in enumerate(zip(comparison.changes, told, strict=True), 1):
        fields = "" if whole and values else _fields(change)
        lines.append(f"{number}. {change.called}　{'、'.join(change.actions)}{f'：{fields}' if fields else ''}")
        lines += values if whole else []
    return lines


def _let_pass(sentences: Sequence[str]) -> list[str]:
    """What was let pass of persons, as far as there is room; the check tells all of it."""
    more = [f"还有{len(sentences) - _LET_PASS}处，敲 qingdan check 看"] if len(sentences) > _LET_PASS else []
    return ["下面几处像是个人的，有人看过，放过去了，签发的人再看一遍：", *map(_short, sentences[:_LET_PASS]), *more]


def _told(change: ChangedFile) -> list[str]:
    """What each field said and says, a line each."""
    if change.new or GONE in change.actions:
        return []
    values = [(field.path, [_short(value) for value in field_changes.columns(field)]) for field in change.fields]
    return [f"　　{path}：{before} → {after}" for path, (before, after) in values]


def _short(value: str) -> str:
    line = value.replace("\n", "；")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"


def _fields(change: ChangedFile) -> str:
    if change.new:
        return ""
    names = list(dict.fromkeys(field.path.partition(wording.STEP)[0] for field in change.fields))
    more = f"等{len(names)}格" if len(names) > _FIELDS else ""
    return "、".join(names[:_FIELDS]) + more


def _covering(comparison: Comparison) -> list[str]:
    """The adjustments that say the changes, with their papers."""
    by = {a.id: a for change in comparison.changes for adjustable in change.adjustables for a in adjustable.adjustments}
    return [f"{a.id} {a.name}（{a.approval}）" for a in by.values()]
