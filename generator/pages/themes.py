"""按事说 and 按人生阶段找: a list of topics each, and a page for each topic.

In: the town. Out: `list_body` for one of the two lists, `body` for one topic, `bodies` for all. On a topic's page stand
guides first, then undertakings, then what is not the town's, then the powers behind. A stage of life that holds little
stands on the list itself, with what it holds; its address answers all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.topics import Found, Topic, found, happenings, stages
from generator.derive.town import Town
from generator.model.entry import Entry
from generator.model.kind import Section
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

BY_MATTER = Section("按事说", urls.THEMES)
BY_LIFE = Section("按人生阶段找", urls.LIFE)
_LEADS = {BY_MATTER: "盖房、种地、摆摊、看病花钱……遇到什么事，从这里找。", BY_LIFE: "从出生到养老，从开办到注销。"}
_OTHER = {BY_MATTER: BY_LIFE, BY_LIFE: BY_MATTER}
_FEW = 3  # entries: a stage of life with fewer needs no page of its own to be found by
_IN_ORDER = "先后顺序写在里面。"


def bodies(town: Town) -> Iterator[Body]:
    """Yields the two lists and each topic's page."""
    for section, topics in ((BY_MATTER, happenings()), (BY_LIFE, stages())):
        yield list_body(section, topics, town)
        for topic in topics:
            yield body(topic, section, town)


# A list of topics.


@dataclass(frozen=True, slots=True)
class Folded:
    """A topic that holds so little that the list shows it: its own page, what it holds."""

    itself: Link
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Topics for persons or for businesses; `title` is "" where they are for all."""

    title: str
    doors: Sequence[Link]
    folded: Sequence[Folded]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage(Page):
    """What topics.html prints; `ways` are other ways to look."""

    template: ClassVar = "topics.html"
    title: str
    lead: str
    groups: Sequence[TopicGroup]
    ways: Sequence[Link]


def list_body(section: Section, topics: Sequence[Topic], town: Town) -> Body:
    """Returns the list of topics of a section."""
    write = Writer(town, section.url)
    audiences = dict.fromkeys(topic.audience for topic in topics)
    page = TopicsPage(
        root=write.root,
        title=section.title,
        lead=_LEADS[section],
        groups=[
            _group(name, [topic for topic in topics if topic.audience == name], section, write) for name in audiences
        ],
        ways=_ways(section, write),
    )
    return Body(section.url, section.title, render(page), page.lead, PageKind.COLUMN, indexed=town.record.formal)


def _group(title: str, topics: Sequence[Topic], section: Section, write: Writer) -> TopicGroup:
    held = [(topic, found(topic, write.town)) for topic in topics]
    small = [(topic, has) for topic, has in held if topic.audience and 0 < has.total < _FEW]
    return TopicGroup(
        title=title,
        doors=[_door(topic, section, write) for topic, has in held if (topic, has) not in small],
        folded=[
            Folded(_itself(topic, section, write), [*map(write.link, (*has.guides, *has.together, *has.elsewhere))])
            for topic, has in small
        ],
    )


def _itself(topic: Topic, section: Section, write: Writer) -> Link:
    return Link(topic.name, write.href(f"{section.url}{topic.number}/"))


def _door(topic: Topic, section: Section, write: Writer) -> Link:
    empty = found(topic, write.town).first is None
    said = _about(topic) + ("（还没有登记）" if empty else "")
    return Link(topic.name, write.href(f"{section.url}{topic.number}/"), said)


def _about(topic: Topic) -> str:
    """Returns what a topic is about, in a line."""
    return topic.note or "、".join(topic.themes)


def _ways(section: Section, write: Writer) -> list[Link]:
    other = _OTHER[section]
    return [Link(other.title, write.href(other.url)), Link("按拼音找", write.href(urls.AZ))]


# The page of one topic.


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a topic: its page, and one line about it that comes from `field`."""

    link: Link
    field: str
    said: str


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """One kind of entry on a topic's page."""

    id: str
    title: str
    lead: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(Page):
    """What topic.html prints; `ways` are other ways to look."""

    template: ClassVar = "topic.html"
    title: str
    about: str
    groups: Sequence[ItemGroup]
    calls: Sequence[Link]
    ways: Sequence[Link]


def body(topic: Topic, section: Section, town: Town) -> Body:
    """Returns the page of a topic."""
    write = Writer(town, f"{section.url}{topic.number}/")
    page = TopicPage(
        root=write.root,
        title=topic.name,
        about=_about(topic),
        groups=_groups(found(topic, town), write),
        calls=write.calls,
        ways=[Link(section.title, write.href(section.url)), *_ways(section, write)],
    )
    lead = f"怎么办、归谁办：{page.about}"
    return Body(write.url, topic.name, render(page), lead, PageKind.COLUMN, (section,), indexed=town.record.formal)


def _groups(held: Found, write: Writer) -> list[ItemGroup]:
    """Returns the kinds that a topic holds, in the order a resident needs them."""
    guides = [_item(entry, "一句话", entry.in_short, write) for entry in held.guides]
    together = [_item(entry, "一句话", entry.in_short, write) for entry in held.together]
    elsewhere = [_item(entry, "归谁办", entry.whose, write) for entry in held.elsewhere]
    powers = [_item(entry, "行使方式", words.mode(entry), write) for entry in held.powers]
    groups = (
        ItemGroup("guides", "怎么办", "", guides),
        ItemGroup("together", "要办好几样的", _IN_ORDER, together),
        ItemGroup("elsewhere", "不归镇里办，去哪办", "", elsewhere),
        ItemGroup("powers", "凭的是哪项权力", "", powers),
    )
    return [group for group in groups if group.items]


def _item(entry: Entry, field: str, said: object, write: Writer) -> Item:
    return Item(write.link(entry), field, str(said or ""))
