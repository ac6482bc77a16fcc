"""QR codes: what is put together from a few is what segno makes of each."""

from __future__ import annotations

import pytest
import segno

from generator.pictures import qr

ADDRESS = "https://www.example.gov.cn/hequan/services/f{}/"


def _made(text: str, like: str) -> tuple[int, int]:
    """The side and the modules as segno makes them, in the version and mask of another."""
    first = segno.make_qr(like, error="m", mode="byte", boost_error=False)
    made = segno.make_qr(text, error="m", mode="byte", version=first.version, mask=first.mask, boost_error=False)
    return len(made.matrix), int("".join(str(module) for row in made.matrix for module in row), 2)


@pytest.mark.parametrize("number", ["000", "001", "037", "256", "489", "999"])
def test_a_number_is_the_sum_of_its_bits(number: str) -> None:
    assert qr.modules(ADDRESS.format(number)) == _made(ADDRESS.format(number), ADDRESS.format("000"))


@pytest.mark.parametrize("address", ["https://例子.中国/办事/f123456/", "https://a.cn/" + "x" * 150 + "/f012/"])
def test_any_address_will_do(address: str) -> None:
    like = address.replace("123456", "000000").replace("012", "000")
    assert qr.modules(address) == _made(address, like)


def test_an_address_without_a_number() -> None:
    assert qr.modules("https://a.cn/b/") == _made("https://a.cn/b/", "https://a.cn/b/")


def test_the_picture_has_its_quiet_zone_and_every_module() -> None:
    side, bits = qr.modules(ADDRESS.format("001"))
    svg = qr.code(ADDRESS.format("001"), "二维码")
    assert f'viewBox="-4 -4 {side + 8} {side + 8}"' in svg and 'role="img" aria-label="二维码"' in svg
    rows = svg.partition('stroke="#000" d="')[2].partition('"')[0].split("M")[1:]
    drawn = 0
    for row in rows:
        start, *runs = row.split("m")
        x, y = start.split()
        assert x == "0"
        at = 0
        for run in runs:
            gap, length = run.split(" 0h")
            for dark in range(at + int(gap), at + int(gap) + int(length)):
                drawn |= 1 << (side * side - 1 - int(float(y)) * side - dark)
            at += int(gap) + int(length)
    assert drawn == bits
