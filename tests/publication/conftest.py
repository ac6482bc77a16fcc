"""What the tests of publication share: folders in memory, so that thousands of small files wait for no disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publication import ready


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, in memory where the system offers that."""
    with tempfile.TemporaryDirectory(dir=ready.IN_MEMORY) as place:
        yield Path(place)


@pytest.fixture
def root(folder: Path) -> Path:
    """A town's folder with little in it."""
    return ready.town(folder / "town")


@pytest.fixture
def site(folder: Path) -> Path:
    """Where its site goes."""
    return folder / "www" / "site"
