"""The live preview in a real browser: a save shows by itself, a broken one shows what to mend and recovers."""

from __future__ import annotations

import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, expect

from generator.preview import Preview

TOWN = Path(__file__).parent.parent / "town"


@pytest.fixture
def preview(tmp_path, browser: Browser):
    """The sample town under a preview: its folder and address."""
    shutil.copytree(TOWN / "powers", tmp_path / "powers")
    with Preview(tmp_path, date(2026, 11, 22)) as application:
        server = waitress.create_server(application, host="127.0.0.1", port=0, threads=8)
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        before = set(browser.contexts)
        yield tmp_path, f"http://127.0.0.1:{server.effective_port}/"
        for context in set(browser.contexts) - before:  # else their connections keep the server from ending
            context.close()
        with application.change:  # a page that waits for a change is let go
            application.version += 1
            application.change.notify_all()
        server.close()
        running.join(5)
        assert not running.is_alive()
        server.task_dispatcher.shutdown()


def test_the_open_page_follows_each_save(browser: Browser, preview):
    folder, address = preview
    file = folder / "powers/authority/q001.yml"
    written = file.read_text("utf-8")
    name = next(line for line in written.splitlines() if line.startswith("名称: ")).removeprefix("名称: ")
    page = browser.new_page()
    page.goto(address + "authority/q001/")
    expect(page.locator("h1")).to_have_text(name)

    file.write_text(written.replace("名称: ", "名称：", 1), "utf-8")
    expect(page.locator("h1")).to_contain_text("要改")
    expect(page.locator("body")).to_contain_text("冒号是全角的")

    file.write_text(written.replace("俗称:\n", "俗称:\n  - 刚加的说法\n", 1), "utf-8")
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("body")).to_contain_text("刚加的说法")
    page.close()


def test_every_page_of_the_preview_is_the_sites(preview, tmp_path_factory):
    from urllib.request import urlopen

    from generator import plugin

    folder, address = preview
    built = tmp_path_factory.mktemp("built") / "site"
    plugin.run(folder, built, date(2026, 11, 22))
    for path in ["", "authority/", "authority/q001/", "services/f001/", "departments/j001/", "help/remedies/"]:
        shown = urlopen(address + path, timeout=20).read().decode()
        head, _, rest = shown.partition('<script src="' + "../" * path.count("/") + "-/preview.js")
        assert rest, path
        assert (built / path / "index.html").read_text("utf-8").startswith(head.rstrip()), path


def test_a_save_is_seen_quickly(preview):
    from urllib.request import urlopen

    folder, address = preview
    urlopen(address + "authority/q001/", timeout=20).read()
    file = folder / "powers/authority/q001.yml"
    started = time.monotonic()
    file.write_text(file.read_text("utf-8").replace("俗称:\n", "俗称:\n  - 马上看到\n", 1), "utf-8")
    while "马上看到" not in urlopen(address + "authority/q001/", timeout=20).read().decode():
        assert time.monotonic() - started < 10
    print(f"seen after {time.monotonic() - started:.2f} s")


def test_a_mistake_in_the_prose_is_said_and_recovers(preview):
    folder, _ = preview
    shutil.copytree(TOWN.parent.parent / "content", folder / "content", ignore=shutil.ignore_patterns("plan"))
    page = folder / "content/about/index.md"
    written = page.read_text("utf-8")
    with Preview(folder, date(2026, 11, 22)) as fresh:
        answers: list[str] = []

        def ask() -> str:
            return b"".join(fresh({"PATH_INFO": "/about/"}, lambda status, _: answers.append(status))).decode()

        assert "关于本站" in ask()
        page.write_text(written + "\n[没有的](nowhere.md)\n", "utf-8")
        fresh.stale.add("prose")
        assert "nowhere.md" in ask() and answers[-1].startswith("500")
        page.write_text(written, "utf-8")
        assert "关于本站" in ask() and answers[-1].startswith("200")


def test_a_save_while_the_page_is_made_is_not_overlooked(tmp_path, monkeypatch):
    """A page says the version it shows: an editor that empties a file and then fills it saves twice within a page."""
    shutil.copytree(TOWN / "powers", tmp_path / "powers")
    with Preview(tmp_path, date(2026, 11, 22)) as fresh:
        made = fresh.page

        def interrupted(url: str) -> str | None:
            html = made(url)
            fresh.version += 1  # what the second save does
            return html

        monkeypatch.setattr(fresh, "page", interrupted)
        html = b"".join(fresh({"PATH_INFO": "/authority/q001/"}, lambda *_: None)).decode()
        shown = html.partition('data-version="')[2].partition('"')[0]
        assert shown and shown != str(fresh.version)
