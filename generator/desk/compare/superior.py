"""The superior's list out of a workbook in any usual layout: its items, and what became of every other row.

In: pages as read, the list they are compared with, the clerk's own words for headers. Out: a `Superior`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.desk.compare.sides import Cited, Item, cited, code_named, plain, type_named
from generator.intake import lines
from generator.model.kind import Kind
from generator.record import Record
from generator.sheets import headers
from generator.sheets.headers import Found
from generator.sheets.reading import Page

_STATES = frozenset(
    {
        "状态",
        "事项状态",
        "使用状态",
        "调整情况",
        "调整意见",
        "调整类型",
        "调整方式",
        "调整类别",
        "动态调整情况",
        "变动情况",
    }
)
_REMARKS = frozenset({"备注", "说明", "其他", "调整说明", "备注说明", "调整理由", "调整原因"})
_BASES = ("实施依据", "依据")
_CODES = ("基本编码", "实施编码", "地方编码")
_GONE = re.compile(r"(?<![不未没])(?<!不予)(?<!没有)(?:取消|废止|停止实施|停止执行|不再实施|不再保留|不再列入)")
_OFF = re.compile(r"^已?(?:删除|停用|注销|失效|作废|合并|收回)$")  # in a column of states these say it too
_BRIEF = 16  # characters: a longer remark may speak of something else that was cancelled
_OWN_NAME = "上级 "  # before a sheet's name: a sheet called as one of ours is not one of ours


@dataclass(slots=True)
class Superior:
    """The items, why the other rows are none, and what a reader should know besides."""

    items: list[Item] = field(default_factory=list)
    lots: dict[tuple[str, int], str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    understood: int = 0  # sheets


def superior(pages: Sequence[Page], kind: Kind, words: Mapping[str, str], record: Record) -> Superior:
    """All sheets of a workbook."""
    taken = Superior()
    seen: dict[tuple[str, ...], Item] = {}
    for page in pages:
        if not page.rows:
            continue
        found = None if page.hidden else headers.find(replace(page, name=f"{_OWN_NAME}{page.name}"), words, [kind])
        if found is None:
            why = "隐藏的表" if page.hidden else "没有认出的表"
            how = "要比，先取消隐藏" if page.hidden else "列名不同的，用 --header 说明，例：--header 项目=名称"
            taken.notices.append(f"“{page.name}”是{why}，没有比，共{len(page.rows)}行；{how}。")
            taken.lots |= {(page.name, row): why for row in page.rows}
            continue
        taken.understood += 1
        _take(taken, found, page.name, record, seen)
    return taken


def _take(taken: Superior, found: Found, sheet: str, record: Record, seen: dict[tuple[str, ...], Item]) -> None:
    rows = lines.rows(found)
    taken.lots |= {(sheet, row): _lot(why) for row, why in rows.passed}
    for line in rows.lines:
        place = (sheet, line.row)
        said = {at.title: text if isinstance(text, str) else "" for at, _, text in lines.places(line)}
        if _heads(found, line.row):
            taken.lots[place] = "表头、标题"
            continue
        name = re.sub(r"\s+", "", said.get("名称", ""))
        if not name:
            taken.lots[place] = "没有名称的行"
            continue
        item = _item(found, sheet, line.row, name, said, record)
        key = (plain(item.name), plain(item.sub), item.type, item.code)
        if first := seen.get(key):
            same = "" if first.sheet == sheet else f"“{first.sheet}”"
            taken.lots[place] = f"重复（和{same}第{first.row}行）"
            continue
        seen[key] = item
        taken.items.append(item)


def _lot(why: str) -> str:
    if why.startswith("小标题"):
        return "小标题或者说明"
    return "表头、标题" if why in ("表头", "标题", "重复的表头") else why


def _item(found: Found, sheet: str, row: int, name: str, said: Mapping[str, str], record: Record) -> Item:
    column = found.column("名称")
    sub = said.get("子项") or _beside(found, row, column)
    basis = next((title for title in _BASES if said.get(title)), "")
    text = "\n".join(filter(None, [said.get(basis, ""), _beside(found, row, found.column(basis))])) if basis else ""
    code = next((code_named(said[title]) for title in _CODES if said.get(title)), "")
    ended, surely = _ended(found, row)
    bare = re.sub(r"\s+", "", sub)
    type_ = type_named(said["类型"]) if said.get("类型") else ""
    articles: Cited = cited(text, record) if text else frozenset()
    return Item(sheet, row, name, "" if bare == name else bare, type_, articles, code, ended, surely)


def _beside(found: Found, row: int, column: int | None) -> str:
    """What stands in a further column under the same merged header: 职权名称 over 主项 and 子项."""
    if column is None:
        return ""
    cells = found.page.row(row)
    title = headers.plain(found.page.row(found.header)[column])
    more = [number for number, left in found.left_out.items() if left == title and number > column]
    return "\n".join(str(cells[number]).strip() for number in more if cells.get(number) is not None)


def _heads(found: Found, row: int) -> bool:
    """Whether a row is the second line of a header: merged cells make it say again what stands above."""
    above = found.page.row(found.header)
    same = [column for column, value in found.page.row(row).items() if value == above.get(column)]
    return row <= found.header + 2 and len(same) >= 2 and any(column in found.places for column in same)


def _ended(found: Found, row: int) -> tuple[str, bool]:
    """What a row says of its being gone, and whether that leaves no doubt."""
    columns = {number: place.title for number, place in found.places.items()} | found.left_out
    titles = {
        number: headers.plain(found.page.row(found.header).get(number, title)) for number, title in columns.items()
    }
    for number, raw in sorted(found.page.row(row).items()):
        title, text = titles.get(number, ""), str(raw).strip()
        if title in _STATES or columns.get(number) == "状态":
            if _GONE.search(text) or _OFF.match(text):
                return f"“{title}”写着“{text[:40]}”", True
        elif (title in _REMARKS or columns.get(number) == "备注") and _GONE.search(text):
            return f"“{title}”写着“{text[:40]}”", len(text) <= _BRIEF
    return "", False
