"""The clerk's form in a real browser: with scripts and without, by keyboard, at both widths, in every look."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.audit import AXE, Audit
from tests.browser.looks import LOOKS, WIDTHS, unfold, wear
from tests.browser.serving import previewed
from tests.towns import copied

FORM = "-/edit/f001/"


@pytest.fixture(scope="module")
def preview(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The sample town under a preview: its folder and address."""
    root = copied(tmp_path_factory.mktemp("form"))
    with previewed(root, browser) as address:
        yield root, address


def text(root: Path) -> str:
    return (root / "powers/services/f001.yml").read_text("utf-8")


def spoiled(page: Page, address: str) -> None:
    """The form of a guide as it comes back with something wrong in it."""
    page.goto(f"{address}{FORM}")
    page.locator("[id='承诺办结时限']").fill("三毛")
    page.get_by_role("button", name=re.compile("^存")).last.click()
    expect(page.locator(".e-summary")).to_contain_text("还没存：有 1 处要改")


def test_axe_finds_nothing(browser: Browser, preview: tuple[Path, str], audit: Audit) -> None:
    address, faults = preview[1], []
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in ("wrong", "-/new/", "-/publish/"):
        if path == "wrong":
            spoiled(page, address)
        else:
            page.goto(address + path)
        unfold(page)
        page.evaluate(AXE)
        for width, look in itertools.product(WIDTHS, LOOKS):
            page.set_viewport_size({"width": width, "height": 800})
            wear(page, look)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width, look)
            found = audit.faults(page, look, only_colours=look == "深色")
            faults += [(path, width, look, one["rule"], one["html"], one["why"]) for one in found]
    context.close()
    assert not faults, faults[:5]


def test_what_is_typed_survives_a_closed_window_and_ctrl_s_saves(browser: Browser, preview: tuple[Path, str]) -> None:
    root, address = preview
    before = text(root)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}services/f001/")
    page.get_by_role("link", name="改这一条").click()
    page.locator("[id='一句话']").fill("打到一半")
    page.close()
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address + FORM)
    page.get_by_role("button", name="放回来").click()
    box = page.locator("[id='一句话']")
    expect(box).to_have_value("打到一半")
    assert text(root) == before
    box.fill("打完了。")
    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile(r"/services/f001/\?saved=\d+$"))
    expect(page.locator(".q-desk-saved")).to_contain_text("打完了。")
    assert "一句话: 打完了。" in text(root)
    page.get_by_role("link", name="改前改后、撤回").click()
    expect(page.locator(".e-table")).to_contain_text("打完了。")
    page.get_by_role("button", name="撤回这次").click()
    expect(page.locator(".q-desk-saved")).to_contain_text("撤回了")
    assert text(root) == before
    page.goto(address + FORM)
    expect(page.locator(".e-kept")).to_have_count(0)
    assert complaints == []
    context.close()


def test_the_form_does_all_it_has_to_without_scripts(browser: Browser, preview: tuple[Path, str]) -> None:
    root, address = preview
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + FORM)
    expect(page.locator(".e-find")).to_be_hidden()
    page.locator("details.e-fold > summary").first.click()
    group = page.locator("#申请材料")
    count = group.locator(".e-item").count()
    group.get_by_role("button", name="加一项").click()
    expect(page.locator("#申请材料 .e-item")).to_have_count(count + 1)
    page.locator(f"[name='申请材料.{count}.名称']").fill("邻居的意见")
    page.locator(f"[name='申请材料.{count}.必要性']").select_option("非必要")
    page.get_by_role("button", name=f"第{count + 1}条上移").click()
    expect(page.locator(f"[name='申请材料.{count - 1}.名称']")).to_have_value("邻居的意见")
    page.locator("[id='法定办结时限']").press("Enter")  # what Enter does is to save, and nothing else
    page.wait_for_url(re.compile(r"/services/f001/\?saved=\d+$"))
    assert "- 名称: 邻居的意见" in text(root)
    context.close()


def test_none_and_not_known_answer_for_the_box(browser: Browser, preview: tuple[Path, str]) -> None:
    page = browser.new_page()
    page.goto(preview[1] + FORM)
    box = page.locator("[id='承诺办结时限']")
    page.locator("[name='承诺办结时限.无'][value='无']").check()
    expect(box).to_have_value("")
    box.fill("3个工作日")
    expect(page.locator("[name='承诺办结时限.无']:checked")).to_have_count(0)
    page.locator("#找一格").fill("材料")
    expect(page.locator(".e-contents li:visible")).to_have_count(1)
    page.locator(".e-contents li:visible a").click()
    expect(page.locator("#申请材料")).to_be_visible()
    page.close()
