"""Printing a build: every page in its frame, every file beside the pages, onto the disk.

In: a `Build`, the folder of the site, and how the theme draws a frame. Out: files, and the list of
the pages. Used by `plugin` and, page by page, by the preview. The parts of the site are shared out
among processes; each page is made, framed and written before the next, so that no site stands in memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generator import processes
from generator.opendata.sitemap import Listed
from generator.pages.body import Body
from generator.site import shell
from generator.site.contents import EXPORTS, PARTS, Build, Export, Part
from generator.site.shell import Shell


class Press:
    """Frames and writes what a build makes; `draw` is what the theme draws for a URL and what fills its holes."""

    def __init__(self, build: Build, folder: Path, draw: Callable[[str, Mapping[str, str]], str]) -> None:
        self.build, self.folder, self.draw = build, str(folder), draw
        self.shells: dict[tuple[str, int], Shell] = {}
        self.folders: set[str] = set()  # that are there

    def page(self, body: Body) -> str:
        """A page of the record in its frame; a frame is drawn when the first page needs it."""
        key = shell.frame_of(body.url)
        if key not in self.shells:
            self.shells[key] = Shell.cut(self.draw(body.url, shell.HOLES))
        return self.shells[key].fill(shell.holes(body, self.build.file, self.build.formal))

    def print(self) -> list[Listed]:
        """Write the whole site; the list of its pages."""
        search = partial(self._files, lambda _: self.build.search())
        exports = [partial(self._files, export) for export in EXPORTS]
        parts = [partial(self._pages, part) for part in PARTS]
        tasks: list[Callable[[], list[Listed]]] = [search, *exports, *parts]  # from long to short: so all end together
        pages = [page for listed in processes.share(tasks) for page in listed]
        for path, content in self.build.told(pages):
            self.write(path, content)
        return pages

    def _pages(self, part: Part) -> list[Listed]:
        listed = []
        for body in part(self.build.town):
            self.write(f"{body.url}index.html", self.page(body).encode())
            listed.append(Listed(body.url, body.day, body.indexed))
        return listed

    def _files(self, export: Export) -> list[Listed]:
        """Write the files that an export makes; they are no pages, so none are listed."""
        for path, content in export(self.build.town):
            self.write(path, content)
        return []

    def write(self, path: str, content: bytes) -> None:
        """A file of the site. The system calls themselves: with two files an entry they are a good part of a build."""
        place = f"{self.folder}/{path}"
        folder = place.rpartition("/")[0]
        if folder not in self.folders:
            _make(folder)
            self.folders.add(folder)
        file = os.open(place, _NEW, 0o644)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
