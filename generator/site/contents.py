"""What a site consists of: everything that makes pages in one list, and the files beside the pages.

In: a record without errors. Out: bodies, files, the index of the search, the sitemap; each made when it is
first asked for. Whoever adds pages to the site adds a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import urlsplit

from generator.checked import Checked
from generator.derive import level
from generator.derive.town import Publication, Town, derive
from generator.handbook import codes, filling, manuals, serving
from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.entry import Entry
from generator.model.kind import Section
from generator.model.kinds import KINDS
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere, Together
from generator.opendata import attachments, catalogue, feeds, sitemap
from generator.opendata.sitemap import Listed
from generator.pages import (
    az,
    changes,
    completeness,
    data,
    decisions,
    departments,
    documents,
    duties,
    elsewhere,
    enforcement,
    evaluation,
    gone,
    guides,
    home,
    laws,
    lost,
    past,
    powers,
    searching,
    services,
    statistics,
    tasks,
    themes,
    together,
    verifying,
)
from generator.pages.body import Body
from generator.search import index
from generator.search.matters import Prose
from generator.site import assets

Pages = Callable[[Town], Iterator[Body]]
Export = Callable[[Town], Iterator[tuple[str, bytes]]]


class MakesPages(Protocol):
    """A module of pages/ for one kind of entry."""

    def body(self, entry: Any, town: Town, /) -> Body:
        """The page of one entry."""

    def bodies(self, town: Town, /) -> Iterator[Body]:
        """The pages of all entries of the kind, and the page that lists them."""


OF_ENTRIES: dict[type[Entry], MakesPages] = {
    Guide: guides,
    Power: powers,
    Law: laws,
    Document: documents,
    Department: departments,
    Decision: decisions,
    Responsibility: duties,
    Task: tasks,
    Together: together,
    Elsewhere: elsewhere,
    Adjustment: changes,
}
if _without := [kind.title for kind in KINDS if kind.model not in OF_ENTRIES]:
    raise LookupError(f"site/contents.py: OF_ENTRIES does not say what makes the pages of {'、'.join(_without)}")
# What makes the pages of no kind of entries.
_OTHERS: tuple[Pages, ...] = (
    az.bodies,
    services.bodies,
    filling.bodies,
    codes.bodies,
    manuals.bodies,
    serving.bodies,
    themes.bodies,
    home.bodies,
    completeness.bodies,
    data.bodies,
    past.bodies,
    evaluation.bodies,
    enforcement.bodies,
    statistics.bodies,
    searching.bodies,
    verifying.bodies,
)
# Everything that makes pages. What takes longest comes first, so that processes end together.
PAGES: tuple[Pages, ...] = (*(module.bodies for module in OF_ENTRIES.values()), *_OTHERS)
# What makes the files beside the pages: open data, tables, forms to download.
EXPORTS: tuple[Export, ...] = (catalogue.files, feeds.files, attachments.files)


def body_of(entry: Entry, town: Town) -> Body:
    """The page of one entry."""
    return OF_ENTRIES[type(entry)].body(entry, town)


def bodies(town: Town) -> Iterator[Body]:
    """Every page that is made from the record."""
    for make in PAGES:
        yield from make(town)


class Build:
    """A town's site: its pages and the files beside them.

    `pages_of_prose` are the pages of content/, for the search, `assets` where the theme's scripts and style sheets
    lie by their plain names: mkdocs reads both, and the engine hands them in.
    """

    def __init__(self, town: Town, pages_of_prose: Sequence[Prose] = ()) -> None:
        assert town.record.town
        self.town, self.file, self.formal = town, town.record.town, town.record.formal
        self.voice = level.voice(town.record)
        self.pages_of_prose = pages_of_prose
        self.assets: Mapping[str, str] = {}

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Every page that is made from the record."""
        return tuple(bodies(self.town))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that the public may take: path below the site, content."""
        for export in EXPORTS:
            yield from export(self.town)

    def search(self) -> Iterator[tuple[str, bytes]]:
        """The files of the search's index: path below the site, content."""
        yield from index.files(self.town, self.pages_of_prose, self.assets.get(assets.SEARCH, ""))

    def gone(self, pages: Collection[str]) -> Iterator[Body]:
        """A page for each address that once was published and is not among those with a page."""
        yield from gone.bodies(self.town, pages)

    def told(self, pages: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
        """The files that tell machines of the pages, such as the sitemap: path below the site, content."""
        prose = [Listed(page.url, None, self.formal) for page in self.pages_of_prose]
        yield from sitemap.files(self.town, [*pages, *prose])

    def said(self, body: Body) -> Body:
        """A page in the words of the town's level: a 街道 does not say 镇里."""
        if self.voice.level is level.WRITTEN:
            return body
        text = self.voice.text
        return replace(
            body,
            title=text(body.title),
            html=self.voice.html(body.html),
            description=text(body.description),
            crumbs=tuple(Section(text(crumb.title), crumb.url) for crumb in body.crumbs),
        )

    def prose(self, url: str, title: str, html: str, description: str) -> Body:
        """A page of prose as a body, so that it has the same head and path as the record's pages."""
        url = "" if url in (".", "./") else url
        crumbs = () if url in ("", "help/") else (Section("说明与投诉", "help/"),)
        return self.said(Body(url, title, html, description or title, crumbs=crumbs, indexed=self.formal))

    @property
    def base(self) -> str:
        """The path of the site on its server, "." where it is not known.

        The page for a lost address begins its links with it: it is shown in the place of pages of any depth.
        """
        return urlsplit(str(self.file.address_of_site)).path.rstrip("/") + "/" if self.file.address_of_site else "."

    def lost(self) -> Body:
        """The page that a server shows for an address that does not exist."""
        return self.said(lost.body(self.town, self.base))

    def lost_alone(self, notice: str) -> str:
        """The same where the site's own address is not known: a whole page that needs nothing beside it."""
        return self.voice.html(lost.alone(self.town, notice))


def prepare(
    checked: Checked, day: date, pages_of_prose: Sequence[Prose] = (), publication: Publication | None = None
) -> Build:
    """The site of a record without errors, as of a day."""
    return Build(derive(checked.record, day, publication), pages_of_prose)
