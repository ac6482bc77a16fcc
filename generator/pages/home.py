"""The first page: what people come for, whose matter it is, whom to ask, what changed lately."""

from __future__ import annotations

from generator import urls
from generator.derive.coverage import known
from generator.pages import words
from generator.pages.body import Body, render
from generator.record import Record


def body(record: Record) -> Body:
    """The home page."""
    town = record.town
    assert town
    guides = [(words.title(g), urls.of(g), g.in_short) for g in record.guides.values() if not g.ending]
    together = [(words.title(t), urls.of(t)) for t in record.together.values()]
    elsewhere = [(words.title(p), urls.of(p)) for p in record.elsewhere.values()]
    changes = [
        (words.title(t), urls.of(t), t.published or t.effective or t.approved)
        for t in sorted(record.adjustments.values(), key=lambda t: t.id, reverse=True)
    ][:5]
    html = render(
        "home.html",
        town=town,
        guides=guides,
        together=together,
        elsewhere=elsewhere,
        changes=changes,
        counts=known(record),
    )
    return Body(urls.HOME, str(town.site_name), html, f"{town.name}能办什么、凭什么、找谁", indexed=record.formal)
