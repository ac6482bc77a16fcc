"""核对这个网站: what the page says of an edition, and what it leaves out where there is none."""

from __future__ import annotations

import dataclasses
import hashlib

from generator import urls
from generator.derive.town import Publication, Town
from generator.pages import verifying
from generator.pages.body import Body
from tests import web
from tests.towns import DAY

BEFORE = hashlib.sha256(b"the edition before").hexdigest()


def _page(town: Town, publication: Publication | None) -> tuple[Body, web.PageFacts]:
    (body,) = verifying.bodies(dataclasses.replace(town, publication=publication))
    return body, web.read(body.html)


def test_an_edition_says_its_number_its_day_and_the_digest_of_the_one_before(town: Town) -> None:
    body, page = _page(town, Publication(12, DAY, BEFORE))
    assert body.url == urls.VERIFY and body.scripts == ("verify.js",)
    assert (page.fields["序号"], page.fields["日期"], page.fields["上一版"]) == ("第 12 版", "2026-11-22", BEFORE)
    assert {"../../edition.json", "../../SHA256SUMS"} <= set(page.links)
    assert "2026-11-22 做这份网站时对过" in page.text and "网站不能替自己作证" in page.text


def test_the_first_edition_has_none_before(town: Town) -> None:
    _, page = _page(town, Publication(1, DAY, ""))
    assert page.fields["上一版"] == "没有，这是第一版"


def test_what_is_made_to_be_looked_at_claims_nothing(town: Town) -> None:
    body, page = _page(town, None)
    assert "没有发布" in page.text and "做这份网站时对过" not in page.text
    assert body.scripts == () and not any("edition.json" in link for link in page.links)


def test_examples_are_counted(real: Town, sample: Town) -> None:
    count = sum(entry.is_example for entry in real.record.entries())
    assert count and f"示例 {count} 条，每一条都写着“示例”" in _page(real, None)[1].text
    assert "示例 0 条" in _page(sample, None)[1].text
