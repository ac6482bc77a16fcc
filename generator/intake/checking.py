"""The record as it would be, checked before anything is written.

In: drafts, the town's folder. Out: the files as the drafts would have them, and the problems that this
brings, by file and field, reminders too. Used by what writes the record from a workbook.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.checked import Checked, read_and_check
from generator.files import edit, together
from generator.intake.plan import Trouble, Woven
from generator.model.kind import Kind
from generator.problem import FieldPath, Problem
from generator.record import FOLDER, Memory, Record
from generator.syntax import parser, tree


def problems(root: Path, changed: Mapping[str, bytes], before: Checked, memory: Memory, day: date) -> list[Problem]:
    """What is wrong in a record with the changed files and not without, each with its field where that can be told."""
    known = {_what(problem) for problem in before.problems}
    with tempfile.TemporaryDirectory(prefix="qingdan-") as folder:
        copy = Path(folder)
        shutil.copytree(root / FOLDER, copy / FOLDER, copy_function=_linked)
        for path, content in changed.items():
            place = copy / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)  # a link to the file of the record: not to be written through
            place.write_bytes(content)
        after = read_and_check(copy, day, memory)
    return [_placed(p, changed.get(p.file, b"")) for p in after.problems if _what(p) not in known]


def _placed(problem: Problem, content: bytes) -> Problem:
    """A problem that names a line only, with the field that is written there."""
    root = None if problem.path else parser.parse(content).root
    line = problem.span.line - 1
    for path, node in tree.walk(root) if root else ():
        if isinstance(node, tree.Scalar) and node.line <= line <= node.end_line:
            return replace(problem, path=path)
    return problem


def files(woven: Woven, record: Record) -> dict[str, together.Change]:
    """What the drafts make of the files; one that cannot be changed without losing something is a trouble."""
    found: dict[str, together.Change] = {}
    for key, draft in woven.drafts.items():
        if not draft.new and not draft.changes:
            continue
        list_, file = draft.table.list, record.files.get(key)
        if file:
            path, before = file.path, file.content
        else:
            assert isinstance(list_, Kind), "only an entry can be new"
            path, before = f"{FOLDER}/{list_.folder_of(key)}/{key}.yml", None
        try:
            found[path] = before, edit.changed(before or b"", list_.model, draft.data)
        except edit.Unwritable as refused:
            woven.troubles.append(Trouble(draft.cells.get(()), f"{key}：{refused}", ""))
    return found


def _linked(source: str, target: str) -> str:
    """A second name for a file where the disk can, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _what(problem: Problem) -> tuple[str, str, FieldPath, str]:
    return problem.file, problem.code, problem.path, problem.message
