"""The preview as a WSGI application: what a browser is answered, page by page and save by save.

In: the folder of a town, requests. Out: answers. An open page waits for saves, and then reloads or goes to the
entry that was saved. While the record has errors, the answer to every page is a list of the problems. The script
that waits and the bar are added to every page; the rest of it is the site's.
"""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from generator.preview import bar
from generator.preview.drafts import Drafts
from generator.preview.guard import Environ, Start, guarded
from generator.preview.live import Live
from generator.preview.saves import Crowded, Saves
from generator.site import assets, starter

_SCRIPT = "-/preview.js"
_JS, _CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
# What the preview has of its own: the last two for pages that no site frames yet.
_OWN = {_SCRIPT: _JS, bar.SHEET: _CSS, f"-/{assets.DISPLAY}": _JS, f"-/{assets.SHEET}": _CSS}
_CHANGED = "-/changed"
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


class Preview:
    """A town under preview. Used as a context, in which it hears of saves."""

    def __init__(self, root: Path, day: date) -> None:
        self.saves, self.drafts, self.live = Saves(root), Drafts(root), Live(root, day)
        self.shown = 0  # how many saves the pages show
        self.work = threading.RLock()  # one page is made at a time

    def __enter__(self) -> Preview:
        self.saves.__enter__()
        return self

    def __exit__(self, *_: Any) -> None:
        self.saves.__exit__()
        self.live.close()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        return guarded(environ, start, self._answer)

    def _answer(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace").lstrip("/")
        if path == _CHANGED:
            return self._changed(parse_qs(environ.get("QUERY_STRING", "")).get("since", ["0"])[0], start)
        if path in _OWN:
            return _answer(start, "200 OK", _OWN[path], _own(path.removeprefix("-/")))
        with self.work:
            if path == "" or path.endswith(("/", ".html")):
                self.refresh()
                return self._page(path, start)
            return self._file(path, start)

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

    def _page(self, path: str, start: Start) -> Iterable[bytes]:
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
        return _answer(start, status, _HTML, self._with_bar(html, path, problems=status.startswith("500")).encode())

    def _with_bar(self, html: str, path: str, *, problems: bool) -> str:
        """A page with the waiting script and the bar at its end; the script is told where problems are shown."""
        said = " data-problems" if problems else ""
        script = f'<script src="{"../" * path.count("/")}{_SCRIPT}" data-version="{self.shown}"{said} defer></script>\n'
        added = bar.bar(self.drafts, self.live.checked.record, self.shown, path.removesuffix("index.html"))
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
