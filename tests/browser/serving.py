"""What tests of the browser stand on: Chromium, a town's site as a web server would send it, a town under preview.

In: a town's name or folder. Out: contexts, in which the thing runs.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import waitress
from playwright.sync_api import Browser, sync_playwright

from generator.checked import read_and_check
from generator.derive import policy
from generator.preview import Preview
from generator.preview.saves import PROSE
from generator.reading import log
from generator.reading.ledger import Row
from generator.record import Record
from generator.site import engine
from generator.site.contents import prepare
from tests.towns import DAY, SAMPLE, TOWNS

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# As root in a container Chromium needs no sandbox; it shall call nobody by itself.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


_NAMED_BY_SUM = re.compile(r"\.[0-9a-f]{8,}\.")  # such a file never changes


@cache
def packed(path: Path, changed: int) -> bytes:
    """A file as it goes over the wire; `changed` tells one state of it from the next."""
    return gzip.compress(path.read_bytes(), 6)


class StaticFiles(http.server.SimpleHTTPRequestHandler):
    """As the web servers of towns: compresses text, lets what never changes be kept, sends the policy. Says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        assert isinstance(self.server, Server)
        if self.server.policy:
            self.send_header("Content-Security-Policy", self.server.policy)
        super().end_headers()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if path.suffix not in (".html", ".css", ".js", ".json", ".svg", ".csv") or not path.is_file():
            super().do_GET()
            return
        body = packed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name) + "; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if _NAMED_BY_SUM.search(path.name):
            self.send_header("Cache-Control", "max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    """A server on loopback that sends a policy with every answer. A closed connection is no error."""

    def __init__(self, handler: Callable[..., StaticFiles], policy: str) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.policy = policy

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@dataclass(frozen=True)
class Town:
    """A town's site as it is served: where, from which folder, made from which record."""

    name: str
    address: str
    folder: Path
    record: Record


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; where there is one, the build of it without windows, which does half the work a page."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not path:
        raise FileNotFoundError("no Chromium; `make browser` installs it")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@contextmanager
def served(name: str, folder: Path) -> Iterator[Town]:
    """A town's site under a sub-path of a server; it is made in a folder, unless that is there already."""
    checked = read_and_check(TOWNS[name], DAY)
    if name == SAMPLE:
        checked = replace(checked, record=_with_pages_gone(checked.record))
    if not folder.exists():
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        engine.run(TOWNS[name], made / "a/b", DAY, checked)
        home = prepare(checked, DAY).base.strip("/.")
        if home:  # the page of a lost address knows where the site lies in the end
            (made / home).symlink_to(folder / "a/b")
        made.rename(folder)
    assert checked.record.town
    with sent_from(folder, policy.header(checked.record.town)) as address:
        yield Town(name, f"{address}a/b/", folder / "a/b", checked.record)


@contextmanager
def sent_from(folder: Path, header: str) -> Iterator[str]:
    """A server of a folder that sends a policy; its address."""
    server = Server(functools.partial(StaticFiles, directory=str(folder)), header)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def _with_pages_gone(record: Record) -> Record:
    """A record of which two pages were published once that are there no more: they say so, and where to go."""
    first, last = date(2026, 10, 9), date(2026, 11, 1)
    rows = (Row("p901", "elsewhere/p901/", "", "", first, first, last), Row("", "plan/x/", "", "", first, None, last))
    why = log.Line(2, last, "", "0" * 64, log.withdrawn("p901", "和 p001 是同一件事"), "")
    return replace(record, ledger=rows, publications=log.Log(b"", (why,), ()))


@contextmanager
def previewed(root: Path, browser: Browser) -> Iterator[str]:
    """The address of the preview of the town in a folder; pages that `browser` opens in it are closed at the end."""
    with Preview(root, DAY) as application:
        server = waitress.create_server(application, host="127.0.0.1", port=0, threads=8)

        def serve() -> None:
            with suppress(OSError):  # it is closed below while it looks for the next request
                server.run()

        running = threading.Thread(target=serve, daemon=True)
        running.start()
        before = set(browser.contexts)
        yield f"http://127.0.0.1:{server.effective_port}/"
        for context in set(browser.contexts) - before:  # else their connections keep the server from ending
            context.close()
        application.saves.note(PROSE)  # a page that waits for a save is let go
        server.close()
        running.join(5)
        assert not running.is_alive()
        for channel in list(server.active_channels.values()):  # a connection that nobody closed would be told of later
            channel.close()
        server.task_dispatcher.shutdown()
