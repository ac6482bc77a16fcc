"""The lists after each adjustment and on any day: whole, as they were, split where they are long, without examples."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator import urls
from generator.derive.history import start_of
from generator.derive.timeline import timeline
from generator.derive.town import Town
from generator.model.authority import POWER
from generator.pages import changes, past
from generator.pages.body import Body
from tests.towns import DAY

_ROW = re.compile(r"<tr><th scope=\"row\"><a href=\"([^\"]+)\">([^<]*)</a>(.*?)<td class=\"q-id\">(\w+)</td></tr>")


@pytest.fixture(scope="module")
def made(sample: Town) -> dict[str, Body]:
    return {body.url: body for body in past.bodies(sample)}


def _rows(body: Body) -> dict[str, tuple[str, str]]:
    """Name and rest of each row, by id."""
    return {id_: (name, rest) for _, name, rest, id_ in _ROW.findall(body.html)}


def test_each_adjustment_has_the_lists_it_touched_as_they_were(sample: Town, made: dict[str, Body]) -> None:
    before, after = made["changes/t2025001/powers/"], made["changes/t2026001/powers/"]
    assert _rows(before)["q001"][0] == "大型户外广告设置审核" and "这次承接" in _rows(before)["q001"][1]
    assert _rows(after)["q001"][0] == "城市大型户外广告设置审核" and "这次更名" in _rows(after)["q001"][1]
    assert "收回" in _rows(after)["q104"][1] and "收回" not in _rows(before)["q104"][1]
    assert "q209" not in _rows(before) and "q209" in _rows(after) and "这次" not in _rows(after)["q003"][1]
    times = timeline(sample.record, DAY)
    for adjustment in sample.record.adjustments.values():
        for kind in past.touched(adjustment, sample):
            there = {str(life.entry.id) for life, _ in times.of(kind, start_of(adjustment))}
            assert set(_rows(made[past.url(adjustment, kind)])) == there
    assert "这次" in made["changes/t2026001/responsibilities/"].html and "changes/t2026001/guides/" not in made


def test_links_lead_to_pages_of_the_site(sample: Town, made: dict[str, Body]) -> None:
    entries = {urls.of(one) for one in sample.record.entries()}
    for body in made.values():
        for href in re.findall(r' href="([^"#]+)"', body.html):
            target = href.replace("../" * body.url.count("/"), "", 1)
            assert target in entries or target in made or target == "./", (body.url, href)


def test_no_example_and_no_mistake_is_in_a_list(town: Town) -> None:
    left_out = {str(one.id) for one in town.record.entries() if one.is_example or one.mistaken}
    for body in past.bodies(town):
        assert not left_out & set(_rows(body)), body.url


def test_a_long_list_is_split_and_nothing_is_lost(sample: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _rows({body.url: body for body in past.bodies(sample)}["changes/t2026001/powers/"])
    monkeypatch.setattr(past, "_MOST", 5)
    made = {body.url: body for body in past.bodies(sample)}
    parts = [made[past.url(sample.record.adjustments["t2026001"], POWER, number)] for number in (1, 2, 3, 4)]
    found = [list(_rows(body)) for body in parts]
    assert [id_ for part in found for id_ in part] == list(whole) and max(map(len, found)) == 5
    assert "changes/t2026001/powers-5/" not in made and "第 4 页" in parts[0].html
    assert len({body.title for body in parts}) == 4


def test_what_was_in_use_is_counted_for_every_day(sample: Town, made: dict[str, Body]) -> None:
    times = timeline(sample.record, DAY)
    table = made[urls.PAST].html.partition("<table")[2]
    for day in times.days:
        states = Counter(life.state(stand) for life, stand in times.on(day))
        ended = states.total() - states["在用"] - states["暂停"]
        row = "".join(f"<td>{number}</td>" for number in (states["在用"], states["暂停"], ended))
        assert f'<th scope="row">{day}</th>{row}' in table


def test_an_adjustment_leads_to_its_lists(sample: Town) -> None:
    pages = {body.url: body.html for body in changes.bodies(sample)}
    assert '<a href="../../changes/t2026001/powers/">权力清单</a>' in pages["changes/t2026001/"]
    assert '<a href="../changes/on/">' in pages["changes/"] and '<a href="../feeds/all.xml">' in pages["changes/"]


def test_an_adjustment_without_a_day_has_no_list(real: Town) -> None:
    assert start_of(real.record.adjustments["t2019001"]) is None
    assert [body.url for body in past.bodies(real)] == [urls.PAST]
