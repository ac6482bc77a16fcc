"""一件事: what takes several steps, and a page for each: in what order they go, and whose each of them is.

In: the town. Out: `bodies` for the list and its child pages and all undertakings, `body` for one undertaking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from generator import urls
from generator.derive.offers import topics_of
from generator.derive.pinyin import reader
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.values import Text
from generator.model.wayfinding import Stage, Together
from generator.pages import words
from generator.pages.acts import SCRIPT, Acts
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed
from generator.pages.components import Fact, Link
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page
from generator.pages.list_rows import Cell, ListRow, list_row
from generator.pages.listing import FilterBy
from generator.pages.shelves import by_letter
from generator.pages.writing import Writer

SECTION = kind_of(Together).section
_SERVICES = kind_of(Guide).section
_FILTERS = (FilterBy("topic", "遇到什么事"),)
# Where one goes, by the words in which a step says whose it is; a bare 镇 is also in 城镇.
_LEVELS = {
    "自己办": ("自己",),
    "村里": ("村里", "村集体", "村民委员会", "村务监督委员会"),
    "镇里": ("镇里", "镇政府", "镇人民政府"),
    "县里": ("县里", "县级", "县政府", "县人民政府"),
    "市里": ("设区的市",),
}
_KINDS = {"党政机构": "镇里", "事业单位": "镇里", "县级部门": "县里", "村居": "村里"}


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by letter, and each undertaking's page."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for undertaking in town.record.together.values():
        yield body(undertaking, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class TogethersPage(ListPage):
    """What togethers.html prints."""

    template: ClassVar = "togethers.html"


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of undertakings."""
    write = Writer(town, SECTION.url)
    page = TogethersPage(root=write.root, list=listed(catalogue, write))
    return list_body(catalogue, page, "要连着办几样的事：先办哪样、后办哪样、各归谁", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the undertakings; their child pages go by letter."""
    read = reader(town.record.readings)
    entries = list(town.record.together.values())
    return Catalogue(
        section=SECTION,
        name="together",
        unit="件",
        parts=[Part(id="all", title="要连着办几样的", rows=_ROWS, entries=entries)],
        filters=_FILTERS,
        place=lambda _, undertaking: by_letter(undertaking.called, read),
        crumbs=(_SERVICES,),
        hint="名称、编号、叫法",
        by_code=True,
    )


def _row(undertaking: Together, cells: Sequence[Cell], write: Writer) -> ListRow:
    topics = {"topic": [topic.name for topic in topics_of(undertaking)]}
    return list_row(undertaking, write, cells, topics, short=str(undertaking.in_short or ""))


_ROWS = Rows((), lambda _, __: (), _row)


# The page of one undertaking.


@dataclass(frozen=True, slots=True)
class Fork:
    """When to go another way, which, and the page that says more, or a sentence where that is not published."""

    when: str
    instead: str
    link: Link | None
    unpublished: str


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A step: what to do, whose it is, in a word where one goes ("" where that is not plain), and the page that says how.

    `unpublished` is a sentence in its place, where the page is not published.
    """

    what: str
    whose: str
    level: str
    bring: Sequence[str]
    facts: Sequence[Fact]
    link: Link | None
    unpublished: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherPage(PageOfEntry):
    """What together.html prints."""

    template: ClassVar = "together.html"
    in_short: str
    counted: str
    forks: Sequence[Fork]
    not_needed: Sequence[str]
    steps: Sequence[TrailStep]
    names: str
    themes: str
    life_stages: str
    acts: Acts


def body(undertaking: Together, town: Town) -> Body:
    """Returns the page of an undertaking."""
    write = Writer(town, urls.of(undertaking))
    page = TogetherPage(
        root=write.root,
        entry=entry_page(undertaking, write, related=write.links(town.mentions.get(undertaking.id, ()))),
        in_short=str(undertaking.in_short or ""),
        counted=_counted([level_of(str(stage.whose or ""), town) for stage in undertaking.steps]),
        forks=[Fork(str(fork.when), str(fork.instead), *write.leads(fork.entry)) for fork in undertaking.forks or ()],
        not_needed=write.lines(undertaking.not_needed),
        steps=[_step(stage, write) for stage in undertaking.steps],
        names="、".join(undertaking.nicknames),
        themes="、".join(undertaking.themes or ()),
        life_stages="、".join(undertaking.life_stages or ()),
        acts=Acts(write.phone),
    )
    made = entry_body(undertaking, town, page, SECTION, str(undertaking.in_short or undertaking.name))
    return replace(made, crumbs=(_SERVICES, SECTION), scripts=(SCRIPT,))


def _counted(levels: Sequence[str]) -> str:
    """Returns how many steps there are, and how many of them where: 共5步：县里2步、自己办2步、别处1步."""
    counts = Counter(level or "别处" for level in levels)
    return f"共{len(levels)}步：" + "、".join(f"{level}{count}步" for level, count in counts.items())


def _step(stage: Stage, write: Writer) -> TrailStep:
    facts = write.facts(
        ("步骤·先办完", "先办完", _joined(stage.after)),
        ("步骤·多久", "多久", stage.limit),
        ("步骤·收费", "多少钱", Text(words.FEES[str(stage.fee)]) if stage.fee else None),
        ("步骤·说明", "要注意", stage.note),
        ("步骤·依据", "依据", stage.basis),
    )
    level = level_of(str(stage.whose or ""), write.town)
    return TrailStep(
        str(stage.what), write.known(stage.whose), level, write.lines(stage.bring), facts, *write.leads(stage.entry)
    )


def level_of(whose: str, town: Town) -> str:
    """Returns where one goes in a word: 镇里, 县里, …; "" where there are several or it is not plain."""
    department = town.record.department(whose)
    if department and str(department.kind) in _KINDS:
        return _KINDS[str(department.kind)]
    said = [level for level, signs in _LEVELS.items() if any(sign in whose for sign in signs)]
    return said[0] if len(said) == 1 and "或者" not in whose else ""


def _joined(names: tuple[Any, ...] | None) -> Any:
    """Returns names on one line; they may hold commas of their own."""
    return Text("；".join(names)) if names else names
