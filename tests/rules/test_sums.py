"""What a text says of money is read as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.derive import sums
from tests.effort import grows_straight


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("罚款2000元", ["2000"]),
        ("罚款人民币2,000.00元整", ["2000"]),
        ("罚款人民币2，000元", ["2000"]),
        ("罚款0.2万元", ["2000"]),
        ("罚款2千元", ["2000"]),
        ("罚款贰仟元整", ["2000"]),
        ("罚款人民币贰仟圆整", ["2000"]),
        ("罚款二千元", ["2000"]),
        ("罚款两千元", ["2000"]),
        ("罚款壹万贰仟元", ["12000"]),
        ("罚款十万零五百元", ["100500"]),
        ("罚款一亿二千万元", ["120000000"]),
        ("处以罚款（人民币）伍佰元", ["500"]),
        ("没收违法所得800元；罚款8000元", ["8000"]),
        ("对甲罚款1000元，对乙罚款1500元", ["1000", "1500"]),
        ("责令改正，罚款；没收800元", ["800"]),  # behind the word there is none before the text stops: all are taken
        ("处二千元以上的罚款，决定罚款3000元", ["3000"]),
        ("警告", []),
        ("2026元旦前改正", []),
    ],
)
def test_amounts_are_read_as_they_are_written(text: str, yuan: list[str]) -> None:
    assert sums.named(text, "罚款") == [Decimal(one) for one in yuan]


@pytest.mark.parametrize("piece", ["罚款", "1,", "一万", "罚款1", "元", "罚款一百"])
def test_a_long_text_takes_no_longer(piece: str) -> None:
    assert grows_straight(lambda size: sums.named(piece * (size // len(piece)), "罚款"), 128_000)
