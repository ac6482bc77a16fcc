"""Chromium on a slow telephone: opens the page beside a site, types, and counts what was fetched.

In: a folder, an engine's name. Out: addresses found, milliseconds a letter, bytes. To time a site's own
page instead of the bare one, give `typing` another page and a function that types into it.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SLOWER = 6  # times, as a cheap telephone is slower than this machine
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_PACKED = (".js", ".json", ".html", ".wasm")


class _Server(http.server.SimpleHTTPRequestHandler):
    """Compresses text as web servers do, keeps connections, counts bytes."""

    protocol_version = "HTTP/1.1"
    sent: list[int] = []  # noqa: RUF012 - one server runs at a time
    packed: dict[Path, bytes] = {}  # noqa: RUF012 - likewise

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.name == "theme-worker":
            body = next(Path(self.directory).glob("assets/javascripts/workers/search.*.min.js"))
            self._send(str(body.relative_to(self.directory)).encode(), "text/plain", "")
        elif not path.is_file():
            self.send_error(404)
        elif path.suffix in _PACKED:
            if path not in self.packed:
                self.packed[path] = gzip.compress(path.read_bytes(), 9)
            self._send(self.packed[path], self.guess_type(path.name), "gzip")
        else:
            self._send(path.read_bytes(), self.guess_type(path.name), "")

    def _send(self, body: bytes, kind: str, encoding: str) -> None:
        self.sent.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on a loopback server."""
    _Server.packed.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, engine: str) -> Iterator[Page]:
    """The bare page in a new profile, with one engine ready."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(600_000)
    page.goto(f"{address}ours/page.html")
    page.evaluate("name => start(name)", engine)
    yield page
    context.close()


def ask(page: Page, queries: Sequence[str]) -> list[list[str]]:
    """The addresses of the first results of each query."""
    return page.evaluate("texts => ask(texts)", list(queries))


def typing(page: Page, queries: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds from each letter of each query to its first painted results and to all of them, on a slow telephone."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times = [tuple(one) for query in queries for one in page.evaluate("text => type(text)", query)]
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return times


def fetched(browser: Browser, address: str, engine: str, queries: Sequence[str]) -> list[int]:
    """Bytes of everything that is fetched for one query in a new profile, but for the page that asks."""
    found = []
    for query in queries:
        with opened(browser, address, "ours") as page:
            _Server.sent.clear()
            page.evaluate("name => start(name)", engine)
            ask(page, [query])
            found.append(sum(_Server.sent))
    return found
