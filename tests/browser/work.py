"""How much a page works, in processor time of its own thread: however busy the machine is, it is the same.

In: an open page. Out: seconds. A cheap telephone is `SLOWER` times as slow as this machine.
"""

from __future__ import annotations

from playwright.sync_api import Page

SLOWER = 6


class Work:
    """The work of a page, counted from now on."""

    def __init__(self, page: Page) -> None:
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds(self) -> float:
        """Seconds of processor time so far: scripts, style, layout, painting."""
        told = self._tools.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in told if one["name"] == "TaskDuration")
