"""`qingdan import`: a workbook → what it would change, or what is wrong with it, cell by cell.

In: the town's folder and the bytes of a workbook. Out: a `Plan`, whose files are written all together or not at all. Used by the
command of that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.checked import read_and_check
from generator.desk.import_ import entries
from generator.desk.import_ import keys as naming
from generator.intake import checking, lines, spellings, words
from generator.intake.lines import Rows
from generator.intake.plan import Plan, Trouble, Woven
from generator.model.fields import Grade, fields_of
from generator.model.kind import Kind
from generator.problem import Problem, Severity
from generator.record import Memory, Record
from generator.sheets import fingerprints, headers, reading
from generator.sheets.columns import ID, List
from generator.syntax import parser

_PASSED_OVER = frozenset({fingerprints.CONTENTS, "选项", "要改的地方"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clerk said beside the file: headers explained, values for what has no column, which list it is."""

    headers: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    lists: Sequence[List] = ()


def plan(root: Path, content: bytes, day: date, asked: Asked = Asked()) -> Plan:
    """What a workbook would change. Raises `reading.Unreadable` where it is none."""
    memory = Memory()
    before = read_and_check(root, day, memory)
    made = Plan()
    pages = reading.read(content)
    sheets = list(_sheets(pages, asked, made))
    if not sheets:
        advice = "表头要有“名称”一列和另外一列认得的；列名不同的，用 --header 说明，例：--header 职权名称=名称。"
        made.troubles = made.troubles or [Trouble(None, "没有认出哪一张表是清单", advice)]
        return made
    marks = fingerprints.read(pages)
    if marks is None and any(rows.found.own for rows in sheets):
        made.notices.append("没有“目录”那张表，看不出导出以后别人改没改过；看清楚下面要改的是不是都是自己改的。")
    keys = naming.Keys(before.record, day, made.troubles, asked.constants, marks)
    numbered = [(rows, keys.of(rows)) for rows in sorted(sheets, key=lambda rows: len(rows.found.table.path))]
    if lacking := list(_lacking(numbered, before.record, asked)):
        made.troubles += lacking
        return made
    known = {
        key: _data(before.record, key)
        for _, by_row in numbered
        for key in by_row.values()
        if key in before.record.files
    }
    weaver = entries.Weaver(known, _words(before.record), dict(asked.constants), marks)
    woven = weaver.take(numbered)
    made.files = checking.files(woven, before.record)
    made.troubles += woven.troubles
    made.notices += woven.notices
    changed = {path: after for path, (_, after) in made.files.items() if after}
    _hear(made, woven, before.record, checking.problems(root, changed, before, memory, day) if changed else [])
    made.notices += _unlisted(numbered, before.record)
    made.troubles = _one_a_cell(made.troubles)
    made.drafts = [draft for draft in woven.drafts.values() if draft.changes or draft.new]
    _account(made, woven, numbered)
    return made


def _sheets(pages: Sequence[reading.Page], asked: Asked, made: Plan) -> Any:
    for page in pages:
        if page.name in _PASSED_OVER:
            continue
        found = headers.find(page, asked.headers, asked.lists) if page.rows else None
        if page.hidden:
            made.notices.append(f"“{page.name}”是隐藏的工作表，没有收；要收，先取消隐藏。")
        elif found is None:
            if page.rows and headers.table_called(page.name):
                where = (page.name, page.rows[0], 0)
                made.troubles.append(
                    Trouble(where, "这张表的表头不见了", "把表头补回来，照导出时的写；不要这张表，删掉它。")
                )
            elif page.rows:
                made.notices.append(f"“{page.name}”没有认出是什么清单，没有收，共{len(page.rows)}行。")
                made.lots |= {(page.name, row): "没有认出的表" for row in page.rows}
        elif found.own and (wrong := list(headers.broken(found))):
            made.troubles += [
                Trouble((page.name, found.header, column), said, advice) for column, said, advice in wrong
            ]
        else:
            if found.left_out:
                made.notices.append(f"“{page.name}”这几列没有收：{'、'.join(found.left_out.values())}")
            rows = lines.rows(found)
            made.lots |= {(page.name, row): why for row, why in rows.passed}
            yield rows


def _lacking(numbered: list[tuple[Rows, dict[int, str]]], record: Record, asked: Asked) -> Iterator[Trouble]:
    """What new entries must have and a sheet of others has no column for."""
    for rows, keys in numbered:
        found = rows.found
        if found.own or all(key in record.files for key in keys.values()):
            continue
        told = {place.title for line in rows.lines for place in line.said} | set(asked.constants) | {ID}
        for spec in fields_of(found.table.list.model):
            if spec.note.grade is Grade.MUST and not spec.part and spec.name not in told:
                example = f"{spec.name}={spec.example}"
                advice = f"加上 --set，全都填同一个，例：--set {example}；或者在表里加这一列。"
                yield Trouble(None, f"“{found.page.name}”没有“{spec.name}”这一列（{spec.meaning}）", advice, "H221")


def _data(record: Record, key: str) -> dict[str, Any]:
    root = parser.parse(record.files[key].content).root
    return root.data() if root else {}


def _words(record: Record) -> spellings.Known:
    """What the record calls a law, where it has it, and its templates."""
    return spellings.Known(
        lambda title: title if title in record.law_ids else spellings.without_state(title), record.template_of
    )


def _unlisted(numbered: list[tuple[Rows, dict[int, str]]], record: Record) -> Iterator[str]:
    """Entries that a sheet of our own leaves out: nothing ends by not being mentioned."""
    listed: dict[Kind, set[str]] = {}
    for rows, keys in numbered:
        table = rows.found.table
        if rows.found.own and not table.path and isinstance(table.list, Kind):
            listed.setdefault(table.list, set()).update(keys.values())
    for kind, ids in listed.items():
        if missing := [id_ for id_ in record.list_of(kind) if id_ not in ids]:
            shown = "、".join(missing[:5]) + ("……" if len(missing) > 5 else "")
            yield f"“{kind.title}”里没有的 {len(missing)} 条没有动：{shown}。不再办的，改它的“状态”，写上“终止”。"


def _hear(made: Plan, woven: Woven, record: Record, problems: Sequence[Problem]) -> None:
    """What the check would say: errors stop the import, reminders on what was changed are passed on."""
    touched = {change.where for draft in woven.drafts.values() for change in draft.changes}
    for problem in problems:
        trouble = _located(problem, woven, record)
        if problem.severity is Severity.ERROR:
            made.troubles.append(trouble)
        elif trouble.where in touched:
            made.notices.append(f"{words.place(trouble.where)}　{trouble.message}。{trouble.advice}")


def _located(problem: Problem, woven: Woven, record: Record) -> Trouble:
    """A problem of the record as it would be, at the cell it comes from."""
    by_file = {file.path: key for key, file in record.files.items()}
    stem = problem.file.rpartition("/")[2].removesuffix(".yml")
    draft = woven.drafts.get(by_file.get(problem.file, stem))
    where = None
    if draft:
        path = problem.path
        while path and path not in draft.cells:
            path = path[:-1]
        where = draft.cells.get(path) or draft.cells.get((ID,))
    message = problem.message if where else f"{problem.file}：{problem.message}"
    if problem.path and where and problem.code == "H221":
        name = problem.path[-1]
        return Trouble(where, f"“{name}”空着，这一格必须写", problem.advice.replace(f"{name}: ", ""), problem.code)
    return Trouble(where, message, problem.advice, problem.code)


def _one_a_cell(troubles: list[Trouble]) -> list[Trouble]:
    """One root cause a cell: what was seen first stands."""
    seen: dict[Any, Trouble] = {}
    for number, trouble in enumerate(troubles):
        seen.setdefault(trouble.where if trouble.where and trouble.where[2] else (trouble.where, number), trouble)
    return list(seen.values())


def _account(made: Plan, woven: Woven, numbered: list[tuple[Rows, dict[int, str]]]) -> None:
    """What became of each row that names an entry."""
    wrong = {(trouble.where[0], trouble.where[1]) for trouble in made.troubles if trouble.where}
    for rows, keys in numbered:
        for line in rows.lines:
            place = (line.sheet, line.row)
            draft = woven.drafts.get(keys.get(line.row, ""))
            if place in wrong or draft is None:
                made.lots[place] = "有错"
            elif draft.new:
                made.lots[place] = f"新增 {draft.key}"
            else:
                touched = any(change.where[:2] == place for change in draft.changes)
                made.lots[place] = f"{'改' if touched else '没有变'} {draft.key}"
