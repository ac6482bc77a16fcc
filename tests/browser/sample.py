"""Which pages of a site a check looks at: all of them, or a few of each kind that together show everything.

In: the folder of a built site. Out: URLs below the site's root. A kind is a shape of URL: `authority/q001/`
and `authority/q040/` are one kind. Which pages are taken depends on what stands in them, so that a new
part of a page is looked at without a list to keep.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_Page = tuple[Path, str]  # the folder of a site, a URL below its root
# What tells pages of one kind apart: an id, a number, the part of a list or the letter that a page shows.
_NUMBER = re.compile(r"(?<=/by/).+(?=/$)|(?<=^az/).+(?=/$)|(?<=/)(?:[a-z]\d{3,}|\d+)(?=/)")
_PROSE = re.compile(r"^(?:about|help|plan)/.+/$")
# What is made for clerks alike for every list and group of codes: one page shows them all.
_FOR_CLERKS = re.compile(r"^help/(?:filling|codes)/(.*)$")
_TAG = re.compile(r"<(/?)([a-z]\w*)((?:\s[^<>]*)?)>")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_NAMED = re.compile(r"\s(data-[\w-]+|aria-[\w-]+|type|hidden|open|rowspan|colspan|role=[\w\"-]+)(?=[\s=>]|$)")
_ALONE = {
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "path",
    "rect",
    "circle",
    "line",
    "use",
    "col",
    "wbr",
}  # no end tag


@cache
def every(folder: Path) -> tuple[str, ...]:
    """Every page; but for that of a lost address where the site's own is not known: it has no frame and no looks."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    if "404.html" in paths and 'class="q-page"' not in (folder / "404.html").read_text("utf-8"):
        paths.remove("404.html")
    return tuple(path.removesuffix("index.html") for path in paths)


def file_of(folder: Path, url: str) -> Path:
    """The file behind a URL."""
    return folder / (url if url.endswith(".html") else url + "index.html")


def sheet(folder: Path) -> str:
    """The style sheet of every page."""
    (file,) = (folder / "assets").glob("qingdan.*.css")
    return file.read_text("utf-8")


def kind_of(url: str) -> str:
    """The shape of a URL: `authority/*/`; pages of prose are one kind."""
    if clerks := _FOR_CLERKS.match(url):
        return f"{url.removesuffix(clerks[1])}*/" if clerks[1] else url
    return "prose/*/" if _PROSE.match(url) else _NUMBER.sub("*", url)


def _shows(html: str) -> frozenset[str]:
    """What a page is made of: elements with their classes and the attributes that matter, and what each stands in."""
    found, within = set(), [""]
    for end, tag, rest in _TAG.findall(html):
        if end:
            while len(within) > 1 and within.pop().partition(".")[0] != tag:
                pass
            continue
        classes = _CLASS.search(rest)
        element = ".".join([tag, *(classes[1].split() if classes else []), *sorted(_NAMED.findall(rest))])
        found.add(f"{within[-1]} {element}")
        if tag not in _ALONE:
            within.append(element)
    return frozenset(found)


@cache
def a_few(folders: tuple[Path, ...], most: int) -> tuple[tuple[Path, str], ...]:
    """Up to `most` pages of each kind that sites have together, each with the folder of its site.

    Of a kind the longest comes first, then whatever adds most that no page taken so far shows.
    """
    found: dict[str, dict[_Page, frozenset[str]]] = {}
    for folder in folders:
        for kind, pages in _by_kind(folder).items():
            found.setdefault(kind, {}).update({(folder, url): shows for url, shows in pages.items()})
    few = [max(pages, key=lambda page: (file_of(*page).stat().st_size, page[1])) for pages in found.values()]
    seen = set().union(*(found[kind_of(url)][folder, url] for folder, url in few))
    for kind, pages in found.items():
        for _ in range(1, 1 if _FOR_CLERKS.match(kind) else most):
            page = max(pages, key=lambda page: (len(pages[page] - seen), page[1]))
            if pages[page] <= seen:
                break
            seen |= pages[page]
            few.append(page)
    return tuple(few)


@cache
def _by_kind(folder: Path) -> dict[str, dict[str, frozenset[str]]]:
    """What each page shows, by its URL, by the kind of page."""
    by_kind: dict[str, dict[str, frozenset[str]]] = {}
    for url in every(folder):
        by_kind.setdefault(kind_of(url), {})[url] = _shows(file_of(folder, url).read_text("utf-8"))
    return by_kind
