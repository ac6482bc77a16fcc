"""Fifteen everyday tasks on a phone of 360×740: what people type leads to the right page first, and what decides stands
within its first two screens.

`python -m pytest tests/browser/test_tasks.py -s` prints the steps and the screens of each.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.towns import REAL

WIDTH, HEIGHT = 360, 740
SCREENS = 2.0


class Task(NamedTuple):
    """What is typed, the pages that answer it, and the words on them that decide."""

    typed: str
    pages: tuple[str, ...]
    decides: tuple[str, ...]


TASKS = (
    Task("摆摊要不要证", ("services/f002/",), ("没有固定门店", "健康证明", "当场办好", "不收钱", "食品摊点经营区域")),
    Task("盖房批宅基地", ("services/f003/",), ("农村村民", "宅基地使用证明", "宅基地由镇政府批", "不要打地基")),
    Task("低保怎么申请", ("services/f006/",), ("低保标准", "户口所在地的镇政府", "书面申请", "县级民政部门")),
    Task("身份证丢了", ("elsewhere/p001/",), ("公安机关", "户口簿", "60日")),
    Task("邻居占地边", ("services/f021/",), ("协商不成", "当面说清", "镇政府或者县级以上政府")),
    Task("开50平饭店", ("elsewhere/p022/", "together/y001/"), ("50平方米", "食品安全监督管理部门", "先打12345")),
    Task("罚单怎么交", ("help/fined/",), ("到银行缴", "15日", "分期")),
    Task("不服处罚", ("elsewhere/p040/", "together/y014/"), ("向宁阳县人民政府", "决定书上会写")),
    Task("谁能来查我", ("enforcement/",), ("出示执法证", "打12345核对")),
    Task("举报村账不公开", ("services/f015/", "together/y013/"), ("向镇政府反映", "责令公布")),
    Task("户外广告牌要多久", ("services/f001/",), ("7个工作日", "店铺招牌")),
    Task("孩子晚上学", ("together/y005/", "services/f005/"), ("身体状况", "县教育部门", "延缓入学或者休学")),
    Task("老人补贴", ("elsewhere/p054/",), ("县级以上地方政府", "八十周岁以上", "先打12345")),
    Task("村里公墓", ("elsewhere/p049/", "authority/q219/"), ("民政部门", "公益性公墓")),
    Task("委托给镇的事有哪些", ("authority/",), ("县里委托镇里办",)),
)
# How far down the page the words end that are met first, in pixels; null where they are nowhere to be seen.
_LOWEST = """words => {
    const ends = [];
    for (const element of document.querySelectorAll(".q-article *")) {
        const said = (one) => (one.textContent || "").replace(/\\s+/g, "").includes(words);
        if (!said(element) || Array.from(element.children).some(said)) continue;
        const box = element.getBoundingClientRect();
        if (box.height > 1 && element.checkVisibility()) ends.push(box.bottom + scrollY);
    }
    return ends.length ? Math.min(...ends) : null;
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser, towns):
    """A phone, and where the real town's site lies."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    yield context.new_page(), towns(REAL).address
    context.close()


def _walked(page: Page, address: str, task: Task) -> tuple[str, int, dict[str, float | None]]:
    """Go from the home page to what is found first: its address, the steps, how many screens down each word ends."""
    page.goto(address)
    page.fill("#q-find", task.typed)  # the first step: write and send
    page.press("#q-find", "Enter")
    page.wait_for_url(f"{address}search/?q=*")
    first = page.locator(".q-results > .q-hits a").first
    expect(first).to_be_visible()
    expect(page.locator(".q-asking")).to_have_count(0)
    first.click()  # the second
    page.wait_for_url(lambda url: "/search/" not in url)
    ends = {words: page.evaluate(_LOWEST, words) for words in task.decides}
    return page.url.removeprefix(address), 2, {words: end and end / HEIGHT for words, end in ends.items()}


def test_everyday_tasks_lead_to_the_right_page_and_it_answers_soon(phone):
    page, address = phone
    wrong = []
    for task in TASKS:
        came, steps, ends = _walked(page, address, task)
        known = [end for end in ends.values() if end is not None]
        print(f"\n{task.typed}：{steps} 步到 {came}，{max(known, default=0):.1f} 屏", end="")
        late = [words for words, end in ends.items() if end is None or end > SCREENS]
        if came.partition("#")[0] not in task.pages or late:
            wrong.append(f"{task.typed}: {came}, {late}")
    assert wrong == []
