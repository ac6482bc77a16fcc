"""Addresses that lead elsewhere than they look are told; those of real sites are not."""

from __future__ import annotations

import pytest

from generator.derive import outside
from generator.derive.outside import Doubt
from tests.effort import grows_straight
from tests.towns import REAL, SAMPLE, derived

HARM, LOOKS, UNUSUAL = Doubt.HARM, Doubt.LOOKS_GOVERNMENT, Doubt.UNUSUAL


@pytest.mark.parametrize(
    ("address", "doubt"),
    [
        ("https://www.example.gov.cn@example.com/", HARM),
        ("https://user:secret@www.example.gov.cn/", HARM),
        ("https://www.example.gov.cn/a%0d%0aSet-Cookie:%20b", HARM),
        ("https://www.example.gov.cn/%250d%250a", HARM),
        ("https://www.example.gov.cn/%00", HARM),
        ("https://www.example.gov.cn\\@example.com/", HARM),
        ("https://www.ехаmple.gov.cn/", HARM),  # Cyrillic
        ("https://www.gοv.cn/", HARM),  # Greek
        ("https://www.example。gov。cn/", HARM),
        ("https://[::1]/", HARM),
        ("https://[fe80::1]/a", HARM),
        ("https://[broken/", HARM),
        ("http://localhost:8000/", HARM),
        ("http://127.0.0.1/", HARM),
        ("http://10.1.2.3:8080/oa/", HARM),
        ("http://192.168.1.1/", HARM),
        ("http://0x7f.1/", HARM),
        ("http://0177.0.0.1/", HARM),
        ("http://oa.local/", HARM),
        ("https://www.gov.cn.example.com/", LOOKS),
        ("https://www.gov-cn.com/", LOOKS),
        ("https://zwfw-gov.cn/", LOOKS),
        ("https://www.sd.g0v.cn/", LOOKS),
        ("https://www.govcn.net/", LOOKS),
        ("https://www.sd.gov.com.cn/", LOOKS),
        ("http://8.8.8.8/", UNUSUAL),
        ("http://0x08.0x08.0x08.0x08/", UNUSUAL),
        ("https://xn--55qx5d.cn/", UNUSUAL),
        ("https://北京.政务/", UNUSUAL),
        ("https://www.example.gov.cn:8443/", UNUSUAL),
    ],
)
def test_each_doubt_is_told(address: str, doubt: Doubt) -> None:
    said = list(outside.doubts(address))
    assert doubt in {found for found, _ in said}, said
    assert all(message and len(message) < 80 for _, message in said)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.cn/",
        "https://flk.npc.gov.cn/detail2.html?ZmY4MDgwODE%3D",
        "http://zwfw.sd.gov.cn/a/b.do?x=1&y=2#z",
        "https://www.12306.cn/index/",
        "https://www.gov.hk/sc/",
        "https://mp.weixin.qq.com/s/AbC_1-2",
        "https://www.example.gov.cn:443/",
        "https://www.governance.example.com/",
        "https://www.example.gov.cn/%E4%B8%AD%E6%96%87/",
        "https://www.example.gov.cn/中文.html",
    ],
)
def test_real_sites_are_not(address: str) -> None:
    assert list(outside.doubts(address)) == []


def test_the_records_addresses_are_all_seen() -> None:
    seen = {one.address for one in outside.named(derived(SAMPLE).record)}
    assert {
        "https://flk.npc.gov.cn/",
        "https://m.example.gov.cn/zwfw/f001/",
        "https://www.example.gov.cn/zwfw/sfz/",
    } <= seen
    assert "https://www.example.gov.cn/hequan/" not in seen, "the site itself lies nowhere else"
    assert outside.hosts(iter(seen)) == ["flk.npc.gov.cn", "m.example.gov.cn", "www.example.gov.cn"]
    assert [
        found
        for town in (REAL, SAMPLE)
        for one in outside.named(derived(town).record)
        for found in outside.doubts(one.address)
    ] == []


def test_addresses_in_prose_end_where_they_end() -> None:
    line = "看[原文](https://www.example.gov.cn/a_b.html)，或者 http://www.example.com/x?y=1。再看“https://c.cn/”."
    assert list(outside.in_text(line)) == [
        (7, "https://www.example.gov.cn/a_b.html"),
        (47, "http://www.example.com/x?y=1"),
        (79, "https://c.cn/"),
    ]


@pytest.mark.parametrize("piece", ["https://a.", "%0d", "a-", "1.", "xn--", "@"])
def test_a_long_address_takes_no_longer(piece: str) -> None:
    assert grows_straight(lambda size: list(outside.doubts("https://" + piece * (size // len(piece)))), 256_000)
