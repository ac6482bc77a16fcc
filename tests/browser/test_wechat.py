"""In WeChat's browser, which neither downloads nor prints: the reader is told what to do instead."""

from __future__ import annotations

import pytest

from tests.browser.looks import unfold

WECHAT = (
    "Mozilla/5.0 (Linux; Android 12; M2012K11AC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/86.0.4240.99 Mobile Safari/537.36 MMWEBID/1234 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64"
)
AS_WECHAT = f"Object.defineProperty(navigator, 'userAgent', {{get: () => '{WECHAT}'}});"


@pytest.mark.parametrize("url", ["data/", "authority/q001/"])
def test_a_download_says_how(opened, url):
    make, address, _ = opened
    page = make(360, before=AS_WECHAT)
    page.goto(address + url)
    unfold(page)
    link = page.locator("main a[href$='.json'], main a[href$='.csv']").first
    link.click()
    box = page.get_by_role("alertdialog")
    assert "微信里不能下载" in box.inner_text() and "用浏览器打开" in box.inner_text()
    assert page.url == address + url
    assert box.bounding_box()["x"] >= 0 and page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Escape")
    assert box.count() == 0
    assert page.evaluate("document.activeElement.getAttribute('href')") == link.get_attribute("href")
    link.click()
    page.get_by_role("button", name="知道了").click()
    assert box.count() == 0 and page.complaints == []


def test_printing_says_how(opened):
    make, address, _ = opened
    page = make(360, before=AS_WECHAT)
    page.goto(address + "authority/q001/")
    page.evaluate("window.print()")
    assert "微信里不能打印" in page.get_by_role("alertdialog").inner_text()


def test_pages_open_as_everywhere(opened):
    make, address, _ = opened
    page = make(360, before=AS_WECHAT)
    page.goto(address + "authority/q001/")
    page.locator(".q-path a").last.click()
    assert page.url == address + "authority/" and page.get_by_role("alertdialog").count() == 0


def test_elsewhere_a_download_is_a_download(opened):
    make, address, _ = opened
    page = make(360)
    page.goto(address + "data/")
    with page.expect_download():
        page.locator("main a[href$='.csv']").first.click()
    assert page.get_by_role("alertdialog").count() == 0
