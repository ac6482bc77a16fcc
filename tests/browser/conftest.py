"""A real browser, and the sites of both towns on a loopback server as a web server would send them."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.browser import sample, serving
from tests.browser.audit import Audit
from tests.towns import TOWNS

Few = Callable[[int], list[str]]


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    with serving.chromium() as started:
        yield started


@pytest.fixture(scope="session")
def audit() -> Audit:
    """One for all pages: they wear the same style."""
    return Audit()


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], serving.Town]]:
    """A town's site under a sub-path, by the town's name; built once for all workers of a run, served once by each."""
    common = tmp_path_factory.getbasetemp()
    common = common.parent if os.environ.get("PYTEST_XDIST_WORKER") else common
    with ExitStack() as servers:

        @cache
        def serve(name: str) -> serving.Town:
            with (common / f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                return servers.enter_context(serving.served(name, common / f"served-{name}"))

        yield serve


@pytest.fixture(scope="session", params=TOWNS, ids=TOWNS.keys())
def town(request: pytest.FixtureRequest, towns: Callable[[str], serving.Town]) -> serving.Town:
    """A town's site as it is served."""
    return towns(request.param)


@pytest.fixture(scope="session")
def a_few(request: pytest.FixtureRequest, town: serving.Town, towns: Callable[[str], serving.Town]) -> Few:
    """Up to so many pages of each kind, of both towns together: those of this one; of each town when all are asked for."""
    every = request.config.getoption("--every-page")
    folders = (town.folder,) if every else tuple(towns(name).folder for name in TOWNS)
    return lambda most: [url for folder, url in sample.a_few(folders, most) if folder == town.folder]


@pytest.fixture(scope="session")
def visited(request: pytest.FixtureRequest, town: serving.Town, a_few: Few) -> Sequence[str]:
    """As many pages of both towns as it takes to meet each element that any page has, in what it stands in: those of
    this one; every page when asked for.
    """
    return sample.every(town.folder) if request.config.getoption("--every-page") else a_few(sys.maxsize)


@pytest.fixture(scope="session")
def served(town: serving.Town):
    """A town's site: its address and the record it was made from."""
    return town.address, town.record


@pytest.fixture
def opened(browser: Browser, served):
    """A page of the site's own, with everything it asked for and complained of."""
    address, record = served
    contexts = []

    def make(width: int = 360, scripts: bool = True, before: str = ""):
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield make, address, record
    for context in contexts:
        context.close()
