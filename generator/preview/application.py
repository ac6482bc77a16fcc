"""The preview as a WSGI application: what a browser is answered, page by page and save by save.

In: the folder of a town, requests. Out: answers. An open page waits for saves, and then reloads or goes to the
entry that was saved. While the record has errors, the answer to every page is a list of the problems. The script
that waits and the bar are added to every page; the rest of it is the site's. The forms by which entries are changed
are pages of their own, which wait for nothing.
"""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from generator.editing import page as form_page
from generator.editing.answering import ADDRESSES, Answer, Editing
from generator.editing.history import Told
from generator.editing.publishing import PUBLISH
from generator.editing.saving import Town
from generator.preview import bar
from generator.preview.drafts import Drafts
from generator.preview.guard import Environ, Start, guarded, path_of, sent
from generator.preview.live import Live
from generator.preview.saves import RECORD, Crowded, Saves
from generator.reading.folder import FOLDER
from generator.site import assets, colours, starter

_SCRIPT = "-/preview.js"
_JS, _CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
# What the preview has of its own: the last two for pages that no site frames yet.
_OWN = {
    _SCRIPT: _JS,
    bar.SHEET: _CSS,
    form_page.SCRIPT: _JS,
    form_page.SHEET: _CSS,
    f"-/{assets.DISPLAY}": _JS,
    f"-/{assets.SHEET}": _CSS,
}
_CHANGED = "-/changed"
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


class Preview:
    """A town under preview. Used as a context, in which it hears of saves.

    With `read_only` nothing can be changed. `say` tells the window that it runs in what was saved; `saved` counts that
    by file.
    """

    def __init__(
        self, root: Path, day: date, *, read_only: bool = False, say: Callable[[str], None] = lambda _: None
    ) -> None:
        self.say = say
        self.saved: dict[str, int] = {}
        self.saves, self.drafts, self.live = Saves(root), Drafts(root), Live(root, day)
        self.editing = None if read_only else Editing(started=self.drafts.started)
        self.shown = 0  # how many saves the pages show
        self.work = threading.RLock()  # one page is made at a time

    def __enter__(self) -> Preview:
        self.saves.__enter__()
        return self

    def __exit__(self, *_: Any) -> None:
        self.saves.__exit__()
        self.live.close()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        return guarded(environ, start, self._answer, self._edits)

    def _edits(self, path: str) -> bool:
        """Whether a path is that of a form, or of what a form sends."""
        return self.editing is not None and path.startswith(ADDRESSES)

    def _answer(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path, asked = path_of(environ), parse_qs(environ.get("QUERY_STRING", ""))
        if path == _CHANGED:
            return self._changed(asked.get("since", ["0"])[0], start)
        if path in _OWN:
            return _answer(start, "200 OK", _OWN[path], self._own(path.removeprefix("-/")))
        if self.editing and path == PUBLISH and self.editing.publishing.step and environ["REQUEST_METHOD"] != "POST":
            return self._answered(self.editing.progress(self._town()), start)  # which nobody waits for
        with self.work:
            if self._edits(path) and (answer := self._form(path, environ)):
                return self._answered(answer, start)
            if path == "" or path.endswith(("/", ".html")):
                self.refresh()
                return self._page(path, start, asked.get("saved", [""])[0])
            return self._file(path, start)

    def _form(self, path: str, environ: Environ) -> Answer | None:
        """What the forms answer; None where there is no such form."""
        assert self.editing is not None
        self.refresh()
        town = self._town()
        if environ["REQUEST_METHOD"] != "POST":
            return self.editing.show(town, path)
        fields = sent(environ)
        if fields is None:
            return Answer("400 Bad Request", form_page.plain_html("没有收", "交来的不成样子，什么也没动。", f"/{path}"))
        return self.editing.take(town, path, fields, self.work)

    def _town(self) -> Town:
        return Town(self.live.root, self.live.day, self.live.checked, self.live.memory)

    def _answered(self, answer: Answer, start: Start) -> Iterable[bytes]:
        for path in answer.saved:  # else the page that follows may come before the disk tells of the save
            self.saves.note(RECORD, path.removeprefix(f"{FOLDER}/"))
            self.saved[path] = self.saved.get(path, 0) + 1
            self.say(f"{time.strftime('%H:%M')} 写了 {path}")
        content = answer.html.encode()
        headers = [("Content-Type", _HTML), ("Content-Length", str(len(content)))]
        start(answer.status, [*headers, *([("Location", quote(answer.location, "/?=&"))] if answer.location else [])])
        return [content]

    def _own(self, name: str) -> bytes:
        """A script or style sheet of the theme as it is written; the site's own with the town's colour."""
        written = _own(name)
        if name != assets.SHEET:
            return written
        town = self.live.checked.record.town
        colour = colours.of(town) if town else next(iter(colours.COLOURS.values()))
        return written + colours.style(colour).encode()

    def _changed(self, since: str, start: Start) -> Iterable[bytes]:
        """Answer when something is saved after a version; while too many wait already, at once that they ask again."""
        try:
            version, url = self.saves.wait(since)
        except Crowded:
            return _answer(start, "503 Service Unavailable", _TEXT, "等的网页太多，过一会儿再问。".encode())
        return _answer(start, "200 OK", _TEXT, f"{version}\n{url}".encode())

    def refresh(self) -> None:
        """Take in whatever was saved since the last page."""
        stale, version = self.saves.take()
        if not stale:
            return
        try:
            stale = self.live.take_in(stale)
            self.shown = version
        finally:  # what could not be taken in stays stale, so that the next page tries again
            self.saves.put_back(stale)

    def _page(self, path: str, start: Start, saved: str = "") -> Iterable[bytes]:
        """Answer with a page; while something is wrong, with the problems, but for pages that explain them."""
        url = path.removesuffix("index.html")
        if self.live.holds:
            html, status = self.live.page(url), "200 OK"
        elif html := self.live.handbook(url):
            status = "200 OK"
        else:
            html, status = self.live.problems(self.saves.last_file()), "500 Internal Server Error"
        if html is None:
            html, status = self.live.read("404.html") or "没有这一页", "404 Not Found"
        told = self.editing.history.find(saved) if self.editing else None
        return _answer(
            start, status, _HTML, self._with_bar(html, path, told, problems=status.startswith("500")).encode()
        )

    def _with_bar(self, html: str, path: str, told: Told | None, *, problems: bool) -> str:
        """A page with the waiting script and the bar at its end; the script is told where problems are shown."""
        said = " data-problems" if problems else ""
        script = f'<script src="{"../" * path.count("/")}{_SCRIPT}" data-version="{self.shown}"{said} defer></script>\n'
        token = self.editing.token if self.editing else ""
        url = path.removesuffix("index.html")
        added = bar.bar(self.drafts, self.live.checked.record, self.shown, url, bar.Edits(token, told))
        before, end, after = html.rpartition("</body>")
        return f"{before}{script}{added}{end}{after}"

    def _file(self, path: str, start: Start) -> Iterable[bytes]:
        """Answer with a file that is no page."""
        content = self.live.file(path)
        if content is None:
            return _answer(start, "404 Not Found", _TEXT, "没有这个文件".encode())
        return _answer(start, "200 OK", mimetypes.guess_type(path)[0] or "application/octet-stream", content)


def _own(name: str) -> bytes:
    """A script or style sheet of the theme as it is written."""
    folder, names = assets.parts(name)
    return b"\n".join(file.read_bytes() for file in sorted((starter.folder() / "overrides" / folder).glob(names)))


def _answer(start: Start, status: str, kind: str, content: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
    return [content]
