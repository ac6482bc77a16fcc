"""published.csv: read as it was ever written, every fault told, written back the same."""

from __future__ import annotations

from datetime import date

import pytest

from generator.reading import ledger
from generator.reading.ledger import COLUMNS, Row

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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("q001,../q001/,1f2e,,2026-10-09,2026-10-09,", "不是本站的网址"),
        ("q001,https://example.com/,1f2e,,2026-10-09,2026-10-09,", "不是本站的网址"),
        ("q001,//example.com/,1f2e,,2026-10-09,2026-10-09,", "不是本站的网址"),
        (",a b/,,,2026-10-09,,", "不是本站的网址"),
        (",,,,2026-10-09,,", "不是本站的网址"),
        ("q001,authority/q002/,1f2e,,2026-10-09,2026-10-09,", "q001 的网址是"),
        ("=1+1,authority/q001/,1f2e,,2026-10-09,2026-10-09,", "不是编号"),
        ("q001,authority/q001/,=HYPERLINK(),,2026-10-09,2026-10-09,", "写得不像程序算出来的"),
        (",about/,1f2e,,2026-10-09,,", "没有编号"),
        ("q001,authority/q001/,1f2e,,2026-02-30,2026-10-09,", "没有这一天"),
        ("q001,authority/q001/,1f2e,,2026/10/09,2026-10-09,", "没有这一天"),
        ("q001,authority/q001/,1f2e,,2026-10-09,2026-10-08,", "先后不对"),
        ("q001,authority/q001/,1f2e,,2026-10-09,2026-10-10,2026-10-09", "先后不对"),
        ("q001,authority/q001/,1f2e,2026-10-09", "应当是 7 格"),
    ],
)
def test_what_cannot_be_is_told(line: str, said: str) -> None:
    rows, faults = _read(_HEAD, line)
    assert rows == () and len(faults) == 1 and said in faults[0]


def test_what_stands_there_twice_is_told() -> None:
    again = "q001,authority/q001/,1f2e,,2026-10-09,2026-10-09,"
    assert _read(_HEAD, again, again)[1] == ["编号 q001 写了两次，先写在第2行"]
    assert _read(_HEAD, ",about/,,,2026-10-09,,", ",about/,,,2026-10-10,,")[1] == ["网址“about/” 写了两次，先写在第2行"]
