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


def _large(page) -> None:
    page.locator(".q-menu summary").click()
    page.get_by_role("button", name="大字").click()


def _state(page) -> dict[str, str]:
    return page.evaluate("({theme: '', mode: '', ...document.documentElement.dataset})")


def test_what_is_chosen_holds_on_every_page(opened):
    make, address, _ = opened
    page = make(1280)
    page.goto(address)
    assert _state(page) == {"theme": "", "mode": ""}
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "大字、深色"
    page.keyboard.press("Enter")
    large = page.get_by_role("button", name="大字")
    assert large.get_attribute("aria-pressed") == "false"
    large.press("Enter")
    page.get_by_role("button", name="深色").click()
    for url in ("authority/", "help/remedies/", ""):
        page.goto(address + url)
        assert _state(page) == {"theme": "dark", "mode": "elder"}
        pressed = page.locator(".q-header [aria-pressed=true]").all_text_contents()
        assert pressed == ["大字", "深色"]
    page.locator(".q-menu summary").click()
    page.get_by_role("button", name="平常").click()
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
    assert colours == ["#1c2220", "#1c2220"]


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
    _large(page)
    assert _state(page)["mode"] == "elder" and page.complaints == []


def test_another_tab_hears_of_it(opened):
    make, address, _ = opened
    one = make()
    one.goto(address)
    other = one.context.new_page()
    other.goto(address + "authority/")
    _large(one)
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
    assert page.locator(".q-look").count() == 0, "home has a field of its own"
    wide = make(1280, scripts=False)
    wide.goto(address)
    assert wide.locator(".q-nav a:visible").count() == 8 and not wide.locator(".q-menu summary").is_visible()


def test_large_print_leaves_nothing_out(opened):
    make, address, record = opened
    page, large = make(), make(before=_kept(mode="elder"))
    for url in ("", urls.of(next(iter(record.guides.values()))), urls.of(next(iter(record.powers.values())))):
        page.goto(address + url)
        large.goto(address + url)
        shown = (
            "[...document.querySelectorAll('main h2, main [data-field]')].filter(one => one.checkVisibility()).length"
        )
        assert large.evaluate(shown) == page.evaluate(shown) > 0, url


def test_a_number_to_call_is_at_hand(opened):
    """On the page of a matter it stays in sight; elsewhere it is at the foot, once."""
    make, address, record = opened
    page = make(360)
    page.goto(address + urls.of(next(iter(record.guides.values()))))
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    box = page.locator(".q-acts .q-call").bounding_box()
    assert box and box["y"] > 0 and box["y"] + box["height"] <= 800 and box["height"] >= 44
    number = f"tel:{record.town.hotlines[0].phone}"
    for url in ("", "authority/", "help/remedies/"):
        page.goto(address + url)
        assert page.locator(f'.q-footer a[href="{number}"]').count() == 1, url


@pytest.mark.parametrize("days", [300, 400])
def test_a_page_that_has_grown_old_says_so(opened, days):
    make, address, _ = opened
    page = make()
    page.goto(address)
    made = page.locator(".q-made").get_attribute("datetime")
    page = make(before=f"const now = Date.parse('{made}') + {days} * 864e5; Date.now = () => now;")
    page.goto(address)
    said = page.locator(".q-old")
    assert said.count() == (days > 366)
    if days > 366:
        assert said.inner_text() == "这页一年多没有更新，去之前先打12345。"


def test_paper_is_black_on_white_whatever_was_chosen(opened):
    make, address, _ = opened
    page = make(before=_kept(theme="dark", mode="elder"))
    page.goto(address)
    page.emulate_media(media="print")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert not page.locator(".q-footer").is_visible() and not page.locator(".q-nav").is_visible()
