"""Malformed files by the thousand: every one has its sentence, none ends the process, none takes long.

The whole is `python -m tests.hostile fuzz --n 1000000`.
"""

from __future__ import annotations

import pytest

from tests.hostile import fuzz

COUNT, SHARES = 3000, 6


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_is_handed_in_has_its_sentence(share: int) -> None:
    outcome = fuzz.run(1, range(share, COUNT, SHARES))
    assert outcome.wrong == []
    assert outcome.count == COUNT // SHARES
