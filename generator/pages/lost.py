"""The page for an address that does not exist.

In: the town, and the address under which the site lies on its server. Out: `body`, one page without a place of
its own: its links are absolute where the server's address is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator.derive.town import Town
from generator.pages.body import Body
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

_TITLE = "没有这一页"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPage(Page):
    """What lost.html prints: the address of the home page, that of the list by pinyin, whom to call."""

    template: ClassVar = "lost.html"
    home: str
    az: str
    phone: str
    calls: Sequence[Link]


def body(town: Town, base: str) -> Body:
    """Returns the page; `base` is the site's address on its server, as in /town/, or "." where it is not known."""
    write = Writer(town, "")
    page = LostPage(home=base, az=f"{base.rstrip('/')}/az/", phone=write.phone, calls=write.calls)
    return Body("", _TITLE, render(page), _TITLE, indexed=False)
