"""The record as it would be, checked before anything is written.

In: the town's folder and new contents of files. Out: the problems that the change brings, by file and field, reminders too.
Used by what writes the record from a workbook.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import reader, site, source, tree
from generator.problem import Problem
from generator.record import FOLDER, Memory


def problems(
    root: Path, changed: Mapping[str, bytes], before: site.Checked, memory: Memory, day: date
) -> list[Problem]:
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
        after = site.read_and_check(copy, day, memory)
    return [_placed(p, changed.get(p.file, b"")) for p in after.problems if _what(p) not in known]


def _placed(problem: Problem, content: bytes) -> Problem:
    """A problem that names a line only, with the field that is written there."""
    root = None if problem.field else source.read(content).root
    line = problem.span.line - 1
    for path, node in tree.walk(root) if root else ():
        if isinstance(node, tree.Scalar) and node.line <= line <= node.end_line:
            return replace(problem, field=reader.field_path(path))
    return problem


def _linked(source: str, target: str) -> str:
    """A second name for a file where the disk can, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _what(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.code, problem.field, problem.message
