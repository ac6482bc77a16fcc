"""Lists in a real browser: they narrow as one chooses, the address keeps it, paper and old ways have them whole."""

from __future__ import annotations

import re
import statistics
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.waiting import until
from tests.browser.work import SLOWER, Work

LISTS = [
    "services/", "authority/", "responsibility/", "elsewhere/", "together/", "laws/", "documents/",
    "enforcement/decisions/",
]  # fmt: skip
SHOWN = ".q-list tbody:not([hidden]) tr:not([hidden])"
# Makes the list of powers a thousand rows long, as a county's; what the script reads is in the copies too.
GROW = """() => {
  const list = document.querySelector('.q-list');
  const rows = [...document.querySelectorAll('.q-list tbody tr')];
  document.querySelectorAll('.q-list').forEach(table => table.classList.add('q-list--long'));
  for (let n = rows.length; n < 1000; n++) {
    const row = rows[n % rows.length].cloneNode(true);
    row.dataset.id = 'q9' + n;
    row.querySelector('.q-id').textContent = row.dataset.id;
    if (list.tBodies[list.tBodies.length - 1].rows.length >= 20) list.appendChild(document.createElement('tbody'));
    list.tBodies[list.tBodies.length - 1].appendChild(row);
  }
}"""
# A keystroke, to the frame after the one in which its rows were painted.
TYPED = """async (text) => {
  const box = document.querySelector('.q-filter input');
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
}"""
# Whether the rows out of sight have followed, which begin to 60 ms after the picture: no more of them come or go.
FOLLOWED = """async () => {
  const shown = () => document.querySelectorAll(ROWS).length, before = shown();
  await new Promise(done => setTimeout(done, 100));
  return shown() === before;
}""".replace("ROWS", repr(SHOWN))


def _shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(SHOWN, "rows => rows.map(row => row.dataset.id)")


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _written(page: Page, name: str) -> None:
    """Wait until the address says so."""
    until(page, "name => location.search.includes(name + '=')", name)


def test_a_choice_leaves_what_it_promised(opened):
    make, address, _ = opened
    page = make(1280)
    for url in LISTS:
        page.goto(address + url)
        if not page.locator(".q-filter").count():
            assert page.locator(SHOWN).count() < 7, url
            continue
        everything = _shown(page)
        for select in page.locator(".q-filter select:not([name=sort])").all():
            choices = select.locator("option").all()
            assert len(choices) > 2, url
            for option in choices[1:]:
                select.select_option(option.get_attribute("value"))
                promised = sum(map(int, re.findall(r"\d+", option.inner_text().rpartition("（")[2])))
                assert len(_shown(page)) == promised, (url, option.inner_text())
            select.select_option("")
        assert _shown(page) == everything
    assert page.complaints == []


def test_what_is_chosen_is_said_kept_and_cleared(opened):
    make, address, record = opened
    page = make(1280)
    page.goto(address + "authority/")
    total = sum(power.standing != "示例" for power in record.powers.values())
    count = page.locator(".q-tally__count")
    assert count.inner_text().startswith(f"共 {total} 项")
    page.select_option("select[name=mode]", "法定")
    page.fill(".q-filter input", "许可 证")
    shown = _shown(page)
    assert shown and f"共 {total} 项，现在显示 {len(shown)} 项" in count.inner_text()
    assert "怎么来的：法律直接给镇里的；写着“许可”“证”" in page.locator(".q-tally__said").inner_text()
    _written(page, "q")
    assert _query(page) == {"mode": ["法定"], "q": ["许可 证"]}
    shared = page.url
    # Away and back, and passed on to someone else.
    page.goto(address + f"authority/{shown[0]}/")
    page.go_back()
    assert _shown(page) == shown and page.input_value("select[name=mode]") == "法定"
    other = make(360)
    other.goto(shared)
    assert _shown(other) == shown
    page.click(".q-tally__clear")
    assert len(_shown(page)) == len(record.powers) and page.locator(".q-tally__clear").is_hidden()
    until(page, "!location.search")


def test_an_everyday_word_finds_and_nonsense_says_what_to_do(opened):
    make, address, record = opened
    page = make()
    page.goto(address + "authority/")
    power = next(p for p in record.powers.values() if p.nicknames and not p.ending and p.standing != "示例")
    assert page.locator(".q-also").first.is_hidden()
    page.fill(".q-filter input", str(power.nicknames[0]))
    assert power.id in _shown(page) and page.locator(f"{SHOWN} .q-also").first.is_visible()
    page.fill(".q-filter input", "没有这样的事")
    assert _shown(page) == [] and page.locator(".q-nothing").is_visible()
    page.click(".q-nothing__clear")
    assert page.locator(".q-nothing").is_hidden() and page.evaluate("document.activeElement.name") == "q"


def test_order_is_by_pinyin_by_number_and_back(opened):
    make, address, _ = opened
    page = make(1280)
    page.goto(address + "authority/")
    at_first = _shown(page)
    page.select_option("select[name=sort]", "name")
    places = page.eval_on_selector_all(
        ".q-group:first-child .q-list tbody tr:not([data-ended])", "rows => rows.map(row => Number(row.dataset.order))"
    )
    assert places == sorted(places) and len(places) > 1
    ended = page.eval_on_selector_all(
        ".q-group:first-child .q-list tbody tr", "rows => rows.map(row => row.hasAttribute('data-ended'))"
    )
    assert ended == sorted(ended)
    page.select_option("select[name=sort]", "")
    assert _shown(page) == at_first


def test_a_door_chooses_whom_it_is_for(opened):
    make, address, _ = opened
    page = make()
    page.goto(address + "services/#business")
    chosen = _shown(page)
    assert chosen and page.input_value("select[name=audience]") == "开店办厂"
    page.goto(address + "services/")
    page.click(".q-doors a[href='#business']")
    assert _shown(page) == chosen
    plain = make(scripts=False)
    plain.goto(address + "services/#business")
    assert plain.locator(".q-list tbody tr:visible").count() > 0


def test_without_scripts_the_list_is_whole(opened):
    make, address, record = opened
    page = make(1280, scripts=False)
    for url in LISTS:
        page.goto(address + url)
        assert page.locator(".q-filter:visible, .q-tally:visible, .q-nothing:visible").count() == 0, url
    page.goto(address + "authority/")
    real = [power.id for power in record.powers.values() if power.standing != "示例"]
    assert page.locator(".q-list tbody tr:visible").count() == len(real)
    # On a phone matters are sorted: one at a time, or all of them.
    phone = make(360, scripts=False)
    phone.goto(address + "services/")
    rows = phone.locator(".q-list tbody tr:visible")
    assert rows.count() == 0
    phone.locator(".q-jumps a").first.click()
    one = rows.count()
    phone.locator(".q-jumps__all a").click()
    assert 0 < one < rows.count() == phone.locator(".q-list tbody tr").count()


def test_letters_lie_open_one_at_a_time_on_a_phone(opened):
    make, address, _ = opened
    phone = make(360)
    phone.goto(address + "az/")
    assert phone.locator(".q-az li:visible").count() == 0
    assert phone.evaluate("document.documentElement.scrollHeight") < 2000
    letter = phone.locator(".q-letters a").first
    letter.click()
    assert phone.locator(".q-letter:visible").count() == 1
    wide = make(1280)
    wide.goto(address + "az/")
    assert wide.locator(".q-letter:visible").count() == wide.locator(".q-letter").count()


def test_paper_has_a_table_and_says_what_was_chosen(opened):
    make, address, _ = opened
    page = make(360)
    page.goto(address + "authority/?mode=法定")
    page.emulate_media(media="print")
    assert page.locator(".q-filter").is_hidden() and page.locator(".q-tally__said").is_visible()
    style = "(selector) => getComputedStyle(document.querySelector(selector)).display"
    assert page.evaluate(style, ".q-list thead") == "table-header-group"
    assert page.evaluate(style, ".q-list tbody tr") == "table-row"
    page.goto(address + "services/")
    assert page.locator(".q-list tbody tr:visible").count() == page.locator(".q-list tbody tr").count()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_thousand_rows_are_narrowed_while_one_types(opened, width):
    make, address, _ = opened
    page = make(width)
    page.goto(address + "authority/")
    page.evaluate(GROW)
    rows = page.locator(".q-list tbody tr").count()
    work = Work(page)
    page.evaluate(TYPED, "许")  # the first keystroke reads the rows; it is not what is felt afterwards
    took = []
    for text in ("许可", "", "处罚", "处罚 农", "", "q9", "q91", "", "证", "") * 2:
        until(page, FOLLOWED)  # nobody types faster than the rest of the rows comes
        before = work.seconds()
        page.evaluate(TYPED, text)
        took.append((work.seconds() - before) * 1000)
    median = statistics.median(took)
    print(f"\n{rows} rows at {width} px: median {median:.1f} ms of work a keystroke, worst {max(took):.1f} ms")
    assert rows >= 1000 and median * SLOWER <= 100
