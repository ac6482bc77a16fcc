"""The laws and articles that two lists cite, compared: paragraphs and the many titles of one law make no difference.

In: the text of a cell, or citations of the record. Out: `Articles`, and what only one of two sides cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic_core import PydanticCustomError

from generator.intake import spellings
from generator.model.citation import Article, Citation, number
from generator.record import Record

Articles = frozenset[tuple[str, str]]  # the title of a law and an article, "" for the law as a whole
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]\s*$")  # an edition behind a title


def articles_in(text: str, record: Record) -> Articles:
    """The laws and articles in a cell, which may quote them whole."""
    names = spellings.names_in(record)._replace(law_title=lambda title: _one_title(title, record))
    return articles_of(_citations(spellings.citations(text, names).value), record)


def _citations(lines: str) -> Iterator[Citation]:
    for line in lines.split("\n"):
        try:
            value = Citation.read(line)
        except PydanticCustomError:
            continue
        if isinstance(value, Citation):
            yield value


def articles_of(citations: Iterable[Citation], record: Record) -> Articles:
    """The laws and articles that citations name."""
    return frozenset(
        (_one_title(citation.law, record), str(Article(article.number, article.inserted, "")) if article else "")
        for citation in citations
        if citation.law
        for article in citation.articles or (None,)
    )


def _one_title(title: str, record: Record) -> str:
    """The one title under which a law is compared."""
    title = _IN_BRACKETS.sub("", title.strip())
    known = record.law(title) or record.law(spellings.everyday_title(title))
    return str(known.name) if known else spellings.everyday_title(title)


def only_one_side(theirs: Articles, ours: Articles) -> tuple[list[str], list[str]]:
    """What only the one and only the other side cites, in words; a law cited as a whole equals any article of it."""
    whole = {law for law, article in (*theirs, *ours) if not article}
    return _only(theirs, ours, whole), _only(ours, theirs, whole)


def _only(these: Articles, those: Articles, whole: set[str]) -> list[str]:
    laws = {law for law, _ in those}
    return in_words(frozenset((law, article) for law, article in these - those if law not in whole or law not in laws))


def in_words(articles: Articles) -> list[str]:
    """Laws with their articles in order, a line each: 《…》第一条、第三条."""
    lines = []
    for law in sorted({law for law, _ in articles}):
        cited = sorted((article for one, article in articles if one == law and article), key=_order)
        lines.append(f"《{law}》{'、'.join(cited)}")
    return lines


def _order(article: str) -> tuple[int, str]:
    return number(article[1 : article.index("条")]) or 0, article
