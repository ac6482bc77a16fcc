"""Writes a site: every page in its frame, every file beside the pages.

In: a `Build`, the folder of the site, and how the theme draws a frame. Out: files, and the list of the pages.
The work is shared out among processes. Each page is made, framed and written before the next,
so that the memory never holds a whole site.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from generator import processes
from generator.opendata.sitemap import Listed
from generator.pages.body import Body
from generator.site import shell
from generator.site.contents import EXPORTS, PAGES, Build, Export, Pages
from generator.site.shell import Shell


class Press:
    """Frames and writes what a build makes. `draw` takes a URL and what fills the holes, and gives a page's HTML."""

    def __init__(self, build: Build, folder: Path, draw: Callable[[str, Mapping[str, str]], str]) -> None:
        self.build, self.folder, self.draw = build, str(folder), draw
        self.shells: dict[tuple[str, int], Shell] = {}
        self.folders: set[str] = set()  # that were made already

    def page(self, body: Body) -> str:
        """The whole page of a body. A frame is drawn when the first page needs it, and kept."""
        key = shell.frame_of(body.url)
        if key not in self.shells:
            self.shells[key] = Shell.cut(self.draw(body.url, shell.HOLES))
        said = self.build.said(body)
        return self.shells[key].fill(shell.holes(said, self.build.file, self.build.formal, self.build.assets))

    def print(self) -> list[Listed]:
        """Write the whole site but for the prose; the list of the pages written."""
        search = partial(self._files, lambda _: self.build.search())
        exports = [partial(self._files, export) for export in EXPORTS]
        pages_of = [partial(self._pages, make) for make in PAGES]
        tasks: list[Callable[[], list[Listed]]] = [
            search,
            *exports,
            *pages_of,
        ]  # from long to short: so all end together
        pages = [page for listed in processes.share(tasks) for page in listed]
        for path, content in self.build.told(pages):
            self.write(path, content)
        return pages

    def _pages(self, make: Pages) -> list[Listed]:
        """Write what makes up one line of `PAGES`, and list it."""
        return self.write_pages(make(self.build.town))

    def write_pages(self, bodies: Iterable[Body]) -> list[Listed]:
        """Write some pages, and list them."""
        listed = []
        for body in bodies:
            self.write(f"{body.url}index.html", self.page(body).encode())
            listed.append(Listed(body.url, body.day, body.indexed))
        return listed

    def _files(self, export: Export) -> list[Listed]:
        """Write the files that an export makes; they are no pages, so none are listed."""
        for path, content in export(self.build.town):
            self.write(path, content)
        return []

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the site.

        It makes the fewest system calls that will do: there are two files an entry, and writing them is a good part
        of a build.
        """
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
