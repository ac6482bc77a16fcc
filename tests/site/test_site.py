"""Whole sites, built as a clerk builds them: the real town's and the sample town's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import processes, urls
from generator.checked import read_and_check
from generator.model.kinds import KINDS
from generator.site import engine, shell
from tests import web
from tests.towns import DAY, TOWNS, edit


@pytest.fixture(scope="module", params=TOWNS, ids=TOWNS.keys())
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """A built site: its folder, its pages, the record it was made from."""
    folder = tmp_path_factory.mktemp("site") / "site"
    root = TOWNS[request.param]
    checked = read_and_check(root, DAY)
    engine.run(root, folder, DAY, checked)
    return folder, web.site(folder), checked.record


def test_every_entry_has_a_page(built):
    _, found, record = built
    for kind in KINDS:
        for id_ in record.list_of(kind):
            assert f"{urls.of_id(id_)}index.html" in found, id_


def test_the_page_for_a_lost_address_holds_at_any_depth(built):
    """A server shows it in the place of a page of any depth: nothing in it is relative."""
    folder, found, record = built
    facts = found["404.html"]
    assert "没有这一页" in (folder / "404.html").read_text("utf-8")
    assert facts.links and all(link.startswith(("/", "tel:", "#")) for link in facts.links), facts.links
    assert all(link.startswith("/") for link in facts.loaded)
    assert bool(facts.loaded) == bool(record.town.address_of_site)


def test_every_link_and_anchor_leads_somewhere(built):
    folder, found, _ = built
    assert web.dead(folder, found) == []


def test_nothing_stands_in_the_page_or_comes_from_outside(built):
    _, found, _ = built
    for path, facts in found.items():
        assert facts.inline == [], path
        assert [link for link in facts.loaded if "//" in link] == [], path


def test_about_names_every_site_that_pages_lead_to(built):
    """A resident sees where a link may lead before it is followed."""
    folder, _, _ = built
    about = (folder / "about/index.html").read_text("utf-8")
    leading = set()
    for page in folder.rglob("*.html"):
        leading |= set(re.findall(r'<a [^>]*href="https?://([^/"]+)', page.read_text("utf-8")))
    said = re.search(r"链接到这些网站：([^。]*)。", about)
    assert set(said[1].split("、") if said else []) == leading


def test_pages_are_well_formed(built):
    _, found, _ = built
    for path, facts in found.items():
        assert facts.unclosed == [], path
        assert len(facts.ids) == len(set(facts.ids)), path
        assert len(facts.titles) == 1, path


# Where the menu says one is, by the first folder of a page's address; `search/` is reached from everywhere.
# The folders of pages of no kind, by the section of the menu they belong to.
FOLDERS = {
    "首页": {"", "404.html"},
    "办事": {"themes", "life", "az"},
    "执法公开": {"enforcement"},
    "说明与投诉": {"about", "completeness", "data", "help", "plan"},
}


def test_the_menu_says_where_one_is(built):
    folder, found, _ = built
    belongs = {section.title: FOLDERS.get(section.title, set()) for section in shell.SECTIONS}
    menu = {section.url: section.title for section in shell.SECTIONS}
    for kind in KINDS:
        belongs[menu[kind.menu]] |= {kind.section.url.partition("/")[0]}
    seen = {title: set() for title in belongs}
    for path in found:
        if path == "404.html" and not found[path].loaded:
            continue  # it stands by itself
        marked = re.findall(r'aria-current="true">([^<]*)</a>', (folder / path).read_text("utf-8"))
        first = "" if path == "index.html" else path.partition("/")[0]
        assert len(marked) == (first != "search"), path
        for title in marked:
            seen[title].add(first)
    assert [(title, firsts - belongs[title]) for title, firsts in seen.items() if firsts - belongs[title]] == []


def test_a_demonstration_says_so_on_every_page(built):
    folder, found, record = built
    for path, facts in found.items():
        assert ("演示站，不是政府网站" in facts.text) == (not record.formal), path
        if not record.formal:
            assert '<meta name="robots" content="noindex">' in (folder / path).read_text("utf-8"), path


def test_two_builds_are_the_same(built, tmp_path, monkeypatch):
    """However many processes made them."""
    monkeypatch.setattr(processes, "alone", True)
    folder, _, record = built
    root = TOWNS[str(record.town.name)]
    engine.run(root, tmp_path / "again", DAY)
    assert _bytes(tmp_path / "again") == _bytes(folder)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_step_to_a_matter_that_the_town_has_not_spoken_of_says_so(root: Path, tmp_path: Path):
    """A formal town: the matter has no page, and what led there has a sentence in the place of a link."""
    edit(root, "elsewhere/p001.yml", ("本镇核对: 本镇办", "本镇核对: 还没问"))
    step = "  - 做什么: 营业执照\n    归谁: 青榆县市场监督管理局\n"
    edit(root, "together/y001.yml", (step, f"{step}    事项: p001 办身份证（申领、换领、补领）\n"))
    checked = read_and_check(root, DAY)
    assert checked.holds and checked.record.formal
    engine.run(root, tmp_path / "site", DAY, checked)
    found = web.site(tmp_path / "site")
    assert "elsewhere/p001/index.html" not in found and web.dead(tmp_path / "site", found) == []
    said = "“办身份证（申领、换领、补领）”镇里还没有核对好，先打12345问。"
    assert said in found["together/y001/index.html"].text
    assert "p001" not in (tmp_path / "site/data/v1/elsewhere.csv").read_text("utf-8")
