"""The page of each entry: head, facts, what follows in law, what is not known, who mentions it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import urls
from generator.derive.effect import effect
from generator.derive.links import mentions
from generator.model.authority import Power
from generator.model.kinds import BY_LETTER
from generator.pages import words
from generator.pages.body import Body, render
from generator.pages.facts import Facts, facts
from generator.record import Record


def bodies(record: Record) -> Iterator[Body]:
    """A page for every entry of every list."""
    mentioned = mentions(record)
    for entry in record.entries():
        yield _body(entry, record, mentioned.get(str(entry.id), ()))


def _body(entry: Any, record: Record, mentioned: tuple[Any, ...]) -> Body:
    url = urls.of(entry)
    withdrawn = getattr(entry, "state", None) in ("误发", "已撤回")
    power = isinstance(entry, Power)
    html = render(
        "entry.html",
        id=entry.id,
        kind=BY_LETTER[entry.id[0]],
        section=urls.relative(urls.SECTIONS[entry.id[0]], url),
        title=words.title(entry),
        badges=words.badges(entry),
        state=words.state(entry),
        ending=getattr(entry, "ending", None),
        pause=getattr(entry, "pause", None),
        effect=effect(entry, record) if power and not withdrawn else None,
        facts=Facts((), ()) if withdrawn else facts(entry, record, url),
        templates=_templates(entry, record) if power and not withdrawn else (),
        remark=getattr(entry, "remark", None),
        mentioned=[
            (words.title(other), urls.relative(urls.of(other), url), BY_LETTER[other.id[0]].word) for other in mentioned
        ],
        checked=getattr(entry, "checked", None),
        town=record.town,
        demonstration=not record.formal,
    )
    summary = getattr(entry, "in_short", None) or words.state(entry) or f"{BY_LETTER[entry.id[0]].word} {entry.id}"
    return Body(url, words.title(entry), html, str(summary), indexed=record.formal and entry.standing != "示例")


def _templates(power: Power, record: Record) -> tuple[tuple[str, Any], ...]:
    """The shared texts a power refers to, to be shown in full."""
    named = (("该怎么做（责任）", power.duties, "duties"), ("没做好怎么追究", power.accountability, "accountability"))
    found = ((title, record.template_of.get(name), attribute) for title, name, attribute in named if name)
    return tuple((title, getattr(template, attribute)) for title, template, attribute in found if template)
