"""Values of the record as a page prints them: escaped, linked to what they name, seen from that page.

In: a town and the URL of a page. Out: the values of `components`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.links import target
from generator.derive.town import Town
from generator.model.entry import Entry
from generator.model.values import NOTHING, EntryRef, Leaf, Phone, Url
from generator.pages import words
from generator.pages.components import Fact, Link
from generator.pages.escaping import markup, quoted


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values for the page at `url`; `root` is the way from there to the root of the site, "" from the home page."""

    town: Town
    url: str
    root: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", "../" * self.url.count("/"))

    @property
    def calls(self) -> Sequence[Link]:
        """A link to dial each of the town's hotlines, with the line's name as the note."""
        return _calls(self.town)

    @property
    def phone(self) -> str:
        """The number of the first of the town's hotlines, "" where it has none."""
        file = self.town.record.town
        return next((str(line.phone) for line in file.hotlines), "") if file else ""

    def href(self, url: str) -> str:
        """Returns the address, as seen from the page, of a URL below the root."""
        return self.root + url or "./"

    def link(self, entry: Entry, note: str | None = None) -> Link:
        """Returns a link to an entry's page: its title, with its state as the note unless another is given."""
        return Link(words.title(entry), self.href(urls.of(entry)), words.state(entry) if note is None else note)

    def links(self, entries: Iterable[Entry]) -> list[Link]:
        """Returns a link to the page of each entry."""
        return [self.link(entry) for entry in entries]

    def leads(self, ref: EntryRef | None) -> tuple[Link | None, str]:
        """Returns a link to the page of an entry that is mentioned; where the town has not published it, a sentence."""
        if ref is None:
            return None, ""
        if entry := self.town.record.get(ref.id):
            return self.link(entry), ""
        return None, f"“{ref.name}”镇里还没有核对好，先打{self.phone}问。"

    def value(self, value: Any) -> Markup:
        """Returns a value as it is written, linked to what it names."""
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

    def known(self, value: Leaf | None) -> str:
        """Returns a value as it is written, "" where it is not known."""
        return "" if value is None else self.value(value)

    def lines(self, values: Iterable[Leaf] | None) -> list[Markup]:
        """Returns each value of a list as it is written; none where nothing is known or there is none."""
        return [self.value(value) for value in values or ()]

    def facts(self, *given: tuple[str, str, Any]) -> list[Fact]:
        """Returns a fact for each (field, label, value) whose value is known."""
        return [
            Fact(name, label, "", self.lines(value))
            if isinstance(value, tuple) and value
            else Fact(name, label, self.value(value))
            for name, label, value in given
            if value is not None
        ]


@lru_cache(maxsize=1)  # every page asks; another town, or the next state of this one, begins anew
def _calls(town: Town) -> tuple[Link, ...]:
    file = town.record.town
    return tuple(Link(f"打 {line.phone}", f"tel:{line.phone}", line.name) for line in file.hotlines) if file else ()


def dated(day: object) -> str:
    """Returns a day as HTML that machines can read, "" where it is not known."""
    return Markup('<time datetime="%s">%s</time>') % (day, day) if day else ""
