"""数据下载: each file is there, each field is explained, and nothing is claimed that is not so."""

from __future__ import annotations

import json

from generator.derive.town import Town
from generator.opendata import catalogue
from generator.opendata.rows import OPEN_LISTS
from generator.pages import data
from tests.pages.shown import page_at


def test_every_download_exists_and_every_field_is_explained(town: Town) -> None:
    facts = page_at(data, town, "data/")
    files = {path for path, _ in catalogue.files(town)}
    for link in facts.links:
        if link.endswith((".csv", ".json")):
            assert link.removeprefix("../") in files, link
    dictionary = json.loads(dict(catalogue.files(town))["data/v1/dictionary.json"])
    for list_ in OPEN_LISTS:
        assert f"../{list_.file('csv')}" in facts.links
        for line in dictionary["清单"][list_.name]:
            assert line["名称"] in facts.text and line["含义"] in facts.text


def test_the_downloads_say_what_is_not_real(real: Town, sample: Town) -> None:
    assert "条是示例，不是真的" in page_at(data, real, "data/").text
    assert "演示站的数据" not in page_at(data, sample, "data/").text
