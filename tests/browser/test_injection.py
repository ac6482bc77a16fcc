"""Nothing that is written in a field runs in a browser, also where no policy forbids it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import sample
from tests.browser.serving import Server, StaticFiles
from tests.hostile import injection
from tests.qingdan import run
from tests.towns import edit

LISTENS = "window.hits = 0; window.hit = () => { window.hits += 1; };"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a site with a payload in every text. No rule was asked."""
    folder = injection.site_with(tmp_path_factory.mktemp("hostile"), injection.ALL_IN_ONE) / "site"
    server = Server(functools.partial(StaticFiles, directory=str(folder)), "")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", folder
    server.shutdown()
    server.server_close()


def test_nothing_runs_where_no_policy_forbids_it(browser: Browser, hostile: tuple[str, Path]) -> None:
    address, folder = hostile
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(LISTENS)
    page = context.new_page()
    visited = [url for url in sample.every(folder) if url.count("/") < 2 or url.endswith(("1/", "sheet/"))]
    for url in visited:
        page.goto(address + url)
        assert page.evaluate("window.hits") == 0, url
        assert page.locator("img[src=x]").count() == 0, url
    page.goto(f"{address}search/?q=<img src=x onerror=hit()>")
    assert page.evaluate("window.hits") == 0
    context.close()
    assert len(visited) > 30


@pytest.mark.parametrize(
    ("field", "payload"),
    [
        ("纠错邮箱: ", "'a\"onload=document.title=`X`//@b.cn'  # "),
        ("公安备案号: ", '"鲁公网安备0号<img src=x onerror=document.title=`X` y="  # '),
        ("备案号: ", '"<script>document.title=1</script>"  # '),
    ],
)
def test_the_real_command_makes_no_site_of_it(root: Path, field: str, payload: str) -> None:
    edit(root, "town.yml", (f"\n{field}", f"\n{field}{payload}"))
    assert run("build", root=root).exit_code == 1
    assert not (root / "site").exists()
