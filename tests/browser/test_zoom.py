"""Enlarged to 400 %, with text set wider, and under a finger: nothing runs out, is lost, or is missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import shapes
from tests.browser.looks import LOOKS, unfold, wear

LEAST = {"浅色": 44, "长者": 60}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _told(faults: dict[str, list[str]]) -> str:
    """The places, each with the pages it was found on; places of the same shape in one line."""
    shapes_of: dict[str, tuple[str, list[str]]] = {}
    for fault, pages in faults.items():
        _, at = shapes_of.setdefault(re.sub(r"“.*|\d+×\d+ ", "", fault), (fault, []))
        at.extend(pages)
    lines = [f"{len(faults)} 处，{len(shapes_of)} 种："]
    for fault, pages in sorted(shapes_of.values(), key=lambda one: -len(one[1]))[:40]:
        lines.append(f"- {fault}　{len(pages)} 次：{'；'.join(pages[:3])}")
    return "\n".join(lines)


def _note(faults: dict[str, list[str]], found: list[str], where: str) -> None:
    for fault in found:
        faults.setdefault(fault, []).append(where)


# A phone's width; a screen of 1280 × 1024 enlarged fourfold, as the browser then lays it out.
@pytest.mark.parametrize("height", [800, 256])
def test_enlarged_fourfold_nothing_scrolls_sideways(town, page, height, a_few):
    faults: dict[str, list[str]] = {}
    page.set_viewport_size({"width": 320, "height": height})
    for url in a_few(3 if height == 800 else 1):
        page.goto(town.address + url)
        for look in LOOKS:
            wear(page, look)
            if look != "浅色":
                unfold(page)
            _note(faults, shapes.too_wide(page), f"/{url} {look}")
    assert not faults, _told(faults)


def test_at_fourfold_density_too(town, browser, a_few):
    """The screen of the same size with four times the pixels: nothing depends on how many there are."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    for url in ["", *[url for url in a_few(1) if url.count("/") == 2][:4]]:
        page.goto(town.address + url)
        assert shapes.too_wide(page) == [], url
    context.close()


# A style of the reader's own: the policy of the page forbids only the page's.
_WORN = "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own]; }"


@pytest.mark.parametrize("width", [320, 1280])
def test_text_set_wider_is_all_there(town, page, width, a_few):
    faults: dict[str, list[str]] = {}
    page.set_viewport_size({"width": width, "height": 800})
    for url in a_few(1):
        page.goto(town.address + url)
        page.evaluate(_WORN, shapes.SPACING)
        for look in LEAST:
            wear(page, look)
            unfold(page)
            _note(faults, shapes.too_wide(page) + shapes.cut_off(page), f"/{url} {look}")
    assert not faults, _told(faults)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_pressed_is_large_enough(town, page, width, a_few):
    faults: dict[str, list[str]] = {}
    page.set_viewport_size({"width": width, "height": 800})
    for url in a_few(2):
        page.goto(town.address + url)
        for look, least in LEAST.items():
            wear(page, look)
            unfold(page)
            _note(faults, [f"{look} {small}" for small in shapes.too_small(page, least)], f"/{url}")
    assert not faults, _told(faults)


FAULTY = """<!doctype html><title>错</title><meta name="viewport" content="width=device-width">
<p>一句话里的<a href="a">链接</a>不算。</p><p><a href="b">短</a></p><ul><li><a href="c">单独一行</a></li></ul>
<button style="width: 50px; height: 30px">矮</button>
<label style="display: block; padding: 20px"><input type="checkbox"> 连着字的</label>
<a href="d" style="position: relative">放大了的<i style="position: absolute; inset: -20px"></i></a>
<div style="height: 20px; overflow: hidden">放不下的字<br>第二行<br>第三行</div>
<div style="height: 20px">挂在外面的字<br>第二行<br>第三行</div><div>被压着的字</div>
<div style="width: 600px">太宽</div>"""


def test_bad_shapes_are_seen(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("about:blank")  # else the policy of the page before holds
    page.set_content(FAULTY)
    small = "\n".join(shapes.too_small(page, 44))
    assert all(f"“{word}”" in small for word in ("短", "单独一行", "矮")), small
    assert not any(word in small for word in ("链接", "连着字的", "放大了的")), small
    assert any("太宽" in fault for fault in shapes.too_wide(page))
    cut = "\n".join(shapes.cut_off(page))
    assert "截了：div “放不下的字" in cut and "叠了：div “挂在外面的字" in cut, cut
