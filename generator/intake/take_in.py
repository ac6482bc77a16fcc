"""Takes a workbook in: works out what it would change in the record, and whether the record would still hold.

In: the town's folder, the bytes of a workbook, a `Drafter` for its kind of workbook. Out: an `ImportPlan`. Nothing
is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from generator.checked import read_and_check
from generator.files import edit
from generator.files.together import FileChange
from generator.intake import checking, private, words
from generator.intake.plan import CellRef, EntryDraft, ImportPlan, Trouble
from generator.model.kind import Kind
from generator.problem import Problem, Severity
from generator.reading.folder import FOLDER, entry_path
from generator.reading.memory import Memory
from generator.reading.reader import MISSING
from generator.record import Record
from generator.sheets import workbook_reader
from generator.sheets.read_book import ReadBook, ReadSheet
from generator.syntax import characters

_ID = re.compile(r" ?(?<![a-z0-9])[a-z][0-9]{3,}(?![0-9]) ?")


class Drafter(Protocol):
    """Works out what one kind of workbook says: its sheets, its rows, the drafts of their entries."""

    @property
    def told_before(self) -> frozenset[str]:
        """The codes of the rules that the drafter itself speaks for where an entry is new."""

    def draft(self, sheets: Sequence[ReadSheet], record: Record, plan: ImportPlan) -> None:
        """Fill a plan with the drafts, the key of each row, troubles, notices, and the rows passed over."""

    def remark(self, record: Record, plan: ImportPlan) -> None:
        """Add to a plan what the clerk should know besides, now that its files are known."""


def plan(root: Path, content: bytes, day: date, drafter: Drafter) -> ImportPlan:
    """What a workbook would change. Raises `read_book.Unreadable` where it is no workbook."""
    return plan_of(root, workbook_reader.read(content), day, drafter)


def plan_of(root: Path, book: ReadBook, day: date, drafter: Drafter) -> ImportPlan:
    """What a workbook that was read would change."""
    memory = Memory()
    before = read_and_check(root, day, memory)
    made = ImportPlan(book=book)
    made.notices += [*book.notices, *private.notices(book.sheets)]
    drafter.draft(book.sheets, before.record, made)
    made.files = _files(made, before.record)
    if not any(
        trouble.whole for trouble in made.troubles
    ):  # else cells stand in the rows of others, and anything may follow
        changed = {path: after for path, (_, after) in made.files.items() if after}
        found = checking.new_problems(root, changed, before, memory, day)
        _add_problems(made, before.record, found, drafter.told_before)
    drafter.remark(before.record, made)
    made.troubles = _one_a_cell(made.troubles)
    _account(made)
    return made


def _files(plan: ImportPlan, record: Record) -> dict[str, FileChange]:
    """The files of the drafts, before and after; one that cannot be changed without losing something is a trouble."""
    found: dict[str, FileChange] = {}
    for draft in plan.changed:
        file = record.files.get(draft.key)
        try:
            after = edit.changed(file.content if file else b"", draft.kind.model, draft.data, _comments(draft))
        except edit.Unwritable as why:
            plan.wrong(draft.cells.get(()), f"{draft.key}：{why}", "")
        else:
            found[_path(draft, record)] = file.content if file else None, after
    return found


def _comments(draft: EntryDraft) -> dict[str, list[str]]:
    """The comments that keep the words of cells which were not wholly understood, by the name of the field."""
    return {
        name: [f"# 来的表里写的是：{line}" if not number else f"# {line}" for number, line in enumerate(_lines(text))]
        for name, text in draft.kept.items()
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in characters.visible(text).split("\n") if line.strip()]


def _path(draft: EntryDraft, record: Record) -> str:
    if draft.key in record.files:
        return record.files[draft.key].path
    return entry_path(draft.kind, draft.key) if isinstance(draft.kind, Kind) else f"{FOLDER}/{draft.key}"


def _add_problems(plan: ImportPlan, record: Record, problems: Sequence[Problem], told_before: frozenset[str]) -> None:
    """Add what a check would find: errors as troubles, reminders on a field that the workbook changes as notices."""
    draft_in = {_path(draft, record): draft for draft in plan.drafts.values()}
    edited = {edit.where for draft in plan.drafts.values() for edit in draft.edits}
    for problem in problems:
        draft = draft_in.get(problem.file)
        trouble = _by_rows(_trouble(problem, draft.cell_of(problem.path) if draft else None), plan)
        if problem.severity is Severity.ERROR:
            if not (draft and draft.new and problem.code in told_before):
                plan.troubles.append(trouble)
        elif trouble.where in edited:
            plan.notices.append(f"{words.place(trouble.where)}　{trouble.message}。{trouble.advice}")


def _by_rows(trouble: Trouble, plan: ImportPlan) -> Trouble:
    """A trouble that names new entries by their rows: ids that are not written yet nobody can look up."""

    def row(found: re.Match[str]) -> str:
        draft = plan.drafts.get(found[0].strip())
        where = draft.cells.get(()) if draft and draft.new else None
        if where is None:
            return found[0]
        other = "" if trouble.where and trouble.where.sheet == where.sheet else f"“{where.sheet}”"
        return f"{other}第{where.row}行"

    return replace(trouble, message=_ID.sub(row, trouble.message), advice=_ID.sub(row, trouble.advice))


def _trouble(problem: Problem, where: CellRef | None) -> Trouble:
    """A problem of the record as the trouble of a cell; one that has no cell tells its file."""
    if where is None:
        return Trouble(None, f"{problem.file}：{problem.message}", problem.advice, problem.code)
    if problem.code == MISSING.number and problem.path:
        name = problem.path[-1]
        return Trouble(where, f"“{name}”空着，这一格必须写", problem.advice.replace(f"{name}: ", ""), problem.code)
    return Trouble(where, problem.message, problem.advice, problem.code)


def _one_a_cell(troubles: Sequence[Trouble]) -> list[Trouble]:
    """Keeps the first trouble at each cell; later ones are dropped. Troubles of whole rows are all kept."""
    kept: list[Trouble] = []
    seen: set[CellRef] = set()
    for trouble in troubles:
        if trouble.where and trouble.where.column:
            if trouble.where in seen:
                continue
            seen.add(trouble.where)
        kept.append(trouble)
    return kept


def _account(plan: ImportPlan) -> None:
    """Say what became of each row that belongs to an entry."""
    wrong = {trouble.where.in_row for trouble in plan.troubles if trouble.where}
    for row, key in plan.keys.items():
        draft = plan.drafts.get(key)
        if row in wrong or draft is None:
            plan.outcomes[row] = "有错"
        elif draft.new:
            plan.outcomes[row] = f"新增 {key}"
        else:
            edited = any(edit.where.in_row == row for edit in draft.edits)
            plan.outcomes[row] = f"{'改' if edited else '没有变'} {key}"
