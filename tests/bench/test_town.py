"""The town that the benchmark makes is of the size asked for and without fault, so that its times mean something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.checked import read_and_check
from tests.bench import town
from tests.towns import SAMPLE, derived


@pytest.mark.parametrize("entries", [sum(1 for _ in derived(SAMPLE).record.entries()), 400, 1234])
def test_a_made_town_holds(tmp_path: Path, entries: int) -> None:
    made = town.write(tmp_path, entries)
    checked = read_and_check(tmp_path, date(2026, 11, 22))
    assert made == entries == sum(1 for _ in checked.record.entries())
    assert not checked.problems


def test_the_same_town_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        town.write(tmp_path / name, 300)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.yml")}
        for name in ("one", "two")
    )
    assert one == two
