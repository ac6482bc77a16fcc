"""The live preview in a real browser: a save shows by itself, a broken one shows what to mend and recovers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator import urls
from generator.preview import Preview
from generator.preview.saves import PROSE, RECORD, Saves
from tests.browser.serving import previewed
from tests.browser.waiting import until
from tests.preview import asking
from tests.towns import DAY, ROOT, copied


@pytest.fixture
def preview(root, browser: Browser):
    """The sample town under a preview: its folder and address."""
    with previewed(root, browser) as address:
        yield root, address


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

    from generator.site import engine

    folder, address = preview
    built = tmp_path_factory.mktemp("built") / "site"
    engine.run(folder, built, DAY)
    for path in ["", "authority/", "authority/q001/", "services/f001/", "departments/j001/", "help/remedies/"]:
        shown = urlopen(address + path, timeout=20).read().decode()
        head, _, rest = shown.partition('<script src="' + "../" * path.count("/") + "-/preview.js")
        assert rest, path
        assert (built / path / "index.html").read_text("utf-8").startswith(head.rstrip()), path


def test_a_save_is_seen_at_once(preview):
    """The page that is asked for as soon as a save is told shows it; an editor may empty the file first, which is two."""
    from urllib.request import urlopen

    folder, address = preview

    def answer(path: str) -> str:
        return urlopen(address + path, timeout=60).read().decode()

    shown = answer("authority/q001/")
    file = folder / "powers/authority/q001.yml"
    file.write_text(file.read_text("utf-8").replace("俗称:\n", "俗称:\n  - 马上看到\n", 1), "utf-8")
    for _ in range(2):
        if "马上看到" not in shown:
            answer("-/changed?since=" + shown.partition('data-version="')[2].partition('"')[0])
            shown = answer("authority/q001/")
    assert "马上看到" in shown


def test_a_mistake_in_the_prose_is_said_and_recovers(preview):
    folder, _ = preview
    shutil.copytree(ROOT / "content", folder / "content", ignore=shutil.ignore_patterns("plan"))
    page = folder / "content/about/index.md"
    written = page.read_text("utf-8")
    with Preview(folder, DAY) as fresh:
        answers: list[str] = []

        def ask() -> str:
            return b"".join(fresh(asking("/about/"), lambda status, _: answers.append(status))).decode()

        assert "关于本站" in ask()
        page.write_text(written + "\n[没有的](nowhere.md)\n", "utf-8")
        fresh.saves.note(PROSE)
        assert "nowhere.md" in ask() and answers[-1].startswith("500")
        page.write_text(written, "utf-8")
        assert "关于本站" in ask() and answers[-1].startswith("200")


def test_a_save_while_the_page_is_made_is_not_overlooked(root, monkeypatch):
    """A page says the version it shows: an editor that empties a file and then fills it saves twice within a page."""
    with Preview(root, DAY) as fresh:
        made = fresh.live.page

        def interrupted(url: str) -> str | None:
            html = made(url)
            fresh.saves.note(RECORD)  # what the second save does
            return html

        monkeypatch.setattr(fresh.live, "page", interrupted)
        html = b"".join(fresh(asking("/authority/q001/"), lambda *_: None)).decode()
        shown = html.partition('data-version="')[2].partition('"')[0]
        assert shown and shown != str(fresh.saves.version)


def kept_by_git(folder: Path) -> None:
    """Hand in all that is in a folder."""
    said = ["-c", "user.name=石样例", "-c", "user.email=0000@example.gov.cn", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    subprocess.run(["git", *said, "commit", "-q", "-m", "交上去"], cwd=folder, check=True)


def asked(application: Preview, path: str) -> str:
    """What a preview answers without a server."""
    return b"".join(application(asking(f"/{path}"), lambda *_: None)).decode()


def _save(file: Path, text: str) -> None:
    """Save a file at once, so that a page is drawn once for it; of a file that is first emptied and then filled it may
    be drawn twice, and what is saved between the two is already on the page."""
    aside = file.parents[2] / "aside"
    aside.write_text(text, "utf-8")
    aside.replace(file)


def test_a_save_opens_the_entry_and_a_mistake_shows_its_file_first(browser: Browser, preview):
    folder, address = preview
    first, second = folder / "powers/authority/q001.yml", folder / "powers/services/f001.yml"
    one, two = first.read_text("utf-8"), second.read_text("utf-8")
    page = browser.new_page()
    page.goto(address)
    expect(page.locator(".q-desk")).not_to_contain_text("草稿")

    _save(first, one.replace("俗称:\n", "俗称:\n  - 刚加的说法\n", 1))
    page.wait_for_url(address + "authority/q001/")
    expect(page.locator(".q-desk-here")).to_contain_text("草稿")
    expect(page.locator(".q-desk-here")).to_contain_text("“俗称”")

    # A mistake here and, before it is mended, another there.
    _save(first, one.replace("名称: ", "名称：", 1))
    expect(page.locator("h1")).to_contain_text("要改")
    _save(second, two.replace("名称: ", "名称：", 1))
    page.wait_for_url(address + "services/f001/")
    expect(page.locator("section.q-banner").first).to_contain_text("powers/services/f001.yml")
    _save(first, one)
    page.wait_for_url(address + "authority/q001/")
    expect(page.locator("section.q-banner").first).to_contain_text("powers/services/f001.yml")
    _save(second, two)
    page.wait_for_url(address + "services/f001/")
    expect(page.locator("h1")).not_to_contain_text("要改")
    page.close()


@pytest.mark.parametrize(
    "slower", [1, 6]
)  # where the machine is busy, the browser first draws a page after it is loaded
def test_the_page_of_the_entry_stays_where_it_was_read(browser: Browser, preview, slower: int):
    folder, address = preview
    file = folder / "powers/services/f001.yml"
    written = file.read_text("utf-8")
    page = browser.new_page(viewport={"width": 400, "height": 500})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address + "services/f001/")
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    file.write_text(written.replace("名称: ", "名称：", 1), "utf-8")
    expect(page.locator("h1")).to_contain_text("要改")
    file.write_text(written.replace("俗称:\n", "俗称:\n  - 刚加的说法\n", 1), "utf-8")
    expect(page.locator(".q-desk-here")).to_contain_text("“俗称”")
    until(page, "pageYOffset > 800 && pageYOffset < 1000")
    page.goto(address + "services/f001/sheet/")
    file.write_text(written.replace("俗称:\n", "俗称:\n  - 又加的说法\n", 1), "utf-8")
    until(page, "performance.getEntriesByType('navigation')[0].type === 'reload'")
    assert page.url == address + "services/f001/sheet/"  # one of the entry's own pages
    page.close()


def test_saves_of_several_entries_lead_nowhere(preview):
    folder, _ = preview
    saves = Saves(folder)
    saves.note(RECORD, "authority/q001.yml")
    saves.note(RECORD, "authority/q001.yml~")  # an editor's own
    assert saves.entry_since("0") == "authority/q001/"
    assert saves.entry_since("1") == saves.entry_since("x") == ""
    saves.note(RECORD, "services/f001.yml")
    assert saves.entry_since("0") == "" and saves.entry_since("2") == "services/f001/"
    saves.note(RECORD, "services/f999.yml")  # which is not there any more
    assert saves.entry_since("2") == "services/f001/"


def test_every_entry_has_the_page_a_save_leads_to(preview):
    folder, _ = preview
    with Preview(folder, DAY) as fresh:
        for file in sorted((folder / "powers").rglob("*.yml")):
            url = urls.of_file(file.relative_to(folder).as_posix())
            asked(fresh, url)
            assert fresh.live.page(url) is not None, url


@pytest.mark.parametrize("above", ["", "towns/hequan"], ids=["the repository", "a part of it"])
def test_a_draft_is_what_was_not_handed_in(tmp_path, above):
    folder = copied(tmp_path / above)
    kept_by_git(tmp_path)
    file = folder / "powers/authority/q001.yml"
    file.write_text(file.read_text("utf-8").replace("俗称:\n", "俗称:\n  - 刚加的说法\n", 1), "utf-8")
    pointer = (folder / "powers/elsewhere/p001.yml").read_text("utf-8")
    (folder / "powers/elsewhere/p900.yml").write_text(pointer.replace("p001", "p900"), "utf-8")
    officers = folder / "powers/enforcement/执法人员.yml"
    officers.write_text("# 批注\n" + officers.read_text("utf-8"), "utf-8")
    with Preview(folder, DAY) as fresh:
        shown = asked(fresh, "authority/q001/")
        assert "草稿：这一条改了还没交上去：“俗称”" in shown
        assert "执法人员</a>（改了）" in shown and 'href="../../enforcement/"' in shown
        assert "草稿：这一条是新的，还没交上去" in asked(fresh, "elsewhere/p900/")
        assert "草稿：" not in asked(fresh, "authority/q002/") and "草稿 3 条" in asked(fresh, "authority/q002/")
        kept_by_git(tmp_path)  # handed in, with nothing saved since
        assert "草稿" not in asked(fresh, "authority/q001/")


def test_without_git_a_draft_is_what_was_changed_since_the_start(root, monkeypatch):
    monkeypatch.setattr("generator.versions.shutil.which", lambda name: None)
    file = root / "powers/authority/q001.yml"
    with Preview(root, DAY) as fresh:
        assert "草稿" not in asked(fresh, "authority/q001/")
        file.write_text(file.read_text("utf-8").replace("俗称:\n", "俗称:\n  - 刚加的说法\n", 1), "utf-8")
        fresh.saves.note(RECORD)
        shown = asked(fresh, "authority/q001/")
        assert "草稿：打开预览以后改了“俗称”" in shown and "草稿 1 条" in shown


def test_what_is_to_be_done_is_a_page_of_the_preview(browser: Browser, preview):
    folder, address = preview
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address + "services/f001/")
    page.locator(".q-desk").get_by_role("link", name="待办").click()
    expect(page.locator("h1")).to_have_text("待办")
    expect(page.locator("#tasks")).to_contain_text("powers/responsibility/r002.yml")
    page.locator("#tasks").get_by_role("link", name="r002").click()
    page.wait_for_url(address + "responsibility/r002/")
    file = folder / "powers/responsibility/r002.yml"
    page.goto(address + "-/todo/")
    text = file.read_text("utf-8")
    assert "状态: 进行中" in text
    file.write_text(text.replace("状态: 进行中", "状态: 已结束"), "utf-8")
    page.wait_for_url(address + "responsibility/r002/")
    page.goto(address + "-/todo/")
    expect(page.locator("h1")).to_have_text("待办")
    expect(page.locator("#tasks")).to_have_count(0)
    assert complaints == []
    page.close()
