"""What a town puts at the root of its site itself: content/root/, byte for byte, such as the file by which it is verified.

In: the town's folder. Out: the files in the folder of the site.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

FOLDER = "root"  # below content/
_SHOW_NAMES = (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep")


class InTheWay(Exception):
    """A file of the town's own bears the name of one that the site makes, or of none that a site may have."""


def put(content: Path, site: Path) -> list[str]:
    """Copy a town's own files into its finished site; their paths. Raises `InTheWay`, and `OSError`."""
    source = content / FOLDER
    paths = sorted(_below(str(source), "")) if source.is_dir() else []
    for path in paths:
        place = site / path
        if (site / path).exists() or any(ord(c) < 32 or c == "\\" for c in path):
            raise InTheWay(
                f"content/{FOLDER}/{path} 和网站自己的文件重名，或者文件名里有不能用的字符。改名，或者拿走。"
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((source / path).read_bytes())
    return paths


def _below(folder: str, prefix: str) -> Iterator[str]:
    """The files below a folder; links are left where they are."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_symlink() or entry.name in _SHOW_NAMES:
                continue
            if entry.is_dir():
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name
