"""The keyboard alone reaches and uses everything, in the order of the page, and one sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import keys, sample
from tests.browser.looks import LOOKS, wear


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script("window.print = () => {};")
    yield context.new_page()
    context.close()


# The page of results shows what stands below them once they are there.
DRAWN = "() => [...document.querySelectorAll('.q-footer')].every(one => one.checkVisibility())"


def _open(page: Page, address: str, width: int, look: str) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address)
    page.wait_for_function(DRAWN)
    wear(page, look)


def _with(town, a_few, what: str) -> list[str]:
    """One page of each kind that has something between its header and its footer."""
    return [
        url for url in a_few(1) if what in sample.file_of(town.folder, url).read_text("utf-8").partition("<main")[2]
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_tab_goes_through_every_kind_of_page(town, page, width, a_few):
    faults = {}
    for number, url in enumerate(a_few(1)):
        # Every look is met in turn; home in all of them.
        for look in LOOKS if not url else [list(LOOKS)[number % len(LOOKS)]]:
            _open(page, town.address + url, width, look)
            if found := keys.tab_through(page) + keys.covered(page):
                faults[f"/{url} {look}"] = sorted(set(found))[:6]
    assert faults == {}


def test_the_first_stop_leads_to_the_text(town, page, a_few):
    for url in a_few(1):
        _open(page, town.address + url, 360, "浅色")
        page.keyboard.press("Tab")
        first = page.locator(":focus")
        assert first.get_attribute("href") == "#main" and first.bounding_box()["y"] >= 0, url
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        after = "document.querySelector('#main').compareDocumentPosition(document.activeElement)"
        assert page.evaluate(after) & 4 or not page.locator("#main a[href], #main summary").count(), url


def test_everything_that_folds_unfolds_by_key(town, page, a_few):
    for url in ["", *_with(town, a_few, "<summary")]:
        _open(page, town.address + url, 360, "浅色")
        folds = page.locator("summary:visible")
        for number in range(min(folds.count(), 3)):
            fold = folds.nth(number)
            was = fold.evaluate("one => one.parentElement.open")
            for key in ("Enter", "Space"):
                fold.focus()
                page.keyboard.press(key)
                was = not was
                assert fold.evaluate("one => one.parentElement.open") is was, (url, key, fold.inner_text())


def test_every_control_answers_the_keyboard(town, page, a_few):
    """A box is ticked, a choice made, a field written in, a button pressed; nothing else poses as one."""
    for url in ["", *_with(town, a_few, "<input"), *_with(town, a_few, "<select"), *_with(town, a_few, "<button")[:3]]:
        _open(page, town.address + url, 360, "浅色")
        assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0, url
        assert (
            page.locator(":is([role=button], [role=checkbox], [role=switch], [role=tab]):not(button)").count() == 0
        ), url
        for box in page.locator("input[type=checkbox]:visible").all()[:3]:
            was = box.is_checked()
            box.focus()
            page.keyboard.press("Space")
            assert box.is_checked() is not was, url
            page.keyboard.press("Space")
        for group in {one.get_attribute("name") for one in page.locator("input[type=radio]:visible").all()}:
            buttons = page.locator(f"input[type=radio][name='{group}']")
            buttons.first.check()
            buttons.first.focus()
            page.keyboard.press("ArrowDown")
            assert buttons.count() == 1 or not buttons.first.is_checked(), url
        for field in page.locator("input:is([type=search], [type=text], :not([type])):visible, textarea:visible").all()[
            :2
        ]:
            field.focus()
            page.keyboard.type("q")
            assert field.input_value() == "q", url
            field.fill("")
        for choice in page.locator("select:visible").all()[:3]:
            choice.focus()
            was = choice.input_value()
            page.keyboard.press("ArrowDown")
            assert choice.locator("option").count() == 1 or choice.input_value() != was, url
        page.evaluate("window.pressed = 0; addEventListener('click', () => window.pressed++, true)")
        buttons = page.locator("button:visible")
        for number in range(min(buttons.count(), 4)):
            if not buttons.nth(number).is_visible():
                continue
            before = page.evaluate("window.pressed")
            buttons.nth(number).focus()
            page.keyboard.press("Enter")
            assert page.evaluate("window.pressed") > before, url


def test_the_menu_opens_and_leads_on(town, page):
    _open(page, town.address, 360, "浅色")
    page.keyboard.press("Tab")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = page.locator(":focus")
    assert chosen.evaluate("one => !!one.closest('nav')")
    page.keyboard.press("Tab")
    href = page.locator(":focus").evaluate("one => one.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)


FAULTY = """<!doctype html><title>错</title><a href="#main">跳</a><div onclick="1">假的</div>
<a href="a" tabindex="3">先到</a><a href="b" style="outline: none">看不出</a><button>好的</button>
<a href="c" style="outline: 3px solid #ddd">太淡</a>
<input onkeydown="event.key === 'Tab' && event.preventDefault()"><a href="d">到不了</a>"""


def test_a_bad_page_is_seen_as_one(page):
    page.goto("about:blank")  # else the policy of the page before holds
    page.set_content(FAULTY)
    told = "\n".join(keys.tab_through(page))
    for fault in ("次序：第1下", "到不了", "“看不出”：聚焦了看不出来", "“太淡”：聚焦的框太淡"):
        assert fault in told, told
