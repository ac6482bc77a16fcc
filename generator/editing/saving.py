"""Writes what a form says into its file: checked as it would be before anything is written, and then whole.

In: the file as the form was made from it, the data that it shall say. Out: the file, or what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import causes
from generator.checked import Checked
from generator.derive import adjusted
from generator.derive.field_changes import FieldChange, columns, field_changes
from generator.desk.fmt import job as fmt
from generator.editing import share
from generator.files import edit, together
from generator.intake import checking
from generator.model.fields import Part
from generator.model.kinds import BY_LETTER
from generator.problem import Problem, Severity
from generator.reading.folder import FOLDER, model_of
from generator.reading.memory import Memory

# What a change of a 须经调整 field, or a new power, lacks until its adjustment is drafted, which is the next step.
BEFORE_ITS_ADJUSTMENT = ("H710", "H711")


@dataclass(frozen=True, slots=True)
class Town:
    """The town in whose files a form writes: its folder, the day, its record as it is, the memory of its reading."""

    root: Path
    day: date
    checked: Checked
    memory: Memory


@dataclass(frozen=True, slots=True)
class File:
    """A file that a form is of: its key in the record, its path from the town's folder, its model, its bytes."""

    key: str
    path: str
    model: type[Part]
    content: bytes  # b"" for a new one


class NotSaved(Exception):
    """Nothing was written; the text tells the clerk why, and `problems` what is wrong with what was typed."""

    def __init__(self, said: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(said)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the files before and after, that of the form first; the fields that changed, reminders, and whether an adjustment is to be drafted for it."""

    path: str
    files: Mapping[str, together.FileChange]
    changes: tuple[FieldChange, ...]
    reminders: tuple[Problem, ...]
    to_adjust: bool


def save(town: Town, file: File, was: Mapping[str, Any], data: dict[str, Any]) -> Saved | None:
    """Write a file that says `data`, and said `was`; None where it says so already.

    Raises `NotSaved`, or `together.ChangedMeanwhile` where the file is no more what the form was made from.
    """
    try:
        content = edit.changed(file.content, file.model, data)
    except edit.Unwritable as error:
        raise NotSaved(str(error)) from None
    if content == file.content:
        return None
    files: dict[str, together.FileChange] = {file.path: (file.content or None, content)}
    files |= _following(town, file, was, data)
    reminders, uncovered = _checked(town, files)
    write(town.root, files)
    changes = tuple(field_changes(file.model, dict(was), data))
    return Saved(file.path, files, changes, reminders, uncovered or _adjusts(file, was, data))


def save_all(town: Town, edits: Sequence[tuple[File, Mapping[str, Any], dict[str, Any]]]) -> Saved:
    """Write several files that were there, all or none: each with what it says and what it shall say.

    Raises `NotSaved`, or `together.ChangedMeanwhile`.
    """
    files: dict[str, together.FileChange] = {}
    changes: list[FieldChange] = []
    adjusts = False
    for file, was, data in edits:
        try:
            files[file.path] = file.content, edit.changed(file.content, file.model, data)
        except edit.Unwritable as error:
            raise NotSaved(f"{file.key}：{error}") from None
        changes += [
            replace(change, path=f"{file.key} {change.path}") for change in field_changes(file.model, dict(was), data)
        ]
        adjusts = adjusts or _adjusts(file, was, data)
    reminders, uncovered = _checked(town, files)
    write(town.root, files)
    return Saved(edits[0][0].path, files, tuple(changes), reminders, uncovered or adjusts)


def _checked(town: Town, files: Mapping[str, together.FileChange]) -> tuple[tuple[Problem, ...], bool]:
    """The reminders that the changes bring, and whether they lack an adjustment. Raises `NotSaved` where they may not be."""
    written = {path: after for path, (_, after) in files.items() if after is not None}
    found = checking.new_problems(town.root, written, town.checked, town.memory, town.day)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if stopping := tuple(problem for problem in errors if problem.code not in BEFORE_ITS_ADJUSTMENT):
        raise NotSaved(f"还没存：有 {len(stopping)} 处要改", stopping)
    return tuple(problem for problem in found if problem.severity is Severity.REMINDER), bool(errors)


def _following(
    town: Town, file: File, was: Mapping[str, Any], data: Mapping[str, Any]
) -> dict[str, together.FileChange]:
    """The other files that mention an entry by the name it had, with the one it has now.

    Adjustments tell of their time and stay as they are.
    """
    record, kind = town.checked.record, BY_LETTER.get(file.key[:1])
    if kind is None or not file.content or kind.name_in(was) == kind.name_in(data):
        return {}
    mention, now = f"{file.key} {kind.name_in(was)}".encode(), kind.name_in(data)
    found: dict[str, together.FileChange] = {}
    for other in record.files.values():
        model = model_of(other.path.removeprefix(f"{FOLDER}/"))
        if other.path == file.path or model is None or mention not in other.content:
            continue
        formatted = fmt.formatted(other, model, {file.key: now}.get)
        if formatted.renamed and not formatted.refused:
            found[other.path] = other.content, formatted.content
    return found


def write(root: Path, changes: Mapping[str, together.FileChange]) -> None:
    """Write files, all or none. Raises `NotSaved` or `together.ChangedMeanwhile`."""
    try:
        with share.alone(root):
            together.write(root, changes)
    except share.Held as held:
        raise NotSaved(f"还没存：{held} 正在存。过几秒再按一次“存”。") from None
    except together.PutBack as error:
        raise NotSaved(f"没有存上：{error} 写不进去，都恢复成原样了。看看它是不是正被别的程序打开着。") from None
    except OSError as error:
        raise NotSaved(f"没有存上：{causes.sentence(error, causes.Doing.WRITING)}") from None


def _adjusts(file: File, was: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Whether a 须经调整 field of what claims something says something else."""
    return bool(file.content) and adjusted.texts(file.model, was) != adjusted.texts(file.model, data)


def in_words(changes: tuple[FieldChange, ...]) -> Iterator[tuple[str, str, str]]:
    """Each field that changed, what it said, what it says."""
    for change in changes:
        before, after = columns(change)
        yield change.path, before, after
