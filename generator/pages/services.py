"""办事: the list of what one can get done, by what happened: each matter once, whoever's it is.

In: guides, undertakings, pointers. Out: `bodies`, the list and its child pages by topic. A matter stands under the first topic that it fits
and is named under the others; whoever comes for a shop or a firm finds the group that holds most of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from generator.derive.completeness import issued
from generator.derive.offers import for_business, for_persons, once, topics_of
from generator.derive.town import Offer, Town
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.values import is_nothing
from generator.model.wayfinding import Elsewhere, Together
from generator.pages import words
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed, part_itself
from generator.pages.list_rows import Cell, Column, ListRow, list_row
from generator.pages.listing import FilterBy
from generator.pages.writing import Writer

SECTION = kind_of(Guide).section
_PERSON, _BUSINESS, _OTHER = "个人", "开店办厂", "村里、单位"
_TOWN, _SEVERAL, _AWAY = "镇里办", "要连着办几样", "多半不归镇里办"
_COLUMNS = (Column("谁办"), Column("给谁办"), Column("跑几趟"), Column("多少钱"))
_FILTERS = (
    FilterBy("audience", "给谁办", dict.fromkeys((_PERSON, _BUSINESS, _OTHER), "")),
    FilterBy("topic", "遇到什么事"),
    FilterBy("how", "谁办", dict.fromkeys((_TOWN, _SEVERAL, _AWAY), "")),
    FilterBy("visits", "跑几趟", dict.fromkeys(("不用跑", "最多跑一次"), "")),
    FilterBy("fee", "多少钱"),
)


@dataclass(frozen=True, slots=True)
class AudienceButton:
    """A large button that narrows the list to whom a matter is for: the choice, what it says, where it leads."""

    value: str
    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPage(ListPage):
    """What services.html prints; `counted` says how many guides there are and how far one may rely on them."""

    template: ClassVar = "services.html"
    counted: str
    buttons: Sequence[AudienceButton] = (
        AudienceButton(_PERSON, "个人办事", "#personal"),
        AudienceButton(_BUSINESS, "开店办厂", "#business"),
    )


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list and its child pages by topic."""
    record = town.record
    living = [guide for guide in record.guides.values() if not guide.ended]
    thin = [guide for guide in living if not issued(guide, record)]
    catalogue = _catalogue(living, thin, town)
    yield _list(catalogue, _counted(len(living), len(thin)), town)
    yield from child_bodies(catalogue, town)


def _list(catalogue: Catalogue, counted: str, town: Town) -> Body:
    """Returns the list of what one can get done."""
    write = Writer(town, SECTION.url)
    page = ServicesPage(root=write.root, list=listed(catalogue, write), counted=counted)
    return list_body(catalogue, page, "要带什么、去哪、多久、多少钱", town)


def _counted(living: int, thin: int) -> str:
    """Returns how many there are, and how many of them nobody should rely on yet."""
    if not thin:
        return f"镇里办的 {living} 件。"
    which = "办事信息都还不全" if thin == living else f"{thin} 件的办事信息还不全（标着“还不全”）"
    return f"镇里办的 {living} 件，{which}，去之前先打12345问。"


def _catalogue(living: list[Guide], thin: list[Guide], town: Town) -> Catalogue:
    """Returns a part for each topic, one for what neither persons nor firms come for, one for what has ended."""
    # Where all guides are thin, the head says so, and no row does.
    marks = dict.fromkeys((str(guide.id) for guide in thin), "还不全") if len(thin) < len(living) else {}
    rows = Rows(_COLUMNS, lambda entry, _: _texts(entry), lambda entry, cells, write: _row(entry, cells, marks, write))
    return Catalogue(
        section=SECTION,
        name="services",
        unit="件",
        parts=_parts(living, rows, town),
        filters=_FILTERS,
        place=part_itself,
        hint="名称、编号、叫法",
        contents="遇到什么事",
        anchor="personal",
        by_topic=True,
    )


def _parts(living: list[Guide], rows: Rows, town: Town) -> list[Part]:
    """Returns the parts; within a topic the town's own come first, then undertakings, then what is not the town's."""
    record = town.record
    order = (_TOWN, _SEVERAL, _AWAY)
    offers: list[Offer] = [*living, *record.together.values(), *record.elsewhere.values()]
    others = [guide for guide in living if not for_persons(guide) and not for_business(guide)]
    apart = {entry.id for entry in others}
    topics = once(offers, apart)
    shop = max(topics, key=lambda part: sum(map(for_business, part[1])), default=None)
    parts = [
        Part(
            id=f"topic-{topic.number}",
            title=topic.name,
            rows=rows,
            entries=sorted(held, key=lambda entry: order.index(_how(entry))),
            also=also,
            anchor="business" if shop and topic is shop[0] else "",
        )
        for topic, held, also in topics
    ]
    ended = [guide for guide in record.guides.values() if guide.ended]
    if others:
        parts.append(Part(id="others", title="村里、单位来办的", rows=rows, entries=others))
    if ended:
        parts.append(Part(id="ended", title="不再办的", rows=rows, entries=ended))
    return parts


def _texts(entry: Offer) -> tuple[str, ...]:
    """Returns what stands in each column."""
    served = "、".join(_audience(entry)) if isinstance(entry, Guide) else ""
    return _how(entry), served, _visits(entry), _fee(entry)


def _row(entry: Offer, cells: Sequence[Cell], marks: dict[str, str], write: Writer) -> ListRow:
    """Returns a row of the list; a guide that rests says so, one that is thin says so where others are not."""
    link = write.link(entry)
    chosen_by = {
        "audience": _audience(entry),
        "topic": [] if entry.ended else [topic.name for topic in topics_of(entry)],
        "how": "" if entry.ended else _how(entry),
        "visits": _visits(entry),
        "fee": _fee(entry),
    }
    return list_row(
        entry,
        write,
        cells,
        chosen_by,
        link=replace(link, note="；".join(filter(None, (link.note, marks.get(str(entry.id), ""))))),
        short="" if isinstance(entry, Elsewhere) else str(entry.in_short or ""),
    )


def _how(entry: Offer) -> str:
    """Returns who does it: the town, several in turn, or somebody else."""
    return _TOWN if isinstance(entry, Guide) else _SEVERAL if isinstance(entry, Together) else _AWAY


def _audience(entry: Offer) -> list[str]:
    """Returns whom it is for, in a resident's words."""
    found = [word for word, fits in ((_PERSON, for_persons), (_BUSINESS, for_business)) if fits(entry)]
    return found or [_OTHER]


def _visits(entry: Offer) -> str:
    """Returns how often one must come, "" where that is not known; “无” is not at all."""
    if not isinstance(entry, Guide) or entry.visits is None:
        return ""
    return words.visits(0 if is_nothing(entry.visits) else entry.visits.number)


def _fee(entry: Offer) -> str:
    """Returns whether there is a charge, "" where that is not known."""
    return "" if isinstance(entry, Together) or not entry.fee else words.FEES[str(entry.fee)]
