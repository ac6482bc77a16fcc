"""The preview: keeps the record in memory, and makes a page when a browser asks for it.

In: the folder of a town. Out: a WSGI application.

After a save only the changed files are read again, and an open page reloads, or goes to the entry that was saved.
While the record has errors, every page is a list of the problems, those of the saved file first. The pages are made
by the code that builds the site; a script that waits for saves, the bar, and the page of what is to be done are
added.
"""

from __future__ import annotations

import mimetypes
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from markupsafe import Markup
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import reports, urls
from generator.checked import Checked, read_and_check
from generator.derive.town import derive
from generator.desk.todo import matters
from generator.desk.todo import page as todo
from generator.handbook import codes, filling
from generator.pages.body import Body, render
from generator.preview import bar
from generator.preview.drafts import Drafts
from generator.problem import Problem, Severity
from generator.reading.folder import FOLDER, entry_kind, model_of
from generator.reading.memory import Memory
from generator.record import Record
from generator.search import index
from generator.site import starter
from generator.site.contents import PAGES, Pages, prepare
from generator.site.engine import BuildFailed, Plugin, run
from generator.syntax import characters

_WAIT = 25  # seconds: a page that waits for a save gets an answer after so long, and asks again
_SCRIPT = "-/preview.js"
_OWN = {_SCRIPT: "text/javascript; charset=utf-8", bar.SHEET: "text/css; charset=utf-8"}
_CHANGED = "-/changed"
_REMEMBERED = 100  # saves; a page that has missed more of them reloads, and goes nowhere


class Preview(FileSystemEventHandler):
    """A town on this machine, as the site would show it now."""

    def __init__(self, root: Path, day: date) -> None:
        self.root, self.day = root, day
        self.memory = Memory()
        self.version = 0  # how many saves there were; …
        self.shown = 0  # … how many of them are in memory, and so on the pages
        self.saves: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)  # version and path below powers/
        self.drafts = Drafts(root)
        self.change = threading.Condition()
        self.work = threading.RLock()
        self.stale = {"record", "prose"}  # what was saved and is not in memory yet
        self.checked: Checked | None = None
        self.failed = ""  # what a clerk is told where mkdocs could not make the prose
        self.plugin: Plugin | None = None
        self.assets = tempfile.TemporaryDirectory(prefix="qingdan-preview-")
        self.maker_of: dict[str, Pages] = {}  # what makes the page of a URL, as far as that is known
        self.made: dict[str, Body] = {}  # by URL, since the last save
        self.searched: list[tuple[str, bytes]] = []  # the files of the search, since the last save
        self.observer = Observer()
        for folder in (root / FOLDER, root / "content", root / "overrides"):
            if folder.is_dir():
                self.observer.schedule(self, str(folder), recursive=True)

    def __enter__(self) -> Preview:
        self.observer.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.observer.stop()
        self.observer.join()
        self.assets.cleanup()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was saved, and wake the pages that wait for it."""
        if event.event_type in ("opened", "closed_no_write") or event.is_directory:
            return
        within = Path(str(event.dest_path or event.src_path)).resolve()
        record = (self.root / FOLDER).resolve()
        with self.change:
            self.version += 1
            if within.is_relative_to(record):
                self.stale.add("record")
                self.saves.append((self.version, within.relative_to(record).as_posix()))
            else:
                self.stale.add("prose")
            self.change.notify_all()

    def refresh(self) -> None:
        """Take in whatever was saved since the last page."""
        with self.change:
            stale, self.stale = self.stale, set()
            shown = self.version
        if not stale:
            return
        try:
            stale = self._take_in(stale)
            self.shown = shown
        finally:  # what could not be taken in stays stale, so that the next page tries again
            with self.change:
                self.stale |= stale

    def _take_in(self, stale: set[str]) -> set[str]:
        """Read again what was saved; give back what has to be tried again."""
        self.checked = read_and_check(self.root, self.day, self.memory)
        self.made.clear()
        self.searched.clear()
        self.failed = ""
        if not self.checked.holds:
            return stale & {"prose"}
        if "prose" not in stale and self.plugin is not None:
            prose = self.plugin.build.pages_of_prose
            self.plugin.build = self.plugin.press.build = prepare(self.checked, self.day, prose)
            return set()
        try:
            self.plugin = run(self.root, Path(self.assets.name), self.day, self.checked, pages=False)
        except BuildFailed as failed:
            self.failed = str(failed)
            return {"prose"}
        return set()

    def page(self, url: str) -> str | None:
        """The whole page of a URL, as the record is now; None where the record makes no such page."""
        assert self.plugin
        if url not in self.made:
            self._make(url)
        body = self.made.get(url)
        return self.plugin.press.page(body) if body else None

    def _make(self, url: str) -> None:
        """Make pages until there is one for a URL; what made it last time comes first."""
        assert self.plugin
        last = self.maker_of.get(url)
        for make in [last, *PAGES] if last else PAGES:
            for body in make(self.plugin.build.town):
                self.maker_of[body.url] = make
                self.made.setdefault(body.url, body)
                if body.url == url:
                    return

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace").lstrip("/")
        if path == _CHANGED:
            return self._wait(environ, start)
        if path in _OWN:
            own = starter.folder() / "overrides/assets" / path.removeprefix("-/")
            return _answer(start, "200 OK", _OWN[path], own.read_bytes())
        with self.work:
            return self._answer(path, start)

    def _answer(self, path: str, start: Callable[..., Any]) -> Iterable[bytes]:
        is_page = path == "" or path.endswith(("/", ".html"))
        if not is_page:
            return self._file(path, start)
        self.refresh()
        url = path.removesuffix("index.html")
        if self.failed or not (self.checked and self.checked.holds):
            if guide := self._guide(url):  # what a problem says leads here, and must not wait for its mending
                return self._html(start, "200 OK", guide, path)
            return self._html(start, "500 Internal Server Error", self._problems(), path)
        html = self._todo() if url == todo.URL else self.page(url) or self._prose(url)
        if html is None:
            return self._html(start, "404 Not Found", self._read("404.html") or "没有这一页", path)
        return self._html(start, "200 OK", html, path)

    def _html(self, start: Callable[..., Any], status: str, html: str, path: str) -> Iterable[bytes]:
        assert self.checked
        said = " data-problems" if status.startswith("500") else ""
        script = f'<script src="{"../" * path.count("/")}{_SCRIPT}" data-version="{self.shown}"{said} defer></script>\n'
        added = script + bar.bar(self.drafts, self.checked.record, self.shown, path.removesuffix("index.html"))
        before, end, after = html.rpartition("</body>")
        return _answer(start, status, "text/html; charset=utf-8", f"{before}{added}{end}{after}".encode())

    def _todo(self) -> str:
        """The page of what is to be done."""
        assert self.plugin and self.checked
        return self.plugin.press.page(todo.body(matters.groups(self.checked.record, self.day), self.day))

    def _guide(self, url: str) -> str | None:
        """A page of the handbook while the record has errors; None for any other URL.

        It has the frame of the last good site, or none where there has been no good site yet.
        """
        if not url.startswith((urls.FILLING, urls.CODES)):
            return None
        if self.plugin:
            return self.page(url)
        nothing = derive(Record(), self.day)
        bodies = (body for part in (filling.bodies, codes.bodies) for body in part(nothing))
        found = next((body for body in bodies if body.url == url), None)
        return render("unframed.html", title=found.title, html=Markup(found.html)) if found else None

    def _problems(self) -> str:
        assert self.checked
        if self.failed:
            return render("problems.html", problems=[], said=self.failed.split("\n"))
        texts = {file.path: characters.readable(file.content) for file in self.checked.record.files.values()}
        shown = [
            (p, reports.path_text(p.path), "\n".join(reports.frame(texts.get(p.file, ""), p.span)), urls.code(p.code))
            for p in sorted(self.checked.problems, key=self._weight)
        ]
        return render("problems.html", problems=shown, said=[])

    def _weight(self, problem: Problem) -> tuple[bool, bool]:
        """What to sort problems by: errors come first, and among them those of the file that was saved last."""
        last = next((path for _, path in reversed(self.saves) if model_of(path)), "")
        return problem.severity is not Severity.ERROR, problem.file != f"{FOLDER}/{last}"

    def _prose(self, url: str) -> str | None:
        return self._read(f"{url}index.html")

    def _read(self, path: str) -> str | None:
        file = self._inside(path)
        return file.read_text(encoding="utf-8") if file else None

    def _inside(self, path: str) -> Path | None:
        """The file at a path of the preview's own folder; None where there is none, or the path leads out of it."""
        base = Path(self.assets.name).resolve()
        file = (base / path).resolve()
        return file if file.is_relative_to(base) and file.is_file() else None

    def _file(self, path: str, start: Callable[..., Any]) -> Iterable[bytes]:
        if file := self._inside(path):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return _answer(start, "200 OK", kind, file.read_bytes())
        if self.plugin:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            for name, content in self._search() if path.startswith(index.FOLDER) else self.plugin.build.files():
                if name == path:
                    return _answer(start, "200 OK", kind, content)
        elif path == "assets/qingdan.css":  # the problems are the first thing there is to show
            sheets = sorted((starter.folder() / "overrides/assets/style").glob("*.css"))
            return _answer(start, "200 OK", "text/css", b"\n".join(sheet.read_bytes() for sheet in sheets))
        return _answer(start, "404 Not Found", "text/plain; charset=utf-8", "没有这个文件".encode())

    def _search(self) -> list[tuple[str, bytes]]:
        """The files of the search, made once a save: a page asks for many of them."""
        assert self.plugin
        if not self.searched:
            self.searched = list(self.plugin.build.search())
        return self.searched

    def _wait(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a waiting page as soon as there is a save that it does not show: the version, and where to go."""
        since = parse_qs(environ.get("QUERY_STRING", "")).get("since", ["0"])[0]
        with self.change:
            self.change.wait_for(lambda: str(self.version) != since, timeout=_WAIT)
            version, url = self.version, self._saved(since)
        return _answer(start, "200 OK", "text/plain", f"{version}\n{url}".encode())

    def _saved(self, since: str) -> str:
        """The URL of the entry that was saved since a version; "" where none was, or several."""
        paths = {path for version, path in self.saves if since.isdecimal() and version > int(since)}
        entries = {path for path in paths if entry_kind(path) and (self.root / FOLDER / path).is_file()}
        return urls.of_file(entries.pop()) if len(entries) == 1 else ""


def _answer(start: Callable[..., Any], status: str, kind: str, content: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
    start(status, headers)
    return [content]
