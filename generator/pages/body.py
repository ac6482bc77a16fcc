"""A page before the theme draws its frame, and the templates that make it.

In: a URL, a title, a template and its values. Out: a `Body`. Used by every module of `pages/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


class PageKind(StrEnum):
    """What a page is to the official page labels (国办发〔2017〕47号): the site, a column, an article."""

    SITE = "site"
    COLUMN = "column"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Body:
    """One page: `url` below the root, plain `title`, `html` of the article.

    `description` is one sentence for shared links; `crumbs` lead to the page, as (title, url below
    the root); `day` is the date the page's facts bear, from the record; `indexed` is false for what
    a search engine must not take for fact; `scripts` are files of assets/ that this page loads beside
    those that every page loads.
    """

    url: str
    title: str
    html: str
    description: str
    kind: PageKind = PageKind.ARTICLE
    crumbs: tuple[tuple[str, str], ...] = ()
    day: date | None = None
    indexed: bool = True
    scripts: tuple[str, ...] = ()


@cache
def environment() -> Environment:
    """Autoescaping, strict: a name that is not there is an error, never an empty place."""
    return Environment(
        loader=PackageLoader("generator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    """A template of `pages/templates/` with its values."""
    return environment().get_template(template).render(**values)
