"""Reading built pages as a browser would: links, ids, scripts, styles, the facts by `data-field`.

In: a folder with a site. Out: `PageFacts` by path.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class PageFacts:
    """What stands in a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # href of <a>
    loaded: list[str] = field(default_factory=list)  # src and href of what a browser fetches by itself
    inline: list[str] = field(default_factory=list)  # scripts and styles that stand in the page
    fields: dict[str, str] = field(default_factory=dict)  # data-field → text
    unclosed: list[str] = field(default_factory=list)
    text: str = ""
    titles: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = PageFacts()
        self.open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.facts.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.facts.links.append(values["href"])
        if tag in ("script", "img", "iframe", "source") and values.get("src"):
            self.facts.loaded.append(values["src"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload"):
            self.facts.loaded.append(values["href"])
        data = values.get("type") == "application/ld+json"  # data that nothing runs: the one exception
        if (tag == "script" and "src" not in values and not data) or tag == "style":
            self.facts.inline.append(f"<{tag}>")
        self.facts.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "h1":
            self.facts.titles.append("")
        if tag not in VOID:
            self.open.append((tag, values.get("data-field")))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            self.facts.unclosed.append(tag)
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.facts.text += data
        if any(tag == "h1" for tag, *_ in self.open):
            self.facts.titles[-1] += data
        for _, name in self.open:
            if name:
                self.facts.fields[name] = self.facts.fields.get(name, "") + data


def read(html: str) -> PageFacts:
    """What stands in a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.facts.unclosed += [tag for tag, _ in reader.open]
    return reader.facts


def site(folder: Path) -> dict[str, PageFacts]:
    """Every page of a built site, by its path."""
    return {
        path.relative_to(folder).as_posix(): read(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))
    }


def dead(folder: Path, pages: dict[str, PageFacts]) -> list[str]:
    """Links and anchors within a site that lead nowhere: “page → link”."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found = []
    for page, facts in pages.items():
        if page == "404.html":  # it stands at every depth; its links are absolute where the address is known
            continue
        for link in [*facts.links, *facts.loaded]:
            target, anchor = urldefrag(link)
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(target))) if target else page
            if path == "." or target.endswith("/") or path + "/index.html" in files:
                path = "index.html" if path == "." else path + "/index.html"
            if path not in files or (anchor and path in pages and unquote(anchor) not in pages[path].ids):
                found.append(f"{page} → {link}")
    return found
