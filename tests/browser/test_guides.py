"""Guides as people use them: a case is chosen, papers are ticked off, a page is sent on, a sheet is printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from generator import urls

ELDER = "localStorage.setItem('qingdan.display', '{\"mode\":\"elder\"}')"


def _with(record, test):
    """The first guide of which something holds."""
    return next((guide for guide in record.guides.values() if not guide.ending and test(guide)), None)


def test_what_is_ticked_is_kept_and_cleared(opened):
    make, address, record = opened
    guide = _with(record, lambda guide: len([m for m in guide.materials or () if not m.waived]) > 1)
    page = make()
    page.goto(address + urls.of(guide))
    boxes, said = page.locator(".q-papers input"), page.locator(".q-tally [role=status]")
    clear = page.get_by_role("button", name="全部清掉")
    assert boxes.count() == len([m for m in guide.materials if not m.waived])
    assert not clear.is_visible()
    boxes.nth(1).check()
    assert f"一共{boxes.count()}样，勾了1样" in said.inner_text()
    page.reload()
    assert not boxes.nth(0).is_checked() and boxes.nth(1).is_checked()
    other = _with(record, lambda other: other.id != guide.id and other.materials)
    page.goto(address + urls.of(other))
    assert page.locator(".q-papers input:checked").count() == 0
    page.goto(address + urls.of(guide))
    clear.click()
    assert page.locator(".q-papers input:checked").count() == 0 and "勾了0样" in said.inner_text()
    assert not clear.is_visible()
    page.reload()
    assert page.locator(".q-papers input:checked").count() == 0
    assert page.complaints == []


def test_a_closed_storage_breaks_nothing(opened):
    make, address, record = opened
    guide = _with(record, lambda guide: guide.materials)
    page = make(before="Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed') } });")
    page.goto(address + urls.of(guide))
    page.locator(".q-papers input").first.check()
    said = page.locator(".q-tally [role=status]").inner_text()
    assert "勾了1样" in said or "都勾上了" in said
    assert page.complaints == []


def test_a_case_leaves_only_what_is_its_own(opened):
    make, address, record = opened
    guide = _with(record, lambda guide: len(guide.cases or ()) > 1)
    page = make()
    page.goto(address + urls.of(guide))
    cards = page.locator(".q-manner:visible")
    assert cards.count() == len(guide.cases)
    page.get_by_role("radio", name=str(guide.cases[1].name), exact=True).check()
    assert cards.count() == 1 and cards.locator("h3").inner_text() == guide.cases[1].name
    for shown in page.locator("[data-cases]:visible").all():
        assert "2" in shown.get_attribute("data-cases").split()
    page.emulate_media(media="print")
    assert cards.count() == len(guide.cases)  # paper has them all
    page.emulate_media(media="screen")
    page.get_by_role("radio", name="都看看").check()
    assert cards.count() == len(guide.cases)


def test_without_scripts_everything_is_there_and_nothing_that_cannot_work(opened):
    make, address, record = opened
    page = make(scripts=False)
    for guide in record.guides.values():
        page.goto(address + urls.of(guide))
        assert page.locator(".q-manner:visible").count() == len(guide.cases or ())
        assert page.locator(".q-article button:visible, .q-choose:visible").count() == 0
        if not guide.ending:
            page.locator(".q-acts").get_by_role("link", name="打印一页").click()
            assert page.url == address + urls.sheet(guide)
            assert page.locator("article button:visible").count() == 0
            expect(page.locator(".q-noscript")).to_be_visible()


@pytest.mark.parametrize("entry", ["guides", "together", "elsewhere"])
def test_a_page_is_sent_on(opened, entry):
    make, address, record = opened
    first = next(iter(getattr(record, entry).values()))
    shared = make(before="navigator.share = (what) => { window.sent = what; return Promise.resolve(); };")
    shared.goto(address + urls.of(first) + "#main")
    shared.get_by_role("button", name="发给家里人").click()
    sent = shared.evaluate("window.sent")
    assert sent["url"] == address + urls.of(first) and str(first.name) in sent["title"]
    copied = make(
        before="delete Navigator.prototype.share; document.addEventListener('copy', () => {"
        " window.copied = document.activeElement.value; });"
    )
    copied.goto(address + urls.of(first))
    copied.get_by_role("button", name="发给家里人").click()
    assert copied.evaluate("window.copied").endswith(address + urls.of(first))
    assert "已经复制" in copied.locator(".q-acts__said").inner_text()
    assert copied.evaluate("document.activeElement.hasAttribute('data-share')")
    assert shared.complaints == copied.complaints == []


@pytest.mark.parametrize("mode", ["", "elder"])
def test_every_sheet_is_one_page_of_a4_and_readable(opened, mode):
    make, address, record = opened
    page = make(1280, before=ELDER if mode else "")
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "0.4in")  # what Chromium leaves unless told otherwise
    for guide in record.guides.values():
        if guide.ending:
            continue
        page.goto(address + urls.sheet(guide))
        paper = page.pdf(format="A4", margin=margin)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1, guide.id
        page.emulate_media(media="print")
        sizes = page.evaluate(
            "[...document.querySelectorAll('.q-onesheet *')].filter((e) => e.getClientRects().length && e.innerText)"
            ".map((e) => parseFloat(getComputedStyle(e).fontSize) * 0.75)"
        )
        assert min(sizes) >= 8.99, guide.id
        page.emulate_media(media="null")


def test_the_guide_itself_prints_whole(opened):
    make, address, record = opened
    guide = _with(record, lambda guide: guide.materials and guide.cases) or _with(record, lambda guide: guide.materials)
    page = make(1280)
    page.goto(address + urls.of(guide))
    page.emulate_media(media="print")
    assert page.locator(".q-acts .q-call").is_visible() and not page.locator(".q-acts .q-button").first.is_visible()
    for section in page.locator(".q-article h2").all():
        assert section.is_visible()
    assert page.locator(".q-papers input").first.is_visible()


def test_the_sheet_prints_at_a_press(opened):
    make, address, record = opened
    guide = _with(record, lambda guide: True)
    page = make(before="window.print = () => { window.printed = true; };")
    page.goto(address + urls.sheet(guide))
    page.get_by_role("button", name="打印这一页").click()
    assert page.evaluate("window.printed") and page.complaints == []


def test_the_bar_stays_at_hand_and_covers_no_small_screen(opened):
    make, address, record = opened
    guide = _with(record, lambda guide: True)
    page = make()
    page.goto(address + urls.of(guide))
    box = page.locator(".q-acts").bounding_box()
    assert box["y"] + box["height"] <= 800 and box["height"] <= 120
    for item in page.locator(".q-acts > :visible").all():
        if item.get_attribute("role") != "status":
            assert item.bounding_box()["height"] >= 44
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator(".q-acts").evaluate("(bar) => getComputedStyle(bar).position") == "static"
