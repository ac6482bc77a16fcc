"""Pages of a town, and the town with something else in its record.

In: a module of pages/, a town. Out: a body, what stands in it; another town.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from generator.derive.town import Town, derive
from generator.pages.body import Body
from tests import web
from tests.towns import DAY


def body_at(module: Any, town: Town, url: str) -> Body:
    """The page of a module at a URL."""
    return next(body for body in module.bodies(town) if body.url == url)


def page_at(module: Any, town: Town, url: str) -> web.PageFacts:
    """What stands in the page of a module at a URL."""
    return web.read(body_at(module, town, url).html)


def with_entry(town: Town, attribute: str, entry: Any) -> Town:
    """The town with one entry changed."""
    changed = {**getattr(town.record, attribute), str(entry.id): entry}
    return derive(dataclasses.replace(town.record, **{attribute: changed}), DAY)


def with_only(town: Town, attribute: str, entries: Iterable[Any]) -> Town:
    """The town with no other entries in a list."""
    kept = {str(entry.id): entry for entry in entries}
    return derive(dataclasses.replace(town.record, **{attribute: kept}), DAY)
