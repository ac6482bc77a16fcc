"""Faults in lists of others that leave a trace: whether they are told, and at the right cell.

In: chance. Out: `Sown`s: a list with one fault, and where it is to be told. One column of free text sorted in a list
never seen before leaves no trace, and is not among them; the help says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from generator.desk.import_ import job as importing
from generator.intake.plan import ImportPlan
from tests.lists import formats
from tests.lists.items import Item, guides
from tests.lists.layouts import GUIDE, HEADER, POWER, Made, Rows
from tests.towns import DAY, SAMPLE, derived

NAME, TYPE, BASIS, BODY = 2, 3, 4, 5  # columns
_TYPES = ("行政处罚", "行政许可", "行政检查", "行政确认", "行政给付")
_ENDS = {"行政处罚": "的处罚", "行政许可": "许可", "行政检查": "检查", "行政确认": "确认", "行政给付": "给付"}
_WHAT = (
    "堆放沙土",
    "摆摊设点",
    "张贴广告",
    "占用道路",
    "挖掘水渠",
    "砍伐树木",
    "露天烧烤",
    "饲养家禽",
    "搭建棚屋",
    "停放车辆",
)
LIMIT, FEE, PLACE, PHONE = 3, 4, 5, 6  # columns of guides


@dataclass(slots=True)
class Sown:
    """A list with a fault: the cells one of which is to be told, column 0 for the row; or the words of a notice."""

    made: Made
    cells: set[tuple[int, int]] = field(default_factory=set)
    notice: str = ""
    formula: tuple[int, int] | None = None
    struck_cell: tuple[int, int] | None = None


Operator = Callable[[Random], Sown | None]
OPERATORS: dict[str, Operator] = {}


def operator(sow: Operator) -> Operator:
    """Put an operator on the list, under its first sentence."""
    OPERATORS[str(sow.__doc__).rstrip("。.")] = sow
    return sow


@cache
def known() -> tuple[Item, ...]:
    """Powers that the record has."""
    found = []
    for power in derived(SAMPLE).record.powers.values():
        if power.handler and not power.ended:
            found.append(Item(str(power.name), str(power.type), tuple(map(str, power.basis)), str(power.handler)))
    return tuple(found)


def fresh(rng: Random) -> Rows:
    """Powers that nobody has seen, whose names tell their types."""
    laws = ("《城市道路管理条例》第三十条", "《行政许可法》第十二条", "《城乡规划法》第四十一条")
    kinds = [rng.choice(_TYPES) for _ in range(10)]
    return [
        [number, f"集镇{what}{_ENDS[kind]}", kind, rng.choice(laws), "便民服务局"]
        for number, (what, kind) in enumerate(zip(rng.sample(_WHAT, 10), kinds, strict=True), 1)
    ]


def told(rng: Random) -> Rows:
    """Powers that the record has, in some order."""
    items = rng.sample(known(), 12)
    return [[n, item.name, item.type, "\n".join(item.basis), item.body] for n, item in enumerate(items, 1)]


def _list(rows: Rows) -> Made:
    return Made({"清单": [HEADER, *rows]}, (), dict(POWER))


def _guides(rng: Random) -> Rows:
    items = rng.sample(guides(), 5)
    return [
        [n, item.name, "5个工作日", "不收费", "样例路1号便民服务中心", "0000-1234567"]
        for n, item in enumerate(items, 1)
    ]


def _guide_list(rows: Rows) -> Made:
    header = ["序号", "服务事项", "承诺时限", "是否收费", "受理地点", "联系电话"]
    return Made({"指南": [header, *rows]}, (), GUIDE | {"承办机构": "便民服务局"})


def _moved(rows: Rows, column: int, texts: Sequence[Any]) -> tuple[Made, set[tuple[int, int]]]:
    """A list whose column says other texts; the cells that are out of their rows."""
    cells = {(at, column) for at, (row, text) in enumerate(zip(rows, texts, strict=True), 2) if row[column - 1] != text}
    for row, text in zip(rows, texts, strict=True):
        row[column - 1] = text
    return _list(rows), cells


def _sorted(rows: Rows, column: int, also: int = 0) -> Sown | None:
    texts = sorted(str(row[column - 1]) for row in rows)
    made, cells = _moved(rows, column, texts)
    return Sown(made, cells | {(row, also) for row, _ in cells if also}) if len(cells) > 2 else None


def _shifted(rows: Rows, column: int, far: int) -> Sown | None:
    texts = [row[column - 1] for row in rows]
    made, cells = _moved(rows, column, texts[-far:] + texts[:-far])
    return Sown(made, cells) if len(cells) > 2 and len({row[column - 1] for row in rows}) > 3 else None


@operator
def names_sorted(rng: Random) -> Sown | None:
    """名称单独排过序，记录里有这些事项。"""
    return _sorted(told(rng), NAME)


@operator
def names_shifted(rng: Random) -> Sown | None:
    """名称移了几格，记录里有这些事项。"""
    return _shifted(told(rng), NAME, rng.randint(1, 3))


@operator
def grounds_sorted(rng: Random) -> Sown | None:
    """依据单独排过序，记录里有这些事项。"""
    return _sorted(told(rng), BASIS)


@operator
def grounds_shifted(rng: Random) -> Sown | None:
    """依据移了几格，记录里有这些事项。"""
    return _shifted(told(rng), BASIS, rng.randint(1, 3))


@operator
def bodies_sorted(rng: Random) -> Sown | None:
    """承办机构单独排过序，记录里有这些事项。"""
    return _sorted(told(rng), BODY)


@operator
def types_sorted(rng: Random) -> Sown | None:
    """类型单独排过序，名称说的是别的类型。"""
    return _sorted(fresh(rng), TYPE, also=NAME)


@operator
def new_names_sorted(rng: Random) -> Sown | None:
    """名称单独排过序，类型对不上。"""
    rows = fresh(rng)
    before = {row[1]: row[2] for row in rows}
    sown = _sorted(rows, NAME)
    wrong = {at for at, row in enumerate(rows, 2) if before[row[1]] != row[2]}
    if sown is None or len(wrong) < 3:
        return None
    return Sown(sown.made, {(row, column) for row in wrong for column in (NAME, TYPE)})


@operator
def hidden(rng: Random) -> Sown:
    """一行隐藏了。"""
    made, row = _list(fresh(rng)), rng.randint(2, 11)
    made.hidden = [row]
    return Sown(made, notice=f"第{row}行是隐藏的")


@operator
def struck(rng: Random) -> Sown:
    """一行划掉了。"""
    made, row = _list(fresh(rng)), rng.randint(2, 11)
    made.struck = [row]
    return Sown(made, notice=f"第{row}行是划掉的")


@operator
def merged_names(rng: Random) -> Sown | None:
    """两项的名称合并成了一格。"""
    rows, row = fresh(rng), rng.randint(2, 10)
    one, other = rows[row - 2], rows[row - 1]
    if one[2] == other[2]:
        return None  # nothing tells them apart
    other[1] = None
    made = _list(rows)
    made.merged = [f"B{row}:B{row + 1}"]
    return Sown(made, {(row + 1, TYPE)})


@operator
def struck_words(rng: Random) -> Sown:
    """一格划掉了。"""
    place = rng.randint(2, 11), rng.choice((NAME, TYPE, BASIS, BODY))
    return Sown(_list(fresh(rng)), {place}, struck_cell=place)


@operator
def formulas(rng: Random) -> Sown:
    """一格是公式。"""
    place = rng.randint(2, 11), rng.choice((NAME, TYPE, BASIS, BODY))
    return Sown(_list(fresh(rng)), {place}, formula=place)


def _written(rng: Random, column: int, text: Callable[[str], str]) -> Sown:
    rows, row = fresh(rng), rng.randint(2, 11)
    rows[row - 2][column - 1] = text(str(rows[row - 2][column - 1]))
    return Sown(_list(rows), {(row, column)})


@operator
def no_such_article(rng: Random) -> Sown:
    """条号比法规的条数大。"""
    return _written(rng, BASIS, lambda text: f"{text.split('》')[0]}》第九百{rng.choice('一二三四五六七八九')}十条")


@operator
def no_such_law(rng: Random) -> Sown:
    """法规名称写错了。"""
    return _written(rng, BASIS, lambda text: text.replace("》", f"{rng.choice('甲乙丙丁')}》", 1))


@operator
def no_such_type(rng: Random) -> Sown:
    """类型写的是没有的。"""
    return _written(rng, TYPE, lambda text: rng.choice(("行政管理", "综合", "执法", "未分类")))


@operator
def no_such_body(rng: Random) -> Sown:
    """机构写错了。"""
    return _written(rng, BODY, lambda text: rng.choice((text + "处", "没有的办公室", text.replace("服务", "服各"))))


@operator
def same_name(rng: Random) -> Sown:
    """同一个名称写了两行。"""
    rows = fresh(rng)
    one, other = rng.sample(range(10), 2)
    rows[other][1:4] = rows[one][1:4]
    return Sown(_list(rows), {(one + 2, NAME), (other + 2, NAME)})


def _guide(rng: Random, column: int, words: Sequence[str]) -> Sown:
    rows, row = _guides(rng), rng.randint(2, 6)
    rows[row - 2][column - 1] = rng.choice(words)
    return Sown(_guide_list(rows), {(row, column)})


@operator
def limits(rng: Random) -> Sown:
    """时限没有单位，或者单位不是办事的。"""
    return _guide(rng, LIMIT, ("7", "3周", "两三天", "5个季度", "尽快", "10元"))


@operator
def fees(rng: Random) -> Sown:
    """是否收费写的是别的话。"""
    return _guide(rng, FEE, ("看情况", "5元", "另行通知", "部分"))


@operator
def phones(rng: Random) -> Sown:
    """电话不是办公电话。"""
    return _guide(rng, PHONE, ("13800000000", "12", "0000-12", "找老王", "0000-1234567、0000-1234568"))


def content(sown: Sown) -> bytes:
    """The list as an .xlsx with what only an .xlsx can say."""
    written = formats.xlsx(sown.made)
    if sown.formula is None and sown.struck_cell is None:
        return written
    import io

    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.load_workbook(io.BytesIO(written))
    page = book.worksheets[0]
    if sown.formula:
        page.cell(*sown.formula).value = '="甲"&"乙"'
    if sown.struck_cell:
        page.cell(*sown.struck_cell).font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def outcome(sown: Sown, root: Path) -> tuple[bool, bool, ImportPlan]:
    """Whether a fault was told, whether at the right cell, and the plan."""
    plan = importing.plan(root, content(sown), DAY, importing.Asked(sown.made.headers, sown.made.said))
    if sown.notice:
        there = any(sown.notice in notice for notice in plan.notices)
        return there, there, plan
    places = {(trouble.where.row, trouble.where.column) for trouble in plan.troubles if trouble.where}
    rows = {row for row, _ in sown.cells}
    right = bool(places & sown.cells) or any((row, 0) in places for row in rows)
    return bool(plan.troubles), right, plan
