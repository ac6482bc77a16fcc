"""The policy, as header and on every page: nothing the site does breaks it, and what it forbids does not happen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from generator import urls
from generator.derive import policy
from generator.publication import withdrawn
from generator.record import Record
from tests.browser import sample
from tests.browser.serving import sent_from
from tests.browser.test_wechat import AS_WECHAT
from tests.browser.waiting import until_seen

# Every breach is told, on whatever page of the visit it happens; so is what was asked of other hosts (`page.asked`).
WATCH = """
addEventListener("securitypolicyviolation", event => console.error(
    `policy: ${event.effectiveDirective} ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`));
"""


def _outside(page: Page, address: str) -> list[str]:
    host = urljoin(address, "/")  # the page of a lost address knows where the site will lie in the end
    return [url for url in page.asked if not url.startswith((host, "data:", "blob:"))]


def test_no_page_breaks_the_policy(opened, visited) -> None:
    make, address, _ = opened
    page = make(before=WATCH)
    for url in visited:
        page.goto(address + url)
    assert page.complaints == [] and _outside(page, address) == []


def test_what_stands_where_a_page_was_breaks_no_policy(opened, tmp_path: Path) -> None:
    """The pages that a pack puts over those that ended: they ask for nothing, and lead on."""
    make, _, record = opened
    ended = ("about/x/index.html", "elsewhere/p901/index.html", "services/f901/sheet/index.html")
    for path in (*ended, "index.html", "elsewhere/index.html"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(withdrawn.content(path))
    with sent_from(tmp_path, policy.header(record.town)) as address:
        page = make(before=WATCH)
        for path in ended:
            page.goto(address + path.removesuffix("index.html"))
            expect(page.get_by_role("heading", name="这一页撤下了")).to_be_visible()
            assert [url for url in page.asked if url != page.url] == [], "it asks for nothing"
            page.get_by_role("link", name="回首页找").click()
            assert page.url == address
            page.asked.clear()
        page.goto(address + ended[1])
        page.get_by_role("link", name="看这一栏").click()
        assert page.url == f"{address}elsewhere/" and page.complaints == []


def test_every_page_carries_the_policy_and_so_does_every_answer(opened, town) -> None:
    make, address, record = opened
    tag = re.compile(r'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
    for url in sample.every(town.folder):
        found = tag.search(sample.file_of(town.folder, url).read_text("utf-8"))
        assert found and found[1].replace("&#39;", "'") == policy.policy(record.town), url
    answer = make().request.get(address)
    assert answer.headers["content-security-policy"] == f"{policy.policy(record.town)}; frame-ancestors 'none'"


def _search(page: Page, address: str, record: Record) -> None:
    word = str(next(guide for guide in record.guides.values() if guide.nicknames and not guide.ending).nicknames[0])
    page.goto(address + "services/")
    if page.locator(".q-look summary").is_visible():  # a phone
        page.locator(".q-look summary").click()
    page.type("#q-find", word)
    expect(page.locator(".q-hit--all")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=*")
    expect(page.locator(".q-hits a").first).to_be_visible()
    narrower = page.locator(".q-results__lists button").nth(1)
    if narrower.is_visible():
        narrower.click()
    page.fill("#q-find", "魑魅魍魉")
    expect(page.locator(".q-results__none")).to_be_visible()


def _narrow(page: Page, address: str, record: Record) -> None:
    page.goto(address + "authority/")
    if not page.locator(".q-filter select").first.is_visible():
        page.locator(".q-filter__more").click()
    page.locator(".q-filter select").first.select_option(index=1)
    page.fill(".q-filter input[name=q]", "建")
    page.keyboard.press("Enter")
    expect(page.locator(".q-tally__clear")).to_be_visible()
    page.locator(".q-tally__clear").click()


def _print(page: Page, address: str, record: Record) -> None:
    guide = next(guide for guide in record.guides.values() if not guide.ending and guide.materials)
    for url in (urls.of(guide), f"{urls.of(guide)}sheet/"):
        page.goto(address + url)
        page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
        page.locator("[data-print]:visible").first.click() if page.locator("[data-print]:visible").count() else None
        assert page.pdf()


def _report(page: Page, address: str, record: Record) -> None:
    page.goto(address + "authority/q001/")
    page.locator(".q-foot").get_by_role("button", name="报告本页有误").click()
    page.locator(".q-foot").get_by_role("button", name="复制", exact=True).click()


def _tick_and_share(page: Page, address: str, record: Record) -> None:
    guide = next(guide for guide in record.guides.values() if not guide.ending and guide.materials)
    page.goto(address + urls.of(guide))
    page.locator(".q-papers input").first.check()
    if page.locator("[data-share]:visible").count():
        page.locator("[data-share]:visible").first.click()


def _wear(page: Page, address: str, record: Record) -> None:
    page.goto(address + "services/")
    page.locator(".q-menu summary").click()
    page.get_by_role("button", name="大字").click()
    page.locator("button[data-theme=dark]").click()
    page.goto(address + "about/")
    assert page.evaluate("[document.documentElement.dataset.theme, document.documentElement.dataset.mode]") == [
        "dark",
        "elder",
    ]


def _lose_the_way(page: Page, address: str, record: Record) -> None:
    page.goto(address + "404.html")
    if record.town.address_of_site:  # without an address of its own the page stands by itself, without the search
        page.fill("#q-find", "低保")


def _verify(page: Page, address: str, record: Record) -> None:
    page.goto(address + "about/verify/", wait_until="networkidle")


FLOWS: dict[str, Callable[[Page, str, Record], None]] = {
    "搜索": _search,
    "挑": _narrow,
    "打印": _print,
    "报告": _report,
    "勾、转发": _tick_and_share,
    "大字、深色": _wear,
    "打错网址": _lose_the_way,
    "核对": _verify,
}


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_flow_breaks_the_policy(opened, flow: str, width: int) -> None:
    make, address, record = opened
    page = make(width, before=WATCH)
    FLOWS[flow](page, address, record)
    assert page.complaints == [] and _outside(page, address) == []


def test_wechat_breaks_nothing_either(opened) -> None:
    make, address, _ = opened
    page = make(360, before=WATCH + AS_WECHAT)
    page.goto(address + "data/")
    page.locator("main a[href$='.csv']").first.click()
    page.get_by_role("button", name="知道了").click()
    page.evaluate("window.print()")
    assert page.get_by_role("alertdialog").is_visible()
    assert page.complaints == [] and _outside(page, address) == []


# What a page must not do, and the directive that forbids it; nothing of it may reach another host.
_FORBIDDEN = {
    "script-src-elem": "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.done = 1'}))",
    "script-src-attr": "document.body.innerHTML += '<i onclick=\"window.done = 1\">a</i>'; document.querySelector('i').click()",
    "style-src-elem": "document.body.append(Object.assign(document.createElement('style'), {textContent: 'body { color: red }'}))",
    "img-src": "new Image().src = 'https://elsewhere.example/a.png'",
    "connect-src": "fetch('https://elsewhere.example/').catch(() => 0)",
    "frame-src": "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://elsewhere.example/'}))",
    "form-action": "document.body.innerHTML += '<form id=f action=/ method=post></form>'; f.submit()",
    "base-uri": "document.head.append(Object.assign(document.createElement('base'), {href: 'https://elsewhere.example/'}))",
}


@pytest.mark.parametrize("directive", _FORBIDDEN)
def test_what_is_forbidden_is_told_and_does_not_happen(opened, directive: str) -> None:
    make, address, _ = opened
    page = make(before=WATCH)
    left: list[str] = []
    page.on("requestfailed", lambda request: left.append(request.failure) if "elsewhere" in request.url else None)
    page.on("response", lambda answer: left.append(answer.url) if "elsewhere" in answer.url else None)
    page.goto(address + "about/")
    page.evaluate(f"() => {{ {_FORBIDDEN[directive]} }}")
    until_seen(page, lambda: any(told.startswith(f"policy: {directive} ") for told in page.complaints))
    assert page.evaluate("window.done") is None and page.url == address + "about/"
    assert set(left) <= {"csp"}
