"""`qingdan diff`: today's record compared with an earlier one, the answer and the papers made and written.

In: today's record, what to compare it with, what is wanted. Out: what to say, and files. Used by `commands.changes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring.changes import drafting, earlier, page, telling
from generator.authoring.changes.compare import Comparison, compare
from generator.authoring.editing import form, together
from generator.record import Record


class NotDone(Exception):
    """The work could not be done; its text is for the clerk."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: the answer's form and file, the notice, the slip, the adjustment."""

    form: str
    out: Path | None
    notice: Path | None
    slip: Path | None
    adjustment: bool


@dataclass(frozen=True, slots=True)
class Done:
    """The answer, what was written, and whether everything that needs an adjustment has one."""

    said: str
    wrote: tuple[str, ...]
    holds: bool


def work(town: Record, root: Path, day: date, asked: str | None, wanted: Wanted) -> Done:
    """Compare, answer, write what is wanted. Raises `NotDone`; then nothing was written."""
    try:
        with earlier.record(root, asked) as before:
            found = compare(before.root, before.name, root, town, day)
    except earlier.NoEarlier as why:
        raise NotDone(str(why)) from None
    name = str(town.town.name) if town.town else ""
    said = _answer(found, wanted.form, name)
    papers = _papers(found, town, wanted)
    draft = _draft(found, town) if wanted.adjustment else None
    for place in papers:
        if place.exists():
            raise NotDone(f"“{place}”已经有了，换一个名称，或者先把它移走；没有动它")
    wrote = [_write(place, None, content) for place, content in papers.items()]
    if wanted.out:
        old = wanted.out.read_bytes() if wanted.out.is_file() else None
        wrote.append(_write(wanted.out, old, f"{said}\n".encode()))
        said = telling.heading(found)
    if draft:
        _write(root / draft[0], None, draft[1])
        wrote.append(f"起草好了 {draft[0]}，照批准文件填好空着的格子，再用 qingdan check 检查。")
    return Done(said, tuple(wrote), not found.uncovered and not found.unreadable)


def _answer(found: Comparison, shape: str, name: str) -> str:
    match shape:
        case "json":
            return telling.as_json(found)
        case "md":
            return telling.as_markdown(found)
        case "html":
            return page.page(found, name)
        case _:
            return telling.as_text(found)


def _papers(found: Comparison, town: Record, wanted: Wanted) -> dict[Path, bytes]:
    if not (wanted.notice or wanted.slip):
        return {}
    if not found.changes:
        raise NotDone(f"和{found.since}比没有变，不用起草")
    try:
        from generator.authoring.changes import notice, slip  # Word documents take long to load
    except ImportError:
        raise NotDone('起草 Word 文件要多装一样东西：pip install "qingdan[desk]"，装好再来') from None
    papers = {}
    if wanted.notice:
        if not any(change.matters for change in found.changes):
            raise NotDone("改的都不是须经调整的，不用公告")
        papers[wanted.notice] = notice.notice(found, town)
    if wanted.slip:
        papers[wanted.slip] = slip.slip(found, town)
    return papers


def _draft(found: Comparison, town: Record) -> tuple[str, bytes] | None:
    if broken := drafting.unfinished(town):
        raise NotDone(f"{'、'.join(broken)} 还没有填好，先照文件填好它，用 qingdan check 检查过了再来")
    if not found.uncovered:
        raise NotDone("须经调整的都有调整写了，不用起草")
    try:
        return drafting.draft(found, town)
    except form.Unwritable as why:
        raise NotDone(str(why)) from None


def _write(place: Path, before: bytes | None, content: bytes) -> str:
    """A file whole or not at all; what to say of it."""
    if not place.parent.is_dir():
        place.parent.mkdir(parents=True)
    try:
        together.write(place.parent, {place.name: (before, content)})
    except (together.Moved, together.Stuck, OSError):
        raise NotDone(f"“{place}”写不进去；看看地方对不对，关掉正在用它的程序再来") from None
    return f"写好了 {place}"
