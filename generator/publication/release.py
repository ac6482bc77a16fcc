"""Publishing: from a record to the site in its place, the ledger and the log.

In: the town's folder, the folder of the site, the day, what the clerk wished. Out: an edition that is published, or
an exception and nothing changed. What a publication that is cut off leaves, and what is done with it: `recovery`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata
from pathlib import Path

from generator import versions
from generator.causes import Failed, Told
from generator.checked import Checked
from generator.derive.town import Publication
from generator.model.kinds import KINDS
from generator.publication import (
    calls,
    edition,
    handout,
    keeping,
    making,
    place,
    proving,
    recovery,
    standing,
    tree,
    unfinished,
)
from generator.publication.edition import About, Edition, Gone
from generator.publication.handout import Wanted
from generator.publication.making import Made
from generator.publication.standing import Before
from generator.publication.state import KEPT, State
from generator.publication.unfinished import Paper, Unfinished
from generator.reading import ledger, log
from generator.reading.folder import FOLDER
from generator.reading.ledger import Row
from generator.record import Record
from generator.site import starter

LEDGER, LOG = f"{FOLDER}/{ledger.NAME}", f"{FOLDER}/{log.NAME}"
_ENTRY = 120_000  # bytes of a site an entry, about, where there is no edition to go by
_LEAST = 10_000_000  # bytes that are asked for at least
_PARTS = ("assets/", "search/")  # what the pages are made to work with: nobody keeps an address of these


class Refused(Told):
    """It may not be published so; its text says why and what to do. Nothing was changed."""


class NotRight(Told):
    """The finished site is not right. Nothing was changed."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(["网站做出来了，核对时发现不对，没有发布；原来的网站没有动：", *faults]))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the clerk wishes.

    `former` is a copy to go on from, `first` says that there is none; `adopt` moves aside what stands in the site's
    place; `restored` are ids and paths that were withdrawn and may come back as they were; `keep` is how many
    releases stay; `approve` gives the cell 送审签 of the log, or raises; `wanted` is what is made besides.
    """

    former: str | None = None
    first: bool = False
    adopt: bool = False
    restored: frozenset[str] = frozenset()
    keep: int = KEPT
    approve: Callable[[Record], str] = lambda record: ""
    wanted: Wanted = handout.NOTHING


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the edition, the one before; what there is to tell, what was made besides, as sentences."""

    edition: Edition
    before: Edition | None
    told: tuple[str, ...]
    handed: tuple[str, ...]


def publish(root: Path, site: Path, day: date, read: Callable[[], Checked], wishes: Wishes) -> Published:
    """Publish a town; `read` gives its checked record, which holds.

    Raises `causes.Told` of one kind or another; nothing is changed then, unless it is `recovery.Unclosed`.
    """
    state = State(site)
    with place.held(state):
        told = recovery.recover(state, root)
        checked = read()
        adopted = _taken_over(state, wishes)
        before = standing.before(state, checked.record, wishes.former, adopted=adopted)
        _may(before, day, wishes)
        handout.see_to(wishes.wanted, state, before.edition)
        slip = wishes.approve(before.record)
        with recovery.nothing_left(state, root), _room(state, before):
            checked = replace(checked, record=before.record)
            made = making.make(root, place.build(state), day, checked, publication(before, day))
            if faults := proving.prove(state.next / "site", made.town, made.addresses):
                raise NotRight(faults)
            done = edition.write(state.next / "site", about(root, day, made, before), gone(before))
            if back := _withdrawn(done, before, made, wishes):
                raise Refused(
                    f"{'、'.join(back)} 撤下以后没有改过，发布了又会出来。改好再发布；"
                    f"确实要原样放回来的，加上 {' '.join(f'--restore {one}' for one in back)}"
                )
            decided = decide(state, root, done, made.rows, slip, keep=wishes.keep, adopted=adopted)
            ready(state, root, decided, root)
            told += put_out(state, root, decided)
        address = str(before.record.town.address_of_site or "") if before.record.town else ""
        handed = handout.make(wishes.wanted, state, done, before.edition, address)
        return Published(done, before.edition, (*told, *before.differences), tuple(handed))


def _taken_over(state: State, wishes: Wishes) -> bool:
    """Whether what stands in the site's place is moved aside as a whole: there is more than ours, and the clerk agrees.

    Raises `place.Foreign` where the clerk does not.
    """
    found = place.foreign(state.site)
    if found and not wishes.adopt:
        raise place.Foreign(
            state.site,
            found,
            "自己要放在网站最上面的文件（例如域名验证），移到记录的 content/root/ 里，发布时会带上；"
            "这里是以前的程序生成的网站，加上 --adopt，原来的整个移到旁边留着。",
        )
    return bool(found)


def _may(before: Before, day: date, wishes: Wishes) -> None:
    """Raise `Refused` where the day, or the ledger that is not there, speaks against it."""
    if before.day and day < before.day:
        raise Refused(f"上一版是 {before.day} 发布的，这一版不能写成 {day}。--as-of 写 {before.day} 或者以后的日子")
    if before.record.formal and not before.record.ledger and not wishes.first:
        raise Refused(
            "账本是空的，不知道以前发布过什么。第一次正式发布，加上 --first；"
            "以前发布过的，用 --former 指给它以前的网站（文件夹、压缩包或者网址）"
        )


def about(root: Path, day: date, made: Made, before: Before) -> About:
    """What the next edition says of itself."""
    record, town = made.town.record, made.town.record.town
    assert town
    return About(
        town=str(town.name),
        state=str(town.state),
        sequence=before.sequence,
        day=day,
        commit=_commit(root),
        program=metadata.version("qingdan"),
        lock=_lock(),
        before=_digest_before(before),
        pages=made.pages,
        counts={kind.title: len(record.list_of(kind)) for kind in KINDS},
    )


def publication(before: Before, day: date) -> Publication:
    """What the pages of the next edition say of it."""
    known = before.edition
    paths = known.files.keys() | known.gone.keys() if known else frozenset()
    return Publication(before.sequence, day, _digest_before(before), frozenset(paths))


def _digest_before(before: Before) -> str:
    last = before.record.publications.last
    return before.edition.digest if before.edition else last.edition if last else ""


def gone(before: Before) -> Mapping[str, Gone]:
    """The files of the editions before; parts that the pages work with are forgotten with the releases."""
    if before.edition is None:
        return {}
    number = before.edition.about.sequence
    there = {path: Gone(one.sha256, number) for path, one in before.edition.files.items()}
    every = {**before.edition.gone, **there}
    return {path: one for path, one in every.items() if not path.startswith(_PARTS) or one.last > number - KEPT}


def _commit(root: Path) -> str:
    """The commit of the record, with a + where there is more than was committed; "" without version control."""
    commit = versions.asked(root, "rev-parse", "HEAD")
    changed = versions.asked(root, "status", "--porcelain", "--", ".") if commit else None
    return commit.decode().strip() + ("+" if changed else "") if commit else ""


def _lock() -> str:
    place = starter.folder() / "requirements.lock"
    return edition.filed(place.read_bytes()).sha256 if place.is_file() else ""


def _withdrawn(done: Edition, before: Before, made: Made, wishes: Wishes) -> list[str]:
    """What was withdrawn and would come back as it was: ids of entries, paths of files."""
    ended = {row.id: row.digest for row in before.record.ledger if row.id and row.last}
    back = [row.id for row in made.rows if row.last is None and row.id in ended and ended[row.id] == row.digest]
    old = before.edition.gone if before.edition else {}
    files = [
        path
        for path, one in done.files.items()
        if path in old and old[path].withdrawn and old[path].sha256 == one.sha256
    ]
    return [one for one in (*back, *files) if one not in wishes.restored]


def decide(
    state: State, root: Path, done: Edition, rows: Iterable[Row], slip: str, *, keep: int = KEPT, adopted: bool = False
) -> Unfinished:
    """What publishing an edition comes to: ledger, log, the releases that are too many then."""
    old = keeping.too_many(state, keep - 1)
    written = papers(root, done, rows, slip)
    return Unfinished(done.digest, done.about.sequence, written, tuple(old), adopted)


def papers(root: Path, done: Edition, rows: Iterable[Row], slip: str) -> dict[str, Paper]:
    """Ledger and log as they shall be once an edition is published."""
    said = done.about

    def longer(content: bytes) -> bytes:
        return log.longer(log.read(content), said.sequence, said.day, said.commit, done.digest, slip)

    return {LEDGER: paper(root / LEDGER, lambda _: ledger.written(rows)), LOG: paper(root / LOG, longer)}


def ready(state: State, root: Path, decided: Unfinished, made_from: Path) -> None:
    """Make a finished site in `next/site` ready to take its place: durable, its release kept, ledger and log staged.

    Nothing but files is looked at from here on: a ready folder with an edition does. `made_from` is the town's folder
    that the release keeps.
    """
    tree.settle(state.next / "site")
    keeping.keep(state, state.next / "site", made_from)
    unfinished.write(state, decided)
    calls.rename(state.next / "release", state.folder / "releases" / str(decided.release))
    calls.sync_folder(state.folder / "releases")
    recovery.stage(root, decided)


def paper(path: Path, work: Callable[[bytes], bytes]) -> Paper:
    """What a file of the record is and shall be; `work` makes the one of the other."""
    content = calls.read(path) if calls.there(path) is not None else None
    return Paper(unfinished.digest(content), work(content or b""))


def put_out(state: State, root: Path, decided: Unfinished) -> tuple[str, ...]:
    """Let what was decided happen: the exchange, then ledger and log; what there is to tell."""
    with place.uninterrupted():
        place.put(state)
        return recovery.finish(state, root, decided)


@contextmanager
def _room(state: State, before: Before) -> Iterator[None]:
    """A disk that is full says how much more it would take."""
    try:
        yield
    except Failed as failed:
        if not failed.full:
            raise
        entries = sum(1 for _ in before.record.entries())
        ought = sum(one.size for one in before.edition.files.values()) if before.edition else entries * _ENTRY
        there = sum(found.st_size for path in tree.files(state.next) if (found := calls.there(state.next / path)))
        raise failed.lacking(max(2 * ought - there - shutil.disk_usage(state.folder).free, _LEAST)) from failed
