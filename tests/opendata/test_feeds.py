"""Feeds and calendar: what others read them by agrees, they say what changed, and nothing of persons stands in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest
from lxml import etree

from generator import urls
from generator.derive.town import Town, derive
from generator.model.decision import Decision
from generator.opendata import feeds
from generator.reading.ledger import Row
from tests.towns import DAY

_ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def followed(sample: Town) -> Town:
    """The sample town once it was published twice; one body, one law and one decision changed in between."""
    rows = tuple(
        Row(str(one.id), urls.of(one), "", "", date(2026, 10, 9), date(2026, 11, 3) if one.id in ("j012", "g001", "c2026001") else None, None)
        for one in sample.record.entries()
    )  # fmt: skip
    return derive(replace(sample.record, ledger=rows), DAY)


@pytest.fixture(scope="module")
def written(followed: Town) -> dict[str, bytes]:
    return dict(feeds.files(followed))


def _entries(content: bytes) -> list[dict[str, str]]:
    found = etree.fromstring(content).findall("a:entry", _ATOM)
    return [{etree.QName(part).localname: part.text or part.get("href", "") for part in one} for one in found]


def test_every_feed_is_atom_as_the_standard_has_it(written: dict[str, bytes]) -> None:
    """By lxml against the RELAX NG schema of RFC 4287."""
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    read = {path: etree.fromstring(content) for path, content in written.items() if path.endswith(".xml")}
    assert len(read) > 8
    for path, tree in read.items():
        assert schema.validate(tree), (path, schema.error_log)
        ids = [one.text for one in tree.iterfind(".//a:entry/a:id", _ATOM)]
        assert ids and len(ids) == len(set(ids)), path
        assert tree.find("a:link[@rel='self']", _ATOM).get("href").endswith(path)
        days = [one.text for one in tree.iterfind("a:entry/a:updated", _ATOM)]
        assert days == sorted(days, reverse=True) and tree.find("a:updated", _ATOM).text == days[0]
    broken = etree.fromstring(written[feeds.ALL])
    broken.remove(broken.find("a:id", _ATOM))
    assert not schema.validate(broken)


def test_what_changed_is_said_in_words(written: dict[str, bytes]) -> None:
    said = {one["title"]: one for one in _entries(written[feeds.of_list("powers")])}
    renamed = said["更名：城市大型户外广告设置审核"]
    assert "名称：大型户外广告设置审核 → 城市大型户外广告设置审核" in renamed["summary"]
    assert "青政发〔2026〕5号" in renamed["summary"] and renamed["id"].endswith("/authority/q001/#t2026001")
    assert "现在归：青榆县应急管理局" in said["收回：危险化学品经营许可"]["summary"]
    rested = next(one for title, one in said.items() if title.startswith("变更：村庄"))
    assert "状态：在用 → 暂停" in rested["summary"]
    assert any(one["title"] == "改动：便民服务局" for one in _entries(written[feeds.ALL]))


def test_a_feed_holds_what_it_is_called_by(written: dict[str, bytes], followed: Town) -> None:
    pages = {urls.of(one) for one in followed.record.powers.values()}
    assert all(
        one["id"].split("hequan/")[1].split("#")[0] in pages for one in _entries(written[feeds.of_list("powers")])
    )
    body = followed.record.departments["j012"]
    handled = {str(one.id) for one in followed.record.entries() if vars(one).get("handler") == body.name}
    found = {one["id"].split("/")[-2] for one in _entries(written[feeds.of_body(body)])}
    assert found and found <= handled


def test_nothing_of_persons_and_no_example_stands_in_a_feed(written: dict[str, bytes], followed: Town) -> None:
    names = {str(one.party) for one in followed.record.decisions.values()}
    names |= {str(one.name) for one in followed.record.officers.items}
    names |= {str(one.head) for one in followed.record.departments.values() if one.head}
    text = b"".join(written.values()).decode()
    assert len(names) > 5 and not [name for name in names if name in text]
    assert not [one.id for one in followed.record.entries() if isinstance(one, Decision) and urls.of(one) in text]
    assert "q210" not in text  # published by mistake


def test_a_town_without_an_address_has_no_feeds(real: Town) -> None:
    assert real.record.town.address_of_site is None and dict(feeds.files(real)) == {}


def test_the_calendar_is_read_by_another_program(written: dict[str, bytes], followed: Town) -> None:
    calendar = icalendar.Calendar.from_ical(written[feeds.CALENDAR])
    events = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}
    assert events["委托到期：劳动用工现场检查"]["DTSTART"].dt == followed.record.powers["q102"].mandate.period.end
    assert "停办到这天：借用文化站活动室" in events and not [name for name in events if "危险化学品" in name]
    assert len({str(one["UID"]) for one in events.values()}) == len(events) > 3
    assert all(str(one["URL"]).startswith("https://www.example.gov.cn/hequan/") for one in events.values())
