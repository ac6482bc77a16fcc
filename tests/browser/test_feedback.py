"""报告本页有误: with scripts the text is ready; without them the link leads to what to write."""

from __future__ import annotations

FORBIDDEN = "document.execCommand = () => false; Object.defineProperty(navigator, 'clipboard', {value: undefined});"


def test_the_text_names_the_page(opened):
    make, address, record = opened
    page = make(360)
    page.goto(address + "authority/q001/")
    button = page.locator(".q-foot").get_by_role("button", name="报告本页有误")
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    panel = page.locator(".q-foot .q-report")
    text = panel.get_by_label("添上哪里不对").input_value()
    assert f"q001 {record.powers['q001'].name}" in text and address + "authority/q001/" in text
    mail = record.town.correction_mail
    send = panel.locator("a[href^='mailto:']")
    assert send.count() == bool(mail)
    if mail:
        assert send.get_attribute("href") == f"mailto:{mail}"
    else:
        assert "收不到您的报告" in panel.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    button.press("Enter")
    assert not panel.is_visible() and page.complaints == []


def test_copying_says_whether_it_worked(opened):
    make, address, _ = opened
    page = make(360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "authority/q001/")
    page.locator(".q-foot").get_by_role("button", name="报告本页有误").click()
    page.locator(".q-foot").get_by_role("button", name="复制", exact=True).click()
    assert page.locator(".q-foot [role=status]").inner_text() == "复制好了。"
    assert page.evaluate("navigator.clipboard.readText()").startswith("报告一处错误\n页面：q001 ")
    page = make(360, before=FORBIDDEN)
    page.goto(address + "authority/q001/")
    page.locator(".q-foot").get_by_role("button", name="报告本页有误").click()
    page.locator(".q-foot").get_by_role("button", name="复制", exact=True).click()
    assert "自己复制" in page.locator(".q-foot [role=status]").inner_text()


def test_every_page_can_be_reported(opened):
    make, address, _ = opened
    page = make(1280)
    for url in ["", "authority/", "help/remedies/"]:
        page.goto(address + url)
        page.locator(".q-footer").get_by_role("button", name="报告有误").click()
        text = page.locator(".q-footer .q-report textarea").input_value()
        assert address + url in text and page.locator("h1").inner_text() in text


def test_without_scripts_the_link_explains(opened):
    make, address, _ = opened
    page = make(360, scripts=False)
    page.goto(address + "authority/q001/")
    page.locator(".q-foot").get_by_role("link", name="报告本页有误").click()
    assert page.url == address + "help/ask/#report-error"
    assert page.locator("#report-error").is_visible() and "哪一句不对" in page.locator("main").inner_text()


def test_who_was_not_helped_has_a_sentence_for_those_who_can(opened):
    """Nothing is sent anywhere: the sentence is copied, mailed, or read out on the telephone."""
    make, address, record = opened
    page = make(360)
    page.goto(address + "authority/q001/")
    helped = page.locator(".q-helped")
    page.asked.clear()
    helped.get_by_role("button", name="帮到了").click()
    assert "没有发到别处" in helped.get_by_role("status").first.inner_text()
    helped.get_by_role("button", name="没帮到").click()
    assert f"“q001 {record.powers['q001'].name}”" in helped.get_by_label("想问的").input_value()
    mail, phone = record.town.correction_mail, record.town.hotlines[0].phone
    way = f"mailto:{mail}" if mail else f"tel:{phone}"
    assert helped.locator(f"a[href='{way}']").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.asked == [] and page.complaints == []
    plain = make(360, scripts=False)
    plain.goto(address + "authority/q001/")
    assert not plain.locator(".q-helped").is_visible()
