"""Values as a page prints them: escaped, linked to what they name, seen from that page.

In: a town and the URL of the page being made. Out: `Markup` and `Link`s for the templates.
Used by every module of `pages/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.links import target
from generator.derive.town import Town
from generator.model.values import NOTHING, Leaf, Phone, Url
from generator.pages import words
from generator.pages.body import markup, quoted


class Link(NamedTuple):
    """A link as a template prints it: text, address from this page, and a mark such as “示例”."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values for one page."""

    town: Town
    page: str

    def href(self, url: str) -> str:
        """A URL below the root as seen from this page."""
        return urls.relative(url, self.page)

    def link(self, entry: Any, note: str | None = None) -> Link:
        """An entry by its title; the note is its state unless another is given."""
        return Link(words.title(entry), self.href(urls.of(entry)), words.state(entry) if note is None else note)

    def links(self, entries: Iterable[Any]) -> list[Link]:
        """Entries by their titles."""
        return [self.link(entry) for entry in entries]

    def value(self, value: Leaf) -> Markup:
        """A value as written, linked to what it names."""
        if value is NOTHING:
            return Markup("没有")
        text = quoted(str(value).rstrip("\n"))
        if "\n" in text:
            text = text.replace("\n", markup("<br>"))
        if isinstance(value, Url):
            return markup(f'<a href="{quoted(str(value))}" rel="noopener external">{text}</a>')
        if isinstance(value, Phone):
            return markup(f'<a href="tel:{quoted(str(value))}">{text}</a>')
        id_ = target(value, self.town.record)
        return markup(f'<a href="{self.href(urls.of_id(id_))}">{text}</a>' if id_ else text)

    def known(self, value: Any) -> Markup | None:
        """A value as written; None where it is not known."""
        return None if value is None else self.value(value)

    def lines(self, values: Iterable[Leaf] | None) -> list[Markup]:
        """The values of a list; empty where nothing is known or there is none."""
        return [self.value(value) for value in values or ()]

    def rows(self, *rows: tuple[str, str, Any]) -> list[tuple[str, str, Markup | list[Markup]]]:
        """(field, label, value) for each value that is known, written for this page."""
        return [
            (field, label, self.lines(value) if isinstance(value, tuple) and value else self.value(value))
            for field, label, value in rows
            if value is not None
        ]
