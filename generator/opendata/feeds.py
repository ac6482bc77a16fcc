"""What one can subscribe to: Atom feeds (RFC 4287) of what changed, and a calendar (RFC 5545) of days that matter.

In: a town. Out: a feed of everything, one a list, one a body, and the calendar. Addresses in a feed are whole ones, so
a town without a public address has none. Nothing of persons stands in them: no decision, no officer; no examples.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import quote

from generator import urls
from generator.derive.news import News, news
from generator.derive.town import Town
from generator.model.kinds import KINDS
from generator.model.reference import Department
from generator.model.town import TownFile
from generator.opendata import icalendar

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50  # entries of a feed: who comes back seldom takes changes.json
_MIDNIGHT = "T00:00:00+08:00"
ALL, CALENDAR = f"{urls.FEEDS}all.xml", f"{urls.FEEDS}days.ics"


def files(town: Town) -> Iterator[tuple[str, bytes]]:
    """Every feed, and the calendar."""
    own = town.record.town
    if own is None or not own.address_of_site:
        return
    every = news(town)
    yield ALL, _feed(ALL, "全部变动", every, town)
    for kind in KINDS:
        if found := [one for one in every if one.kind is kind]:
            path = of_list(kind.attribute)
            yield path, _feed(path, kind.title, found, town)
    by_body: dict[str, list[News]] = {}
    for one in every:
        by_body.setdefault(town.record.department_ids.get(one.handler, ""), []).append(one)
    for id_, found in sorted(by_body.items()):
        body = town.record.departments.get(id_)
        if body and not body.is_example:
            yield of_body(body), _feed(of_body(body), f"{body.name}办的事", found, town)
    yield CALENDAR, _calendar(town, own)


def of_list(name: str) -> str:
    """Where the feed of a list lies."""
    return f"{urls.FEEDS}{name}.xml"


def of_body(body: Department) -> str:
    """Where the feed of what a body handles lies."""
    return f"{urls.FEEDS}departments/{body.id}.xml"


def _feed(path: str, title: str, found: Iterable[News], town: Town) -> bytes:
    own = town.record.town
    assert own
    base = urls.absolute("", own.address_of_site)
    shown = list(found)[:_MOST]
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _said(feed, "id", base + path)
    _said(feed, "title", f"{own.site_name}：{title}")
    _said(feed, "updated", _moment(shown[0].day if shown else town.today))
    _said(_said(feed, "author"), "name", str(own.authority))
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": base + path})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{urls.CHANGES}"})
    for one in shown:
        _entry(feed, one, base)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(feed, encoding="utf-8") + b"\n"


def _entry(feed: ET.Element, one: News, base: str) -> None:
    page = base + urls.of(one.entry)
    entry = _said(feed, "entry")
    _said(entry, "id", f"{page}#{one.by.id if one.by else one.day.isoformat()}")
    _said(entry, "title", one.what)
    _said(entry, "updated", _moment(one.day))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    if one.by:
        ET.SubElement(entry, "link", {"rel": "related", "type": "text/html", "href": base + urls.of(one.by)})
    ET.SubElement(entry, "category", {"term": one.kind.attribute, "label": one.kind.title})
    _said(entry, "summary", one.told)


def _said(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text or None
    return child


def _moment(day: date) -> str:
    return day.isoformat() + _MIDNIGHT


def _calendar(town: Town, own: TownFile) -> bytes:
    """The days on which something ends that people rely on: a delegation, a rest."""
    lines = [line for day, uid, what, url in sorted(_days(town)) for line in _event(day, uid, what, url, town, own)]
    return icalendar.calendar(f"{own.site_name}：到期的日子", "days", lines)


def _days(town: Town) -> Iterator[tuple[date, str, str, str]]:
    """Each day, a name that it keeps, what it is, the address of the page."""
    for power in town.record.powers.values():
        if not power.is_example and not power.ended and power.delegated and power.mandate and power.mandate.period.end:
            what = f"委托到期：{power.name}"
            yield power.mandate.period.end, f"{power.id}-mandate", what, urls.of(power)
    for entry in (*town.record.powers.values(), *town.record.guides.values()):
        last = entry.pause.end.date if entry.pause and entry.pause.end else None
        if last and not entry.is_example and not entry.ended:
            yield last, f"{entry.id}-pause", f"停办到这天：{entry.name}", urls.of(entry)


def _event(day: date, uid: str, what: str, url: str, town: Town, own: TownFile) -> Iterator[str]:
    yield from icalendar.opening(f"{uid}@{quote(str(own.division_code or own.name))}.qingdan", day, town.today)
    yield from (f"SUMMARY:{icalendar.text(what)}", "TRANSP:TRANSPARENT")
    yield from (f"URL:{urls.absolute(url, own.address_of_site)}", "END:VEVENT")
