"""What is looked at in another engine: home, a guide, a list and the search of the sample town.

In: a window, the town's site. Out: a line for each thing looked at, and whether it is so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import NamedTuple

from generator import urls
from tests.browser.serving import Town
from tests.others.browsers import Window

WIDTHS = (360, 1280)
_PATIENCE = 10.0  # seconds
_LIST = "authority/"


class Seen(NamedTuple):
    """A thing looked at: where, what, whether it is so, and what was found."""

    where: str
    what: str
    right: bool
    found: str


# Neighbouring characters of one line, a figure beside a Chinese one, that lie upon each other: pairs, and the first few.
_OVERLAPS = """(() => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
    let pairs = 0;
    for (let node; (node = walker.nextNode()); ) {
        for (const match of node.data.matchAll(/(?<=[\\u4e00-\\u9fff])[0-9]|(?<=[0-9])[\\u4e00-\\u9fff]/g)) {
            const [before, after] = [match.index - 1, match.index].map(at => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getClientRects()[0];
            });
            if (!before || !after || Math.abs(before.top - after.top) > before.height / 2) continue;
            pairs++;
            if (after.left < before.right - 0.6) found.push(node.data.slice(Math.max(0, match.index - 6), match.index + 6));
        }
    }
    return [pairs, found.slice(0, 5)];
})()"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_ROWS = "[...document.querySelectorAll('.q-list tbody tr')].filter(row => row.getClientRects().length).length"


def looked_at(window: Window, town: Town) -> Iterator[Seen]:
    """Everything that is looked at, width by width."""
    guide = max(town.record.guides.values(), key=lambda one: len(str(one)))
    pages = {"首页": urls.HOME, "指南": urls.of(guide), "清单": _LIST, "搜索": urls.SEARCH}
    for width in WIDTHS:
        for name, url in pages.items():
            window.open(town.address + url, width)
            where = f"{name} {window.ask('innerWidth')}"  # WebKitGTK's window is no narrower than 447
            sideways = window.ask(_SIDEWAYS)
            yield Seen(where, "不用左右拖", sideways <= 0, f"多出 {sideways} 像素")
            pairs, overlaps = window.ask(_OVERLAPS)
            yield Seen(where, "数字和汉字不叠在一起", not overlaps, f"看了 {pairs} 处 {'；'.join(overlaps)}")
            yield Seen(where, "脚本跑起来了", window.ask("document.documentElement.classList.contains('js')"), "")
        yield from _typing(window, town, width)
        yield from _narrowing(window, town, width)
        yield from _searching(window, town, width)


def _typing(window: Window, town: Town, width: int) -> Iterator[Seen]:
    window.open(town.address, width)
    window.ask("document.querySelector('main .q-find input, .q-find input').focus()")
    window.type("低保")
    found = _until(window, "[...document.querySelectorAll('#q-find-list .q-hit--all')].length")
    shown = window.ask("[...document.querySelectorAll('#q-find-list .q-hit__name')].map(one => one.textContent)")
    yield Seen(f"首页 {width}", "打“低保”有建议", bool(found and shown), "；".join(shown[:3]))


def _narrowing(window: Window, town: Town, width: int) -> Iterator[Seen]:
    window.open(town.address + _LIST, width)
    before = window.ask(_ROWS)
    window.ask("document.querySelector('.q-filter input[name=q]').focus()")
    window.type("许可")
    kept = _until(window, "location.search.length")
    after = window.ask(_ROWS)
    address = window.ask("decodeURIComponent(location.search)")
    yield Seen(
        f"清单 {width}",
        "写“许可”挑得出，网址记着",
        bool(kept) and 0 < after < before,
        f"{before} 行剩 {after} 行，{address}",
    )


def _searching(window: Window, town: Town, width: int) -> Iterator[Seen]:
    window.open(f"{town.address}{urls.SEARCH}?q=dibao", width)
    found = _until(window, "document.querySelectorAll('.q-hits a').length")
    first = window.ask("(document.querySelector('.q-hits a') || {textContent: ''}).textContent")
    yield Seen(
        f"搜索 {width}",
        "拼音“dibao”搜得到",
        bool(found) and "最低生活保障" in json.dumps(first, ensure_ascii=False),
        first,
    )


def _until(window: Window, expression: str) -> object:
    """The value of an expression once it is true; what it is at the end where it never is."""
    end = time.monotonic() + _PATIENCE
    while not (value := window.ask(expression)) and time.monotonic() < end:
        time.sleep(0.1)
    return value
