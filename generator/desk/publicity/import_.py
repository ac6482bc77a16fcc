"""`qingdan publicity import`: works out what a 双公示 workbook would change in the decisions, or what is wrong with it.

In: the town's folder, the bytes of a workbook, values for what the forms have no column for. Out: an `ImportPlan`,
whose files are written all together or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.desk.publicity.columns import derived_value
from generator.desk.publicity.drafts import Drafts
from generator.desk.publicity.form_sheets import FormRow, FormSheet, form_sheets, own_column
from generator.desk.publicity.values import for_record, form_day
from generator.intake import take_in, words
from generator.intake.plan import ImportPlan, RowRef
from generator.intake.rows import HIDING, listed
from generator.model.decision import Decision
from generator.model.fields import named_fields
from generator.reading import reader
from generator.record import Record
from generator.sheets.cells import CellValue
from generator.sheets.read_book import ReadSheet


def unknown(constants: Mapping[str, str]) -> list[str]:
    """The names of values given beside the workbook that are no fields of a decision."""
    return [name for name in constants if own_column(name) is None]


def plan(root: Path, content: bytes, day: date, constants: Mapping[str, str]) -> ImportPlan:
    """What a workbook would change. Raises `read_book.Unreadable` where it is no workbook."""
    return take_in.plan(root, content, day, _Drafter(day, constants))


class _Drafter:
    """Drafts decisions from the forms in a workbook."""

    told_before = frozenset({reader.MISSING.number, "H601"})  # what a new decision lacks is told all at once

    def __init__(self, day: date, constants: Mapping[str, str]) -> None:
        self.day, self.constants = day, constants
        self.forms: list[FormSheet] = []

    def draft(self, sheets: Sequence[ReadSheet], record: Record, plan: ImportPlan) -> None:
        """Fill the plan with drafts of decisions."""
        self.forms, others = form_sheets(sheets)
        for sheet in others:
            why = "是隐藏的工作表，要收先取消隐藏" if sheet.hidden else "没有认出是双公示的表"
            plan.notices.append(f"“{sheet.name}”{why}，没有收，共{len(sheet.rows)}行。")
            plan.pass_over(sheet.name, sheet.rows, "没有收的表")
        if not self.forms:
            advice = "第一行写列名，列名照 qingdan publicity export 导出的写，次序不限。"
            plan.wrong(None, "没有认出双公示的表", advice)
        for form in self.forms:
            _note_left_out(form, plan)
        drafts = Drafts(plan, record, self.constants)
        for form in self.forms:
            drafts.take(form)

    def remark(self, record: Record, plan: ImportPlan) -> None:
        """Note the cells of derived columns that say something else than the program works out."""
        decisions = _read_back(plan)
        for form in self.forms:
            for row in form.rows:
                if decision := decisions.get(row.key) or record.decisions.get(row.key):
                    self._compare_derived(form, row, decision, record, plan)

    def _compare_derived(
        self, form: FormSheet, row: FormRow, decision: Decision, record: Record, plan: ImportPlan
    ) -> None:
        for name, (where, value) in row.derived.items():
            right = derived_value(name, decision, record, self.day)
            shown = form_day(right) if isinstance(right, date) else right
            said = _in_form(value)
            if said and said != shown:
                title = form.official[where.column].title
                reckoned = f"程序算的是“{shown}”" if shown else "程序算不出来"
                plan.notices.append(f"“{where.sheet}”第{where.row}行“{title}”写的是“{said}”，{reckoned}，没有收。")


def _note_left_out(form: FormSheet, plan: ImportPlan) -> None:
    """Note the columns and rows that are not taken in, and why; what stands in them is never repeated."""
    name = form.sheet.name
    plan.outcomes |= {RowRef(name, row): why for row, why in form.passed.items()}
    for why, how in HIDING.items():
        if rows := [row for row, said in form.passed.items() if said == why]:
            plan.notices.append(f"“{name}”第{listed(rows)}行是{why}，没有收；要收，先{how}。")
    explaining = sum(why == "填写说明" for why in form.passed.values())
    if explaining:
        plan.notices.append(f"“{name}”有{explaining}行是填写说明，没有收。")
    for column in form.official.values():
        if count := form.refused.get(column.title):
            plan.notices.append(f"“{name}”的“{column.title}”有{count}格写着内容，没有收：{column.refused}。")
    if any(column.private and form.refused.get(column.title) for column in form.official.values()):
        plan.notices.append("表里有证件号码：这个文件不要放进记录的文件夹，也不要发到群里。")
    if form.unknown:
        plan.notices.append(f"“{name}”这几列没有收：{words.columns(form.unknown.values())}")


def _read_back(plan: ImportPlan) -> dict[str, Decision]:
    """The decisions as the plan's files would have them, by id; those that can be read."""
    found = {}
    for path, (_, after) in plan.files.items():
        entry = reader.read(after or b"", Decision).entry
        if isinstance(entry, Decision):
            found[Path(path).stem] = entry
    return found


def _in_form(value: CellValue) -> str:
    """A cell of a derived column as text, a day in the way of the forms."""
    day = for_record(value, named_fields(Decision)["决定日期"])
    try:
        return form_day(date.fromisoformat(day)) if isinstance(day, str) else str(value).strip()
    except ValueError:
        return str(value).strip()
