"""What a first visit weighs on the wire, and how soon the page is there on a slow network and an old phone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import urls
from generator.model.kinds import KINDS
from tests.browser import sample
from tests.browser.work import Work

VISIT, ENTRY = 100_000, 15_000  # bytes, compressed: all of a first visit; the HTML of an entry
SECONDS = 2.5
# The network and the phone of the measure: 400 kbit/s, 400 ms there and back, a quarter of this machine.
BITS, WAIT, SLOWER = 400_000, 400, 4


@cache
def _packed(file: Path) -> int:
    """How many bytes of a file go over the wire; pictures are packed already."""
    body = file.read_bytes()
    return min(len(body), len(gzip.compress(body, 9)))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def test_a_first_visit_is_light(town, page, a_few):
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    icons = "() => [...document.querySelectorAll('link[rel~=icon], link[rel=apple-touch-icon]')].map(one => one.href)"
    weights = {}
    for url in a_few(3):
        asked.clear()
        page.goto(town.address + url)
        page.mouse.wheel(0, 100_000)  # what is put off until it is scrolled to belongs to the visit
        got = {address.partition("#")[0].partition("?")[0] for address in asked | set(page.evaluate(icons))}
        foreign = [address for address in got if not address.startswith(town.address)]
        assert foreign == [] or url == "404.html", url
        paths = (address.removeprefix(town.address) for address in got)
        weights[url] = sum(_packed(sample.file_of(town.folder, path) if path[-1:] in ("/", "") else town.folder / path)
                           for path in paths if "://" not in path)  # fmt: skip
    heaviest = sorted(weights, key=weights.__getitem__, reverse=True)[:5]
    print(f"\n{town.name} 第一次打开：" + "；".join(f"/{url} {weights[url] / 1000:.1f} kB" for url in heaviest))
    assert {url: weight for url, weight in weights.items() if weight > VISIT} == {}


def test_the_html_of_an_entry_is_small(town):
    ids = [id_ for kind in KINDS for id_ in town.record.list_of(kind)]
    sizes = {id_: _packed(sample.file_of(town.folder, urls.of_id(id_))) for id_ in ids}
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:5]
    print(f"\n{town.name} 条目：" + "；".join(f"{id_} {sizes[id_] / 1000:.1f} kB" for id_ in largest))
    assert {id_: size for id_, size in sizes.items() if size > ENTRY} == {}


# Everything that was fetched until the page was there, as [kind, bytes on the wire]; what of it was painted largest.
_FETCHED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(one => [one.initiatorType, one.encodedBodySize])"""
_LARGEST = """() => new Promise(resolve => new PerformanceObserver(list => {
    const last = list.getEntries().pop();
    resolve([last.url, last.element ? last.element.outerHTML.slice(0, 60) : ""]);
}).observe({type: "largest-contentful-paint", buffered: true}))"""
_PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_WRITTEN = {"navigation", "link", "script", "img"}  # what stands in the page itself is asked for as soon as it is there


def _seconds(browser: Browser, address: str) -> tuple[float, str]:
    """When the largest of what is first seen is painted at the latest, and what it is.

    Reckoned, not timed: the ways there and back, all that is fetched by then one after the other, the work of the page.
    """
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2)
    page = context.new_page()
    work = Work(page)
    page.goto(address)
    page.evaluate(_PAINTED)
    worked, fetched = work.seconds(), page.evaluate(_FETCHED)
    picture, what = page.evaluate(_LARGEST)
    context.close()
    ways = 2 + bool({kind for kind, _ in fetched} - _WRITTEN) + bool(picture)
    return ways * WAIT / 1000 + sum(size for _, size in fetched) * 8 / BITS + worked * SLOWER, what


def test_a_slow_phone_sees_the_page_soon(town, browser):
    guide = max(town.record.guides, key=lambda id_: sample.file_of(town.folder, urls.of_id(id_)).stat().st_size)
    for url in ("", urls.of_id(guide)):
        seconds, what = _seconds(browser, town.address + url)
        print(f"\n{town.name} /{url}：{seconds:.2f} 秒看到 {what}")
        assert seconds < SECONDS, url
