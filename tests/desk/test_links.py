"""Addresses of other sites, tried on loopback: what is gone, what moved, what is no government's any more."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import ClassVar

import pytest

from generator.checked import read_and_check
from generator.desk.links import job, trying
from generator.desk.todo import matters
from generator.desk.todo.due import Category, Urgency
from generator.record import tried as record_of_tries
from generator.record.tried import Outcome, Tried
from tests.qingdan import run
from tests.towns import DAY, TOWN, edit

# What the world answers, by the host and the path that are asked for: a status, and where it sends one.
WORLD: dict[str, tuple[int, str]] = {
    "www.sd.gov.cn/works": (200, ""),
    "www.sd.gov.cn/gone": (404, ""),
    "www.sd.gov.cn/broken": (500, ""),
    "www.sd.gov.cn/guarded": (412, ""),
    "www.sd.gov.cn/inside": (302, "/works"),
    "www.sd.gov.cn/sister": (301, "http://zwfw.sd.gov.cn/works"),
    "zwfw.sd.gov.cn/works": (200, ""),
    "www.sd.gov.cn/county": (301, "http://www.qd.gov.cn/works"),
    "www.qd.gov.cn/works": (200, ""),
    "www.sd.gov.cn/sold": (302, "http://casino.example.com/"),
    "www.sd.gov.cn/sold-and-gone": (302, "http://casino.example.com/gone"),
    "casino.example.com/": (200, ""),
    "casino.example.com/gone": (404, ""),
    "www.paper.com/moved": (301, "http://www.other.com/"),
    "www.other.com/": (200, ""),
    "www.sd.gov.cn/round": (302, "/round"),
    "www.sd.gov.cn/into": (302, "http://192.168.1.1/admin"),
    "www.sd.gov.cn/file": (302, "file:///etc/passwd"),
    "www.sd.gov.cn/split": (302, "http://www.other.com/%0d%0aSet-Cookie:a"),
    "www.sd.gov.cn/%E4%B8%AD%E6%96%87": (200, ""),
}


class _Answering(BaseHTTPRequestHandler):
    """Answers as WORLD says."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        self.asked.append(f"{host}{self.path}")
        status, location = WORLD.get(host + self.path, (404, ""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Here(http.client.HTTPConnection):
    """A connection that says it is to a host, and goes to this machine."""

    here = 0  # the port

    def connect(self) -> None:
        """Open the connection."""
        self.sock = socket.create_connection(("127.0.0.1", self.here), 5)


class World:
    """The net on loopback: whatever host is asked for, this machine answers."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, _Answering.asked

    def connect(self, scheme: str, host: str, port: int) -> http.client.HTTPConnection:
        """A connection to a host."""
        connection = _Here(host, port, timeout=5)
        connection.here = self.port
        return connection

    def tried(self, address: str) -> Tried:
        """What comes of an address."""
        return trying.tried(address, DAY, self.connect)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """The net."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield World(server.server_port)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("address", "outcome", "said"),
    [
        ("http://www.sd.gov.cn/works", Outcome.WORKS, ""),
        ("http://www.sd.gov.cn/works#part", Outcome.WORKS, ""),
        ("http://www.sd.gov.cn/中文", Outcome.WORKS, ""),
        ("http://www.sd.gov.cn/inside", Outcome.WORKS, ""),
        ("http://www.sd.gov.cn/sister", Outcome.WORKS, ""),
        ("http://www.sd.gov.cn/county", Outcome.MOVED, "www.qd.gov.cn"),
        ("http://www.sd.gov.cn/gone", Outcome.DEAD, "没有了"),
        ("http://www.sd.gov.cn/broken", Outcome.DEAD, "500"),
        ("http://www.sd.gov.cn/guarded", Outcome.UNSURE, "412"),
        ("http://www.sd.gov.cn/sold", Outcome.LEFT, "casino.example.com"),
        ("http://www.sd.gov.cn/sold-and-gone", Outcome.LEFT, "casino.example.com"),
        ("http://www.paper.com/moved", Outcome.MOVED, "www.other.com"),
        ("http://www.sd.gov.cn/round", Outcome.DEAD, "转来转去"),
        ("http://www.sd.gov.cn/into", Outcome.UNSURE, "程序不试"),
        ("http://www.sd.gov.cn/split", Outcome.UNSURE, "程序不试"),
        ("http://www.sd.gov.cn/file", Outcome.UNSURE, "程序不试"),
    ],
)
def test_what_comes_of_an_address(world: World, address: str, outcome: Outcome, said: str) -> None:
    found = world.tried(address)
    assert (found.outcome, found.day) == (outcome, DAY) and said in found.said
    assert (found.leads_to == "") == (outcome in (Outcome.WORKS, Outcome.DEAD, Outcome.UNSURE) and _stays(address))


def _stays(address: str) -> bool:
    return address.rpartition("/")[2] not in ("inside", "sister", "round", "into", "split", "file")


def test_nobodys_own_network_is_asked(world: World) -> None:
    before = list(world.asked)
    for address in ("http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://a@b.cn/", "http://[::1]/"):
        assert world.tried(address).outcome is Outcome.UNSURE
    assert world.asked == before
    world.tried("http://www.sd.gov.cn/into")
    assert world.asked[len(before) :] == ["www.sd.gov.cn/into"]


def test_a_name_that_leads_inside_is_not_followed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real way there, but for who answers for names: some lead to this machine, or to a neighbour."""
    leads = {
        "www.sd.gov.cn": "127.0.0.1",
        "near.gov.cn": "10.1.2.3",
        "linked.gov.cn": "169.254.169.254",
        "six.gov.cn": "::1",
        "mapped.gov.cn": "::ffff:192.168.1.1",
        "shared.gov.cn": "100.64.0.1",
    }
    real = socket.getaddrinfo

    def led(host: str, *words: int, **more: int) -> list[tuple]:
        return real(leads.get(host, host), *words, **more)

    monkeypatch.setattr(socket, "getaddrinfo", led)
    before = list(world.asked)
    for scheme, host in product(("http", "https"), leads):
        found = trying.tried(f"{scheme}://{host}:{world.port}/works", DAY)
        assert (found.outcome, found.said) == (Outcome.UNSURE, "这个名称指到内部的地址，程序不试"), (scheme, host)
    assert world.asked == before
    allowed = partial(trying.connected, named={"www.sd.gov.cn"})
    assert trying.tried(f"http://www.sd.gov.cn:{world.port}/works", DAY, allowed).outcome is Outcome.WORKS
    monkeypatch.setitem(WORLD, "www.sd.gov.cn/neighbour", (302, f"http://near.gov.cn:{world.port}/works"))
    after = trying.tried(f"http://www.sd.gov.cn:{world.port}/neighbour", DAY, allowed)
    assert after.outcome is Outcome.UNSURE and "内部" in after.said and after.leads_to.startswith("http://near.gov.cn")


def test_who_does_not_answer_is_said_in_chinese(world: World) -> None:
    def refused(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
        raise failures.pop()

    failures = [
        ConnectionRefusedError(),
        TimeoutError(),
        socket.gaierror(),
        ssl.SSLCertVerificationError(),
        ssl.SSLError(),
        http.client.BadStatusLine("x"),
        UnicodeError(),
    ]
    said = {trying.tried("https://www.sd.gov.cn/", DAY, refused).said for _ in range(len(failures))}
    assert said == {
        "连不上",
        "等了15秒没有回答",
        "找不到这个网站",
        "证书不对，可能换了主人",
        "加密的连接建不起来",
        "回答看不懂",
    }


def test_each_address_is_tried_once(world: World) -> None:
    every = job.addresses(read_and_check(TOWN, DAY).record, TOWN)
    assert every.count("https://flk.npc.gov.cn/") == 1 and len(every) > 10
    found = job.tried(every, DAY, world_of(world))
    assert [one.address for one in found] == every


def world_of(world: World) -> job.Try:
    """Tries on loopback."""
    return lambda address, day: trying.tried(address, day, world.connect)


def test_prose_is_looked_through_too(root: Path) -> None:
    (root / "content").mkdir()
    (root / "content/index.md").write_text("# 说明\n\n看[报纸](http://www.paper.com/moved)。\n", "utf-8")
    assert "http://www.paper.com/moved" in job.addresses(read_and_check(root, DAY).record, root)


def test_what_was_found_is_to_be_done_with_its_day(root: Path, world: World) -> None:
    """The error and the matters last until a person has changed the address, and it was tried again."""
    edit(root, "elsewhere/p001.yml", ("https://www.example.gov.cn/zwfw/sfz/", "http://www.sd.gov.cn/sold"))
    edit(root, "services/f001.yml", ("https://www.example.gov.cn/zwfw/f001/", "http://www.sd.gov.cn/gone"))
    before = {path: path.read_bytes() for path in (root / "powers").rglob("*.yml")}
    job.keep(root, job.tried(job.addresses(read_and_check(root, DAY).record, root), DAY, world_of(world)))
    assert before == {path: path.read_bytes() for path in before}, "only a person changes an address"
    checked = read_and_check(root, DAY)
    assert [(problem.code, problem.file) for problem in checked.problems] == [("H784", "powers/elsewhere/p001.yml")]
    assert f"{DAY} 试的" in checked.problems[0].message
    (group,) = (group for group in matters.todo(checked.record, DAY).groups if group.category is Category.ADDRESSES)
    told = {one.id: one for one in group.dues}
    assert told["p001"].urgency is Urgency.OVER and told["p001"].day == DAY
    assert told["f001"].urgency is Urgency.OPEN and "这一页没有了" in told["f001"].why
    edit(root, "elsewhere/p001.yml", ("http://www.sd.gov.cn/sold", "http://www.sd.gov.cn/works"))
    assert read_and_check(root, DAY).holds


def test_a_demonstration_is_reminded(root: Path) -> None:
    one = Tried("https://www.example.gov.cn/zwfw/sfz/", DAY, Outcome.LEFT, "转到“a.com”", "https://a.com/")
    job.keep(root, [one])
    assert record_of_tries.read(root) == {one.address: one}
    assert [problem.code for problem in read_and_check(root, DAY).problems] == ["H784"]
    assert not read_and_check(root, DAY).holds


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\0",
        "网址\n甲\n".encode(),
        "网址,哪天试的,结果\nhttps://a.cn/,昨天,好\n".encode(),
        b'"' * 5000,
        b"\0" * 100,
    ],
)
def test_a_damaged_file_of_tries_is_no_harm(root: Path, content: bytes) -> None:
    (root / "links.csv").write_bytes(content)
    assert record_of_tries.read(root) == {} and read_and_check(root, DAY).holds


def test_the_command_says_what_it_did(root: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root, "elsewhere/p001.yml", ("https://www.example.gov.cn/zwfw/sfz/", "http://www.sd.gov.cn/sold"))
    monkeypatch.setattr(job.tried, "__defaults__", (world_of(world),))
    done = run("links", root=root)
    assert (
        done.exit_code == 0
        and "不再是政府网站 1 个\n  http://www.sd.gov.cn/sold　转到“casino.example.com”" in done.output
    )
    assert "qingdan todo" in done.output and (root / "links.csv").is_file()
    answer = json.loads(run("links", "--format", "json", root=root).stdout)
    assert {one["结果"] for one in answer} == {"不再是政府网站", "打不开"}
