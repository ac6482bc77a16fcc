"""搜索: the page of everything that was found; the reader's own browser searches, so the page is the same for all.

In: the town. Out: `body`, one page, with what to do where nothing is found or where scripts are switched off.
What fills it is assets/results.js, on the engine of assets/search/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.topics import happenings
from generator.derive.town import Town
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

SCRIPT = "results.js"
_LEAD = "办事、部门、规定，想到什么搜什么；在您自己的手机或电脑上搜，不发到别处"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """What search.html prints: the number to call, what stands above the sentence to be said there, what to try where nothing is found, ways that need no script."""

    template: ClassVar = "search.html"
    phone: str
    calls: Sequence[Link]
    ask: str
    themes: Sequence[Link]
    ways: Sequence[Link]


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page. What is found differs from reader to reader: no search engine shall keep it."""
    write = Writer(town, urls.SEARCH)
    page = SearchPage(
        root=write.root,
        phone=write.phone,
        calls=write.calls,
        ask=f"照着念给 {write.phone} 听" if write.phone else "打电话问，照着念",
        themes=[Link(topic.name, write.href(f"{urls.THEMES}{topic.number}/")) for topic in happenings()],
        ways=[
            Link("按拼音找", write.href(urls.AZ), "知道名称第一个字的拼音"),
            Link("按事说", write.href(urls.THEMES), "盖房、种地、摆摊，从事情找起"),
            Link("全部办事指南", write.href(urls.of_list(Guide)), "一条条看"),
            Link("不归镇里办的事", write.href(urls.of_list(Elsewhere)), "说去哪里办"),
        ],
    )
    return Body(urls.SEARCH, "搜索", render(page), _LEAD, PageKind.COLUMN, indexed=False, scripts=(SCRIPT,))
