"""年度执法数据: a page for each year's figures, a picture for those that are not nought, the table behind each.

In: the town. Out: a body for each year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from generator import figures, urls
from generator.derive.town import Town
from generator.model.enforcement import Statistics
from generator.model.fields import Part, fields_of
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import origin
from generator.pages.writing import Link, Writer

# How the figures of a year are counted, as published yearly figures elsewhere state it.
COUNTING = (
    "数的是当年1月1日到12月31日作出的决定。",
    "一件案子罚了几样的，只算一件，算在最重的一类里；既有列明的一类、又有“其他”的，算在列明的一类里。",
    "罚没金额照处罚决定书上的数加；没收的东西算得出多少钱的，也加进去。",
    "行政检查查一个对象、有完整记录的算一次；没有具体对象的巡查不算；查了以后又处罚的，不重复算。",
    "没有办过的写0；不归镇里管的，另外注明。",
)


class Table(NamedTuple):
    """A kind of enforcement: its rows and sums, a picture of what is not nought, and what that leaves out."""

    id: str
    title: str
    caption: str
    rows: tuple[tuple[str, Any], ...]
    sums: tuple[tuple[str, Any], ...]
    picture: Markup | None
    said: str


_SUMS = ("合计", "罚没金额")


def bodies(town: Town) -> Iterator[Body]:
    """The page of each year."""
    years = sorted(town.record.statistics, reverse=True)
    for year in years:
        yield _page(town.record.statistics[year], [other for other in years if other != year], town)


def _page(year: Statistics, others: list[str], town: Town) -> Body:
    url = _url(str(year.year))
    write = Writer(town, url)
    title = f"{year.year}年执法数据" + ("（示例）" if year.standing == "示例" else "")
    html = render(
        "statistics.html",
        title=title,
        published=year.published,
        tables=list(_tables(year)),
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
    indexed = town.record.formal and year.standing != "示例"
    crumbs = (("执法公开", urls.ENFORCEMENT),)
    return Body(url, title, html, lead, PageKind.ARTICLE, crumbs, year.published.date, indexed)


def _url(year: str) -> str:
    return f"{urls.ENFORCEMENT}statistics/{year}/"


def _tables(year: Statistics) -> Iterator[Table]:
    yield _table("licences", "行政许可", "件", year.licences)
    yield _table("penalties", "行政处罚", "件", year.penalties)
    if year.coercion:
        yield _table("coercion", "行政强制", "件", year.coercion)
    yield _table("others", "其他执法", "", year.others)


def _table(id_: str, title: str, unit: str, part: Part) -> Table:
    """A kind's table; without a unit of its own the rows count what their names say."""
    values = [(spec.name, getattr(part, spec.attribute)) for spec in fields_of(type(part))]
    rows = tuple((name, value) for name, value in values if name not in _SUMS)
    counted = [figures.Bar(name, value.number) for name, value in rows if value.number]
    return Table(
        id_,
        title,
        f"{title}（{unit or '检查数次，别的数件'}）",
        rows,
        tuple((name, value) for name, value in values if name in _SUMS),
        figures.bars(f"bars-{id_}", f"{title}各有多少", counted, unit) if len(counted) > 1 else None,
        _said(title, rows, counted),
    )


def _said(title: str, rows: tuple[tuple[str, Any], ...], counted: list[figures.Bar]) -> str:
    """What the picture leaves out: one number needs none, nought is not drawn."""
    nought = len(rows) - len(counted)
    if not counted:
        return f"这一年没有{title}。"
    if len(counted) == 1:
        return f"只有“{counted[0].label}”有数，是 {counted[0].number}，其余都是0。"
    return f"图上只画有数的，另外{nought}项是0。" if nought else ""
