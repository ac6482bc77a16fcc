"""`qingdan publicity import`: a 双公示 workbook → what it would change in the decisions, or what is wrong with it.

In: the town's folder, the bytes of a workbook, values for what the form has no column for. Out: a `Plan`,
whose files are written all together or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.checked import read_and_check
from generator.desk.publicity.columns import derived
from generator.desk.publicity.drafts import Drafts
from generator.desk.publicity.rows import Form, forms, place_of
from generator.desk.publicity.values import recorded, slashed
from generator.intake import checking
from generator.intake.plan import Plan, Trouble, Woven
from generator.model.decision import Decision
from generator.model.fields import named_fields
from generator.problem import Problem, Severity
from generator.reading import reader
from generator.record import Memory, Record
from generator.sheets import reading
from generator.sheets.cells import Raw

_LACKING = ("H221", "H601")  # missing fields of a new decision are told beforehand, all at once


def unknown(constants: Mapping[str, str]) -> list[str]:
    """The names among values given beside the workbook that are no field of a decision."""
    return [name for name in constants if place_of(name) is None]


def plan(root: Path, content: bytes, day: date, constants: Mapping[str, str]) -> Plan:
    """What a workbook would change. Raises `reading.Unreadable` where it is none."""
    memory = Memory()
    before = read_and_check(root, day, memory)
    made = Plan()
    found, others = forms(reading.read(content))
    for page in others:
        why = "是隐藏的工作表，要收先取消隐藏" if page.hidden else "没有认出是双公示的表"
        made.notices.append(f"“{page.name}”{why}，没有收，共{len(page.rows)}行。")
        made.lots |= {(page.name, row): "没有收的表" for row in page.rows}
    if not found:
        made.troubles.append(
            Trouble(None, "没有认出双公示的表", "第一行写列名，列名照 qingdan publicity export 导出的写，次序不限。")
        )
        return made
    drafts = Drafts(before.record, constants)
    for form in found:
        drafts.take(form)
        _left_out(form, made)
    made.lots |= drafts.lots
    made.files = checking.files(drafts.woven, before.record)
    made.troubles += drafts.woven.troubles
    made.notices += drafts.woven.notices
    changed = {path: after for path, (_, after) in made.files.items() if after}
    after = _entries(drafts.woven, made)
    for form in found:
        _compare(form, drafts, after, before.record, day, made)
    for problem in checking.problems(root, changed, before, memory, day) if changed else ():
        if problem.severity is Severity.ERROR and (trouble := _located(problem, drafts.woven)):
            made.troubles.append(trouble)
    wrong = {trouble.where[:2] for trouble in made.troubles if trouble.where}
    made.lots |= {place: "有错" for place in made.lots if place in wrong}
    made.drafts = [draft for draft in drafts.woven.drafts.values() if draft.changes or draft.new]
    return made


def _left_out(form: Form, made: Plan) -> None:
    """The columns that are not taken in, and why; what stands in them is never repeated."""
    name = form.page.name
    made.lots |= {(name, row): why for row, why in form.lots.items()}
    explained = sum(why == "填写说明" for why in form.lots.values())
    if explained:
        made.notices.append(f"“{name}”有{explained}行是填写说明，没有收。")
    for column in form.official.values():
        if count := form.refused.get(column.title):
            made.notices.append(f"“{name}”的“{column.title}”有{count}格写着内容，没有收：{column.refused}。")
    if any(column.private and form.refused.get(column.title) for column in form.official.values()):
        made.notices.append("表里有证件号码：这个文件不要放进记录的文件夹，也不要发到群里。")
    if form.unknown:
        made.notices.append(f"“{name}”这几列没有收：{'、'.join(form.unknown.values())}")


def _entries(woven: Woven, made: Plan) -> dict[str, Decision]:
    """The decisions that are begun or changed, as they would be; those that can be read."""
    found = {}
    for path, (_, after) in made.files.items():
        entry = reader.read(after or b"", Decision).entry
        if entry is not None:
            found[Path(path).stem] = entry
    return found


def _compare(form: Form, drafts: Drafts, after: Mapping[str, Decision], record: Record, day: date, made: Plan) -> None:
    """What a sheet says of columns that the program works out, where the program says otherwise."""
    ids = {draft.rows[0]: key for key, draft in drafts.woven.drafts.items()}
    for row in form.rows:
        key = ids.get((form.page.name, row.number), "")
        decision = after.get(key) or record.decisions.get(key)
        if decision is None:
            continue
        for word, (column, raw) in row.derived.items():
            right = derived(word, decision, record, day)
            said = _printed(raw)
            shown = slashed(right) if isinstance(right, date) else right
            if said and said != shown:
                title = form.official[column].title
                reckoned = f"程序算的是“{shown}”" if shown else "程序算不出来"
                made.notices.append(f"“{form.page.name}”第{row.number}行“{title}”写的是“{said}”，{reckoned}，没有收。")


def _printed(raw: Raw) -> str:
    """A cell of a derived column, days in the form's way."""
    day = recorded(raw, named_fields(Decision)["决定日期"])
    try:
        return slashed(date.fromisoformat(day)) if isinstance(day, str) else str(raw).strip()
    except ValueError:
        return str(raw).strip()


def _located(problem: Problem, woven: Woven) -> Trouble | None:
    """A problem of the record as it would be, at the cell it comes from; None where it is told already."""
    draft = woven.drafts.get(Path(problem.file).stem)
    if draft is None:
        return Trouble(None, f"{problem.file}：{problem.message}", problem.advice, problem.code)
    if draft.new and problem.code in _LACKING:
        return None
    where = draft.cells.get(problem.path[:1], draft.cells[()])
    seen = {trouble.where for trouble in woven.troubles}
    if where in seen and where[2]:
        return None
    return Trouble(where, problem.message, problem.advice, problem.code)
