"""A page before the theme draws its frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.kind import Section


class PageKind(StrEnum):
    """What a page is to the official page labels (国办发〔2017〕47号): the site, a column, an article."""

    SITE = "site"
    COLUMN = "column"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Body:
    """One page.

    `url`: below the root, with a slash at its end, "" for the home page.
    `title`: as text, not HTML.
    `html`: of the article.
    `description`: one sentence for shared links.
    `crumbs`: the pages on the way to it, without the home page.
    `day`: which the page's facts bear, from the record.
    `indexed`: false for what a search engine must not take for fact.
    `scripts`: files of assets/ that this page loads beside those that every page loads.
    """

    url: str
    title: str
    html: str
    description: str
    kind: PageKind = PageKind.ARTICLE
    crumbs: tuple[Section, ...] = ()
    day: date | None = None
    indexed: bool = True
    scripts: tuple[str, ...] = ()
