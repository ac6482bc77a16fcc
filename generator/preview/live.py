"""The site of a town as it would be now: the record is kept in memory, a page is made when it is asked for.

In: the folder of a town, and what was saved in it. Out: pages as HTML, files as bytes. After a save only the changed
files are read again. What makes the pages is what builds the site.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from generator import urls
from generator.checked import Checked, read_and_check
from generator.derive.town import derive
from generator.desk.todo import matters
from generator.desk.todo import page as todo
from generator.handbook import codes, filling, manuals
from generator.pages.body import Body
from generator.preview import unframed
from generator.preview.saves import PROSE
from generator.problem import Problem, Severity
from generator.reading.memory import Memory
from generator.record import Record
from generator.search import index
from generator.site.contents import PAGES, Pages, body_of, prepare
from generator.site.engine import BuildFailed, Plugin, run


class Live:
    """A town's site in memory. Whoever closes it deletes what mkdocs wrote."""

    def __init__(self, root: Path, day: date) -> None:
        self.root, self.day = root, day
        self.memory = Memory()
        self.checked = Checked(Record(), ())
        self.failed = ""  # what a clerk is told where mkdocs could not make the prose
        self.plugin: Plugin | None = None  # that of the last good site
        self.written = tempfile.TemporaryDirectory(prefix="qingdan-preview-")  # prose and assets
        self.maker_of: dict[str, Pages] = {}  # what makes the page of a URL, as far as that is known
        self.made: dict[str, Body] = {}  # by URL, since the last save
        self.made_all = False  # whether there is no other page
        self.searched: list[tuple[str, bytes]] = []  # the files of the search, since the last save

    def close(self) -> None:
        """Delete the folder of prose and assets."""
        self.written.cleanup()

    @property
    def holds(self) -> bool:
        """Whether there is a site to show: neither the record nor the prose has an error."""
        return self.plugin is not None and self.checked.holds and not self.failed

    def take_in(self, stale: set[str]) -> set[str]:
        """Read again what was saved; give back what has to be tried again with the next page."""
        self.checked = read_and_check(self.root, self.day, self.memory)
        self.made.clear()
        self.made_all = False
        self.searched.clear()
        self.failed = ""
        if not self.checked.holds:
            return stale & {PROSE}
        if PROSE not in stale and self.plugin is not None:
            before, build = self.plugin.build, prepare(self.checked, self.day, self.plugin.build.pages_of_prose)
            build.assets = before.assets
            self.plugin.build = self.plugin.press.build = build
            return set()
        try:
            self.plugin = run(self.root, Path(self.written.name), self.day, self.checked, pages=False)
        except BuildFailed as failed:
            self.failed = str(failed)
            return {PROSE}
        return set()

    def page(self, url: str) -> str | None:
        """The whole page of a URL; None where there is none, or no good site yet."""
        if self.plugin is None:
            return None
        if url == todo.URL:
            return self.plugin.press.page(todo.body(matters.todo(self.checked.record, self.day)))
        if url not in self.made and not self.made_all:
            self._make(url, self.plugin)
        body = self.made.get(url)
        return self.plugin.press.page(body) if body else self.read(f"{url}index.html")

    def _make(self, url: str, plugin: Plugin) -> None:
        """Make the page of an entry alone; else pages until there is one for a URL, what made it last time first."""
        town = plugin.build.town
        entry = town.record.get(url.rstrip("/").rpartition("/")[2])
        if entry is not None and urls.of(entry) == url:
            self.made[url] = body_of(entry, town)
            return
        last = self.maker_of.get(url)
        for make in [last, *PAGES] if last else PAGES:
            for body in make(town):
                self.maker_of[body.url] = make
                self.made.setdefault(body.url, body)
                if body.url == url:
                    return
        self.made_all = True

    def handbook(self, url: str) -> str | None:
        """A page of the handbook while the record has errors; None for any other URL.

        It has the frame of the last good site, or none where there has been no good site yet.
        """
        if not url.startswith((urls.FILLING, urls.CODES, urls.DESK)):
            return None
        if self.plugin:
            return self.page(url)
        nothing = derive(Record(), self.day)
        bodies = (body for make in (filling.bodies, codes.bodies, manuals.bodies) for body in make(nothing))
        found = next((body for body in bodies if body.url == url), None)
        return unframed.of_body(found) if found else None

    def problems(self, last: str) -> str:
        """The page of what is wrong: errors come first, and among them those of `last`, the file saved last."""
        if self.failed:
            return unframed.of_prose(self.failed)
        texts = self.checked.texts

        def weight(problem: Problem) -> tuple[bool, bool]:
            return problem.severity is not Severity.ERROR, problem.file != last

        return unframed.of_problems(sorted(self.checked.problems, key=weight), texts)

    def file(self, path: str) -> bytes | None:
        """The content of a file of the site that is no page; None where there is none."""
        if written := self._written(path):
            return written.read_bytes()
        if self.plugin is None:
            return None
        files = self._search(self.plugin) if path.startswith(index.FOLDER) else self.plugin.build.files()
        return next((content for name, content in files if name == path), None)

    def read(self, path: str) -> str | None:
        """The text of a page that mkdocs wrote; None where it wrote none."""
        written = self._written(path)
        return written.read_text(encoding="utf-8") if written else None

    def _written(self, path: str) -> Path | None:
        """What mkdocs wrote at a path; None where that is nothing, or the path leads out of its folder."""
        base = Path(self.written.name).resolve()
        try:
            file = (base / path).resolve()
            return file if file.is_relative_to(base) and file.is_file() else None
        except (OSError, ValueError):  # a name that no file can have: too long, with a zero in it
            return None

    def _search(self, plugin: Plugin) -> list[tuple[str, bytes]]:
        """The files of the search, made once a save: a page asks for many of them."""
        if not self.searched:
            self.searched = list(plugin.build.search())
        return self.searched
