"""The pages for addresses that once were published and have no page any more: they say so, and where to go.

In: a town with its ledger, the addresses that have a page. Out: a body for each of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.kinds import BY_LETTER
from generator.pages.body import Body
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.reading.ledger import Row
from generator.reading.log import why_withdrawn

_TITLE = "这一页撤下了"


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage(Page):
    """What gone.html prints.

    `what`: what stood there. `first` and `day`: since when it stood there, since when it does not. `reason`: why it was
    taken down, "" where nobody said. `section`: the nearest page above that is still there.
    """

    template: ClassVar = "gone.html"
    what: str
    first: date
    day: date
    reason: str
    adjustments: Sequence[Link]
    section: Link | None
    home: str
    search: str
    calls: Sequence[Link]


def bodies(town: Town, pages: Collection[str]) -> Iterator[Body]:
    """Yields a page for each address of the ledger that is not among those with a page, in the order of the ledger."""
    for row in town.record.ledger:
        if row.url not in pages:
            yield _body(row, town, pages)


def _body(row: Row, town: Town, pages: Collection[str]) -> Body:
    write = Writer(town, row.url)
    kind = BY_LETTER.get(row.id[:1])
    section, day = _above(row.url, pages), row.last or town.today
    what = f"这里原来是“{kind.title}”里的一条，编号 {row.id}" if kind else "这里原来有一页"
    page = GonePage(
        root=write.root,
        what=what,
        first=row.first,
        day=day,
        reason=why_withdrawn(town.record.publications, row.id) if row.id else "",
        adjustments=write.links(step.adjustment for step in town.history.get(row.id, ())),
        section=Link(f"看{kind.title}" if kind else "到上一层看看", write.href(section)) if section else None,
        home=write.href(urls.HOME),
        search=write.href(urls.SEARCH),
        calls=write.calls,
    )
    return Body(row.url, _TITLE, render(page), f"{what}，已经撤下。", day=day, indexed=False)


def _above(url: str, pages: Collection[str]) -> str:
    """Returns the nearest address above that has a page; "" is the home page."""
    while url:
        url = url.rstrip("/").rpartition("/")[0]
        url = f"{url}/" if url else ""
        if url in pages:
            return url
    return ""
