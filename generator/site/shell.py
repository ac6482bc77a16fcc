"""The theme's frame, drawn once for each section and depth, with holes that each page fills.

In: what the theme rendered for a placeholder page, and bodies. Out: whole pages. Used by `plugin`
and the preview. Drawing the frame costs some ten milliseconds, filling it a hundredth of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.model.town import Town as TownFile
from generator.pages.body import Body, PageKind, quoted

# What stands in the frame where a page's own part belongs. Letters only: no escaping touches them.
HOLES = {name: f"QINGDAN{name.upper()}HOLE" for name in ("head", "title", "path", "content")}
_HOLE = re.compile("|".join(HOLES.values()))
_NAMES = {hole: name for name, hole in HOLES.items()}


def frame_of(url: str) -> tuple[str, int]:
    """Which frame a page needs: its section and how deep it lies."""
    return url.split("/", 1)[0] if url else "", url.count("/")


def frame(url: str, holes: Mapping[str, str]) -> dict[str, Any]:
    """What the theme's template is given for a page: its holes, and the section it belongs to."""
    return {name: Markup(value) for name, value in holes.items()} | {"section": section_of(url)}


# Sections that the navigation does not name, and the one they belong to.
_BELONGS = dict.fromkeys(("elsewhere/", "together/", "themes/", "life/", "az/"), "services/") | dict.fromkeys(
    ("plan/", "about/", "completeness/", "data/", "laws/", "documents/"), "help/"
)


def section_of(url: str) -> str:
    """The section of the navigation a page belongs to, as its URL."""
    top = url.split("/", 1)[0] + "/" if "/" in url else ""
    return _BELONGS.get(top, top)


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame cut at its holes: text and names of holes in turn."""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, rendered: str) -> Shell:
        """Cut what the theme rendered for a placeholder."""
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
        """A whole page."""
        return "".join(holes[part] if i % 2 else part for i, part in enumerate(self.parts))


def holes(body: Body, town: TownFile, formal: bool) -> dict[str, str]:
    """What a page puts into its frame."""
    return {
        "head": head(body, town, formal),
        "title": str(quoted(head_title(body, town))),
        "path": path(body),
        "content": body.html,
    }


_LONGEST_NAME = 24  # what WeChat shows of a shared link's title
_TAIL = 8  # of a name cut in its middle: what is done with the matter stands at its end
_EXAMPLE = "（示例）"


def short_title(title: str) -> str:
    """A title that a shared link shows whole: without what is in brackets, or cut in its middle; an example says so."""
    if len(title) <= _LONGEST_NAME:
        return title
    end = _EXAMPLE if title.endswith(_EXAMPLE) else ""
    name = title.removesuffix(_EXAMPLE)
    before, bracket, _ = name.partition("（")
    room = _LONGEST_NAME - len(end) - 1
    if bracket and name.endswith("）") and len(before) <= room:
        return f"{before}…{end}"
    start, rest = name[: room - _TAIL].rstrip("、，；和及"), name[-_TAIL:].rpartition("〕")[2].lstrip("、，；）的")
    return f"{start}…{rest}{end}"


def head_title(body: Body, town: TownFile) -> str:
    """The title in the tab: the matter first, so that a shared link shows it."""
    return f"{short_title(body.title)} · {town.site_name}" if body.url else str(town.site_name)


def head(body: Body, town: TownFile, formal: bool) -> str:
    """Description, official page labels (国办发〔2017〕47号), address, what search engines may do, scripts of its own."""
    labels: list[tuple[str, str]] = [("description", body.description), ("SiteName", str(town.site_name))]
    if town.address_of_site:
        labels.append(("SiteDomain", str(town.address_of_site).split("/")[2]))
    if formal and town.site_code:
        labels.append(("SiteIDCode", str(town.site_code)))
    if body.kind is PageKind.COLUMN:
        labels += [("ColumnName", body.title), ("ColumnDescription", body.description), ("ColumnType", "政务公开")]
    if body.kind is PageKind.ARTICLE:
        labels += [("ArticleTitle", body.title)]
        labels += [("PubDate", body.day.isoformat())] if body.day else []
        labels += [
            ("ContentSource", str(town.host) if formal and town.host else "演示"),
            ("Description", body.description),
        ]
    if town.address_of_site:
        labels.append(("Url", urls.absolute(body.url, town.address_of_site)))
    if not body.indexed:
        labels.append(("robots", "noindex"))
    tags = [f'<meta name="{name}" content="{quoted(content)}">' for name, content in labels]
    tags.append(f'<meta property="og:title" content="{quoted(short_title(body.title))}">')
    tags.append(f'<meta property="og:description" content="{quoted(body.description)}">')
    if town.address_of_site:
        # A picture for shared links needs a full address; without one there is none.
        tags.append(f'<meta property="og:image" content="{quoted(urls.absolute(PICTURE, town.address_of_site))}">')
        tags.append(f'<link rel="canonical" href="{quoted(urls.absolute(body.url, town.address_of_site))}">')
    for name in body.scripts:
        tags.append(f'<script src="{urls.relative(f"assets/{name}", body.url)}" defer></script>')
    return "\n".join(tags)


def path(body: Body) -> str:
    """The way to a page: home, its section."""
    if not body.url:
        return ""
    steps = [("首页", ""), *body.crumbs]
    items = "".join(f'<li><a href="{urls.relative(url, body.url)}">{quoted(title)}</a></li>' for title, url in steps)
    return f'<nav class="q-path" aria-label="当前位置"><ol>{items}</ol></nav>'


PICTURE = "assets/share.png"  # for shared links
SECTIONS = (
    ("首页", ""),
    ("办事", "services/"),
    ("权力清单", "authority/"),
    ("职责清单", "responsibility/"),
    ("执法公开", "enforcement/"),
    ("机构电话", "departments/"),
    ("最近变动", "changes/"),
    ("说明与投诉", "help/"),
)
FOOTER = (
    ("关于本站", "about/"),
    ("数据下载", "data/"),
    ("还差什么", "completeness/"),
    ("无障碍说明", "about/accessibility/"),
    ("报告有误", "help/ask/#report-error"),
)


def frame_values(town: TownFile, formal: bool) -> dict[str, Any]:
    """What the frame says on every page: sections, links at the foot, whose site it is, whom to call."""
    return {
        "sections": [{"title": title, "url": url} for title, url in SECTIONS],
        "footer_links": [{"title": title, "url": url} for title, url in FOOTER],
        "footer_lines": _footer_lines(town, formal),
        "correction_mail": str(town.correction_mail or ""),
        "phone": str(town.hotlines[0].phone) if town.hotlines else "",  # the bar has room for one
        "notice": "" if formal else "演示站，不是政府网站。内容没有全部核实，办事以窗口答复为准。",
    }


def _footer_lines(town: TownFile, formal: bool) -> list[str]:
    if not formal:
        return [f"本站是演示，不是{town.authority}网站。"]
    lines = [
        f"主办：{town.host}" if town.host else "",
        f"网站标识码：{town.site_code}" if town.site_code else "",
        str(town.icp or ""),
        str(town.police or ""),
    ]
    return [line for line in lines if line]
