"""Tries an address: is the page there, does it lead elsewhere.

In: an address, the day, how to connect. Out: a `Tried`. A page is asked for, and not read: what matters is whether
it answers, and where it sends one. Nobody's own network is asked: a name that leads there is told, and not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection
from datetime import date
from urllib.parse import urljoin, urlsplit

from generator.derive import outside
from generator.derive.outside import Doubt
from generator.record.tried import Outcome, Tried

PATIENCE = 15  # seconds that a site may take to answer
_MOST_HOPS = 6
_ASKING = {
    "User-Agent": "Mozilla/5.0 (qingdan links)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_GONE = (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
Connect = Callable[[str, str, int], http.client.HTTPConnection]  # scheme, host, port


class Inside(Exception):
    """A name leads to an address of this machine or of somebody's own network."""


class _Plain(http.client.HTTPConnection):
    """A connection to an address of a host that was looked at."""

    named: Collection[str] = ()

    def connect(self) -> None:
        """Open the connection. Raises `Inside`."""
        self.sock = _reached(self.host, self.port, self.named)


class _Secret(_Plain):
    """The same for https: it is seen to whose certificate it is."""

    default_port = 443

    def connect(self) -> None:
        """Open the connection. Raises `Inside`."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _reached(host: str, port: int, named: Collection[str]) -> socket.socket:
    """A socket to a host, by the very address that was looked at: asked again, a name may lead elsewhere."""
    numbers = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host not in named and any(outside.is_inner(ipaddress.ip_address(number)) for number in numbers):
        raise Inside
    for number in numbers[:-1]:
        try:
            return socket.create_connection((number, port), PATIENCE)
        except OSError:
            continue
    return socket.create_connection((numbers[-1], port), PATIENCE)


def connected(scheme: str, host: str, port: int, named: Collection[str] = ()) -> http.client.HTTPConnection:
    """A connection to a host, not open yet. `named` are hosts that may be on an inner network: those of tests."""
    connection = (_Secret if scheme == "https" else _Plain)(host, port, timeout=PATIENCE)
    connection.named = named
    return connection


def tried(address: str, day: date, connect: Connect = connected) -> Tried:
    """What comes of an address. Never raises."""
    at = address
    for _ in range(_MOST_HOPS):
        if any(doubt is Doubt.HARM for doubt, _ in outside.doubts(at)):
            where = "" if at == address else at
            return Tried(address, day, Outcome.UNSURE, "这样的网址程序不试", _plain(where))
        try:
            status, location = _asked(at, connect)
        except Inside:
            return Tried(
                address, day, Outcome.UNSURE, "这个名称指到内部的地址，程序不试", "" if at == address else _plain(at)
            )
        except Exception as failed:  # what a site or the way to it can do wrong has no end
            return Tried(address, day, Outcome.DEAD, _why(failed), "" if at == address else _plain(at))
        if status not in _REDIRECTS or not location:
            return _judged(address, at, status, day)
        at = urljoin(at, location)
    return Tried(address, day, Outcome.DEAD, "转来转去，没有完", _plain(at))


def _asked(address: str, connect: Connect) -> tuple[int, str]:
    """The status of a page, and where it sends one."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        raise http.client.InvalidURL
    host = (parts.hostname or "").encode("idna").decode()
    connection = connect(parts.scheme, host, parts.port or (443 if parts.scheme == "https" else 80))
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        connection.request("GET", _in_ascii(path), headers=_ASKING)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


def _in_ascii(path: str) -> str:
    """A path as it is sent: what is not ASCII in hundredths."""
    return "".join(
        c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in path
    )


def _judged(address: str, at: str, status: int, day: date) -> Tried:
    before, after = outside.host_of(address), outside.host_of(at)
    leads_to = "" if at == address else _plain(at)
    if outside.is_government(before) and not outside.is_government(after):
        return Tried(address, day, Outcome.LEFT, f"转到“{_plain(after)}”", leads_to)
    if status in _GONE or status >= 500:
        return Tried(
            address, day, Outcome.DEAD, "这一页没有了" if status in _GONE else f"网站出了错（{status}）", leads_to
        )
    if outside.site_of(before) != outside.site_of(after):
        return Tried(address, day, Outcome.MOVED, f"转到“{_plain(after)}”", leads_to)
    if status >= 400:
        return Tried(address, day, Outcome.UNSURE, f"网站不让程序看（{status}）", leads_to)
    return Tried(address, day, Outcome.WORKS, "", leads_to)


def _plain(text: str) -> str:
    """What another site said, with nothing but printable ASCII in it, and not long."""
    return _in_ascii(text)[:300]


def _why(failed: Exception) -> str:
    match failed:
        case socket.gaierror():
            return "找不到这个网站"
        case TimeoutError():
            return f"等了{PATIENCE}秒没有回答"
        case ssl.SSLCertVerificationError():
            return "证书不对，可能换了主人"
        case ssl.SSLError():
            return "加密的连接建不起来"
        case ConnectionError() | OSError():
            return "连不上"
        case _:
            return "回答看不懂"
