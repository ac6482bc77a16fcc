"""年度执法数据: a page for each year's figures, beside the year before, as pictures and the table behind each.

In: the town. Out: `body` for one year, `bodies` for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.enforcement import Statistics
from generator.model.fields import Part, fields_of
from generator.model.kind import Section
from generator.pages.body import Body
from generator.pages.components import Fact, Link, Origin
from generator.pages.rendering import Page, render
from generator.pages.sources import origin
from generator.pages.writing import Writer
from generator.pictures import charts

# How the figures of a year are counted, as published yearly figures elsewhere state it.
COUNTING = (
    "数的是当年1月1日到12月31日作出的决定。",
    "一件案子罚了几样的，只算一件，算在最重的一类里；既有列明的一类、又有“其他”的，算在列明的一类里。",
    "罚没金额照处罚决定书上的数加；没收的东西算得出多少钱的，也加进去。",
    "行政检查查一个对象、有完整记录的算一次；没有具体对象的巡查不算；查了以后又处罚的，不重复算。",
    "没有办过的写0；不归镇里管的，另外注明。",
)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row: what is counted, and the figure of the year, then that of the year before where there is one."""

    name: str
    now: str
    before: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of enforcement: its rows and sums by year, a picture of the rows, and what the picture leaves out."""

    id: str
    title: str
    caption: str
    years: Sequence[str]
    rows: Sequence[FigureLine]
    sums: Sequence[FigureLine]
    picture: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPage(Page):
    """What statistics.html prints; `more` are figures without a table of their own, `others` the other years."""

    template: ClassVar = "statistics.html"
    title: str
    published: str
    origin: Origin
    tables: Sequence[Table]
    more: Sequence[Fact]
    counting: Sequence[str] = COUNTING
    others: Sequence[Link]


_SUMS = ("合计", "罚没金额")
_PARTS = (
    ("licences", "行政许可", "件"),
    ("penalties", "行政处罚", "件"),
    ("coercion", "行政强制", "件"),
    ("others", "其他执法", ""),
)


def bodies(town: Town) -> Iterator[Body]:
    """Yields the page of each year."""
    for year in sorted(town.record.statistics, reverse=True):
        yield body(year, town)


def body(name: str, town: Town) -> Body:
    """Returns the page of the year of a file's name, such as 2025, beside the latest year before it."""
    year = town.record.statistics[name]
    names = sorted(town.record.statistics, reverse=True)
    earlier = names[names.index(name) + 1 :]
    write = Writer(town, _url(str(year.year)))
    page = StatisticsPage(
        root=write.root,
        title=f"{year.year}年执法数据" + ("（示例）" if year.is_example else ""),
        published=str(year.published),
        origin=origin(year, write),
        tables=list(_tables(year, town.record.statistics[earlier[0]] if earlier else None)),
        more=write.facts(
            ("执法人员数", "持证的执法人员", year.officers),
            ("行政复议", "被申请行政复议（件）", year.reviews),
            ("行政诉讼", "被起诉（件）", year.suits),
        ),
        others=[Link(f"{other}年", write.href(_url(other))) for other in names if other != name],
    )
    return Body(
        write.url,
        page.title,
        render(page),
        f"{year.year}年镇里许可、处罚、强制、检查了多少",
        crumbs=(Section("执法公开", urls.ENFORCEMENT),),
        day=year.published.date,
        indexed=town.record.formal and not year.is_example,
    )


def _url(year: str) -> str:
    return f"{urls.ENFORCEMENT}statistics/{year}/"


def _tables(year: Statistics, before: Statistics | None) -> Iterator[Table]:
    """Yields the tables of a year; beside each figure stands that of the latest earlier year that has one."""
    for attribute, title, unit in _PARTS:
        both = [(str(said.year), part) for said in (year, before) if said and (part := getattr(said, attribute))]
        if getattr(year, attribute):
            yield _table(attribute, title, unit, both)


def _table(id_: str, title: str, unit: str, parts: list[tuple[str, Part]]) -> Table:
    """Returns the table of a kind; without a unit of its own the rows count what their names say."""
    values = [
        (spec.name, [getattr(part, spec.attribute) for _, part in parts]) for spec in fields_of(type(parts[0][1]))
    ]
    years = tuple(f"{year}年" for year, _ in parts)
    rows = [(name, found) for name, found in values if name not in _SUMS]
    drawn = [charts.Bars(name, tuple(v.number for v in found)) for name, found in rows if any(v.number for v in found)]
    return Table(
        id_,
        title,
        f"{title}（{unit or '检查数次，别的数件'}）",
        years,
        [_line(name, found) for name, found in rows],
        [_line(name, found) for name, found in values if name in _SUMS],
        _picture(id_, title, unit, years, drawn),
        _said(title, years, len(rows), drawn),
    )


def _line(name: str, found: Sequence[object]) -> FigureLine:
    return FigureLine(name, str(found[0]), [str(value) for value in found[1:]])


def _picture(id_: str, title: str, unit: str, years: tuple[str, ...], drawn: list[charts.Bars]) -> str:
    """Returns a bar for each number that is not nought, beside the year before where there is one; one number needs none."""
    if len(drawn) * len(years) < 2:
        return ""
    if len(years) > 1:
        return charts.compared(f"bars-{id_}", f"{title}各有多少，和上一次比", drawn, years, unit)
    return charts.bars(
        f"bars-{id_}", f"{title}各有多少", [charts.Bar(row.label, row.numbers[0]) for row in drawn], unit
    )


def _said(title: str, years: tuple[str, ...], rows: int, drawn: list[charts.Bars]) -> str:
    """Returns what the picture leaves out: one number needs none, nought is not drawn."""
    nought = rows - len(drawn)
    when = "这一年" if len(years) == 1 else f"{'、'.join(years)}都"
    if not drawn:
        return f"{when}没有{title}。"
    if len(drawn) == 1 and len(years) == 1:
        return f"只有“{drawn[0].label}”有数，是 {drawn[0].numbers[0]}，其余都是0。"
    return f"图上只画有数的，另外{nought}项{'都' if len(years) > 1 else ''}是0。" if nought else ""
