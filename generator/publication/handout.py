"""What is handed on of an edition besides the site in its place: a pack for whoever runs the server, a copy for a disk.

In: where they go, the published site and its edition, the edition before. Out: the files, and what to tell of them.
Both are made of the published site, after it has taken its place, so that nobody holds an edition that nobody
published. Whether they can be made where they shall is seen to before (`see_to`): nothing of others is overwritten.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.causes import Doing, Told, sentence
from generator.publication import disk_edition, edition, pack
from generator.publication.edition import Edition
from generator.publication.state import State


class InTheWay(Told):
    """A pack or a copy cannot go where it shall; nothing was published."""


class NotHandedOn(Told):
    """The edition is published; a pack or a copy of it could not be made."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a pack and a copy for a disk go, None for none; with `part` the pack holds what changed alone."""

    pack: Path | None = None
    disk: Path | None = None
    part: bool = False


NOTHING = Wanted()
_LONGEST = 180  # characters of a path that every system unpacks, whatever folder it goes to


def see_to(wanted: Wanted, state: State, former: Edition | None) -> None:
    """Raise `InTheWay` where what is wanted cannot be made."""
    for place in filter(None, (wanted.pack, wanted.disk)):
        if any(place == ours or place.is_relative_to(ours) for ours in (state.site, state.folder.parent)):
            raise InTheWay(f"“{place}”在网站里面；换一个地方")
    if wanted.pack and wanted.pack.exists() and not _is_pack(wanted.pack):
        raise InTheWay(f"“{wanted.pack}”已经有了，不是这个程序做的压缩包，没有动；换一个名称")
    if wanted.disk and wanted.disk.exists() and (not wanted.disk.is_dir() or any(wanted.disk.iterdir())):
        raise InTheWay(f"“{wanted.disk}”里有东西，没有动；写一个空的、新的文件夹")
    if wanted.part and not wanted.pack:
        raise InTheWay("--part 说的是压缩包里放什么；和 --pack 一起写")
    if wanted.part and former is None:
        raise InTheWay("没有上一版，不知道改了什么；不写 --part，压缩包里放整个网站")


def _is_pack(place: Path) -> bool:
    try:
        with zipfile.ZipFile(place) as archive:
            return edition.FILE in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def make(wanted: Wanted, state: State, done: Edition, former: Edition | None, address: str) -> list[str]:
    """Make what is wanted of a published site; what there is to tell. Raises `NotHandedOn`."""
    told = []
    if out := wanted.pack:
        with _handing_on("压缩包", out, state, done):
            packed = pack.write(state.site, done, out, address, former, part=wanted.part)
        what = "改了的" if wanted.part else "整个网站"
        told.append(
            f"压缩包：{out}（{what} {len(packed.files)} 个文件，{packed.size / 1e6:.1f} MB）。"
            f"解压盖在原来的文件夹上，先看里面的“{pack.README}”。"
        )
        if odd := [path for path in packed.files if not path.isascii() or len(path) > _LONGEST]:
            told.append(
                f"提醒：{odd[0]} 等 {len(odd)} 个文件名里有中文，或者太长，别处解压可能出错。换成字母、数字、“-”，短一点。"
            )
    if folder := wanted.disk:
        with _handing_on("给 U 盘的那一份", folder, state, done):
            folder.mkdir(parents=True, exist_ok=True)
            count = disk_edition.write(state.site, folder)
        told.append(f"给 U 盘的：{folder}（{count} 个文件）。整个拷走，双击里面的 index.html。")
    return told


@contextmanager
def _handing_on(what: str, place: Path, state: State, done: Edition) -> Iterator[None]:
    """Whatever fails is told as what it is: the edition is published already."""
    lead, end = f"第{done.about.sequence}版已经发布；{what}没有做成：", "再发布一次，重新做。"
    try:
        yield
    except OSError as error:
        file = Path(error.filename or place)
        doing = Doing.READING if file.is_relative_to(state.site) else Doing.WRITING
        raise NotHandedOn(lead + sentence(error, doing, file) + end) from error
    except KeyboardInterrupt:
        raise NotHandedOn(f"{lead}停下了，“{place}”不能用。{end}") from None
