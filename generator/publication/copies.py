"""A published site wherever it lies: a folder, a pack, an address. Read, never written.

In: what a clerk names. Out: a `Copy`, from which files are read by their paths below the site's root.
"""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from generator.causes import Doing, Told, sentence
from generator.publication import edition
from generator.publication.edition import Edition

LARGEST = 200_000_000  # bytes of one file that are read: more is no file of such a site
_PATIENCE = 30  # seconds for one answer of a server


class Unreachable(Told):
    """A copy that cannot be read; its text is for the clerk."""


class Copy(Protocol):
    """A published site. `name` is what to call it."""

    name: str

    def paths(self) -> list[str] | None:
        """Every file's path below the root, sorted; None where nobody lists them: on a server."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises `Unreachable`."""


@contextmanager
def at(place: str) -> Iterator[Copy]:
    """The copy at a place: an address that begins with http, a .zip, else a folder. Raises `Unreachable`."""
    if place.lower().startswith(("http://", "https://")):
        yield _Served(place)
    elif Path(place).is_dir():
        yield Folder(Path(place))
    elif zipfile.is_zipfile(place):
        try:
            with zipfile.ZipFile(place) as archive:
                yield _Packed(place, archive)
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
            raise Unreachable(f"“{place}”这个压缩包打不开，可能没有下载完") from None
    else:
        raise Unreachable(f"没有“{place}”这个文件夹，也不是压缩包或者网址")


def edition_of(copy: Copy) -> Edition | None:
    """The edition that a copy says it is; None where it says none. Raises `Unreachable`, `edition.Unfit`."""
    content = copy.read(edition.FILE)
    return edition.read(content) if content is not None else None


class Folder:
    """A copy in a folder of this machine. Links are not followed."""

    def __init__(self, root: Path) -> None:
        self.root, self.name = root, str(root)

    def paths(self) -> list[str]:
        return sorted(_below(str(self.root), ""))

    def read(self, path: str) -> bytes | None:
        place = self.root / path
        try:
            return place.read_bytes() if place.is_file() and not place.is_symlink() else None
        except OSError as error:
            raise Unreachable(sentence(error, Doing.READING, place)) from None


def _below(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


class _Packed:
    """A copy in a .zip."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name, self.archive = name, archive
        self.members = {member.filename: member for member in archive.infolist() if not member.is_dir()}

    def paths(self) -> list[str]:
        return sorted(self.members)

    def read(self, path: str) -> bytes | None:
        member = self.members.get(path)
        if member is None:
            return None
        if member.file_size > LARGEST:
            raise Unreachable(f"压缩包里的“{path}”太大了，不是这样的网站里会有的")
        with self.archive.open(member) as file:
            return file.read(LARGEST)


class _Served:
    """A copy on a server, a file a request; what it answers with an error of its own is not there."""

    def __init__(self, address: str) -> None:
        self.name = address
        self.base = address.removesuffix("index.html").rstrip("/") + "/"

    def paths(self) -> None:
        return None

    def read(self, path: str) -> bytes | None:
        address = self.base + urllib.parse.quote(path)
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
                content = answer.read(LARGEST)
                return bytes(content)
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise Unreachable(f"服务器不给“{address}”，回答的是 {error.code}") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Unreachable(f"连不上“{address}”；看看网址对不对、网络通不通") from None
