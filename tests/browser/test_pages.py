"""Every kind of page in a real browser: a fact is read off it, nothing comes from outside, nothing overflows."""

from __future__ import annotations

import pytest

from generator import urls
from generator.model.kinds import KINDS

SECTIONS = [
    "", "services/", "authority/", "responsibility/", "elsewhere/", "together/", "enforcement/", "enforcement/decisions/",
    "departments/", "laws/", "documents/", "changes/", "themes/", "life/", "az/", "completeness/", "data/", "help/", "about/",
]  # fmt: skip


def _first_of_each(record):
    """One entry of each kind that the town has."""
    for kind in KINDS:
        if entries := record.list_of(kind):
            yield kind, next(iter(entries.values()))


def test_a_fact_is_read_off_each_kind_of_page(opened):
    make, address, record = opened
    page = make()
    for _, entry in _first_of_each(record):
        page.goto(address + urls.of(entry))
        assert page.locator("[data-field='编号']").first.text_content() == entry.id
        if name := getattr(entry, "name", ""):
            assert name in page.locator("h1").inner_text().replace("\n", "")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_call_nobody(opened, width, scripts):
    make, address, record = opened
    # Old kernels have no ResizeObserver; nothing may be fetched to make up for it.
    page = make(width, scripts, "delete window.ResizeObserver;" if scripts else "")
    for url in [*SECTIONS, *(urls.of(entry) for _, entry in _first_of_each(record))]:
        page.goto(address + url)
        box = page.locator("body").bounding_box()
        assert box and box["width"] <= width, url
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, url
        assert page.locator("h1").count() == 1, url
    assert [url for url in page.asked if not url.startswith(address)] == []
    assert page.complaints == []
