"""Reads the superior's list out of a workbook in any usual layout: its items, and what became of every other row.

In: the sheets as read, the kind that they are compared with, headers that the clerk explained. Out: a `SuperiorList`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.desk.compare.articles import articles_in
from generator.desk.compare.items import SuperiorItem, bare_name, base_code, type_called
from generator.intake.plan import RowRef
from generator.intake.rows import SheetRow, rows_of
from generator.model.kind import Kind
from generator.record import Record
from generator.sheets import headers
from generator.sheets.headers import FoundTable
from generator.sheets.read_book import ReadSheet

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
_CANCELLED = re.compile(r"(?<![不未没])(?<!不予)(?<!没有)(?:取消|废止|停止实施|停止执行|不再实施|不再保留|不再列入)")
_ENDED = re.compile(r"^已?(?:删除|停用|注销|失效|作废|合并|收回)$")  # in a column of states these say it too
_BRIEF = 16  # characters: a longer remark may speak of something else that was cancelled
_QUOTED = 40  # characters of a remark that are quoted
_NOT_OURS = "上级 "  # before the name of a sheet: a superior's sheet with a name of ours is not ours


@dataclass(slots=True)
class SuperiorList:
    """The items, what became of all rows that are no items, what a reader should know besides.

    `understood` is the number of sheets that hold a list, `troubles` are explained headers that fit none.
    """

    items: list[SuperiorItem] = field(default_factory=list)
    outcomes: dict[RowRef, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    understood: int = 0
    troubles: list[str] = field(default_factory=list)


def superior_list(
    sheets: Sequence[ReadSheet], kind: Kind, explained: Mapping[str, str], record: Record
) -> SuperiorList:
    """The list in all sheets of a workbook."""
    taken = SuperiorList()
    seen: dict[tuple[str, ...], SuperiorItem] = {}
    known = []
    for sheet in sheets:
        if not sheet.rows:
            continue
        foreign = replace(sheet, name=f"{_NOT_OURS}{sheet.name}")
        found = None if sheet.hidden else headers.find_table(foreign, explained, [kind])
        if found is None:
            _pass_over(taken, sheet)
        else:
            taken.understood += 1
            known.append(found)
            _take(taken, found, sheet.name, record, seen)
    taken.troubles = [
        f"--header {title}={explained[title]}：{wrong}" for title, wrong in headers.unused(explained, known)
    ]
    return taken


def _pass_over(taken: SuperiorList, sheet: ReadSheet) -> None:
    why = "隐藏的表" if sheet.hidden else "没有认出的表"
    how = "要比，先取消隐藏" if sheet.hidden else "列名不同的，用 --header 说明，例：--header 项目=名称"
    taken.notices.append(f"“{sheet.name}”是{why}，没有比，共{len(sheet.rows)}行；{how}。")
    taken.outcomes |= {RowRef(sheet.name, row): why for row in sheet.rows}


def _take(
    taken: SuperiorList, found: FoundTable, sheet: str, record: Record, seen: dict[tuple[str, ...], SuperiorItem]
) -> None:
    """Take the items of a sheet; `seen` has those of the sheets before."""
    rows = rows_of(found)
    taken.notices += rows.hiding("比")
    taken.outcomes |= {RowRef(sheet, number): _in_general(why) for number, why in rows.passed}
    for row in rows.rows:
        ref = RowRef(sheet, row.number)
        name = re.sub(r"\s+", "", row.text_of("名称"))
        if _repeats_header(found, row.number):
            taken.outcomes[ref] = "表头、标题"
            continue
        if not name:
            taken.outcomes[ref] = "没有名称的行"
            continue
        item = _item(found, sheet, row, name, record)
        key = (bare_name(item.name), bare_name(item.part), item.type, item.code)
        if first := seen.get(key):
            other = "" if first.sheet == sheet else f"“{first.sheet}”"
            taken.outcomes[ref] = f"重复（和{other}第{first.row}行）"
            continue
        seen[key] = item
        taken.items.append(item)


def _in_general(why: str) -> str:
    """Why a row is no item, in one of few ways."""
    if why.startswith("小标题"):
        return "小标题或者说明"
    return "表头、标题" if why in ("表头", "标题", "重复的表头") else why


def _item(found: FoundTable, sheet: str, row: SheetRow, name: str, record: Record) -> SuperiorItem:
    part = re.sub(r"\s+", "", row.text_of("子项") or _under_same_header(found, row.number, "名称"))
    basis = next((title for title in _BASES if row.text_of(title)), "")
    lines = (row.text_of(basis), _under_same_header(found, row.number, basis)) if basis else ()
    text = "\n".join(filter(None, lines))
    code = next((base_code(row.text_of(title)) for title in _CODES if row.text_of(title)), "")
    type_ = type_called(row.text_of("类型")) if row.text_of("类型") else ""
    ended, surely = _ended(found, row.number)
    return SuperiorItem(
        sheet,
        row.number,
        name,
        "" if part == name else part,
        type_,
        articles_in(text, record) if text else frozenset(),
        code,
        ended,
        surely,
    )


def _under_same_header(found: FoundTable, row: int, title: str) -> str:
    """The text of further columns under the merged header of a field: 职权名称 stands over 主项 and 子项."""
    column = found.number_of(title)
    if column is None:
        return ""
    cells = found.sheet.row(row)
    header = headers.bare_header(found.sheet.row(found.header)[column])
    more = [number for number, left_out in found.left_out.items() if left_out == header and number > column]
    return "\n".join(str(cells[number]).strip() for number in more if cells.get(number) is not None)


def _repeats_header(found: FoundTable, row: int) -> bool:
    """Whether a row is the second line of a header: merged cells repeat in it what stands above."""
    above = found.sheet.row(found.header)
    same = [column for column, value in found.sheet.row(row).items() if value == above.get(column)]
    return row <= found.header + 2 and len(same) >= 2 and any(column in found.columns for column in same)


def _ended(found: FoundTable, row: int) -> tuple[str, bool]:
    """The quotation that says that an item is cancelled, "" for none; whether it leaves no doubt."""
    fields = {number: column.title for number, column in found.columns.items()} | found.left_out
    header = found.sheet.row(found.header)
    titles = {number: headers.bare_header(header.get(number, title)) for number, title in fields.items()}
    for number, value in sorted(found.sheet.row(row).items()):
        title, field_, text = titles.get(number, ""), fields.get(number), str(value).strip()
        quoted = f"“{title}”写着“{text[:_QUOTED]}”"
        if title in _STATES or field_ == "状态":
            if _CANCELLED.search(text) or _ENDED.match(text):
                return quoted, True
        elif (title in _REMARKS or field_ == "备注") and _CANCELLED.search(text):
            return quoted, len(text) <= _BRIEF
    return "", False
