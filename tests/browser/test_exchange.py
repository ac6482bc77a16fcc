"""A page lies open while the site is published anew: what it searches then is the new edition."""

from __future__ import annotations

import functools
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Server, StaticFiles, Town

FIELD, HITS = "#q-find", ".q-found [role=option]"
OLD, NEW = "低保", "新低保"


@pytest.fixture
def published(town: Town, tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """A copy of a town's site on a server of its own: its address, and what publishes the next edition of it."""
    place, aside = tmp_path / "site", tmp_path / "aside"
    shutil.copytree(town.folder, place)
    shutil.copytree(town.folder, aside)
    _renew(aside)

    def publish() -> None:
        os.rename(place, tmp_path / "old")
        os.rename(aside, place)

    with Server(functools.partial(StaticFiles, directory=str(tmp_path)), "") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/site/", publish
        server.shutdown()


def _renew(site: Path) -> None:
    """Another edition: what is found is called otherwise, parts and engine of the search lie elsewhere."""
    index = json.loads((site / "search/index.json").read_text("utf-8"))
    engine = Path(index["engine"])
    old, index["at"], index["engine"] = index["at"], "0123456789ab", "assets/search.0123456789.js"
    (site / "search" / old).rename(site / "search" / index["at"])
    (site / engine).rename(site / index["engine"])
    (site / "search/index.json").write_text(json.dumps(index, ensure_ascii=False), "utf-8")
    for cards in (site / "search" / index["at"]).glob("cards-*.json"):
        cards.write_text(cards.read_text("utf-8").replace(OLD, NEW), "utf-8")


def _ask(page: Page, word: str, name: str) -> None:
    page.fill(FIELD, "")
    page.fill(FIELD, word)
    expect(page.locator(".q-hit--all")).to_be_visible()
    expect(page.locator(HITS, has_text=name).first).to_be_visible()


@pytest.mark.parametrize("before", ["nothing", "the index", "another word", "the same word"])
def test_a_page_that_lies_open_searches_the_new_edition(opened, published, before: str) -> None:
    make, _, _ = opened
    address, publish = published
    page = make()
    page.goto(address + "help/")
    page.locator(".q-look summary").click()
    if before == "the index":
        with page.expect_event("requestfinished", lambda request: "/assets/search." in request.url):
            page.focus(FIELD)
    elif before != "nothing":
        _ask(page, OLD if before == "the same word" else "身份证", "")
    publish()
    if (
        before == "the same word"
    ):  # all its parts are there: it is answered as before, with addresses that still lead on
        _ask(page, OLD, OLD)
        page.locator(HITS).first.click()
        expect(page.locator("h1")).to_be_visible()
    else:
        _ask(page, OLD, NEW)
    refused = [told for told in page.complaints if "404" not in told]
    assert refused == []


def test_an_index_that_a_browser_kept_is_asked_for_anew(opened, published) -> None:
    """A cache between gives the index of the edition before, whose engine is gone: it is asked past the cache."""
    make, _, _ = opened
    address, publish = published
    page = make()
    kept = page.request.get(address + "search/index.json").text()
    publish()
    page.route("**/search/index.json", lambda route: route.fulfill(body=kept, content_type="application/json"))
    page.goto(address + "help/")
    page.locator(".q-look summary").click()
    _ask(page, OLD, NEW)
    asked = [url.partition("?")[2] for url in page.asked if "/search/index.json" in url]
    assert len(asked) == 2 and asked[0] == "" and asked[1].isdecimal()


def test_the_page_of_results_goes_on_too(opened, published) -> None:
    make, _, _ = opened
    address, publish = published
    page = make()
    page.goto(address + "search/?q=身份证")
    expect(page.locator(".q-hits a").first).to_be_visible()
    publish()
    page.fill(FIELD, OLD)
    expect(page.locator(".q-hits li", has_text=NEW).first).to_be_visible()
