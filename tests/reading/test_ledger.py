"""published.csv: read as it was ever written, every fault told, written back the same."""

from __future__ import annotations

from datetime import date

import pytest

from generator.problem import MOST, Span
from generator.reading import ledger
from generator.reading.ledger import COLUMNS, Row
from generator.syntax.characters import ENCODING

_HEAD = ",".join(COLUMNS)
_KEPT = "1f2e3d4c5b6a7980"  # as ledgers of before have it: one digest of all fields
DAY, NEXT = date(2026, 10, 9), date(2026, 11, 20)


def _read(*lines: str) -> tuple[tuple[Row, ...], list[str]]:
    rows, faults = ledger.read("".join(f"{line}\n" for line in lines).encode())
    return rows, [fault.message for fault in faults]


def test_what_was_written_is_read_back_sorted() -> None:
    packed = ledger.packed({"名称": "0" * 12, "依据·1|=%\n": "f" * 12})
    rows = (
        Row("", "", "", "", DAY, None, None),
        Row("q001", "authority/q001/", "1f2e", packed, DAY, NEXT, None),
        Row("", "about/", "", "", DAY, None, NEXT),
    )
    content = ledger.written(rows)
    found, faults = ledger.read(content)
    assert faults == [] and ledger.written(found) == content == ledger.written(reversed(found))
    assert [row.url for row in found] == ["", "about/", "authority/q001/"]
    assert ledger.unpacked(found[2].adjusted) == {"名称": "0" * 12, "依据·1|=%\n": "f" * 12}


@pytest.mark.parametrize(
    ("head", "cells", "kept"),
    [
        (
            "编号,网址,摘要,须经调整,首次发布,最后发布",
            f"q001,authority/q001/,1f2e,{_KEPT},2026-10-09,2026-11-20",
            _KEPT,
        ),
        ("编号,网址,摘要,首次发布,最后发布", "q001,authority/q001/,1f2e,2026-10-09,2026-11-20", ""),
    ],
)
def test_the_columns_of_before_are_read(head: str, cells: str, kept: str) -> None:
    """What they call 最后发布 was the last publication of a page that was still there."""
    rows, faults = _read(head, cells)
    assert faults == []
    assert rows == (Row("q001", "authority/q001/", "1f2e", kept, DAY, NEXT, None, 2),)


_DAYS = "2026-10-09,2026-10-09,"
_ORDER = "日子的先后不对：先有“首次发布”，再有“最后变动”“最后发布”"
_NO_DIGEST = "“摘要”或者“须经调整”写得不像程序算出来的"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"q001,../q001/,1f2e,,{_DAYS}", "“../q001/”不是本站的网址"),
        (f"q001,https://example.com/,1f2e,,{_DAYS}", "“https://example.com/”不是本站的网址"),
        (f"q001,//example.com/,1f2e,,{_DAYS}", "“//example.com/”不是本站的网址"),
        (",a b/,,,2026-10-09,,", "“a b/”不是本站的网址"),
        (",about,,,2026-10-09,,", "“about”不是本站的网址"),
        (",,,,2026-10-09,,", "“”不是本站的网址"),
        (f"q001,./,1f2e,,{_DAYS}", "q001 的网址是 authority/q001/，这里写的是"),
        (f"q001,authority/q002/,1f2e,,{_DAYS}", "q001 的网址是 authority/q001/，这里写的是 authority/q002/"),
        (f"=1+1,authority/q001/,1f2e,,{_DAYS}", "“=1+1”不是编号"),
        (f"q,authority/q/,1f2e,,{_DAYS}", "“q”不是编号"),
        (f"q1234567890123,authority/q001/,1f2e,,{_DAYS}", "“q1234567890123”不是编号"),
        (f"x001,authority/x001/,1f2e,,{_DAYS}", "“x001”不是编号"),
        (f"q001,authority/q001/,=HYPERLINK(),,{_DAYS}", _NO_DIGEST),
        (f"q001,authority/q001/,{'a' * 65},,{_DAYS}", _NO_DIGEST),
        (f"q001,authority/q001/,1F2E,,{_DAYS}", _NO_DIGEST),
        (f"q001,authority/q001/,1f2e,名称,{_DAYS}", _NO_DIGEST),
        (f"q001,authority/q001/,1f2e,名称=0123456789ab|,{_DAYS}", _NO_DIGEST),
        (f"q001,authority/q001/,1f2e,{'0' * 17},{_DAYS}", _NO_DIGEST),
        (",about/,1f2e,,2026-10-09,,", "没有编号，却写了“摘要”或者“须经调整”"),
        (f",about/,,{_KEPT},2026-10-09,,", "没有编号，却写了“摘要”或者“须经调整”"),
        ("q001,authority/q001/,1f2e,,2026-02-30,2026-10-09,", "“首次发布”写的是“2026-02-30”，没有这一天"),
        ("q001,authority/q001/,1f2e,,2026/10/09,2026-10-09,", "“首次发布”写的是“2026/10/09”，没有这一天"),
        ("q001,authority/q001/,1f2e,,20261009,2026-10-09,", "“首次发布”写的是“20261009”，没有这一天"),
        ("q001,authority/q001/,1f2e,,2026-10-09,,", "“最后变动”写的是“”，没有这一天"),
        (",about/,,,2026-10-09,甲,", "“最后变动”写的是“甲”，没有这一天"),
        ("q001,authority/q001/,1f2e,,2026-10-09,2026-10-09,昨天", "“最后发布”写的是“昨天”，没有这一天"),
        ("q001,authority/q001/,1f2e,,2026-10-09,2026-10-08,", _ORDER),
        ("q001,authority/q001/,1f2e,,2026-10-09,2026-10-10,2026-10-09", _ORDER),
        (",about/,,,2026-10-09,,2026-10-08", _ORDER),
        ("q001,authority/q001/,1f2e,2026-10-09", "这一行有 4 格，应当是 7 格"),
    ],
)
def test_what_cannot_be_is_told(line: str, said: str) -> None:
    rows, faults = ledger.read(f"{_HEAD}\n,a/,,,2026-10-09,,\n{line}\n".encode())
    assert [row.url for row in rows] == ["a/"]
    assert [(fault.code, fault.span, fault.message.rstrip()) for fault in faults] == [
        (ledger.BAD_LEDGER, Span(3, 1), said)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "q1,authority/q1/,,,2026-10-09,2026-10-09,2026-10-09",
        "q123456789012,authority/q123456789012/,1f2e,,2026-10-09,2026-10-10,2026-10-10",
        f"q001,authority/q001/,{'a' * 64},名称=0123456789ab|依据=0123456789ab,2026-10-09,2026-10-09,",
        ",./,,,2026-10-09,,2026-10-09",
        ",a/b-c/d.e/,,,2026-10-09,2026-10-09,",
    ],
)
def test_what_can_be_is_read_and_written_back(line: str) -> None:
    rows, faults = _read(_HEAD, line)
    assert faults == [] and len(rows) == 1 and rows[0].line == 2
    assert ledger.written(rows) == f"{_HEAD}\n{line}\n".encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "第一行的列名不对"),
        ("编号,网址\n".encode(), "第一行的列名不对"),
        (f'{_HEAD}\n"{"a" * 140_000}"\n'.encode(), "这个文件读不出来"),
    ],
)
def test_what_is_no_ledger_is_told(content: bytes, said: str) -> None:
    rows, faults = ledger.read(content)
    assert rows == () and [(fault.code, fault.span, fault.message) for fault in faults] == [
        (ledger.BAD_LEDGER, Span(1, 1), said)
    ]


def test_another_encoding_is_told_as_everywhere() -> None:
    rows, faults = ledger.read(f"{_HEAD}\n".encode("gb18030"))
    assert rows == () and [fault.code for fault in faults] == [ENCODING]


def test_in_old_columns_a_day_may_be_left_out() -> None:
    """The last publication of a page that was there: nobody knows more of it."""
    rows, faults = _read("编号,网址,摘要,首次发布,最后发布", "q001,authority/q001/,1f2e,2026-10-09,")
    assert faults == [] and rows == (Row("q001", "authority/q001/", "1f2e", "", DAY, None, None, 2),)


def test_what_stands_there_twice_is_told() -> None:
    again = "q001,authority/q001/,1f2e,,2026-10-09,2026-10-09,"
    about, home = ",about/,,,2026-10-09,,", ",./,,,2026-10-09,,"
    rows, faults = ledger.read(f"{_HEAD}\n{again}\n{about}\n{home}\n{again}\n{home}\n{about}\n".encode())
    assert len(rows) == 6
    assert [(fault.code, fault.span, fault.message, fault.related) for fault in faults] == [
        (ledger.BAD_LEDGER, Span(5, 1), "编号 q001 写了两次，先写在第2行", (Span(2, 1),)),
        (ledger.BAD_LEDGER, Span(6, 1), "网址“./” 写了两次，先写在第4行", (Span(4, 1),)),
        (ledger.BAD_LEDGER, Span(7, 1), "网址“about/” 写了两次，先写在第3行", (Span(3, 1),)),
    ]


def test_a_file_full_of_faults_is_told_briefly() -> None:
    _, faults = ledger.read((f"{_HEAD}\n" + "甲\n" * 50).encode())
    assert len(faults) == MOST and faults[-1].message == "这一行有 1 格，应当是 7 格；还有30处一样的"


@pytest.mark.parametrize(
    ("cell", "digests"),
    [
        ("", {}),
        ("甲=0123456789ab", {"甲": "0123456789ab"}),
        ("乙=ffffffffffff|甲%7C%3D%25%0A=0123456789ab", {"甲|=%\n": "0123456789ab", "乙": "f" * 12}),
        ("甲", None),
        ("甲=0123456789abc", None),
        ("=0123456789ab", None),
        ("甲=0123456789ab||乙=0123456789ab", None),
    ],
)
def test_digests_of_fields_stand_in_one_cell(cell: str, digests: dict[str, str] | None) -> None:
    assert ledger.unpacked(cell) == digests
    if digests:
        assert ledger.packed(digests) == cell


def test_a_ledger_is_in_the_order_of_its_addresses_and_of_the_paths_of_fields() -> None:
    assert ledger.packed({"乙 b": "b" * 12, "A": "a" * 12}) == f"A={'a' * 12}|乙%20b={'b' * 12}"
    rows = [Row("", url, "", "", DAY, None, None) for url in ("b/", "", "a/")]
    assert ledger.written(rows).decode().splitlines() == [
        _HEAD,
        *(f",{url},,,2026-10-09,," for url in ("./", "a/", "b/")),
    ]


@pytest.mark.parametrize(
    ("url", "fits"), [("", True), ("a/", True), ("a/b.c-d/", True), ("a", False), ("/a/", False), (".a/", False)]
)
def test_an_address_lies_below_the_site(url: str, fits: bool) -> None:
    assert ledger.fits(url) is fits
