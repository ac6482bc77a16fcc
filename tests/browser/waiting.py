"""Waiting until something holds on a page: asked from outside, since the policy lets no page evaluate text itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Page

_PATIENCE = 10.0  # seconds


def until(page: Page, expression: str, arg: Any = None) -> None:
    """Return once a script's expression, or a function of `arg`, holds. Raises `AssertionError` where it never does."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            if page.evaluate(expression, arg):
                return
        except Error:
            pass  # the page is being loaded anew
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


def until_seen(page: Page, holds: Callable[[], object]) -> None:
    """Return once something holds of what the page told us: its requests, its complaints. Else `AssertionError`."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "never"
        page.wait_for_timeout(20)
