"""Checks the record as it would be with some files changed, before anything is written.

In: the town's folder, the changed files, the record as it is with its problems. Out: the problems that the changes
bring, reminders too.
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
from generator.problem import FieldPath, Problem
from generator.reading.folder import FOLDER
from generator.reading.memory import Memory
from generator.syntax import parser, tree


def new_problems(
    root: Path, changed: Mapping[str, bytes | None], before: Checked, memory: Memory, day: date
) -> list[Problem]:
    """The problems of a record with the changed files that it has not without them; None stands for a file that goes.

    A problem that names only a line gets the path of the field on that line.
    """
    if not changed:
        return []
    known = {_identity(problem) for problem in before.problems}
    with tempfile.TemporaryDirectory(prefix="qingdan-") as folder:
        copy = Path(folder)
        shutil.copytree(root / FOLDER, copy / FOLDER, copy_function=_linked)
        for path, content in changed.items():
            file = copy / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)  # a link to the file of the record: writing would go through it
            if content is not None:
                file.write_bytes(content)
        after = read_and_check(copy, day, memory)
    return [_with_path(p, changed.get(p.file) or b"") for p in after.problems if _identity(p) not in known]


def _identity(problem: Problem) -> tuple[str, str, FieldPath, str]:
    """What makes two problems the same although their lines moved."""
    return problem.file, problem.code, problem.path, problem.message


def _with_path(problem: Problem, content: bytes) -> Problem:
    root = None if problem.path else parser.parse(content).root
    line = problem.span.line - 1
    for path, node in tree.walk(root) if root else ():
        if isinstance(node, tree.Scalar) and node.line <= line <= node.end_line:
            return replace(problem, path=path)
    return problem


def _linked(source: str, target: str) -> str:
    """Make a second name for a file where the disk can, else a copy; the path of the new one."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
