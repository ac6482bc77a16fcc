"""The frame that the theme draws around every page: drawn once for a section and depth, then filled for each page.

In: what the theme drew for a placeholder page, and bodies. Out: whole pages. The theme needs some ten
milliseconds to draw a frame; to fill a drawn one takes a thousandth of that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.kind import Section
from generator.model.kinds import KINDS, kind_of
from generator.model.reference import Department
from generator.model.responsibility import Responsibility
from generator.model.service import Guide
from generator.model.town import TownFile
from generator.pages.body import Body
from generator.pages.escaping import quoted
from generator.pictures import mark
from generator.record import Record
from generator.site import head

# What the theme is given in the place of a page's own parts. Letters alone, so that escaping changes nothing.
HOLES = {name: f"QINGDAN{name.upper()}HOLE" for name in ("head", "title", "path", "content")}
_HOLE = re.compile("|".join(HOLES.values()))
_NAMES = {hole: name for name, hole in HOLES.items()}


def frame_of(url: str) -> tuple[str, int]:
    """Which frame a page needs: its section, and how many folders deep it is, as links in the frame are relative."""
    return url.split("/", 1)[0] if url else "", url.count("/")


def frame(url: str, holes: Mapping[str, str]) -> dict[str, Any]:
    """What the theme's template is given for a page: what fills its holes, and the section it belongs to."""
    return {name: Markup(value) for name, value in holes.items()} | {"section": section_of(url)}


# The menu. A folder of the site that is no section of it belongs to one.
SECTIONS: tuple[Section, ...] = (
    Section("首页", urls.HOME),
    kind_of(Guide).section,
    kind_of(Power).section,
    kind_of(Responsibility).section,
    Section("执法公开", urls.ENFORCEMENT),
    kind_of(Department).section,
    kind_of(Adjustment).section,
    Section("说明与投诉", "help/"),
)
_BELONGS = (
    {kind.section.url: kind.menu for kind in KINDS}
    | dict.fromkeys((urls.THEMES, urls.LIFE, urls.AZ), kind_of(Guide).menu)
    | dict.fromkeys(("plan/", "about/", urls.COMPLETENESS, urls.DATA), "help/")
)


def section_of(url: str) -> str:
    """The URL of the section of the navigation that a page belongs to; "" for the home page."""
    top = url.split("/", 1)[0] + "/" if "/" in url else ""
    return _BELONGS.get(top, top)


for _kind in KINDS:
    if section_of(_kind.section.url) not in {section.url for section in SECTIONS} & {_kind.menu}:
        raise LookupError(
            f"site/shell.py: {_kind.title} names {_kind.menu!r}, which is no section of the menu above it"
        )


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame cut at its holes: text, the name of a hole, text, and so on."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, rendered: str) -> Shell:
        """Cut what the theme drew for a placeholder. Raises `ValueError` where it left out a hole."""
        found = _HOLE.findall(rendered)
        missing = set(HOLES.values()) - set(found)
        if missing:
            raise ValueError(f"the theme left out {sorted(missing)}")
        texts = _HOLE.split(rendered)
        parts = [texts[0]]
        for hole, text in zip(found, texts[1:], strict=True):
            parts += [_NAMES[hole], text]
        return cls(tuple(parts))

    def fill(self, holes: Mapping[str, str]) -> str:
        """The whole page, each hole filled by the HTML of its name."""
        return "".join(holes[part] if i % 2 else part for i, part in enumerate(self.parts))


def holes(body: Body, town: TownFile, formal: bool, assets: Mapping[str, str]) -> dict[str, str]:
    """What a page puts into the holes of its frame, as HTML by the name of the hole."""
    return {
        "head": head.tags(body, town, formal, assets),
        "title": str(quoted(head.title(body, town))),
        "path": path(body),
        "content": body.html,
    }


def path(body: Body) -> str:
    """The links above a page, from the home page down to its section; none on the home page and that of results."""
    if body.url in (urls.HOME, urls.SEARCH):
        return ""
    steps = [("首页", ""), *body.crumbs]
    items = "".join(f'<li><a href="{urls.relative(url, body.url)}">{quoted(title)}</a></li>' for title, url in steps)
    return f'<nav class="q-path" aria-label="当前位置"><ol>{items}</ol></nav>'


FOOTER = (
    ("找人问", "help/ask/"),
    ("关于本站", "about/"),
    ("数据下载", "data/"),
    ("还差什么", "completeness/"),
    ("无障碍说明", "about/accessibility/"),
    ("报告有误", "help/ask/#report-error"),
)


# What a demonstration says above every page, on one line of a phone.
NOTICE = "演示站，不是政府网站，内容没有全部核实。"


def frame_values(town: Town, formal: bool) -> dict[str, Any]:
    """What the frame says on every page: whose site it is, its sections, links and lines at the foot, how old it is."""
    file = town.record.town
    assert file
    name, line = _wordmark(file)
    return {
        "name": name,
        "line": line,
        "mark": mark.path(str(file.division_code or "")),
        "state": "" if formal else str(file.state),
        "sections": [{"title": title, "url": url} for title, url in SECTIONS],
        "footer_links": [{"title": title, "url": url} for title, url in FOOTER],
        "footer_lines": _footer_lines(file, formal),
        "correction_mail": str(file.correction_mail or ""),
        "phone": str(file.hotlines[0].phone) if file.hotlines else "",  # the foot has room for one
        "notice": "" if formal else NOTICE,
        "made": town.today.isoformat(),
        "law_day": _law_day(town.record),
    }


def _wordmark(town: TownFile) -> tuple[str, str]:
    """The name of the site in two parts, the town's and the rest: that it is a demonstration is said beside it."""
    rest = str(town.site_name).removesuffix(f"（{town.state}）")
    name = str(town.name)
    return (name, rest.removeprefix(name)) if rest.startswith(name) else (rest, "")


def _law_day(record: Record) -> str:
    """The day to which all laws were looked at, that of the one looked at longest ago; "" where one never was."""
    return min((str(law.checked or "") for law in record.laws.values()), default="")


def _footer_lines(town: TownFile, formal: bool) -> list[str]:
    """The lines at the foot of every page: whose site it is and its official numbers, or that it is a demonstration."""
    if not formal:
        return [f"本站是演示，不是{town.authority}网站。"]
    lines = [
        f"主办：{town.host}" if town.host else "",
        f"网站标识码：{town.site_code}" if town.site_code else "",
        str(town.icp or ""),
        str(town.police or ""),
    ]
    return [line for line in lines if line]
