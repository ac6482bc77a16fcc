"""Charts in a browser: their text is large enough to read, and where it cannot be, the table alone stands."""

from __future__ import annotations

import json

import pytest

ELDER = f"localStorage.setItem('qingdan.display', {json.dumps(json.dumps({'mode': 'elder'}))})"
PAGES = ("completeness/", "departments/", "enforcement/", "data/")
SMALLEST = """() => Math.min(99, ...[...document.querySelectorAll('.q-fig')].filter(fig => fig.getClientRects().length)
  .map(fig => 16 * fig.getBoundingClientRect().width / fig.viewBox.baseVal.width))"""


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("width, before, least", [(360, "", 15.9), (1280, "", 17), (360, ELDER, 22), (1280, ELDER, 22)])
def test_no_text_in_a_picture_is_smaller_than_the_page_allows(opened, url, width, before, least):
    make, address, _ = opened
    page = make(width, before=before)
    page.goto(address + url)
    assert page.evaluate(SMALLEST) >= least
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_a_picture_has_no_room_its_table_stands(opened):
    make, address, _ = opened
    page = make(360, before=ELDER)
    page.goto(address + "completeness/")
    assert page.locator(".q-picture svg").count() and not page.locator(".q-picture svg:visible").count()
    assert page.locator(".q-figures:visible").count() == page.locator(".q-picture svg").count()


def test_without_scripts_everything_folded_can_be_opened(opened):
    make, address, _ = opened
    page = make(360, scripts=False)
    page.goto(address + "completeness/")
    fold = page.locator(".q-fold").first
    if fold.count():
        assert not fold.locator("a, td").first.is_visible()
        fold.locator("summary").click()
        assert fold.locator("a, td").first.is_visible()
