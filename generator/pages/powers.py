"""权力清单: the list by mode, and a page for each power: in whose name, how far, what if not satisfied.

In: the town. Out: `bodies` for the list and its child pages and all powers, `body` for one power.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from generator import urls
from generator.derive.completeness import issued, missing_elements, needless
from generator.derive.coverage import WAYS, Count, known
from generator.derive.effect import effect
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.pages import power_duties, words
from generator.pages import power_facts as facts
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed
from generator.pages.components import Fact, Link, Mark
from generator.pages.entry_page import PageOfEntry, Side, entry_body, entry_page, unknown
from generator.pages.escaping import quoted
from generator.pages.list_rows import Cell, Column, ListRow, changed, list_row
from generator.pages.listing import FilterBy
from generator.pages.power_use import Use, use
from generator.pages.shelves import Place
from generator.pages.writing import Writer
from generator.standards import tables

SECTION = kind_of(Power).section
_HINT = "名称、编号、叫法"
_COLUMNS = (
    Column("类型"),
    Column("领域"),
    Column("承办机构", label="承办"),
    Column("怎么办", wide=True, rare=True),
)
_FILTERS = (
    FilterBy("mode", "怎么来的", words.MODES),
    FilterBy("type", "类型"),
    FilterBy("area", "领域"),
    FilterBy("handler", "承办机构"),
    FilterBy("standing", "有没有出处", words.STANDINGS),
    FilterBy("state", "还办不办", words.LIFE),
)


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by type, and each power's page."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for power in town.record.powers.values():
        yield body(power, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class PowersPage(ListPage):
    """What powers.html prints; `total` says how many powers there are."""

    template: ClassVar = "powers.html"
    total: str


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of powers."""
    write = Writer(town, SECTION.url)
    total = _entered(list(town.record.powers.values()))
    page = PowersPage(root=write.root, list=listed(catalogue, write), total=total)
    return list_body(catalogue, page, "镇里能管什么，凭什么", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the powers by mode; their child pages go by the official code of their type."""
    counts = {mode: count for mode, count, _ in known(town.record)}
    return Catalogue(
        section=SECTION,
        name="powers",
        unit="项",
        parts=[_part(i, mode, counts, town) for i, mode in enumerate(words.MODES, 1)],
        filters=[by for by in _FILTERS if by.name != "area" or (town.record.town and town.record.town.areas)],
        place=lambda _, power: Place(tables.code("职权类型", str(power.type)), str(power.type)),
        hint=_HINT,
        newest="最近变动的在前",
        by_code=True,
    )


def _part(number: int, mode: str, counts: dict[str, Count], town: Town) -> Part:
    """Returns the powers of one mode."""
    powers = [power for power in town.record.powers.values() if power.mode == mode]
    lead = f"{_counted(mode, powers, counts)}。"
    return Part(
        id=f"mode-{number}", title=words.MODES[mode], rows=_ROWS, entries=powers, lead=lead, empty="还没有录入。"
    )


def _row(power: Power, cells: Sequence[Cell], write: Writer) -> ListRow:
    return list_row(power, write, cells, _chosen_by(power), day=changed(power, write.town))


def _entered(powers: list[Power]) -> str:
    """Returns how many powers the list holds; examples are set apart and do not count."""
    examples = sum(power.is_example for power in powers)
    said = words.tally([power for power in powers if not power.is_example])
    return said + (f"，另录示例 {examples} 项，不算数" if examples else "")


def _counted(mode: str, powers: list[Power], counts: dict[str, Count]) -> str:
    """Returns how complete a part of the list is: only what has a source counts as known."""
    count = counts.get(mode)
    if count is None or count.documented is None:
        return f"录入 {_entered(powers)}"
    said = f"文件定的{WAYS[mode]} {count.documented} 项，官方目录名称已知 {count.known}/{count.documented}"
    return said + (f"；另录示例 {count.examples} 项，不算数" if count.examples else "")


def _texts(power: Power, write: Writer) -> tuple[str, ...]:
    """Returns what stands in each column."""
    guides = [guide for guide in write.town.mentioning(power.id, Guide) if not guide.ended]
    return (
        str(power.type),
        str(power.field or ""),
        write.known(power.handler) or words.PENDING,
        Markup("<br>".join(f'<a href="{link.href}">{quoted(link.text)}</a>' for link in write.links(guides))),
    )


def _chosen_by(power: Power) -> dict[str, Any]:
    return {
        "mode": power.mode,
        "type": power.type,
        "area": power.field,
        "handler": power.handler or words.PENDING,
        "standing": power.standing,
        "state": words.life(power),
    }


_ROWS = Rows(_COLUMNS, _texts, _row)


# The page of one power.


@dataclass(frozen=True, slots=True)
class ThinGuide:
    """A guide that may not stand as such: its id, what it is about, what it lacks, where it lies."""

    id: str
    in_short: str
    pending: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerPage(PageOfEntry):
    """What power.html prints. Of a power that has ended, what is left is the ground and why it ended.

    `sentence`: in whose name the power is exercised, or what became of it.
    `why`: why it ended, a line each.
    `answering`: HTML, what is owed at each stage and for what somebody is called to account.
    """

    template: ClassVar = "power.html"
    sentence: str
    example: bool
    why: Sequence[str] = ()
    guides: Sequence[Link] = ()
    thin_guides: Sequence[ThinGuide] = ()
    pending: str = ""
    reach: Sequence[Fact] = ()
    remedies: Sequence[str] = ()
    answering: str = ""
    use: Use | None = None
    ground_title: str
    ground: Sequence[Fact]
    decisions: Sequence[Link]


def body(power: Power, town: Town) -> Body:
    """Returns the page of a power."""
    write = Writer(town, urls.of(power))
    page = _ended(power, write) if power.ended else _in_use(power, write)
    return entry_body(power, town, page, SECTION, page.sentence)


def _in_use(power: Power, write: Writer) -> PowerPage:
    record, mentioning = write.town.record, write.town.mentions.get(power.id, ())
    what = effect(power, record)
    guides = [entry for entry in mentioning if isinstance(entry, Guide)]
    others = [entry for entry in mentioning if not isinstance(entry, Guide | Decision)]
    marks = [Mark("行使方式", words.mode(power)), Mark("类型", power.type)]
    if outcome := words.OUTCOMES.get(str(power.outcome)):
        marks.append(Mark("处理结果", outcome))
    return PowerPage(
        root=write.root,
        entry=entry_page(power, write, marks=marks, side=_side(power, write), related=write.links(others)),
        sentence=what.sentence,
        example=power.is_example,
        guides=write.links(guide for guide in guides if issued(guide, record)),
        thin_guides=[_thin(guide, write) for guide in guides if not issued(guide, record)],
        pending=words.pending(unknown(power, needless(power))),
        reach=facts.reach(power, write),
        remedies=what.remedies,
        answering=power_duties.drawn(power, write),
        use=use(power),
        ground_title="权从哪来",
        ground=facts.ground(power, write),
        decisions=_decisions(power, write),
    )


def _ended(power: Power, write: Writer) -> PowerPage:
    """Returns the page of a power that nobody can act upon any more; of one published by mistake only the notice stays."""
    withdrawn = power.mistaken
    others = [entry for entry in write.town.mentions.get(power.id, ()) if not isinstance(entry, Decision)]
    return PowerPage(
        root=write.root,
        entry=entry_page(
            power,
            write,
            marks=[Mark("类型", power.type)],
            side=Side(()) if withdrawn else _side(power, write),
            related=write.links(others),
        ),
        sentence=effect(power, write.town.record).sentence,
        example=power.is_example,
        why=facts.why_ended(power, write),
        ground_title="原来是什么，凭什么",
        ground=() if withdrawn else facts.former_reach(power, write) + facts.ground(power, write),
        decisions=_decisions(power, write),
    )


def _side(power: Power, write: Writer) -> Side:
    return Side(facts.labels(power, write), facts.codes(power, write))


def _decisions(power: Power, write: Writer) -> list[Link]:
    return write.links(write.town.mentioning(power.id, Decision))


def _thin(guide: Guide, write: Writer) -> ThinGuide:
    pending = words.pending(missing_elements(guide, write.town.record))
    return ThinGuide(str(guide.id), str(guide.in_short), pending, write.href(urls.of(guide)))
