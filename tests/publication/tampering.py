"""Whatever is done to a published site, `verify` finds it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.publication import checking
from generator.publication.state import State
from tests.publication import ready
from tests.publication.targets import snapshot


def _files(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file())


def flip(site: Path, older: Path, chance: random.Random) -> None:
    """One bit of one file."""
    path = chance.choice([path for path in _files(site) if path.stat().st_size])
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def add(site: Path, older: Path, chance: random.Random) -> None:
    """A file more, somewhere."""
    folder = chance.choice([site, *(path for path in site.rglob("*") if path.is_dir())])
    (folder / chance.choice(("evil.php", "index.htm", ".hidden", "新.html"))).write_bytes(chance.randbytes(9))


def delete(site: Path, older: Path, chance: random.Random) -> None:
    """A file less."""
    chance.choice(_files(site)).unlink()


def rename(site: Path, older: Path, chance: random.Random) -> None:
    """A file under another name."""
    path = chance.choice(_files(site))
    path.rename(path.with_name(f"{path.name}.bak"))


def swap(site: Path, older: Path, chance: random.Random) -> None:
    """Two files that differ change places."""
    while True:
        one, other = chance.sample(_files(site), 2)
        if one.read_bytes() != other.read_bytes():
            break
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def shorten(site: Path, older: Path, chance: random.Random) -> None:
    """A file that was not copied to its end."""
    path = chance.choice([path for path in _files(site) if path.stat().st_size])
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def roll_back(site: Path, older: Path, chance: random.Random) -> None:
    """The whole site of an older edition."""
    shutil.rmtree(site)
    shutil.copytree(older, site)


def mix(site: Path, older: Path, chance: random.Random) -> None:
    """Some files of an older edition, perhaps with its lists."""
    paths = [path.relative_to(older) for path in _files(older)]
    there = [path for path in paths if (site / path).is_file()]
    different = [path for path in there if (site / path).read_bytes() != (older / path).read_bytes()]
    for path in chance.sample(different, chance.randrange(1, len(different))):
        shutil.copy(older / path, site / path)


def unpack_over(site: Path, older: Path, chance: random.Random) -> None:
    """A new edition copied over an old one, without what ended taken away."""
    for path in _files(older):
        place = site / path.relative_to(older)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)


KINDS: tuple[Callable[[Path, Path, random.Random], None], ...] = (
    *(flip, flip, flip, add, delete, rename, swap),
    *(shorten, roll_back, mix, unpack_over),
)


def tamperings(folder: Path, count: int, seed: int) -> Iterator[list[str]]:
    """Tamper so many times with a copy of a site; what was not found, or found where nothing was done."""
    root, site = ready.town(folder / "town"), folder / "www/site"
    for _ in range(3):
        ready.publish(root, site)
    older = [release.site for release in State(site).releases()][:-1]
    yield [f"nothing was done, and it found {one}" for one in checking.check(str(site), root).differences]
    copy = folder / "copy"
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        kind = chance.choice(KINDS)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(site, copy)
        kind(copy, chance.choice(older), chance)
        if snapshot(copy) == snapshot(site):
            continue
        found = checking.check(str(copy), root).differences
        yield [] if found else [f"{kind.__name__}, number {number}, was not found"]
