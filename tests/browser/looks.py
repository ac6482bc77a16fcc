"""How a reader may have a page: light, dark, 长者; put on as `display.js` does it when another tab chose it."""

from __future__ import annotations

import json

from playwright.sync_api import Page

LOOKS: dict[str, dict[str, str]] = {"浅色": {"theme": "light"}, "深色": {"theme": "dark"}, "长者": {"mode": "elder"}}
WIDTHS = (360, 1280)
# The page follows what is kept, as it would with a choice made in another tab; then nothing may be moving.
_WEAR = """chosen => {
    localStorage.setItem("qingdan.display", chosen);
    window.dispatchEvent(new Event("storage"));
    document.getAnimations().forEach(one => one.finish());
    const root = document.documentElement;
    return [root.getAttribute("data-theme"), root.getAttribute("data-mode")];
}"""


def wear(page: Page, look: str) -> None:
    """Show the open page in a look, without loading it anew."""
    chosen = LOOKS[look]
    assert page.evaluate(_WEAR, json.dumps(chosen)) == [chosen.get("theme"), chosen.get("mode")]


def unfold(page: Page) -> None:
    """Bring out everything that is folded, or listed only when asked for."""
    page.evaluate(
        """() => {
        document.querySelectorAll("details").forEach(one => one.setAttribute("open", ""));
        if (document.getElementById("all")) location.hash = "#all";
    }"""
    )
