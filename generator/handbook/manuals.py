"""The manuals of the commands, for clerks: what to type, what is said, what to do then.

In: the town, the Markdown files of `desk/`. Out: `list_body` for their index, `body` for one, `bodies` for all. A file
is read on the code platform too; its examples are run by a test. No search engine shall keep the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, NamedTuple

from markdown import markdown
from markupsafe import Markup

from generator import urls
from generator.derive.town import Town
from generator.model.kind import Section
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

SECTION = Section("命令怎么用", urls.DESK)
FILES = Path(__file__).parent / "desk"
# In the order in which a clerk comes to need them; a file each.
MANUALS = (
    "commands", "edit", "workbooks", "todo", "diff", "laws", "compare", "publicity", "publish", "numbers", "town",
    "platform",
)  # fmt: skip
_HELP = Section("说明与投诉", "help/")
_LEAD = "一件事一页：敲什么，它说什么，接着怎么办"
_FENCE = re.compile(r"^(```\w+) .*$", re.MULTILINE)  # the words that say how a test runs a block
_LINES = re.compile(r"<pre><code[^>]*>(.*?)</code></pre>", re.DOTALL)
_TO_MANUAL = re.compile(r'(?<=href=")(\w+)\.md(?=["#])')


class Manual(NamedTuple):
    """A manual: its name in the address, its title, what it is about in a sentence, the rest as HTML."""

    name: str
    title: str
    lead: str
    html: str

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{urls.DESK}{self.name}/"


@cache
def manuals() -> tuple[Manual, ...]:
    """Every manual: a file begins with its title and, as a paragraph by itself, with what it is about."""
    return tuple(map(_read, MANUALS))


def _read(name: str) -> Manual:
    title, lead, text = (FILES / f"{name}.md").read_text("utf-8").split("\n\n", 2)
    html = markdown(_FENCE.sub(r"\1", text), extensions=["fenced_code", "tables", "toc"])
    html = _TO_MANUAL.sub(r"../\1/", _LINES.sub(r'<pre class="q-lines">\1</pre>', html))
    return Manual(name, title.removeprefix("# "), lead, html)


def bodies(town: Town) -> Iterator[Body]:
    """Yields the index and a page a manual."""
    yield list_body(town)
    for manual in manuals():
        yield body(manual, town)


@dataclass(frozen=True, slots=True)
class Listed:
    """A manual in the index."""

    link: Link
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualsPage(Page):
    """What manuals.html prints: the manuals, and what else there is for clerks."""

    template: ClassVar = "manuals.html"
    title: str
    lead: str
    manuals: Sequence[Listed]
    others: Sequence[Link]


def list_body(town: Town) -> Body:
    """Returns the index of the manuals."""
    write = Writer(town, SECTION.url)
    others = (("怎么填", urls.FILLING), ("代号", urls.CODES), ("放到网上", urls.ONLINE))
    page = ManualsPage(
        root=write.root,
        title=SECTION.title,
        lead=_LEAD,
        manuals=[Listed(Link(one.title, write.href(one.url)), one.lead) for one in manuals()],
        others=[Link(title, write.href(url)) for title, url in others],
    )
    return Body(SECTION.url, SECTION.title, render(page), _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPage(Page):
    """What manual.html prints."""

    template: ClassVar = "manual.html"
    title: str
    lead: str
    text: Markup


def body(manual: Manual, town: Town) -> Body:
    """Returns the page of one manual."""
    root = Writer(town, manual.url).root
    page = ManualPage(root=root, title=manual.title, lead=manual.lead, text=Markup(manual.html))
    return Body(manual.url, manual.title, render(page), manual.lead, crumbs=(_HELP, SECTION), indexed=False)
