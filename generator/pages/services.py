"""办事: the list of what one can get done, by what happened: each matter once, whoever's it is.

In: guides, undertakings, pointers. Out: one page. A matter stands under the first topic that it fits
and is named under the others; whoever comes for a shop or a firm finds the group that holds most of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.derive.completeness import issued
from generator.derive.offers import for_business, for_persons, once, topics_of
from generator.derive.topics import Topic
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere, Together
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.listing import Column, Group, Row, columns, listing, row
from generator.pages.writing import Link, Writer

SECTION = kind_of(Guide).section
_PERSON, _BUSINESS, _OTHER = "个人", "开店办厂", "村里、单位"
_TOWN, _SEVERAL, _AWAY = "镇里办", "要连着办几样", "多半不归镇里办"
_HOW = {Guide: _TOWN, Together: _SEVERAL, Elsewhere: _AWAY}
_COLUMNS = (Column("谁办"), Column("给谁办"), Column("跑几趟"), Column("多少钱"))
_FILTERS = (
    ("audience", "给谁办", dict.fromkeys((_PERSON, _BUSINESS, _OTHER), "")),
    ("topic", "遇到什么事", None),
    ("how", "谁办", dict.fromkeys(_HOW.values(), "")),
    ("visits", "跑几趟", dict.fromkeys(("不用跑", "最多跑一次"), "")),
    ("fee", "多少钱", None),
)


def bodies(town: Town) -> Iterator[Body]:
    """The one page."""
    title, url = SECTION
    record, write = town.record, Writer(town, url)
    living = [guide for guide in record.guides.values() if not guide.ending]
    thin = {str(guide.id) for guide in living if not issued(guide, record)}
    marks = dict.fromkeys(thin, "还不全" if len(thin) < len(living) else "")
    offers = [*living, *record.together.values(), *record.elsewhere.values()]
    others = [guide for guide in living if not for_persons(guide) and not for_business(guide)]
    apart = {entry.id for entry in others}
    parts = once(entry for entry in offers if entry.id not in apart)
    shop = max(parts, key=lambda part: sum(map(for_business, part[1])), default=None)
    groups = [_topic(*part, part is shop, marks, write) for part in parts]
    if others:
        groups.append(_group("others", "村里、单位来办的", others, marks, write))
    if ended := [guide for guide in record.guides.values() if guide.ending]:
        groups.append(_group("ended", "不再办的", ended, marks, write))
    shown = listing(town, "services", "件", groups, _FILTERS, hint="名称、编号、叫法", by_topic=True)
    html = render(
        "guides.html",
        write=write,
        list=shown,
        doors=[(_PERSON, "个人办事", "#personal"), (_BUSINESS, "开店办厂", "#business")],
        counted=_counted(len(living), len(thin)),
    )
    lead = "要带什么、去哪、多久、多少钱"
    yield Body(url, title, html, lead, PageKind.COLUMN, indexed=record.formal, scripts=shown.scripts)


def _counted(living: int, thin: int) -> str:
    """How many there are, and how many of them nobody should rely on yet."""
    if not thin:
        return f"镇里办的 {living} 件。"
    which = "办事信息都还不全" if thin == living else f"{thin} 件的办事信息还不全（标着“还不全”）"
    return f"镇里办的 {living} 件，{which}，去之前先打12345问。"


def _topic(topic: Topic, held: list[Any], also: list[Any], shop: bool, marks: dict[str, str], write: Writer) -> Group:
    """A topic: the town's own first, then undertakings, then what is not the town's."""
    ordered = sorted(held, key=lambda entry: list(_HOW).index(type(entry)))
    group = _group(f"topic-{topic.number}", topic.name, ordered, marks, write, also)
    return replace(group, anchor="business") if shop else group


def _group(
    id_: str, title: str, entries: Sequence[Any], marks: dict[str, str], write: Writer, also: Sequence[Any] = ()
) -> Group:
    """Entries under a heading, and links to those that stand elsewhere."""
    shown, cells = columns([_cells(entry) for entry in entries], *_COLUMNS)
    rows = tuple(_row(entry, cut, marks, write) for entry, cut in zip(entries, cells, strict=True))
    return Group(id_, title, shown, rows, more=tuple(write.links(also)))


def _cells(entry: Any) -> tuple[str, ...]:
    served = "、".join(_audience(entry)) if isinstance(entry, Guide) else ""
    return _HOW[type(entry)], served, _visits(entry), _fee(entry)


def _row(entry: Any, cells: tuple[str, ...], marks: dict[str, str], write: Writer) -> Row:
    """A row of the list; a guide that rests says so, one that is thin says so where others are not."""
    link: Link = write.link(entry)
    link = link._replace(note="；".join(filter(None, (link.note, marks.get(str(entry.id), "")))))
    ended = entry.ended
    chosen_by = {
        "audience": _audience(entry),
        "topic": [topic.name for topic in topics_of(entry)],
        "how": "" if ended else _HOW[type(entry)],
        "visits": _visits(entry),
        "fee": _fee(entry),
    }
    return row(entry, write, cells, chosen_by, link=link, short=str(getattr(entry, "in_short", None) or ""))


def _audience(entry: Any) -> list[str]:
    """Whom it is for, in a resident's words."""
    found = [word for word, fits in ((_PERSON, for_persons), (_BUSINESS, for_business)) if fits(entry)]
    return found or [_OTHER]


def _visits(entry: Any) -> str:
    count = getattr(entry, "visits", None)
    return words.visits(count.number) if count is not None else ""


def _fee(entry: Any) -> str:
    fee = getattr(entry, "fee", None)
    return words.FEES[str(fee)] if fee else ""
