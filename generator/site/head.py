"""The `<head>` of a page: its title, what search engines and shared links show, the official page labels.

In: a body and the town. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator import urls
from generator.model.town import TownFile
from generator.pages.body import Body, PageKind
from generator.pages.escaping import quoted

# What a shared link shows beside its title; that of a demonstration says what it is.
PICTURE, PICTURE_OF_DEMONSTRATION = "assets/share.png", "assets/share-demo.png"
_LONGEST = 24  # characters: no more is shown of a shared link's title
_TAIL = 8  # characters kept of the end where a title is cut in its middle: they say what is done with the matter
_EXAMPLE = "（示例）"


def short_title(title: str) -> str:
    """A title of at most 24 characters: without its brackets, or else cut in its middle. An example keeps its mark."""
    if len(title) <= _LONGEST:
        return title
    end = _EXAMPLE if title.endswith(_EXAMPLE) else ""
    name = title.removesuffix(_EXAMPLE)
    before, bracket, _ = name.partition("（")
    room = _LONGEST - len(end) - 1
    if bracket and name.endswith("）") and len(before) <= room:
        return f"{before}…{end}"
    start, rest = name[: room - _TAIL].rstrip("、，；和及"), name[-_TAIL:].rpartition("〕")[2].lstrip("、，；）的")
    return f"{start}…{rest}{end}"


def title(body: Body, town: TownFile) -> str:
    """The title of a window, which is also what is read out first: the matter, whole, before the name of the site."""
    return f"{body.title} · {town.site_name}" if body.url else str(town.site_name)


def tags(body: Body, town: TownFile, formal: bool, assets: Mapping[str, str]) -> str:
    """The tags of the head but for the title: labels, what a shared link shows, the page's own scripts.

    `assets` says where a script lies by its plain name.
    """
    labels = [f'<meta name="{name}" content="{quoted(content)}">' for name, content in _labels(body, town, formal)]
    scripts = [f'<script src="{urls.relative(assets[name], body.url)}" defer></script>' for name in body.scripts]
    return "\n".join([*labels, *_shared(body, town, formal), *scripts])


def _labels(body: Body, town: TownFile, formal: bool) -> list[tuple[str, str]]:
    """The `<meta>` labels, name and content: those that 国办发〔2017〕47号 asks for, and what search engines may do."""
    labels: list[tuple[str, str]] = [("description", body.description), ("SiteName", str(town.site_name))]
    if town.address_of_site:
        labels.append(("SiteDomain", str(town.address_of_site).split("/")[2]))
    if formal and town.site_code:
        labels.append(("SiteIDCode", str(town.site_code)))
    if body.kind is PageKind.COLUMN:
        labels += [("ColumnName", body.title), ("ColumnDescription", body.description), ("ColumnType", "政务公开")]
    if body.kind is PageKind.ARTICLE:
        labels.append(("ArticleTitle", body.title))
        if body.day:
            labels.append(("PubDate", body.day.isoformat()))
        labels.append(("ContentSource", str(town.host) if formal and town.host else "演示"))
        labels.append(("Description", body.description))
    if town.address_of_site:
        labels.append(("Url", urls.absolute(body.url, town.address_of_site)))
    if not body.indexed:
        labels.append(("robots", "noindex"))
    return labels


def _shared(body: Body, town: TownFile, formal: bool) -> list[str]:
    """The tags that shared links and search engines read. A picture and an address need the site's own address."""
    tags = [
        f'<meta property="og:title" content="{quoted(short_title(body.title))}">',
        f'<meta property="og:description" content="{quoted(body.description)}">',
    ]
    if town.address_of_site:
        drawn = PICTURE if formal else PICTURE_OF_DEMONSTRATION
        picture, page = (urls.absolute(path, town.address_of_site) for path in (drawn, body.url))
        tags.append(f'<meta property="og:image" content="{quoted(picture)}">')
        tags.append(f'<link rel="canonical" href="{quoted(page)}">')
    return tags
