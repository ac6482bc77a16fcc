"""The disk edition opened with a double click: file://, no server, scripts under the policy of a page on a disk."""

from __future__ import annotations

import posixpath
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import expect

from generator.publication import disk_edition
from tests import web
from tests.browser import sample
from tests.browser.serving import Town
from tests.browser.test_policy import WATCH


@pytest.fixture(scope="module")
def disk(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The disk edition of a town, in a folder with spaces and Chinese in its name, as sticks have them."""
    folder = tmp_path_factory.mktemp("stick") / "禾泉 镇（U盘）"
    folder.mkdir()
    assert disk_edition.write(town.folder, folder) > 100
    return folder


def test_every_link_leads_to_a_file(disk: Path) -> None:
    dead = []
    for page, facts in web.site(disk).items():
        for link in [*facts.links, *facts.loaded]:
            target = unquote(urldefrag(link.partition("?")[0]).url)
            if urlsplit(link).scheme or not target:
                continue
            if not (disk / posixpath.normpath(posixpath.join(posixpath.dirname(page), target))).is_file():
                dead.append(f"{page} → {link}")
    assert dead == []


@pytest.mark.parametrize("width", [360, 1280])
def test_every_kind_of_page_opens(opened, disk: Path, width: int, a_few) -> None:
    make, _, _ = opened
    page = make(width, before=WATCH)
    for url in a_few(2):
        if url == "404.html":
            continue  # a disk has no page for a lost address
        page.goto(sample.file_of(disk, url).as_uri())
        assert page.locator("h1").count() == 1 and page.evaluate("document.fonts.size >= 0"), url
        # The style sheet and the scripts are there: both change what the page is.
        assert page.evaluate("getComputedStyle(document.querySelector('.q-skip')).position") == "absolute", url
        assert page.evaluate("document.documentElement.className") == "js", url
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith(disk.as_uri()) and not url.startswith("data:")] == []


def test_one_walks_from_page_to_page(opened, disk: Path) -> None:
    make, _, _ = opened
    page = make(1280)
    page.goto((disk / "index.html").as_uri())
    for name in ("办事", "权力清单", "说明与投诉", "首页"):
        page.locator(".q-nav").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("h1")).to_have_count(1)
        assert page.url.endswith("/index.html")
    assert page.url == (disk / "index.html").as_uri() and page.complaints == []


def test_one_searches(opened, disk: Path) -> None:
    make, _, record = opened
    guide = next(guide for guide in record.guides.values() if guide.nicknames and not guide.ending)
    page = make(before=WATCH)
    page.goto((disk / "about/index.html").as_uri())
    page.locator(".q-look summary").click()
    page.type("#q-find", str(guide.nicknames[0]))
    expect(page.locator(".q-hit--all")).to_have_text(re.compile("整页的文字里也找找|看全部"))
    page.locator(".q-found [role=option]", has_text=str(guide.name)).first.click()
    page.wait_for_url("**/index.html*")
    assert str(guide.name) in page.locator("h1").inner_text().replace("\n", "")
    page.locator(".q-look summary").click()
    page.fill("#q-find", str(guide.nicknames[0]))
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.locator(".q-hits a", has_text=str(guide.name)).first).to_be_visible()
    page.locator(".q-hits a").first.click()
    assert page.url.split("#")[0].endswith("/index.html") and page.complaints == []


def test_one_narrows_a_list(opened, disk: Path) -> None:
    make, _, _ = opened
    page = make(1280, before=WATCH)
    page.goto((disk / "authority/index.html").as_uri())
    page.locator(".q-filter select").first.select_option(index=1)
    expect(page.locator(".q-tally__clear")).to_be_visible()
    assert page.complaints == []


def test_the_sums_are_those_of_the_disk(disk: Path) -> None:
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=disk, check=True)
    listed = {line.partition("  ")[2] for line in (disk / "SHA256SUMS").read_text("utf-8").splitlines()}
    there = {file.relative_to(disk).as_posix() for file in disk.rglob("*") if file.is_file()}
    assert listed == there - {"SHA256SUMS"}
    assert not there & {"404.html", "robots.txt", "sitemap.xml"} and not [
        p for p in there if re.match("search/.*json", p)
    ]
