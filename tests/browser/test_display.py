"""How the reader wants pages shown: kept, applied before the first paint, large enough; without scripts nothing pretends."""

from __future__ import annotations

import json

import pytest

from generator import urls
from generator.model.kinds import KINDS
from tests.browser.waiting import until

SECTIONS = [
    "", "services/", "authority/", "responsibility/", "elsewhere/", "together/", "enforcement/", "departments/",
    "laws/", "changes/", "themes/", "az/", "completeness/", "data/", "help/", "help/remedies/", "about/",
]  # fmt: skip

# Notes what <html> bears when the first thing of the body is there, which is before anything is painted.
_FIRST = """new MutationObserver(() => {
  if (document.body && !window.first) window.first = {...document.documentElement.dataset};
}).observe(document, {childList: true, subtree: true});"""

# What is smaller than 长者 promises: text below 22 px; what is pressed below 60 px, unless it stands in a sentence.
_TOO_SMALL = """() => {
  const shown = e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible' && e.offsetHeight > 1;
  const name = e => e.tagName.toLowerCase() + '.' + e.className + ' ' + e.textContent.trim().slice(0, 12);
  const small = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t; (t = texts.nextNode());) {
    const e = t.parentElement;
    if (!t.data.trim() || e.closest('svg, noscript, script, .q-skip, .q-unseen') || !shown(e)) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < 22) small.push(`${size} px: ${name(e)}`);
  }
  for (const e of document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=checkbox]):not([type=radio])')) {
    if (!shown(e) || e.closest('svg, .q-skip')) continue;
    if (getComputedStyle(e).display === 'inline') {
      const around = e.closest('p, li, dd, td, th, div, blockquote') || e.parentElement;
      const said = around.textContent.replace(/\\s/g, '').length;
      const links = [...around.querySelectorAll('a')].reduce((n, a) => n + a.textContent.replace(/\\s/g, '').length, 0);
      if (said > links || around.tagName === 'TD' || e.closest('dd, table, blockquote')) continue;
    }
    const high = e.getBoundingClientRect().height;
    if (high < 59.5) small.push(`${high} px high: ${name(e)}`);
  }
  return small;
}"""


def _kept(**chosen: str) -> str:
    return f"localStorage.setItem('qingdan.display', {json.dumps(json.dumps(chosen))});"


def _pages(record) -> list[str]:
    entries = (next(iter(found.values())) for kind in KINDS if (found := record.list_of(kind)))
    return [*SECTIONS, *(urls.of(entry) for entry in entries)]


def _state(page) -> dict[str, str]:
    return page.evaluate("({theme: '', mode: '', ...document.documentElement.dataset})")


def test_what_is_chosen_holds_on_every_page(opened):
    make, address, _ = opened
    page = make(1280)
    page.goto(address)
    assert _state(page) == {"theme": "", "mode": ""}
    large = page.get_by_role("button", name="大字")
    assert large.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "大字"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="深色").click()
    for url in ("authority/", "help/remedies/", ""):
        page.goto(address + url)
        assert _state(page) == {"theme": "dark", "mode": "elder"}
        pressed = page.locator(".q-header [aria-pressed=true]").all_inner_texts()
        assert pressed == ["大字", "深色"]
    large.click()
    page.get_by_role("button", name="跟随系统").click()
    page.reload()
    assert _state(page) == {"theme": "", "mode": ""}
    assert page.complaints == []


def test_it_is_applied_before_the_first_paint(opened):
    make, address, _ = opened
    page = make(before=_kept(theme="dark", mode="elder") + _FIRST)
    page.goto(address + "authority/")
    assert page.evaluate("window.first") == {"theme": "dark", "mode": "elder"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    colours = page.evaluate("[...document.querySelectorAll('meta[name=theme-color]')].map(meta => meta.content)")
    assert colours == ["#0f2d3c", "#0f2d3c"]


@pytest.mark.parametrize("kept", ["{", '"x"', '{"mode": "<b>", "theme": 1}', "null"])
def test_what_is_not_ours_in_the_storage_changes_nothing(opened, kept):
    make, address, _ = opened
    page = make(before=f"localStorage.setItem('qingdan.display', {json.dumps(kept)});")
    page.goto(address)
    assert _state(page) == {"theme": "", "mode": ""} and page.complaints == []


def test_without_storage_the_choice_holds_for_the_page(opened):
    make, address, _ = opened
    page = make(before="Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('closed'); };")
    page.goto(address)
    page.get_by_role("button", name="大字").click()
    assert _state(page)["mode"] == "elder" and page.complaints == []


def test_another_tab_hears_of_it(opened):
    make, address, _ = opened
    one = make()
    one.goto(address)
    other = one.context.new_page()
    other.goto(address + "authority/")
    one.get_by_role("button", name="大字").click()
    until(other, "document.documentElement.dataset.mode === 'elder'")


@pytest.mark.parametrize("width", [360, 1280])
def test_large_print_is_large_everywhere(opened, width):
    make, address, record = opened
    page = make(width, before=_kept(mode="elder"))
    small = {}
    for url in _pages(record):
        page.goto(address + url)
        if found := page.evaluate(_TOO_SMALL):
            small[url] = sorted(set(found))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
    assert small == {}


def test_without_scripts_there_are_no_idle_buttons_and_the_menu_opens(opened):
    make, address, _ = opened
    page = make(360, scripts=False)
    page.goto(address)
    assert page.locator(".q-header button:visible").count() == 0
    assert page.locator(".q-nav a:visible").count() == 0
    page.locator(".q-menu summary").click()
    assert page.locator(".q-nav a:visible").count() == 8
    wide = make(1280, scripts=False)
    wide.goto(address)
    assert wide.locator(".q-nav a:visible").count() == 8 and not wide.locator(".q-menu summary").is_visible()


def test_what_large_print_leaves_aside_comes_back_at_a_press(opened):
    make, address, _ = opened
    page = make(before=_kept(mode="elder"))
    page.goto(address)
    aside = page.locator(".q-extra").first
    switch = page.get_by_role("button", name="显示全部内容")
    assert not aside.is_visible() and switch.is_visible()
    switch.click()
    assert aside.is_visible() and switch.get_attribute("aria-pressed") == "true"
    page.goto(address + "#lists")
    page.reload()
    assert page.locator("#lists").is_visible(), "a link into what is left aside brings it back"
    page.get_by_role("button", name="大字").click()
    assert aside.is_visible() and not page.locator(".q-whole").is_visible()
    page.emulate_media(media="print")
    assert aside.is_visible()


def test_one_can_call_from_wherever_one_has_read_to(opened):
    make, address, record = opened
    page = make()
    for url in ("", "authority/", "help/remedies/"):
        page.goto(address + url)
        page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        box = page.locator(".q-bar .q-call").bounding_box()
        assert box and box["y"] > 0 and box["y"] + box["height"] <= 800 and box["height"] >= 44
        assert page.locator(".q-bar .q-call").get_attribute("href") == f"tel:{record.town.hotlines[0].phone}"


def test_paper_is_black_on_white_whatever_was_chosen(opened):
    make, address, _ = opened
    page = make(before=_kept(theme="dark", mode="elder"))
    page.goto(address)
    page.emulate_media(media="print")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert not page.locator(".q-bar").is_visible() and not page.locator(".q-nav").is_visible()
