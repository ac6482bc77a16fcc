"""Going back to a kept edition: looked at first, put in place like a new one, written down in the log.

In: the town's folder, the folder of the site, the number of an edition. Out: that edition in the site's place. The
ledger stays: what was published since keeps its row, and comes back with the next publication.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.causes import Told
from generator.publication import edition, keeping, place, recovery, release, standing, tree, unfinished
from generator.publication.edition import Edition
from generator.publication.state import Release, State
from generator.publication.unfinished import Unfinished
from generator.reading import log


class NoWayBack(Told):
    """There is no such edition to go back to, or it may not be shown; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Back:
    """The edition that stands in its place again, and what there is to tell."""

    edition: Edition
    told: tuple[str, ...]


def go_back(root: Path, site: Path, number: int | None, day: date, *, adopt: bool = False) -> Back:
    """Put a kept edition in the site's place, the one before the present one where none is named.

    `adopt` moves what stands there aside as a whole, whatever it is. Raises `causes.Told`.
    """
    state = State(site)
    with place.held(state):
        told = recovery.recover(state, root)
        found = place.foreign(site)
        if found and not adopt:
            raise place.Foreign(site, found, "移走再来；或者加上 --adopt，原来的整个移到旁边留着。")
        now = None
        with suppress(edition.Unfit):
            now = standing.edition_in(site)
        chosen = _chosen(state, now, number)
        whole = _whole(chosen, now)
        with recovery.nothing_left(state, root):
            folder = place.build(state)
            keeping.copied(chosen.site, tree.files(chosen.site), folder)
            if wrong := keeping.intact(folder)[1]:
                raise NoWayBack(f"第{chosen.number}版复制出来不对（{wrong[0]}），磁盘可能坏了。")
            tree.settle(folder)
            decided = _decided(state, root, whole, max(day, now.about.day) if now else day, bool(found))
            unfinished.write(state, decided)
            recovery.stage(root, decided)
            told += release.put_out(state, root, decided)
        return Back(whole, (*told, *_lost(now, whole)))


def _chosen(state: State, now: Edition | None, number: int | None) -> Release:
    releases = state.releases()
    if number is not None:
        found = [one for one in releases if one.number == number]
    else:
        found = [one for one in releases if now is None or one.number < now.about.sequence][-1:]
    if not found:
        there = "、".join(f"第{one.number}版" for one in releases)
        raise NoWayBack(
            f"没有留着{f'第{number}版' if number else '更早的版本'}；"
            + (f"留着的有：{there}。" if there else "一版也没有留。")
        )
    return found[0]


def _whole(chosen: Release, now: Edition | None) -> Edition:
    """The edition of a release in which nothing was changed and nothing is that was withdrawn since."""
    whole, wrong = keeping.intact(chosen.site)
    if whole is None or wrong:
        raise NoWayBack(f"第{chosen.number}版留的那一份不对，不能用：{'、'.join(wrong[:5])} 改过、少了或者多了。")
    back = [path for path, one in (now.gone if now else {}).items() if one.withdrawn and path in whole.files]
    if back:
        raise NoWayBack(f"第{chosen.number}版里有后来撤下的：{'、'.join(back[:5])}。不能退回去。")
    return whole


def _decided(state: State, root: Path, whole: Edition, day: date, adopted: bool) -> Unfinished:
    def longer(content: bytes) -> bytes:
        old = log.read(content)
        numbers = [line.sequence for line in old.lines] + [one.number for one in state.releases()]
        said = f"退回第{whole.about.sequence}版"
        return log.longer(old, max(numbers) + 1, day, whole.about.commit, whole.digest, said)

    papers = {release.LOG: release.paper(root / release.LOG, longer)}
    return Unfinished(whole.digest, 0, papers, adopted=adopted)


def _lost(now: Edition | None, whole: Edition) -> list[str]:
    """The addresses that the later edition had and this one has not."""
    ending = "index.html"
    lost = [
        path.removesuffix(ending)
        for path in (now.files if now else {})
        if path.endswith(ending) and path not in whole.files
    ]
    shown = "、".join(lost[:5]) + ("……" if len(lost) > 5 else "")
    return [f"后来才有的 {len(lost)} 个网址现在打不开：{shown}。改好以后再发布，就回来了。"] if lost else []
