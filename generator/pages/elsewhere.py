"""不归镇里办的事: what people come for that others do, by what happened, and a page for each: whose it is, where to go.

In: the town. Out: `bodies` for the list and its child pages and all pointers, `body` for one pointer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from generator import urls
from generator.derive.offers import once, topics_of
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.values import Text, is_nothing
from generator.model.wayfinding import Elsewhere
from generator.pages import words
from generator.pages.acts import SCRIPT, Acts
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed, part_itself
from generator.pages.components import Fact
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page
from generator.pages.list_rows import Cell, Column, ListRow, list_row
from generator.pages.listing import FilterBy
from generator.pages.writing import Writer

SECTION = kind_of(Elsewhere).section
_SERVICES = kind_of(Guide).section
_COLUMNS = (Column("归谁", field="归谁办"),)
_HELPS, _CANNOT, _NOT_KNOWN = "能帮一点", "帮不上", "还没核实"  # whether the town can do anything
_FILTERS = (
    FilterBy("topic", "遇到什么事"),
    FilterBy("town", "镇里帮得上吗", dict.fromkeys((_HELPS, _CANNOT, _NOT_KNOWN), "")),
    FilterBy("fee", "收不收钱"),
)


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by topic, and each pointer's page."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for pointer in town.record.elsewhere.values():
        yield body(pointer, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewheresPage(ListPage):
    """What elsewheres.html prints."""

    template: ClassVar = "elsewheres.html"


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of pointers."""
    write = Writer(town, SECTION.url)
    page = ElsewheresPage(root=write.root, list=listed(catalogue, write))
    return list_body(catalogue, page, "身份证、户口、房产证……镇里不办的事，去哪办", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the pointers by topic."""
    return Catalogue(
        section=SECTION,
        name="elsewhere",
        unit="件",
        parts=[
            Part(id=f"topic-{topic.number}", title=topic.name, rows=_ROWS, entries=held, also=also)
            for topic, held, also in once(town.record.elsewhere.values())
        ],
        filters=_FILTERS,
        place=part_itself,
        crumbs=(_SERVICES,),
        hint="名称、编号、叫法",
        by_topic=True,
    )


def _texts(pointer: Elsewhere, _: Writer) -> tuple[str, ...]:
    return (_whose(pointer),)


def _row(pointer: Elsewhere, cells: Sequence[Cell], write: Writer) -> ListRow:
    return list_row(pointer, write, cells, _chosen_by(pointer))


_ROWS = Rows(_COLUMNS, _texts, _row)


def _chosen_by(pointer: Elsewhere) -> dict[str, Any]:
    can = pointer.town_can
    return {
        "topic": [topic.name for topic in topics_of(pointer)],
        "town": _NOT_KNOWN if can is None else _CANNOT if is_nothing(can) else _HELPS,
        "fee": words.FEES[str(pointer.fee)] if pointer.fee else None,
    }


def _whose(pointer: Elsewhere) -> str:
    """Returns whose matter it is; where the town's own part is open, only to whom the law gives it."""
    return f"{'法律写给' if pointer.town_can is None else '归'}：{pointer.whose}"


# The page of one pointer.


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewherePage(PageOfEntry):
    """What elsewhere.html prints.

    `lead` stands before `whose`. `deadline`: what is lost if one is late. `town_can`: what the town can do;
    `town_can_field` is "" where that is not known. `pending`: what is not known.
    """

    template: ClassVar = "elsewhere.html"
    lead: str
    whose: str
    deadline: str
    facts: Sequence[Fact]
    town_can: str
    town_can_field: str
    pending: str
    basis: Sequence[Fact]
    names: str
    themes: str
    life_stages: str
    acts: Acts


def body(pointer: Elsewhere, town: Town) -> Body:
    """Returns the page of a pointer."""
    write = Writer(town, urls.of(pointer))
    lead, town_can = _town_part(pointer)
    page = ElsewherePage(
        root=write.root,
        entry=entry_page(pointer, write, related=write.links(town.mentions.get(pointer.id, ()))),
        lead=lead,
        whose=write.value(pointer.whose),
        deadline=write.known(pointer.deadline),
        facts=_facts(pointer, write),
        town_can=town_can,
        town_can_field="" if pointer.town_can is None else "镇里能做什么",
        pending=_pending(pointer),
        basis=write.facts(("依据", "依据", pointer.basis)),
        names="、".join(pointer.nicknames),
        themes="、".join(pointer.themes or ()),
        life_stages="、".join(pointer.life_stages or ()),
        acts=Acts(str(pointer.phone or "") or write.phone),
    )
    said = f"{'法律把这件事写给' if pointer.town_can is None else '这件事归谁办'}：{pointer.whose}"
    made = entry_body(pointer, town, page, SECTION, said)
    return replace(made, crumbs=(_SERVICES, SECTION), scripts=(SCRIPT,))


def _facts(pointer: Elsewhere, write: Writer) -> list[Fact]:
    return write.facts(
        ("地址", "去哪", pointer.address),
        ("电话", "电话", pointer.phone),
        ("要带", "带什么", pointer.bring),
        ("多久", "多久", pointer.limit),
        ("是否收费", "多少钱", Text(words.FEES[str(pointer.fee)]) if pointer.fee else None),
        ("网址", "网上办", pointer.link),
    )


def _pending(pointer: Elsewhere) -> str:
    asked = (("镇里能不能办", pointer.town_can), ("去哪", pointer.address), ("打哪个电话", pointer.phone))
    return "、".join(word for word, value in asked if value is None)


def _town_part(pointer: Elsewhere) -> tuple[str, str]:
    """Returns what leads to whose it is, and what the town can do: it helps, it cannot, or that is not known yet."""
    if pointer.town_can is None:
        return "法律把这件事写给：", "镇里能不能办，还没核实。先打12345问清。"
    if is_nothing(pointer.town_can):
        return "这件事不归镇里办。归谁办：", "帮不上，直接去上面说的地方。"
    return "这件事归谁办：", str(pointer.town_can)
