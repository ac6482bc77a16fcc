"""Picks the sheets of a workbook that hold entries, and says why the others are not taken in.

In: the sheets as read, what the clerk said of them. Out: the rows of the sheets that are known; notices, troubles
and the rows passed over, in a plan.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from generator.desk.import_ import mixed, remembered
from generator.intake import form_rows, words
from generator.intake import rows as intake_rows
from generator.intake.marking import SUMMARY
from generator.intake.plan import CellRef, ImportPlan, RowRef
from generator.intake.rows import SheetRows, rows_of
from generator.model.kind import AnyKind
from generator.sheets import fingerprints, headers, label_forms
from generator.sheets.columns import table_called
from generator.sheets.headers import FoundTable
from generator.sheets.label_forms import FoundForms
from generator.sheets.read_book import ReadSheet
from generator.sheets.workbook_writer import CHOICES

_NO_ENTRIES = frozenset({fingerprints.CONTENTS, CHOICES, SUMMARY})  # sheets that this program adds


def known_sheets(
    sheets: Sequence[ReadSheet],
    explained: Mapping[str, str],
    kinds: Sequence[AnyKind],
    plan: ImportPlan,
    left: Container[RowRef] = (),
    said_before: remembered.Rows | None = None,
) -> list[SheetRows]:
    """The rows of the sheets that hold entries, but for those of others that are to be `left`.

    `explained` gives the field for headers that the clerk explained, `said_before` what was once said of other lists,
    `kinds` are those that sheets of others may hold.
    """
    taken = []
    for sheet in sheets:
        if sheet.name in _NO_ENTRIES:
            continue
        if sheet.hidden:
            plan.notices.append(f"“{sheet.name}”是隐藏的工作表，没有收；要收，先取消隐藏。")
        elif sheet.rows:
            before = remembered.explained(sheet, said_before or {})
            here = before | dict(explained)
            found = headers.find_table(sheet, here, kinds)
            if found and (used := {title: name for title, name in before.items() if title not in explained}):
                listed = "、".join(f"{title}={name}" for title, name in used.items())
                plan.notices.append(f"“{sheet.name}”的表头和以前一份一样，照那时说的：{listed}。")
            forms = label_forms.find(sheet, kinds) if found is None or not found.own else None
            if forms and (found is None or label_forms.weight(forms) > found.weight):
                taken.append(_forms(forms, plan, left))
            elif found is None:
                _pass_over(sheet, plan)
            elif rows := _rows(found, plan, left):
                taken += _sorted(rows, here, plan)
    for title, wrong in headers.unused(explained, [rows.found for rows in taken]):
        plan.wrong(
            None,
            f"--header {title}={explained[title]}：{wrong}",
            "列名照表里的写；左边是表里的列名，右边是我们的格子。",
        )
    return taken


def _pass_over(sheet: ReadSheet, plan: ImportPlan) -> None:
    """Note a sheet that no table fits; an exported one has lost its header."""
    if table_called(sheet.name):
        where = CellRef(sheet.name, sheet.rows[0], 0)
        plan.wrong(where, "这张表的表头不见了", "把表头补回来，照导出时的写；不要这张表，删掉它。")
    else:
        titles = headers.likely_header(sheet)
        asked = (
            f"哪一列是名称？看到的列：{words.columns(titles)}；用 --header 说，例：--header {titles[0]}=名称"
            if titles
            else ""
        )
        plan.notices.append(f"“{sheet.name}”没有认出是什么清单，没有收，共{len(sheet.rows)}行。{asked}")
        plan.pass_over(sheet.name, sheet.rows, "没有认出的表")


def _sorted(rows: SheetRows, explained: Mapping[str, str], plan: ImportPlan) -> list[SheetRows]:
    """The rows of a sheet, those that belong to another list apart."""
    apart = mixed.services(rows, explained)
    plan.notices += filter(None, [mixed.areas(rows)])
    if apart is None:
        return [rows]
    numbers = intake_rows.listed([row.number for row in apart.rows])
    plan.notices.append(
        f"“{rows.found.sheet.name}”第{numbers}行是{mixed.PUBLIC}，不是权力，收作办事指南，对应权力填“无”。"
    )
    return [rows, apart] if rows.rows else [apart]


def _forms(forms: FoundForms, plan: ImportPlan, left: Container[RowRef]) -> SheetRows:
    """The rows of a sheet of forms."""
    found, rows = forms.found, form_rows.rows_of(forms)
    titles = "、".join(column.title for column in found.columns.values())
    plan.seen.append(
        f"“{found.sheet.name}”当作{found.table.kind.title}，一件一张，共{len(rows.rows)}件，认得的格子：{titles}"
    )
    if found.left_out:
        plan.notices.append(f"“{found.sheet.name}”这几格没有收：{words.columns(found.left_out.values())}")
    _leave(rows, left)
    plan.notices += rows.hiding()
    plan.outcomes |= {RowRef(found.sheet.name, number): why for number, why in rows.passed}
    return rows


def _leave(rows: SheetRows, left: Container[RowRef]) -> None:
    """Take out the rows that are given back."""
    back = [row for row in rows.rows if row.cell().in_row in left]
    rows.passed += [(number, words.GIVEN_BACK) for row in back for number in row.numbers]
    rows.rows = [row for row in rows.rows if row not in back]


def _rows(found: FoundTable, plan: ImportPlan, left: Container[RowRef]) -> SheetRows | None:
    """The rows of a sheet whose table is known; None where its header was broken."""
    name = found.sheet.name
    broken = list(headers.header_troubles(found)) if found.own else []
    for trouble in broken:
        plan.wrong(CellRef(name, found.header, trouble.column), trouble.message, trouble.advice, whole=True)
    if broken:
        return None
    if found.left_out:
        plan.notices.append(f"“{name}”这几列没有收：{words.columns(found.left_out.values())}")
    rows = rows_of(found)
    if not found.own:
        plan.seen.append(rows.seen())
        _leave(rows, left)
    for where, above, title in rows.clashing:
        message = f"名称和第{above}行合并成一格，“{title}”却和那一行不一样"
        plan.wrong(where, message, "不是一项的，取消合并，补上这一行的名称；是一项的，改成一样。")
    plan.notices += rows.hiding()
    plan.outcomes |= {RowRef(name, number): why for number, why in rows.passed}
    return rows
