"""What all tests share: the option that rewrites what they expect, a copy of the sample town."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.derive.town import Town
from tests.towns import REAL, SAMPLE, TOWNS, copied, derived


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite what tests expect by what they found; then read it")
    parser.addoption("--every-page", action="store_true", help="look at every page, not at those that show everything")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k` know a test by what it is about: pytest writes a Chinese name in its id as escapes."""
    for value in (
        item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    ):
        item.extra_keyword_matches.add(value.name if isinstance(value, Path) else str(getattr(value, "word", value)))


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite what is expected."""
    return request.config.getoption("--bless")


@pytest.fixture(scope="session")
def town_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample town for tests that lay something over it and take it off again."""
    return copied(tmp_path_factory.mktemp("town"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sample town, to be written in."""
    return copied(tmp_path)


@pytest.fixture(scope="session", params=TOWNS, ids=TOWNS.keys())
def town(request: pytest.FixtureRequest) -> Town:
    """Each of the two towns."""
    return derived(request.param)


@pytest.fixture(scope="session")
def real() -> Town:
    """The record of this repository."""
    return derived(REAL)


@pytest.fixture(scope="session")
def sample() -> Town:
    """The invented town, in which everything occurs."""
    return derived(SAMPLE)


@pytest.fixture
def disorder(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Makes every folder from now on list what lies in it in another order, by a seed; the folders that were listed."""

    def begin(seed: int) -> list[str]:
        listing, listed, chance = os.scandir, [], random.Random(seed)

        @contextmanager
        def shuffled(folder: str) -> Iterator[list[os.DirEntry[str]]]:
            with listing(folder) as found:
                listed.append(folder)
                yield chance.sample(entries := list(found), len(entries))

        monkeypatch.setattr(os, "scandir", shuffled)
        return listed

    return begin
