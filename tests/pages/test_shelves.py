"""Lists of any length: no page is heavier than its budget, nothing is lost, no address that once was goes away."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile
from types import ModuleType
from urllib.parse import urljoin

import pytest

from generator.derive.town import Town
from generator.model.kinds import BY_LETTER
from generator.pages import az, department_list, departments, documents, elsewhere, powers, shelves
from generator.pages.body import Body
from generator.reading.ledger import Row
from tests import web
from tests.towns import ROOT

MANY = 10_000
RAW, PACKED = 600_000, 60_000  # bytes that a page of a list may weigh
FRAME, FRAME_PACKED = 30_000, 8_000  # of which this much is what stands around every page
_ENTRY = re.compile(rf"(?:^|/)[{''.join(BY_LETTER)}]\d+/$")
_ROW = re.compile(r'<tr data-id="(\w+)"')


def _lists(module: ModuleType, town: Town) -> list[Body]:
    """The list of a module and its child pages; they come before the pages of entries."""
    return list(takewhile(lambda body: not _ENTRY.search(body.url), module.bodies(town)))


def _grown(town: Town, attribute: str, many: int) -> Town:
    """The town with so many entries in a list: its own again, under other ids and names."""
    own = list(getattr(town.record, attribute).values())
    letter = str(own[0].id)[0]

    def copies() -> Iterator[tuple[str, object]]:
        for number in range(many):
            entry = own[number % len(own)]
            id_, name = f"{letter}{number + 1000}", f"{entry.name}第{number}片"
            changed = {"id": type(entry.id)(id_), "name": type(entry.name)(name)}
            if called := vars(entry).get("nicknames"):
                changed["nicknames"] = tuple(type(said)(f"{said}第{number}片") for said in called)
            yield id_, entry.model_copy(update=changed)

    return replace(town, record=replace(town.record, **{attribute: dict(copies())}))


def test_the_frame_is_no_heavier_than_it_is_taken_to_be() -> None:
    frame = (ROOT / "tests/expected/frames/home.html").read_bytes()
    assert len(frame) < FRAME and len(gzip.compress(frame)) < FRAME_PACKED


@pytest.mark.parametrize(
    "module, attribute, url",
    [
        (powers, "powers", "authority/"),
        (documents, "documents", "documents/"),
        (departments, "departments", "departments/"),
        (az, "elsewhere", "az/"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_page_of_a_long_list_is_too_heavy(sample: Town, module: ModuleType, attribute: str, url: str) -> None:
    """All of one sort where the list allows it: the worst that a county can bring."""
    town = _grown(sample, attribute, MANY)
    bodies = {body.url: body for body in _lists(module, town)}
    for body in bodies.values():
        html = body.html.encode()
        assert len(html) <= RAW - FRAME and len(gzip.compress(html, 6)) <= PACKED - FRAME_PACKED, body.url
    named = {id_ for body in bodies.values() for id_ in re.findall(r'/(\w\d+)/"', body.html)}
    held = [
        id_
        for id_, entry in getattr(town.record, attribute).items()
        if not (attribute == "departments" and entry.ended)
    ]
    assert not set(held) - named, "every entry stands on some page"
    assert _reached(bodies, url) == set(bodies), "every page is reached from the list"


def _reached(bodies: dict[str, Body], url: str) -> set[str]:
    """The pages that links lead to, from a page on."""
    seen, waiting = {url}, [url]
    while waiting:
        here = waiting.pop()
        for link in re.findall(r'<a href="([^"#]+)', bodies[here].html):
            target = urljoin(f"/{here}", link).lstrip("/")
            if target in bodies and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def test_each_entry_stands_on_one_child_page_at_every_size(town: Town) -> None:
    """Whether the list shows all itself or not."""
    for module, attribute, url in ((powers, "powers", "authority/"), (elsewhere, "elsewhere", "elsewhere/")):
        bodies = {body.url: body for body in _lists(module, town)}
        whole = _ROW.findall(bodies.pop(url).html)
        parts = [id_ for body in bodies.values() for id_ in _ROW.findall(body.html)]
        assert sorted(parts) == sorted(whole) == sorted(getattr(town.record, attribute)), url


def test_a_long_list_counts_and_leads_and_its_anchors_stay(sample: Town) -> None:
    short, long = sample, _grown(sample, "powers", shelves.WHOLE + 1)
    before, after = (next(iter(powers.bodies(town))).html for town in (short, long))
    groups = re.compile(r'<section class="q-section q-group" id="([\w-]+)"')
    assert groups.findall(before) == groups.findall(after) and not _ROW.search(after) and "<form" not in after
    counts = [int(real) for real in re.findall(r'href="[./]*authority/by/\d+/#mode-\d">[^<]* <span>(\d+)', after)]
    assert sum(counts) == shelves.WHOLE + 1
    assert f"共 {shelves.WHOLE + 1} 项" in web.read(after).text


def test_letters_keep_their_anchors_where_they_have_pages(sample: Town) -> None:
    whole = {body.url: body for body in az.bodies(sample)}["az/"]
    long = {body.url: body for body in az.bodies(_grown(sample, "elsewhere", shelves.WHOLE))}["az/"]
    anchors = re.compile(r' id="(letter-\w+)"')
    assert set(anchors.findall(whole.html)) <= set(anchors.findall(long.html))


def test_a_child_page_that_was_published_stays(sample: Town) -> None:
    """Its last entry went elsewhere: the address says so, in a sentence."""
    first = date(2026, 1, 1)
    urls = ("authority/by/04/", "departments/by/v/", "az/v/", "documents/by/1999/")
    rows = tuple(Row("", url, "", "", first, None, None) for url in (*urls, "authority/by/01/"))
    town = replace(sample, record=replace(sample.record, ledger=rows))
    found = {body.url: body for module in (powers, department_list, az, documents) for body in _lists(module, town)}
    for url in urls:
        assert "现在一条也没有了" in found[url].html and not found[url].indexed, url
    assert "现在一条也没有了" not in found["authority/by/01/"].html
    assert not set(urls) & {body.url for body in _lists(powers, sample)}
