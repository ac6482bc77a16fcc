"""axe-core finds nothing, by WCAG 2.2 A and AA and its own best practice, however a reader has the pages.

The pages of both towns that together show everything (all of them with `--every-page`), at two widths, in light, dark
and 长者.
axe-core comes as it was published, inside a pinned package; how often it is asked of colours says tests/browser/audit.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.audit import AXE, IN_NAME, Audit, everything, report
from tests.browser.looks import LOOKS, WIDTHS, unfold, wear


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def look_at(page: Page, audit: Audit, address: str, urls: Sequence[str]) -> dict[str, list[str]]:
    """What axe finds on pages: “rule html” → what it says, where, and on which pages in which looks."""
    faults: dict[str, list[str]] = {}
    for url in urls:
        page.goto(address + url)
        page.evaluate(AXE)
        for width, look in itertools.product(WIDTHS, LOOKS):
            page.set_viewport_size({"width": width, "height": 800})
            wear(page, look)
            if look == "长者":
                unfold(page)
            # Dark differs from light in its colours alone (see below), so only they are looked at again.
            for one in audit.faults(page, look, only_colours=look == "深色"):
                told = faults.setdefault(f"{one['rule']} {one['html']}", [one["why"].split("\n")[0], one["where"]])
                told.append(f"/{url} {look} {width}")
    return faults


def test_axe_finds_nothing(town, page, audit, visited):
    faults = look_at(page, audit, town.address, visited)
    assert not faults, report(faults)


WHERE_ALL_STANDS = """() => [...document.body.querySelectorAll("*")].map(one => {
    const box = one.getBoundingClientRect();
    return [one.tagName, box.x, box.y, box.width, box.height].join(" ");
})"""


def test_dark_changes_colours_alone(town, page, a_few):
    page.set_viewport_size({"width": 360, "height": 800})
    for url in a_few(1):
        page.goto(town.address + url)
        wear(page, "浅色")
        light = page.evaluate(WHERE_ALL_STANDS)
        wear(page, "深色")
        moved = [one for one in zip(light, page.evaluate(WHERE_ALL_STANDS), strict=True) if one[0] != one[1]]
        # The pressed button of the choice itself bears a tick.
        assert all("BUTTON" in was for was, _ in moved), (url, moved[:3])


FAULTY = """<!doctype html><html lang="zh-CN"><title>错</title><main><h1>错</h1>
<p><a href="a">甲</a></p><p class="pale">看不清</p><img src="x.png"><input type="text">
<div class="near"><a href="b">乙</a><a href="c">丙</a></div><button aria-label="下载权力清单的表格">表格 CSV</button></main>
<style>.pale { color: #ccc; background: #fff; } .near a { display: block; height: 10px; width: 10px; font-size: 8px }</style>
"""


def _show(page: Page, text: str) -> None:
    page.goto("about:blank")  # else the policy of the page before holds, which forbids these styles
    page.set_content(text)
    page.evaluate(AXE)


def test_axe_sees_what_is_wrong(page):
    _show(page, FAULTY)
    found = {one["rule"] for one in everything(page)}
    assert {"color-contrast", "image-alt", "label", "target-size", IN_NAME} <= found, found


FINE = """<!doctype html><html lang="zh-CN"><title>对</title><main class="all"><h1>对</h1><p class="a">看得清的字</p>
<p class="a">一句话里的<a class="l" href="b">一个链接</a>在这里</p><div class="bar">底下的一条</div></main>
<style>.a { color: #666; background: #fff } .l { color: #00c } .bar { position: fixed; bottom: 0; color: #555 }</style>"""


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        (".a { color: #999 }", "color-contrast"),
        (".a { background: transparent } main { background: #777 }", "color-contrast"),
        (".a { background: transparent } html { background: #777 }", "color-contrast"),
        (".a { opacity: .6 }", "color-contrast"),
        (".all { opacity: .6 }", "color-contrast"),
        (".bar { background: #888 }", "color-contrast"),
        (
            ".a { background: transparent } .bar { top: 0; height: 800px; width: 100%; background: #888 }",
            "color-contrast",
        ),
        (".l { color: #555; text-decoration: none }", "link-in-text-block"),
    ],
)
def test_what_is_drawn_otherwise_is_judged_anew(page, style: str, rule: str):
    """What has passed does not cover what only looks like it in the source: same tags, same classes, another ground."""
    audit = Audit()
    for text in (FINE, FINE.replace('class="a"', 'class="a b"')):
        _show(page, text)
        assert audit.faults(page, "浅色", only_colours=True) == []
    _show(page, FINE.replace("</style>", style + "</style>"))
    assert {one["rule"] for one in audit.faults(page, "浅色", only_colours=True)} == {rule}


def test_what_is_drawn_the_same_way_is_judged_once(page):
    audit = Audit()
    _show(page, FINE)
    assert audit.faults(page, "浅色", only_colours=True) == []
    page.evaluate("() => { axe.run = () => { throw new Error('asked'); }; }")
    page.evaluate("document.querySelector('.bar').remove()")
    assert audit.faults(page, "浅色", only_colours=True) == []
