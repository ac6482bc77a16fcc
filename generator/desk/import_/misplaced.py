"""Finds columns that were sorted or moved alone, so that their cells stand in the rows of other entries.

In: the rows of a sheet, what the record says now, the edits of a plan. Out: troubles in the plan, at the first cell
that is out of its row.

Only what leaves a trace can be found: the cells say what other rows of the record said, or the type of a row is not
the one that its name tells. In a list never seen before a column of free text that was sorted alone looks right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.intake.plan import CellRef, ImportPlan
from generator.intake.rows import SheetRow, SheetRows, listed
from generator.model.kind import Kind
from generator.sheets.cells import unedited_text, value_at
from generator.sheets.columns import FieldColumn
from generator.standards import tables

_LEAST = 3  # cells that moved: two that changed places may be meant, unless they are names
_LEAST_NAMES = 2
_SHARE = 0.8  # of the changed cells, that say what another changed row said
_FARTHEST = 3  # rows that a column is moved up or down
_TYPE, _NAME = "类型", "名称"
_OTHER_TYPE = "其他行政权力"  # takes up anything
_SHORT = 12  # characters of a text that a message quotes
# The end of a name that tells the type: 对…的处罚.
_TOLD_BY_NAME = re.compile("(?:行政)?(处罚|许可|强制|征收|给付|检查|确认|奖励|裁决)(?:[（(][^（）()]*[）)])?$")
_ADVICE = "多半是只排了这一列，或者这一列移了几格。撤销，或者照原来的次序改回来；真要这样对换的，直接改那几条的文件。"


@dataclass(frozen=True, slots=True)
class _Moved:
    """A cell of a column: its row, what the record says of its entry, what the cell says."""

    row: SheetRow
    where: CellRef
    before: str
    after: str


def note(sheet: SheetRows, before: Mapping[str, dict[str, Any]], plan: ImportPlan) -> None:
    """Note the columns of a sheet of entries that were sorted or moved alone."""
    wrong: dict[FieldColumn, list[_Moved]] = {}
    for column in sheet.found.columns.values():
        if moved := _out_of_place(_cells(sheet, column, before, plan), _is_name(sheet, column)):
            wrong[column] = moved
    if len(wrong) > 1 and not sheet.found.own:  # the rows were found by their names: the names are what moved
        first = next(iter(wrong.values()))[0]
        fields = "、".join(column.title for column in wrong)
        where = first.row.cell_of(_NAME)
        message = f"“{_NAME}”这一列和别的列错开了：{_rows(next(iter(wrong.values())))}的{fields}是别的事项的"
        plan.wrong(where, message, _ADVICE, whole=True)
        return
    for column, moved in wrong.items():
        first = moved[0]
        other = next((one for one in moved if one.before == first.after and one is not first), None)
        whose = f"第{first.row.number}行写的“{_short(first.after)}”原来是 {other.row.key} 的" if other else ""
        plan.wrong(
            first.where,
            f"“{column.title}”这一列和别的列错开了：{_rows(moved)}。{whose}".rstrip("。"),
            _ADVICE,
            whole=True,
        )
    if not sheet.found.own:
        _note_types(sheet, plan)


def _is_name(sheet: SheetRows, column: FieldColumn) -> bool:
    kind = sheet.found.table.kind
    return isinstance(kind, Kind) and column.title == kind.naming


def _cells(
    sheet: SheetRows, column: FieldColumn, before: Mapping[str, dict[str, Any]], plan: ImportPlan
) -> list[_Moved]:
    """The cells of a column in the order of the rows, those of entries that the record has."""
    edits = {edit.where: edit for draft in plan.changed for edit in draft.edits if edit.field == column.title}
    cells = []
    for row in sheet.rows:
        if row.key not in before or column not in row.texts:
            continue
        where = row.cell(row.texts[column][0])
        now = unedited_text(value_at(before[row.key], column.path), column.spec)
        edit = edits.get(where)
        cells.append(_Moved(row, where, now, edit.after if edit else now))
    return cells


def _out_of_place(cells: Sequence[_Moved], names: bool) -> list[_Moved]:
    """The cells that say what others of the column said before; [] where that is not plain."""
    changed = [cell for cell in cells if cell.before != cell.after]
    if len(changed) < (_LEAST_NAMES if names else _LEAST):
        return []
    common = Counter(cell.before for cell in changed) & Counter(cell.after for cell in changed)
    several = len([text for text in common if text]) > 1
    if several and (
        common.total() == len(changed) or (len(changed) > _LEAST and common.total() >= _SHARE * len(changed))
    ):
        return changed
    steps = [step for far in range(1, _FARTHEST + 1) for step in (far, -far)]
    return changed if any(_is_shift(cells, step, len(changed)) for step in steps) else []


def _is_shift(cells: Sequence[_Moved], step: int, changed: int) -> bool:
    """Whether the changed cells say what the row so many rows above said, several things among them."""
    pairs = zip(cells, cells[step:], strict=False) if step > 0 else zip(cells[-step:], cells, strict=False)
    fitting = [here.after for above, here in pairs if here.before != here.after and here.after == above.before]
    return len(fitting) >= _LEAST - 1 and len(fitting) >= changed - abs(step) and len(set(filter(None, fitting))) > 1


def _note_types(sheet: SheetRows, plan: ImportPlan) -> None:
    """Note rows whose name tells another type than their column of types: all of them where the column moved."""
    found = list(_contradictions(sheet))
    told, written = (Counter(pair[number] for pair in found) for number in (1, 2))
    if len(found) >= _LEAST and (told & written).total() >= _SHARE * len(found) - 1:
        row, by_name, by_column = found[0]
        rows = listed([one.number for one, _, _ in found])
        message = f"名称和类型对不上：第{rows}行。第{row.number}行的名称是{by_name}，类型写的是{by_column}"
        plan.wrong(
            row.cell_of(_NAME), message, "多半是“名称”或者“类型”单独排过序。照原来的次序改回来，再导入。", whole=True
        )
        return
    for row, by_name, by_column in found:
        plan.notices.append(
            f"“{row.sheet}”第{row.number}行：名称看着是{by_name}，类型写的是{by_column}；对着原件看看是不是错行了。"
        )


def _contradictions(sheet: SheetRows) -> Iterator[tuple[SheetRow, str, str]]:
    """Rows whose name ends in a type that is not theirs: the row, the type by its name, the type of its column."""
    for row in sheet.rows:
        ends = _TOLD_BY_NAME.search(row.text_of(_NAME).strip())
        type_ = row.text_of(_TYPE)
        type_ = type_ if type_ in tables.names("职权类型") else tables.meant("职权类型", type_) if type_ else ""
        if ends and type_ not in ("", _OTHER_TYPE, f"行政{ends[1]}"):
            yield row, f"行政{ends[1]}", type_


def _rows(moved: Sequence[_Moved]) -> str:
    return f"第{listed([cell.row.number for cell in moved])}行"


def _short(text: str) -> str:
    line = text.replace("\n", "、")
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
