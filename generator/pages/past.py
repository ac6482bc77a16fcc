"""某一天的清单: the lists as they stood after each adjustment, and on any day one likes.

In: the town. Out: `bodies`: for each adjustment and list that it touched the list of that day, in pages of `_MOST`
rows; and one page with every adjustment, how much was in use after it, and a field for any day, which past.js fills
from timeline.json. Without scripts the adjustments' lists are there.

Rows say what 须经调整 fields said; the links lead to the entries as they are today, and the pages say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from markupsafe import Markup

from generator import urls
from generator.derive.history import start_of
from generator.derive.timeline import LIVING, SHORT, Life, Stand, Timeline, timeline
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.entry import IN_USE, RESTING
from generator.model.kind import Kind, Section
from generator.model.kinds import BY_LETTER, kind_of
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.components import FigureRow, Figures, Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.pictures import charts

SCRIPT = "past.js"
SECTION = Section("某一天的清单", urls.PAST)
_CHANGES = kind_of(Adjustment).section
_MOST = 400  # rows of a page
_DRAWN = 12  # days in the picture; the table has all
_HEADS = {"承诺办结时限": "多久办好"}
_NOW = "名称、类型、方式、状态是那天的；点开看到的是现在的页面。"


def bodies(town: Town) -> Iterator[Body]:
    """Yields the page for any day, and the lists after each adjustment."""
    times = timeline(town.record, town.today)
    yield _any_day(town, times)
    drawn = _Rows(times)
    for adjustment in town.record.adjustments.values():
        for kind in touched(adjustment, town):
            yield from _after(adjustment, kind, town, times, drawn)


def touched(adjustment: Adjustment, town: Town) -> list[Kind]:
    """Returns the lists that an adjustment touched; none before it counts, or where nobody knows since when it does."""
    start = start_of(adjustment)
    if start is None or start > town.today:
        return []
    kinds = {BY_LETTER.get(item.entry.id[:1]) for item in adjustment.items}
    return [kind for kind in LIVING if kind in kinds]


def url(adjustment: Adjustment, kind: Kind, number: int = 1) -> str:
    """Returns the address of a list after an adjustment; `number` is that of the page."""
    return f"{urls.of(adjustment)}{kind.attribute}{f'-{number}' if number > 1 else ''}/"


# A list after an adjustment.


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow(Page):
    """What past_row.html prints: an entry as it stood; `new` is what the adjustment of the page did to it."""

    template: ClassVar = "past_row.html"
    id: str
    name: str
    href: str
    short: Sequence[str]
    state: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPage(Page):
    """What past.html prints: a list as it stood after an adjustment. `pages` are the other pages of the same list."""

    template: ClassVar = "past.html"
    title: str
    counted: str
    adjustment: Link
    columns: Sequence[str]
    rows: Markup
    pages: Sequence[Link]
    others: Sequence[Link]
    any_day: str

    @property
    def beside(self) -> int:
        """How many columns stand beside the name, but for the last, which is narrow."""
        return len(self.columns) + 1


class _Rows:
    """The rows of entries; one that says the same on several pages is drawn once."""

    def __init__(self, times: Timeline) -> None:
        self.times = times
        self.drawn: dict[tuple[str, date | None, str], Markup] = {}

    def row(self, life: Life, stand: Stand, adjustment: Adjustment, root: str) -> Markup:
        """Returns the row of an entry as it stood after an adjustment."""
        by = stand.by
        new = str(by.item.action) if by and by.adjustment is adjustment else ""
        key = str(life.entry.id), stand.since, new
        if key not in self.drawn:
            self.drawn[key] = Markup(render(_row(life, stand, root, new)))
        return self.drawn[key]


def _row(life: Life, stand: Stand, root: str, new: str) -> PastRow:
    state = life.state(stand)
    return PastRow(
        root=root,
        id=str(life.entry.id),
        name=life.name(stand),
        href=f"{root}{urls.of(life.entry)}",
        short=[life.text(path, stand) for path in SHORT[type(life.entry)]],
        state="" if state == IN_USE else state,
        new=new,
    )


def _after(adjustment: Adjustment, kind: Kind, town: Town, times: Timeline, drawn: _Rows) -> Iterator[Body]:
    day = start_of(adjustment)
    assert day
    found = list(times.of(kind, day))
    pages = [found[at : at + _MOST] for at in range(0, len(found), _MOST)] or [[]]
    title = f"{day.isoformat()} 的{kind.title}"
    counted = _counted(Counter(life.state(stand) for life, stand in found))
    others = [other for other in touched(adjustment, town) if other is not kind]
    for number, part in enumerate(pages, 1):
        write = Writer(town, url(adjustment, kind, number))
        page = PastPage(
            root=write.root,
            title=title,
            counted=f"{counted}{_NOW}",
            adjustment=write.link(adjustment, note=""),
            columns=[_HEADS.get(path, path) for path in SHORT[kind.model]],  # type: ignore[index]  # LIVING's models
            rows=Markup("").join(drawn.row(life, stand, adjustment, write.root) for life, stand in part),
            pages=[
                Link(f"第 {n} 页", write.href(url(adjustment, kind, n)), "这一页" if n == number else "")
                for n in range(1, len(pages) + 1)
                if len(pages) > 1
            ],
            others=[Link(other.title, write.href(url(adjustment, other))) for other in others],
            any_day=write.href(urls.PAST),
        )
        crumbs = (_CHANGES, Section(words.title(adjustment), urls.of(adjustment)))
        shown = f"{title}（第 {number} 页）" if number > 1 else title
        yield Body(write.url, shown, render(page), f"{shown}。{counted}", crumbs=crumbs, day=day, indexed=False)


def _counted(states: Counter[str]) -> str:
    """Returns how many entries by their states: 共 43 项：在用 40 项，收回 3 项。"""
    parts = "，".join(
        f"{state} {count} 项" for state, count in sorted(states.items(), key=lambda one: one[0] != IN_USE)
    )
    return f"共 {states.total()} 项：{parts}。" if states else "这张清单那时还没有内容。"


# Any day.


@dataclass(frozen=True, slots=True)
class PastDay:
    """An adjustment that changed the lists: its day, its page, the lists after it."""

    day: str
    adjustment: Link
    lists: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDaysPage(Page):
    """What past_days.html prints. `first` and `last` are the days between which one may choose; `data` is asked by the script."""

    template: ClassVar = "past_days.html"
    first: str
    last: str
    data: str
    said: str
    days: Sequence[PastDay]
    figures: Figures | None


def _any_day(town: Town, times: Timeline) -> Body:
    write = Writer(town, urls.PAST)
    known = [one for one in town.record.adjustments.values() if touched(one, town)]
    newest = sorted(known, key=lambda one: (start_of(one) or date.min, one.id), reverse=True)
    page = PastDaysPage(
        root=write.root,
        first=(times.days[0] if times.days else town.today).isoformat(),
        last=town.today.isoformat(),
        data=write.href(f"{urls.OPEN_DATA}timeline.json"),
        said=_NOW,
        days=[
            PastDay(
                str(start_of(one)),
                write.link(one, note=""),
                [Link(kind.title, write.href(url(one, kind))) for kind in touched(one, town)],
            )
            for one in newest
        ],
        figures=_figures(times) if len(times.days) > 1 else None,
    )
    lead = "哪一天镇里有哪些权力、职责、指南，由现在的记录和每次调整推回去"
    return Body(
        urls.PAST, SECTION.title, render(page), lead, PageKind.COLUMN, (_CHANGES,), town.today,
        indexed=town.record.formal, scripts=(SCRIPT,),
    )  # fmt: skip


def _figures(times: Timeline) -> Figures:
    """Returns how many entries were in use, rested and had ended on each day on which that changed."""
    changes: dict[date, Counter[str]] = {}
    for life in times.lives.values():
        before = ""
        for stand in life.stands:
            group = _group(life.state(stand))
            if group != before:
                change = changes.setdefault(stand.since or date.min, Counter())
                change[group] += 1
                change[before] -= 1
                before = group
    now: Counter[str] = Counter(changes.pop(date.min, Counter()))
    counted: list[tuple[str, tuple[int, ...]]] = []
    for day in sorted(changes):
        now.update(changes[day])
        counted.append((day.isoformat(), tuple(now[group] for group in _GROUPS)))
    drawn = [charts.Bars(f"{day} 起", numbers) for day, numbers in counted[-_DRAWN:]]
    picture = charts.stacked("past-figure", "每次变动以后，清单里有多少项", drawn, _GROUPS)
    rows = [FigureRow(Link(day, ""), [str(number) for number in numbers]) for day, numbers in counted]
    return Figures(picture, "每次变动以后，清单里有多少项", ("哪天起", *_GROUPS), rows)


_GROUPS = ("在用", "暂停", "不再办")


def _group(state: str) -> str:
    return "在用" if state == IN_USE else "暂停" if state == RESTING else "不再办"
