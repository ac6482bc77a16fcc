"""搜索: the page of everything that was found; the reader's own browser searches, so the page is the same for all.

In: a town. Out: the one page, with what to do where nothing is found or where scripts are switched off.
Used by `site`. What fills it is assets/results.js, on the engine of assets/search/.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.derive.topics import happenings
from generator.derive.town import Town
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer

SCRIPT = "results.js"
_LEAD = "办事、部门、规定，想到什么搜什么；在您自己的手机或电脑上搜，不发到别处"


def bodies(town: Town) -> Iterator[Body]:
    """The one page. What is found differs from reader to reader: no search engine shall keep it."""
    file = town.record.town
    write = Writer(town, urls.SEARCH)
    hotlines = file.hotlines if file else ()
    html = render(
        "search.html",
        write=write,
        hotlines=hotlines,
        phone=hotlines[0].phone if hotlines else "",
        themes=[Link(topic.name, write.href(f"{urls.THEMES}{topic.number}/")) for topic in happenings()],
        ways=_ways(write),
    )
    yield Body(urls.SEARCH, "搜索", html, _LEAD, PageKind.COLUMN, indexed=False, scripts=(SCRIPT,))


def _ways(write: Writer) -> list[Link]:
    """Other ways to what is looked for; they need no script."""
    return [
        Link("按拼音找", write.href(urls.AZ), "知道名称第一个字的拼音"),
        Link("按事说", write.href(urls.THEMES), "盖房、种地、摆摊，从事情找起"),
        Link("全部办事指南", write.href(urls.of_list(Guide)), "一条条看"),
        Link("不归镇里办的事", write.href(urls.of_list(Elsewhere)), "说去哪里办"),
    ]
