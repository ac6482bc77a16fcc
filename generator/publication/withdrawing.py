"""Taking down: the last good edition once more, without an entry or a file. Nothing in the record may stand in its way.

In: the town's folder, the folder of the site, what is to go. Out: an edition without it, and no kept release that holds
it. What is wrong elsewhere is told and stops nothing: a number that leaked goes, whatever else is the matter.

The edition is made anew from the record that its release keeps; without a release, from the commit that it names;
without that, from the record as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import record as records
from generator import urls, versions
from generator.causes import Failed
from generator.checked import Checked
from generator.publication import (
    calls,
    copies,
    edition,
    keeping,
    ledger,
    making,
    named,
    place,
    proving,
    recovery,
    release,
    standing,
    tree,
)
from generator.publication.edition import Edition, Gone
from generator.publication.named import Named
from generator.publication.standing import Before
from generator.publication.state import State
from generator.publication.unfinished import Unfinished
from generator.reading import log
from generator.reading.ledger import Row
from generator.reading.log import Line
from generator.record import Record

_SHOWN = 5
_TELLING = 3  # a name of so many characters stands anywhere


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The edition without what went; what there is to tell; where it stands still, as sentences."""

    edition: Edition
    told: tuple[str, ...]
    still: tuple[str, ...]


def withdraw(root: Path, site: Path, what: str, day: date, reason: str) -> Withdrawn:
    """Take an entry or a file down. Raises `causes.Told` where there is nothing to take down, or the disk fails."""
    state, reason = State(site), " ".join(reason.split())
    with place.held(state):
        told = list(recovery.recover(state, root))
        before = _known(state, root, told)
        with recovery.nothing_left(state, root):
            folder = place.build(state)
            town = _town(state, root, before.edition, told)
            record = records.read(town)[0]
            target = named.find(what, town, record, before.edition.files if before.edition else ())
            for path in target.sources:
                tree.remove(town / path)
            left = _left(town, target, before.record, day, reason)
            when = max(day, before.day or day)
            made = making.make(town, folder, when, Checked(left, ()), release.publication(before, when))
            told += proving.prove(folder, made.town, made.addresses)
            about = release.about(root, made.town.today, made, before)
            done = edition.write(folder, about, _gone(before, target))
            decided = _decided(state, root, done, made.rows, target, reason)
            try:
                recovery.stage(root, decided)
            except Failed as failed:
                told.append(f"账本和发布记录没有写成，网站照样撤下：{failed}")
                decided = replace(decided, papers={})
            still = list(_still(root, state, target))
            release.ready(state, root, decided, town)
            told += release.put_out(state, root, decided)
    return Withdrawn(done, tuple(told), tuple(still))


def _known(state: State, root: Path, told: list[str]) -> Before:
    """What is published, as far as it can be found out: nothing here may fail for what stands in a file."""
    record, problems = records.read(root)
    told += [f"账本有问题，照网站带着的补：{one.message}" for one in problems if one.file == release.LEDGER][:1]
    now = None
    with suppress(edition.Unfit):
        now = standing.edition_in(state.site)
    kept = state.releases()
    if now is None and kept:
        now = keeping.intact(kept[-1].site)[0]
    with suppress(copies.Unreachable):
        rows = ledger.of_copy(copies.Folder(state.site)) or ()
        record = replace(record, ledger=ledger.united(record.ledger, rows).rows)
    last = record.publications.last
    numbers = [0, *(one.number for one in kept), last.sequence if last else 0, now.about.sequence if now else 0]
    days = [one for one in (last and last.day, now and now.about.day) if one]
    return Before(record, now, max(numbers) + 1, max(days, default=None), ())


def _town(state: State, root: Path, now: Edition | None, told: list[str]) -> Path:
    """A folder of our own with the record of the edition that is published."""
    folder = state.next / "record"
    kept = next((one for one in reversed(state.releases()) if now and keeping.digest(one) == now.digest), None)
    if kept and calls.is_folder(kept.record):
        keeping.copied(kept.record, tree.files(kept.record), folder)
        return folder
    calls.make_folder(folder)
    commit = now.about.commit if now else ""
    there = [name for name in keeping.MADE_FROM if commit and versions.asked(root, "ls-tree", commit, "--", name)]
    if there and not commit.endswith("+") and versions.unpacked(root, commit, there, folder):
        return folder
    told.append("没有留着网站这一版的记录，照手里的记录生成：没发布的改动也会出现，读不出来的条目暂时不在网站上。")
    keeping.copied(root, keeping.made_from(root), folder)
    return folder


def _left(town: Path, target: Named, known: Record, day: date, reason: str) -> Record:
    """The record without what goes, and with a row for its address, so that this answers."""
    record = named.without_lost_attachments(records.read(town)[0])
    rows = known.ledger
    if target.id and all(row.id != target.id for row in rows):
        rows = (*rows, Row(target.id, urls.of_id(target.id), "", "", day, day, None))
    said = Line(1, day, "", "", log.withdrawn(target.name, reason), "")
    lines = (*known.publications.lines, said)  # so that the page that says it is gone says why
    return replace(record, ledger=rows, publications=replace(known.publications, lines=lines))


def _gone(before: Before, target: Named) -> Mapping[str, Gone]:
    """The files of the editions before; those that are taken down may not come back as they were."""
    found = dict(release.gone(before))
    for path in target.among(found):
        found[path] = replace(found[path], withdrawn=True)
    return found


def _decided(state: State, root: Path, done: Edition, rows: tuple[Row, ...], target: Named, reason: str) -> Unfinished:
    old = keeping.holding(state, lambda whole: bool(target.among(whole.files)))
    unknown = place.listed(state.site) is None and calls.there(state.site) is not None
    papers = release.papers(root, done, rows, log.withdrawn(target.name, reason))
    return Unfinished(done.digest, done.about.sequence, papers, tuple(old), adopted=unknown)


def _still(root: Path, state: State, target: Named) -> Iterator[str]:
    """Where what was taken down stands still, and what to do there."""
    there = [path for path in target.sources if (root / path).exists()]
    if there:
        yield f"记录里还有：{'、'.join(there)}。改好再发布；没有改过的，发布会拒绝。"
        if versions.asked(root, "log", "-1", "--format=%h", "--", *there):
            yield "版本库的历史里还有：能清的连历史一起清，清不了的告诉管版本库的人。"
    site = state.next / "site"
    word = target.called.encode() if len(target.called) > _TELLING else b""
    naming = [path for path in tree.files(site) if word and word in calls.read(site / path)]
    if naming:
        more = "……" if len(naming) > _SHOWN else ""
        yield f"网站里还有 {len(naming)} 个文件提到它的名称：{'、'.join(naming[:_SHOWN])}{more}。里面有要紧的，改那几条再发布。"
    if any((state.folder / "releases").glob("before-*")):
        yield f"{state.folder / 'releases'} 里 before- 开头的文件夹是以前的网站，里面可能还有：不要了就删掉。"
    yield "县里、别处的副本，搜索引擎、浏览器的缓存里可能还有：告诉他们换上这一版。"
