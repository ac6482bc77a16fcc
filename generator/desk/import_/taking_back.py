"""Takes back what the last table brought in, where nothing was published or written on it since.

In: the town's folder. Out: files before and after; or why that cannot be.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.checked import read_and_check
from generator.files import last
from generator.files.together import FileChange
from generator.intake import checking
from generator.problem import Severity
from generator.reading import ledger
from generator.reading.folder import FOLDER
from generator.reading.memory import Memory

_SHOWN = 5  # that a sentence lists


class Stays(Exception):
    """What was brought in cannot be taken back; the text tells the clerk why."""


def changes(root: Path, day: date) -> Mapping[str, FileChange]:
    """What has to be written. Raises `Stays`."""
    found = last.back(root)
    if not found:
        raise Stays("没有可以退的：只退得了上一次收进来的，退一次")
    if since := [path for path, (now, _) in found.items() if _content(root / path) != now]:
        raise Stays(f"收进来以后又改过：{_listed(since)}；要退的，自己删掉或者改回去")
    memory = Memory()
    before = read_and_check(root, day, memory)
    if any(one.file == f"{FOLDER}/{ledger.NAME}" and one.severity is Severity.ERROR for one in before.problems):
        raise Stays("账本读不出来，看不出哪几条发布过；先用 qingdan check 看哪里不对")
    published = {row.id for row in before.record.ledger}
    if out := [path for path, (_, then) in found.items() if then is None and Path(path).stem in published]:
        raise Stays(f"已经发布过：{_listed(out)}；发布过的编号不删，不办了的写“终止”")
    problems = checking.new_problems(root, {path: then for path, (_, then) in found.items()}, before, memory, day)
    if wrong := list(dict.fromkeys(one.file for one in problems if one.severity is Severity.ERROR)):
        raise Stays(f"后来写的凭着它们：{_listed(wrong)}；先改那几份")
    return found


def _content(place: Path) -> bytes | None:
    return place.read_bytes() if place.is_file() else None


def _listed(paths: list[str]) -> str:
    return "、".join(paths[:_SHOWN]) + (f"等{len(paths)}个文件" if len(paths) > _SHOWN else "")
