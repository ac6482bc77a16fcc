"""With scripts switched off: every entry within three steps, every fact readable, nothing that does nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from generator import urls
from generator.model.kinds import KINDS
from tests import web
from tests.browser import sample

STEPS = 3


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def _leads_to(url: str, link: str) -> str:
    """The page of the site a link leads to; "-" for what lies outside."""
    target = urldefrag(link).url
    if urlsplit(link).scheme or not target:
        return "-"
    path = posixpath.normpath(posixpath.join(url, unquote(target)))
    return "" if path == "." else path + "/"


def _steps(links: dict[str, set[str]], seen: Callable[[str], set[str]]) -> dict[str, int]:
    """How many steps each page lies from home by what is `seen` on the way to an entry."""
    found, edge = {"": 0}, [""]
    while edge:
        reached = []
        for url in edge:
            # A page that leads to nothing new need not be opened.
            new = {target for target in links[url] if target in links and target not in found}
            for target in sorted(new & seen(url) if new and found[url] < STEPS else new):
                found[target] = found[url] + 1
                reached.append(target)
        edge = reached
    return found


# What can be clicked as the page stands, or after opening what folds: with scripts off no page changes otherwise.
_CLICKABLE = """() => {
    document.querySelectorAll("details").forEach(one => one.open = true);
    return [...document.querySelectorAll("a[href]")].filter(one => one.checkVisibility({visibilityProperty: true}))
        .map(one => one.getAttribute("href"));
}"""


def test_every_entry_is_three_steps_from_home(town, page):
    written = {
        url: {_leads_to(url, link) for link in web.read(sample.file_of(town.folder, url).read_text("utf-8")).links}
        for url in sample.every(town.folder)
        if not url.endswith(".html")
    }

    def seen(url: str) -> set[str]:
        page.goto(town.address + url)
        found = {_leads_to(url, link) for link in page.evaluate(_CLICKABLE)}
        for anchor in page.evaluate(_WITHIN) if written[url] - found else ():  # a letter that a phone folds away
            page.goto(f"{town.address}{url}{anchor}")
            found |= {_leads_to(url, link) for link in page.evaluate(_CLICKABLE)}
        return found

    steps = _steps(written, seen)
    entries = {urls.of_id(id_) for kind in KINDS for id_ in town.record.list_of(kind)}
    far = sorted(url for url in entries if steps.get(url, 99) > STEPS)
    assert far == []
    gone = {row.url for row in town.record.ledger if row.last}
    assert sorted(set(written) - set(steps)) == sorted(gone), "what no link leads to"


# Which facts cannot be seen as the page stands, by their number in it.
_FACTS = """() => {
    document.querySelectorAll("details").forEach(one => one.open = true);
    return [...document.querySelectorAll("[data-field]")].map((one, number) => [one, number])
        .filter(([one]) => !one.checkVisibility({visibilityProperty: true, opacityProperty: true})
            || one.textContent.trim() && !one.innerText.trim())
        .map(([one, number]) => number + " " + one.getAttribute("data-field"));
}"""
_WITHIN = """() => [...document.querySelectorAll("main a[href^='#']")]
    .filter(one => one.checkVisibility()).map(one => one.getAttribute("href"))"""


def _hidden(page: Page) -> set[str]:
    """The facts that no link within the page brings out either."""
    hidden = set(page.evaluate(_FACTS))
    for anchor in dict.fromkeys(reversed(page.evaluate(_WITHIN)) if hidden else ()):
        if hidden:
            page.goto(page.url.partition("#")[0] + anchor)
            hidden &= set(page.evaluate(_FACTS))
    return hidden


# What only a script could make do something. What is ticked or unfolded works by itself; no page sends a form.
_IDLE = """() => [...document.querySelectorAll("button, input, select, textarea, a, [role=button]")].filter(one => {
    if (!one.checkVisibility({visibilityProperty: true})) return false;
    if (one.tagName === "A") return !one.getAttribute("href") || /^(#|javascript:)?$/.test(one.getAttribute("href"));
    return !(one.type === "checkbox" || one.type === "radio") || !!one.closest("form");
}).map(one => one.outerHTML.slice(0, 120))"""


def test_every_fact_is_readable_and_nothing_is_idle(town, page, a_few):
    faults: dict[str, list[str]] = {}
    for url in a_few(3):
        page.goto(town.address + url)
        if idle := page.evaluate(_IDLE):
            faults[f"/{url} 没有用的"] = idle
        if hidden := _hidden(page):
            faults[f"/{url} 看不见的"] = sorted(hidden)[:6]
    assert faults == {}


def test_what_is_hidden_and_idle_is_seen(page):
    page.goto("about:blank")  # the policy of the page before would keep the styles of this one
    page.set_content(
        '<html class="no-js"><style>.no-js .more { display: none }</style><p data-field="甲">一</p>'
        '<p class="more" data-field="乙">二</p><details><summary>开</summary><p data-field="丙">三</p></details>'
        '<button type="button">没用的</button><input type="checkbox"><a href="#">哪也不去</a></html>'
    )
    assert _hidden(page) == {"1 乙"}
    assert [one.partition(">")[0] for one in page.evaluate(_IDLE)] == ['<button type="button"', '<a href="#"']
