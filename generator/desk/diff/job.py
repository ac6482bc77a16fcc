"""`qingdan diff`: today's record compared with an earlier one, and the papers that are wanted.

In: today's record, what to compare it with, what is wanted. Out: what to say, and the files to write. Used by
`commands.changes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.desk.diff import drafting, earlier, page, words
from generator.desk.diff.comparison import Comparison, compare
from generator.files import edit
from generator.record import FOLDER, Record


class NotDone(Exception):
    """The work could not be done; its text is for the clerk."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: the answer's form, and whether it goes into a file; the notice, the slip, the adjustment."""

    form: str
    filed: bool
    notice: Path | None
    slip: Path | None
    adjustment: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What to say and the answer, which are the same unless that is to be filed; what is to be written.

    `papers` are new files anywhere, `draft` is one of the record: its path from the root, and the bytes. `holds`
    says whether everything that needs an adjustment has one.
    """

    said: str
    answer: str
    papers: dict[Path, bytes]
    draft: tuple[str, bytes] | None
    holds: bool


def work(town: Record, root: Path, day: date, asked: str | None, wanted: Wanted) -> Done:
    """Compare, answer, make what is wanted. Raises `NotDone`."""
    try:
        with earlier.record(root, asked) as before:
            found = compare(before.root, before.name, root, town, day)
    except earlier.NoEarlier as why:
        raise NotDone(str(why)) from None
    if wanted.adjustment or wanted.notice or wanted.slip:
        _sound(found, town, wanted)
    answer = _answer(found, wanted, str(town.town.name) if town.town else "")
    papers = _papers(found, town, wanted)
    draft = _draft(found, town) if wanted.adjustment else None
    for place in papers:
        if place.exists():
            raise NotDone(f"“{place}”已经有了，换一个名称，或者先把它移走；没有动它")
    said = words.heading(found) if wanted.filed else answer
    return Done(said, answer, papers, draft, not found.uncovered and not found.unreadable)


def _answer(found: Comparison, wanted: Wanted, name: str) -> str:
    match wanted.form:
        case "json":
            return words.as_json(found)
        case "md":
            return words.as_markdown(found)
        case "html":
            return page.page(found, name)
        case _:
            return words.as_text(found, drafted=wanted.adjustment)


def _sound(found: Comparison, town: Record, wanted: Wanted) -> None:
    """Nobody signs what cannot be published: raise `NotDone` where a changed file has values that do not hold."""
    if wanted.adjustment and (drafts := drafting.unfinished(town)):
        raise NotDone(f"{'、'.join(drafts)} 还没有填好，先照文件填好它，用 qingdan check 检查过了再来")
    keys = [(change.called, change.id or change.file.removeprefix(f"{FOLDER}/")) for change in found.changes]
    if wrong := [called for called, key in keys if key in town.broken]:
        raise NotDone(f"{'、'.join(wrong)} 有错，先用 qingdan check 看哪里不对，改好再起草")


def _papers(found: Comparison, town: Record, wanted: Wanted) -> dict[Path, bytes]:
    if not (wanted.notice or wanted.slip):
        return {}
    if not found.changes:
        raise NotDone(f"和{found.since}比没有变，不用起草")
    from generator.desk.diff import notice, slip  # Word documents take long to load

    papers = {}
    if wanted.notice:
        if not any(change.matters for change in found.changes):
            raise NotDone("改的都不是须经调整的，不用公告")
        papers[wanted.notice] = notice.notice(found, town)
    if wanted.slip:
        papers[wanted.slip] = slip.slip(found, town)
    return papers


def _draft(found: Comparison, town: Record) -> tuple[str, bytes] | None:
    if not found.uncovered:
        raise NotDone("须经调整的都有调整写了，不用起草")
    try:
        return drafting.draft(found, town)
    except edit.Unwritable as why:
        raise NotDone(str(why)) from None
