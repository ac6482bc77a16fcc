"""What a page has below its first screen: the sections that its own HTML shows, as a list of links at its head.

In: HTML of a page's text with holes for the list. Out: the page with the list, or without where there are too few
sections to need one. The list is read off the page and not kept beside it: it cannot promise what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from generator.pages.components import Link
from generator.pages.rendering import Page, render

# What a template prints in the place of the list, and of the class of a page that has one.
CONTENTS, LONG = "QCONTENTSHOLE", "QLONGHOLE"
_FEW = 4  # sections that need no list
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ContentsPage(Page):
    """What contents.html prints."""

    template: ClassVar = "contents.html"
    sections: Sequence[Link]


def with_contents(html: str) -> str:
    """Returns a page with its holes filled."""
    found = [Link(Markup(title).striptags(), f"#{id_}") for id_, title in _HEADING.findall(html)]
    listed = render(_ContentsPage(sections=found)) if len(found) >= _FEW else ""
    return html.replace(LONG, "q-entry--long" if listed else "q-entry--short", 1).replace(CONTENTS, listed, 1)
