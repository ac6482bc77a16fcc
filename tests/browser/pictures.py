"""python -m tests.browser.pictures: the two pictures of the README, taken of what is really shown.

A resident's phone that searches the site of the real record; what a clerk sees in `qingdan serve` after the slip that
the README shows. Out: .github/phone.png, .github/message.png.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from generator import urls
from tests.browser import serving
from tests.towns import REAL, ROOT

PICTURES = ROOT / ".github"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 720, "height": 356}
_TYPED = "开饭店"
_RIGHT, _SLIP = "《税收征收管理法》", "《税收征管法》"


def phone(browser: Browser, address: str, picture: Path) -> None:
    """Type into the search field of the home page."""
    page = browser.new_page(viewport=PHONE, device_scale_factor=1.5)
    page.goto(address)
    page.type(".q-find input", _TYPED)
    expect(page.locator("#q-find-list a").nth(3)).to_be_visible()
    expect(page.locator("#q-find-list .q-hit--all")).to_be_visible()
    page.screenshot(path=picture)
    page.close()


def message(browser: Browser, folder: Path, picture: Path) -> None:
    """Mistype the name of a law in a copy of the record under preview."""
    shutil.copytree(ROOT / "powers", folder / "powers")
    file = folder / "powers/elsewhere/p035.yml"
    with serving.previewed(folder, browser) as address:
        page = browser.new_page(viewport=DESK, device_scale_factor=1.5)
        page.goto(address + urls.of_id("p035"))
        file.write_text(file.read_text("utf-8").replace(_RIGHT, _SLIP), "utf-8")
        expect(page.locator("body")).to_contain_text("H401")
        page.screenshot(path=picture)


def main() -> None:
    """Take both."""
    with tempfile.TemporaryDirectory() as place, serving.chromium() as browser:
        with serving.served(REAL, Path(place) / "site") as town:
            phone(browser, town.address, PICTURES / "phone.png")
        message(browser, Path(place), PICTURES / "message.png")


if __name__ == "__main__":
    main()
