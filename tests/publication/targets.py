"""Folders of all kinds that a site shall go to: what in them is not ours is there afterwards, byte for byte."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator.causes import Told
from generator.publication import calls, place
from generator.publication.state import State
from tests.publication import ready

NAMES = (
    *("CNAME", "index.html", ".well-known/a.txt", "uploads/照片.jpg", "p1/mine.html", "edition.json", "SHA256SUMS"),
    *(".qingdan-site", "a b/c d.txt", "[x]/*.txt", "p3/index.html/deep", "assets", ".htaccess", "web.config", "新\n行"),
)


def snapshot(folder: Path) -> dict[str, str]:
    """Everything below a folder: files with their bytes, links with where they lead, folders."""
    found = {}
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            place_ = Path(here, name)
            key = str(place_.relative_to(folder))
            if place_.is_symlink():
                found[key] = f"-> {os.readlink(place_)}"
            elif place_.is_dir():
                found[key] = "folder"
            elif place_.is_file():
                found[key] = place_.read_bytes().hex()
            else:
                found[key] = "else"
    return found


def targets(folder: Path, count: int, seed: int) -> Iterator[list[str]]:
    """Publish into so many folders; what was lost, as sentences, a list a folder."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        here = folder / str(number)
        root, site = ready.town(here / "town"), here / "www/site"
        begun = chance.randrange(3)
        for _ in range(begun):
            ready.publish(root, site)
        mine = _strew(site, chance)
        before = snapshot(site)
        adopt = chance.random() < 0.5
        late = chance.random() < 0.3
        exchange = calls.TABLE["exchange"]
        if late:
            calls.TABLE["exchange"] = partial(_late, site, exchange)
        try:
            ready.publish(root, site, adopt=adopt)
            refused = ""
        except Told as told:
            refused = str(told)
        finally:
            calls.TABLE["exchange"] = exchange
        found = list(_lost(site, mine, before, refused, adopt))
        if late and not refused and before and not _anywhere(site, "late.txt", b"late".hex()):
            found.append("what came late is lost")
        yield [f"target {number}: {fault}" for fault in found]
        shutil.rmtree(here)


def _late(site: Path, exchange: Callable[[str, str], None], one: str, other: str) -> None:
    """Put a file into the site just before it is exchanged."""
    (site / "late.txt").write_text("late")
    exchange(one, other)


def _strew(site: Path, chance: random.Random) -> dict[str, str]:
    """Put things of others into a site; each by its path."""
    before = snapshot(site)
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        path = site / chance.choice(NAMES)
        kind = chance.choice(("file", "file", "file", "folder", "link", "pipe"))
        if os.path.lexists(path) or any(parent.is_file() for parent in path.parents):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        match kind:
            case "file":
                path.write_bytes(chance.randbytes(chance.choice((0, 10, 5000))))
            case "folder":
                path.mkdir()
            case "link":
                path.symlink_to(chance.choice(("/etc/passwd", "index.html", "nowhere", "..")))
            case "pipe":
                os.mkfifo(path)
    return {path: what for path, what in snapshot(site).items() if before.get(path) != what}


def _lost(site: Path, mine: dict[str, str], before: dict[str, str], refused: str, adopt: bool) -> Iterator[str]:
    if refused:
        if snapshot(site) != before:
            yield f"refused ({refused}), and the folder is not what it was"
        if not mine:
            yield f"nothing was in the way, and it was refused: {refused}"
        if adopt:
            yield f"was to be moved aside, and it was refused: {refused}"
        return
    if mine and not adopt and set(mine.values()) != {"folder"}:
        yield f"published over {sorted(mine)}"
    yield from (
        f"{path!r} is lost" for path, what in mine.items() if what != "folder" and not _anywhere(site, path, what)
    )


def _anywhere(site: Path, path: str, what: str) -> bool:
    kept = State(site).folder / "releases"
    places = [site, *kept.glob("before-*"), *kept.glob("found-*")]
    return any(snapshot(folder).get(path) == what for folder in places)


assert place.MARK in NAMES
