"""axe-core finds nothing, by WCAG 2.2 A and AA and its own best practice, however a reader has the pages.

Every page of the sample town and a few of each kind of the real one, at two widths, in light, dark and 长者.
axe-core comes as it was published, inside a pinned package; two pages are looked at at a time.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import sample
from tests.browser.looks import LOOKS, WIDTHS, unfold, wear

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Dark differs from light in its colours alone (see below), so only they are looked at again.
COLOURS = ["color-contrast", "link-in-text-block"]
START = """only => {
    const run = axe.run(document, {
        runOnly: only.length ? {type: "rule", values: only} : {type: "tag", values: %s},
        resultTypes: ["violations"], preload: false,
    });
    window.found = run.then(result => result.violations.flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id, where: String(node.target[0]), html: node.html.slice(0, 160),
        why: (node.any.concat(node.all, node.none)[0] || {}).message || rule.help,
    }))));
}"""
START %= TAGS
FOUND = "() => window.found"


@pytest.fixture(scope="module")
def pair(browser: Browser) -> Iterator[list[Page]]:
    """Two pages in processes of their own."""
    contexts = [browser.new_context(reduced_motion="reduce") for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def _each(pages: list[Page], only: list[str]) -> list[list[dict[str, str]]]:
    """What axe finds in each of the open pages, looked at at the same time."""
    for page in pages:
        page.evaluate(START, only)
    return [page.evaluate(FOUND) for page in pages]


def look_at(pair: list[Page], address: str, urls: list[str]) -> dict[str, list[str]]:
    """What axe finds on pages: “rule where” → what it says, and on which pages in which looks."""
    faults: dict[str, list[str]] = {}
    for some in _batched(urls, len(pair)):
        pages = pair[: len(some)]
        for page, url in zip(pages, some, strict=True):
            page.goto(address + url)
            page.evaluate(AXE)
        for look, width in itertools.product(LOOKS, WIDTHS):
            for page in pages:
                page.set_viewport_size({"width": width, "height": 800})
                wear(page, look)
                if look == "长者":
                    unfold(page)
            found = _each(pages, COLOURS if look == "深色" else [])
            for url, violations in zip(some, found, strict=True):
                for one in violations:
                    told = faults.setdefault(f"{one['rule']} {one['html']}", [one["why"].split("\n")[0], one["where"]])
                    told.append(f"/{url} {look} {width}")
    return faults


def _batched(urls: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(urls), size):
        yield urls[start : start + size]


def report(faults: dict[str, list[str]]) -> str:
    """The faults, each with some of the places it was found in."""
    lines = [f"{len(faults)} 处："]
    for fault, (why, where, *pages) in list(faults.items())[:40]:
        lines += [f"- {fault}", f"    {why}（{where}）", f"    {len(pages)} 次：{'；'.join(pages[:4])}"]
    return "\n".join(lines)


def test_axe_finds_nothing(town, pair):
    urls = list(sample.nearly_every(town.folder)) if town.name == "禾泉镇" else sample.a_few(town.folder)
    faults = look_at(pair, town.address, urls)
    assert not faults, report(faults)


WHERE_ALL_STANDS = """() => [...document.body.querySelectorAll("*")].map(one => {
    const box = one.getBoundingClientRect();
    return [one.tagName, box.x, box.y, box.width, box.height].join(" ");
})"""


def test_dark_changes_colours_alone(town, pair):
    page, _ = pair
    page.set_viewport_size({"width": 360, "height": 800})
    for url in sample.a_few(town.folder, 1):
        page.goto(town.address + url)
        wear(page, "浅色")
        light = page.evaluate(WHERE_ALL_STANDS)
        wear(page, "深色")
        moved = [one for one in zip(light, page.evaluate(WHERE_ALL_STANDS), strict=True) if one[0] != one[1]]
        # The pressed button of the choice itself bears a tick.
        assert all("BUTTON" in was for was, _ in moved), (url, moved[:3])


FAULTY = """<!doctype html><html lang="zh-CN"><title>错</title><main><h1>错</h1>
<p><a href="a">甲</a></p><p class="pale">看不清</p><img src="x.png"><input type="text">
<div class="near"><a href="b">乙</a><a href="c">丙</a></div></main>
<style>.pale { color: #ccc; background: #fff; } .near a { display: block; height: 10px; width: 10px; font-size: 8px }</style>
"""


def test_axe_sees_what_is_wrong(browser: Browser):
    page = browser.new_page()
    page.set_content(FAULTY)
    page.evaluate(AXE)
    found = {one["rule"] for one in _each([page], [])[0]}
    assert {"color-contrast", "image-alt", "label", "target-size"} <= found, found
    page.close()
