"""The page of each list: every entry of it, grouped as people ask; empty lists say what is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import urls
from generator.derive.completeness import missing_elements
from generator.derive.coverage import known
from generator.pages import words
from generator.pages.body import Body, render
from generator.pages.facts import facts
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list: rows of title, address, state and marks."""

    title: str
    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A list's page: its URL, title and lead, the lists of the record it shows and by what they are grouped."""

    url: str
    title: str
    lead: str
    attributes: tuple[str, ...]
    by: str = ""
    empty: str = "还没有录入。"


SECTIONS: tuple[Section, ...] = (
    Section("services/", "办事", "要带什么、去哪、多久、多少钱", ("guides", "together")),
    Section("authority/", "权力清单", "镇里能管什么，凭什么", ("powers",), by="mode"),
    Section(
        "responsibility/", "职责清单", "这事谁管：镇里、县里、已交回县里", ("responsibilities", "tasks"), by="kind"
    ),
    Section("elsewhere/", "不归镇里办的事", "去哪办", ("elsewhere",)),
    Section("together/", "一件事", "几样手续按先后串起来，每一步归谁", ("together",)),
    Section("departments/", "机构电话", "谁办什么、找谁", ("departments",), by="kind"),
    Section("laws/", "法规依据", "哪条管哪事、改过没有", ("laws",), by="rank"),
    Section("documents/", "文件", "方案、批复、公告", ("documents",), by="kind"),
    Section("changes/", "最近变动", "加了什么、收了什么、为什么", ("adjustments",)),
    Section(
        "enforcement/decisions/", "执法决定", "许可和处罚的决定", ("decisions",), by="kind", empty="还没有公开的决定。"
    ),
)


def bodies(record: Record) -> Iterator[Body]:
    """Every list's page, the enforcement page and the page of what is missing."""
    for section in SECTIONS:
        groups = tuple(_groups(section, record))
        html = render(
            "list.html",
            section=section,
            groups=groups,
            total=sum(len(group.rows) for group in groups),
            town=record.town,
        )
        yield Body(section.url, section.title, html, section.lead, indexed=record.formal)
    yield _enforcement(record)
    yield _completeness(record)


def _groups(section: Section, record: Record) -> Iterator[Group]:
    groups: dict[str, list[Any]] = {}
    for attribute in section.attributes:
        for entry in getattr(record, attribute).values():
            groups.setdefault(str(getattr(entry, section.by, "") or "") if section.by else "", []).append(entry)
    for name, entries in groups.items():
        title = words.MODES.get(name) or words.DUTY_CLASSES.get(name) or name
        yield Group(title, tuple(_row(entry, section.url) for entry in entries))


def _row(entry: Any, page: str) -> tuple[str, str, str, tuple[str, ...]]:
    return (
        words.title(entry),
        urls.relative(urls.of(entry), page),
        words.state(entry),
        (str(entry.id), words.standing(entry)),
    )


def _enforcement(record: Record) -> Body:
    files = (
        ("执法主体", record.enforcers),
        ("执法人员", record.officers),
        ("随机抽查事项", record.inspections),
        ("裁量基准", record.discretions),
        ("执法流程", record.procedures),
    )
    parts = [(title, facts(file, record, urls.ENFORCEMENT) if file else None) for title, file in files]
    years = [
        (year, facts(figures, record, urls.ENFORCEMENT))
        for year, figures in sorted(record.statistics.items(), reverse=True)
    ]
    html = render("enforcement.html", parts=parts, years=years, decisions=len(record.decisions), town=record.town)
    return Body(urls.ENFORCEMENT, "执法公开", html, "谁来查、凭什么罚、罚了什么", indexed=record.formal)


def _completeness(record: Record) -> Body:
    guides = [
        (words.title(g), urls.relative(urls.of(g), urls.COMPLETENESS), missing_elements(g, record))
        for g in record.guides.values()
    ]
    html = render("completeness.html", counts=known(record), guides=guides, town=record.town)
    return Body(urls.COMPLETENESS, "还差什么", html, "有出处的多少，没核实的多少", indexed=record.formal)
