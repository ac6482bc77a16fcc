"""核对这个网站: the digest that the page works out is that of edition.json; where it cannot, the commands stand alone."""

from __future__ import annotations

import functools
import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator import urls
from generator.checked import read_and_check
from generator.derive import policy
from generator.derive.town import Publication
from generator.site import engine
from tests.browser.serving import Server, StaticFiles
from tests.browser.test_policy import WATCH
from tests.towns import DAY, TOWN

ROW = "[data-verify]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The third edition of the sample town: its address, its folder."""
    folder = tmp_path_factory.mktemp("edition") / "a"
    checked = read_and_check(TOWN, DAY)
    engine.run(TOWN, folder, DAY, checked, publication=Publication(3, DAY, "ab" * 32))
    handler = functools.partial(StaticFiles, directory=str(folder.parent))
    with Server(handler, policy.header(checked.record.town)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/a/", folder
        server.shutdown()


def _edition(folder: Path, content: bytes) -> str:
    (folder / urls.EDITION).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def test_the_digest_is_that_of_the_file(opened, site) -> None:
    make, _, _ = opened
    address, folder = site
    digest = _edition(folder, json.dumps({"序号": 3, "文件": {}}, ensure_ascii=False).encode())
    page = make(before=WATCH)
    page.goto(address + urls.VERIFY)
    expect(page.locator(ROW)).to_be_visible()
    assert page.locator(f"{ROW} code").inner_text().replace("\n", "").replace(" ", "") == digest
    assert page.locator(f"{ROW} [role=status]").inner_text() == "" and page.complaints == []


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"序号": 4}', "这一页是第 3 版，取到的是第 4 版"), ("<html>", "不像 edition.json")],
)
def test_a_file_that_is_not_of_this_edition_is_told(opened, site, content: str, said: str) -> None:
    make, _, _ = opened
    address, folder = site
    _edition(folder, content.encode())
    page = make()
    page.goto(address + urls.VERIFY)
    expect(page.locator(f"{ROW} [role=status]")).to_contain_text(said)


@pytest.mark.parametrize("before", ["Object.defineProperty(crypto, 'subtle', {value: undefined});", ""])
def test_where_it_cannot_be_worked_out_the_commands_stand_alone(opened, site, before: str) -> None:
    """An http address without crypto.subtle; scripts switched off."""
    make, _, _ = opened
    address, folder = site
    _edition(folder, b"{}")
    page = make(scripts=bool(before), before=before)
    page.goto(address + urls.VERIFY, wait_until="networkidle")
    assert page.locator(ROW).is_hidden()
    assert page.get_by_text("sha256sum edition.json").is_visible() and page.complaints == []
