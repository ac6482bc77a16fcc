"""Twice the size costs about twice the time, whatever the shape.

The whole, with the exponents for 32 to 512 KB, is `python -m tests.hostile growth`.
"""

from __future__ import annotations

import pytest

from tests import effort
from tests.hostile import growth, shapes

SIZE = 32 * 1024


@pytest.mark.parametrize("by", growth.READERS)
def test_no_shape_takes_longer_than_its_size_says(by: str) -> None:
    work, known = growth.READERS[by]
    for name, shape in known.items():
        assert effort.grows_straight(lambda size, shape=shape: work(shape(size)), SIZE, tries=1), name


def test_a_shape_has_the_size_that_is_asked_for() -> None:
    for known in (shapes.FILES, shapes.LEDGERS, shapes.PAGES, shapes.VALUES):
        for name, shape in known.items():
            assert 0.4 * SIZE < len(shape(SIZE)) < 1.6 * SIZE, name
