"""放到网上: how a site gets to where people read it, for whoever puts it there: servers, headers, caching, a USB stick.

In: the town. Out: `body`, one page. What servers are told lies in `servers/` and is filled in for the town; tests read it off
the page and run the servers with it. The page is for those who publish; no search engine shall keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from generator import urls
from generator.derive import policy
from generator.derive.town import Town
from generator.model.kind import Section
from generator.model.town import TownFile
from generator.pages.body import Body, PageKind
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

_TITLE, _LEAD = "放到网上", "放在县门户的一个栏目下、自己的服务器、代码平台或者 U 盘里"
_HELP = Section("说明与投诉", "help/")
_SERVERS = Path(__file__).parent / "servers"
_ROOT = "/var/www/html"  # where web servers look by themselves
_PATH = "/zhen/"  # for a town that has no address yet


@dataclass(frozen=True, slots=True)
class Setting:
    """What one server is told: its name, the file, how many lines that is, whether the real server has been tried."""

    id: str
    server: str
    text: str
    lines: int
    tried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingPage(Page):
    """What online.html prints.

    `path`: of the site on its server. `address`: the whole of it, "" where it is not known; `example` is then another.
    `folder`: where web servers look by themselves. `outside`: what may be loaded from elsewhere.
    """

    template: ClassVar = "online.html"
    lead: str
    path: str
    address: str
    example: str
    folder: str
    outside: str
    settings: Sequence[Setting]
    gitlab: str


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page on how to put a site online."""
    file = town.record.town
    path = path_of(file)
    address = urls.absolute("", file.address_of_site) if file else ""
    page = ServingPage(
        root=Writer(town, urls.ONLINE).root,
        lead=_LEAD,
        path=path,
        address=address,
        example=address or "https://网址/",
        folder=_ROOT,
        outside=policy.outside(file) if file else "",
        settings=[
            _setting("nginx", "nginx", _text("nginx.conf", file, path), True),
            _setting("apache", "Apache", _text("apache.conf", file, path), True),
            _setting("iis", "IIS", _text("web.config", file, path), False),
        ],
        gitlab=_text("gitlab-ci.yml", file, path),
    )
    return Body(urls.ONLINE, _TITLE, render(page), _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


def _setting(id_: str, server: str, text: str, tried: bool) -> Setting:
    return Setting(id_, server, text, text.count("\n"), tried)


def path_of(file: TownFile | None) -> str:
    """Returns the path of the site on its server, with a slash at both ends; a made-up one where the town has none yet."""
    path = urlsplit(str(file.address_of_site)).path.rstrip("/") + "/" if file and file.address_of_site else _PATH
    return path if re.fullmatch(r"[\w./~-]+", path) else _PATH


def _text(name: str, file: TownFile | None, path: str) -> str:
    """Returns what a server is told, filled in for a town."""
    text = (_SERVERS / name).read_text("utf-8")
    values = {
        "root": _ROOT,
        "path": path,
        "folder": path.strip("/"),
        "policy": policy.header(file),
        "long": urls.LASTING,
    }
    return re.sub(r"@(\w+)@", lambda found: values[found[1]], text)
