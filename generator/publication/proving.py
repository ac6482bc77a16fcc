"""Whether a finished site is right, looked at as it stands on the disk, before it takes its place.

In: the folder of a site, the town it was made from, the addresses of its pages. Out: what is wrong with it, as sentences.
What the rules look at in the record is looked at again in the bytes that leave.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator import processes, urls
from generator.derive.town import Town
from generator.model.entry import EXAMPLE
from generator.model.kind import Kind
from generator.opendata.rows import OPEN_LISTS
from generator.privacy import site as private
from generator.publication import edition, tree
from generator.rules.privacy import tolerated

_LINK = re.compile(r"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
_EXAMPLE = re.compile(rf"<(?:title|h1)[^>]*>[^<]*（{EXAMPLE}）")
_EXAMPLE_ROW = '"示例":"是"'.encode()  # how opendata.json writes it
_SHARES = 8
_SHOWN = 5  # examples of what is wrong that are told
LOST = "404.html"  # its links are seen from wherever it is shown


def prove(site: Path, town: Town, addresses: Collection[str]) -> list[str]:
    """What is wrong with a site; nothing where it may be published."""
    paths = tree.files(site)
    files = frozenset([*paths, edition.FILE, edition.SUMS])  # these are written when all is right
    pages = {path.removesuffix("index.html") for path in files if path == "index.html" or path.endswith("/index.html")}
    found = [
        *_told("没有生成的页面", (url or "./" for url in addresses if url not in pages)),
        *_told("没有生成的数据", (path for path in _data(town) if path not in files)),
        *_told("记录里没有的页面", _beyond(pages, town)),
        *_counts(site, town, files),
        *_told("读回来对不上的数据", _described(site, files)),
    ]
    looks = [partial(_look, site, paths[i::_SHARES], files, town.record.formal) for i in range(_SHARES)]
    dead, unverified = ([one for part in share for one in part] for share in zip(*processes.share(looks), strict=True))
    leaks = private.leaks(site, tolerated(town.record))
    return [
        *found,
        *_told("点不到地方的链接", dead),
        *_told("正式发布的网站里有示例", unverified),
        *_told("个人的号码", (" ".join(filter(None, (leak.path, leak.place, leak.found.shown))) for leak in leaks)),
    ]


def _told(what: str, found: Iterable[str]) -> list[str]:
    listed = sorted(set(found))
    more = f"……共 {len(listed)} 处" if len(listed) > _SHOWN else ""
    return [f"{what}：{'、'.join(listed[:_SHOWN])}{more}"] if listed else []


def _data(town: Town) -> Iterator[str]:
    """The files of data that there have to be: one an entry."""
    for entry in town.record.entries():
        yield f"{urls.of(entry)}{entry.id}.json"


def _beyond(pages: Collection[str], town: Town) -> Iterator[str]:
    """Pages of entries that neither the record nor the ledger knows."""
    known = {row.url for row in town.record.ledger}
    forms = "|".join(sorted(set(map(re.escape, urls.SECTIONS.values()))))
    of_entry = re.compile(rf"(?:{forms})([a-z][0-9]+)/")
    for url in pages:
        found = of_entry.fullmatch(url)
        if found and town.record.get(found[1]) is None and url not in known:
            yield url


def _counts(site: Path, town: Town, files: Collection[str]) -> Iterator[str]:
    """Lists whose data holds more or fewer entries than the record."""
    for list_ in OPEN_LISTS:
        path = list_.file("json")
        if isinstance(list_.kind, Kind) and path in files:
            there, ought = len(json.loads((site / path).read_bytes())), len(town.record.list_of(list_.kind))
            if there != ought:
                yield f"{path} 里有 {there} 条，记录里有 {ought} 条"


def _described(site: Path, files: Collection[str]) -> Iterator[str]:
    """Lists that do not read back as index.json describes them: size, digest, as many rows as data and as a table."""
    path = f"{urls.OPEN_DATA}index.json"
    if path not in files:
        yield path
        return
    for listed in json.loads((site / path).read_bytes())["清单"]:
        names = {form: f"{urls.OPEN_DATA}{listed[form]}" for form in ("json", "csv")}
        if not set(names.values()) <= set(files):
            yield names["json"]
            continue
        read = {form: (site / name).read_bytes() for form, name in names.items()}
        same = all(
            (len(content), hashlib.sha256(content).hexdigest()) == (listed[f"{form}字节"], listed[f"{form}的sha256"])
            for form, content in read.items()
        )
        if not (same and _rows_agree(read["json"], read["csv"], listed["条数"])):
            yield names["json"]


def _rows_agree(data: bytes, table: bytes, count: int) -> bool:
    """Whether a list as data and as a table, read again, has as many rows as it is said to have."""
    lines = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    return len(json.loads(data)) == count == sum(1 for _ in lines) - 1


def _look(site: Path, paths: Iterable[str], files: Collection[str], formal: bool) -> tuple[list[str], list[str]]:
    """Links that lead nowhere, and examples where there may be none, in some files."""
    dead, unverified = [], []
    for path in paths:
        if path.endswith(".html"):
            text = (site / path).read_text("utf-8", "replace")
            if path != LOST:
                dead += [f"{path} → {link}" for link in _dead(path, text, files)]
            if formal and _EXAMPLE.search(text):
                unverified.append(path)
        elif formal and path.endswith(".json") and _EXAMPLE_ROW in (site / path).read_bytes():
            unverified.append(path)
    return dead, unverified


def _dead(path: str, text: str, files: Collection[str]) -> Iterator[str]:
    for found in _LINK.finditer(text):
        link = html.unescape(found[1] or found[2] or found[3] or "").strip()
        if _ELSEWHERE.match(link):
            continue
        target = unquote(urlsplit(link).path)
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        whole = f"{place}/index.html" if target.endswith(("/", ".")) or not target else place
        if posixpath.normpath(whole) not in files:
            yield link
