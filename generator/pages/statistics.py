"""年度执法数据: a page for each year's figures, beside the year before, as pictures and the table behind each.

In: the town. Out: a body for each year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import urls
from generator.derive.town import Town
from generator.model.enforcement import Statistics
from generator.model.fields import Part, fields_of
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import origin
from generator.pages.writing import Link, Writer
from generator.pictures import charts

# How the figures of a year are counted, as published yearly figures elsewhere state it.
COUNTING = (
    "数的是当年1月1日到12月31日作出的决定。",
    "一件案子罚了几样的，只算一件，算在最重的一类里；既有列明的一类、又有“其他”的，算在列明的一类里。",
    "罚没金额照处罚决定书上的数加；没收的东西算得出多少钱的，也加进去。",
    "行政检查查一个对象、有完整记录的算一次；没有具体对象的巡查不算；查了以后又处罚的，不重复算。",
    "没有办过的写0；不归镇里管的，另外注明。",
)


class Table(NamedTuple):
    """A kind of enforcement: its rows and sums, each with the year's figure and that of the year before, and a picture."""

    id: str
    title: str
    caption: str
    years: tuple[str, ...]
    rows: tuple[tuple[str, list[Any]], ...]
    sums: tuple[tuple[str, list[Any]], ...]
    picture: Markup | None
    said: str


_SUMS = ("合计", "罚没金额")
_PARTS = (
    ("licences", "行政许可", "件"),
    ("penalties", "行政处罚", "件"),
    ("coercion", "行政强制", "件"),
    ("others", "其他执法", ""),
)


def bodies(town: Town) -> Iterator[Body]:
    """The page of each year."""
    years = sorted(town.record.statistics, reverse=True)
    for year, before in zip(years, [*years[1:], None], strict=False):
        earlier = town.record.statistics[before] if before else None
        yield _page(town.record.statistics[year], earlier, [other for other in years if other != year], town)


def _page(year: Statistics, before: Statistics | None, others: list[str], town: Town) -> Body:
    url = _url(str(year.year))
    write = Writer(town, url)
    title = f"{year.year}年执法数据" + ("（示例）" if year.is_example else "")
    html = render(
        "statistics.html",
        title=title,
        published=year.published,
        tables=list(_tables(year, before)),
        more=write.rows(
            ("执法人员数", "持证的执法人员", year.officers),
            ("行政复议", "被申请行政复议（件）", year.reviews),
            ("行政诉讼", "被起诉（件）", year.suits),
        ),
        counting=COUNTING,
        others=[Link(f"{other}年", write.href(_url(other))) for other in others],
        origin=origin(year, write),
        write=write,
    )
    lead = f"{year.year}年镇里许可、处罚、强制、检查了多少"
    indexed = town.record.formal and not year.is_example
    crumbs = (("执法公开", urls.ENFORCEMENT),)
    return Body(url, title, html, lead, PageKind.ARTICLE, crumbs, year.published.date, indexed)


def _url(year: str) -> str:
    return f"{urls.ENFORCEMENT}statistics/{year}/"


def _tables(year: Statistics, before: Statistics | None) -> Iterator[Table]:
    """The tables of a year; beside each figure stands that of the latest earlier year that has one."""
    for attribute, title, unit in _PARTS:
        both = [(str(said.year), part) for said in (year, before) if said and (part := getattr(said, attribute))]
        if getattr(year, attribute):
            yield _table(attribute, title, unit, both)


def _table(id_: str, title: str, unit: str, parts: list[tuple[str, Part]]) -> Table:
    """A kind's table; without a unit of its own the rows count what their names say."""
    values = [
        (spec.name, [getattr(part, spec.attribute) for _, part in parts]) for spec in fields_of(type(parts[0][1]))
    ]
    years = tuple(f"{year}年" for year, _ in parts)
    rows = tuple((name, found) for name, found in values if name not in _SUMS)
    drawn = [charts.Row(name, tuple(v.number for v in found)) for name, found in rows if any(v.number for v in found)]
    return Table(
        id_,
        title,
        f"{title}（{unit or '检查数次，别的数件'}）",
        years,
        rows,
        tuple((name, found) for name, found in values if name in _SUMS),
        _picture(id_, title, unit, years, drawn),
        _said(title, years, len(rows), drawn),
    )


def _picture(id_: str, title: str, unit: str, years: tuple[str, ...], drawn: list[charts.Row]) -> Markup | None:
    """A bar for each number that is not nought, beside the year before where there is one; one number needs none."""
    if len(drawn) * len(years) < 2:
        return None
    if len(years) > 1:
        return charts.compared(f"bars-{id_}", f"{title}各有多少，和上一次比", drawn, years, unit)
    return charts.bars(
        f"bars-{id_}", f"{title}各有多少", [charts.Bar(row.label, row.numbers[0]) for row in drawn], unit
    )


def _said(title: str, years: tuple[str, ...], rows: int, drawn: list[charts.Row]) -> str:
    """What the picture leaves out: one number needs none, nought is not drawn."""
    nought = rows - len(drawn)
    when = "这一年" if len(years) == 1 else f"{'、'.join(years)}都"
    if not drawn:
        return f"{when}没有{title}。"
    if len(drawn) == 1 and len(years) == 1:
        return f"只有“{drawn[0].label}”有数，是 {drawn[0].numbers[0]}，其余都是0。"
    return f"图上只画有数的，另外{nought}项{'都' if len(years) > 1 else ''}是0。" if nought else ""
