"""某一天的清单 in a real browser: a day is chosen, kept in the address, and its lists are drawn from the data."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from generator import urls
from generator.derive.timeline import timeline
from generator.model.authority import POWER
from generator.record import Record
from tests.browser.test_policy import WATCH
from tests.towns import DAY, SAMPLE

ROWS = ".q-past__lists tbody tr"


def _powers(record: Record, day: date) -> int:
    return sum(1 for _ in timeline(record, DAY).of(POWER, day))


def test_a_day_is_chosen_kept_and_drawn(opened) -> None:
    make, address, record = opened
    page = make(360, before=WATCH)
    page.goto(address + urls.PAST)
    if record.town.name != SAMPLE[:3]:
        expect(page.locator("[data-past]")).to_be_visible()
        return
    page.fill("#past-on", "2026-05-31")
    page.click("[data-past] button")
    expect(page.locator(".q-past__said")).to_contain_text(f"权力清单 {_powers(record, date(2026, 5, 31))} 项")
    names = page.locator(f"{ROWS} th").all_inner_texts()
    assert "大型户外广告设置审核" in names and "城市大型户外广告设置审核" not in names
    assert page.url.endswith("?on=2026-05-31")
    other = make(1280)
    other.goto(f"{address}{urls.PAST}?on=2026-06-01")
    expect(other.locator(".q-past__said")).to_contain_text(f"权力清单 {_powers(record, date(2026, 6, 1))} 项")
    taken = other.locator(ROWS, has_text="q104")
    expect(taken).to_contain_text("收回")
    taken.locator("a").click()
    expect(other).to_have_url(f"{address}authority/q104/")
    assert page.complaints == other.complaints == []
