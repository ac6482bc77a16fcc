"""`qingdan diff`: compares today's record with an earlier one, and makes the papers that are wanted.

In: today's record, what to compare it with, what is wanted. Out: a `Done`: what to say, and the files to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.derive.town import derive
from generator.desk.diff import dates as of_dates
from generator.desk.diff import drafting, earlier, page, words, workbook
from generator.desk.diff.comparison import Comparison, compare
from generator.files import edit
from generator.reading.folder import FOLDER
from generator.record import Record

WORKBOOK = "xlsx"
FORMS = {"text": words.text, "md": words.markdown, "json": words.as_json, "html": page.page}


class NotDone(Exception):
    """The work could not be done; the text tells the clerk why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: the answer in a form, and where to write it, the notice and the slip; whether to draft an adjustment."""

    form: str
    out: Path | None
    notice: Path | None
    slip: Path | None
    adjustment: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What to say, the files to write, and whether all changes that are 须经调整 have an adjustment.

    `papers` are files anywhere, `draft` is one of the record: its path from the root, and the bytes.
    """

    said: str
    papers: dict[Path, bytes]
    draft: tuple[str, bytes] | None
    holds: bool


def run(record: Record, root: Path, day: date, asked: str | None, wanted: Wanted) -> Done:
    """Compare the record in `root` with the one that was asked for. Raises `NotDone`."""
    try:
        with earlier.earlier_record(root, asked) as before:
            found = compare(before.root, before.name, root, record, day)
    except earlier.NoEarlier as why:
        raise NotDone(str(why)) from None
    found = replace(found, drafting=wanted.adjustment)
    if wanted.adjustment or wanted.notice or wanted.slip:
        _refuse_unsound(found, record, wanted)
    papers = dict(_papers(found, record, wanted))
    draft = _draft(found, record) if wanted.adjustment else None
    return _done(found, wanted, papers, draft)


def dates(record: Record, first: date, last: date, wanted: Wanted) -> Done:
    """Compare the lists of two days. Raises `NotDone`."""
    published = derive(record, last).record
    return _done(of_dates.compare(published, first, last), wanted, {}, None)


def _done(found: Comparison, wanted: Wanted, papers: dict[Path, bytes], draft: tuple[str, bytes] | None) -> Done:
    """The answer in the form that is wanted, and the files. Raises `NotDone` where one of them is there already."""
    answer = "" if wanted.form == WORKBOOK else FORMS[wanted.form](found)
    for file in papers:
        if file.exists():
            raise NotDone(f"“{file}”已经有了，换一个名称，或者先把它移走；没有动它")
    if wanted.out:
        papers[wanted.out] = workbook.workbook(found) if wanted.form == WORKBOOK else f"{answer}\n".encode()
    said = words.heading(found) if wanted.out else answer
    return Done(said, papers, draft, not found.uncovered and not found.unreadable)


def _refuse_unsound(found: Comparison, record: Record, wanted: Wanted) -> None:
    """Raise `NotDone` where a changed file has errors: nobody signs what cannot be published."""
    if wanted.adjustment and (drafts := drafting.unfinished(record)):
        raise NotDone(f"{'、'.join(drafts)} 还没有填好，先照文件填好它，用 qingdan check 检查过了再来")
    keys = [(change.called, change.id or change.file.removeprefix(f"{FOLDER}/")) for change in found.changes]
    if wrong := [called for called, key in keys if key in record.broken]:
        raise NotDone(f"{'、'.join(wrong)} 有错，先用 qingdan check 看哪里不对，改好再起草")


def _papers(found: Comparison, record: Record, wanted: Wanted) -> Iterator[tuple[Path, bytes]]:
    """The notice and the slip that are wanted, with their places."""
    if not (wanted.notice or wanted.slip):
        return
    if not found.changes:
        raise NotDone(f"和{found.since}比没有变，不用起草")
    from generator.desk.diff import notice, slip  # Word documents take long to load

    if wanted.notice:
        if not any(change.adjustables for change in found.changes):
            raise NotDone("改的都不是须经调整的，不用公告")
        yield wanted.notice, notice.notice(found, record)
    if wanted.slip:
        yield wanted.slip, slip.slip(found)


def _draft(found: Comparison, record: Record) -> tuple[str, bytes]:
    if not found.uncovered:
        raise NotDone("须经调整的都有调整写了，不用起草")
    try:
        return drafting.adjustment_draft(found, record)
    except edit.Unwritable as why:
        raise NotDone(str(why)) from None
