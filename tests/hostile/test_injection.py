"""What is written in a field stays text in everything that is made of it; every payload is in `injection.PAYLOADS`."""

from __future__ import annotations

from pathlib import Path

from tests.hostile import injection


def test_no_text_becomes_an_element_an_attribute_or_a_formula(tmp_path: Path) -> None:
    different, files = injection.differences(tmp_path, injection.ALL_IN_ONE)
    assert different == []
    assert files > 300
