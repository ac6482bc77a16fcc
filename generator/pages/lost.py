"""The page for an address that does not exist.

In: the town, and the address under which the site lies on its server. Out: `body`, one page without a place of
its own, with absolute links; `alone`, the whole page where that address is not known.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAlone(Page):
    """What lost_alone.html prints: what the site is, whom to call; nothing that lies beside it."""

    template: ClassVar = "lost_alone.html"
    town: str
    notice: str
    calls: Sequence[Link]


def alone(town: Town, notice: str) -> str:
    """Returns the whole page for a site whose address is not known: no link to another page would lead anywhere.

    A server shows it in the place of pages of any depth, so that nothing relative holds; it stands by itself. `notice`
    is what every page of a demonstration says, "" for a formal site.
    """
    write = Writer(town, "")
    calls = [call for call in write.calls if call.href.startswith("tel:")]
    return render(LostAlone(town=str(town.record.town.name) if town.record.town else "", notice=notice, calls=calls))
