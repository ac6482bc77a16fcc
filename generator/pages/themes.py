"""按事说 and 按人生阶段找: a list of topics each, and a page for each topic.

On a topic's page stand guides first, then undertakings, then what is not the town's, then the powers behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import urls
from generator.derive.topics import Found, Topic, found, happenings, stages
from generator.derive.town import Town
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer

BY_MATTER = ("按事说", urls.THEMES)
BY_LIFE = ("按人生阶段找", urls.LIFE)
_LEADS = {urls.THEMES: "盖房、种地、摆摊、看病花钱……遇到什么事，从这里找。", urls.LIFE: "从出生到养老，从开办到注销。"}
_IN_ORDER = "先后顺序写在里面。"
_OTHER = {urls.THEMES: BY_LIFE, urls.LIFE: BY_MATTER}


class Item(NamedTuple):
    """An entry of a topic: its page, and one line about it that comes from `field`."""

    link: Link
    field: str
    said: str


class Part(NamedTuple):
    """One kind of entry on a topic's page."""

    id: str
    title: str
    lead: str
    items: list[Item]


def bodies(town: Town) -> Iterator[Body]:
    """The two lists and each topic's page."""
    for section, topics in ((BY_MATTER, happenings()), (BY_LIFE, stages())):
        yield _list(section, topics, town)
        for topic in topics:
            yield _page(topic, section, town)


def _list(section: tuple[str, str], topics: tuple[Topic, ...], town: Town) -> Body:
    title, url = section
    write = Writer(town, url)
    audiences = list(dict.fromkeys(topic.audience for topic in topics))
    groups = [(name, [_door(t, url, town, write) for t in topics if t.audience == name]) for name in audiences]
    html = render("topics.html", title=title, lead=_LEADS[url], groups=groups, write=write, ways=_ways(url, write))
    return Body(url, title, html, _LEADS[url], PageKind.COLUMN, indexed=town.record.formal)


def _door(topic: Topic, section: str, town: Town, write: Writer) -> Link:
    empty = found(topic, town).first is None
    said = _about(topic) + ("（还没有登记）" if empty else "")
    return Link(topic.name, write.href(f"{section}{topic.number}/"), said)


def _about(topic: Topic) -> str:
    """What a topic is about, in a line."""
    return topic.note or "、".join(topic.themes)


def _page(topic: Topic, section: tuple[str, str], town: Town) -> Body:
    title, base = section
    url = f"{base}{topic.number}/"
    write = Writer(town, url)
    html = render(
        "topic.html",
        topic=topic,
        parts=_parts(found(topic, town), write),
        about=_about(topic),
        hotlines=town.record.town.hotlines if town.record.town else (),
        ways=[Link(title, write.href(base)), *_ways(base, write)],
    )
    lead = f"怎么办、归谁办：{_about(topic)}"
    return Body(url, topic.name, html, lead, PageKind.COLUMN, (section,), indexed=town.record.formal)


def _parts(held: Found, write: Writer) -> list[Part]:
    """The kinds that a topic holds, in the order a resident needs them."""
    parts = (
        Part("guides", "怎么办", "", [_item(e, "一句话", e.in_short, write) for e in held.guides]),
        Part("together", "要办好几样的", _IN_ORDER, [_item(e, "一句话", e.in_short, write) for e in held.together]),
        Part("elsewhere", "不归镇里办，去哪办", "", [_item(e, "归谁办", e.whose, write) for e in held.elsewhere]),
        Part("powers", "凭的是哪项权力", "", [_item(e, "行使方式", words.mode(e), write) for e in held.powers]),
    )
    return [part for part in parts if part.items]


def _item(entry: Any, field: str, said: Any, write: Writer) -> Item:
    return Item(write.link(entry), field, str(said or ""))


def _ways(section: str, write: Writer) -> list[Link]:
    """Other ways to look."""
    title, url = _OTHER[section]
    return [Link(title, write.href(url)), Link("按拼音找", write.href(urls.AZ))]
