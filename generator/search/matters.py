"""What can be found, and by which words: every public entry, theme and page of prose.

In: a town, its pages of prose. Out: `Matter`s, in the order in which equally good ones are shown:
guides, then what is not the town's, undertakings, powers, the rest; what has ended stands last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator import urls
from generator.derive import level
from generator.derive.disclosure import disclosure, public
from generator.derive.topics import happenings, stages
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.entry import Entry
from generator.model.fields import FoundAs, found_by, values_of
from generator.model.kind import InSearch
from generator.model.kinds import KINDS
from generator.model.reference import Law
from generator.model.service import Guide
from generator.model.values import Leaf
from generator.model.wayfinding import Elsewhere, Together
from generator.pages import words
from generator.standards import tables

# Where the words stand that a matter is found by, and how much it is worth to be found by them.
NAME, HELD, SAID = "名称", "包括", "说法"  # of everything, of a theme, of an official word
SAYINGS = {
    NAME: 1.0,
    FoundAs.CALLED: 0.985,
    FoundAs.CURRENT: 0.97,
    FoundAs.CODE: 0.96,
    FoundAs.SUBITEM: 0.9,
    HELD: 0.9,
    FoundAs.STEP: 0.72,
    SAID: 1.0,
}
THEMES, PROSE, SYNONYM = "主题", "说明", "近义"
# Every list in the order in which results name them: what its kind says of it, and the two that are of no kind.
LISTS: dict[str, InSearch] = dict(
    sorted(
        [
            *((kind.title, kind.search) for kind in KINDS),
            (THEMES, InSearch(place=80, turn=3, worth=0.84, shortened=False)),
            (PROSE, InSearch(place=90, turn=3, worth=0.94, shortened=False)),
        ],
        key=lambda item: item[1].place,
    )
)


class Prose(NamedTuple):
    """A page of prose: its address, its title, what it says in one sentence, its text."""

    url: str
    title: str
    gist: str
    text: str


class Matter(NamedTuple):
    """One thing to be found.

    `list` is the list it belongs to, `url` its page, `note` what a reader must know at once (暂停办理…), `gist` what it is
    in one sentence, "" where its name says it, `ended` whether it is no more in use, `said` the words it is found by, each with where it stands,
    `texts` everything its page says, `places` what on its page has an address of its own, `guides` the addresses of the
    guides by which a power is exercised: to a reader they are one thing.
    """

    list: str
    url: str
    name: str
    note: str
    gist: str
    ended: bool
    said: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    places: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()


def matters(town: Town, prose: Sequence[Prose]) -> list[Matter]:
    """Everything that can be found."""
    found = [
        *_entries(town),
        *_topics(),
        *_pages(prose),
    ]
    voice = level.voice(town.record)
    if voice.level is not level.WRITTEN:
        found = [_spoken(matter, voice) for matter in found]
    rank = {name: place for place, name in enumerate(LISTS)}
    return sorted(found, key=lambda matter: (matter.ended, rank[matter.list]))


def _spoken(matter: Matter, voice: level.Voice) -> Matter:
    """A matter as its town says it."""
    said = tuple((how, voice.text(word)) for how, word in matter.said)
    return matter._replace(
        name=voice.text(matter.name),
        note=voice.text(matter.note),
        gist=voice.text(matter.gist),
        said=tuple(dict.fromkeys(said)),
        texts=tuple(map(voice.text, matter.texts)),
    )


def _entries(town: Town) -> Iterator[Matter]:
    for kind in KINDS:
        for entry in town.record.list_of(kind).values():
            if not entry.mistaken:
                yield Matter(
                    list=kind.title,
                    url=urls.of(entry),
                    name=words.title(entry),
                    note=words.state(entry),
                    gist=_gist(entry),
                    ended=entry.ended,
                    said=_said(entry),
                    texts=_texts(entry, town),
                    places=_places(entry, town) if isinstance(entry, Law) else (),
                    guides=_guides(entry, town) if isinstance(entry, Power) else (),
                )


def _texts(entry: Entry, town: Town) -> tuple[str, ...]:
    """Everything the public may read of an entry; of a decision that was taken down there is nothing."""
    if not isinstance(entry, Decision):
        return tuple(str(value) for _, _, value in values_of(entry, Leaf))
    if not disclosure(entry, town.today).shown:
        return ()
    return tuple(str(public(entry, value)) for _, _, value in values_of(entry, Leaf))


def _guides(power: Power, town: Town) -> tuple[str, ...]:
    """The guides by which a power is exercised."""
    return tuple(urls.of(entry) for entry in town.mentions.get(power.id, ()) if isinstance(entry, Guide))


def _places(law: Law, town: Town) -> tuple[str, ...]:
    """The articles that have a place on a law's page."""
    cited = (str(article._replace(rest="")) for article, _ in town.cited.get(str(law.id), ()) if article)
    return tuple(dict.fromkeys([*cited, *(str(item.article) for item in law.texts or ())]))


def _topics() -> Iterator[Matter]:
    for section, topics in ((urls.THEMES, happenings()), (urls.LIFE, stages())):
        for topic in topics:
            said = tuple((HELD, word) for word in dict.fromkeys((*topic.themes, *_listed(topic.note))))
            yield Matter(
                THEMES, f"{section}{topic.number}/", topic.name, "", topic.note, False, ((NAME, topic.name), *said), ()
            )


def _pages(prose: Sequence[Prose]) -> Iterator[Matter]:
    """The pages of prose and those of whole lists, with what people say for them."""
    told = {row["网址"]: row for row in tables.load("pages.yml")["页面"]}
    lists = {kind.section.url: kind.section.title for kind in KINDS} | {urls.ENFORCEMENT: "执法公开"}
    pages = [Prose(url, title, told[url]["说什么"], "") for url, title in lists.items() if url in told]
    for page in (*prose, *pages):
        said = tuple((FoundAs.CALLED, word) for word in told.get(page.url, {}).get("说法", ()))
        yield Matter(PROSE, page.url, page.title, "", page.gist, False, ((NAME, page.title), *said), (page.text,))


def _gist(entry: Entry) -> str:
    """What an entry is in a sentence of the record's own: what a guide is for, or whose what is not the town's is."""
    if isinstance(entry, Elsewhere):
        return f"归{entry.whose}"
    return str(entry.in_short or "") if isinstance(entry, Guide | Together) else ""


def _listed(note: str) -> list[str]:
    """The words of a topic's note: 盖房、翻修、宅基地."""
    return [word for word in note.replace("，", "、").rstrip("。").split("、") if word]


def _said(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The words an entry is found by, its name first."""
    return tuple(dict.fromkeys([(NAME, words.heading(entry)), *found_by(entry)]))
