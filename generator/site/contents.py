"""What a site consists of: everything that makes pages in one list, and the files beside the pages.

In: a record without errors. Out: bodies, files, the index of the search, the sitemap; each made when it is
first asked for. Whoever adds pages to the site adds a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from generator.checked import Checked
from generator.derive.town import Publication, Town, derive
from generator.handbook import codes, filling, serving
from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.entry import Entry
from generator.model.kinds import KINDS
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere, Together
from generator.opendata import attachments, sitemap
from generator.opendata import csv as tables
from generator.opendata import json as openjson
from generator.opendata.sitemap import Listed
from generator.pages import (
    az,
    basis,
    changes,
    completeness,
    data,
    decisions,
    departments,
    duties,
    enforcement,
    guides,
    home,
    powers,
    searching,
    services,
    statistics,
    themes,
    verifying,
    wayfinding,
)
from generator.pages.body import Body, render
from generator.search import index
from generator.search.matters import Prose

Pages = Callable[[Town], Iterator[Body]]
Export = Callable[[Town], Iterator[tuple[str, bytes]]]
# What makes the pages of the entries of a model, and of their list.
OF_ENTRIES: dict[type[Entry], Pages] = {
    Guide: guides.bodies,
    Power: powers.bodies,
    Law: basis.bodies,
    Document: basis.bodies,
    Department: departments.bodies,
    Decision: decisions.bodies,
    Responsibility: duties.bodies,
    Task: duties.bodies,
    Together: wayfinding.bodies,
    Elsewhere: wayfinding.bodies,
    Adjustment: changes.bodies,
}
if _without := [kind.title for kind in KINDS if kind.model not in OF_ENTRIES]:
    raise LookupError(f"site/contents.py: OF_ENTRIES does not say what makes the pages of {'、'.join(_without)}")
# What makes the pages of no kind of entries.
_OTHERS: tuple[Pages, ...] = (
    az.bodies,
    services.bodies,
    filling.bodies,
    codes.bodies,
    serving.bodies,
    themes.bodies,
    home.bodies,
    completeness.bodies,
    data.bodies,
    enforcement.bodies,
    statistics.bodies,
    searching.bodies,
    verifying.bodies,
)
# Everything that makes pages. What takes longest comes first, so that processes end together.
PAGES: tuple[Pages, ...] = tuple(dict.fromkeys((*OF_ENTRIES.values(), *_OTHERS)))
# What makes the files beside the pages: open data, tables, forms to download.
EXPORTS: tuple[Export, ...] = (openjson.files, tables.files, attachments.files)


def bodies(town: Town) -> Iterator[Body]:
    """Every page that is made from the record."""
    for make in PAGES:
        yield from make(town)


class Build:
    """A town's site: its pages and the files beside them.

    `pages_of_prose` are the pages of content/, for the search: mkdocs reads them, and the engine hands them in.
    """

    def __init__(self, town: Town, pages_of_prose: Sequence[Prose] = ()) -> None:
        assert town.record.town
        self.town, self.file, self.formal = town, town.record.town, town.record.formal
        self.pages_of_prose = pages_of_prose

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
        yield from index.files(self.town, self.pages_of_prose)

    def told(self, pages: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
        """The files that tell machines of the pages, such as the sitemap: path below the site, content."""
        yield from sitemap.files(self.town, pages)

    def prose(self, url: str, title: str, html: str, description: str) -> Body:
        """A page of prose as a body, so that it has the same head and path as the record's pages."""
        url = "" if url in (".", "./") else url
        crumbs = () if url in ("", "help/") else (("说明与投诉", "help/"),)
        return Body(url, title, html, description or title, crumbs=crumbs, indexed=self.formal)

    @property
    def base(self) -> str:
        """The path of the site on its server, "." where it is not known.

        The page for a lost address begins its links with it: it is shown in the place of pages of any depth.
        """
        return urlsplit(str(self.file.address_of_site)).path.rstrip("/") + "/" if self.file.address_of_site else "."

    def lost(self) -> Body:
        """The page that a server shows for an address that does not exist."""
        html = render("lost.html", base=self.base, hotlines=self.file.hotlines)
        return Body("", "没有这一页", html, "没有这一页", indexed=False)


def prepare(
    checked: Checked, day: date, pages_of_prose: Sequence[Prose] = (), publication: Publication | None = None
) -> Build:
    """The site of a record without errors, as of a day."""
    return Build(derive(checked.record, day, publication), pages_of_prose)
