"""The addresses of other sites that the record and the prose name, and what is odd about one.

In: a record, the text of a page, an address. Out: where each address stands; the hosts; doubts. Nothing is asked of
the net: whether a page is still there `qingdan links` finds out.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model.entry import WholeFile
from generator.model.fields import fields_of
from generator.model.values import Url
from generator.record import Record
from generator.syntax import characters

Number = ipaddress.IPv4Address | ipaddress.IPv6Address
GOVERNMENT = (".gov.cn",)
_IN_TEXT = re.compile(r"https?://[^\s<>()\[\]“”‘’《》（）【】，。；、！？\"'`|]+")
_LATIN_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?")
_HAN_HOST = re.compile(r"(?:[a-z0-9\u4e00-\u9fff-]+\.)+[a-z\u4e00-\u9fff]+\.?")
_BLINDING = re.compile(r"%(?:0[0-9a-f]|1[0-9a-f]|7f|5c)|[\x00-\x20\x7f\\]", re.IGNORECASE)
_INSIDE = (".localhost", ".local", ".internal", ".lan", ".intranet")
# Digits and letters that take the place of one another in names made to deceive.
_ALIKE = str.maketrans("0o1lq69", "ooiigog")
# Domains under which names are given out to whoever asks, so that the site is one label longer.
_SHARED = frozenset({"gov.cn", "com.cn", "org.cn", "net.cn", "edu.cn", "ac.cn", "mil.cn"})


class Doubt(Enum):
    """How much an address is to be doubted."""

    HARM = auto()  # it leads elsewhere than it looks, or into somebody's own network
    LOOKS_GOVERNMENT = auto()
    UNUSUAL = auto()


class Named(NamedTuple):
    """An address in the record: the entry or list, the name of the field, the address."""

    part: WholeFile
    field: str
    address: str


def named(record: Record) -> Iterator[Named]:
    """Every address of a page elsewhere; that of the site itself is none."""
    for part in record.parts():
        for spec in fields_of(type(part)):
            if spec.type and issubclass(spec.type, Url) and spec.name != "公开网址":
                value = getattr(part, spec.attribute)
                if isinstance(value, Url):
                    yield Named(part, spec.name, str(value))


def in_text(line: str) -> Iterator[tuple[int, str]]:
    """The addresses in a line of prose, each with its column from 1."""
    return ((found.start() + 1, found[0].rstrip(".,;:!?")) for found in _IN_TEXT.finditer(line))


def hosts(addresses: Iterator[str]) -> list[str]:
    """The hosts of addresses, in the order of the alphabet."""
    return sorted({host for address in addresses if (host := host_of(address))})


def host_of(address: str) -> str:
    """The host of an address in small letters; "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_government(host: str) -> bool:
    """Whether a host is under the domain that only government bodies are given."""
    return f".{host}".endswith(GOVERNMENT)


def site_of(host: str) -> str:
    """The part of a host that somebody has registered: sd.gov.cn of zwfw.sd.gov.cn."""
    labels = host.split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in _SHARED else labels[-2:])


def doubts(address: str) -> Iterator[tuple[Doubt, str]]:
    """What is odd about an address, in words."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        yield Doubt.HARM, "网址里的域名写得不对"
        return
    if "@" in parts.netloc:
        yield Doubt.HARM, f"网址里夹着用户名，打开的其实是“{characters.shown(host)}”"
    if _BLINDING.search(address) or _BLINDING.search(unquote(address)):
        yield Doubt.HARM, "网址里夹着看不见的字符（换行、空字节、反斜杠）"
    if doubt := _of_host(host):
        yield doubt
    if port is not None and port not in (80, 443):
        yield Doubt.UNUSUAL, f"网址里写着端口{port}"


def _of_host(host: str) -> tuple[Doubt, str] | None:
    said, number = f"“{characters.shown(host)}”", _number(host)
    if host == "localhost" or host.endswith(_INSIDE) or (number is not None and is_inner(number)):
        return Doubt.HARM, f"{said}是内部的地址，外面打不开"
    if number is not None:
        return Doubt.UNUSUAL, f"{said}是一串数字，看不出是谁的网站"
    if not _LATIN_HOST.fullmatch(host):
        if _HAN_HOST.fullmatch(host):
            return Doubt.UNUSUAL, f"域名{said}是中文的"
        return Doubt.HARM, f"域名{said}里混着别国的字母或者符号"
    if any(label.startswith("xn--") for label in host.split(".")):
        return Doubt.UNUSUAL, f"域名{said}里有“xn--”，是别的文字转写的，看不出写的是什么"
    if not is_government(host) and _looks_government(host):
        return Doubt.LOOKS_GOVERNMENT, f"{said}像政府网站，最后却不是“.gov.cn”"
    return None


def is_inner(number: Number) -> bool:
    """Whether an address is of this machine or of somebody's own network, and not of the world's."""
    inside = getattr(number, "ipv4_mapped", None) or number  # ::ffff:10.0.0.1 is 10.0.0.1
    return not inside.is_global or inside.is_multicast


def _number(host: str) -> Number | None:
    """The number that a host is, also as browsers take it: in fewer parts, octal, hexadecimal."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    pieces = host.split(".")
    if not (1 <= len(pieces) <= 4 and all(re.fullmatch(r"0x[0-9a-f]+|[0-9]+", piece) for piece in pieces)):
        return None
    try:
        numbers = [
            int(piece, 16 if piece.startswith("0x") else 8 if piece[0] == "0" and len(piece) > 1 else 10)
            for piece in pieces
        ]
        *first, last = numbers
        whole = sum(number << (8 * (3 - place)) for place, number in enumerate(first)) + last
        return ipaddress.IPv4Address(whole)
    except ValueError:
        return None


def _looks_government(host: str) -> bool:
    """Whether a host outside gov.cn has a part that reads as gov, gov-cn, g0v: gov.cn.abc.com, www-gov-cn.com."""
    pieces = re.split(r"[.-]", host)
    alike = [piece.translate(_ALIKE) for piece in pieces]
    foreign = host.rpartition(".")[2] in ("hk", "mo", "tw", "uk", "us", "au", "sg")
    return not foreign and ("gov".translate(_ALIKE) in alike or "govcn" in alike)
