"""A real browser, and the sites of both towns on a loopback server as a web server would send them."""

from __future__ import annotations

import fcntl
import functools
import gzip
import http.server
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.checked import read_and_check
from generator.derive import policy
from generator.reading import log
from generator.reading.ledger import Row
from generator.record import Record
from generator.site import engine
from generator.site.contents import prepare
from tests.browser import sample
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


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium; where there is one, the build of it without windows, which does half the work a page."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not path:
        pytest.fail("no Chromium; `make browser` installs it")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Town]]:
    """A town's site under a sub-path, by the town's name; built once for all workers of a run, served once by each."""
    common = tmp_path_factory.getbasetemp()
    common = common.parent if os.environ.get("PYTEST_XDIST_WORKER") else common
    with ExitStack() as servers:

        @cache
        def serve(name: str) -> Town:
            checked, folder = read_and_check(TOWNS[name], DAY), common / f"served-{name}"
            if name == SAMPLE:
                checked = replace(checked, record=_with_pages_gone(checked.record))
            with (common / f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not folder.exists():
                    made = Path(tempfile.mkdtemp(dir=common))
                    engine.run(TOWNS[name], made / "a/b", DAY, checked)
                    home = prepare(checked, DAY).base.strip("/.")
                    if home:  # the page of a lost address knows where the site lies in the end
                        (made / home).symlink_to(folder / "a/b")
                    made.rename(folder)
            address = servers.enter_context(sent_from(folder, policy.header(checked.record.town)))
            return Town(name, f"{address}a/b/", folder / "a/b", checked.record)

        yield serve


@contextmanager
def sent_from(folder: Path, header: str) -> Iterator[str]:
    """A server of a folder that sends a policy; its address."""
    server = Server(functools.partial(StaticFiles, directory=str(folder)), header)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session", params=TOWNS, ids=TOWNS.keys())
def town(request: pytest.FixtureRequest, towns: Callable[[str], Town]) -> Town:
    """A town's site as it is served."""
    return towns(request.param)


@pytest.fixture(scope="session")
def visited(request: pytest.FixtureRequest, town: Town) -> Sequence[str]:
    """The pages of a town's site that together show everything; every page when asked for."""
    every = request.config.getoption("--every-page")
    return sample.every(town.folder) if every else sample.all_that_shows(town.folder)


def _with_pages_gone(record: Record) -> Record:
    """A record of which two pages were published once that are there no more: they say so, and where to go."""
    first, last = date(2026, 10, 9), date(2026, 11, 1)
    rows = (Row("p901", "elsewhere/p901/", "", "", first, first, last), Row("", "plan/x/", "", "", first, None, last))
    why = log.Line(2, last, "", "0" * 64, log.withdrawn("p901", "和 p001 是同一件事"), "")
    return replace(record, ledger=rows, publications=log.Log(b"", (why,), ()))


@pytest.fixture(scope="session")
def served(town: Town):
    """A town's site: its address and the record it was made from."""
    return town.address, town.record


@pytest.fixture
def opened(browser: Browser, served):
    """A page of the site's own, with everything it asked for and complained of."""
    address, record = served
    contexts = []

    def make(width: int = 360, scripts: bool = True, before: str = ""):
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield make, address, record
    for context in contexts:
        context.close()
