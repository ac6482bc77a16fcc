"""放到网上: how a site gets to where people read it, for whoever puts it there: servers, headers, caching, a USB stick.

In: a town. Out: one page. What servers are told lies in `servers/` and is filled in for the town; tests read it off
the page and run the servers with it. The page is for those who publish; no search engine shall keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator import urls
from generator.derive import policy
from generator.derive.town import Town
from generator.model.town import TownFile
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Writer

_TITLE, _LEAD = "放到网上", "放在县门户的一个栏目下、自己的服务器、代码平台或者 U 盘里"
_HELP = ("说明与投诉", "help/")
_SERVERS = Path(__file__).parent / "servers"
_ROOT = "/var/www/html"  # where web servers look by themselves
_PATH = "/zhen/"  # for a town that has no address yet


class Setting(NamedTuple):
    """What one server is told: what the server is called, the file, whether it has been tried with the real server."""

    id: str
    server: str
    text: str
    tried: bool

    @property
    def lines(self) -> int:
        """How long the text is."""
        return self.text.count("\n")


def bodies(town: Town) -> Iterator[Body]:
    """The one page."""
    file = town.record.town
    path = path_of(file)
    html = render(
        "online.html",
        lead=_LEAD,
        path=path,
        known=bool(file and file.address_of_site),
        root=_ROOT,
        policy=policy.header(file),
        outside=policy.outside(file) if file else "",
        settings=_settings(file, path),
        gitlab=_text("gitlab-ci.yml", file, path),
        address=urls.absolute("", file.address_of_site) if file else "",
        write=Writer(town, urls.ONLINE),
    )
    yield Body(urls.ONLINE, _TITLE, html, _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


def path_of(file: TownFile | None) -> str:
    """The path of the site on its server, with a slash at both ends; a made-up one where the town has none yet."""
    path = urlsplit(str(file.address_of_site)).path.rstrip("/") + "/" if file and file.address_of_site else _PATH
    return path if re.fullmatch(r"[\w./~-]+", path) else _PATH


def _settings(file: TownFile | None, path: str) -> list[Setting]:
    return [
        Setting("nginx", "nginx", _text("nginx.conf", file, path), True),
        Setting("apache", "Apache", _text("apache.conf", file, path), True),
        Setting("iis", "IIS", _text("web.config", file, path), False),
    ]


def _text(name: str, file: TownFile | None, path: str) -> str:
    """What a server is told, filled in for a town."""
    text = (_SERVERS / name).read_text("utf-8")
    values = {
        "root": _ROOT,
        "path": path,
        "folder": path.strip("/"),
        "policy": policy.header(file),
        "long": urls.LASTING,
    }
    return re.sub(r"@(\w+)@", lambda found: values[found[1]], text)
