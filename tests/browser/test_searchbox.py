"""The search as a reader meets it: suggestions as one types, keys, what is kept, the page of results, what to do without.

What is found and in which order is the engine's (tests/search/); here it is only shown. Words are taken
from the record of each town, so that there is always something to find.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from generator.derive.pinyin import reader
from tests.browser import shapes
from tests.browser.audit import AXE, report
from tests.browser.looks import LOOKS, WIDTHS, wear
from tests.browser.waiting import until, until_seen

FIELD = "#q-find"
OPTIONS = ".q-found [role=option]"
ALL = "整页的文字里也找找|看全部 \\d+ 条结果"
NONSENSE = "魑魅魍魉"
DEEP = ["services/", "enforcement/decisions/", "about/privacy/"]


# On a phone the field of the header lies below a glass that is pressed first.
_PRESSED = """document.addEventListener("DOMContentLoaded", () => {
    const look = document.querySelector(".q-look");
    if (look) look.open = true;
});"""


@pytest.fixture
def opened(opened):
    """Pages as those have them who want to search."""
    make, address, record = opened

    def searching(width: int = 360, scripts: bool = True, before: str = ""):
        return make(width, scripts, before + _PRESSED)

    return searching, address, record


@pytest.fixture
def plain(browser, served):
    """A page as it comes, on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(served[0] + DEEP[0])
    yield page
    context.close()


def test_on_a_phone_the_field_comes_at_a_press_and_takes_what_is_written(plain):
    assert not plain.locator(FIELD).is_visible()
    plain.locator(".q-look summary").click()
    assert plain.evaluate("document.activeElement.id") == "q-find"
    plain.locator(".q-look summary").click()
    assert not plain.locator(FIELD).is_visible()
    plain.locator("h1").click()
    plain.keyboard.press("/")
    assert plain.locator(FIELD).is_visible() and plain.evaluate("document.activeElement.id") == "q-find"


def _entry(record):
    """A guide that people can come for, and the everyday word for it."""
    return next(guide for guide in record.guides.values() if guide.nicknames and not guide.ending)


def _word(record) -> str:
    return str(_entry(record).nicknames[0])


def _sound(text: str, record, between: str = "") -> str:
    """How a text is typed by its sound."""
    return between.join(reader(record.readings).syllables(text))


def _found(page: Page, name: str) -> None:
    """Wait until a suggestion is there that leads to it, and the search is done."""
    expect(page.locator(".q-hit--all")).to_have_text(re.compile(ALL))
    expect(page.locator(OPTIONS, has_text=name).first).to_be_visible()


def _type(page: Page, text: str) -> None:
    page.fill(FIELD, "")
    page.type(FIELD, text)


def _kept(page: Page) -> list[str]:
    return json.loads(page.evaluate("localStorage.getItem('qingdan.searched') || '[]'"))


def _keep(*words: str) -> str:
    return f"localStorage.setItem('qingdan.searched', {json.dumps(json.dumps(words))});"


def test_typing_shows_from_the_first_letter_and_nothing_is_fetched_before(opened):
    make, address, record = opened
    page = make()
    page.goto(address + DEEP[0])
    searched = [url for url in page.asked if "/search" in url]
    assert searched == []
    word = _word(record)
    page.type(FIELD, word[0])
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.type(FIELD, word[1:])
    _found(page, str(_entry(record).name))
    field = page.locator(FIELD)
    assert field.get_attribute("role") == "combobox" and field.get_attribute("aria-expanded") == "true"
    assert page.locator("#" + field.get_attribute("aria-controls")).get_attribute("role") == "listbox"
    expect(page.locator(".q-find [role=status]")).to_have_text(re.compile(r"^搜到 \d+ 条，列出 \d+ 条"))
    assert page.locator(".q-found .q-hit__list").count() == page.locator(".q-found .q-hit__name").count() <= 8
    # What was typed is not in any address that was asked for.
    assert not [url for url in page.asked if quote(word) in url or word in url]
    assert page.complaints == []


def test_nothing_comes_that_nobody_asked_for(opened):
    """A single letter says nothing yet, and what was found brings nothing more behind it."""
    make, address, record = opened
    page = make()
    page.goto(address + DEEP[0])
    _type(page, "d")
    expect(page.locator(".q-found")).to_be_hidden()
    assert [url for url in page.asked if "/sounds-" in url or "/cards-" in url] == []
    _type(page, _word(record))
    _found(page, str(_entry(record).name))
    before = len(page.asked)
    page.focus(".q-header a")
    page.focus(FIELD)
    assert len(page.asked) == before and page.complaints == []


def test_by_pinyin_and_why_is_said(opened):
    make, address, record = opened
    page = make()
    page.goto(address)
    name = str(_entry(record).name)
    _type(page, _sound(_word(record), record))
    _found(page, name)
    _type(page, _sound(name, record))
    hit = page.locator(OPTIONS, has_text=name).first
    expect(hit.locator(".q-hit__why")).to_have_text("拼音")


@pytest.mark.parametrize("way", ["paste", "drop", "voice"])
def test_however_the_words_come_in(opened, way):
    make, address, record = opened
    page = make()
    page.goto(address)
    page.focus(FIELD)
    kind = {"paste": "insertFromPaste", "drop": "insertFromDrop", "voice": "insertText"}[way]
    page.evaluate(
        """([word, kind]) => {
            const field = document.activeElement;
            field.value = word;
            field.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: kind, data: word}));
        }""",
        [_word(record), kind],
    )
    _found(page, str(_entry(record).name))


def test_while_pinyin_is_composed_too_and_enter_then_chooses_no_suggestion(opened):
    make, address, record = opened
    page = make()
    page.goto(address)
    page.focus(FIELD)
    tools = page.context.new_cdp_session(page)
    written = _sound(_word(record), record, "'")
    tools.send(
        "Input.imeSetComposition", {"text": written, "selectionStart": len(written), "selectionEnd": len(written)}
    )
    _found(page, str(_entry(record).name))
    # The Enter that takes the letters as they stand belongs to the composition.
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    assert page.locator(f"{OPTIONS}[aria-selected=true]").count() == 0
    tools.send("Input.insertText", {"text": _word(record)})
    assert page.input_value(FIELD) == _word(record) and page.url == address
    _found(page, str(_entry(record).name))


def test_the_keyboard_goes_through_the_suggestions_and_enter_opens(opened):
    make, address, record = opened
    page = make(1280)
    page.goto(address + "az/")
    _type(page, _word(record))
    _found(page, str(_entry(record).name))
    chosen = lambda: page.locator(FIELD).get_attribute("aria-activedescendant")  # noqa: E731  asked anew each time
    ids = page.eval_on_selector_all(OPTIONS, "all => all.map(one => one.id)")
    assert chosen() is None and len(ids) > 1
    for key, expected in [
        ("ArrowDown", ids[0]), ("ArrowDown", ids[1]), ("Home", ids[0]), ("End", ids[-1]), ("ArrowDown", None),
        ("ArrowUp", ids[-1]), ("Home", ids[0]),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert chosen() == expected, key
        selected = page.eval_on_selector_all(f"{OPTIONS}[aria-selected=true]", "all => all.map(one => one.id)")
        assert selected == ([expected] if expected else [])
        assert page.evaluate("document.activeElement.id") == "q-find"
    page.keyboard.press("Escape")
    assert page.locator(".q-found").is_hidden() and page.input_value(FIELD) == _word(record)
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false" and chosen() is None
    page.keyboard.press("ArrowDown")
    _found(page, str(_entry(record).name))
    page.keyboard.press("ArrowDown")
    href = page.locator("#" + chosen()).evaluate("one => one.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)
    assert _kept(page) == [_word(record)]


def test_escape_empties_and_tab_leaves(opened):
    make, address, record = opened
    page = make(1280)
    page.goto(address)
    _type(page, _word(record))
    _found(page, str(_entry(record).name))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.input_value(FIELD) == ""
    _type(page, _word(record))
    _found(page, str(_entry(record).name))
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.locator(".q-found").is_hidden()
    assert page.evaluate("!document.activeElement.closest('.q-find')")


def test_enter_leads_to_all_results_and_the_address_can_be_passed_on(opened):
    make, address, record = opened
    page = make()
    page.goto(address + "enforcement/decisions/")
    word = _word(record)
    _type(page, word)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=*")
    expect(page.locator(".q-results__count")).to_have_text(re.compile(rf"^“{word}”搜到 \d+ 条$"))
    assert page.title().startswith(word)
    lists = page.locator(".q-results__lists button[data-list]")
    if lists.first.is_visible():
        unfold = page.locator(".q-results__unfold")
        if unfold.is_visible():
            unfold.click()
        name = lists.last.get_attribute("data-list")
        promised = int(lists.last.locator("span").inner_text())
        lists.last.click()
        assert page.locator(".q-results > .q-hits > li").count() == min(promised, 30)
        assert set(page.locator(".q-results > .q-hits .q-hit__list").all_inner_texts()) == {name}
        expect(page.locator(".q-results__count")).to_have_text(re.compile(rf"只看{name} {promised} 条$"))
        assert parse_qs(urlsplit(page.url).query) == {"q": [word], "list": [name]}
        shown = page.locator(".q-hits a").all_inner_texts()
        other = make(1280)
        other.goto(page.url)
        expect(other.locator(".q-results__lists [aria-pressed=true]")).to_contain_text(name)
        expect(other.locator(".q-hits a")).to_have_count(len(shown))
        assert other.locator(".q-hits a").all_inner_texts() == shown
    # Typing on goes on from there, and so does the address.
    page.fill(FIELD, word[0])
    until(page, "word => new URLSearchParams(location.search).get('q') === word", word[0])
    link = page.locator(".q-hits a").first
    expect(link).to_be_visible()
    href = link.evaluate("one => one.href")
    link.click()
    page.wait_for_url(href)
    assert page.complaints == []


def test_whole_pages_are_searched_on_the_page_of_results(opened):
    make, address, _ = opened
    page = make()
    page.goto(address + "search/?q=" + quote("个人信息保护法"))
    page.click(".q-results__texts summary")
    expect(page.locator(".q-results__texts a", has_text="隐私说明")).to_be_visible()


def test_what_is_merely_near_stands_apart(opened):
    make, address, _ = opened
    page = make()
    page.goto(address + "search/?q=" + quote("导游证"))
    expect(page.locator(".q-results__count")).to_have_text("没有正好对上“导游证”的。")
    assert page.locator(".q-results > .q-hits > li").count() == 0
    assert 1 <= page.locator(".q-results__near li").count() <= 3
    expect(page.locator(".q-results__none .q-sentence")).to_contain_text("导游证")


def test_a_danger_shows_numbers_to_press_before_anything_else(opened):
    make, address, _ = opened
    page = make(360)
    page.goto(address)
    _type(page, "我不想活了")
    alarm = page.locator(".q-found .q-danger")
    expect(alarm).to_have_attribute("role", "alert")
    assert [link.get_attribute("href") for link in alarm.locator("a").all()] == ["tel:110", "tel:120"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".q-results .q-danger a").first).to_be_visible()
    assert page.locator(".q-results__none, .q-results__near").first.is_hidden()
    assert page.complaints == []


def test_while_an_input_method_composes_nothing_is_said_to_be_missing(opened):
    """The pause after which it is said runs from the end of composing; clocks are the page's own, set by hand."""
    make, address, _ = opened
    page = make()
    page.clock.install()
    page.goto(address + "search/")
    page.focus(FIELD)
    page.dispatch_event(FIELD, "compositionstart")
    page.fill(FIELD, NONSENSE)
    page.clock.run_for(5000)
    expect(page.locator(".q-results__count")).not_to_contain_text("没有")
    assert page.locator(".q-results__none").is_hidden()
    page.dispatch_event(FIELD, "compositionend")
    page.clock.run_for(1000)
    expect(page.locator(".q-results__count")).to_have_text(f"没有找到“{NONSENSE}”。")


def test_recent_words_stay_on_the_device_and_go_when_asked(opened):
    make, address, record = opened
    page = make(before="if (!sessionStorage.getItem('put')) { sessionStorage.setItem('put', '1');" + _keep("甲乙", "丙丁", "戊己") + "}")  # fmt: skip
    page.goto(address + "az/")
    page.focus(FIELD)
    assert page.locator(OPTIONS).all_inner_texts() == ["甲乙", "丙丁", "戊己"]
    page.click("button[aria-label='删去“丙丁”']")
    assert page.locator(OPTIONS).all_inner_texts() == ["甲乙", "戊己"] == _kept(page)
    assert page.evaluate("document.activeElement.id") == "q-find"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(FIELD) == "甲乙" and "/az/" in page.url
    page.fill(FIELD, _word(record))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=*")
    assert _kept(page) == [_word(record), "甲乙", "戊己"]
    page.fill(FIELD, "")
    expect(page.locator(".q-results__word")).to_have_text([_word(record), "甲乙", "戊己"])
    page.locator(".q-results__remove").nth(1).click()
    assert _kept(page) == [_word(record), "戊己"]
    page.goto(address)
    page.focus(FIELD)
    page.click(".q-found__all")
    assert _kept(page) == [] and page.locator(".q-found").is_hidden()
    assert page.evaluate("localStorage.getItem('qingdan.searched')") is None


def test_at_most_eight_are_kept_and_no_long_numbers(opened):
    make, address, _ = opened
    page = make()
    page.goto(address + "search/")
    for word in [*(f"词{n}" for n in range(10)), "138 0000 0000", "词9"]:
        page.fill(FIELD, word)
        page.keyboard.press("Enter")
        page.focus(FIELD)
    assert _kept(page) == [f"词{n}" for n in range(9, 1, -1)]


def test_keys_lead_to_the_field_until_switched_off(opened):
    make, address, _ = opened
    page = make(1280)
    for key in "fs/":
        page.goto(address + "about/")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == "q-find" and page.input_value(FIELD) == "", key
    page.keyboard.type("fs/")
    assert page.input_value(FIELD) == "fs/"
    page.goto(address + "search/")
    page.uncheck(".q-results__keys")
    page.goto(address + "about/")
    for key in "fs/":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.goto(address + "search/")
    assert not page.is_checked(".q-results__keys")
    page.check(".q-results__keys")
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q-find"


def test_from_any_depth_results_lead_to_the_same_pages(opened):
    make, address, record = opened
    page = make()
    led = []
    for url in ["", *DEEP]:
        page.goto(address + url)
        assert page.locator(".q-find").count() == 1, url
        _type(page, _word(record))
        _found(page, str(_entry(record).name))
        led.append(page.eval_on_selector_all(OPTIONS, "all => all.map(one => one.href)"))
    assert all(one == led[0] for one in led) and all(href.startswith(address) for href in led[0])


def test_nothing_found_says_what_to_do(opened):
    make, address, record = opened
    page = make()
    page.goto(address + "az/")
    _type(page, NONSENSE)
    sentence = f"您好，我想问一下，“{NONSENSE}”这件事归哪个部门办，要带什么？"
    expect(page.locator(".q-found .q-sentence")).to_have_text(sentence)
    assert page.locator(".q-found a:visible").all_inner_texts() == [
        "按事说",
        "按拼音找",
        f"打 {record.town.hotlines[0].phone}",
    ]
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=*")
    expect(page.locator(".q-results__none .q-sentence")).to_have_text(sentence)
    assert page.locator(".q-results__none .q-chips a").count() > 5
    expect(page.locator(".q-results__count")).to_have_text(f"没有找到“{NONSENSE}”。")


def test_what_is_typed_is_text_and_nothing_else(opened):
    make, address, _ = opened
    page = make(before="window.hurt = 0;")
    evil = "<img src=x onerror=hurt=1>(.*[+?^$\\"
    page.goto(address + "az/")
    page.fill(FIELD, evil)
    expect(page.locator(".q-found")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=*")
    expect(page.locator(".q-results__count")).to_contain_text(evil)
    page.fill(FIELD, "")
    expect(page.locator(".q-results__word")).to_have_text(evil)
    page.goto(address + "search/?q=%E4%B8%&list=__proto__")
    expect(page.locator(FIELD)).to_have_value("")
    assert page.evaluate("window.hurt") == 0 and page.locator("img").count() == 0 and page.complaints == []


def test_published_anew_while_the_page_lay_open(opened):
    make, address, record = opened
    page = make()
    page.goto(address + "az/")
    old = {"at": ""}

    def stale(route):
        answer = route.fetch()
        index = answer.json()
        if "?" in route.request.url:  # asked for past what the browser keeps
            return route.fulfill(response=answer)
        old["at"] = index["at"] = "0" * 12
        return route.fulfill(response=answer, body=json.dumps(index))

    page.route("**/search/index.json*", stale)
    _type(page, _word(record))
    _found(page, str(_entry(record).name))
    assert old["at"] and any("index.json?" in url for url in page.asked)


def test_without_a_network_it_says_so_and_goes_on_afterwards(opened):
    make, address, record = opened
    page = make()
    page.goto(address + "az/")
    page.context.set_offline(True)
    _type(page, _word(record))
    expect(page.locator(".q-found__said")).to_contain_text("没有网络")
    page.context.set_offline(False)
    _found(page, str(_entry(record).name))
    page.route("**/search/*/*", lambda route: route.fulfill(status=404, body=""))
    page.goto(address + "search/?q=" + quote(_word(record)))
    expect(page.locator(".q-results__count")).to_contain_text("没有取到")


def test_a_newer_word_wins_over_a_slower_older_one(opened):
    make, address, record = opened
    page = make()
    page.goto(address + "az/")
    held, arrived = [], []
    page.route("**/search/*/*", lambda route: held.append(route) if len(held) < 2 else route.continue_())
    page.on("requestfinished", lambda request: arrived.append(request.url))
    page.focus(FIELD)
    page.type(FIELD, NONSENSE[:2])
    until_seen(page, lambda: held)
    page.fill(FIELD, _word(record))
    for route in held:
        route.continue_()
    _found(page, str(_entry(record).name))
    until_seen(page, lambda: all(route.request.url in arrived for route in held))
    _found(page, str(_entry(record).name))


def test_storage_that_is_closed_hinders_nothing(opened):
    make, address, record = opened
    page = make(before="Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed'); }});")
    page.goto(address + "az/")
    _type(page, _word(record))
    _found(page, str(_entry(record).name))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=*")
    expect(page.locator(".q-hits a").first).to_be_visible()
    assert page.complaints == []


def test_without_scripts_the_list_by_pinyin_stands_in_its_place(opened):
    make, address, _ = opened
    page = make(scripts=False)
    for url in ["", *DEEP, "search/"]:
        page.goto(address + url)
        assert page.locator(".q-find").is_hidden(), url
        page.locator(".q-find__az, .q-find__az a").locator("visible=true").last.click()
        assert page.url == address + "az/", url
    page.goto(address + "search/")
    assert page.locator(".q-results__off").is_visible() and page.locator(".q-doors a:visible").count() == 4


def _holding(held: list) -> Callable[[Route], None]:
    """What keeps a request until it is let go."""

    def hold(route: Route) -> None:
        held.append(route)

    return hold


def test_sent_before_the_script_was_there_it_still_arrives(opened):
    make, address, record = opened
    for place in ("services/", "search/"):
        page, held = make(), []
        page.route("**/page.*.js", _holding(held))
        page.goto(address + place, wait_until="commit")
        page.locator("h1").wait_for()
        if page.locator(".q-look summary").is_visible():
            page.locator(".q-look summary").click()
        page.fill(FIELD, _word(record))
        page.keyboard.press("Enter")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.url == address + place and len(held) == 1
        held[0].continue_()
        page.unroute("**/page.*.js")
        page.wait_for_url(f"{address}search/?q=*")
        expect(page.locator(".q-hits a").first).to_be_visible()
        assert page.complaints == []


def _show(page: Page, address: str, state: str, record) -> None:
    """Bring the panel, or the page of results, into a state."""
    place, _, what = state.partition(" ")
    if place == "results":
        page.goto(
            address + "search/" + {"found": f"?q={quote(_word(record))}", "none": f"?q={NONSENSE}", "recent": ""}[what]
        )
        expect(page.locator({"found": ".q-hits a", "none": ".q-results__none", "recent": ".q-results__word"}[what]).first).to_be_visible()  # fmt: skip
        return
    page.goto(address + place)
    page.focus(FIELD)
    if what == "recent":
        expect(page.locator(OPTIONS).first).to_be_visible()
    elif what == "none":
        page.fill(FIELD, NONSENSE)
        expect(page.locator(".q-found .q-sentence")).to_be_visible()
    else:
        page.fill(FIELD, _word(record))
        _found(page, str(_entry(record).name))
        page.keyboard.press("ArrowDown")


_MOVED = """window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => {
    if (!one.hadRecentInput) window.moved += one.value;
})).observe({type: "layout-shift", buffered: true});"""


@pytest.mark.parametrize("state", ["results found", "results none", "results recent"])
def test_the_page_of_results_does_not_jump(opened, state):
    """What stands below the results is shown where it stays: at most half of what counts as good (CLS 0.1)."""
    make, address, record = opened
    page = make(before=_keep("摆摊", "盖房") + _MOVED)
    _show(page, address, state, record)
    expect(page.locator(".q-footer")).to_be_visible()
    assert page.evaluate("moved") <= 0.05


@pytest.mark.parametrize(
    "state", [" found", "az/ found", "az/ recent", "az/ none", "results found", "results recent", "results none"]
)
def test_axe_and_the_finger_find_nothing_amiss(opened, audit, state):
    make, address, record = opened
    page = make(before=_keep("摆摊", "盖房", "写得很长很长的一个词" * 3))
    faults: dict[str, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        _show(page, address, state, record)
        page.evaluate(AXE)
        for look in LOOKS:
            wear(page, look)
            for one in audit.faults(page, look):
                # What the panel covers in part is pressed once it is closed.
                if one["rule"] == "target-size" and page.locator(one["where"]).evaluate(
                    "one => !one.closest('.q-find')"
                ):
                    continue
                faults.setdefault(one["rule"] + one["html"], [one["why"], one["where"]]).append(f"{look} {width}")
            if look != "深色":
                least = 60 if look == "长者" else 44
                for small in shapes.too_small(page, least):
                    faults.setdefault("小：" + small, ["", ""]).append(f"{look} {width}")
    page.set_viewport_size({"width": 320, "height": 256})
    for look in LOOKS:
        wear(page, look)
        for wide in shapes.too_wide(page):
            faults.setdefault("宽：" + wide, ["", ""]).append(look)
    assert not faults, report(faults)
