"""办事: the list of what one can get done, by what happened: each matter once, whoever's it is.

In: guides, undertakings, pointers. Out: `body`, one page. A matter stands under the first topic that it fits
and is named under the others; whoever comes for a shop or a firm finds the group that holds most of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from generator.derive.completeness import issued
from generator.derive.offers import for_business, for_persons, once, topics_of
from generator.derive.topics import Topic
from generator.derive.town import Offer, Town
from generator.model.entry import NamedEntry
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.values import is_nothing
from generator.model.wayfinding import Elsewhere, Together
from generator.pages import words
from generator.pages.body import Body
from generator.pages.list_rows import Cell, Column, ListRow, fitted, list_row
from generator.pages.listing import FilterBy, Group, ListPage, group, list_page_body, listing
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
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the list of what one can get done."""
    record, write = town.record, Writer(town, SECTION.url)
    living = [guide for guide in record.guides.values() if not guide.ended]
    thin = [guide for guide in living if not issued(guide, record)]
    shown = listing(
        town,
        "services",
        "件",
        _groups(living, thin, write),
        _FILTERS,
        hint="名称、编号、叫法",
        contents="遇到什么事",
        anchor="personal",
        by_topic=True,
    )
    page = ServicesPage(root=write.root, list=shown, counted=_counted(len(living), len(thin)))
    return list_page_body(SECTION, page, "要带什么、去哪、多久、多少钱", town)


def _counted(living: int, thin: int) -> str:
    """Returns how many there are, and how many of them nobody should rely on yet."""
    if not thin:
        return f"镇里办的 {living} 件。"
    which = "办事信息都还不全" if thin == living else f"{thin} 件的办事信息还不全（标着“还不全”）"
    return f"镇里办的 {living} 件，{which}，去之前先打12345问。"


def _groups(living: list[Guide], thin: list[Guide], write: Writer) -> list[Group]:
    """Returns a group for each topic, one for what neither persons nor firms come for, one for what has ended."""
    record = write.town.record
    # Where all guides are thin, the head says so, and no row does.
    marks = dict.fromkeys((str(guide.id) for guide in thin), "还不全") if len(thin) < len(living) else {}
    offers: list[Offer] = [*living, *record.together.values(), *record.elsewhere.values()]
    others = [guide for guide in living if not for_persons(guide) and not for_business(guide)]
    apart = {entry.id for entry in others}
    parts = once(entry for entry in offers if entry.id not in apart)
    shop = max(parts, key=lambda part: sum(map(for_business, part[1])), default=None)
    groups = [_topic(*part, part is shop, marks, write) for part in parts]
    if others:
        groups.append(_group("others", "村里、单位来办的", others, marks, write))
    if ended := [guide for guide in record.guides.values() if guide.ended]:
        groups.append(_group("ended", "不再办的", ended, marks, write))
    return groups


def _topic(topic: Topic, held: list[Any], also: list[Any], shop: bool, marks: dict[str, str], write: Writer) -> Group:
    """Returns the group of a topic: the town's own first, then undertakings, then what is not the town's."""
    order = (_TOWN, _SEVERAL, _AWAY)
    ordered = sorted(held, key=lambda entry: order.index(_how(entry)))
    made = _group(f"topic-{topic.number}", topic.name, ordered, marks, write, also)
    return replace(made, anchor="business") if shop else made


def _group(
    id_: str,
    title: str,
    entries: Sequence[Offer],
    marks: dict[str, str],
    write: Writer,
    also: Sequence[NamedEntry] = (),
) -> Group:
    """Returns entries under a heading, and links to those that stand elsewhere."""
    columns, cells = fitted(_COLUMNS, [_texts(entry) for entry in entries])
    rows = [_row(entry, row, marks, write) for entry, row in zip(entries, cells, strict=True)]
    return group(id_, title, columns, rows, more=write.links(also))


def _texts(entry: Offer) -> tuple[str, ...]:
    """Returns what stands in each column."""
    served = "、".join(_audience(entry)) if isinstance(entry, Guide) else ""
    return _how(entry), served, _visits(entry), _fee(entry)


def _row(entry: Offer, cells: Sequence[Cell], marks: dict[str, str], write: Writer) -> ListRow:
    """Returns a row of the list; a guide that rests says so, one that is thin says so where others are not."""
    link = write.link(entry)
    chosen_by = {
        "audience": _audience(entry),
        "topic": [topic.name for topic in topics_of(entry)],
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
