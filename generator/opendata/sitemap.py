"""What search engines are told: sitemap.xml and robots.txt.

In: a town and its pages. Out: the two files. A demonstration asks not to be taken in at all, and
without a public address there is no sitemap: its addresses must be absolute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import escape

from generator import urls
from generator.derive.town import Town


class Listed(NamedTuple):
    """What is left to know of a page once it is written: where it lies, its day, whether it may be indexed."""

    url: str
    day: date | None
    indexed: bool


def files(town: Town, pages: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """robots.txt always; sitemap.xml where there is something to list."""
    own = town.record.town
    base = urls.absolute("", own.address_of_site) if own else ""
    listed = [page for page in pages if page.indexed] if base and town.record.formal else []
    yield "robots.txt", _robots(town.record.formal, f"{base}sitemap.xml" if listed else "").encode()
    if listed:
        yield "sitemap.xml", _sitemap(base, listed).encode()


def _robots(formal: bool, sitemap: str) -> str:
    if not formal:
        return "# 演示站，内容没有全部核实，不要收录。\nUser-agent: *\nDisallow: /\n"
    return "User-agent: *\nDisallow:\n" + (f"Sitemap: {sitemap}\n" if sitemap else "")


def _sitemap(base: str, listed: Sequence[Listed]) -> str:
    lines = [
        f"<url><loc>{escape(base + page.url)}</loc>"
        + (f"<lastmod>{page.day.isoformat()}</lastmod>" if page.day else "")
        + "</url>"
        for page in sorted(listed)
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(lines) + "\n</urlset>\n"
