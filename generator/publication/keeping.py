"""The releases: an edition kept as it was published, beside those before it.

In: a finished site, the town's folder. Out: a release, and the oldest ones taken away. A file that did not change is a
link to that of the release before; no file of a release is ever opened for writing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.causes import Failed
from generator.publication import calls, edition, tree
from generator.publication.edition import Edition
from generator.publication.state import Release, State

MADE_FROM = ("powers", "content", "overrides", "mkdocs.yml")  # of a town's folder, what its site is made of


def keep(state: State, site: Path, root: Path) -> Path:
    """Make the release of a finished site in `next/release`, durable, and say where it is."""
    release = Release(0, state.next / "release")
    before = state.releases()[-1:] or [Release(0, state.next / "none")]
    copied(site, tree.files(site), release.site, before[0].site)
    copied(root, made_from(root), release.record, before[0].record)
    tree.settle(release.folder)
    return release.folder


def made_from(root: Path) -> list[str]:
    """The files of a town from which its site is made, by their paths below its folder."""
    found: list[str] = []
    for name in MADE_FROM:
        if calls.is_folder(root / name):
            found += [f"{name}/{path}" for path in tree.files(root / name)]
        elif calls.there(root / name) is not None:
            found.append(name)
    return [path for path in found if not path.rpartition("/")[2].startswith((".~", "~$"))]


def copied(source: Path, paths: Iterable[str], to: Path, before: Path | None = None) -> None:
    """Copy some files; where the release before has the same bytes, link to its file instead."""
    made: set[Path] = set()
    for path in paths:
        place = to / path
        if place.parent not in made:
            calls.make_folder(place.parent)
            made.add(place.parent)
        content = calls.read(source / path)
        old = before / path if before else None
        if old and calls.there(old) is not None and calls.read(old) == content and calls.link(old, place):
            continue
        calls.write(place, content)


def intact(folder: Path) -> tuple[Edition | None, list[str]]:
    """The edition of a kept site and the paths of what is not as it says; no edition where it says none."""
    if not calls.is_file(folder / edition.FILE):
        return None, [edition.FILE]
    try:
        content = calls.read(folder / edition.FILE)
        found = edition.read(content)
    except (Failed, edition.Unfit):
        return None, [edition.FILE]
    wrong = tree.foreign(folder, {*found.files, edition.FILE, edition.SUMS})
    for path, filed in found.files.items():
        if not calls.is_file(folder / path) or edition.filed(calls.read(folder / path)) != filed:
            wrong.append(path)
    sums = edition.sums({edition.FILE: found.digest} | {path: one.sha256 for path, one in found.files.items()})
    if not calls.is_file(folder / edition.SUMS) or calls.read(folder / edition.SUMS) != sums:
        wrong.append(edition.SUMS)
    return found, sorted(set(wrong))


def too_many(state: State, number: int) -> list[int]:
    """The releases that are to go so that `number` are left: the oldest."""
    releases = state.releases()
    return [release.number for release in releases[: max(0, len(releases) - number)]]


def digest(release: Release) -> str:
    """The digest of a release's edition, "" where it has none."""
    said = release.site / edition.FILE
    return hashlib.sha256(calls.read(said)).hexdigest() if calls.there(said) is not None else ""


def holding(state: State, holds: Callable[[Edition], bool]) -> list[int]:
    """The releases whose edition holds something; one that cannot be read may hold anything."""
    found = []
    for release in state.releases():
        try:
            whole = edition.read(calls.read(release.site / edition.FILE))
        except (Failed, edition.Unfit):
            found.append(release.number)
            continue
        if holds(whole):
            found.append(release.number)
    return found
