"""The preview is not the world's: it answers this machine alone, to read, and no idle page keeps another waiting."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, suppress
from itertools import islice

import pytest
import waitress

from generator.preview import Preview
from generator.preview.saves import MOST_WAITING, RECORD
from tests.towns import DAY, copied

THREADS = 16  # as `qingdan serve` has


class Served:
    """A preview behind a real server on loopback."""

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview, self.port = preview, port

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, str]:
        """An answer with its text; `headers` by their names with _ for -."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer, answer.read().decode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample town under preview."""
    with Preview(copied(tmp_path_factory.mktemp("town")), DAY) as preview:
        server = waitress.create_server(preview, host="127.0.0.1", port=0, threads=THREADS)

        def serve() -> None:
            with suppress(OSError):  # it is closed below while it looks for the next request
                server.run()

        running = threading.Thread(target=serve, daemon=True)
        running.start()
        yield Served(preview, server.effective_port)
        preview.saves.note(RECORD)  # whoever waits for a save is let go
        server.close()
        running.join(5)
        for channel in list(server.active_channels.values()):  # a connection that nobody closed would be told of later
            channel.close()
        server.task_dispatcher.shutdown()


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LocalHost:{}", "[::1]:{}"])
def test_this_machine_is_answered(served: Served, host: str) -> None:
    answer, said = served.ask("/", Host=host.format(served.port))
    assert answer.status == 200 and "禾泉镇" in said


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{}",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost",
        "127.0.0.1.evil.example:{}",
        "localhost.:{}",
        "",
        "0.0.0.0:{}",
        "127.1:{}",
    ],
)
def test_any_other_name_for_this_machine_is_not(served: Served, host: str) -> None:
    """A page elsewhere that has its own name point here would read drafts as its own."""
    for path in ("/", "/authority/q001/", "/-/changed?since=0", "/-/preview.js", "/assets/"):
        answer, said = served.ask(path, Host=host.format(served.port))
        assert answer.status == 421, (host, path)
        assert "只给这台电脑自己看" in said and "禾泉镇" not in said


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "GETS"])
def test_there_is_nothing_to_hand_in(served: Served, method: str) -> None:
    for path in ("/", "/-/changed", "/authority/q001/"):
        answer, said = served.ask(path, method, Origin="http://evil.example")
        assert (answer.status, answer.getheader("Allow")) == (405, "GET, HEAD")
        assert said == "预览只能看，不能往里交东西。"


@pytest.mark.parametrize(
    "path", ["/", "/-/preview.js", "/-/changed?since=x", "/robots.txt", "/nowhere/", "/nowhere.png"]
)
def test_every_answer_keeps_other_pages_out(served: Served, path: str) -> None:
    answer, _ = served.ask(path, Origin="http://evil.example")
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Referrer-Policy") == "same-origin"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("Cache-Control") == "no-store"
    assert not [name for name, _ in answer.getheaders() if name.startswith("Access-Control")]


def test_the_head_of_a_page_is_its_head(served: Served) -> None:
    whole, said = served.ask("/authority/q001/")
    head, nothing = served.ask("/authority/q001/", "HEAD")
    assert head.status == 200 and nothing == "" and said
    assert head.getheader("Content-Length") == whole.getheader("Content-Length")


@pytest.mark.parametrize(
    "path",
    ["/%00", "/%00/", "/a%00b.png", "/" + "a" * 5000, "/" + "a" * 5000 + "/", "/" + "a/" * 2500, "/%ff%fe", "/%e2%80%ae/",
     "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cwindows", "/authority/q001/../../../etc/passwd"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_not_found_in_chinese(served: Served, path: str) -> None:
    answer, said = served.ask(path)
    assert answer.status == 404 and ("没有" in said) and "root:" not in said


def test_idle_pages_keep_no_page_waiting(served: Served) -> None:
    """Eighteen open pages that waited for a save had every thread: a page took 24 seconds."""
    version = served.preview.saves.version
    with ThreadPoolExecutor(18) as open_pages:
        waiting = [open_pages.submit(served.ask, f"/-/changed?since={version}") for _ in range(18)]
        crowded = list(islice(as_completed(waiting, timeout=20), 18 - MOST_WAITING))
        for one in crowded:
            answer, said = one.result()
            assert answer.status == 503 and said == "等的网页太多，过一会儿再问。"
        assert served.ask("/-/preview.js")[0].status == 200
        assert served.preview.saves.waiting == MOST_WAITING < THREADS
        served.preview.saves.note(RECORD)
        told = [one.result() for one in waiting if one not in crowded]
    assert {answer.status for answer, _ in told} == {200} and {said for _, said in told} == {f"{version + 1}\n"}
    assert served.ask(f"/-/changed?since={version}")[1] == f"{version + 1}\n", (
        "what is known already is told to everybody"
    )
